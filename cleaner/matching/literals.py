"""What text a regular expression cannot match without, read from its parse tree.

The parser is the standard library's (`re._parser`, the only public way to a tree of Python's
dialect; stable since 3.11). Its syntax is a subset of the `regex` library's: what it does not
know yields no literal, which is safe, only slower; what it takes need not be compiled to be known right.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

_MOST_ALTERNATIVES = 100
_ENOUGH = 8
"""Letters and digits that a segment seldom begins with by chance: more would only make more alternatives."""
_ENDLESS = 1 << 31
_FIXED = {"AT": 0, "ASSERT": 0, "ASSERT_NOT": 0, "ANY": 1, "NOT_LITERAL": 1}
_PROPERTY = re.compile(r"\\[pP]\{([^}]*)\}")
_PROPERTIES = frozenset({"L", "Lu", "Ll", "M", "N", "Nd", "P", "S", "Arabic", "Cyrillic", "Han", "Latin"})
"""Those that need no asking; the `regex` library knows hundreds."""
# Of these `re` reads as plain text what the `regex` library does not: {e<=1} and [[:alpha:]].
_FOREIGN = re.compile(r"(?<!\\)\{[^{}]*[^0-9,{}][^{}]*\}|\[:\^?\w+:\]")

Tree = list[tuple[Any, Any]]


class _Begin(NamedTuple):
    """A text that matches begin with, and whether it is all that they take: then what follows them follows it."""

    text: str
    whole: bool


_NOTHING = _Begin("", whole=True)


def parse_tree(source: str) -> Tree | None:
    """The parse tree of an expression as (operator, argument) pairs, or None if `re` cannot parse it.

    A property stands there as the class of all letters and digits.
    """
    return _parse(_PROPERTY.sub(r"\\w", source))


def _tree(source: str) -> Tree | None:
    return _parse(_with_categories(source))


@lru_cache(maxsize=16)  # several questions are asked of an expression, one after the other
def _parse(plain: str) -> Tree | None:
    from re import _parser  # type: ignore[attr-defined]

    if _FOREIGN.search(plain):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_parser.parse(plain))
    except (re.error, ValueError, RecursionError, OverflowError):
        return None


def is_sound(source: str) -> bool:
    """Whether `source` is surely an expression; where it is not sure, compiling it tells."""
    return _tree(source) is not None and _PROPERTIES.issuperset(_PROPERTY.findall(source))


def required_literals(source: str) -> frozenset[str]:
    """Texts of which at least one occurs in whatever `source` matches; empty if none can be told."""
    tree = _tree(source)
    return _best(tree) if tree else frozenset()


def required_beginnings(source: str) -> frozenset[str]:
    """Texts of which one begins whatever `source` matches, signs aside; empty if none can be told.

    Only where `source` is pinned to the begin of the segment.
    """
    tree = _tree(source) or [(None, None)]
    if str(tree[0][1]) not in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
        return frozenset()
    found = frozenset(begin.text for begin in _beginnings(tree))
    return found if all(map(_weight, found)) and len(found) <= _MOST_ALTERNATIVES else frozenset()


def _beginnings(tree: Tree) -> frozenset[_Begin]:
    """How matches of a tree begin, as far as it can be told and until it says enough."""
    begins = frozenset({_NOTHING})
    for op, arg in tree:
        nexts = _node_beginnings(_name(op), arg)
        growing = {begin for begin in begins if begin.whole and (len(nexts) == 1 or _weight(begin.text) < _ENOUGH)}
        grown = {_Begin(begin.text + text, whole) for begin in growing for text, whole in nexts}
        grown |= _cut_short(begins - growing)
        if len(grown) > _MOST_ALTERNATIVES:
            return _cut_short(begins)
        begins = frozenset(grown)
    return begins


def _node_beginnings(name: str, arg: Any) -> frozenset[_Begin]:
    """How matches of one node begin; a node without letter and digit is nothing, for signs are not searched for."""
    begins = frozenset({_Begin("", whole=not _node_width(name, arg))})
    if name == "LITERAL":
        begins = frozenset({_Begin(chr(arg), whole=True)})
    elif name == "IN" and all(_name(kind) == "LITERAL" for kind, _ in arg) and _NOTHING not in begins:
        begins = frozenset(_Begin(chr(code), whole=True) for _, code in arg)
    elif name == "SUBPATTERN" and not (arg[1] or arg[2]):
        begins = _beginnings(list(arg[3]))
    elif name == "BRANCH":
        begins = frozenset().union(*(_beginnings(list(part)) for part in arg[1]))
    elif name in ("MAX_REPEAT", "MIN_REPEAT") and _NOTHING not in begins:
        least, most, part = arg[0], arg[1], list(arg[2])
        once = _beginnings(part)
        begins = once if most == 1 else _cut_short(once)
        begins |= frozenset() if least else {_NOTHING}
    return begins


def _cut_short(begins: Iterable[_Begin]) -> frozenset[_Begin]:
    return frozenset(_Begin(text, whole=False) for text, _ in begins)


def needs_digit(source: str) -> bool:
    """Whether every match of `source` holds a digit."""
    tree = _tree(source)
    return bool(tree) and any(_is_digit(op, arg) for op, arg in _mandatory(tree or []))


def required_signs(source: str) -> frozenset[str]:
    """Characters, none a letter, a digit or a blank, of which every match holds one; empty if none can be told."""
    return _signs(_tree(source) or [])


def _signs(tree: Tree) -> frozenset[str]:
    """The fewest signs that do."""
    choices = []
    for op, arg in _mandatory(tree):
        name = _name(op)
        if name == "LITERAL":
            choices.append(frozenset({chr(arg)}))
        elif name == "IN" and all(_name(kind) == "LITERAL" for kind, _ in arg):
            choices.append(frozenset(chr(code) for _, code in arg))
        elif name == "BRANCH":
            parts = [_signs(list(part)) for part in arg[1]]
            choices.append(frozenset().union(*parts) if all(parts) else frozenset())
    return min((choice for choice in choices if choice and all(map(_is_sign, choice))), key=len, default=frozenset())


def _is_sign(char: str) -> bool:
    return char.isprintable() and not (char.isalnum() or char.isspace())


def longest_match(source: str) -> int | None:
    """The most letters and digits of a segment that `source` matches whole; None if there is no bound.

    Also None where it does not pin both ends of the segment.
    """
    tree = _tree(source) or [(None, None)]
    pinned = [str(arg) for op, arg in (tree[0], tree[-1]) if _name(op) == "AT"]
    if pinned not in (["AT_BEGINNING", "AT_END"], ["AT_BEGINNING_STRING", "AT_END_STRING"]):
        return None
    width = _width(tree)
    return width if width < _ENDLESS else None


def _with_categories(source: str) -> str:
    """An expression with its properties as `re` knows classes: letters and numbers, and blanks for any other.

    So what is neither letter nor number can be told from classes that leave one of them in; blanks claim nothing.
    Numbers alone are no digits: a Roman one is a number too.
    """
    both = source.replace(r"\p{L}\p{N}", r"\w\d")
    return _PROPERTY.sub(r"\\s", both.replace(r"\p{L}", r"\w").replace(r"\p{N}", r"\w"))


def _width(tree: Tree) -> int:
    return sum(_node_width(_name(op), arg) for op, arg in tree)


def _node_width(name: str, arg: Any) -> int:
    """The most letters and digits that a node takes; `_ENDLESS` or more where there is no bound."""
    if name == "LITERAL":
        width = int(not chr(arg).isascii() or chr(arg).isalnum())
    elif name == "IN":
        width = int(not _only_signs(arg))
    elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        width = min(_ENDLESS, int(arg[1])) * _width(list(arg[2]))
    elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
        width = _width(list(arg[3] if name == "SUBPATTERN" else arg))
    elif name == "BRANCH":
        width = max(_width(list(part)) for part in arg[1])
    else:
        width = _FIXED.get(name, _ENDLESS)
    return width


def _only_signs(members: Any) -> bool:
    """Whether a character class has neither letter nor digit: ASCII signs, or all but letters and digits."""
    names = [(_name(kind), value) for kind, value in members]
    if names[0][0] == "NEGATE":
        return {"CATEGORY_WORD", "CATEGORY_DIGIT"} <= {_name(value) for kind, value in names if kind == "CATEGORY"}
    return all(kind == "LITERAL" and chr(value).isascii() and not chr(value).isalnum() for kind, value in names)


def _name(operator: Any) -> str:
    return operator.name if operator is not None else ""


def _mandatory(tree: Tree) -> Tree:
    """The nodes that every match passes, groups and repeats (at least once) opened."""
    out: Tree = []
    for op, arg in tree:
        name = _name(op)
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
    if _name(op) == "LITERAL":
        return chr(arg).isdecimal()
    if _name(op) != "IN":
        return False
    return all(
        (_name(kind) == "CATEGORY" and _name(value) == "CATEGORY_DIGIT")
        or (_name(kind) == "RANGE" and all(chr(code).isdecimal() for code in range(value[0], value[1] + 1)))
        or (_name(kind) == "LITERAL" and chr(value).isdecimal())
        for kind, value in arg
    )


def _best(tree: Tree) -> frozenset[str]:
    """The choice of literals that says most: the one whose shortest text is longest."""
    choices: list[frozenset[str]] = []
    run: list[str] = []
    for op, arg in [*tree, (None, None)]:
        name = _name(op)
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
    if name == "IN" and all(_name(kind) == "LITERAL" for kind, _ in arg):  # 摄|攝 is parsed as [摄攝]
        return frozenset(chr(code) for _, code in arg)
    if name == "BRANCH":
        parts = [_best(list(part)) for part in arg[1]]
        union = frozenset().union(*parts)
        return union if all(parts) and len(union) <= _MOST_ALTERNATIVES else frozenset()
    return frozenset()
