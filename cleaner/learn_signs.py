"""What a publisher's texts are recognised by: lines that nearly all of them print and no one else does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.learn_lines import Repeated
from cleaner.learn_page import Page
from cleaner.rule import Evidence
from cleaner.text import fold, pack

_MOST_SIGNS = 5
_POINTS = 4
"""Twice what names a publisher: a text may lack a sign."""
_COMMON = 0.4
_LONGEST = 120
_TELLING = 24
"""A line of so many letters, or with the publisher's name, is hardly printed elsewhere."""
_FEWEST_LETTERS = 6


def find_signs(pages: Sequence[Page], repeated: Mapping[str, Repeated], name: str) -> list[Evidence]:
    """Signs, most telling first: chosen so that as many pages as possible have enough points."""
    names = {word for word in fold(name).split() if len(word) > 3}
    weights: dict[str, int] = {}
    for key, line in repeated.items():
        if len(line.pages) < max(2, _COMMON * len(pages)) or "{" in line.text or len(line.text) > _LONGEST:
            continue
        known = sum(i in pages[p].known for p, i in line.places) * 2 > len(line.places)
        letters = sum(map(str.isalpha, line.text))
        telling = not known and (letters >= _TELLING or bool(names.intersection(key.split())))
        if letters >= _FEWEST_LETTERS and (telling or not known) and pack(line.text):
            weights[key] = 2 if telling else 1
    chosen: list[str] = []
    points = [0] * len(pages)
    while len(chosen) < _MOST_SIGNS:
        gains = {
            key: (sum(min(weight, _POINTS - points[p]) for p in repeated[key].pages if points[p] < _POINTS), weight)
            for key, weight in weights.items()
            if key not in chosen
        }
        best = max(gains, key=lambda key: (*gains[key], key), default="")
        if not best or not gains[best][0]:
            break
        chosen.append(best)
        for page in repeated[best].pages:
            points[page] += weights[best]
    return [Evidence(line=repeated[key].text, weight=weights[key]) for key in chosen]
