"""An explanation as a web page: the raw text with all that goes, beside what is left; and an index of many.

A view of `cleaner.show.explain`, for a browser without scripts: the rule behind a piece shows where the
mouse, the keyboard or a finger stands on it. Each segment has a direction of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from cleaner.model import FIELDS, LeftOut, removed_length
from cleaner.pipeline import Trace
from cleaner.rule import KINDS
from cleaner.show.explain import Part, Row, explain, ruling, with_left_out
from cleaner.show.markup import Markup, element, page
from cleaner.workbench.issues import counted

_VERDICTS = {
    "removed": "removed as",
    "protected": "kept: protected by a rule for",
    "spared": "kept, although a rule would remove it as",
    "read": "kept, and read for",
}
_ENOUGH = 5000
"""So many characters tell the direction of a text."""

# The golden angle keeps the hues of the first dozen well apart: these are the kinds that most articles have.
_COMMON = ("title", "date", "share", "related", "caption", "counter", "copyright", "read-also", "section", "source")
_HUES = {kind: str(round(n * 137.5) % 360) for n, kind in enumerate((*_COMMON, *sorted(KINDS - {*_COMMON})))}


@dataclass(frozen=True)
class Entry:
    """A line of the index: what is known of one article, and the address of its page."""

    name: str
    address: str
    publisher: str
    status: str
    title: str
    pieces: int
    share: float


def entry_of(trace: Trace, name: str, address: str) -> Entry:
    """Sum an article up for the index."""
    article = trace.article
    share = removed_length(article.removed) / max(len(trace.document.text), 1)
    title = article.metadata.title or ""
    return Entry(name, address, article.publisher or "", article.status, title, len(article.removed), share)


def article_page(trace: Trace, name: str) -> str:
    """Make the page of one article, called `name` where it has no title."""
    rows = explain(trace)
    entry = entry_of(trace, name, "")
    return page(
        entry.title or name,
        element("header", None, element("h1", {"dir": "auto"}, entry.title or name), _facts(trace, entry)),
        element(
            "main",
            {"class": "sides"},
            element(
                "section",
                {"class": "panel"},
                element("h2", None, "Raw text"),
                _legend(rows),
                element("div", {"dir": _direction(trace.document.text)}, _rows(trace, rows)),
            ),
            element("div", None, _metadata(trace), _clean(trace)),
        ),
    )


def _facts(trace: Trace, entry: Entry) -> Markup:
    decision, article = trace.decision, trace.article
    facts = [
        ("", entry.name),
        ("publisher", decision.publisher or "unknown"),
        ("status", entry.status),
        ("method", article.method),
        ("removed", f"{counted(entry.pieces, 'piece')}, {entry.share:.0%} of the text"),
    ]
    told = [element("span", None, f"{label} ", element("b", None, element("bdi", None, fact))) for label, fact in facts]
    notes = [element("p", {"class": "faint"}, _note(note)) for note in (*decision.reasons, *article.warnings)]
    return element("div", None, element("p", {"class": "facts"}, told), notes)


def _note(note: str) -> Iterator[str]:
    """A reason or a warning, what it quotes apart from what is added in brackets."""
    text, bracket, rest = note.rpartition(" (")
    yield element("bdi", None, text or rest)
    yield f"{bracket}{rest}" if text else ""


def _direction(text: str) -> str:
    """The direction that most letters of a text run in; segments without letters follow it."""
    kinds = Counter(map(bidirectional, text[:_ENOUGH]))
    return "rtl" if kinds["R"] + kinds["AL"] > kinds["L"] else "ltr"


def _rows(trace: Trace, rows: Iterable[Row]) -> Iterator[Markup]:
    """One row a segment, with some air where the text had a blank line; and what of a page is not in its text."""
    line = 0
    for row in with_left_out(rows, trace.left_out):
        if isinstance(row, LeftOut):
            yield _left_out(row)
            continue
        parts = [part for part in row.parts if part.verdict != "kept"]
        kinds = dict.fromkeys((part.kind, part.verdict == "removed") for part in parts)
        yield element(
            "div",
            {"class": "row gap" if row.line > line + 1 > 1 else "row"},
            element("span", {"class": "number"}, str(row.line) if row.line > line else ""),
            element(
                "p",
                {"class": "segment", "dir": _own_direction(trace, row)},
                (_piece(trace, part, ruling(row, part)) for part in row.parts),
            ),
            element("span", {"class": "kinds"}, (kind_chip(kind, gone=gone) for kind, gone in kinds)),
        )
        line = row.line


def _left_out(block: LeftOut) -> Markup:
    told = f"left out: not of the article with a probability of {block.noise:.2f}"
    return element(
        "div",
        {"class": "row"},
        element("span", {"class": "number"}),
        element("p", {"class": "segment left", "dir": "auto", "title": told}, block.text),
        element("span", {"class": "kinds faint"}, "left out"),
    )


def _own_direction(trace: Trace, row: Row) -> str | None:
    text = trace.document.text[row.parts[0].start : row.parts[-1].end]
    return "auto" if any(map(str.isalpha, text)) else None


def _piece(trace: Trace, part: Part, rule: str) -> str:
    """A piece of a segment, marked with the rule behind it unless it is simply kept."""
    text = trace.document.text[part.start : part.end]
    if part.verdict == "kept" or not text.strip():
        return text
    tip = f"t{part.start}"
    # A tip with a direction of its own has no say in that of the segment.
    told = element(
        "span",
        {"class": "tip", "id": tip, "role": "tooltip", "dir": "ltr"},
        f"{_VERDICTS[part.verdict]} ", element("b", None, part.kind), element("br"), element("code", None, rule),
    )  # fmt: skip
    looks = "removed" if part.verdict == "removed" else "kept"
    return element(
        "mark", {"class": looks, "style": _hue(part.kind), "tabindex": "0", "aria-describedby": tip}, text, told
    )


def kind_chip(kind: str, label: str = "", *, gone: bool = True) -> Markup:
    """A kind's name, or another label, in the kind's colour; outlined where nothing goes."""
    return element("span", {"class": "kind" if gone else "kind kept", "style": _hue(kind)}, label or kind)


def _hue(kind: str) -> str:
    grey = ";--mark-s:12%;--edge-s:8%" if kind == "other" else ""
    return f"--hue:{_HUES.get(kind, '0')}{grey}"


def _legend(rows: Sequence[Row]) -> Markup:
    counts = Counter(part.kind for row in rows for part in row.parts if part.verdict == "removed")
    chips = [element("li", None, kind_chip(kind, f"{kind} {number}")) for kind, number in counts.most_common()]
    return element("ul", {"class": "legend"}, chips)


def _metadata(trace: Trace) -> Markup:
    record = trace.article.as_dict()
    told = {name: value for name, value in record.items() if name in FIELDS and value not in (None, [])}
    entries = [one for name, value in told.items() for one in _field(name, value, trace.origins.get(name, ""))]
    return element("section", {"class": "panel"}, element("h2", None, "Metadata"), element("dl", None, entries))


def _field(name: str, value: object, origin: str) -> Iterator[Markup]:
    """A field with where it was found: a rule, or a mark of the page."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    yield element("dt", None, name)
    yield element("dd", None, element("p", {"dir": "auto"}, text), element("code", {"class": "faint"}, origin))


def _clean(trace: Trace) -> Markup:
    lines = filter(None, trace.article.text.split("\n"))
    paragraphs = (element("p", {"dir": "auto"}, line) for line in lines)
    return element("section", {"class": "panel clean"}, element("h2", None, "Clean text"), paragraphs)


def index_page(entries: Sequence[Entry]) -> str:
    """Make the page that leads to those of many articles, with counts."""
    heading = f"{counted(len(entries), 'article')}, cleaned and explained"
    publishers = Counter(entry.publisher or "unknown" for entry in entries)
    statuses = Counter(entry.status for entry in entries)
    facts = [*statuses.most_common(), *publishers.most_common()]
    told = (element("span", None, f"{name} ", element("b", None, str(number))) for name, number in facts)
    return page(
        heading,
        element("header", None, element("h1", None, heading), element("p", {"class": "facts"}, told)),
        element("main", None, element("div", {"class": "panel scroll"}, _table(entries))),
    )


def _table(entries: Iterable[Entry]) -> Markup:
    columns = ("article", "title", "publisher", "status", "pieces", "removed")
    heads = (element("th", {"class": "number" if name in ("pieces", "removed") else None}, name) for name in columns)
    rows = (
        element(
            "tr",
            None,
            element("td", {"class": "text"}, element("a", {"href": entry.address}, element("bdi", None, entry.name))),
            element("td", {"class": "text", "dir": "auto"}, entry.title),
            element("td", None, entry.publisher),
            element("td", None, entry.status),
            element("td", {"class": "number"}, str(entry.pieces)),
            element(
                "td", {"class": "number"}, _bar(entry.share), element("span", {"class": "share"}, f"{entry.share:.0%}")
            ),
        )
        for entry in entries
    )
    return element("table", None, element("thead", None, element("tr", None, heads)), element("tbody", None, rows))


def _bar(share: float) -> Markup:
    return element("span", {"class": "bar"}, element("i", {"style": f"width:{share:.0%}"}))
