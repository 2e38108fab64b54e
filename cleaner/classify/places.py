"""Where segments stand: among the paragraphs, in runs of short ones, near what rules found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby

from cleaner.model import Match

COUNTS = (1, 2, 3, 5, 9, 16, 40, 100)
"""Bounds of the levels of a count."""

_REACH = 8
"""How far, in segments, a paragraph is looked for; further is all the same."""
_NEAR = 6
"""How far, in segments, something that a rule removed colours its neighbours."""
LONG = 6
"""The least level of `size` that a paragraph has."""
_GROUPS = {
    **dict.fromkeys(("share", "print", "follow", "app-promo", "newsletter", "embed", "comments"), 1),
    **dict.fromkeys(("related", "read-also", "most-read", "navigation", "breadcrumb", "tags", "ad"), 2),
    **dict.fromkeys(("byline", "date", "dateline", "deck", "section", "counter", "caption", "title-echo", "source"), 3),
}
OTHER, _TITLE, _PART = 4, 5, 6
_FADING = [[1 + 4 * group + min(distance, 3) for distance in range(_NEAR)] for group in range(OTHER)]
"""By the group of a claim, from the first: the levels of the segments next to it."""
FURNITURE = frozenset((1, 2))
"""Claims of what stands around articles and in none: the first two groups."""
CLAIMED = frozenset(range(1, _PART))
"""Claims by which a segment goes whole."""


def few(counts: Iterable[int]) -> list[int]:
    """Counts, of which three and more are the same."""
    return [count if count < 3 else 3 for count in counts]


def places(sizes: Sequence[int], paragraphs: Sequence[int]) -> dict[str, list[int]]:
    """Where segments stand: to the text's edges, to its first and last paragraph, in a run of short segments."""
    count = len(sizes)
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (count, -1)
    run: list[int] = []
    run_begin: list[int] = []
    run_end: list[int] = []
    for long, same in groupby([size >= LONG for size in sizes]):
        length = len(list(same))
        rising = [0] * length if long else [1, 2, *[3] * (length - 2)][:length]
        run += [0 if long else bisect_right(COUNTS, length)] * length
        run_begin += rising
        run_end += reversed(rising)
    return {
        "after_first": _counted(count, _REACH - first, 2 * _REACH),
        "after_last": _counted(count, _REACH - last, 2 * _REACH),
        "from_top": _counted(count, 0, 6),
        "to_end": _counted(count, 0, 6)[::-1],
        "run": run,
        "run_begin": run_begin,
        "run_end": run_end,
    }


def _counted(count: int, start: int, most: int) -> list[int]:
    """So many numbers, each one more than that before it, none under 0 or over `most`."""
    rising = [0] * -start + list(range(max(start, 0), most + 1))
    return (rising + [most] * (count - len(rising)))[:count]


def claims_of(count: int, matches: Iterable[Match]) -> list[int]:
    """What rules say of each segment: a group of kinds where they remove it whole, the title, or a part of it."""
    claims = [0] * count
    for match in matches:
        if match.action != "remove":
            continue
        if match.kind == "title":
            claims[match.segment] = _TITLE
        elif match.whole:
            claims[match.segment] = _GROUPS.get(match.kind, OTHER)
        elif not claims[match.segment]:
            claims[match.segment] = _PART
    return claims


def neighbourhood(claims: Sequence[int]) -> dict[str, list[int]]:
    """The nearest noise that rules know above and below a segment: its group and how far it is."""
    count = len(claims)
    title = [0] * count
    if _TITLE in claims:
        title = [1 + level for level in _counted(count, 2 - claims.index(_TITLE), 8)]
    return {"claim": list(claims), "above": _behind(claims), "below": _behind(claims[::-1])[::-1], "title": title}


def _behind(claims: Sequence[int]) -> list[int]:
    """For each segment the nearest claim before it: four levels of distance for each group."""
    levels = [0] * (len(claims) + _NEAR)
    for index, claim in enumerate(claims, 1):
        if 1 <= claim <= OTHER:
            levels[index : index + _NEAR] = _FADING[claim - 1]
    return levels[: len(claims)]
