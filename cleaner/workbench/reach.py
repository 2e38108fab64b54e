"""Rules that come to nothing: where they look their text never stands, or another rule has taken it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.document import Document
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.scene import Scene
from cleaner.rule import Rule, listed
from cleaner.text import fold
from cleaner.workbench.checks import FILLERS, Target, limits_of
from cleaner.workbench.issues import Issue
from cleaner.workbench.ruletest import matches_of

_PARAGRAPHS = FILLERS * 4
_PLACES = (0, 1, len(_PARAGRAPHS) // 2, len(_PARAGRAPHS) - 1, len(_PARAGRAPHS))
"""Before so many paragraphs of an article an example is tried: its begin, its end, and between."""


def check_reach(target: Target) -> Iterator[Issue]:
    """All findings about a file's rules in an article, and beside each other."""
    written = Counter(fold(phrase) for rule in target.file.rules for phrase in _plain_lines(rule))
    for number, rule in enumerate(target.compiled):
        if not _is_reached(rule, target.file.language):
            problem = "matches its examples in no place of an article"
            yield target.issue("R308", number, problem, "look at 'where' and at the neighbours together")
        others = [other for other in target.compiled if other is not rule and _takes_all(other, rule)]
        for phrase in _plain_lines(rule.rule):
            if written[fold(phrase)] > 1:
                continue  # R301
            if other := taker(others, phrase, target.file.language):
                yield target.issue("R307", number, f"'{phrase}' is removed by '{other}' already", "delete it")


def _is_reached(rule: CompiledRule, language: str | None) -> bool:
    """Whether an example matches somewhere in an article; one that does not match at all is another finding."""
    alone = [text for text in rule.rule.examples.remove if matches_of(rule, text, language)]
    return not alone or any(matches_of(rule, article, language) for text in alone for article in _articles(text))


def _articles(text: str) -> Iterator[str]:
    for place in _PLACES:
        yield "\n".join((*_PARAGRAPHS[:place], text, *_PARAGRAPHS[place:]))


def _takes_all(other: CompiledRule, rule: CompiledRule) -> bool:
    """Whether a rule takes whatever it matches, to the same effect as another."""
    same = other.kind == rule.kind and other.rule.set == rule.rule.set
    return same and not limits_of(other.rule) and not other.is_run


def _plain_lines(rule: Rule) -> list[str]:
    """The lines that a rule removes just as they are written."""
    return [text for text in listed(rule.line) if "{" not in text] if rule.remove and not rule.protect else []


def taker(rules: Sequence[CompiledRule], line: str, language: str | None) -> str | None:
    """Name the first rule that takes all of a line."""
    scene = Scene(Document(line), language)
    if len(scene.document) != 1:
        return None
    return next((rule.id for rule in rules if any(match.whole for match in rule.match(scene, 0))), None)
