"""Which segments of a raw text are body, given the body: the labels that a classifier learns from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from cleaner.document import Document
from cleaner.text import fold

_WINDOW = 4
"""A word counts as body's if it stands in so many words in a row that the body has too."""
_MOST = 0.8
"""The share of a segment's words that makes it body."""

_WORD = re.compile(r"\w+")


def label(document: Document, body: str, title: str = "") -> list[bool | None]:
    """For each segment whether it is body; None where that cannot be told.

    That is so for segments without words, for the first that is the title (metadata, and no noise), and
    where a line stands more often in the text than in the body.
    """
    lines = Counter(map(_key, body.splitlines()))
    segments = [document.folded(index) for index in range(len(document))]
    copies = Counter(map(_key, segments))
    covered = _covered(segments, fold(body), by_character=document.unspaced)
    labels: list[bool | None] = []
    title = _key(fold(title))
    for segment, share in zip(segments, covered, strict=True):
        key = _key(segment)
        if key and key == title and key not in lines:
            labels.append(None)
            title = ""
        elif not key or 0 < lines[key] < copies[key]:
            labels.append(None)
        else:
            labels.append(key in lines or share >= _MOST)
    return labels


def _key(line: str) -> str:
    return " ".join(_WORD.findall(fold(line)))


def _words(text: str, by_character: bool) -> list[str]:
    return [char for char in text if char.isalnum()] if by_character else _WORD.findall(text)


def _covered(segments: Iterable[str], body: str, *, by_character: bool) -> list[float]:
    """The share of each segment's words that stand in the body; windows run across segments."""
    words: list[str] = []
    counts: list[int] = []
    for segment in segments:
        found = _words(segment, by_character)
        words += found
        counts.append(len(found))
    known = _windows(_words(body, by_character))
    hit = [False] * len(words)
    for place, window in enumerate(zip(*(words[shift:] for shift in range(_WINDOW)), strict=False)):
        if window in known:
            hit[place : place + _WINDOW] = [True] * _WINDOW
    shares, place = [], 0
    for count in counts:
        shares.append(sum(hit[place : place + count]) / count if count else 0.0)
        place += count
    return shares


def _windows(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[shift:] for shift in range(_WINDOW)), strict=False))
