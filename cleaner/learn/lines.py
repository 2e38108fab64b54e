"""Lines that repeat from page to page, where they stand, and whether that makes them noise.

Repetition is evidence, not proof: a refrain, a quotation, a columnist's last words repeat too. A
line is taken for noise by its place: outside of the article, among others of its sort.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from cleaner.learn.page import Page
from cleaner.rule import Phrases, Rule

_MOST_INSIDE = 0.1
_MOSTMACROS = 2
MACRO = re.compile(r"\{\w+\}")


class Place(NamedTuple):
    """One occurrence of a template: the page's number and the segment's."""

    page: int
    segment: int


@dataclass
class Repeated:
    """A template that stands on several pages; `text` is as most of them print it."""

    key: str
    text: str = ""
    places: list[Place] = field(default_factory=list)

    @cached_property
    def pages(self) -> frozenset[int]:
        """The pages it stands on."""
        return frozenset(place.page for place in self.places)

    @property
    def can_be_phrase(self) -> bool:
        """Whether there is a letter in it besides its macros, and not too many of those."""
        return any(map(str.isalpha, MACRO.sub("", self.text))) and self.text.count("{") <= _MOSTMACROS


@dataclass(frozen=True)
class Draft:
    """A rule without id and examples yet.

    `seen` says on how many pages each phrase stands, `places` names an occurrence or more of each.
    """

    rule: Rule
    seen: Mapping[str, int]
    places: Sequence[Place]


def one_or_all(phrases: Iterable[str]) -> Phrases:
    """Phrases as a person writes them: one by itself, several as a list."""
    texts = list(phrases)
    return texts[0] if len(texts) == 1 else texts


class LeftOut(NamedTuple):
    """What was considered and not made a rule: the text, on how many pages it stands, and why not."""

    text: str
    pages: int
    why: str


def least_support(pages: int) -> int:
    """The fewest pages that must show a thing: two of a handful, one in fifty of many."""
    return 2 if pages < 10 else max(3, pages // 50)


def find_repeated(pages: Sequence[Page]) -> dict[str, Repeated]:
    """The templates that enough pages show, by key, in the order of their first occurrence."""
    found: dict[str, Repeated] = {}
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for number, page in enumerate(pages):
        for index, key in enumerate(page.keys):
            if key:
                found.setdefault(key, Repeated(key)).places.append(Place(number, index))
                texts[key][page.lines[index]] += 1
    least = least_support(len(pages))
    for key, line in found.items():
        line.text = max(texts[key], key=lambda text: (texts[key][text], text))
    return {key: line for key, line in found.items() if len(line.pages) >= least}


def doubt(line: Repeated, pages: Sequence[Page], repeated: Mapping[str, Repeated]) -> str:
    """Why a repeated line may be part of articles; empty where nothing speaks for that."""
    if is_common(line, pages):
        return ""
    total = len(line.places)
    inside = sum(pages[p].side(i) == "body" for p, i in line.places) > _MOST_INSIDE * total
    if inside:
        return "stands within articles, on few pages: a refrain, a quotation or a subheading"
    is_sentence = sum(pages[p].is_prose(i) for p, i in line.places) * 2 > total
    if is_sentence and sum(_is_set_apart(pages, place, repeated) for place in line.places) * 2 < total:
        return "a sentence right beside the article: its first or last words, perhaps"
    return ""


def is_common(line: Repeated, pages: Sequence[Page]) -> bool:
    """Whether half of the pages have a line: no refrain is in so many stories."""
    return len(line.pages) >= max(3, len(pages) / 2)


def _is_set_apart(pages: Sequence[Page], place: Place, repeated: Mapping[str, Repeated]) -> bool:
    """Whether something of the publisher's stands between a line and the article."""
    page, segment = pages[place.page], place.segment
    between = (
        range(page.article.stop, segment) if segment >= page.article.stop else range(segment + 1, page.article.start)
    )
    return any(
        i in page.known
        or (page.keys[i] in repeated and (not page.is_prose(i) or is_common(repeated[page.keys[i]], pages)))
        for i in between
    )
