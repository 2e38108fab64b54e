"""Matches become removals. The only place that decides what goes.

Everything that a removing rule matches goes, unless a protecting rule holds any of it. Where
several rules claim the same text, the receipt names one: the publisher's own before a pack's,
then the longer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.document import Document
from cleaner.model import Match, Removal, Span, removed_length

MOST_REMOVED = {"packs": 0.8, "all": 0.98}
"""The removal budget: the largest share of a text (code points of its segments) that packs alone,
and all rules together, may remove. Past it something is wrong, and everything stays."""


class Removed(NamedTuple):
    """What goes; where it would be too much, nothing, and why not."""

    receipts: list[Removal]
    refused: str | None


def resolve(matches: Iterable[Match]) -> list[Removal]:
    """The receipts for what the matches remove, in order and apart."""
    claims: dict[int, list[Match]] = defaultdict(list)
    protected: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        if match.action == "remove":
            claims[match.segment].append(match)
        elif match.action == "protect":
            protected[match.segment].append(match)
    return [
        removal for segment in sorted(claims) for removal in _share_out(claims[segment], protected.get(segment, []))
    ]


def _share_out(claims: Sequence[Match], protected: Sequence[Match]) -> list[Removal]:
    """The removals in one segment: each claim gets what better claims left of it."""
    if len(claims) == 1 and not protected:  # nearly always
        return [Removal(claims[0].start, claims[0].end, claims[0].kind, claims[0].rule)]
    out: list[Removal] = []
    for match in sorted(claims, key=_precedence):
        if any(match.start < shield.end and shield.start < match.end for shield in protected):
            continue
        for start, end in _minus((match.start, match.end), out):
            out.append(Removal(start, end, match.kind, match.rule))
    return sorted(out)


def _precedence(match: Match) -> tuple[int, int, int, str]:
    return (-match.rank, match.start - match.end, match.start, match.rule)


def _minus(span: Span, taken: Sequence[Removal]) -> list[Span]:
    """What is left of a span where others took their part."""
    pieces = [span]
    for removal in taken:
        pieces = [
            piece
            for start, end in pieces
            for piece in ((start, min(end, removal.start)), (max(start, removal.end), end))
            if piece[0] < piece[1]
        ]
    return pieces


def within_budget(document: Document, removals: list[Removal], packs: Container[str]) -> Removed:
    """The removals, or none where they would take too much. `packs` are the ids of the packs in use."""
    refused = past_budget(document, removals, packs) if removals else None
    return Removed([] if refused else removals, refused)


def past_budget(document: Document, removals: Sequence[Removal], packs: Container[str]) -> str | None:
    """Why these removals must not be made, or None. `packs` are the ids of the packs in use."""
    total = sum(document.ends) - sum(document.starts)
    gone = removed_length(removals)
    if not any(any(map(str.isalnum, document.text[a:b])) for a, b in kept_spans(document, removals)):
        return "nothing would be left of the text"
    if gone <= total * MOST_REMOVED["packs"]:
        return None
    if gone > total * MOST_REMOVED["all"]:
        return f"{gone / total:.0%} of the text would go"
    by_packs = removed_length(r for r in removals if r.rule.partition(".")[0] in packs)
    if by_packs > total * MOST_REMOVED["packs"]:
        return f"general rules alone would remove {by_packs / total:.0%} of the text"
    return None


def kept_spans(document: Document, removals: Sequence[Removal]) -> Iterator[Span]:
    """What stays, in order: the stretches from a segment's begin, or a removal, to the next removal."""
    starts, ends = document.starts, document.ends
    place, index = 0, 0  # where the open segment's rest begins, and the first segment after it
    for removal in removals:
        segment = bisect_right(starts, removal.start) - 1
        if segment >= index:
            if index and place < ends[index - 1]:
                yield place, ends[index - 1]
            if segment > index:
                yield starts[index], ends[segment - 1]
            place, index = starts[segment], segment + 1
        if place < removal.start:
            yield place, removal.start
        place = removal.end
    if index and place < ends[index - 1]:
        yield place, ends[index - 1]
    if index < len(document):
        yield starts[index], ends[-1]
