"""A regular expression as a tree: its nodes' names, and how much they match.

The parser is the standard library's (`re._parser`, the only public way to a tree of Python's
dialect; stable since 3.11). Its syntax is a subset of the `regex` library's: what it does not
know has no tree, which is safe, only slower; what it takes need not be compiled to be known right.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Any

_ENDLESS = 1 << 31
_FIXED = {"AT": 0, "ASSERT": 0, "ASSERT_NOT": 0, "ANY": 1, "NOT_LITERAL": 1}
_PROPERTY = re.compile(r"\\[pP]\{([^}]*)\}")
_PROPERTIES = frozenset({"L", "Lu", "Ll", "M", "N", "Nd", "P", "S", "Arabic", "Cyrillic", "Han", "Latin"})
"""Those that need no asking; the `regex` library knows hundreds."""
# Of these `re` reads as plain text what the `regex` library does not: {e<=1} and [[:alpha:]].
_FOREIGN = re.compile(r"(?<!\\)\{[^{}]*[^0-9,{}][^{}]*\}|\[:\^?\w+:\]")

Tree = list[tuple[Any, Any]]


def parse_tree(source: str) -> Tree | None:
    """The parse tree of an expression as (operator, argument) pairs, or None if `re` cannot parse it.

    A property stands there as the class of all letters and digits.
    """
    return _parse(_PROPERTY.sub(r"\\w", source))


def tree_of(source: str) -> Tree | None:
    """As `parse_tree`, with each property as a class that tells letters and digits from all else."""
    return _parse(_with_categories(source))


@lru_cache(maxsize=16)  # several questions are asked of an expression, one after the other
def _parse(plain: str) -> Tree | None:
    from re import _parser  # type: ignore[attr-defined]

    if _FOREIGN.search(plain):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree: Tree = _plain(_parser.parse(plain))
            return tree
    except (re.error, ValueError, RecursionError, OverflowError):
        return None


def _plain(part: Any) -> Any:
    """A part of a tree with lists for the parser's own sequences, which are slow to walk."""
    if isinstance(part, tuple):
        return tuple(map(_plain, part))
    return list(map(_plain, part)) if hasattr(part, "__getitem__") else part


def is_sound(source: str) -> bool:
    """Whether `source` is surely an expression; where it is not sure, compiling it tells."""
    return tree_of(source) is not None and _PROPERTIES.issuperset(_PROPERTY.findall(source))


def longest_match(source: str) -> int | None:
    """The most letters and digits of a segment that `source` matches whole; None if there is no bound.

    Also None where it does not pin both ends of the segment.
    """
    tree = tree_of(source) or [(None, None)]
    pinned = [str(arg) for op, arg in (tree[0], tree[-1]) if name_of(op) == "AT"]
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
    return sum(width_of(name_of(op), arg) for op, arg in tree)


def width_of(name: str, arg: Any) -> int:
    """The most letters and digits that a node takes; very many where there is no bound."""
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
    names = [(name_of(kind), value) for kind, value in members]
    if names[0][0] == "NEGATE":
        return {"CATEGORY_WORD", "CATEGORY_DIGIT"} <= {name_of(value) for kind, value in names if kind == "CATEGORY"}
    return all(kind == "LITERAL" and chr(value).isascii() and not chr(value).isalnum() for kind, value in names)


def name_of(operator: Any) -> str:
    """The name of a node's operator; empty for what stands for no node."""
    return operator.name if operator is not None else ""
