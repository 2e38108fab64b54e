"""Texts of documents on lines of output: short, on one line, and unable to change what stands beside them.

They are shown between first-strong isolates (U+2068, U+2069), so that a right-to-left text does not
pull the columns beside it out of order; characters that direct a terminal are named.
"""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

Style = Literal["", "head", "removed", "protected", "spared", "read", "faint"]

_LONGEST, _FRONT, _BACK = 120, 80, 30
"""Longer texts are shown by their beginning and end."""

_ISOLATE, _POP = "\u2068", "\u2069"
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Fragment(NamedTuple):
    """A piece of an output line and how it is to look."""

    text: str
    style: Style = ""


Line = list[Fragment]


def shown(text: str, *, bidi: bool = True) -> str:
    """Show a text of a document on one line, shortened, its controls made visible."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        size = f" ({len(text):,} characters)"
        text = f"{text[:_FRONT].rstrip()} … {text[-_BACK:].lstrip()}"
    else:
        size = ""
    text = visible(text)
    return f"{_ISOLATE}{text}{_POP}{size}" if bidi else text + size


def visible(text: str) -> str:
    """Name the characters that would change a terminal, or the direction of what follows; line ends and tabs stay."""
    return text if text.isprintable() else "".join(map(_name, text))


def _name(char: str) -> str:
    if char in _DIRECTIONS or (char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs")):
        return f"<U+{ord(char):04X}>"
    return char
