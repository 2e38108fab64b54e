"""The title of a raw text: of the lines above its prose, the one that the prose goes on to speak of.

Lines that repeat words of what follows are its headline far more often than the first line is: that may be a section, a
slogan or a menu. The cues are weighed by a logistic regression; `tests/bench/titles.py` fits the weights and measures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from heapq import heapify, heapreplace
from operator import mul
from typing import NamedTuple

from cleaner.document import Document
from cleaner.model import Match
from cleaner.prose import ENOUGH, Prose

_LONGEST = 160
_LONGEST_PLAIN = 110
"""Of 330 headlines on real pages 3 % are longer; of Arabic texts without a title half the first lines are."""
_NOT_AT_END = ".,;:。，；：।۔"  # of folded text, in which the Arabic comma is the Latin one
_CLOSING = "\"') "
_QUOTES = frozenset("\"'(“”„«‹‘")
_BULLETS = "•●▪■◆*-–—+>|"

_NEAR = 3
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


class Candidate(NamedTuple):
    """A line that may be the title; of several the least is the best."""

    against: float
    """The log odds of `cues` that it is not."""
    segment: int
    cues: Cues
    """Those that looks have yet to tell are at their best."""
    looks: int = 0
    """How many were taken."""


def find_title(document: Document, matches: Sequence[Match]) -> int | None:
    """The segment that holds the title, or None where none is likely enough to.

    The best line is looked at again until it is the best by all its cues: a look makes none better.
    """
    lines = Headlines(document, matches)
    waiting = list(lines.candidates())
    heapify(waiting)
    while waiting and waiting[0].against < -LEAST:
        line = waiting[0]
        if line.looks == len(lines.looks):
            return line.segment
        heapreplace(waiting, lines.look(line))
    return None


def score(cues: Cues) -> float:
    """The log odds that a line is the title."""
    odds: float = BIAS + sum(map(mul, WEIGHTS, cues))
    return odds


class Headlines:
    """The lines of a text that may be its title."""

    def __init__(self, document: Document, matches: Sequence[Match]) -> None:
        removing = [match for match in matches if match.action != "protect"]
        self._document = document
        self._claims = {match.segment: match.kind for match in removing if match.whole}
        self._prose = Prose(document, self._claims)
        self._words = cache(self._prose.words)
        self._taken = {match.segment for match in removing}.union(self._prose.indexes)
        self.looks = (self._below, self._among_lines, self._throughout)
        """What is dear to know of a line, the cheapest first; each gives its cues as they are then."""

    def candidates(self) -> Iterator[Candidate]:
        """The segments that may be the title, in order.

        A line that rules remove is none. A headline is short and does not close with a full stop; one that is long,
        or ends in dots or an exclamation mark, must also stand apart from what follows. A text that begins with its
        first paragraph has no title to give; one stands below a paragraph only if a menu does too. Left out is also
        what could not be it even if the prose had all its words: most lines of menus.
        """
        prose, taken = self._prose.indexes, self._taken
        lines = [i for i in range(self._prose.end) if i not in taken and _is_headline(self._document, i, self._claims)]
        single = bool(lines) and bisect_left(lines, prose[0]) == 1
        for unknown, index in enumerate(lines, 1):
            above = bisect_left(prose, index)
            if above and index - above < _MENU:
                continue  # a subheading
            cues = self._best(index, above, unknown, alone=single and unknown == 1)
            odds = score(cues)
            if odds > LEAST:
                yield Candidate(-odds, index, cues)

    def look(self, line: Candidate) -> Candidate:
        """A line with what the next of `looks` tells."""
        cues = self.looks[line.looks](line.segment, line.cues)
        return Candidate(-score(cues), line.segment, cues, line.looks + 1)

    def _best(self, index: int, above: int, unknown: int, *, alone: bool) -> Cues:
        """What a line's cues are at best; `unknown` is its number among the lines that no rule knows."""
        text, length = self._document.folded(index), self._document.weight(index)
        words = 1 if self._document.unspaced else min(text.count(" ") + 1, ENOUGH) / ENOUGH
        return Cues(
            lead=words,
            often=words,
            short=length < _SHORT and not alone,
            long=length > _LONG,
            late=min(unknown, _MENU) / _MENU,
            below=above > 0,
            depth=self._prose.shares[above],
            within=1,
            stamped=not _STAMPS.isdisjoint(map(self._claims.get, range(index + 1, index + 1 + _NEAR))),
            item=text[0] in _BULLETS,
            alone=alone,
        )

    def _below(self, index: int, cues: Cues) -> Cues:
        lead = self._prose.lead(self._words(index), bisect_left(self._prose.indexes, index))
        if cues.alone and not lead and self._document.weight(index) < _SHORT:
            cues = cues._replace(short=1, alone=0)
        return cues._replace(lead=lead)

    def _among_lines(self, index: int, cues: Cues) -> Cues:
        return cues._replace(within=_is_held(self._document, index))

    def _throughout(self, index: int, cues: Cues) -> Cues:
        return cues._replace(often=self._prose.often(self._words(index)))


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


def _is_headline(document: Document, index: int, claimed: Collection[int]) -> bool:
    length = document.length(index)
    if length > _LONGEST:
        return False
    text = document.folded(index)
    if (text[-1] in _NOT_AT_END and not text.endswith("..")) or not any(map(str.isalpha, text)):
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
