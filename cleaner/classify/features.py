"""What a classifier may look at: each segment as a few small numbers, whatever its language.

A column has one level for each segment. Levels are coarse on purpose, so that what is learned on some
sites holds on others: no words, no exact lengths, nothing of how a site spells its furniture. What the
rules found is a column too; that is how a classifier gains from a language pack.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from cleaner.classify.places import COUNTS, LONG, OTHER, claims_of, few, neighbourhood, places
from cleaner.document import UNSPACED_WEIGHT, Document
from cleaner.model import Match
from cleaner.sentence import CLOSING

Columns = dict[str, list[int]]
Word = bytes | int

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

_ENDS = {**dict.fromkeys(".。।۔", 1), **dict.fromkeys("!?！？؟", 2), **dict.fromkeys(":：", 3)}
_ENDS |= {**dict.fromkeys(",;،؛、，；", 4), "…": 5}
_CLOSER = 8
"""No level: what stands before it tells how the segment ends."""
_ENDS |= dict.fromkeys(CLOSING, _CLOSER)
_CLOSES = (0, 1, 1, 2, 0, 0, 0, 0)
"""By the level of `end`: 1 it closes like a sentence, 2 it announces something."""
_QUOTES = frozenset("\"'“”„«»‘’‹›「『")
_BULLETS = frozenset("•*·-–—►▶→>+|▪■◆●○")

_MARKS = {**dict.fromkeys(b"@#", 2), **dict.fromkeys(b"|/\\<>", 3), **dict.fromkeys(range(14, 32), 4)}
_MARKS |= {ord("("): 5, ord('"'): 6, ord(":"): 7}
"""Folded bytes by what a segment is marked with if it holds one, the least of several; 1 is an address."""
_NO_MARK = 8
_COUNTED = {**dict.fromkeys(b"0123456789", ord("0")), ord(","): ord(","), ord("."): ord("."), ord("\n"): ord("\n")}
_SIGNS = bytes({**_MARKS, **_COUNTED}.get(byte, 0) for byte in range(256))
_NO_SIGNS = bytes(byte for byte in range(256) if not _SIGNS[byte])
_PUNCTUATION = bytes(0x20 if byte <= 32 or (byte < 128 and not chr(byte).isalnum()) else byte for byte in range(256))


def describe(document: Document, matches: Sequence[Match]) -> Columns:
    """The columns of a document, given what rules found in it.

    How much of a text rules took tells how well the packs know its furniture; a publisher's rules would tell more of
    themselves than of what they left.
    """
    spans = zip(document.starts, document.ends, strict=True)
    samples = [slice(start, end if end < start + _SAMPLE else start + _SAMPLE) for start, end in spans]
    sizes, ends = _sizes(document), _ends(document)
    closes = list(map(_CLOSES.__getitem__, ends))
    paragraphs = [index for index, size in enumerate(sizes) if size >= LONG and closes[index] == 1]
    by_packs = [match for match in matches if match.rank == 0]
    return {
        "size": sizes,
        "end": ends,
        "shape": [3 * size + close for size, close in zip(sizes, closes, strict=True)],
        "start": [_begin(document.text[start]) for start in document.starts],
        "capitals": [_capitals(document.text[sample]) for sample in samples],
        **_punctuation(document),
        **_words(document, sizes, samples),
        **places(sizes, paragraphs),
        **neighbourhood(claims_of(len(document), matches)),
        "copies": _copies(document.keys),
        **_whole(sizes, [sizes[index] for index in paragraphs], claims_of(len(document), by_packs)),
    }


def _sizes(document: Document) -> list[int]:
    scale = UNSPACED_WEIGHT if document.unspaced else 1
    return [
        bisect_right(_SIZES, (end - start) * scale) for start, end in zip(document.starts, document.ends, strict=True)
    ]


def _ends(document: Document) -> list[int]:
    """How they close: 1 full stop, 2 other end of a sentence, 3 colon, 4 comma, 5 cut short, 6 digit, 7 letter."""
    text = document.text
    levels = [_last(text[end - 1]) for end in document.ends]
    for index, level in enumerate(levels):
        if level == _CLOSER:
            levels[index] = _last(document.segment(index).rstrip(CLOSING)[-1:])
        elif level == 1 and text.endswith("..", document.starts[index], document.ends[index]):
            levels[index] = 5
    return levels


@cache
def _last(char: str) -> int:
    if char in _ENDS:
        return _ENDS[char]
    return 6 if char.isdigit() else 7 if char.isalpha() else 0


@cache
def _begin(char: str) -> int:
    """How one begins: 1 capital letter, 2 small, 3 letter of no case, 4 digit, 5 quote, 6 bullet, 7 something else."""
    if char.isalpha():
        return 1 if char.isupper() else 2 if char.islower() else 3
    return 4 if char.isdigit() else 5 if char in _QUOTES else 6 if char in _BULLETS else 7


def _capitals(piece: str) -> int:
    """How many of its words begin with a capital."""
    if piece[0] == piece[0].lower() and piece == piece.lower():
        return 0
    if piece.isupper():
        return 7
    words = piece.split()
    return 1 + 5 * len([word for word in words if word[0].isupper()]) // len(words)


def _punctuation(document: Document) -> Columns:
    folded = document.folded_bytes
    pieces = map(folded.__getitem__, map(slice, document.starts, document.ends))
    # All but what counts is deleted in one pass over the text: most segments are then empty or a few bytes long.
    signs = b"\n".join([*pieces, b""]).translate(_SIGNS, _NO_SIGNS).splitlines()
    digits, commas, stops = ([found.count(sign) if found else 0 for found in signs] for sign in (b"0", b",", b"."))
    marks = [min(found) if found else _NO_MARK for found in signs]
    for address in (b"http", b"www."):
        place = folded.find(address)
        while place >= 0:
            index = bisect_right(document.starts, place) - 1
            marks[index] = 1
            place = folded.find(address, document.ends[index])
    return {
        "digits": [
            6 if number * 2 > len(key) else 5 if number > 5 else number
            for number, key in zip(digits, document.keys, strict=True)
        ],
        "commas": few(commas),
        "stops": few(stops),
        "mark": [mark if mark < _NO_MARK else 0 for mark in marks],
    }


def _words(document: Document, sizes: Sequence[int], samples: Sequence[slice]) -> Columns:
    """How much of a segment the long segments say too, and how much of it is their most frequent words."""
    # In the order of the text, which decides between words as frequent; a set's order differs from run to run.
    distinct: list[dict[Word, None]] = list(map(dict.fromkeys, _split(document, samples)))
    prose = Counter(chain.from_iterable([found for found, size in zip(distinct, sizes, strict=True) if size >= LONG]))
    again = {word: times for word, times in prose.items() if times > 1}
    frequent = set(sorted(again, key=again.__getitem__, reverse=True)[:_FREQUENT])
    known, small = [], []
    for found, size in zip(distinct, sizes, strict=True):
        shared = found.keys() & (again if size >= LONG else prose).keys()
        often = len(shared & frequent)
        rest = len(found) - often
        known.append(1 + 4 * (len(shared) - often) // rest if rest else 0)
        small.append(1 + min(4, 8 * often // len(found)) if often else 0)
    return {"known": known, "small": small}


def _split(document: Document, samples: Iterable[slice]) -> Iterable[Sequence[Word]]:
    """The words of each sample; of a script that does not part words all characters in twos, each two as a number."""
    folded = document.folded_bytes.translate(_PUNCTUATION)
    if not document.unspaced:
        return [folded[sample].split() for sample in samples]
    twos = bytearray(2 * len(folded))
    twos[::2], twos[1::2] = folded, folded[1:] + b" "
    numbers = memoryview(twos).cast("H")
    return [numbers[sample.start : sample.stop - 1].tolist() for sample in samples]


def _copies(keys: Sequence[bytes]) -> list[int]:
    """How often a segment stands in the text: 0 once, 1 the first of several, 2 another."""
    levels = [0] * len(keys)
    first: dict[bytes, int] = {}
    for index, key in enumerate(keys):
        if first.setdefault(key, index) != index:
            levels[first[key]], levels[index] = 1, 2
    return levels


def _whole(sizes: Sequence[int], paragraphs: Sequence[int], claims: Sequence[int]) -> Columns:
    """What is the same for all segments of a text, given the sizes of its paragraphs."""
    count = len(sizes)
    claimed = len([claim for claim in claims if 1 <= claim <= OTHER])
    about = {
        "paragraphs": bisect_right(COUNTS, len(paragraphs)),
        "segments": bisect_right(COUNTS, count),
        "prose": 5 * len([size for size in sizes if size >= LONG]) // count if count else 0,
        "claimed": 0 if not claimed else 1 + min(4, 10 * claimed // count),
        "median": sorted(paragraphs)[len(paragraphs) // 2] - LONG + 1 if paragraphs else 0,
    }
    return {name: [level] * count for name, level in about.items()}
