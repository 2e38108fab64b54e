"""One text as learning sees it: lines as templates, and where among them the article stands.

The article is the stretch of lines with the most prose that no other text has (maximum subsequence
segmentation: Pasternack and Roth, WWW 2009).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from cleaner.document import Document
from cleaner.learn.template import template
from cleaner.matching.scene import Scene
from cleaner.model import Match, Metadata
from cleaner.pipeline import Trace
from cleaner.text import fold
from cleaner.title import find_title

Side = Literal["head", "body", "tail"]
"""Above the article, within it, below it."""


# Points of a line: its length if it is prose of its own, else these. One repeated line between two
# paragraphs does not part them, a list of ten headlines does, and so does what stands around each
# of fifty comments.
_REPEATED = -40
_MOST_COUNTED = 25
_HEADLINE = -20
_OFTEN_ON_PAGE = 4

UNTOLD = 0.5
"""How probably a line is noise where the classifier was not asked."""

_WRAPPED_LINE = 50
_MOST_UNWRAPPED = 0.3

_FINGERPRINT = 12
_SAME_STORY = 0.8


@dataclass
class Page:
    """A text with its lines as templates, and what the packs know of it.

    `lines[i]` is the template of segment i as printed, `keys[i]` the same folded; both are empty for the title
    and where there is nothing to hold on to. `known` are the kinds of segments that a rule of a pack removes whole.
    `noise` is how probably each is noise by the classifier. `article` is the range of segments that `find_articles`
    found.
    """

    scene: Scene
    known: dict[int, str]
    lines: list[str]
    keys: list[str]
    noise: Sequence[float]
    article: range = field(default=range(0))

    @property
    def document(self) -> Document:
        """The segments."""
        return self.scene.document

    def side(self, index: int) -> Side:
        """Where a segment stands, as seen from the article."""
        return "head" if index < self.article.start else "body" if index < self.article.stop else "tail"

    def own_lines(self) -> list[int]:
        """The article's segments that do not stand outside of it, too."""
        outside = {key for index, key in enumerate(self.keys) if index not in self.article}
        return [index for index in self.article if self.keys[index] not in outside]

    def is_prose(self, index: int) -> bool:
        """Whether a segment reads like a sentence of an article, or like a line of a wrapped one."""
        document = self.document
        if document.is_paragraph(index) or (self.is_wrapped and document.length(index) >= _WRAPPED_LINE):
            return True
        return document.ends_sentence(index) and " " in self.keys[index]

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether sentences run over line ends: hardly a paragraph, and most of the text in lines of some length."""
        document = self.document
        lengths = [document.length(index) for index in range(len(document))]
        in_paragraphs = sum(length for index, length in enumerate(lengths) if document.is_paragraph(index))
        in_lines = sum(length for length in lengths if length >= _WRAPPED_LINE)
        return in_paragraphs < _MOST_UNWRAPPED * in_lines and 2 * in_lines > sum(lengths)


def read_pages(traces: Iterable[Trace], packs: frozenset[str]) -> list[Page]:
    """Pages, from what the packs made of texts; a line that half of the texts have is no title."""
    kept = [
        _Reading(trace.document, _by_packs(trace.matches, packs), trace.article.metadata, trace.noise)
        for trace in traces
    ]
    counts = Counter(key for reading in kept for key in set(map(fold, reading.lines())))
    common = {key for key, count in counts.items() if count >= max(3, len(kept) / 2)}
    return [reading.page(common) for reading in kept]


def _by_packs(matches: Sequence[Match], packs: frozenset[str]) -> list[Match]:
    """What packs' rules remove whole."""
    return [m for m in matches if m.whole and m.action == "remove" and m.rule.partition(".")[0] in packs]


@dataclass(frozen=True)
class _Reading:
    """What is kept of a trace."""

    document: Document
    matches: list[Match]
    metadata: Metadata
    noise: Sequence[float]

    def lines(self) -> list[str]:
        return [" ".join(self.document.segment(index).split()) for index in range(len(self.document))]

    def page(self, common: set[str]) -> Page:
        """The page, its title the first headline that is not common."""
        lines, document = self.lines(), self.document
        claims = [
            Match(0, 0, "other", "", 0, "remove", {}, index, True)
            for index, line in enumerate(lines)
            if fold(line) in common
        ]
        index = find_title(document, [*self.matches, *claims])
        told = self.metadata.title if fold(self.metadata.title or "") not in common else None
        title = lines[index] if index is not None else " ".join((told or "").split())
        scene = Scene(document, self.metadata.language)
        scene.set_title(fold(title), -1 if index is None else index)
        templates = [
            "" if number == index else template(line, document.is_paragraph(number), title, scene.language)
            for number, line in enumerate(lines)
        ]
        known = {match.segment: match.kind for match in self.matches if match.segment != index}
        noise = self.noise or [UNTOLD] * len(document)
        return Page(scene, known, templates, [fold(line) for line in templates], noise)


def count_pages(pages: Iterable[Page]) -> Counter[str]:
    """On how many pages each template stands."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update(set(page.keys) - {""})
    return counts


def find_articles(pages: Sequence[Page]) -> None:
    """Set the article of every page: the stretch with the most prose that no other page has."""
    counts = count_pages(pages)
    for page in pages:
        here = Counter(page.keys)
        page.article = _best([_points(page, index, counts, here, len(pages) // 2) for index in range(len(page.keys))])


def _points(page: Page, index: int, counts: Counter[str], here: Counter[str], few: int) -> float:
    """What a line counts for being the article's: by the other pages, and by the classifier, for its length.

    What the classifier takes for body does not outweigh repetition: a legal notice reads like an article.
    """
    if index == page.scene.title_segment:
        return 0
    key, length = page.keys[index], page.document.length(index)
    opinion = length * (UNTOLD - page.noise[index])
    if page.is_prose(index) and 1 < counts[key] <= few and here[key] == 1:
        return opinion
    if index in page.known or counts[key] > 1 or here[key] >= _OFTEN_ON_PAGE:
        return _REPEATED * min(max(here[key], 1), _MOST_COUNTED) + min(opinion, 0)
    if page.is_prose(index):
        return length + opinion
    return (length // 2 if page.document.is_long(index) else _HEADLINE) + opinion


def _best(points: Sequence[float]) -> range:
    """The stretch with the greatest sum (Kadane)."""
    best, total, start, found = 0.0, 0.0, 0, range(0)
    for index, value in enumerate(points):
        if total <= 0:
            total, start = 0, index
        total += value
        if total > best:
            best, found = total, range(start, index + 1)
    return found


def drop_copies(pages: Sequence[Page]) -> list[Page]:
    """The pages without those that tell a story again: a story stored twice is one witness.

    Two pages are copies when their first sentences of prose are the same, and most of those that follow. What stands
    on more than half of the pages is the publisher's and does not count.
    """
    counts = count_pages(pages)
    kept: list[Page] = []
    prints: dict[str, list[set[str]]] = {}
    for page in pages:
        every = [key for index, key in enumerate(page.keys) if page.is_prose(index)]
        prose = [key for key in every if 2 * counts[key] <= len(pages)] or every
        mine = set(prose[:_FINGERPRINT])
        others = prints.setdefault(prose[0], []) if prose else []
        if not any(len(mine & other) >= _SAME_STORY * min(len(mine), len(other)) for other in others):
            others.append(mine)
            kept.append(page)
    return kept
