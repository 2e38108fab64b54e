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
    def _kinds_of(self) -> dict[str, Counter[Kind]]:
        """How many rules of each kind have a word."""
        out: dict[str, Counter[Kind]] = defaultdict(Counter)
        for rule in self._rules:
            for word in {word for text in _phrases(rule) for word in _words(text)}:
                out[word][rule.kind] += 1
        return out

    def guess(self, text: str) -> Kind:
        """The kind of a template; `other` where its words tell nothing."""
        for sign, kind in _SIGNS:
            if re.search(sign, text, re.IGNORECASE):
                return kind
        words = _words(text)
        votes: dict[Kind, float] = defaultdict(float)
        for word in words:
            kinds = self._kinds_of.get(word) or Counter()
            for kind, count in kinds.items():
                votes[kind] += count / kinds.total()
        enough = [kind for kind in votes if votes[kind] >= _ENOUGH * len(words)]
        return max(enough, key=lambda kind: (votes[kind], kind), default="other")


def _phrases(rule: Rule) -> Iterator[str]:
    heads = [rule.cut.from_] if rule.cut else [rule.run.after, rule.run.before] if rule.run else []
    parts = [getattr(rule, form) for form in FORMS[:-1]] if isinstance(rule, Phrase) else []
    for texts in (*heads, *parts):
        yield from listed(texts)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(_MACRO.sub(" ", text)))
