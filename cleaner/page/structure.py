"""What each block of a page is as a line of its text: its role, its links, its place in a table.

Most tables of the web lay out a page. What tells one of data is after Readability's `_markDataTables`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.model import Cell, Line
from cleaner.page.blocks import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

Places = Mapping["_Element", tuple[int, int]]
"""Row and column of each cell of a table."""

_LAID_OUT = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "form", "article", "section")
"""What stands in no cell of a table of data."""
_MARKED = ("th", "thead", "caption")
_LONGEST = 120
"""A cell of more characters is prose; only a table that is marked as data holds it."""
_MOST_COLUMNS = 100
_DEEPEST = 5
"""A cell's text lies no more elements deep."""


def block_lines(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """The lines that blocks make."""
    return tuple(
        Line(block.role, tuple(block.links()) if block.turns else (), cell)
        for block, cell in zip(blocks, _cells(blocks), strict=True)
    )


def data_tables(blocks: Sequence[Block]) -> list[range]:
    """The stretches of blocks that are tables of data, all of each."""
    tables: dict[int, range] = {}
    for index, cell in enumerate(_cells(blocks)):
        if cell:
            begin = tables[cell.table].start if cell.table in tables else index
            tables[cell.table] = range(begin, index + 1)
    return list(tables.values())


def _cells(blocks: Sequence[Block]) -> Iterator[Cell | None]:
    """The place of each block that stands in a table of data."""
    tables: dict[_Element, tuple[int, Places]] = {}
    for block in blocks:
        cell = _nearest(block.node, "td", "th") if block.role == "cell" else None
        table = _nearest(cell, "table") if cell is not None else None
        if cell is None or table is None:
            yield None
            continue
        if table not in tables:
            tables[table] = len(tables), _places(table) if _is_data(table) else {}
        number, places = tables[table]
        yield Cell(number, *places[cell]) if cell in places else None


def _nearest(node: _Element, *tags: str) -> _Element | None:
    """An element of some tags: the element itself, or one a little above it."""
    return next((element for element in (node, *islice(node.iterancestors(), _DEEPEST)) if element.tag in tags), None)


def _is_data(table: _Element) -> bool:
    """Whether a table holds data, not a page's layout; by its marks, else by how short its cells are."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants(*_LAID_OUT), None) is not None:
        return False
    if sum(sum(1 for _ in row.iterchildren("td", "th")) > 1 for row in table.iter("tr")) < 2:
        return False
    if next(table.iterdescendants(*_MARKED), None) is not None:
        return True
    return all(len(" ".join("".join(map(str, cell.itertext())).split())) <= _LONGEST for cell in table.iter("td"))


def _places(table: _Element) -> Places:
    """The places of a table's cells, those that span rows or columns at their first; none if it is too wide."""
    places: dict[_Element, tuple[int, int]] = {}
    taken: dict[int, int] = {}  # for a column the first row that no cell above reaches into
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while taken.get(column, 0) > row:
                column += 1
            if column >= _MOST_COLUMNS:
                return {}
            places[cell] = row, column
            after = column + min(_span(cell.get("colspan")), _MOST_COLUMNS)
            taken.update(dict.fromkeys(range(column, after), row + _span(cell.get("rowspan"))))
            column = after
    return places


def _span(value: str | None) -> int:
    digits = (value or "").strip()[:4]
    return max(1, int(digits)) if digits.isdecimal() else 1
