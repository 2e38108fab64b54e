"""Blocks below an article that begin with a line of the publisher's and need not repeat themselves.

A list of related headlines is new on every page, the words above it are not. Where such a line
stands below the article on every page that has it, all that follows can go.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from cleaner.learn.kinds import Kinds
from cleaner.learn.lines import Draft, Place, Repeated, doubt, is_common, least_support, one_or_all
from cleaner.learn.page import Page
from cleaner.rule import Cut, Kind, Rule, Zone

_ROOM = 50
"""A cut may take three times as many segments as the longest block seen, and these: comments have no measure."""

_LONGEST_LABEL = 40
"""A line of fewer than half of the pages heads a block only if it is no longer: it may be a headline of the day's."""

Starts = Mapping[int, int]
"""By page, the segment where a line first stands."""


def find_cuts(pages: Sequence[Page], repeated: Mapping[str, Repeated], loose: set[Place], kinds: Kinds) -> list[Draft]:
    """Cuts from a line to the end of the text; what they take is taken out of `loose`.

    The lines are chosen one by one, each the one that takes most of what is left (greedy set cover). Then those that
    half of the pages have are chosen from again: a page may lack the first.
    """
    anchors: dict[str, Starts] = {
        key: {place.page: place.segment for place in reversed(line.places)}
        for key, line in repeated.items()
        if all(pages[page].side(segment) == "tail" for page, segment in line.places)
        if line.can_be_phrase and not doubt(line, pages, repeated)
    }
    common = {key: starts for key, starts in anchors.items() if is_common(repeated[key], pages)}
    labels = {key: starts for key, starts in anchors.items() if key in common or _is_label(pages, starts)}
    chosen = _cover(labels, loose, least_support(len(pages)))
    others = {key: starts for key, starts in common.items() if key not in chosen}
    chosen |= _cover(others, loose, least_support(len(pages)))
    ends = [len(page.keys) for page in pages]
    for starts in chosen.values():
        ends = [min(end, starts.get(page, end)) for page, end in enumerate(ends)]
    loose -= {place for place in loose if place.segment >= ends[place.page]}
    groups: dict[tuple[Zone, Kind], dict[str, Starts]] = defaultdict(dict)
    for key, starts in chosen.items():
        zone: Zone = "tail" if all(i >= pages[p].document.tail for p, i in starts.items()) else "any"
        groups[zone, kinds.guess(repeated[key].text)][key] = starts
    return [_draft(pages, repeated, *group, starts) for group, starts in groups.items()]


def _is_label(pages: Sequence[Page], starts: Starts) -> bool:
    """Whether a line is too short for the headline of another story."""
    return all(pages[page].document.weight(segment) <= _LONGEST_LABEL for page, segment in starts.items())


def _cover(anchors: Mapping[str, Starts], loose: set[Place], least: int) -> dict[str, Starts]:
    """Lines below which all lies that lies below any of them."""
    left: dict[int, list[int]] = defaultdict(list)
    for page, segment in sorted(loose):
        left[page].append(segment)
    chosen: dict[str, Starts] = {}
    while True:
        taken = {key: [len(left[p]) - bisect_right(left[p], i) for p, i in at.items()] for key, at in anchors.items()}
        best = max(taken, key=lambda key: (sum(taken[key]), len(taken[key]), key), default="")
        if sum(count > 0 for count in taken.get(best, ())) < least:
            return chosen
        chosen[best] = anchors[best]
        for page, start in anchors[best].items():
            del left[page][bisect_left(left[page], start) :]


def _draft(
    pages: Sequence[Page], repeated: Mapping[str, Repeated], zone: Zone, kind: Kind, anchors: Mapping[str, Starts]
) -> Draft:
    """A rule for the lines of one kind and zone."""
    longest = max(len(pages[p].keys) - i for starts in anchors.values() for p, i in starts.items())
    seen = {repeated[key].text: len(repeated[key].pages) for key in anchors}
    cut = Cut(from_=one_or_all(seen), max=3 * longest + _ROOM)
    places = [Place(*min(starts.items())) for starts in anchors.values()]
    return Draft(Rule(id="", kind="related" if kind == "other" else kind, where=zone, cut=cut), seen, places)
