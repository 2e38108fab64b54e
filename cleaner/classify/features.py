"""What a classifier may look at: each segment as a few small numbers, whatever its language.

A column has one level for each segment. Levels are coarse on purpose, so that what is learned on some
sites holds on others: no words, no exact lengths, nothing of how a site spells its furniture. What the
rules found is a column too; that is how a classifier gains from a language pack.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from cleaner.classify.places import COUNTS, OTHER, claims_of, few, neighbourhood, places
from cleaner.document import UNSPACED_WEIGHT, Document
from cleaner.model import Match

Columns = dict[str, list[int]]

_SIZES = (8, 15, 25, 40, 60, 80, 110, 150, 220, 350, 600)
"""Bounds of a segment's length in code points, for scripts that part words by blanks."""
_SAMPLE = 160
_FREQUENT = 16
"""So many words count as the small words of a text."""

LEVELS = {
    **{"size": 12, "end": 8, "shape": 36, "start": 8, "capitals": 8},
    **{"digits": 7, "commas": 4, "stops": 4, "mark": 8, "known": 6, "small": 6},
    **{"after_first": 17, "after_last": 17, "from_top": 7, "to_end": 7, "run": 9, "run_begin": 4, "run_end": 4},
    **{"claim": 7, "above": 17, "below": 17, "title": 10},
    **{"copies": 3, "paragraphs": 9, "segments": 9, "prose": 6, "claimed": 6, "median": 7},
    **{"likely": 13, "stretch": 14},
}
"""The columns and how many levels each has; the last two are for a second look (`cleaner.classify.stretch`)."""

_CLOSING = "\"'”’»)]›」』）】 \u00a0\u200f\u200e"
_ENDS = {**dict.fromkeys(".。।۔", 1), **dict.fromkeys("!?！？؟", 2), **dict.fromkeys(":：", 3)}
_ENDS |= {**dict.fromkeys(",;،؛、，；", 4), "…": 5}
_QUOTES = frozenset("\"'“”„«»‘’‹›「『")
_BULLETS = frozenset("•*·-–—►▶→>+|▪■◆●○")

_DIGITS = b"0123456789"
_SIGN = 14
_CLASSES = bytes(
    0x30 if byte in _DIGITS else _SIGN if 14 <= byte < 32 else ord("|") if byte in b"|/\\<>" else byte
    for byte in range(256)
)
"""Folded bytes by class: all digits, all bars, and all signs beyond ASCII are one byte each."""
_PUNCTUATION = bytes(0x20 if byte <= 32 or (byte < 128 and not chr(byte).isalnum()) else byte for byte in range(256))
_MARKS = ((b"http", 1), (b"www.", 1), (b"@", 2), (b"#", 2), (b"|", 3), (b"\x0e", 4), (b"(", 5), (b'"', 6), (b":", 7))


def describe(document: Document, matches: Iterable[Match]) -> Columns:
    """The columns of a document, given what rules found in it."""
    count = len(document)
    columns: Columns = {}
    sizes, ends = _sizes(document), [_end(document, index) for index in range(count)]
    columns["size"], columns["end"] = sizes, ends
    columns["shape"] = [
        3 * size + (1 if end in (1, 2) else 2 if end == 3 else 0) for size, end in zip(sizes, ends, strict=True)
    ]
    columns["start"], columns["capitals"] = _letters(document)
    columns |= _punctuation(document)
    columns |= _words(document, sizes)
    columns |= places(sizes, ends)
    claims = claims_of(count, matches)
    columns |= neighbourhood(claims)
    columns |= _whole(document, sizes, ends, claims)
    return columns


def _sizes(document: Document) -> list[int]:
    scale = UNSPACED_WEIGHT if document.unspaced else 1
    return [
        bisect_right(_SIZES, (end - start) * scale) for start, end in zip(document.starts, document.ends, strict=True)
    ]


def _end(document: Document, index: int) -> int:
    """How one closes: 1 full stop, 2 other end of a sentence, 3 colon, 4 comma, 5 cut short, 6 digit, 7 letter."""
    start, end, text = document.starts[index], document.ends[index], document.text
    last = text[end - 1]
    if last in _CLOSING:
        last = text[start:end].rstrip(_CLOSING)[-1:]
    level = _ENDS.get(last)
    if level is not None:
        return 5 if level == 1 and text.endswith("..", start, end) else level
    return 6 if last.isdigit() else 7 if last.isalpha() else 0


def _letters(document: Document) -> tuple[list[int], list[int]]:
    """How segments begin, and how many of their words begin with a capital."""
    text = document.text
    begins, capitals = [], []
    for start, end in zip(document.starts, document.ends, strict=True):
        first = text[start]
        if first.isalpha():
            begins.append(1 if first.isupper() else 2 if first.islower() else 3)
        else:
            begins.append(4 if first.isdigit() else 5 if first in _QUOTES else 6 if first in _BULLETS else 7)
        piece = text[start : min(end, start + _SAMPLE)]
        if piece == piece.lower():
            capitals.append(0)
        elif piece.isupper():
            capitals.append(7)
        else:
            words = piece.split()
            capitals.append(1 + 5 * len([word for word in words if word[0].isupper()]) // len(words))
    return begins, capitals


def _punctuation(document: Document) -> Columns:
    classes = document.folded_bytes.translate(_CLASSES)
    count, find = classes.count, classes.find
    marks = [(mark, level) for mark, level in _MARKS if mark in classes]
    starts, ends = document.starts, document.ends
    digits, commas, stops = (list(map(count, repeat(sign), starts, ends)) for sign in (b"0", b",", b"."))
    found = []
    for start, end in zip(starts, ends, strict=True):
        for mark, level in marks:
            if find(mark, start, end) >= 0:
                found.append(level)
                break
        else:
            found.append(0)
    return {
        "digits": [
            6 if number * 2 > len(key) else 5 if number > 5 else number
            for number, key in zip(digits, document.keys, strict=True)
        ],
        "commas": list(map(few, commas)),
        "stops": list(map(few, stops)),
        "mark": found,
    }


def _words(document: Document, sizes: Sequence[int]) -> Columns:
    """How much of a segment the long segments say too, and how much of it is their most frequent words."""
    folded = document.folded_bytes.translate(_PUNCTUATION)
    spans = zip(document.starts, document.ends, strict=True)
    pieces = [folded[start : min(end, start + _SAMPLE)] for start, end in spans]
    if document.unspaced:
        split = [[piece[i : i + 2] for i in range(len(piece) - 1)] for piece in pieces]
    else:
        split = [piece.split() for piece in pieces]
    # In the order of the text, which decides between words as frequent; a set's order differs from run to run.
    distinct = (dict.fromkeys(found) for found, size in zip(split, sizes, strict=True) if size >= 6)
    prose = Counter(chain.from_iterable(distinct))
    again = {word: times for word, times in prose.items() if times > 1}
    frequent = set(sorted(again, key=again.__getitem__, reverse=True)[:_FREQUENT])
    said, repeated = set(prose), set(again)
    known, small = [], []
    for found, size in zip(map(set, split), sizes, strict=True):
        often = len(found & frequent)
        rest = len(found) - often
        elsewhere = len(found & (repeated if size >= 6 else said)) - often
        known.append(1 + 4 * elsewhere // rest if rest else 0)
        small.append(1 + min(4, 8 * often // len(found)) if often else 0)
    return {"known": known, "small": small}


def _whole(document: Document, sizes: Sequence[int], ends: Sequence[int], claims: Sequence[int]) -> Columns:
    """What is the same for all segments of a text; and how often a segment stands in it."""
    count = len(sizes)
    keys = Counter(document.keys)
    seen: set[bytes] = set()
    copies = []
    for key in document.keys:
        copies.append(0 if keys[key] == 1 else 2 if key in seen else 1)
        seen.add(key)
    long_ = sum(size >= 6 for size in sizes)
    paragraphs = sorted(size for size, end in zip(sizes, ends, strict=True) if size >= 6 and end in (1, 2))
    claimed = sum(1 <= claim <= OTHER for claim in claims)
    about = {
        "paragraphs": bisect_right(COUNTS, len(paragraphs)),
        "segments": bisect_right(COUNTS, count),
        "prose": 5 * long_ // count if count else 0,
        "claimed": 0 if not claimed else 1 + min(4, 10 * claimed // count),
        "median": paragraphs[len(paragraphs) // 2] - 5 if paragraphs else 0,
    }
    return {"copies": copies, **{name: [level] * count for name, level in about.items()}}
