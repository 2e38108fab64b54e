"""Regular expressions whose work can explode: told from their parse tree, and by trying.

A repeat inside a repeat is harmless as long as at every character only one way leads on; where two
do, the number of ways doubles with each round. So within repeats every choice (one more round or
not, this alternative or that one) must be settled by the next character. `examine` asks that of the
parse tree; `slow_text` tries the expression on texts made to provoke it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations, islice
from typing import Any, Literal

from cleaner.matching.expression import Tree, parse_tree
from cleaner.matching.pattern import Pattern
from cleaner.text import fold, pack

Danger = Literal["repeats", "alternatives", "wildcards", "unread"]

_LOOP = 10
"""A repeat that may go round this often counts as one without end."""
_WIDE_LOOP = 50
_MOST_WILDCARDS = 2
_SECONDS = 0.05
_PUMPED = (30, 1000)
"""Rounds of a unit; a text has at most the last number of characters. A quadratic search of that takes
a tenth of the time allowed, a cubic one twenty times as much: the verdict does not waver."""
_LONGEST_UNIT, _MOST_TEXTS = 100, 8

_NOT_PROPERTY = re.compile(r"\\P\{[^}]*\}")
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdigit,
    "SPACE": str.isspace,
    "WORD": lambda char: char.isalnum() or char == "_",
}
_ALPHABET = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\n\tابتثنمويةى٠٣٩،؛؟…«»éßжщ漢字")

Chars = frozenset[str]
_NONE: Chars = frozenset()


def examine(source: str) -> set[Danger]:
    """Find what makes an expression dangerous; `unread` where its syntax is not the standard library's."""
    tree = parse_tree(_NOT_PROPERTY.sub(r"\\W", source))
    if tree is None:
        return {"unread"}
    reading = _Reading(_ALPHABET | _literals(tree))
    reading.sequence(tree, _NONE, False)
    return reading.dangers | ({"wildcards"} if reading.wildcards > _MOST_WILDCARDS else set())


class _Reading:
    """One walk through a parse tree, from the end to the begin.

    Each step takes the characters that may follow and returns those that may come here: so every
    choice sees what lies behind it.
    """

    def __init__(self, alphabet: Chars) -> None:
        self._alphabet = alphabet
        self.dangers: set[Danger] = set()
        self.wildcards = 0

    def sequence(self, nodes: Tree, follow: Chars, looped: bool) -> Chars:
        """Read nodes in a row; `looped` tells that they stand in a repeat."""
        for op, arg in reversed(nodes):
            follow = self._node(str(op), arg, follow, looped)
        return follow

    def _node(self, name: str, arg: Any, follow: Chars, looped: bool) -> Chars:
        if name in _REPEATS:
            # Once matched, a possessive repeat or an atomic group is not entered again.
            return self._repeat(arg, follow, looped, final=name == "POSSESSIVE_REPEAT")
        if name == "SUBPATTERN":
            return self.sequence(list(arg[3]), follow, looped)
        if name == "ATOMIC_GROUP":
            return self.sequence(list(arg), follow, False)
        if name == "BRANCH":
            return self._branch([list(part) for part in arg[1]], follow, looped)
        if name in ("ASSERT", "ASSERT_NOT"):
            self.sequence(list(arg[1]), _NONE, False)
            return follow
        return follow if name == "AT" else chars_of(name, arg, self._alphabet)

    def _repeat(self, arg: Any, follow: Chars, looped: bool, *, final: bool) -> Chars:
        least, most, body = arg[0], int(arg[1]), list(arg[2])
        begin = _Reading(self._alphabet).sequence(body, _NONE, False)
        again = begin if most > 1 else _NONE
        here = self.sequence(body, again | follow, not final and (looped or most >= _LOOP))
        unsettled = not final and least != most and bool(begin & follow)
        if unsettled and looped:
            self.dangers.add("repeats")
        if unsettled and most >= _WIDE_LOOP and len(begin) * 2 > len(self._alphabet):
            self.wildcards += 1
        return here | follow if least == 0 else here

    def _branch(self, parts: list[Tree], follow: Chars, looped: bool) -> Chars:
        before, most = self.wildcards, self.wildcards
        begins: list[Chars] = []
        for part in parts:
            self.wildcards = before
            begins.append(self.sequence(part, follow, looped))
            most = max(most, self.wildcards)
        self.wildcards = most
        if looped and any(begins[a] & begins[b] and not self._differ(parts[a], parts[b]) for a, b in _pairs(parts)):
            self.dangers.add("alternatives")
        return _NONE.union(*begins)

    def _differ(self, one: Tree, other: Tree) -> bool:
        """Whether two alternatives part at some character that both must have."""
        for left, right in zip(one, other, strict=False):
            chars = [chars_of(str(op), arg, self._alphabet) for op, arg in (left, right)]
            if not all(chars):
                return False
            if not chars[0] & chars[1]:
                return True
        return False


def _pairs(parts: list[Tree]) -> Iterator[tuple[int, int]]:
    return combinations(range(len(parts)), 2)


def chars_of(name: str, arg: Any, alphabet: Chars = _ALPHABET) -> Chars:
    """List the characters a node for one character takes; empty for any other node."""
    if name == "LITERAL":
        return frozenset({chr(arg).lower()})
    if name == "NOT_LITERAL":
        return alphabet - {chr(arg).lower()}
    if name == "ANY":
        return alphabet - {"\n"}
    if name == "IN":
        taken = _NONE.union(*(_in_set(str(kind), value, alphabet) for kind, value in arg))
        return alphabet - taken if str(arg[0][0]) == "NEGATE" else taken
    return alphabet if name.startswith("GROUPREF") else _NONE


def _in_set(kind: str, value: Any, alphabet: Chars) -> Chars:
    if kind == "LITERAL":
        return frozenset({chr(value).lower()})
    if kind == "RANGE":
        return frozenset(char for char in alphabet if value[0] <= ord(char) <= value[1])
    if kind != "CATEGORY":
        return _NONE
    _, *negation, category = str(value).split("_")
    holds = _CATEGORIES[category]
    return frozenset(char for char in alphabet if holds(char) != bool(negation))


def _literals(tree: Tree) -> Chars:
    return frozenset(char.lower() for text in _texts(tree) for char in text)


def _texts(tree: Tree) -> Iterator[str]:
    """Give the literal texts of a tree."""
    run = ""
    for op, arg in [*tree, (None, None)]:
        if str(op) == "LITERAL":
            run += chr(arg)
            continue
        if run:
            yield run
        run = ""
        for part in inner_trees(str(op), arg):
            yield from _texts(part)


def _rounds(tree: Tree, before: str = "") -> Iterator[tuple[str, str]]:
    """Give what comes before each repeat and what one round of it takes."""
    for op, arg in tree:
        name = str(op)
        for part in inner_trees(name, arg):
            if name in _REPEATS:
                yield before, sample(part)
            yield from _rounds(part, before)
        before += sample([(op, arg)])


def inner_trees(name: str, arg: Any) -> list[Tree]:
    """List the sequences within a node."""
    if name in _REPEATS:
        return [list(arg[2])]
    if name == "SUBPATTERN":
        return [list(arg[3])]
    if name == "BRANCH":
        return [list(part) for part in arg[1]]
    if name == "ATOMIC_GROUP":
        return [list(arg)]
    return [list(arg[1])] if name in ("ASSERT", "ASSERT_NOT") else []


def sample(tree: Tree) -> str:
    """Make a short text that a tree (nearly) matches."""
    out = ""
    for op, arg in tree:
        name = str(op)
        inner = inner_trees(name, arg)
        if inner and not name.startswith("ASSERT"):
            out += sample(inner[0]) * (max(int(arg[0]), 1) if name in _REPEATS else 1)
        else:
            out += min(chars_of(name, arg), key=_plainness, default="")
    return out


def _plainness(char: str) -> tuple[bool, str]:
    return not char.isalnum(), char


def slow_text(pattern: Pattern) -> str | None:
    """Find the unit of a text on which a pattern takes too long; None if none was found."""
    import regex

    compiled = regex.compile(pattern.source, (regex.IGNORECASE if pattern.folded else 0) | regex.VERSION0)
    tree = parse_tree(_NOT_PROPERTY.sub(r"\\W", pattern.source)) or [("LITERAL", ord(c)) for c in pattern.source]
    for text, unit in _pumped(tree):
        shown = fold(text) if pattern.folded else text
        if pattern.limit is not None and len(pack(shown)) > pattern.limit:
            continue
        # A second try: the first may have been interrupted.
        if _is_slow(compiled, shown) and _is_slow(compiled, shown):
            return unit
    return None


def _pumped(tree: Tree) -> Iterator[tuple[str, str]]:
    """Make texts that repeat a unit, behind what leads up to it: the pattern's own pieces, and any characters."""
    whole = sample(tree)
    units = (*islice(_texts(tree), _MOST_TEXTS), whole, "a", "1", "ا", "-")
    pairs = [*_rounds(tree), *((front, unit) for unit in units for front in ("", whole))]
    for front, unit in dict.fromkeys(pairs):
        for rounds in _PUMPED if 0 < len(unit) <= _LONGEST_UNIT else ():
            pumped = (unit * rounds)[: _PUMPED[-1]]
            yield from ((f"{front[:_LONGEST_UNIT]}{pumped}{end}", unit) for end in ("", "☃", whole[:_LONGEST_UNIT]))


def _is_slow(compiled: Any, text: str) -> bool:
    try:
        compiled.search(text, timeout=_SECONDS)
    except TimeoutError:
        return True
    return False
