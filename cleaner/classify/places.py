"""Where segments stand: among the paragraphs, in runs of short ones, near what rules found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cleaner.model import Match

COUNTS = (1, 2, 3, 5, 9, 16, 40, 100)
"""Bounds of the levels of a count."""

_REACH = 8
"""How far, in segments, a paragraph is looked for; further is all the same."""
_NEAR = 6
"""How far, in segments, something that a rule removed colours its neighbours."""
_GROUPS = {
    **dict.fromkeys(("share", "print", "follow", "app-promo", "newsletter", "embed", "comments"), 1),
    **dict.fromkeys(("related", "read-also", "most-read", "navigation", "breadcrumb", "tags", "ad"), 2),
    **dict.fromkeys(("byline", "date", "dateline", "deck", "section", "counter", "caption", "title-echo", "source"), 3),
}
OTHER, _TITLE, _PART = 4, 5, 6
FURNITURE = frozenset((1, 2))
"""Claims of what stands around articles and in none: the first two groups."""
CLAIMED = frozenset(range(1, _PART))
"""Claims by which a segment goes whole."""


def few(number: int) -> int:
    """A count, of which three and more are the same."""
    return 3 if number > 3 else number


def places(sizes: Sequence[int], ends: Sequence[int]) -> dict[str, list[int]]:
    """Where segments stand: to the text's edges, to its first and last paragraph, in a run of short segments."""
    count = len(sizes)
    paragraphs = [i for i in range(count) if sizes[i] >= 6 and ends[i] in (1, 2)]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (count, -1)
    begin = [0] * count
    for i in range(count):
        begin[i] = 0 if sizes[i] >= 6 else 1 + (begin[i - 1] if i else 0)
    run = begin[:]
    for i in range(count - 2, -1, -1):
        if run[i] and run[i + 1]:
            run[i] = run[i + 1]
    return {
        "after_first": _counted(count, _REACH - first, 2 * _REACH),
        "after_last": _counted(count, _REACH - last, 2 * _REACH),
        "from_top": _counted(count, 0, 6),
        "to_end": _counted(count, 0, 6)[::-1],
        "run": [bisect_right(COUNTS, n) if n else 0 for n in run],
        "run_begin": [few(n) for n in begin],
        "run_end": [few(n - m + 1) if n else 0 for n, m in zip(run, begin, strict=True)],
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

    def nearest(order: Iterable[int]) -> list[int]:
        out = [0] * len(claims)
        group, distance = 0, _NEAR
        for i in order:
            distance += 1
            if distance <= _NEAR:
                out[i] = 1 + (group - 1) * 4 + (distance - 1 if distance < 4 else 3)
            if 1 <= claims[i] <= OTHER:
                group, distance = claims[i], 0
        return out

    title = claims.index(_TITLE) if _TITLE in claims else -1
    below_title = [0 if title < 0 else 1 + min(max(i - title, -2), 6) + 2 for i in range(len(claims))]
    indexes = range(len(claims))
    return {"claim": list(claims), "above": nearest(indexes), "below": nearest(reversed(indexes)), "title": below_title}
