"""Words of the publisher's that stand on one line with a sentence of the article.

At the beginning of lines they are told by their number: four words that begin a line on every fifth
page are no accident, nor is what begins one line on most pages, if they stand nowhere else. At the end
they follow a full stop and have none themselves, as a title has none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from cleaner.learn.lines import Draft, LeftOut, Place, least_support
from cleaner.learn.page import Page
from cleaner.rule import Rule
from cleaner.text import fold

_COMMON = 0.2
_MOST_PAGES = 0.6
_FEWEST_START, _FEWEST_END = 4, 2
_FEWEST_PAGES = 5
"""A word or two that begin a line on each of three or four pages may do so by accident."""

_MOST_WORDS = 24
_MOST_SHARED = 0.8
_MOST_ELSEWHERE = 0.1
_LAST_SENTENCE = re.compile(r"[.!?؟。۔…]\W*\s(?=[^.!?؟。۔…]*$)")
_DATELINE = re.compile(r"\W{0,3}[-–—:(ـ/]")

Lines = dict[Place, list[str]]
"""The words of lines, or of the ends of lines, as printed."""


def find_glued(pages: Sequence[Page]) -> tuple[list[Draft], list[LeftOut]]:
    """Rules for what lines of prose begin or end with; what looks like a dateline is left out."""
    least = max(least_support(len(pages)), 3, int(_COMMON * len(pages)))
    lines = _prose(pages)
    starts = _shared(lines, _FEWEST_START, least)
    for phrase, places in _shared(lines, 1, max(least, _FEWEST_PAGES, int(_MOST_PAGES * len(pages)))).items():
        if len(places) == _pages(places) and not any(longer.startswith(phrase) for longer in starts):
            starts[phrase] = places
    prose = f" {' '.join(fold(' '.join(words)) for words in lines.values())} "
    firsts = Counter(words[0] for words in lines.values() if words)
    drafts, left_out = [], []
    for phrase, places in starts.items():
        text = _without_first_words(phrase, firsts)
        rest = [" ".join(lines[place]).removeprefix(text) for place in places]
        if 2 * sum(_DATELINE.match(part) is not None for part in rest) >= len(rest):
            left_out.append(LeftOut(text, _pages(places), "a dateline, which most users keep"))
        elif _is_language(text, places, prose):
            left_out.append(LeftOut(text, _pages(places), "stands within articles, too"))
        elif text == phrase or len(text.split()) >= _FEWEST_START:
            drafts.append(Draft(Rule(id="", kind="other", starts=text), {text: _pages(places)}, places))
    for phrase, places in _shared(_unclosed_ends(pages, lines), _FEWEST_END, least).items():
        text = f"{phrase} {{any}}"
        if _is_language(phrase, places, prose):
            left_out.append(LeftOut(text, _pages(places), "stands within articles, too"))
            continue
        drafts.append(Draft(Rule(id="", kind="other", ends=text), {text: _pages(places)}, places))
    return drafts, left_out


def _is_language(phrase: str, places: Sequence[Place], prose: str) -> bool:
    """Whether words stand elsewhere in articles, too: then they are the language's, however often they begin a line."""
    return prose.count(f" {fold(phrase)} ") > (1 + _MOST_ELSEWHERE) * len(places)


def _pages(places: Sequence[Place]) -> int:
    return len({place.page for place in places})


def _without_first_words(phrase: str, firsts: Counter[str]) -> str:
    """A beginning without words at its end that other lines begin with: there the sentence begins."""
    words = phrase.split()
    enough = max(2, _COMMON * firsts.total() / 4)
    while len(words) > 1 and firsts[words[-1]] >= enough:
        words.pop()
    return " ".join(words)


def _prose(pages: Sequence[Page]) -> Lines:
    return {
        Place(number, index): page.lines[index].split()
        for number, page in enumerate(pages)
        for index in page.own_lines()
        if page.document.is_long(index) or page.is_wrapped
    }


def _unclosed_ends(pages: Sequence[Page], lines: Lines) -> Lines:
    """What follows the last full stop within a line and is not closed itself."""
    ends = {}
    for place in lines:
        document = pages[place.page].document
        text = document.segment(place.segment)
        found = _LAST_SENTENCE.search(text)
        if found and not document.ends_sentence(place.segment):
            ends[place] = text[found.end() :].split()
    return ends


def _shared(lines: Lines, fewest: int, least: int) -> dict[str, list[Place]]:
    """The longest beginnings, of so many words, that enough pages have, with their places."""
    groups: dict[str, list[Place]] = defaultdict(list)
    for place, words in lines.items():
        if len(words) > fewest:
            groups[fold(" ".join(words[:fewest]))].append(place)
    enough = [places for _, places in sorted(groups.items()) if _pages(places) >= least]
    return {_longest([lines[place] for place in places]): places for places in enough}


def _longest(group: Sequence[list[str]]) -> str:
    """The longest beginning that most lines of a group share, as the most of them print it."""
    best = ""
    for number in range(1, _MOST_WORDS + 1):
        heads = Counter(" ".join(words[:number]) for words in group if len(words) > number)
        folded: Counter[str] = Counter()
        for head, count in heads.items():
            folded[fold(head)] += count
        if not folded or folded.most_common(1)[0][1] < _MOST_SHARED * len(group):
            break
        winner = folded.most_common(1)[0][0]
        best = max((head for head in heads if fold(head) == winner), key=lambda head: (heads[head], head))
    return best
