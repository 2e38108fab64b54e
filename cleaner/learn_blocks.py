"""Blocks below an article that begin with a line of the publisher's and need not repeat themselves.

A list of related headlines is new on every page, the words above it are not. Where such a line
stands below the article on every page that has it, all that follows can go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.learn_lines import Draft, Place, Repeated, least_support, one_or_all
from cleaner.learn_page import Page
from cleaner.rule import Cut, Rule, Zone

_ROOM = 10
"""A cut may take half as many segments again as the longest block seen, and these."""

Starts = Mapping[int, int]
"""By page, the segment where a line first stands."""


def find_cuts(pages: Sequence[Page], repeated: Mapping[str, Repeated], loose: set[Place]) -> list[Draft]:
    """Cuts from a line to the end of the text; what they take is taken out of `loose`.

    The lines are chosen one by one, each the one that takes most of what is left (greedy set cover).
    """
    least = least_support(len(pages))
    anchors = {
        key: {place.page: place.segment for place in reversed(line.places)}
        for key, line in repeated.items()
        if all(pages[page].side(segment) == "tail" for page, segment in line.places) and line.can_be_phrase
    }
    left, chosen = set(loose), []
    while True:
        taken = {key: _below(starts, left) for key, starts in anchors.items() if key not in chosen}
        best = max(taken, key=lambda key: (len(taken[key]), len(anchors[key]), key), default="")
        more = {place.page for place in taken.get(best, ()) if pages[place.page].keys[place.segment] != best}
        if len(more) < least:
            break
        chosen.append(best)
        left -= taken[best]
    gone = loose - left
    for key in list(chosen):  # a later choice may have made an earlier one superfluous
        others = [anchors[other] for other in chosen if other != key]
        if gone <= set().union(*(_below(starts, gone) for starts in others)):
            chosen.remove(key)
    loose -= gone
    return _drafts(pages, repeated, {key: anchors[key] for key in chosen})


def _below(starts: Starts, places: set[Place]) -> set[Place]:
    """The places at or below the line on its pages."""
    return {place for place in places if place.segment >= starts.get(place.page, place.segment + 1)}


def _drafts(pages: Sequence[Page], repeated: Mapping[str, Repeated], anchors: Mapping[str, Starts]) -> list[Draft]:
    """A rule for the lines that stand in the tail zone always, one for the others."""
    zones: dict[Zone, list[str]] = {"tail": [], "any": []}
    for key, starts in anchors.items():
        zones["tail" if all(i >= pages[p].document.tail for p, i in starts.items()) else "any"].append(key)
    drafts = []
    for zone, keys in zones.items():
        if keys:
            longest = max(len(pages[p].keys) - i for key in keys for p, i in anchors[key].items())
            seen = {repeated[key].text: len(repeated[key].pages) for key in keys}
            cut = Cut(from_=one_or_all(seen), max=longest + longest // 2 + _ROOM)
            places = [Place(*min(anchors[key].items())) for key in keys]
            drafts.append(Draft(Rule(id="", kind="other", where=zone, cut=cut), seen, places))
    return drafts
