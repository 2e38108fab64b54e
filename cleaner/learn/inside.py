"""Words of the publisher's within lines of the article, where a wrapped text has carried a button's words.

They are told by their regularity. A word of the language that stands in half of the texts stands in some
of them twice; a button stands in each once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import expm1, log
from typing import NamedTuple

from cleaner.learn.lines import Draft, Place, one_or_all
from cleaner.learn.page import Page
from cleaner.rule import Rule
from cleaner.text import fold

_MOST_BY_CHANCE, _MOST_BY_CHANCE_ALONE = 1e-3, 1e-6
"""So many such words may be expected by chance alone: for several in a row, and for one by itself."""

_FEWEST_TEXTS = 20
"""On fewer the estimate of chance is too rough."""

_SHARED = 0.8
_FEWEST_WITHIN = 0.3
_MOST_WORDS = 8


class _Spot(NamedTuple):
    """One occurrence of a word: its line and its number there."""

    place: Place
    word: int


def find_inside(pages: Sequence[Page]) -> list[Draft]:
    """One rule for all words that stand within lines, each once in a text."""
    lines = {
        Place(number, index): page.lines[index].split() for number, page in enumerate(pages) for index in page.article
    }
    found: dict[str, list[Place]] = {}
    for spots, expected in _regular(lines, len(pages)):
        phrase, first = _extended(spots, lines)
        within = sum(spot.word + first > 0 for spot in spots) >= _FEWEST_WITHIN * len(spots)
        if within and expected <= (_MOST_BY_CHANCE if " " in phrase else _MOST_BY_CHANCE_ALONE):
            found.setdefault(phrase, [spot.place for spot in spots])
    if not found:
        return []
    ordered = sorted(found, key=lambda phrase: (-len(phrase), phrase))  # a longer phrase is tried first
    places = sorted({place for phrase in ordered for place in found[phrase]})
    seen = {phrase: len(found[phrase]) for phrase in ordered}
    return [Draft(Rule(id="", kind="other", contains=one_or_all(ordered)), seen, places)]


def chance(seen: int, pages: int) -> float:
    """How likely it is that a word which falls into so many texts by chance is in each of them once (Poisson)."""
    rate = -log(1 - seen / (pages + 1))
    return float((rate / expm1(rate)) ** seen)


def _regular(lines: dict[Place, list[str]], pages: int) -> Iterator[tuple[list[_Spot], float]]:
    """The occurrences of each word that no page has twice, and how many such words chance would give."""
    spots: dict[str, list[_Spot]] = defaultdict(list)
    for place, words in lines.items():
        for number, word in enumerate(words):
            spots[_bare(word)].append(_Spot(place, number))
    spread = {word: len({spot.place.page for spot in found}) for word, found in spots.items() if word}
    as_many = Counter(spread.values())
    for word, seen in sorted(spread.items()):
        if _FEWEST_TEXTS <= seen == len(spots[word]) and chance(seen, pages) <= _MOST_BY_CHANCE:
            tried = sum(count for number, count in as_many.items() if number >= seen)
            yield spots[word], tried * chance(seen, pages)


def _bare(word: str) -> str:
    """A word folded; empty for macros and signs."""
    return fold(word) if "{" not in word and any(map(str.isalpha, word)) else ""


def _extended(spots: Sequence[_Spot], lines: dict[Place, list[str]]) -> tuple[str, int]:
    """The word with those beside it that most of its occurrences share, and where that begins, seen from the word."""
    first, last = 0, 0
    for _ in range(_MOST_WORDS):
        for left, right in ((first - 1, last), (first, last + 1)):
            if _printed(spots, lines, left, right)[1] >= _SHARED * len(spots):
                first, last = left, right
                break
        else:
            break
    return _printed(spots, lines, first, last)[0], first


def _printed(spots: Sequence[_Spot], lines: dict[Place, list[str]], first: int, last: int) -> tuple[str, int]:
    """The words from `first` to `last`, counted from each spot, that most spots have, and how many do."""
    texts: Counter[str] = Counter()
    for place, word in spots:
        words = lines[place]
        if word + first >= 0 and word + last < len(words):
            texts[" ".join(words[word + first : word + last + 1])] += 1
    best = max(texts, key=lambda text: (texts[text], text), default="")
    return best, sum(count for text, count in texts.items() if fold(text) == fold(best))
