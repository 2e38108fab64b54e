"""Where rules are worth trying: one pass over the document for the literals of all of them.

`Search` proposes; whether a rule holds is tested afterwards. It may propose too much, never too
little: `tests/test_match.py` compares it with trying every rule on every segment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from cleaner.document import Document
from cleaner.rule import Zone
from cleaner.scene import Scene

# aho-corasick's prefilter makes a small automaton slower than a plain one; a handful of patterns
# that cannot occur turns it off. Packed documents hold no byte below 0x20 but newlines.
_PADS = [bytes([n, 1, 1]) for n in range(2, 8)]
# A DFA scans three times as fast as an NFA and grows with the literals' total length.
_DFA_LITERALS = 5000


class Aim(NamedTuple):
    """Where one rule is worth trying.

    `triggers` are pairs of bytes and a shift: where the bytes occur in segment i, segment i + shift
    is. `on_digits` adds the segments with a digit (packed length up to `reach`), `on_bare` those
    without letter and digit, `on_echo` those that may repeat the title or a caption, `on_all` all of a zone.
    """

    triggers: Sequence[tuple[bytes, int]] = ()
    on_digits: bool = False
    reach: int = 0
    on_bare: bool = False
    on_echo: bool = False
    on_all: Zone | None = None


class Search:
    """The aims of many rules, searched for together. Holds nothing of any document."""

    def __init__(self, aims: Sequence[Aim]) -> None:
        targets: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
        for number, aim in enumerate(aims):
            for trigger, shift in aim.triggers:
                targets[trigger].append((number, shift))
        self._targets = list(targets.values())
        self._automaton = _automaton(list(targets)) if targets else None
        self._numeric = [number for number, aim in enumerate(aims) if aim.on_digits]
        self._bare = [number for number, aim in enumerate(aims) if aim.on_bare]
        self._echo = [number for number, aim in enumerate(aims) if aim.on_echo]
        self._zones = [(number, aim.on_all) for number, aim in enumerate(aims) if aim.on_all]
        self._reach = max((aims[number].reach for number in self._numeric), default=0)

    def candidates(self, scene: Scene) -> list[tuple[int, int]]:
        """(segment, rule number) pairs worth trying, in order."""
        document = scene.document
        found = self._hits(document)
        if self._bare:
            found.update((index, number) for index in document.bare for number in self._bare)
        if self._numeric:
            near = [index for index in document.numeric if len(document.keys[index]) <= self._reach]
            found.update((index, number) for index in near for number in self._numeric)
        if self._echo:
            found.update((index, number) for index in scene.echoes() for number in self._echo)
        for number, zone in self._zones:
            found.update((index, number) for index in scene.zone(zone))
        return sorted(found)

    def _hits(self, document: Document) -> set[tuple[int, int]]:
        """(segment, rule number) for each literal that occurs."""
        found: set[tuple[int, int]] = set()
        if self._automaton is None:
            return found
        targets, last = self._targets, len(document) - 1
        for literal, start, end in self._automaton.find_matches_as_indexes(document.packed, overlapping=True):
            if literal < len(targets):
                # A literal pinned to a line's begin starts at the newline before the line.
                index = document.segment_at(min(start + 1, end - 1))
                for number, shift in targets[literal]:
                    if 0 <= index + shift <= last:
                        found.add((index + shift, number))
        return found


def _automaton(literals: list[bytes]) -> BytesAhoCorasick:
    kind = Implementation.DFA if len(literals) <= _DFA_LITERALS else Implementation.NoncontiguousNFA
    return BytesAhoCorasick([*literals, *_PADS], implementation=kind)
