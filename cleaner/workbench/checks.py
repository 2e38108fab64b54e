"""What is wrong or doubtful in one rule file by itself: phrases that can blow up, are too general, stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from cleaner.document import Document
from cleaner.errors import CleanerError
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.condition import compile_phrases
from cleaner.matching.expression import Tree, parse_tree
from cleaner.matching.literals import needs_digit
from cleaner.matching.match import Matcher
from cleaner.matching.pattern import Pattern
from cleaner.matching.scene import Scene
from cleaner.rule import FORMS, Evidence, Phrase, Rule, RuleFile, listed
from cleaner.rulefiles.yamlfile import Lines, read_yaml
from cleaner.text import fold
from cleaner.workbench.blowup import Danger, chars_of, examine, inner_trees, slow_text
from cleaner.workbench.issues import Issue, shown_path

SENTENCES = Path(__file__).parents[1] / "data" / "ordinary_sentences.txt"

_DANGERS: dict[Danger, tuple[str, Literal["error", "warning"], str, str]] = {
    "repeats": (
        "R101", "error", "a repeat within a repeat can share its text out in many ways",
        "end each round with a character that cannot begin the next, such as (?:\\w+ )+",
    ),
    "alternatives": (
        "R102", "error", "alternatives within a repeat can match the same text",
        "make each begin in its own way, or delete the one that others cover",
    ),
    "wildcards": (
        "R103", "error", "more than two wildcards without end",
        "bound them, such as .{0,80}, or make a rule of each part",
    ),
    "unread": (
        "R105", "warning", "uses syntax that cannot be checked for work that explodes",
        "keep to the syntax of Python's re",
    ),
}  # fmt: skip
_OPEN_MACROS = 3
_SHORT_WORD = 3
_FEW = 10
FILLERS = (
    "وقال رئيس البلدية في مؤتمر صحافي عقده مساء أمس إن الميناء القديم سيفتح أبوابه للزوار مطلع الشهر المقبل.",
    "The harbour master said on Tuesday evening that the old quay would open to visitors early next month.",
)


@dataclass(frozen=True)
class Target:
    """A rule file under examination."""

    path: Path
    file: RuleFile

    @cached_property
    def _lines(self) -> Lines:
        try:
            return read_yaml(self.path)[1]
        except CleanerError:
            return {}

    @cached_property
    def compiled(self) -> list[CompiledRule]:
        """The file's rules, ready to run."""
        return [CompiledRule(rule, self.file.id, 0) for rule in self.file.rules]

    def issue(
        self, code: str, number: int | None, problem: str, mend: str, severity: Literal["error", "warning"] = "warning"
    ) -> Issue:
        """Make a finding about the rule of a number, or about the whole file (None)."""
        line = 1 if number is None else self._lines.get(("rules", number), 0)
        rule = "" if number is None else f"{self.file.id}.{self.file.rules[number].id}"
        return Issue(shown_path(self.path), line, code, severity, rule, problem, mend)

    def sign_issue(
        self, code: str, number: int, problem: str, mend: str, severity: Literal["error", "warning"]
    ) -> Issue:
        """Make a finding about one piece of evidence."""
        line = self._lines.get(("recognise", number), 0)
        return Issue(shown_path(self.path), line, code, severity, "", f"recognise: {problem}", mend)


def check_file(target: Target) -> Iterator[Issue]:
    """All findings that need no other file."""
    for number, rule in enumerate(target.file.rules):
        for code, severity, problem, mend in _work(rule):
            yield target.issue(code, number, problem, mend, severity)
        for phrase in _too_general(rule):
            yield target.issue("R202", number, f"'{phrase}' is too little to go by", "add words, or a neighbour")
    for number, sign in enumerate(target.file.recognise):
        for code, severity, problem, mend in _work(sign):
            yield target.sign_issue(code, number, problem, mend, severity)
    yield from _ordinary(target)
    yield from _twice(target)


def _work(rule: Rule | Evidence) -> Iterator[tuple[str, Literal["error", "warning"], str, str]]:
    """Phrases of a rule and of its neighbours whose work can explode."""
    folded = rule.fold if isinstance(rule, Rule) else True
    for phrase, as_written in ((rule, folded), (rule.previous, True), (rule.next, True)):
        if phrase is None:
            continue
        for pattern in compile_phrases(Phrase(regex=phrase.regex), folded=as_written):
            for danger in sorted(examine(pattern.source)):
                yield _DANGERS[danger]
            yield from _tried(pattern, "error")
        for form in FORMS[:-1]:
            for pattern in compile_phrases(Phrase(**{form: getattr(phrase, form)}), folded=as_written):
                if len(pattern.macros) >= _OPEN_MACROS:
                    yield from _tried(pattern, "warning")


def _tried(
    pattern: Pattern, severity: Literal["error", "warning"]
) -> Iterator[tuple[str, Literal["error", "warning"], str, str]]:
    unit = slow_text(pattern)
    if unit is not None:
        problem = f"takes too long on a text that repeats '{unit}'"
        yield "R104", severity, problem, "bound its repeats and begin it with words"


def _too_general(rule: Rule) -> Iterator[str]:
    """Phrases that are one very short word, where no neighbour and no shape supports them."""
    if rule.previous or rule.next or rule.shape or rule.protect:
        return
    for form in ("starts", "ends", "contains"):
        for phrase in listed(getattr(rule, form)):
            words = fold(phrase).split()
            if len(words) == 1 and "{" not in phrase and sum(map(str.isalnum, words[0])) <= _SHORT_WORD:
                yield phrase
    for source in listed(rule.regex):
        whole = source.startswith(("^", r"\A")) and source.endswith(("$", r"\Z"))
        if not whole and _fixed(parse_tree(source) or []) <= _SHORT_WORD and not needs_digit(source):
            yield source


def _fixed(tree: Tree) -> int:
    """Count the characters of which an expression leaves little choice: fewest, where it has alternatives."""
    total = 0
    for op, arg in tree:
        name, parts = str(op), inner_trees(str(op), arg)
        if name in ("LITERAL", "IN"):
            total += 0 < len(chars_of(name, arg) - {" "}) <= _FEW
        elif parts and "ASSERT" not in name:
            total += min(map(_fixed, parts)) * (int(arg[0]) if "REPEAT" in name else 1)
    return total


@cache
def ordinary_sentences() -> dict[str, tuple[str, ...]]:
    """Read the sentences that no removing rule may touch, by language."""
    blocks = re.split(r"^\[(\w+)\]\n", SENTENCES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: tuple(filter(None, text.split("\n"))) for name, text in zip(blocks[::2], blocks[1::2], strict=True)}


def _sentences_for(language: str | None) -> Iterator[str]:
    """The sentences of a language and of English, whose noise stands everywhere; without either those of all."""
    for name, sentences in ordinary_sentences().items():
        if name in (language, "en") or language in (None, "en"):
            yield from sentences


def _ordinary(target: Target) -> Iterator[Issue]:
    """Rules that would remove an ordinary sentence from an article: its head, body or tail."""
    fillers = "\n".join(FILLERS * 2)
    block = "\n".join(_sentences_for(target.file.language))
    scene = Scene(Document(f"{block}\n{fillers}\n{block}\n{fillers}\n{block}"), target.file.language)
    taken: dict[int, str] = {}
    for number, rule in enumerate(target.compiled):
        if not rule.rule.remove or rule.rule.protect:
            continue
        index = _first_taken(rule, scene)
        if index is not None:
            taken[number] = scene.document.segment(index)
    for number, sentence in sorted(taken.items()):
        problem = f"would remove text from an article: \u2068{sentence}\u2069"
        yield target.issue("R201", number, problem, "narrow it: a whole line, a zone, a neighbour", "error")


def _first_taken(rule: CompiledRule, scene: Scene) -> int | None:
    """The first segment that a rule takes, or at which a cut or a run of it would begin."""
    if rule.is_run:
        return next((match.segment for match in rule.match_run(scene, set())), None)
    if rule.rule.counter:
        return next((match.segment for match in Matcher([rule]).find(scene)), None)
    return next((index for index in range(len(scene.document)) if rule.find(scene, index)), None)


class Key(NamedTuple):
    """What makes two phrases one: form, folded text, and what limits their rules besides; and what they do."""

    form: str
    text: str
    limits: str
    deed: str


def phrase_keys(rule: Rule) -> Iterator[tuple[str, Key]]:
    """Each phrase of a rule, as written and as a key."""
    for form in FORMS:
        for phrase in listed(getattr(rule, form)):
            text = fold(phrase) if rule.fold and form != "regex" else phrase
            yield phrase, Key(form, text, limits_of(rule), f"{rule.kind} {sorted(rule.set.items())}")


def limits_of(rule: Rule) -> str:
    """Name what limits a rule besides its phrase; empty where nothing does."""
    limits = (rule.where, rule.previous, rule.next, rule.shape, rule.valid, rule.protect, rule.remove)
    return "" if limits == ("any", None, None, None, None, False, True) else repr(limits)


def _twice(target: Target) -> Iterator[Issue]:
    """Phrases that stand twice in the file, within the same limits."""
    seen: dict[tuple[str, ...], str] = {}
    for number, rule in enumerate(target.file.rules):
        for phrase, key in phrase_keys(rule):
            if key[:3] in seen:
                other = "twice in this rule" if seen[key[:3]] == rule.id else f"also in the rule '{seen[key[:3]]}'"
                problem = f"'{phrase}' stands {other}, folding counted"
                yield target.issue("R301", number, problem, "delete one of the two")
            seen.setdefault(key[:3], rule.id)
