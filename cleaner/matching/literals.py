"""What text a regular expression cannot match without, read from its tree. What cannot be told yields nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from cleaner.matching.expression import Tree, name_of, tree_of, width_of

_MOST_ALTERNATIVES = 100
_ENOUGH = 8
"""Letters and digits that a segment seldom begins with by chance: more would only make more alternatives."""


class _Begin(NamedTuple):
    """A text that matches begin with, and whether it is all that they take: then what follows them follows it."""

    text: str
    whole: bool


_NOTHING = _Begin("", whole=True)


def required_literals(source: str) -> frozenset[str]:
    """Texts of which at least one occurs in whatever `source` matches; empty if none can be told."""
    tree = tree_of(source)
    return _best(tree) if tree else frozenset()


def required_beginnings(source: str) -> frozenset[str]:
    """Texts of which one begins whatever `source` matches, signs aside; empty if none can be told.

    Only where `source` is pinned to the begin of the segment.
    """
    tree = tree_of(source) or [(None, None)]
    if str(tree[0][1]) not in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
        return frozenset()
    found = frozenset(begin.text for begin in _beginnings(tree))
    return found if all(map(_weight, found)) and len(found) <= _MOST_ALTERNATIVES else frozenset()


def _beginnings(tree: Tree) -> frozenset[_Begin]:
    """How matches of a tree begin, as far as it can be told and until it says enough."""
    begins = frozenset({_NOTHING})
    for nexts in _steps(tree):
        growing = {begin for begin in begins if begin.whole and (len(nexts) == 1 or _weight(begin.text) < _ENOUGH)}
        grown = {_Begin(begin.text + text, whole) for begin in growing for text, whole in nexts}
        grown |= _cut_short(begins - growing)
        if len(grown) > _MOST_ALTERNATIVES:
            return _cut_short(begins)
        begins = frozenset(grown)
    return begins


def _steps(tree: Tree) -> Iterator[frozenset[_Begin]]:
    """How the nodes begin, one after the other; letters in a row are one."""
    for literal, nodes in groupby(tree, lambda node: name_of(node[0]) == "LITERAL"):
        if literal:
            yield frozenset({_Begin("".join(chr(code) for _, code in nodes), whole=True)})
        else:
            yield from (_node_beginnings(name_of(op), arg) for op, arg in nodes)


def _node_beginnings(name: str, arg: Any) -> frozenset[_Begin]:
    """How matches of one node begin; a node without letter and digit is nothing, for signs are not searched for."""
    if name == "SUBPATTERN" and not (arg[1] or arg[2]):
        return _beginnings(list(arg[3]))
    if name == "BRANCH":
        return frozenset().union(*(_beginnings(list(part)) for part in arg[1]))
    width = width_of(name, arg)
    if width and name == "IN" and all(name_of(kind) == "LITERAL" for kind, _ in arg):
        return frozenset(_Begin(chr(code), whole=True) for _, code in arg)
    if width and name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, part = arg[0], arg[1], list(arg[2])
        once = _beginnings(part) if most == 1 else _cut_short(_beginnings(part))
        return once if least else once | {_NOTHING}
    return frozenset({_Begin("", whole=not width)})


def _cut_short(begins: Iterable[_Begin]) -> frozenset[_Begin]:
    return frozenset(_Begin(text, whole=False) for text, _ in begins)


def needs_digit(source: str) -> bool:
    """Whether every match of `source` holds a digit."""
    tree = tree_of(source)
    return bool(tree) and any(_is_digit(op, arg) for op, arg in _mandatory(tree or []))


def required_signs(source: str) -> frozenset[str]:
    """Characters, none a letter, a digit or a blank, of which every match holds one; empty if none can be told."""
    return _signs(tree_of(source) or [])


def _signs(tree: Tree) -> frozenset[str]:
    """The fewest signs that do."""
    choices = []
    for op, arg in _mandatory(tree):
        name = name_of(op)
        if name == "LITERAL":
            choices.append(frozenset({chr(arg)}))
        elif name == "IN" and all(name_of(kind) == "LITERAL" for kind, _ in arg):
            choices.append(frozenset(chr(code) for _, code in arg))
        elif name == "BRANCH":
            parts = [_signs(list(part)) for part in arg[1]]
            choices.append(frozenset().union(*parts) if all(parts) else frozenset())
    return min((choice for choice in choices if choice and all(map(_is_sign, choice))), key=len, default=frozenset())


def _is_sign(char: str) -> bool:
    return char.isprintable() and not (char.isalnum() or char.isspace())


def _mandatory(tree: Tree) -> Tree:
    """The nodes that every match passes, groups and repeats (at least once) opened."""
    out: Tree = []
    for op, arg in tree:
        name = name_of(op)
        if name == "SUBPATTERN":
            out += _mandatory(list(arg[3])) if not (arg[1] or arg[2]) else []
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            out += _mandatory(list(arg[2])) if arg[0] else [(None, None)]
        elif name == "ATOMIC_GROUP":
            out += _mandatory(list(arg))
        else:
            out.append((op, arg))
    return out


def _is_digit(op: Any, arg: Any) -> bool:
    if name_of(op) == "LITERAL":
        return chr(arg).isdecimal()
    if name_of(op) != "IN":
        return False
    return all(
        (name_of(kind) == "CATEGORY" and name_of(value) == "CATEGORY_DIGIT")
        or (name_of(kind) == "RANGE" and all(chr(code).isdecimal() for code in range(value[0], value[1] + 1)))
        or (name_of(kind) == "LITERAL" and chr(value).isdecimal())
        for kind, value in arg
    )


def _best(tree: Tree) -> frozenset[str]:
    """The choice of literals that says most: the one whose shortest text is longest."""
    choices: list[frozenset[str]] = []
    run: list[str] = []
    for op, arg in [*tree, (None, None)]:
        name = name_of(op)
        if name == "LITERAL":
            run.append(chr(arg))
            continue
        if name == "AT":
            continue
        if run:
            choices.append(frozenset({"".join(run)}))
            run = []
        choices += filter(None, [_of_node(name, arg)])
    sized = [(min(map(_weight, choice)), -len(choice), sorted(choice)) for choice in choices]
    sized = [size for size in sized if size[0] > 0]
    return frozenset(max(sized)[2]) if sized else frozenset()


def _weight(text: str) -> int:
    return sum(c.isalnum() for c in text)


def _of_node(name: str, arg: Any) -> frozenset[str]:
    if name == "SUBPATTERN":
        return _best(list(arg[3])) if not (arg[1] or arg[2]) else frozenset()
    if name == "ATOMIC_GROUP":
        return _best(list(arg))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and arg[0]:
        return _best(list(arg[2]))
    if name == "IN" and all(name_of(kind) == "LITERAL" for kind, _ in arg):  # 摄|攝 is parsed as [摄攝]
        return frozenset(chr(code) for _, code in arg)
    if name == "BRANCH":
        parts = [_best(list(part)) for part in arg[1]]
        union = frozenset().union(*parts)
        return union if all(parts) and len(union) <= _MOST_ALTERNATIVES else frozenset()
    return frozenset()
