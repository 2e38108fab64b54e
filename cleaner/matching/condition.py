"""Patterns with conditions: what rules and the signs of a publisher have in common.

Conditions are tested before or after the pattern, cheapest first; none changes what the others mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from cleaner.matching.pattern import Pattern, PhraseError
from cleaner.matching.phrase import SCENE_MACROS, compile_phrase
from cleaner.matching.phrasebook import Compile
from cleaner.matching.scene import Found, Scene
from cleaner.matching.search import UNBOUNDED, Aim, Edge
from cleaner.rule import FORMS, Evidence, Neighbour, Phrase, Rule, Shape, Zone, listed
from cleaner.text import pack


def compile_phrases(
    phrase: Phrase, compile_one: Compile = compile_phrase, *, edits: int = 0, folded: bool = True
) -> list[Pattern]:
    """All patterns of a phrase, whichever of the five forms it uses."""
    return [compile_one(form, text, edits, folded) for form in FORMS for text in listed(getattr(phrase, form))]


class Patterns:
    """Several patterns of which any may hold; a rule may list a hundred."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = patterns
        self._others = [(pattern.triggers or pattern.common, pattern) for pattern in patterns if not pattern.plain]
        self._plain: dict[bytes, list[Pattern]] = {}
        for pattern in patterns:
            if pattern.plain:
                self._plain.setdefault(pack(pattern.literal), []).append(pattern)

    def find(self, scene: Scene, index: int) -> Found | None:
        """Where the first pattern that holds on a segment holds."""
        key = scene.document.keys[index]
        framed = b"\n%b\n" % key
        for pattern in self._plain.get(key, ()):
            if found := scene.find(pattern, index):
                return found
        for triggers, pattern in self._others:
            if triggers and not any(map(framed.__contains__, triggers)):
                continue
            if found := scene.find(pattern, index):
                return found
        return None


class Condition:
    """What a neighbour must be."""

    def __init__(self, neighbour: Neighbour, step: int, compile_one: Compile) -> None:
        self.step = step
        self.edge = neighbour.edge
        self._shape = neighbour.shape
        self.patterns = compile_phrases(neighbour, compile_one)
        self._any = Patterns(self.patterns)

    @property
    def triggers(self) -> list[bytes]:
        """Literals of which the neighbour holds one; none where it need not."""
        needed = bool(self.patterns) and not self.edge and all(pattern.triggers for pattern in self.patterns)
        return [trigger for pattern in self.patterns for trigger in pattern.triggers] if needed else []

    @property
    def digits(self) -> int:
        """How many digits in a row the neighbour holds at least."""
        return 0 if self.edge else min((pattern.digits for pattern in self.patterns), default=0)

    def holds(self, scene: Scene, index: int) -> bool:
        """Whether the neighbour of segment `index` is as asked."""
        place = index + self.step
        if not 0 <= place < len(scene.document):
            return self.edge
        if self.edge or (self._shape and not scene.fits(self._shape, place)):
            return False
        return not self.patterns or self._any.find(scene, place) is not None


class Test:
    """Patterns with conditions: what rules and signs of a publisher have in common."""

    def __init__(self, phrase: Rule | Evidence, patterns: list[Pattern], compile_one: Compile = compile_phrase) -> None:
        self.where: Zone = phrase.where
        self.shape: Shape | None = phrase.shape
        self.patterns = patterns
        self._any = Patterns(patterns)
        conditions = ((phrase.previous, -1), (phrase.next, 1))
        self.conditions = [Condition(neighbour, step, compile_one) for neighbour, step in conditions if neighbour]
        everything = [*patterns, *(p for condition in self.conditions for p in condition.patterns)]
        self.needs_scene = any(p.macros & SCENE_MACROS for p in everything)

    @cached_property
    def aim(self) -> Aim:
        """Where this is worth trying: at its own literals, else beside a neighbour's, else by looks."""
        triggers = [(trigger, 0) for pattern in self.patterns for trigger in pattern.triggers]
        aimless = [pattern for pattern in self.patterns if not pattern.triggers]
        zone, reach = self._narrowest(), max(map(self._reach, self.patterns), default=UNBOUNDED)
        if not aimless and self.patterns:
            return Aim(triggers, zone=zone, reach=reach)
        for condition in self.conditions:
            if condition.triggers:
                triggers += [(trigger, -condition.step) for trigger in condition.triggers]
                return Aim(triggers, zone=zone, reach=reach)
            if condition.digits:
                return Aim(digits=condition.digits, shift=-condition.step, zone=zone, reach=reach)
        return Aim(
            triggers,
            digits=min((p.digits for p in aimless if p.digits), default=0),
            on_bare=any(p.bare for p in aimless),
            on_echo=any(p.echo for p in aimless),
            part_reach=max((p.beside for p in aimless if p.echo == "part"), default=-1),
            signs=bytes(sorted({sign for p in aimless if not (p.echo or p.digits) for sign in p.signs})),
            on_all=not self.patterns or any(not p.selective for p in aimless),
            zone=zone,
            reach=reach,
        )

    def _narrowest(self) -> Zone | Edge:
        """Where this can hold at all: the zone, or the text's edge that a condition asks for."""
        for condition in self.conditions:
            if condition.edge:
                return "first" if condition.step < 0 else "last"
        return self.where

    def check(self) -> None:
        """Compile the doubtful expressions now; PhraseError where that fails."""
        for pattern in (*self.patterns, *(p for condition in self.conditions for p in condition.patterns)):
            pattern.check()

    def _reach(self, pattern: Pattern) -> int:
        """The longest packed segment a pattern can match (folding makes 18 of one character at most)."""
        longest = 18 * self.shape.max_chars if self.shape and self.shape.max_chars else UNBOUNDED
        return longest if pattern.limit is None else min(pattern.limit, longest)

    def find(self, scene: Scene, index: int) -> Found | None:
        """Where the first pattern that holds on a segment holds, if the conditions do too."""
        if self.where != "any" and index not in scene.zone(self.where):
            return None
        if self.shape and not scene.fits(self.shape, index):
            return None
        found = self._any.find(scene, index)
        return found if found and all(condition.holds(scene, index) for condition in self.conditions) else None


def compile_evidence(evidence: Evidence) -> Test:
    """A sign of a publisher, ready to be looked for; PhraseError when it cannot be."""
    patterns = compile_phrases(evidence)
    if not patterns:
        raise PhraseError("a sign without words", "write line, starts, ends, contains or regex")
    test = Test(evidence, patterns)
    if test.aim.on_all or test.aim.on_bare or test.aim.signs or test.needs_scene:
        test.check()
        raise PhraseError("nothing in this sign says where to look", "add words, or a neighbour with words")
    return test
