"""A mixed heap of texts parted into publishers, by what their page systems print: no names, no URLs.

A publisher is known by its template: the traits that half of its pages have, more than chance would give. The pages
of each telling trait make a group; groups that have half of their templates in common are one (agglomerative
clustering); then each page goes to the group whose template it shows most of, until none moves (as in k-means).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from cleaner.learn.page import Page
from cleaner.learn.traits import Trait, Traits, find_traits

FEWEST = 3
"""A group of fewer texts is no publisher."""

_HALF = 0.5
_ENOUGH = 0.4
"""A page belongs to a group if it shows so much of its template, measured by what the group's pages show on average."""

_COST = 4.0
"""What a trait must tell to be the template's (nats): of so many traits, some stand together by accident."""

_MOST_TRIED = 50
_MOST_ROUNDS = 5

Group = list[int]
"""The numbers of its pages."""


@dataclass(frozen=True)
class _Template:
    """Some pages, how many of them have each trait, and what the traits tell that half of them have.

    What a trait tells is how much likelier the pages have it as pages of one publisher than by chance (nats).
    """

    pages: frozenset[int]
    counts: Mapping[Trait, int]
    traits: Traits

    def told(self, trait: Trait, count: int, pages: int) -> float:
        """What a trait tells that stands on so many of so many pages (their number times Kullback and Leibler's)."""
        share, chance = count / pages, self.traits.by_chance[trait]
        if share <= chance:
            return 0.0
        others = (1 - share) * log((1 - share) / (1 - chance)) if count < pages else 0.0
        return pages * (share * log(share / chance) + others)

    @cached_property
    def telling(self) -> dict[Trait, float]:
        """The template: its traits, and what each tells."""
        size = len(self.pages)
        told = {trait: self.told(trait, count, size) for trait, count in self.counts.items() if count >= _HALF * size}
        return {trait: nats for trait, nats in told.items() if nats > _COST}

    @cached_property
    def worth(self) -> float:
        """What the template tells of a page, on average, less what it costs to state."""
        return sum(nats - _COST for nats in self.telling.values()) / len(self.pages)

    @cached_property
    def points(self) -> dict[Trait, float]:
        """What each trait of the template tells of a page that has it."""
        size = len(self.pages)
        return {trait: log(self.counts[trait] / size / self.traits.by_chance[trait]) for trait in self.telling}

    @cached_property
    def usual(self) -> float:
        """How many points its pages have on average."""
        return sum(self.counts[trait] * points for trait, points in self.points.items()) / len(self.pages)

    def likeness(self, other: _Template) -> float:
        """How much of what two templates tell they tell both."""
        size = len(self.pages) + len(other.pages)
        common = self.telling.keys() & other.telling.keys()
        both = sum(self.told(trait, self.counts[trait] + other.counts[trait], size) for trait in sorted(common))
        if both <= _COST:
            return 0.0
        rest = (nats - _COST for one in (self, other) for trait, nats in one.telling.items() if trait not in common)
        return both / (both + sum(rest))


def cluster(pages: Sequence[Page]) -> tuple[list[Group], Group]:
    """The publishers, largest first, and the pages that belong to none."""
    traits = find_traits(pages)
    templates = _settled(traits, _merged(traits, _begun(traits)))
    groups = [sorted(one.pages) for one in templates if len(one.pages) >= FEWEST and one.worth > 0]
    kept = {number for group in groups for number in group}
    return sorted(groups, key=lambda group: (-len(group), group)), [n for n in range(len(pages)) if n not in kept]


def _template(traits: Traits, pages: Iterable[int]) -> _Template:
    members = frozenset(pages)
    return _Template(members, Counter(trait for number in sorted(members) for trait in traits.of[number]), traits)


def _begun(traits: Traits) -> list[_Template]:
    """Pages by that trait of theirs whose pages have most of a template; of the pages of a trait some are tried."""
    worth = {trait: _template(traits, sorted(on)[:_MOST_TRIED]).worth for trait, on in traits.on.items()}
    groups: dict[Trait, list[int]] = defaultdict(list)
    for number, own in enumerate(traits.of):
        best = max(own, key=lambda trait: (worth[trait], len(traits.on[trait]), trait), default="")
        if best and worth[best] > 0:
            groups[best].append(number)
    return [_template(traits, groups[trait]) for trait in sorted(groups)]


def _merged(traits: Traits, templates: list[_Template]) -> list[_Template]:
    """Templates after the two most alike were made one, again and again."""
    alive = dict(enumerate(templates))
    likeness: dict[tuple[int, int], float] = {}

    def compare(new: int) -> None:
        for old, template in alive.items():
            if old < new and (value := template.likeness(alive[new])) >= _HALF:
                likeness[old, new] = value

    for number in range(len(templates)):
        compare(number)
    while likeness:
        one, other = max(likeness, key=lambda pair: (likeness[pair], pair))
        new = max(alive) + 1
        alive[new] = _template(traits, alive.pop(one).pages | alive.pop(other).pages)
        likeness = {pair: value for pair, value in likeness.items() if not {one, other} & {*pair}}
        compare(new)
    return list(alive.values())


def _settled(traits: Traits, templates: list[_Template]) -> list[_Template]:
    """Templates after each page went to the one it shows most of, if it shows enough."""
    for _ in range(_MOST_ROUNDS):
        groups: dict[int, list[int]] = defaultdict(list)
        for number, own in enumerate(traits.of):
            shown = [sum(one.points.get(trait, 0.0) for trait in own) for one in templates]
            best = max(range(len(templates)), key=lambda index: (shown[index], -index), default=None)
            if best is not None and shown[best] >= _ENOUGH * templates[best].usual > 0:
                groups[best].append(number)
        moved = [_template(traits, groups[index]) for index in sorted(groups) if len(groups[index]) > 1]
        if [one.pages for one in moved] == [one.pages for one in templates]:
            break
        templates = moved
    return templates
