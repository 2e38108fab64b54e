"""An article's text and its printed forms."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cleaner.document import Document
from cleaner.model import FIELDS, Article
from cleaner.text import fold

_NEWLINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# What stands before a line of a role in Markdown, and which lines of one role are not parted by a blank line.
_MARKS = {**{f"h{level}": f"{'#' * level} " for level in range(1, 7)}, "item": "- ", "quote": "> ", "cell": "| "}
_TOGETHER = frozenset({"item", "cell", "pre"})
_LOOKS_MARKED = re.compile(r"^(?=[#>+*-] )")
"""A paragraph that Markdown would take for a heading, a list or a quotation."""

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
            out.append(_gap(document.text[previous:start]))
        out.append(piece)
        previous = end
    return "".join(out)


def line_roles(document: Document, kept: Iterable[tuple[int, int]], roles: Sequence[str]) -> tuple[str, ...]:
    """The roles of the lines that `body_text` makes of the kept spans, given those of the lines of the text."""
    breaks = [place for place, character in enumerate(document.text) if character == "\n"]
    segments = {
        index: None
        for start, end in kept
        for index in range(bisect_right(document.ends, start), bisect_left(document.starts, end))
    }
    return tuple(roles[bisect_left(breaks, document.starts[index])] for index in segments)


def _gap(between: str) -> str:
    """What parts two kept spans, given all that stood between them, removed text included."""
    if between in {"\n", "\n\n"}:
        return between
    if between.isspace() and (breaks := between.count("\n")):
        return "\n" if breaks == 1 else "\n\n"
    lines = _NEWLINE.split(between)
    if len(lines) > 1:
        return "\n\n" if any(not line or not fold(line) for line in lines[1:-1]) else "\n"
    if between.strip():
        return " "
    return "\t" if "\t" in between else "   " if len(between) > 2 else " "


def render(article: Article, form: str, others: Mapping[str, Any] | None = None) -> str:
    """An article as text, JSON or Markdown, ending in one newline.

    `others` are keys of the caller's that follow those of the record; a key of the record's own is never replaced.
    """
    if form == "text":
        return article.text + "\n"
    if form == "md":
        return _markdown(article)
    record = article.as_dict()
    record |= {key: value for key, value in (others or {}).items() if key not in record}
    return json.dumps(record, ensure_ascii=False, indent=1 if form == "json" else None) + "\n"


def _markdown(article: Article) -> str:
    """YAML front matter with the fields that are known, then the body, a blank line between paragraphs."""
    record = article.as_dict()
    front = {name: record[name] for name in record if name in FIELDS and record[name] not in (None, [])}
    front |= {name: record[name] for name in ("publisher", "status") if record[name]}
    lines = [f"{name}: {_yaml(value)}" for name, value in front.items()]
    body = _marked_up(article.text.split("\n"), article.roles) if article.roles else _paragraphs(article.text)
    return "\n".join(["---", *lines, "---", "", body, ""])


def _paragraphs(text: str) -> str:
    return "\n\n".join(line for line in text.splitlines() if line.strip())


def _marked_up(lines: Sequence[str], roles: Sequence[str]) -> str:
    """Lines with the marks of their roles; those of a list, a table or a preformatted text stay together."""
    out: list[str] = []
    previous = ""
    for line, role in zip(lines, roles, strict=True):
        if out:
            out.append("\n" if role == previous and role in _TOGETHER else "\n\n")
        out.append(_MARKS.get(role, "") + _LOOKS_MARKED.sub(r"\\", line))
        previous = role
    return "".join(out)


def _yaml(value: Any) -> str:
    """A JSON value is a YAML value."""
    return json.dumps(value, ensure_ascii=False)
