"""The paragraphs of a text, to look a line's words up in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from itertools import accumulate

from cleaner.document import Document
from cleaner.text import is_spelt, pack, shrink_words

_SHORTEST_WORD, _STEM, _ENDING, _PIECE = 4, 6, 5, 2
"""Letters: of a word that says something, of its beginning, of the end of a longer one (some languages inflect in
front), and of a piece of a line whose words are not parted."""
_DENSE = 3.8
"""Where words have fewer letters on average, as in Hindi, Bengali and Vietnamese, a shorter one says something too."""
ENOUGH = 4
"""So many words in common are as good as more."""
_LEAD = 3
"""How many paragraphs below a line are its lead."""
_HEAD = 0.4
"""A title stands above so much of the prose."""

Word = tuple[bytes, ...]
"""A word as what to look for: its beginning, and the end of a longer one."""


class Prose:
    """The paragraphs of a text that no rule claims.

    `indexes` are their segments, those alone that close with a full stop if any does; `shares` what part of them all
    the first ones are, by their number; `end` the one below which too much has been said for a title to come.
    """

    def __init__(self, document: Document, claims: Collection[int]) -> None:
        self._document = document
        stopped = [index for index in document.stopped if index not in claims]
        self.indexes = stopped or [index for index in document.long if index not in claims]
        keys = [document.keys[index] for index in self.indexes]
        self._keys, self._all = keys, b"\n".join(keys)
        sizes = list(accumulate(map(len, keys), initial=0))
        self.shares = [size / sizes[-1] for size in sizes] if sizes[-1] else []
        self.end = self.indexes[bisect_left(self.shares, _HEAD) - 1] if self.shares else 0
        starts, ends = document.starts, document.ends
        blanks = [document.folded_bytes.count(b" ", starts[i], ends[i]) for i in self.indexes[:_LEAD]]
        self._shortest = _SHORTEST_WORD - (sum(map(len, keys[:_LEAD])) < _DENSE * sum(blanks))

    def words(self, index: int) -> set[Word]:
        """The words of a line that say something."""
        if self._document.unspaced:
            key = self._document.keys[index]
            return {(key[i : i + _PIECE],) for i in range(len(key) - _PIECE + 1)}
        return {
            (word,) if len(word) <= _STEM else (word[:_STEM], word[-_ENDING:])
            for word in self._packed_words(index)
            if len(word) >= self._shortest
        }

    def _packed_words(self, index: int) -> list[bytes]:
        document = self._document
        folded = document.folded_bytes[document.starts[index] : document.ends[index]]
        return list(map(pack, document.folded(index).split())) if is_spelt(folded) else shrink_words(folded)

    def lead(self, words: Iterable[Word], above: int) -> float:
        """How many words of a line, up to four, the paragraphs below it have; so many are above."""
        return _count(words, b"\n".join(self._keys[above : above + _LEAD]).__contains__)

    def often(self, words: Iterable[Word]) -> float:
        """How many words of a line, up to four, stand in the prose repeatedly."""
        return _count(words, self._repeats)

    def _repeats(self, part: bytes) -> bool:
        first = self._all.find(part)
        return first >= 0 and self._all.find(part, first + 1) >= 0


def _count(words: Iterable[Word], stands: Callable[[bytes], bool]) -> float:
    """How many of some words stand somewhere, as part of what is enough."""
    count = 0
    for word in words:
        for part in word:
            if stands(part):
                count += 1
                break
        if count == ENOUGH:
            break
    return count / ENOUGH
