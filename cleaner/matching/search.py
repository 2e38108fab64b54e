"""Where rules are worth trying: one pass over the document for the literals of all of them.

`Search` proposes; whether a rule holds is tested afterwards. It may propose too much, never too
little: `tests/test_match.py` compares it with trying every rule on every segment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from cleaner.document import Document
from cleaner.matching.scene import Scene
from cleaner.rule import Zone

# aho-corasick's prefilter makes a small automaton slower than a plain one; a handful of patterns
# that cannot occur turns it off. Packed documents hold no byte below 0x20 but newlines.
_PADS = [bytes([n, 1, 1]) for n in range(2, 8)]
# A DFA scans faster than an NFA, takes five times as long to build, and grows with the literals.
_DFA_LITERALS = 2000

Edge = Literal["first", "last"]
Targets = Sequence[tuple[int, int]]
"""(rule number, shift) pairs: where the text occurs in segment i, the rule is worth trying on i + shift."""


class Aim(NamedTuple):
    """Where one rule is worth trying.

    `triggers` are pairs of bytes and a shift (see `Targets`); bytes between newlines are a whole
    segment. `digits` adds the segments with so many in a row (packed length up to `reach`), `on_bare`
    those without letter and digit, `on_echo` those that may repeat the title or a caption, a
    `part_reach` of 0 or more those that may hold one and as many packed characters beside it, and
    those of `zone` that hold one of `symbols`, with `on_all` all of it.
    """

    triggers: Sequence[tuple[bytes, int]] = ()
    digits: int = 0
    reach: int = 0
    on_bare: bool = False
    on_echo: bool = False
    part_reach: int = -1
    symbols: Sequence[bytes] = ()
    on_all: bool = False
    zone: Zone | Edge = "any"


class Plan(NamedTuple):
    """The aims of many rules, turned round: from what is seen to the rules it calls."""

    lines: Mapping[bytes, Targets]
    """By the packed form of a whole segment."""
    parts: Mapping[bytes, Targets]
    """By packed text anywhere; a newline in it pins it to a segment's edge."""
    numeric: Sequence[tuple[int, int, int]] = ()
    """Rule, digits in a row, and the longest packed segment it can match."""
    bare: Sequence[int] = ()
    echo: Sequence[int] = ()
    echo_parts: Sequence[int] = ()
    part_reach: int = -1
    everywhere: Sequence[int] = ()
    symbols: Sequence[Sequence[bytes]] = ()
    """Each rule's signs: for `echo_parts` and `everywhere`, a segment must hold one, if there are any."""
    zones: Sequence[Zone | Edge] = ()
    """Where each rule holds at all."""


def make_plan(aims: Iterable[Aim]) -> Plan:
    """The plan for rules numbered in the order of their aims."""
    numbered = list(enumerate(aims))
    lines: dict[bytes, list[tuple[int, int]]] = {}
    parts: dict[bytes, list[tuple[int, int]]] = {}
    for number, aim in numbered:
        for trigger, shift in aim.triggers:
            is_line = trigger[:1] == trigger[-1:] == b"\n"
            table, text = (lines, trigger[1:-1]) if is_line else (parts, trigger)
            table.setdefault(text, []).append((number, shift))
    return Plan(
        lines,
        parts,
        numeric=[(number, aim.digits, aim.reach) for number, aim in numbered if aim.digits],
        bare=[number for number, aim in numbered if aim.on_bare],
        echo=[number for number, aim in numbered if aim.on_echo],
        echo_parts=[number for number, aim in numbered if aim.part_reach >= 0],
        part_reach=max((aim.part_reach for _, aim in numbered), default=-1),
        everywhere=[number for number, aim in numbered if aim.on_all or (aim.symbols and aim.part_reach < 0)],
        symbols=[() if aim.on_all else aim.symbols for _, aim in numbered],
        zones=[aim.zone for _, aim in numbered],
    )


class Search:
    """A plan, ready to be searched with. Holds nothing of any document."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._targets = list(plan.parts.values())
        self._automaton = _automaton(list(plan.parts)) if plan.parts else None

    def candidates(self, scene: Scene) -> list[tuple[int, int]]:
        """(segment, rule number) pairs worth trying, in order."""
        plan, document = self._plan, scene.document
        found = self._literals(document)
        if plan.bare:
            found.update((index, number) for index in document.bare for number in plan.bare)
        for number, digits, reach in plan.numeric:
            found.update((index, number) for index in document.numeric(digits, reach))
        if plan.echo:
            found.update((index, number) for index in scene.echoes() for number in plan.echo)
        if plan.echo_parts:
            segments = scene.echo_parts(plan.part_reach)
            for number in plan.echo_parts:
                found.update((index, number) for index in _holding(document, segments, plan.symbols[number]))
        for number in plan.everywhere:
            zone = _places(scene, plan.zones[number])
            found.update((index, number) for index in _holding(document, zone, plan.symbols[number]))
        if not found or not plan.zones:
            return sorted(found)
        places = {zone: _places(scene, zone) for zone in {plan.zones[number] for _, number in found}}
        return sorted((index, number) for index, number in found if index in places[plan.zones[number]])

    def _literals(self, document: Document) -> set[tuple[int, int]]:
        lines, last = self._plan.lines, len(document) - 1
        hits = [(index, lines[key]) for index, key in enumerate(document.keys) if key in lines]
        if self._automaton is not None:
            targets, begins = self._targets, document.key_offsets
            hits += [
                # A literal pinned to a line's begin starts at the newline before the line.
                (bisect_right(begins, start + (end - start > 1)) - 1, targets[literal])
                for literal, start, end in self._automaton.find_matches_as_indexes(document.packed, overlapping=True)
                if literal < len(targets)
            ]
        return {(index + shift, n) for index, calls in hits for n, shift in calls if 0 <= index + shift <= last}


def _holding(document: Document, segments: Sequence[int], symbols: Sequence[bytes]) -> Sequence[int]:
    """The segments that may hold one of the symbols."""
    if not symbols:
        return segments
    there = [symbol for symbol in symbols if document.may_hold(symbol)]
    if not there:
        return ()
    spans = ((index, document.starts[index], document.ends[index]) for index in segments)
    return [index for index, start, end in spans if any(document.may_hold(s, start, end) for s in there)]


def _places(scene: Scene, zone: Zone | Edge) -> range:
    size = len(scene.document)
    if zone == "first":
        return range(min(size, 1))
    return range(max(size - 1, 0), size) if zone == "last" else scene.zone(zone)


def _automaton(literals: list[bytes]) -> BytesAhoCorasick:
    kind = Implementation.DFA if len(literals) <= _DFA_LITERALS else Implementation.ContiguousNFA
    return BytesAhoCorasick([*literals, *_PADS], implementation=kind)
