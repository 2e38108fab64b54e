"""A raw text as segments: what rules look at, each with its place in the text.

A segment, not a line, is the unit: scrapers part blocks by newlines, by tabs or by runs of three
or more blanks. White space around segments belongs to none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, compress, count
from operator import add, sub

from cleaner.sentence import is_closed, is_stopped, last_of
from cleaner.tags import NOTHING, Tag, hide_tags
from cleaner.text import SEPARATORS, fold, fold_to_bytes, fold_with_offsets, is_spelt, pack, several, shrink
from cleaner.words import hangul_share, unspaced_share

# From the first visible character of a line to its last; both are found by scanning, not by backtracking.
_SEGMENT = re.compile(rb"[^\n \0](?:[^\n]*[^\n ])?")
_UNEVEN = re.compile(rb"[\0\1\2]")
_SEVERAL = (re.compile(b"\1"), re.compile(b"\2"))  # one byte each: a class of two is searched ten times slower
# Controls from 0x80 on may be signs of Windows-1252 that somebody read as Latin-1: they stay.
_SPELT = re.compile(rb"\x02(?:[^\n]*\x02)?")  # in a line, from the first character that folds to letters to the last
_WHITE = re.compile(f"[^\\S{SEPARATORS}]|[\0-\x08\x0e-\x1b\x7f]")
_GAP = re.compile(rb" [ \0]* ")  # \0 is a character that folding ignores, such as a direction mark

# A paragraph is a segment long enough to be prose that closes like a sentence. Where words are
# not parted by blanks a character says about three times as much, and a syllable of Hangul about twice.
_PARAGRAPH, _PARAGRAPH_HANGUL, _PARAGRAPH_UNSPACED = 80, 45, 30
UNSPACED_WEIGHT = _PARAGRAPH / _PARAGRAPH_UNSPACED
"""How much more a character says where words are not parted by blanks."""
# The head reaches to the third paragraph and the tail begins after the third last: decks, captions
# and share words stand among the first paragraphs, not only above them.
_ZONE_PARAGRAPHS = 3


class Document:
    """The segments of one text.

    `starts[i]:ends[i]` is segment i in `text` (code points). `keys[i]` is its packed form
    (`cleaner.text.pack`), `packed` all of them between newlines, `folded_bytes` one byte for each
    code point of `text`. `unspaced` says that words are not parted by blanks. `tags` are what is left of a page's
    code: part of their segments, but not of what these say. Immutable once made.
    """

    def __init__(self, text: str, tags: Sequence[Tag] = ()) -> None:
        self.text = self._read = text
        self.tags = tags
        folded, self._script = fold_to_bytes(text)
        if b"   " in folded.replace(b"\0", b""):
            folded = _GAP.sub(_part_if_wide, folded)
        spans = [match.span() for match in _SEGMENT.finditer(folded)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        if tags:
            self._read, folded = hide_tags(text, folded, spans, tags)
        self.packed = b"\n%b\n" % _pack_all(self._read, folded, spans)
        self.keys = self.packed[1:-1].split(b"\n") if spans else []
        self.folded_bytes = folded
        self.unspaced = not self._script and unspaced_share(text) >= 0.5
        self._enough = _PARAGRAPH_UNSPACED if self.unspaced else _PARAGRAPH
        if not self._script and not self.unspaced and hangul_share(text) >= 0.5:
            self._enough = _PARAGRAPH_HANGUL
        self._folded: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.starts)

    def segment(self, index: int) -> str:
        """The text of a segment, as it stands in the input."""
        return self.text[self.starts[index] : self.ends[index]]

    def folded(self, index: int) -> str:
        """The folded text of a segment (`cleaner.text.fold`)."""
        text = self._folded.get(index)
        if text is None:
            text = self._folded[index] = self._fold(self.starts[index], self.ends[index])
        return text

    def _fold(self, start: int, end: int) -> str:
        if self._script:
            try:
                return self._script.read(self.folded_bytes[start:end])
            except UnicodeDecodeError:
                pass  # holds a character that folds to several
        return fold(self._read[start:end])

    def offsets(self, index: int) -> Sequence[int]:
        """For each character of `folded(index)`, the index in the segment of the character it came from."""
        start, end = self.starts[index], self.ends[index]
        # If no character folds to none (\0) or to several (\1), all fold to one.
        bytes_ = self.folded_bytes[start:end]
        if not _UNEVEN.search(bytes_) and len(self.folded(index)) == end - start:
            return range(end - start)
        return fold_with_offsets(self._read[start:end])[1]

    def printed(self, start: int, end: int) -> str:
        """A stretch of the text without its tags."""
        return self._read[start:end].replace(NOTHING, "") if self.tags else self.text[start:end]

    def squeezed(self, start: int, end: int) -> str:
        """A part of the text with its white space folded: single blanks, none at the ends."""
        piece = self._blanked[start:end].strip()
        return " ".join(piece.split()) if "  " in piece else piece

    def flowed(self, start: int, end: int) -> str | None:
        """A stretch of the text with its white space folded and runs of blank lines made one.

        None where its lines are not its segments: then `segments_within` it must be put together one by one.
        """
        if end <= self.ends[bisect_right(self.starts, start) - 1]:
            return self.squeezed(start, end)
        lines = list(map(str.strip, self._blanked[start:end].split("\n")))
        if len(lines) - lines.count("") != bisect_right(self.starts, end - 1) - bisect_left(self.starts, start):
            return None
        pairs = zip(lines, ["", *lines], strict=False)
        return "\n".join([line.replace("  ", " ") for line, above in pairs if line or above])

    def segments_within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of the segments in a stretch of the text."""
        first, last = bisect_left(self.starts, start), bisect_right(self.starts, end - 1)
        yield from zip(self.starts[first:last], self.ends[first:last], strict=True)

    @cached_property
    def _blanked(self) -> str:
        """The text with a plain blank for each white space that parts no segments; positions are kept."""
        if not self._script:
            return _WHITE.sub(" ", self.text)
        text = self.text
        for blank in self._script.blanks:
            text = text.replace(blank, " ")
        return text

    def may_hold(self, signs: bytes, start: int, end: int) -> bool:
        """Whether one of some folded bytes occurs in a part of the text; True where only folding it all would tell."""
        found = self.folded_bytes.find
        for sign in signs:
            if found(sign, start, end) >= 0:
                return True
        return (found(1, start, end) >= 0 or found(2, start, end) >= 0) and not self._hidden.isdisjoint(signs)

    def holding(self, signs: bytes, within: range) -> Iterator[int]:
        """Those of some segments in a row that may hold one of some folded bytes, as `may_hold` says."""
        begin, end = (self.starts[within[0]], self.ends[within[-1]]) if within else (0, 0)
        for sign in signs if self._hidden.isdisjoint(signs) else signs + b"\1\2":
            place = self.folded_bytes.find(sign, begin, end)
            while place >= 0:
                index = bisect_right(self.starts, place) - 1
                yield index
                place = self.folded_bytes.find(sign, max(self.ends[index], place + 1), end)

    @cached_property
    def _hidden(self) -> frozenset[int]:
        """What characters that fold to several stand for; one byte of `folded_bytes` cannot tell."""
        places = (match.start() for byte in _SEVERAL for match in byte.finditer(self.folded_bytes))
        # Where no script's map holds the text they are many, in Hangul all.
        return frozenset(several("".join(map(self._read.__getitem__, places)) if self._script else self._read))

    @cached_property
    def bare(self) -> list[int]:
        """The segments with neither letter nor digit."""
        return [index for index, key in enumerate(self.keys) if not key]

    @cached_property
    def key_offsets(self) -> list[int]:
        """Where each key begins in `packed`."""
        return list(map(add, accumulate(map(len, self.keys[:-1]), initial=1), count()))

    def length(self, index: int) -> int:
        """The length of a segment in code points."""
        return self.ends[index] - self.starts[index]

    def weight(self, index: int) -> float:
        """The length of a segment as it would be where words are parted by blanks."""
        return self.length(index) * (UNSPACED_WEIGHT if self.unspaced else 1)

    def ends_sentence(self, index: int) -> bool:
        """Whether a segment closes like a sentence (closing quotes and brackets aside)."""
        return is_closed(last_of(self._read, self.starts[index], self.ends[index]))

    def ends_with_stop(self, index: int) -> bool:
        """Whether a segment closes with a full stop."""
        return is_stopped(last_of(self._read, self.starts[index], self.ends[index]))

    def is_paragraph(self, index: int) -> bool:
        """Whether a segment is prose: long, and closed like a sentence."""
        return self.is_long(index) and self.ends_sentence(index)

    def is_long(self, index: int) -> bool:
        """Whether a segment is as long as a paragraph."""
        return self.length(index) >= self._enough

    @cached_property
    def long(self) -> list[int]:
        """The segments that are as long as a paragraph."""
        return [index for index, size in enumerate(map(sub, self.ends, self.starts)) if size >= self._enough]

    @cached_property
    def _lasts(self) -> list[str]:
        """How the long segments end."""
        return [last_of(self._read, self.starts[index], self.ends[index]) for index in self.long]

    @cached_property
    def stopped(self) -> list[int]:
        """The long segments that close with a full stop."""
        return list(compress(self.long, map(is_stopped, self._lasts)))

    @cached_property
    def paragraphs(self) -> list[int]:
        """The segments that are prose: long, and closed like a sentence."""
        return list(compress(self.long, map(is_closed, self._lasts)))

    @cached_property
    def head(self) -> int:
        """The end of the head zone (exclusive)."""
        return self.paragraphs[_ZONE_PARAGRAPHS - 1] if len(self.paragraphs) >= _ZONE_PARAGRAPHS else len(self)

    @cached_property
    def tail(self) -> int:
        """The begin of the tail zone (inclusive)."""
        return self.paragraphs[-_ZONE_PARAGRAPHS] + 1 if len(self.paragraphs) >= _ZONE_PARAGRAPHS else 0

    @property
    def body(self) -> range:
        """The body zone: from the first paragraph to the last, or all where there is none."""
        return range(self.paragraphs[0], self.paragraphs[-1] + 1) if self.paragraphs else range(len(self))


def _pack_all(text: str, folded: bytes, spans: list[tuple[int, int]]) -> bytes:
    """The packed form of each span of a text, most of it from the folded bytes; newlines between them."""
    packed = b"\n".join([folded[a:b] for a, b in spans])
    if is_spelt(packed):
        read = "\n".join([text[a:b] for a, b in spans])
        packed = _SPELT.sub(lambda part: pack(read[part.start() : part.end()]), packed)
    return shrink(packed)


def _part_if_wide(gap: re.Match[bytes]) -> bytes:
    """Three blanks part segments, direction marks between them or not; positions are kept."""
    return b"\n" * len(gap[0]) if gap[0].count(b" ") >= 3 else gap[0]
