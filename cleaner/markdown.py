"""An article as Markdown: front matter with its metadata, and the body with the structure that its page had.

CommonMark (https://spec.commonmark.org/0.31.2/), tables as GitHub has them (https://github.github.com/gfm/#tables-extension-).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

from cleaner.model import FIELDS, Article, Cell, Line, Link
from cleaner.page.values import absolute_url

# What stands before a line of a role, and which lines of one role are not parted by a blank line.
_MARKS = {**{f"h{level}": f"{'#' * level} " for level in range(1, 7)}, "item": "- ", "quote": "> ", "cell": "| "}
_TOGETHER = frozenset({"item", "cell", "pre"})
_TABLE = "table"
_LOOKS_MARKED = re.compile(r"^(?=[#>+*-] )")
"""A paragraph that Markdown would take for a heading, a list or a quotation."""
_LINE_END = re.compile(r"[\t\n\r]")
_IN_LINK = re.compile(r"[\\\[\]`<]")
_IN_ADDRESS = re.compile(r"[\s\x00-\x20\x7f()<>\\|`]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
"""A pipe that no backslash escapes yet."""


def to_markdown(article: Article, *, links: bool = False, tables: bool = False) -> str:
    """An article as Markdown, ending in one newline: YAML front matter with the fields that are known, then the body.

    Of a page, headings, lists and quotations are marked; with `links` its links, too, and with `tables` its tables of
    data are tables, their first rows the headers. A text has none of these: it is printed as paragraphs.
    """
    record = article.as_dict()
    front = {name: record[name] for name in record if name in FIELDS and record[name] not in (None, [])}
    front |= {name: record[name] for name in ("publisher", "status") if record[name]}
    # A JSON value is a YAML value.
    head = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()]
    return "\n".join(["---", *head, "---", "", _body(article, links, tables), ""])


def _body(article: Article, links: bool, tables: bool) -> str:
    texts = [text for text in article.text.splitlines() if text.strip()]
    if not article.lines:
        return "\n\n".join(texts)
    lines = [
        line._replace(links=_in_full(line.links, article.base) if links else (), cell=line.cell if tables else None)
        for line in article.lines
    ]
    return _marked_up(texts, lines)


def _in_full(links: Iterable[Link], base: str | None) -> tuple[Link, ...]:
    """The links that lead to a page of the web, read as a browser does."""
    found = []
    for link in links:
        address = _LINE_END.sub("", link.url.strip()).replace(" ", "%20")
        url = absolute_url(address, base) if address not in ("", "#") else None
        if url:
            found.append(link._replace(url=url))
    return tuple(found)


def _marked_up(texts: Iterable[str], lines: Iterable[Line]) -> str:
    """Lines with the marks of their roles; those of a list, a table or a preformatted text stay together."""
    out: list[str] = []
    previous = ""
    for role, block in _blocks(texts, lines):
        if out:
            out.append("\n" if role == previous and role in _TOGETHER else "\n\n")
        out.append(block)
        previous = role
    return "".join(out)


def _blocks(texts: Iterable[str], lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """Each line, and each table, as Markdown, with its role."""
    marked = ((_with_links(text, line.links), line) for text, line in zip(texts, lines, strict=True))
    for table, group in groupby(marked, key=lambda entry: entry[1].cell and entry[1].cell.table):
        if table is not None:
            yield _TABLE, _table((line.cell, text) for text, line in group if line.cell)
            continue
        for text, line in group:
            yield line.role, _MARKS.get(line.role, "") + _LOOKS_MARKED.sub(r"\\", text)


def _with_links(text: str, links: Iterable[Link]) -> str:
    """A line with its links; only what would break these is escaped, as the rest stays what it is without them."""
    out, place = [], 0
    for link in links:
        before = text[place : link.start]
        if before.endswith("!"):  # that of a picture
            before = f"{before[:-1]}\\!"
        out += [before, "[", _IN_LINK.sub(r"\\\g<0>", text[link.start : link.end]), f"]({_address(link.url)})"]
        place = link.end
    return "".join([*out, text[place:]])


def _address(url: str) -> str:
    return _ENTITY.sub("&amp;", _IN_ADDRESS.sub(lambda match: quote(match[0]), url))


def _table(cells: Iterable[tuple[Cell, str]]) -> str:
    """Cells as a table; what was removed, or never there, leaves its cell empty."""
    rows: dict[int, dict[int, list[str]]] = {}
    for cell, text in cells:
        rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(_PIPE.sub(r"\1\\|", text))
    width = 1 + max(max(row) for row in rows.values())
    printed = [_row("<br>".join(row.get(column, ())) for column in range(width)) for row in rows.values()]
    return "\n".join([printed[0], _row(["---"] * width), *printed[1:]])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
