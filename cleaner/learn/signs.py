"""What a publisher's texts are recognised by: words that many of them print and hardly anyone else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.learn.lines import MACRO, Draft, Repeated
from cleaner.learn.page import Page
from cleaner.rule import Evidence, listed
from cleaner.text import fold

_MOST_SIGNS = 5
_POINTS = 4
"""Twice what names a publisher: a text may lack a sign."""

_COMMON = 0.4
_LONGEST = 120
_TELLING = 20
"""Words of so many letters, or with the publisher's name among them, are hardly printed elsewhere."""

_FEWEST_LETTERS = 6


class _Candidate(NamedTuple):
    form: str
    text: str
    pages: frozenset[int]
    weight: int


def find_signs(
    pages: Sequence[Page], repeated: Mapping[str, Repeated], drafts: Sequence[Draft], name: str
) -> list[Evidence]:
    """Signs, each the one that adds most, until as many pages as can be have enough points."""
    names = {word for word in fold(name).split() if len(word) > 3}
    candidates = [
        _Candidate(form, text, seen, weight)
        for form, text, seen, is_known in (*_lines(pages, repeated), *_glued(drafts))
        if len(seen) >= max(2, _COMMON * len(pages)) and len(text) <= _LONGEST
        if (weight := _weight(text, is_known=is_known, is_named=bool(names.intersection(fold(text).split()))))
    ]
    chosen: list[_Candidate] = []
    points = [0] * len(pages)
    while candidates and len(chosen) < _MOST_SIGNS:
        gains = {c: sum(min(c.weight, _POINTS - points[page]) for page in c.pages) for c in candidates}
        best = max(candidates, key=lambda c: (gains[c], c.weight, c.form, c.text))
        if not gains[best]:
            break
        chosen.append(best)
        candidates.remove(best)
        for page in best.pages:
            points[page] = min(_POINTS, points[page] + best.weight)
    return [_evidence(c) for c in chosen]


def _evidence(candidate: _Candidate) -> Evidence:
    phrase: dict[str, Any] = {candidate.form: candidate.text}
    return Evidence(weight=candidate.weight, **phrase)


def _lines(pages: Sequence[Page], repeated: Mapping[str, Repeated]) -> Iterator[tuple[str, str, frozenset[int], bool]]:
    for line in repeated.values():
        is_known = sum(i in pages[p].known for p, i in line.places) * 2 > len(line.places)
        if "{title}" not in line.text:  # not known yet when a publisher is recognised
            yield "line", line.text, line.pages, is_known


def _glued(drafts: Sequence[Draft]) -> Iterator[tuple[str, str, frozenset[int], bool]]:
    for draft in drafts:
        for form in ("starts", "ends", "contains"):
            for text in listed(getattr(draft.rule, form)) if len(draft.seen) == 1 else []:
                yield form, text, frozenset(place.page for place in draft.places), False


def _weight(text: str, *, is_known: bool, is_named: bool) -> int:
    """Two points for what names the publisher by itself, one for what needs another sign, none for no sign."""
    letters = sum(map(str.isalpha, MACRO.sub("", text)))
    if letters < _FEWEST_LETTERS or (is_known and not is_named):
        return 0
    return 2 if is_named or letters >= _TELLING else 1
