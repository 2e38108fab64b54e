"""The title of a raw text: of the lines above its prose, the one that the prose goes on to speak of.

Lines that repeat words of what follows are its headline far more often than the first line is: that may be a section, a
slogan or a menu. The cues are weighed by a logistic regression; `tests/bench/titles.py` fits the weights and measures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaner.document import UNSPACED_WEIGHT, Document
from cleaner.model import Match
from cleaner.text import pack

_LONGEST = 160
_LONGEST_PLAIN = 110
"""Of 330 headlines on real pages 3 % are longer; of Arabic texts without a title half the first lines are."""
_NOT_AT_END = ".,;:。，；：।۔"  # of folded text, in which the Arabic comma is the Latin one
_CLOSING = "\"') "
_QUOTES = frozenset("\"'(“”„«‹‘")
_BULLETS = "•●▪■◆*-–—+>|"

_SHORTEST_WORD, _STEM, _ENDING, _PIECE = 4, 6, 5, 2
"""Letters: of a word that says something, of its beginning, of the end of a longer one (some languages inflect in
front), and of a piece of a line whose words are not parted."""
_DENSE = 3.5
"""Where words have fewer letters on average, as in Hindi and Korean, a shorter one says something too."""
_ENOUGH = 4
"""So many words in common are as good as more."""
_LEAD = 3
"""How many paragraphs below a line are its lead."""
_NEAR = 3
_HEAD = 0.4
"""A title stands above so much of the prose."""
_STAMPS = frozenset(("byline", "date", "dateline", "deck", "share"))
_SHORT, _LONG = 25, 110
_MENU = 4
"""So many lines above the prose are a menu; below them all are equally far down."""


class Cues(NamedTuple):
    """What speaks for or against a line, each from 0 to 1."""

    lead: float
    """Its words stand in the paragraphs right below it,"""
    often: float
    """or more than once in all of the prose."""
    short: float
    long: float
    """Its length; a short one may be a menu's."""
    late: float
    """Lines that no rule knows stand above it,"""
    below: float
    """or a paragraph does,"""
    depth: float
    """or so much of the prose."""
    within: float
    """Another line holds it, such as a breadcrumb or a window's title."""
    stamped: float
    """A byline, a date or the like is right below."""
    item: float
    """It begins with a bullet."""
    alone: float
    """No other line above the prose could be the title; and it is not short, or the lead has a word of it."""


WEIGHTS = Cues(3.4, 1.4, -1.8, -3.1, -1.5, -1.4, -5.4, 1.8, 1.8, -1.5, 2.8)
BIAS = -3.0
LEAST = -2.2
"""The log odds from which a line is told to be the title: none is better than a wrong one."""


def find_title(document: Document, matches: Sequence[Match]) -> int | None:
    """The segment that holds the title, or None where none is likely enough to."""
    found = [(score(cues), -index) for index, cues in candidates(document, matches)]
    odds, index = max(found, default=(LEAST, 0))
    return -index if odds > LEAST else None


def score(cues: Cues) -> float:
    """The log odds that a line is the title."""
    return BIAS + sum(weight * cue for weight, cue in zip(WEIGHTS, cues, strict=True))


def candidates(document: Document, matches: Sequence[Match]) -> Iterator[tuple[int, Cues]]:
    """The segments that may be the title, with their cues.

    A line that rules remove is none. A headline is short and does not close with a full stop; one that is long, or
    ends in dots or an exclamation mark, must also stand apart from what follows. A text that begins with its first
    paragraph has no title to give; one stands below a paragraph only if a menu does too. Left out is also what could
    not be it even if the prose had all its words: most lines of menus.
    """
    claims = {match.segment: match.kind for match in matches if match.action != "protect" and match.whole}
    prose = _Prose(document, claims)
    if not prose.end:
        return
    taken = {match.segment for match in matches if match.action != "protect"} | prose.known
    lines = [i for i in range(prose.end) if i not in taken and _is_headline(document, i, claims)]
    single = bisect_left(lines, prose.indexes[0]) == 1
    for unknown, index in enumerate(lines, 1):
        above = bisect_left(prose.indexes, index)
        if above and index - above < _MENU:
            continue  # a subheading
        length = document.length(index) * (UNSPACED_WEIGHT if document.unspaced else 1)
        text = document.folded(index)
        words = 1 if document.unspaced else min(text.count(" ") + 1, _ENOUGH) / _ENOUGH
        alone = single and unknown == 1
        best = Cues(
            lead=words,
            often=words,
            short=length < _SHORT and not alone,
            long=length > _LONG,
            late=min(unknown, _MENU) / _MENU,
            below=above > 0,
            depth=prose.shares[above],
            within=1,
            stamped=any(claims.get(below) in _STAMPS for below in range(index + 1, index + 1 + _NEAR)),
            item=text[0] in _BULLETS,
            alone=alone,
        )
        if score(best) > LEAST:
            lead, often = prose.shared(index, above)
            known = best._replace(lead=lead, often=often, within=_is_held(document, index))
            only_a_word = alone and length < _SHORT and not lead
            yield index, known._replace(short=1, alone=0) if only_a_word else known


def _is_held(document: Document, index: int) -> bool:
    """Whether another line holds it. One that is cut at a quote mark or at dots is a stub of the other, and is not."""
    key = document.keys[index]
    if len(key) < _SHORT // 2 or document.packed.count(key) == document.keys.count(key):
        return False
    text = document.folded(index)
    holders = (document.folded(i) for i, other in enumerate(document.keys) if key in other and key != other)
    return not any(
        holder.startswith(text) and (text.endswith("..") or holder[len(text) :].lstrip()[:1] in _QUOTES)
        for holder in holders
    )


class _Prose:
    """The paragraphs of a text, to look words up in."""

    def __init__(self, document: Document, claims: Collection[int]) -> None:
        self._document = document
        open_ = [index for index in range(len(document)) if document.is_long(index) and index not in claims]
        self.indexes = [index for index in open_ if document.ends_with_stop(index)] or open_
        self.known = frozenset(self.indexes)
        keys = [document.keys[index] for index in self.indexes]
        self._keys, self._all = keys, b"\n".join(keys)
        sizes = list(accumulate(map(len, keys), initial=0))
        self.shares = [size / sizes[-1] for size in sizes] if sizes[-1] else []
        """What part of the prose stands in its first paragraphs, by their number."""
        blanks = sum(
            document.folded_bytes.count(b" ", document.starts[i], document.ends[i]) for i in self.indexes[:_LEAD]
        )
        dense = sum(map(len, keys[:_LEAD])) < _DENSE * blanks
        self._shortest = _SHORTEST_WORD - dense
        self.end = self.indexes[bisect_left(self.shares, _HEAD) - 1] if self.shares else 0
        """Below this paragraph too much of the prose has been said for a title to come."""

    def shared(self, index: int, above: int) -> tuple[float, float]:
        """How many words of a line, up to four, the paragraphs below it have; and how many stand there repeatedly."""
        lead, prose = b"\n".join(self._keys[above : above + _LEAD]), self._all
        near = often = 0
        for stem, ending in self._stems(index):
            near += stem in lead or ending in lead
            often += 0 <= prose.find(stem) < prose.rfind(stem) or 0 <= prose.find(ending) < prose.rfind(ending)
        return min(near, _ENOUGH) / _ENOUGH, min(often, _ENOUGH) / _ENOUGH

    def _stems(self, index: int) -> set[tuple[bytes, bytes]]:
        """A line's words, each as what to look for: its beginning, and the end of a longer one."""
        if self._document.unspaced:
            key = self._document.keys[index]
            return {(key[i : i + _PIECE],) * 2 for i in range(len(key) - _PIECE + 1)}
        words = map(pack, self._document.folded(index).split())
        return {
            (word[:_STEM], word[-_ENDING:] if len(word) > _STEM else word)
            for word in words
            if len(word) >= self._shortest
        }


def _is_headline(document: Document, index: int, claimed: Collection[int]) -> bool:
    text, length = document.folded(index), document.length(index)
    if length > _LONGEST or (text[-1] in _NOT_AT_END and not text.endswith("..")):
        return False
    if not any(map(str.isalpha, text)):
        return False
    plain = length <= _LONGEST_PLAIN and not text.rstrip(_CLOSING).endswith(("!", ".."))
    return plain or _stands_apart(document, index, claimed)


def _stands_apart(document: Document, index: int, claimed: Collection[int]) -> bool:
    """Whether furniture or a short line stands beside a line, or more blank lines below it than below the next."""
    below = index + 1
    if below in claimed or not (document.is_long(below) or document.ends_sentence(below)):
        return True
    return _line_ends(document, index) > _line_ends(document, below)


def _line_ends(document: Document, index: int) -> int:
    """How many line ends part a segment from the next, if there is one."""
    end, following = document.ends[index], document.starts[index + 1 : index + 2]
    return document.text.count("\n", end, following[0]) if following else 0
