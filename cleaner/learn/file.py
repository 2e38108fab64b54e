"""Drafts become a rule file: rules with names and examples both ways, in the order of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from cleaner.learn.facts import with_fact
from cleaner.learn.kinds import Kinds
from cleaner.learn.lines import Draft, LeftOut, Place
from cleaner.learn.page import UNTOLD, Page, count_pages
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.pattern import PhraseError
from cleaner.rule import Examples, Kind, Rule, RuleFile
from cleaner.text import fold
from cleaner.workbench.checks import Target, check_file
from cleaner.workbench.ruletest import matches_of

_MOST_EXAMPLES = 3
_LONGEST_EXAMPLE = 140
_MOST_LOOKALIKES = 2000
_MOST_TRIED = 200
_LINES_OF_BLOCK = 3


class Author:
    """Gives drafts their kinds, names and examples, from the pages they were made of."""

    def __init__(self, pages: Sequence[Page], kinds: Kinds, language: str | None) -> None:
        self._pages = pages
        self._kinds = kinds
        self._language = language
        self._prose = list(islice(_prose(pages), _MOST_LOOKALIKES))

    def write(self, draft: Draft) -> Rule | None:
        """The rule of a draft with its examples, still without id; None where no example stands alone."""
        rule = draft.rule
        if rule.kind == "other":
            rule = replace(rule, kind=self._kind(draft))
        counts = sorted(draft.seen.values())
        rule = with_fact(rule, draft, self._pages)
        span = f"{counts[0]}" if counts[0] == counts[-1] else f"{counts[0]} to {counts[-1]}"
        rule = replace(rule, why=f"seen in {span} of {len(self._pages)}")
        try:
            compiled = CompiledRule(rule, "", 0)
            compiled.check()
        except PhraseError:
            return None
        title, remove = self._removed(compiled, draft)
        keep = self._kept(compiled, draft)
        if not remove or not keep:
            return None
        return replace(rule, examples=Examples(title=title, remove=remove, keep=keep))

    def _kind(self, draft: Draft) -> Kind:
        votes = Counter(self._kinds.guess(phrase) for phrase in draft.seen)
        return votes.most_common(1)[0][0]

    def _removed(self, rule: CompiledRule, draft: Draft) -> tuple[str, list[str]]:
        title, out = "", []
        needs_title = rule.needs_scene
        for place in draft.places:
            page = self._pages[place.page]
            text = _example(page, place, rule.rule)
            if rule.rule.starts or rule.rule.ends:
                text = _shortened(text, from_end=bool(rule.rule.ends))
            if needs_title:
                if title and page.scene.title != title:
                    continue
                title = page.scene.title
            probe = CompiledRule(replace(rule.rule, examples=Examples(title=title)), "", 0) if needs_title else rule
            if text not in out and matches_of(probe, text, self._language):
                out.append(text)
            if len(out) == _MOST_EXAMPLES:
                break
        return title, out

    def _kept(self, rule: CompiledRule, draft: Draft) -> list[str]:
        """The sentence of an article that has most words of the rule's."""
        words = {word for phrase in draft.seen for word in fold(phrase).split() if len(word) > 2}
        ranked = sorted(self._prose, key=lambda text: (-len(words & set(fold(text).split())), len(text), text))
        for text in ranked[:_MOST_TRIED]:
            short = _shortened(text)
            if not matches_of(rule, short, self._language):
                return [short]
        return []


def _prose(pages: Sequence[Page]) -> Iterator[str]:
    """The articles' sentences: what no other page has and the classifier takes for body."""
    counts = count_pages(pages)
    for page in pages:
        for index in page.own_lines():
            if page.is_prose(index) and counts[page.keys[index]] == 1 and page.noise[index] <= UNTOLD:
                yield " ".join(page.document.segment(index).split())


def _example(page: Page, place: Place, rule: Rule) -> str:
    """The piece of a text that a rule takes, with the neighbours it asks for."""
    first = place.segment - (rule.previous is not None)
    last = place.segment + 1 + (rule.next is not None) + (_LINES_OF_BLOCK - 1 if rule.cut else 0)
    return "\n".join(
        " ".join(page.document.segment(i).split()) for i in range(max(first, 0), min(last, len(page.keys)))
    )


def _shortened(text: str, *, from_end: bool = False) -> str:
    """The beginning, or the end, of a text, cut at a blank where there is one."""
    if len(text) <= _LONGEST_EXAMPLE:
        return text
    if from_end:
        return text[-_LONGEST_EXAMPLE:].partition(" ")[2] or text[-_LONGEST_EXAMPLE:]
    return text[:_LONGEST_EXAMPLE].rpartition(" ")[0] or text[:_LONGEST_EXAMPLE]


def named(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with ids that say what they are: the kind, the form, a number where there are several."""
    taken: Counter[str] = Counter()
    out = []
    for rule in rules:
        form = (
            "-block"
            if rule.cut
            else "-value"
            if rule.previous
            else "-start"
            if rule.starts
            else "-end"
            if rule.ends
            else ""
        )
        zone = f"-{rule.where}" if rule.where != "any" and not rule.cut else ""
        name = f"{rule.kind}{zone}{form}"
        taken[name] += 1
        out.append(replace(rule, id=name if taken[name] == 1 else f"{name}-{taken[name]}"))
    return out


def without_errors(file: RuleFile) -> tuple[RuleFile, list[LeftOut]]:
    """The file without the rules that the linter refuses, and those."""
    bad = {
        issue.rule.rpartition(".")[2]: issue.problem
        for issue in check_file(Target(Path(f"{file.id}.yaml"), file))
        if issue.severity == "error"
    }
    kept = [rule for rule in file.rules if rule.id not in bad]
    return replace(file, rules=kept), [LeftOut(name, 0, f"refused by the linter: {why}") for name, why in bad.items()]
