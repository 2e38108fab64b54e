"""A document with what is known about it so far, and the tests that rules make on its segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleaner.dates.parse import parse_date
from cleaner.document import Document
from cleaner.matching.pattern import Pattern
from cleaner.rule import Shape, Zone
from cleaner.text import fold, is_ignored, pack
from cleaner.words import count_words, is_unspaced

if TYPE_CHECKING:
    import regex

_EDGE = " .…\"'|-:!?»«"
_SHORTEST_STUB = 5


_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")


def zeroed(packed: bytes) -> bytes:
    """Packed text with every digit a 0, so that so many in a row are found as text."""
    return packed.translate(_TO_ZERO)


@dataclass(slots=True)
class Scene:
    """What rules may ask about: the document, its title and captions, its language and time zone.

    `title` is folded text without marks at its ends, `title_segment` the segment it stands in
    (-1 where it came from elsewhere): see `set_title`. `slow` collects the sources of expressions that ran out of time.
    """

    document: Document
    language: str | None = None
    timezone: str | None = None
    title: str = field(default="", init=False)
    title_segment: int = field(default=-1, init=False)
    _dates: dict[str, str | None] = field(default_factory=dict, init=False)
    _title_key: bytes = field(default=b"", init=False)
    captions: frozenset[str] = field(default=frozenset(), init=False)
    slow: set[str] = field(default_factory=set)

    def zone(self, zone: Zone) -> range:
        """The segments of a zone; in a short text head and tail overlap."""
        document = self.document
        if zone == "head":
            return range(document.head)
        if zone == "tail":
            return range(document.tail, len(document))
        return document.body if zone == "body" else range(len(document))

    def find(self, pattern: Pattern, index: int) -> Found | None:
        """Where a pattern holds in a segment, with what its groups took; None where it does not."""
        document = self.document
        start, end, key = document.starts[index], document.ends[index], document.keys[index]
        if pattern.limit is not None and len(key) > pattern.limit:
            return None
        if pattern.digits and b"0" * pattern.digits not in zeroed(key):
            return None
        if pattern.signs and not document.may_hold(pattern.signs, start, end):
            return None
        text = document.folded(index) if pattern.folded else document.segment(index)
        if pattern.literal and text == pattern.literal:
            return Found(start, end, {})
        try:
            match = pattern.search(text)
        except TimeoutError:
            self.slow.add(pattern.source)
            return None
        return self._found(pattern, index, match) if match and match.end() > match.start() else None

    def _found(self, pattern: Pattern, index: int, match: regex.Match[str]) -> Found | None:
        """A match as a place in the document, if its macros took what their names say."""
        spans = {"": match.span()}
        spans |= {name: match.span(name) for name, value in match.groupdict().items() if value}
        places = self._places(pattern, index, spans)
        start, end = places.pop("")
        values = {name: self.document.printed(a, b) for name, (a, b) in places.items()}
        for name, value in values.items():
            if not self._is_true(name, match[name] if pattern.folded else fold(value), value):
                return None
        return Found(start, end, values)

    def _places(self, pattern: Pattern, index: int, spans: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        """Spans in the segment's folded text as spans of the document."""
        base, size = self.document.starts[index], self.document.length(index)
        if pattern.whole and len(spans) == 1:
            return {"": (base, base + size)}
        if not pattern.folded:
            return {name: (base + a, base + b) for name, (a, b) in spans.items()}
        raw = self.document.segment(index)
        offsets = self.document.offsets(index)
        places = {name: _unfold(raw, offsets, a, b) for name, (a, b) in spans.items() if name or not pattern.whole}
        places.setdefault("", (0, size))
        return {name: (base + a, base + b) for name, (a, b) in places.items()}

    def read_date(self, printed: str) -> str | None:
        """A printed date as ISO 8601, in the publisher's time zone; None where it is none."""
        printed = " ".join(printed.split())
        if printed not in self._dates:
            self._dates[printed] = parse_date(printed, language=self.language, timezone=self.timezone)
        return self._dates[printed]

    def _is_true(self, macro: str, folded: str, value: str) -> bool:
        """Whether what a macro took, folded and as printed, is what its name says."""
        if macro == "date":
            return self.read_date(value) is not None
        if macro == "title":
            return self.is_title(folded)
        if macro == "caption":
            return folded.strip(_EDGE) in self.captions
        if macro == "name":
            return max(len(value.split()), count_words(folded) if is_unspaced(folded[:1]) else 0) <= 7
        return True

    def set_title(self, title: str, segment: int = -1) -> None:
        """Tell the title (folded text) and the segment it stands in."""
        self._title_key = self.document.keys[segment] if segment >= 0 else pack(title)
        self.title, self.title_segment = title.strip(_EDGE) if self._title_key else "", segment

    def set_captions(self, captions: Iterable[str]) -> None:
        """Tell the captions that rules found."""
        self.captions = frozenset(fold(caption).strip(_EDGE) for caption in captions)

    def is_title(self, folded: str) -> bool:
        """Whether a folded text is the title, or its first words: image names are often cut at a quote mark."""
        title, words = self.title, folded.strip(_EDGE)
        if not title or not words:
            return False
        if words == title:
            return True
        enough = len(words) >= _SHORTEST_STUB and " " in words
        return enough and title.startswith(words) and not title[len(words) : len(words) + 1].isalnum()

    def echoes(self) -> list[int]:
        """Segments that may be the title, its first words, or a caption."""
        title = self._title_key
        echoes = {title[:length] for length in range(1, len(title) + 1)}.union(map(pack, self.captions)) - {b""}
        return [index for index, key in enumerate(self.document.keys) if key in echoes]

    def echo_parts(self, reach: int) -> list[int]:
        """Segments that may hold the title, its first words, or a caption, and `reach` packed characters more."""
        out: list[int] = []
        for text in (self.title, *self.captions):
            # The shortest stub is the first word and something of the second: see `is_title`.
            start = pack(text[: max(_SHORTEST_STUB, text.find(" ") + 2)]) or pack(text)[:1]
            longest = reach + len(text)
            if start:
                out += [i for i, key in enumerate(self.document.keys) if len(key) <= longest and start in key]
        return out

    def fits(self, shape: Shape, index: int) -> bool:
        """Whether a segment has a shape."""
        document = self.document
        if not shape.min_chars <= document.length(index) <= (shape.max_chars or 1 << 40):
            return False
        if shape.ends_sentence is not None and document.ends_sentence(index) != shape.ends_sentence:
            return False
        if shape.full_stop is not None and document.ends_with_stop(index) != shape.full_stop:
            return False
        if shape.min_words or shape.max_words is not None:
            words = count_words(document.folded(index))
            return shape.min_words <= words <= (1 << 40 if shape.max_words is None else shape.max_words)
        return True


class Found(NamedTuple):
    """Where a pattern holds (code points of the document) and the raw text its groups took."""

    start: int
    end: int
    values: Mapping[str, str]


def _unfold(raw: str, offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """A span of folded text as a span of the raw text; marks that fold away stay with their letter."""
    first, last = offsets[start], offsets[end - 1] + 1
    while last < len(raw) and is_ignored(raw[last]):
        last += 1
    return first, last
