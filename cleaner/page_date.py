"""When a page's article was published: marks first, then stamps printed by the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.dates import parse_date
from cleaner.model import Statement
from cleaner.page_values import clean_value

if TYPE_CHECKING:
    from lxml.etree import _Element

_EARLIEST = 1990
"""No page is older than the web; what a mark says of earlier days is a system's default."""
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?=\D|$)")


def read_moment(text: str, language: str | None = None) -> str | None:
    """A machine's or a printed stamp as ISO 8601, its zone kept; None where it is no day after 1990."""
    text = text.strip()
    compact = _COMPACT.match(text)
    if _EPOCH.fullmatch(text):
        iso: str | None = datetime.fromtimestamp(int(text[:10]), UTC).isoformat("T", "seconds")
    elif compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        iso = parse_date(f"{year}-{month}-{day}{clock}")
    else:
        iso = parse_date(text, language=language)
    return iso if iso and int(iso[:4]) >= _EARLIEST else None


def read_date(
    statements: Sequence[Statement], tree: _Element, url: str | None, language: str | None
) -> Statement | None:
    """The best statement of the day of publishing, its value in ISO 8601."""
    published = [statement for statement in statements if statement.field == "date"]
    modified = [statement for statement in statements if statement.field == "modified"]
    for statement in (*published, *_times(tree), *_by_url(url), *modified):
        iso = read_moment(statement.value, language)
        if iso:
            return Statement("date", iso, statement.origin)
    return None


def _times(tree: _Element) -> Iterator[Statement]:
    for element in islice(tree.iter("time"), 1):
        value = element.get("datetime") or clean_value("".join(map(str, islice(element.itertext(), 10))))
        if value:
            yield Statement("date", value, "time")


def _by_url(url: str | None) -> Iterator[Statement]:
    match = _URL_DAY.search(url or "")
    if match:
        try:
            yield Statement("date", date(*map(int, match.groups())).isoformat(), "url")
        except ValueError:
            return
