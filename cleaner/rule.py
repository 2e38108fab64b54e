"""What a rule file can say. These definitions validate it and make its JSON Schema.

Plain dataclasses, so that reading a cached rule base imports nothing heavy; `cleaner.rulefiles.rulebase`
fills them from YAML and `docs/rules.md` explains them to authors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal[
    "share", "print", "counter", "caption", "related", "read-also", "most-read", "copyright", "newsletter",
    "follow", "app-promo", "disclaimer", "source", "publisher", "section", "breadcrumb", "navigation", "title",
    "deck", "byline", "dateline", "date", "tags", "comments", "ad", "cookie", "paywall", "embed", "contact",
    "end-mark", "title-echo", "markup", "other",
]  # fmt: skip
KINDS: frozenset[str] = frozenset(get_args(Kind))
Zone = Literal["any", "head", "body", "tail"]
Phrases = str | list[str]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a segment must look like; words are runs of letters and digits."""

    min_words: int = 0
    max_words: int | None = None
    min_chars: int = 0
    max_chars: int | None = None
    ends_sentence: bool | None = None
    """Whether it closes like a sentence: full stop, question or exclamation mark."""
    full_stop: bool | None = None
    """Whether it closes with a full stop; headlines may close with a question mark, never so."""


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """One of five ways to hold on to text. Templates may hold macros such as `{date}`."""

    line: Phrases = field(default_factory=list)
    """The whole segment; punctuation around it is ignored."""
    starts: Phrases = field(default_factory=list)
    """The beginning of a segment, up to a word's end."""
    ends: Phrases = field(default_factory=list)
    """The end of a segment, from a word's start."""
    contains: Phrases = field(default_factory=list)
    """Whole words anywhere in a segment."""
    regex: Phrases = field(default_factory=list)
    """A regular expression over the folded segment; its named groups are values."""


FORMS = ("line", "starts", "ends", "contains", "regex")


@dataclass(frozen=True, kw_only=True)
class Neighbour(Phrase):
    """What the segment before or after must be: a phrase, a shape, the edge of the text, or not there."""

    shape: Shape | None = None
    edge: bool = False
    """True: there is no such segment, the text begins or ends here."""


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Image counters: whole segments `n/N` with one N and n ascending by one."""

    min: int = 2
    """How many in a row it takes."""


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Whole segments from one line on: up to another line, or to the end of the text."""

    from_: Phrases
    """The first segment that goes."""
    to: Phrases = field(default_factory=list)
    """The segment before which the cut ends; without it, the end of the text."""
    max: int = 40
    """At most this many segments; a longer cut is not made."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Consecutive segments that look like headlines."""

    after: Phrases = field(default_factory=list)
    """The header above them, which goes too."""
    before: Phrases = field(default_factory=list)
    """The footer below them, which goes too. Without header and footer the run must reach the end of
    the text (with `where: head` its begin)."""
    min: int = 3
    max: int = 60
    shape: Shape = Shape(min_words=3, max_words=15, full_stop=False)


@dataclass(frozen=True, kw_only=True)
class Valid:
    """The days on which a publisher printed this, inclusive; a text without a date passes."""

    from_: str | None = None
    until: str | None = None

    def holds_on(self, day: str) -> bool:
        """Whether a day (YYYY-MM-DD) lies within."""
        return (self.from_ or day) <= day <= (self.until or day)


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Segments the rule must remove (or match, for `protect` and `remove: false`) and must leave alone.

    A text of several segments, parted by newlines, is one example.
    """

    title: str = ""
    """The article's title, for rules that ask for it."""
    remove: list[str] = field(default_factory=list)
    keep: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Evidence(Phrase):
    """A sign of the publisher in a text without URL. Two points name it."""

    where: Zone = "any"
    previous: Neighbour | None = None
    next: Neighbour | None = None
    shape: Shape | None = None
    weight: int = 2


@dataclass(frozen=True, kw_only=True)
class Rule(Phrase):
    """One rule: exactly one of line, starts, ends, contains, regex, counter, cut, run; the rest limits it."""

    id: str
    kind: Kind
    counter: Counter | None = None
    cut: Cut | None = None
    run: Run | None = None
    edits: int = 0
    """For `line`: how many characters may differ (insertions, deletions, substitutions), at most 3."""
    where: Zone = "any"
    previous: Neighbour | None = None
    next: Neighbour | None = None
    shape: Shape | None = None
    valid: Valid | None = None
    protect: bool = False
    """Never remove what this matches, whatever other rules say."""
    remove: bool = True
    """False: only read metadata."""
    fold: bool = True
    """False: letter case, accents, quotes and the like must be as written."""
    set: dict[str, str] = field(default_factory=dict)
    """Metadata fields and what to put there: `{date}`, `{name}`, a named group, or plain words."""
    why: str = ""
    waive: dict[str, str] = field(default_factory=dict)
    """Codes of `cleaner rules lint` that shall not be told of this rule, each with the reason."""
    examples: Examples = Examples()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where a page keeps its article. All but `valid` are selectors, CSS or XPath; of several the first that finds."""

    when: Phrases = field(default_factory=list)
    """Marks of the layout: a page without any of them is not its."""
    valid: Valid | None = None
    body: Phrases = field(default_factory=list)
    remove: Phrases = field(default_factory=list)
    """What is no text of the article; all of these go."""
    title: Phrases = field(default_factory=list)
    author: Phrases = field(default_factory=list)
    date: Phrases = field(default_factory=list)
    description: Phrases = field(default_factory=list)


class Layouts(NamedTuple):
    """Where a page may keep its article, the likeliest first: as its publisher says, and as families of sites do."""

    own: Sequence[Layout] = ()
    families: Sequence[Layout] = ()


SELECTORS = ("when", "body", "remove", "title", "author", "date", "description")


@dataclass(frozen=True, kw_only=True)
class RuleFile:
    """A publisher, a family of sites made with one system, or a pack of rules that many publishers share."""

    id: str
    name: str
    language: str | None = None
    timezone: str | None = None
    """For dates printed without an offset: an IANA name such as Africa/Cairo."""
    domains: list[str] = field(default_factory=list)
    extends: list[str] = field(default_factory=list)
    """Packs or publishers whose rules come first; a rule of the same id here replaces theirs."""
    disable: list[str] = field(default_factory=list)
    """Full ids of pack rules that must not run on this publisher's texts."""
    classifier: bool = False
    """Whether the classifier judges what no rule knows: a publisher's rules are taken to be complete unless said."""
    recognise: list[Evidence] = field(default_factory=list)
    waive: dict[str, str] = field(default_factory=dict)
    """Codes of `cleaner rules lint` that shall not be told of the file's head, each with the reason."""
    html: Layout | list[Layout] = field(default_factory=list)
    """Where its pages keep the article; of several layouts the first that is the page's."""
    rules: list[Rule] = field(default_factory=list)

    @property
    def layouts(self) -> list[Layout]:
        """`html`, as a list."""
        return self.html if isinstance(self.html, list) else [self.html]

    def over(self, lower: RuleFile) -> RuleFile:
        """The file that this one and a file of its id in an earlier folder make together, by `extends: [its own id]`.

        Lists are joined, a rule takes the place of the one of its id, and of other keys the one here counts.
        """

        def joined(name: str) -> Any:
            below, above = getattr(lower, name), getattr(self, name)
            if name == "html":
                return [*self.layouts, *lower.layouts]
            if name == "rules":
                return list(({rule.id: rule for rule in below} | {rule.id: rule for rule in above}).values())
            if isinstance(above, list):
                return [item for item in (*below, *(new for new in above if new not in below)) if item != self.id]
            return below if above is None else above

        return RuleFile(**{item.name: joined(item.name) for item in fields(RuleFile)})


def listed(phrases: Phrases) -> list[str]:
    """A field that may be one string or several, as a list."""
    return [phrases] if isinstance(phrases, str) else phrases
