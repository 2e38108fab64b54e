"""Words of the publisher's that stand on one line with a sentence of the article.

At the beginning of lines they are told by their number: four words that begin a line on every tenth
page are no accident. At the end they follow a full stop and have none themselves, as a title has none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cleaner.learn_lines import Draft, Place, least_support
from cleaner.learn_page import Page
from cleaner.rule import Rule
from cleaner.text import fold

_COMMON = 0.2
_FEWEST_WORDS = {"starts": 4, "ends": 2}
_MOST_WORDS = 24
_MOST_SHARED = 0.8
_LAST_SENTENCE = re.compile(r"[.!?؟。۔…]\W*\s(?=[^.!?؟。۔…]*$)")

Line = tuple[Place, list[str]]
"""The words of a line, or of the end of one, as printed."""


def find_glued(pages: Sequence[Page]) -> list[Draft]:
    """Rules for what lines of prose begin or end with."""
    least = max(least_support(len(pages)), 3, int(_COMMON * len(pages)))
    drafts = []
    firsts = Counter(words[0] for _, words in _long_lines(pages) if words)
    for words, places in _shared(_long_lines(pages), _FEWEST_WORDS["starts"], least):
        phrase = _without_first_words(words, firsts)
        if len(phrase.split()) < _FEWEST_WORDS["starts"]:
            continue
        drafts.append(Draft(Rule(id="", kind="other", starts=phrase), {phrase: len({p.page for p in places})}, places))
    for words, places in _shared(_unclosed_ends(pages), _FEWEST_WORDS["ends"], least):
        phrase = f"{words} {{any}}"
        drafts.append(Draft(Rule(id="", kind="other", ends=phrase), {phrase: len({p.page for p in places})}, places))
    return drafts


def _without_first_words(phrase: str, firsts: Counter[str]) -> str:
    """A beginning without words at its end that other lines begin with: there the sentence begins."""
    words = phrase.split()
    enough = _COMMON * firsts.total() / 4
    while words and firsts[words[-1]] - firsts[words[0]] * (words[0] == words[-1]) >= max(2, enough):
        words.pop()
    return " ".join(words)


def _long_lines(pages: Sequence[Page]) -> Iterator[Line]:
    for number, page in enumerate(pages):
        for index in page.article:
            if page.document.is_long(index):
                yield Place(number, index), page.lines[index].split()


def _unclosed_ends(pages: Sequence[Page]) -> Iterator[Line]:
    """What follows the last full stop within a line and is not closed itself."""
    for place, _ in _long_lines(pages):
        document = pages[place.page].document
        text = document.segment(place.segment)
        found = _LAST_SENTENCE.search(text)
        if found and not document.ends_sentence(place.segment):
            yield place, text[found.end() :].split()


def _shared(lines: Iterable[Line], fewest: int, least: int) -> Iterator[tuple[str, list[Place]]]:
    """The longest beginnings that enough pages have, and where; each line counts for one."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for place, words in lines:
        if len(words) > fewest:
            groups[fold(" ".join(words[:fewest]))].append((place, words))
    for _, group in sorted(groups.items()):
        if len({place.page for place, _ in group}) >= least:
            yield _longest(group), [place for place, _ in group]


def _longest(group: Sequence[Line]) -> str:
    """The longest beginning that most lines of a group share, as the most of them print it."""
    enough = _MOST_SHARED * len(group)
    best = ""
    for number in range(1, _MOST_WORDS + 1):
        heads = Counter(fold(" ".join(words[:number])) for _, words in group if len(words) > number)
        if not heads or heads.most_common(1)[0][1] < enough:
            break
        head = heads.most_common(1)[0][0]
        printed = Counter(" ".join(w[:number]) for _, w in group if fold(" ".join(w[:number])) == head)
        best = max(printed, key=lambda text: (printed[text], text))
    return best
