"""What is left of a page's code within the sentences of a text: inline tags, and entities that print nothing.

A scraper that takes text out of a page's source leaves them anywhere, in the middle of a word even. A text may also
speak of tags, and `a < b > c`, `List<String>` and `<a@b.c>` are none: so a tag must look like one that was set by a
machine, with attributes, with its other half, or stuck to a word; what stands alone between blanks is spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.model import Match

TAG_RULE = "cleaner.tag"
NOTHING = "\u200e"
"""Stands for each character of a hidden tag: a direction mark, which folding ignores."""

_BREAKS = frozenset({"br", "p", "hr"})
_PICTURES = frozenset({"img", "iframe", "noscript", "center"})
_LAYOUT = frozenset({*_PICTURES, "font", "span", "strong", "wbr"})
"""Nobody speaks of these in an article; what else has no other half may be a type, or a variable between two signs."""
_NAMES = (
    *sorted(_BREAKS | _LAYOUT),
    *("abbr", "acronym", "a", "bdi", "bdo", "big", "b", "cite", "code", "del", "dfn", "em", "ins", "i", "kbd", "mark"),
    *("nobr", "q", "samp", "small", "strike", "sub", "sup", "s", "time", "tt", "u", "var"),
)
_VALUE = r"""\s*+=\s*+(?:\\?"[^"<>\n]*+"|'[^'<>\n]*+'|[^\s"'<>]++)"""
_MARKUP = re.compile(
    r"`[^`\n]{1,200}+`"  # code within a text
    r"|&(?:amp;)?(?:(?P<blank>nbsp|ensp|emsp|thinsp|#160|#xa0)|zwnj|zwj|rlm|lrm|shy);"
    rf"|<(?P<close>/)?(?P<name>{'|'.join(_NAMES)})(?P<attributes>(?:\s++[\w:.-]++(?:{_VALUE})?+){{0,30}}+)\s*+/?>",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_OPENING = frozenset("\"'“”«»‹›‘’([<")
_CLOSED = frozenset(".!?؟।。…\"'”’»)")


class Tag(NamedTuple):
    """A tag or an entity in a text, and whether it parts words."""

    start: int
    end: int
    parts: bool


def find_tags(text: str) -> list[Tag]:
    """The tags and entities that were left in a text, in order and apart; none where it is a page's source."""
    if ("<" not in text and "&" not in text) or _SOURCE.search(text):
        return []
    found = [match for match in _MARKUP.finditer(text) if match[0][0] != "`"]
    breaks = sum(_name(match) == "br" for match in found)
    halves = _halves(text, found)
    return [
        Tag(*match.span(), bool(match["blank"]) or _name(match) in _BREAKS | _PICTURES)
        for index, match in enumerate(found)
        if match["name"] is None or index in halves or _is_left(text, match, breaks)
    ]


def _name(match: re.Match[str]) -> str:
    return (match["name"] or "").lower()


def _halves(text: str, found: Sequence[re.Match[str]]) -> set[int]:
    """Which tags begin or end what stands between them; of `<b>` and `</b>`, spoken of, neither touches a word."""
    halves: set[int] = set()
    opened: dict[str, list[int]] = {}
    for index, match in enumerate(found):
        name = _name(match)
        if name and not match["close"]:
            opened.setdefault(name, []).append(index)
        elif name and opened.get(name):
            first = opened[name].pop()
            if _after(text, found[first]).strip() or _before(text, match).strip():
                halves |= {first, index}
    return halves


def _is_left(text: str, match: re.Match[str], breaks: int) -> bool:
    """Whether a tag without its other half was left by a scraper."""
    name, before, after = _name(match), _before(text, match), _after(text, match)
    if "=" in match["attributes"]:
        return True
    if name in ("br", "wbr"):
        stuck = before.strip() or after.strip()
        return bool(stuck) or breaks > 1 or text[: match.start()].rstrip(" ")[-1:] in _CLOSED
    if match["close"]:
        return name in _LAYOUT or bool(before.strip()) or after.isalnum() or after in _OPENING
    if name == "p":
        return after.isalnum() or after in _OPENING
    return name in _LAYOUT and not before.isalnum()


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 1) : match.start()]


def _after(text: str, match: re.Match[str]) -> str:
    return text[match.end() : match.end() + 1]


def tag_matches(tags: Iterable[Tag], starts: Sequence[int], ends: Sequence[int]) -> Iterator[Match]:
    """Tags as matches in the segments of a text, which begin at `starts` and end at `ends`."""
    index = 0
    for tag in tags:
        while index < len(ends) and ends[index] <= tag.start:
            index += 1
        within = index
        while within < len(starts) and starts[within] < tag.end:
            span = max(tag.start, starts[within]), min(tag.end, ends[within])
            whole = span == (starts[within], ends[within])
            yield Match(*span, "markup", TAG_RULE, 0, "remove", {}, within, whole)
            within += 1


def hide_tags(text: str, folded: bytes, spans: Iterable[tuple[int, int]], tags: Iterable[Tag]) -> tuple[str, bytes]:
    """A text and its folded bytes, positions kept, with `NOTHING` or a blank for tags.

    Of `spans`, which are the text's segments, one of tags alone stays as it is.
    """
    read, bytes_ = list(text), bytearray(folded)
    for tag in tags:
        for place in range(tag.start, tag.end):
            if folded[place] != ord("\n"):
                read[place], bytes_[place] = NOTHING, 0
        if tag.parts:
            read[tag.start], bytes_[tag.start] = " ", ord(" ")
    for start, end in spans:
        if not bytes_[start:end].strip(b"\0 "):
            read[start:end], bytes_[start:end] = text[start:end], folded[start:end]
    return "".join(read), bytes(bytes_)


def joins(text: str, tags: Sequence[Tag], start: int, end: int) -> bool:
    """Whether a stretch of a text is nothing but tags within a word."""
    if not tags or text[start - 1].isspace() or text[end].isspace():
        return False
    index = bisect_left(tags, (start,))
    while start < end and index < len(tags) and tags[index].start == start and not tags[index].parts:
        start = tags[index].end
        index += 1
    return start == end
