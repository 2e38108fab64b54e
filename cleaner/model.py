"""The values that flow through: a document of segments, matches on it, the article that remains.

Positions are code points of the decoded input, half open. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple

Status = Literal["ok", "unchanged", "rolled_back", "empty", "error"]
Action = Literal["remove", "protect", "read"]
Method = Literal["rules", "generic", "trafilatura", "dom"]
Span = tuple[int, int]
"""Where something begins and ends (exclusive), in code points."""


class Match(NamedTuple):
    """A rule that holds on a piece of the text. Matching decides nothing: see `cleaner.apply`."""

    start: int
    end: int
    kind: str
    rule: str
    """The rule's full id: `publisher.rule` or `pack.rule`."""
    rank: int
    """Who wins where two overlap: packs 0, families 1, the publisher's own file 2."""
    action: Action
    """`read` takes metadata and removes nothing."""
    values: Mapping[str, str]
    """Metadata fields and the text found for them, as printed."""
    segment: int
    whole: bool
    """Whether the match covers its whole segment."""


def removed_whole(matches: Iterable[Match]) -> set[int]:
    """The segments of which some match removes all."""
    return {match.segment for match in matches if match.whole and match.action == "remove"}


class Removal(NamedTuple):
    """A receipt: this piece of the input is not in the body, and why."""

    start: int
    end: int
    kind: str
    rule: str


def removed_length(removals: Iterable[Removal]) -> int:
    """How many code points some receipts are for."""
    return sum(removal.end - removal.start for removal in removals)


class Statement(NamedTuple):
    """What a page says of itself in one place: a field, its value as printed, and the mark that says it."""

    field: str
    """A metadata field, or what helps to find one, such as `heading` or `breadcrumb`."""
    value: str
    origin: str
    """`json-ld`, `opengraph`, `meta`, `time`, `microdata`, `link`, `page title` and the like."""


class Link(NamedTuple):
    """A link within a line: the code points of the line that it covers, and its address as the page has it."""

    start: int
    end: int
    url: str


class Cell(NamedTuple):
    """A place in a page's table: which of its tables, which row and which column."""

    table: int
    row: int
    column: int


class Line(NamedTuple):
    """What a line of a page's text is.

    `role` is "p", "h1" to "h6", "item", "quote", "pre", "cell" or "caption"; `cell` the place in a table of data.
    """

    role: str
    links: tuple[Link, ...] = ()
    cell: Cell | None = None


class LeftOut(NamedTuple):
    """A block of a page that is no part of its text: the number of the line that follows it there (from 0)."""

    line: int
    text: str
    noise: float
    """How probably it is not of the article."""


class Decision(NamedTuple):
    """Which publisher a text comes from: the rule file's id or None, with the reasons."""

    publisher: str | None
    score: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Metadata:
    """What the text says about itself; a field it does not give is None or empty, never invented."""

    title: str | None = None
    author: str | None = None
    url: str | None = None
    hostname: str | None = None
    description: str | None = None
    sitename: str | None = None
    date: str | None = None
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    language: str | None = None
    license: str | None = None
    image: str | None = None
    source: str | None = None
    dateline: str | None = None
    captions: list[str] = field(default_factory=list)
    image_count: int | None = None


@dataclass(slots=True)
class Facts:
    """Metadata, and where each of its fields is from: a rule's full id, or the mark of a page that says it."""

    metadata: Metadata = field(default_factory=Metadata)
    origins: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: Any, origin: str) -> None:
        """Set a field that is missing; an empty value sets nothing."""
        if value and not getattr(self.metadata, name):
            setattr(self.metadata, name, value)
            self.origins[name] = origin

    def fill(self, metadata: Metadata, origins: Mapping[str, str]) -> None:
        """Take the fields that are missing here."""
        for item in fields(metadata):
            self.put(item.name, getattr(metadata, item.name), origins.get(item.name, ""))


LIST_FIELDS = frozenset({"categories", "tags", "captions"})
FIELDS = frozenset(item.name for item in fields(Metadata))

# The order of the record: trafilatura's names first, where it has them.
_RECORD = (
    *("id", "url", "hostname", "sitename", "title", "author", "date", "description", "categories", "tags", "language"),
    *("license", "image", "text", "publisher", "source", "dateline", "captions", "image_count", "method", "status"),
    *("warnings", "removed", "ruleset"),
)


@dataclass(slots=True)
class Article:
    """The result for one input.

    `text` is the body: segments parted by newlines, by a blank line where the input had one.
    `removed` are the receipts, in order and apart: the input without them is the body.
    `publisher` is the id of the rule file that applied, `ruleset` the hash of all rules in use.
    """

    id: str | None
    text: str
    metadata: Metadata
    publisher: str | None
    method: Method
    status: Status
    warnings: list[str]
    removed: list[Removal]
    ruleset: str
    lines: tuple[Line, ...] = ()
    """Of a page, what each line of `text` is that is not blank: its role, its links, its place in a table."""
    base: str | None = None
    """Of a page, the address that the relative ones of its links begin at, if known."""

    def as_dict(self) -> dict[str, Any]:
        """The record as plain JSON types, with the keys that README.md lists, always all of them."""
        flat = {name: getattr(self.metadata, name) for name in FIELDS}
        flat |= {
            "id": self.id,
            "text": self.text,
            "publisher": self.publisher,
            "method": self.method,
            "status": self.status,
            "warnings": self.warnings,
            "removed": [removal._asdict() for removal in self.removed],
            "ruleset": self.ruleset,
        }
        return {name: flat[name] for name in _RECORD}
