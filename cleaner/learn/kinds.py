"""What kind of noise a line is, judged by the words that the packs know it by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from cleaner.rule import FORMS, Kind, Phrase, Rule, listed
from cleaner.text import fold

_WORD = re.compile(r"[^\W\d_]{2,}")
_MACRO = re.compile(r"\{\w+\}")
_ENOUGH = 0.5
_SIGNS: tuple[tuple[str, Kind], ...] = (
    (r"©|\(c\)|copyright", "copyright"),
    (r"\S+@\S+\.\w+|https?://|www\.", "contact"),
    (r"\{date\}", "date"),
)


class Kinds:
    """Guesses kinds. Made from the rules of the packs in use."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = list(rules)

    @cached_property
    def _shares(self) -> dict[str, dict[Kind, float]]:
        """Of the phrases that have a word, the share of each kind."""
        counts: dict[str, Counter[Kind]] = defaultdict(Counter)
        for rule in self._rules:
            for phrase in _phrases(rule):
                for word in set(_words(phrase)):
                    counts[word][rule.kind] += 1
        return {word: {kind: count / found.total() for kind, count in found.items()} for word, found in counts.items()}

    def guess(self, text: str) -> Kind:
        """The kind of a template; `other` where its words tell nothing.

        A word of one kind says much, one of many kinds little (by Simpson's index), one of none speaks against all.
        """
        for sign, kind in _SIGNS:
            if re.search(sign, text, re.IGNORECASE):
                return kind
        votes: dict[Kind, float] = defaultdict(float)
        total = 0.0
        for word in _words(text):
            shares = self._shares.get(word, {})
            weight = sum(share * share for share in shares.values()) or 1.0
            total += weight
            for kind, share in shares.items():
                votes[kind] += weight * share
        enough = [kind for kind in votes if votes[kind] >= _ENOUGH * total]
        return max(enough, key=lambda kind: (votes[kind], kind), default="other")


def _phrases(rule: Rule) -> Iterator[str]:
    heads = [rule.cut.from_] if rule.cut else [rule.run.after, rule.run.before] if rule.run else []
    parts = [getattr(rule, form) for form in FORMS[:-1]] if isinstance(rule, Phrase) else []
    for texts in (*heads, *parts):
        yield from listed(texts)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(_MACRO.sub(" ", text)))
