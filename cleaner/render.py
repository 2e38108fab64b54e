"""An article's text and its printed forms."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from cleaner.document import Document
from cleaner.markdown import to_markdown
from cleaner.model import Article, Line, Link
from cleaner.tags import joins
from cleaner.text import fold

_NEWLINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

FORMATS = ("text", "json", "jsonl", "md")


def body_text(document: Document, kept: Iterable[tuple[int, int]]) -> str:
    """The kept spans of a document, white space folded; a blank line where the text had one between them.

    Spans of one line stay on one line, parted as they were: a table's tabs are its columns.
    """
    out: list[str] = []
    previous = 0
    for start, end in kept:
        piece = document.flowed(start, end)
        if piece is None:
            piece = body_text(document, document.segments_within(start, end))
        if not piece:
            continue
        if out:
            out.append(_gap(document, previous, start))
        out.append(piece)
        previous = end
    return "".join(out)


def body_lines(
    text: str, document: Document, kept: Iterable[tuple[int, int]], lines: Sequence[Line]
) -> tuple[Line, ...]:
    """What each line of a body that is not blank is, given what those of the document's text are.

    `text` is what `body_text` made of the kept spans, so a line of it is what was kept of a line of the document.
    """
    starts = list(accumulate((len(line) + 1 for line in document.text.split("\n")), initial=0))
    spans: dict[int, list[tuple[int, int]]] = {}
    for start, end in kept:
        for index in range(bisect_right(document.ends, start), bisect_left(document.starts, end)):
            piece = max(start, document.starts[index]), min(end, document.ends[index])
            if document.squeezed(*piece):
                spans.setdefault(bisect_right(starts, piece[0]) - 1, []).append(piece)
    return tuple(
        _moved(lines[number], starts[number], pieces, document.text, line)
        for (number, pieces), line in zip(spans.items(), filter(None, text.split("\n")), strict=True)
    )


def _moved(line: Line, begin: int, pieces: Iterable[tuple[int, int]], source: str, text: str) -> Line:
    """A line with its links where they stand in the body, whose white space is another; what is gone takes its own."""
    if not line.links or source.startswith(f"{text}\n", begin):
        return line
    places: dict[int, int] = {}
    place = 0
    for start, end in pieces:
        for at in range(start, end):
            while text.startswith(("\t", " "), place):
                place += 1
            if text.startswith(source[at], place):
                places[at - begin] = place
                place += 1
    links = []
    for link in line.links:
        stay = [places[at] for at in range(link.start, link.end) if at in places]
        if stay:
            links.append(Link(stay[0], stay[-1] + 1, link.url))
    return line._replace(links=tuple(links))


def _gap(document: Document, start: int, end: int) -> str:
    """What parts two kept spans, given the stretch between them, removed text included."""
    between = document.text[start:end]
    if between in {"\n", "\n\n"}:
        return between
    if between.isspace() and (breaks := between.count("\n")):
        return "\n" if breaks == 1 else "\n\n"
    lines = _NEWLINE.split(between)
    if len(lines) > 1:
        return "\n\n" if any(not line or not fold(line) for line in lines[1:-1]) else "\n"
    if between.strip():
        return "" if joins(document.text, document.tags, start, end) else " "
    return "\t" if "\t" in between else "   " if len(between) > 2 else " "


def render(
    article: Article,
    form: str,
    others: Mapping[str, Any] | None = None,
    *,
    links: bool = False,
    tables: bool = False,
) -> str:
    """An article as text, JSON or Markdown, ending in one newline; `links` and `tables` as for `to_markdown`.

    `others` are keys of the caller's that follow those of the record; a key of the record's own is never replaced.
    """
    if form == "text":
        return article.text + "\n"
    if form == "md":
        return to_markdown(article, links=links, tables=tables)
    record = article.as_dict()
    record |= {key: value for key, value in (others or {}).items() if key not in record}
    return json.dumps(record, ensure_ascii=False, indent=1 if form == "json" else None) + "\n"
