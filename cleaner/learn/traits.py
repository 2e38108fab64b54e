"""What a page system may have printed into a text, and how likely it stands there by chance."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from cleaner.learn.page import Page
from cleaner.text import fold

_FEWEST = 3
"""A trait of fewer pages tells nothing."""

_BY_CHANCE = 0.05
"""What part of the texts of other publishers have a line, too: papers print much the same words."""

_SAME = 0.8
_LONGEST_LABEL = 80
_DIGITS = re.compile("[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_AFTER_STOP = re.compile(r"[.!?؟。۔…]\s+(?=\S)")

Trait = str
Numbers = frozenset[int]
"""The numbers of pages."""


@dataclass(frozen=True)
class Traits:
    """The traits that several pages show: those `of` each page, the pages each is `on`.

    `by_chance` is how likely a page of another publisher has each.
    """

    of: Sequence[Sequence[Trait]]
    on: Mapping[Trait, Numbers]
    by_chance: Mapping[Trait, float]


def find_traits(pages: Sequence[Page]) -> Traits:
    """The traits of a heap of pages."""
    found: dict[Trait, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for trait in _traits(page):
            found[trait].add(number)
    on = _without_repeats({trait: frozenset(found[trait]) for trait in sorted(found) if len(found[trait]) >= _FEWEST})
    of: list[list[Trait]] = [[] for _ in pages]
    for trait, numbers in on.items():
        for number in numbers:
            of[number].append(trait)
    return Traits(of, on, _by_chance(pages, on))


def _traits(page: Page) -> Iterator[Trait]:
    """Lines, first words of short lines, and what the first and the last paragraph begin or end with.

    A date is told by its form, too: `{date}` stands on the pages of most papers.
    """
    document = page.document
    for index in {*document.long[:1], *document.long[-1:]}:
        text = fold(document.segment(index))
        yield f"starts {' '.join(text.split()[:3])}"
        if not document.ends_sentence(index):
            yield f"ends {' '.join(_AFTER_STOP.split(text)[-1].split()[:2])}"
    for index in _short(page):
        key, text = _DIGITS.sub("0", page.keys[index]), fold(document.segment(index))
        yield f"line {key} {_DIGITS.sub('0', _LETTERS.sub('a', text))}" if "{date}" in key else f"line {key}"
        if " " in text and len(text) <= _LONGEST_LABEL and _LETTERS.fullmatch(_first(text).strip("•-–*")):
            yield f"first {_first(text)}"


def _short(page: Page) -> list[int]:
    """The lines that are neither prose nor the title."""
    return [index for index, key in enumerate(page.keys) if key and not page.is_prose(index)]


def _first(text: str) -> str:
    return text.split(" ", 1)[0]


def _without_repeats(on: Mapping[Trait, Numbers]) -> dict[Trait, Numbers]:
    """The traits without first words of which nearly all are those of one line: that line counts already."""
    most: Counter[Trait] = Counter()
    for trait, numbers in on.items():
        kind, _, key = trait.partition(" ")
        first = f"first {_first(key)}"
        if kind == "line" and first in on:
            most[first] = max(most[first], len(numbers & on[first]))
    return {trait: numbers for trait, numbers in on.items() if most[trait] < _SAME * len(numbers)}


def _by_chance(pages: Sequence[Page], on: Mapping[Trait, Numbers]) -> dict[Trait, float]:
    """How likely a page has each trait without being of its publisher.

    The more often a word stands within lines, the likelier one of several lines begins with it, too (Poisson).
    A line of numbers tells nothing.
    """
    within = Counter(
        word
        for page in pages
        for index in range(len(page.keys))
        for word in fold(page.document.segment(index)).split()[1:]
    )
    lines = [len(_short(page)) for page in pages]
    chances = {}
    for trait, numbers in on.items():
        kind, _, key = trait.partition(" ")
        if kind == "first":
            exposed = sum(lines[number] for number in numbers) / len(numbers)
            chances[trait] = max(_BY_CHANCE, 1 - exp(-exposed * within[key] / (within.total() or 1)))
        elif "{date}" in key or any(map(str.isalpha, re.sub(r"\{\w+\}", "", key))):
            chances[trait] = _BY_CHANCE
        else:
            chances[trait] = 1.0
    return chances
