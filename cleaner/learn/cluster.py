"""A mixed heap of texts parted into publishers, by what their page systems print: no names, no URLs.

Lines, labels and the forms of dates that stand on the same texts belong together; each text goes to
the group of which it has most, what few groups share counting for more (inverse document frequency).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log

from cleaner.learn.page import Page
from cleaner.text import fold

FEWEST = 3
"""A group of fewer texts is no publisher."""

_TOGETHER = 0.5
_RARE = 4
"""A trait on every fourth page tells as much as a rarer one: a series has traits of its own, and is no publisher."""

_LONGEST_LABEL = 80
_FEWEST_DIGITS = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_AFTER_STOP = re.compile(r"[.!?؟。۔…]\s+(?=\S)")

Group = list[int]
"""The numbers of its pages."""


def cluster(pages: Sequence[Page]) -> tuple[list[Group], Group]:
    """The publishers, largest first, and the pages that belong to none."""
    stands_on: dict[str, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for trait in traits(page):
            stands_on[trait].add(number)
    shared = {trait: numbers for trait, numbers in stands_on.items() if len(numbers) >= FEWEST}
    families = _families(shared)
    groups: dict[str, Group] = defaultdict(list)
    for number, page in enumerate(pages):
        groups[_best_family(page, shared, families, len(pages))].append(number)
    found = [group for family, group in groups.items() if family and len(group) >= FEWEST]
    kept = {number for group in found for number in group}
    return sorted(found, key=lambda group: (-len(group), group)), [n for n in range(len(pages)) if n not in kept]


def traits(page: Page) -> Iterator[str]:
    """What a page system may have printed: lines, first words of short lines, forms of dates, words glued to prose."""
    for index, key in enumerate(page.keys):
        text = page.document.segment(index)
        if page.document.is_long(index):
            words = key.split()
            yield f"starts {' '.join(words[:3])}"
            tail = _AFTER_STOP.split(fold(text))[-1].split()
            yield f"ends {' '.join(tail[:2])}"
            if page.is_prose(index):
                continue
        if key:
            yield f"line {key}"
        if len(text) <= _LONGEST_LABEL:
            words = fold(text).split()
            if len(words) > 1:
                yield f"first {words[0]}"
            if sum(map(str.isdigit, text)) >= _FEWEST_DIGITS:
                yield f"form {re.sub('[0-9]+', '0', _LETTERS.sub('a', fold(text)))}"


def _families(shared: Mapping[str, set[int]]) -> dict[str, str]:
    """For each trait the one that leads its family: the first, of those on most pages, with half of its pages."""
    leaders: list[str] = []
    leading: dict[int, list[str]] = defaultdict(list)
    families: dict[str, str] = {}
    for trait in sorted(shared, key=lambda trait: (-len(shared[trait]), trait)):
        numbers = shared[trait]
        near = dict.fromkeys(leader for number in sorted(numbers) for leader in leading[number])
        best = max(near, key=lambda leader: (_likeness(numbers, shared[leader]), leader), default="")
        if best and _likeness(numbers, shared[best]) >= _TOGETHER:
            families[trait] = best
        else:
            families[trait] = trait
            leaders.append(trait)
            for number in numbers:
                leading[number].append(trait)
    return families


def _likeness(one: set[int], other: set[int]) -> float:
    """Jaccard's index."""
    return len(one & other) / len(one | other)


def _best_family(page: Page, shared: Mapping[str, set[int]], families: Mapping[str, str], pages: int) -> str:
    points: dict[str, float] = defaultdict(float)
    for trait in set(traits(page)):
        if trait in shared:
            points[families[trait]] += min(1.0, log(pages / len(shared[trait])) / log(_RARE))
    return max(points, key=lambda family: (points[family], family), default="")
