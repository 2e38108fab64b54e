"""A rule made ready to run: how each form takes segments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from cleaner.matching.condition import Patterns, Test, compile_phrases
from cleaner.matching.pattern import Pattern, PhraseError
from cleaner.matching.phrase import MACROS, compile_phrase
from cleaner.matching.phrasebook import Compile
from cleaner.matching.scene import Found, Scene
from cleaner.matching.search import Aim
from cleaner.model import Action, Match
from cleaner.rule import FORMS, Phrase, Rule, listed
from cleaner.text import pack

_COUNTER = re.compile(r"\W{0,3}([0-9]{1,3}) ?/ ?([0-9]{1,3})\W{0,3}")
_SET = re.compile(r"\{(\w+)\}")
_LONGEST_COUNTER = 6
_PARTS = ("starts", "ends", "contains")  # would take every such mark out of the prose
_ANNOUNCES = (":", "：")
_OTHER_ARTICLES = frozenset(("related", "read-also", "most-read"))


class CompiledRule(Test):
    """One rule of one file. `match` gives what it takes if it begins at a segment."""

    def __init__(self, rule: Rule, owner: str, rank: int, compile_one: Compile = compile_phrase) -> None:
        forms = [form for form in (*FORMS, "counter", "cut", "run") if getattr(rule, form)]
        if len(forms) != 1:
            raise PhraseError(
                f"a rule has exactly one form, this one has {len(forms)}: {' '.join(forms) or 'none'}",
                "keep one of line, starts, ends, contains, regex, counter, cut, run; make a rule of each other",
            )
        self.id, self.kind, self.rank = f"{owner}.{rule.id}", rule.kind, rank
        self.rule = rule
        self.is_run = bool(rule.run and not rule.run.after and not rule.run.before)
        super().__init__(rule, _patterns(rule, compile_one), compile_one)
        self.needs_scene |= bool(rule.run and rule.run.before)  # upwards, headlines end at the title
        self._to = Patterns(compile_phrases(Phrase(line=rule.cut.to), compile_one) if rule.cut else [])

    def check(self) -> None:
        """What a rule file must not hold, beyond single phrases; PhraseError where it does."""
        super().check()
        adrift = self.aim.on_all and self.aim.zone in ("any", "body") and not self.is_run
        if adrift or any(not pack(text) for form in _PARTS for text in listed(getattr(self.rule, form))):
            raise PhraseError(
                "nothing in this rule says where to look: no word, no digit",
                "add words, a neighbour with words, or 'where: head' or 'where: tail'",
            )
        _check_set(self.rule, self.patterns)

    @cached_property
    def aim(self) -> Aim:
        """Counters are found by their digits; all else as `Test` says."""
        return Aim(digits=1, reach=_LONGEST_COUNTER, zone=self.where) if self.rule.counter else super().aim

    def match(self, scene: Scene, index: int) -> list[Match]:
        """What the rule takes when its first segment is `index`: nothing, one match, or several segments."""
        if index == scene.title_segment and self.rule.kind != "title":
            return []
        if self.rule.counter:
            return self._match_counter(scene, index)
        found = self.find(scene, index)
        if found is None:
            return []
        if self.rule.cut:
            return self._match_cut(scene, index)
        if self.rule.run:
            return self._match_beside(scene, index)
        return [self._match(scene, index, found)]

    def _match(self, scene: Scene, index: int, found: Found | None, **extra: str) -> Match:
        document, rule = scene.document, self.rule
        start, end = document.starts[index], document.ends[index]
        place = (found.start, found.end) if found else (start, end)
        values = {**(found.values if found else {}), **extra}
        filled = {name: _fill(template, values) for name, template in rule.set.items()}
        action: Action = "protect" if rule.protect else "remove" if rule.remove else "read"
        whole = place == (start, end)
        return Match(*place, rule.kind, self.id, self.rank, action, filled, index, whole)

    def _match_cut(self, scene: Scene, index: int) -> list[Match]:
        cut = self.rule.cut
        assert cut is not None
        end = len(scene.document)
        for place in range(index + 1, min(end, index + cut.max + 2)):
            if self._to.find(scene, place):
                end = place
                break
        else:
            if self._to.patterns:
                return []
        return self._take(scene, range(index, end)) if end - index <= cut.max else []

    def _match_beside(self, scene: Scene, index: int) -> list[Match]:
        """The headlines below a header, or above a footer, at `index`."""
        run = self.rule.run
        assert run is not None
        step = 1 if run.after else -1
        end = index + step
        while 0 <= end < len(scene.document) and abs(end - index) <= run.max and scene.fits(run.shape, end):
            if end == scene.title_segment:
                break
            end += step
        if run.after and self.kind in _OTHER_ARTICLES and _opens(scene, index):
            end = index + 1
        if abs(end - index) <= run.min:
            return []
        return self._take(scene, range(index, end) if run.after else range(end + 1, index + 1))

    def _match_counter(self, scene: Scene, index: int) -> list[Match]:
        first = _counter(scene, index)
        if not first or index not in scene.zone(self.where):
            return []
        number, total = first
        if _counter(scene, index - 1) == (number - 1, total):
            return []  # within a run that began above
        end = index + 1
        while _counter(scene, end) == (number + end - index, total):
            end += 1
        assert self.rule.counter is not None
        if end - index < self.rule.counter.min:
            return []
        return [self._match(scene, place, None, count=str(total)) for place in range(index, end)]

    def match_run(self, scene: Scene, gone: set[int]) -> list[Match]:
        """A run of headlines that reaches the end of the text (the begin, for `where: head`).

        Segments in `gone` are removed by others and looked past.
        """
        run = self.rule.run
        assert run is not None
        size = len(scene.document)
        order = range(size) if self.where == "head" else range(size - 1, -1, -1)
        taken: list[int] = []
        for index in order:
            if index in gone:
                continue
            if scene.document.segment(index).endswith(_ANNOUNCES):
                return []  # a line above that announces a list
            if index == scene.title_segment or not scene.fits(run.shape, index):
                break
            taken.append(index)
        if not run.min <= len(taken) <= run.max:
            return []
        last = taken[-1]
        if not all(condition.holds(scene, last) for condition in self.conditions):
            return []
        return self._take(scene, sorted(taken))

    def _take(self, scene: Scene, indexes: Sequence[int]) -> list[Match]:
        return [self._match(scene, index, None) for index in indexes]


def _patterns(rule: Rule, compile_one: Compile) -> list[Pattern]:
    if rule.cut:
        return compile_phrases(Phrase(line=rule.cut.from_), compile_one)
    if rule.run:
        return compile_phrases(Phrase(line=rule.run.after or rule.run.before), compile_one)
    return compile_phrases(rule, compile_one, edits=rule.edits, folded=rule.fold)


def _check_set(rule: Rule, patterns: Sequence[Pattern]) -> None:
    """Every value of `set` must have a source in the rule's own phrases."""
    given = frozenset().union(*(p.macros for p in patterns)) | ({"count"} if rule.counter else frozenset())
    groups = {name for p in patterns for name in re.findall(r"\(\?P<(\w+)>", p.source)} | given
    for field_name, template in rule.set.items():
        for name in _SET.findall(template):
            if name not in groups:
                raise PhraseError(
                    f"'set: {field_name}' asks for {{{name}}}, which the rule's phrase does not have",
                    f"write {{{name}}} in the phrase" if name in MACROS else "name a group of the expression",
                )


def _opens(scene: Scene, index: int) -> bool:
    """Whether nothing but a menu stands above a header: the first headline below it may be the article's own."""
    document = scene.document
    if not index < min(document.body.start, len(document) - 1):
        return False
    return all(2 * document.length(above) < document.length(index + 1) for above in range(index))


def _fill(template: str, values: Mapping[str, str]) -> str:
    return _SET.sub(lambda slot: values.get(slot[1], "").strip(), template)


def _counter(scene: Scene, index: int) -> tuple[int, int] | None:
    document = scene.document
    if not 0 <= index < len(document) or not document.keys[index].isdigit():
        return None
    match = _COUNTER.fullmatch(document.folded(index))
    if not match:
        return None
    number, total = int(match[1]), int(match[2])
    return (number, total) if 1 <= number <= total else None
