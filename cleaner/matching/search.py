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
from cleaner.matching.scene import Scene, zeroed
from cleaner.rule import Zone

# aho-corasick's prefilter makes a small automaton slower than a plain one; a handful of patterns
# that cannot occur turns it off. Packed documents hold no byte below 0x20 but newlines.
_PADS = [bytes([n, 1, 1]) for n in range(2, 8)]
# A DFA scans faster than an NFA, takes five times as long to build, and grows with the literals.
_DFA_LITERALS = 2000

UNBOUNDED = 1 << 40

Edge = Literal["first", "last"]
Targets = Sequence[tuple[int, int]]
"""(rule number, shift) pairs: where the text occurs in segment i, the rule is worth trying on i + shift."""


class Aim(NamedTuple):
    """Where one rule is worth trying.

    `triggers` are pairs of bytes and a shift (see `Targets`); bytes between newlines are a whole
    segment. `digits` adds the segments with so many in a row, or those that lie `shift` further on,
    `on_bare` those without letter and digit, `on_echo` those that may repeat the title or a caption,
    a `part_reach` of 0 or more those that may hold one and as many packed characters beside it,
    `signs` those that hold one of them, `on_all` all. Of all these only segments of `zone` count,
    and of a packed length up to `reach`.
    """

    triggers: Sequence[tuple[bytes, int]] = ()
    digits: int = 0
    shift: int = 0
    on_bare: bool = False
    on_echo: bool = False
    part_reach: int = -1
    signs: bytes = b""
    on_all: bool = False
    zone: Zone | Edge = "any"
    reach: int = UNBOUNDED


class Plan(NamedTuple):
    """The aims of many rules, turned round: from what is seen to the rules it calls."""

    lines: Mapping[bytes, Targets]
    """By the packed form of a whole segment."""
    parts: Mapping[bytes, Targets]
    """By packed text anywhere; a newline in it pins it to a segment's edge."""
    numeric: Sequence[tuple[int, int, int]] = ()
    """Rule, digits in a row, and how far from these it is worth trying."""
    bare: Sequence[int] = ()
    echo: Sequence[int] = ()
    echo_parts: Sequence[int] = ()
    part_reach: int = -1
    signs: Sequence[tuple[int, bytes]] = ()
    """Rule and what it needs one of."""
    everywhere: Sequence[int] = ()
    zones: Sequence[Zone | Edge] = ()
    """Where each rule holds at all."""
    reaches: Sequence[int] = ()
    """The longest packed segment that each rule can match."""


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
        numeric=[(number, aim.digits, aim.shift) for number, aim in numbered if aim.digits],
        bare=[number for number, aim in numbered if aim.on_bare],
        echo=[number for number, aim in numbered if aim.on_echo],
        echo_parts=[number for number, aim in numbered if aim.part_reach >= 0],
        part_reach=max((aim.part_reach for _, aim in numbered), default=-1),
        signs=[(number, aim.signs) for number, aim in numbered if aim.signs],
        everywhere=[number for number, aim in numbered if aim.on_all],
        zones=[aim.zone for _, aim in numbered],
        reaches=[aim.reach for _, aim in numbered],
    )


class Search:
    """A plan, ready to be searched with. Holds nothing of any document."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._zones = frozenset(plan.zones)
        self._parts = list(plan.parts)
        self._automaton = _automaton(self._parts) if plan.parts else None

    def candidates(self, scene: Scene) -> list[tuple[int, int]]:
        """(segment, rule number) pairs worth trying, in order."""
        plan, document, keys = self._plan, scene.document, scene.document.keys
        zones, reaches = plan.zones, plan.reaches
        places = {zone: _places(scene, zone) for zone in self._zones}
        found = self._by_literals(document)
        found += self._by_digits(document) if plan.numeric else ()
        found += [(index, number) for number in plan.bare for index in document.bare]
        found += [(index, number) for index in (scene.echoes() if plan.echo else ()) for number in plan.echo]
        if plan.echo_parts:
            found += [(index, number) for index in scene.echo_parts(plan.part_reach) for number in plan.echo_parts]
        for number, signs in plan.signs:
            found += [(index, number) for index in document.holding(signs, places[zones[number]])]
        found += [(index, number) for number in plan.everywhere for index in places[zones[number]]]
        return sorted({(i, n) for i, n in found if i in places[zones[n]] and len(keys[i]) <= reaches[n]})

    def _by_literals(self, document: Document) -> list[tuple[int, int]]:
        """The pairs that literals propose; a shift may lead off the text."""
        lines = self._plan.lines
        hits = [(index, lines[key]) for index, key in enumerate(document.keys) if key in lines]
        if self._automaton is not None:
            parts, targets, begins = self._parts, self._plan.parts, document.key_offsets
            hits += [
                # A literal pinned to a line's begin starts at the newline before the line.
                (bisect_right(begins, start + (end - start > 1)) - 1, targets[parts[literal]])
                for literal, start, end in self._automaton.find_matches_as_indexes(document.packed, overlapping=True)
                if literal < len(parts)
            ]
        return [(index + shift, number) for index, calls in hits for number, shift in calls]

    def _by_digits(self, document: Document) -> list[tuple[int, int]]:
        """The pairs of rules that need digits and of segments that have as many in a row."""
        keys = zeroed(document.packed).split(b"\n")[1:-1]
        with_digits = [(index, key) for index, key in enumerate(keys) if b"0" in key]
        found: list[tuple[int, int]] = []
        for number, digits, shift in self._plan.numeric:
            row, reach = b"0" * digits, UNBOUNDED if shift else self._plan.reaches[number]
            found += [(index + shift, number) for index, key in with_digits if len(key) <= reach and row in key]
        return found


def _places(scene: Scene, zone: Zone | Edge) -> range:
    size = len(scene.document)
    if zone == "first":
        return range(min(size, 1))
    return range(max(size - 1, 0), size) if zone == "last" else scene.zone(zone)


def _automaton(literals: list[bytes]) -> BytesAhoCorasick:
    kind = Implementation.DFA if len(literals) <= _DFA_LITERALS else Implementation.ContiguousNFA
    return BytesAhoCorasick([*literals, *_PADS], implementation=kind)
