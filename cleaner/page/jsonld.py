"""JSON-LD blocks as nodes, the broken ones mended by rule.

What is broken in the wild: wrappers of comments and CDATA, line ends within strings, trailing and doubled commas,
values left out, comments, quotes that nobody escaped, escapes that JSON does not know, several objects in a row.
"""

from __future__ import annotations

import html
import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BLOCKS = 50
_LONGEST, _LONGEST_MENDED = 2_000_000, 200_000
"""Longer blocks (code points) are data of shops, not of articles."""

# What may stand before, between and behind values: blanks, commas, comments' and CDATA's marks.
_BETWEEN = re.compile(r"(?:[\s,;\ufeff]|<!--|-->|//|/\*|\*/|<!\[CDATA\[|\]\]>)*+")
_ENTITIES = re.compile(r"[\[{\s]*&(?:quot|#34|#x22);", re.IGNORECASE)

# A quote ends a string where JSON could go on; elsewhere it is one that nobody escaped.
_VALUE = r'(?:["{}\[\]\d,/-]|true|false|null)'
_GOES_ON = rf'\s{{0,99}}(?:\Z|"[\w@]{{1,40}}"\s{{0,9}}:|[}}\]]|[:,]\s{{0,99}}{_VALUE}|/[/*])'
_PIECE = re.compile(
    rf'(?P<string>"(?:[^"\\]|\\[\s\S]|"(?!{_GOES_ON}))*+")|//[^\n]*|/\*(?:[^*]|\*(?!/))*+\*/',
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})(.?)', re.DOTALL)
_INNER_QUOTE = re.compile(r'\\[\s\S]|"')
_MENDS = (
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r":\s*(?=[,}])"), ":null"),
    (re.compile(r",\s*(?=[}\]])"), ""),
    (re.compile(r'(["}\]])(?=\s*[\[{"])'), r"\1,"),
)
_DECODER = json.JSONDecoder(strict=False)


def page_values(tree: _Element) -> list[Any]:
    """The values of a page's blocks, in order."""
    blocks = (script.text or "" for script in tree.iter("script") if "ld+json" in script.get("type", "").lower())
    return [value for block in islice(blocks, _MOST_BLOCKS) for value in read_json_ld(block)]


def read_json_ld(block: str) -> list[Any]:
    """The values of one block: what could be read, mended if need be, or nothing. Never raises."""
    if len(block) > _LONGEST:
        return []
    text = block[_after_marks(block, 0) :]
    values, whole = _values(text)
    if whole or len(text) > _LONGEST_MENDED:
        return values
    mended, _ = _values(_mended(html.unescape(text) if _ENTITIES.match(text) else text))
    return mended or values


def _values(text: str) -> tuple[list[Any], bool]:
    """The JSON values that stand in a row, whatever parts them, and whether that is all of the text."""
    values: list[Any] = []
    place = _after_marks(text, 0)
    try:
        while place < len(text):
            value, place = _DECODER.raw_decode(text, place)
            values.append(value)
            place = _after_marks(text, place)
    except (ValueError, RecursionError):
        return values, False
    return values, True


def _after_marks(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _mended(text: str) -> str:
    """The text as JSON would have it: the strings are put aside while the rest is mended."""
    strings: list[str] = []

    def aside(match: re.Match[str]) -> str:
        if match["string"] is None:
            return " "
        strings.append(_mended_string(match["string"]))
        return f'"{len(strings) - 1}"'

    bare = _PIECE.sub(aside, text)
    # Objects in a row are parted by a comma now; a list holds them together.
    for pattern, replacement in _MENDS:
        bare = pattern.sub(replacement, bare)
    return re.sub(r'"(\d+)"', lambda match: strings[int(match[1])], bare)


def _mended_string(text: str) -> str:
    inner = _INNER_QUOTE.sub(lambda match: '\\"' if match[0] == '"' else match[0], text[1:-1])
    return '"' + _BAD_ESCAPE.sub(r"\1", inner) + '"'
