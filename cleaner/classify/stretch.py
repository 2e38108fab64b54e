"""An article is one stretch of its text: which it is, told from a first look, and where segments stand to it.

Menus and other stories hold paragraphs too, so that the text's first and last paragraphs tell little of where an
article begins and ends. The stretch is the one that gains most by what a first look says: each segment in it counts
for it as far as it is likelier body than noise, and against it otherwise; the longer, the more. (The maximum
subarray, by Kadane's algorithm; Pasternack and Roth, WWW 2009, extract articles so.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleaner.classify.features import Columns
from cleaner.classify.places import CLAIMED

_LIKELY = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
"""Bounds of the levels of a probability."""
_VOICES = (3, 4, 5, 6, 8, 9, 10, 12, 15, 19, 24, 32)
"""What a segment counts by its level of `size`: the root of its length, for a paragraph is not ten headlines."""
_BEGIN, _WITHIN, _END, _BELOW, _LAST = 4, 6, 8, 9, 13


def second_look(noise: Sequence[float], columns: Columns) -> Columns:
    """The columns, and what a first look adds: levels of its probabilities, and where segments stand to the stretch."""
    likely = [bisect_right(_LIKELY, value) for value in noise]
    gains = [
        _VOICES[size] * (-0.5 if claim in CLAIMED else 0.5 - value)
        for value, size, claim in zip(noise, columns["size"], columns["claim"], strict=True)
    ]
    return {**columns, "likely": likely, "stretch": _places(len(gains), *_best(gains))}


def _best(gains: Sequence[float]) -> tuple[int, int]:
    """The half-open range with the greatest sum."""
    best = total = 0.0
    begin = found = end = 0
    for index, gain in enumerate(gains):
        total += gain
        if total <= 0:
            total, begin = 0.0, index + 1
        elif total > best:
            best, found, end = total, begin, index + 1
    return found, end


def _places(count: int, begin: int, end: int) -> list[int]:
    """0 to 3 above the stretch, the nearer the higher; its first two, its middle, its last two; 9 and more below."""
    levels = [max(0, _BEGIN - (begin - index)) for index in range(begin)]
    within = [_WITHIN] * (end - begin)
    within[-2:] = [_END - 1, _END][-len(within) :] if within else []
    within[:2] = [_BEGIN, _BEGIN + 1][: len(within)]
    return levels + within + [min(_LAST, _BELOW + index) for index in range(count - end)]
