"""When a page's article was published: the most trusted statement, in the words of the most exact of its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import chain

from cleaner.dates.parse import parse_date
from cleaner.model import Statement
from cleaner.page.stamps import read_stamp

_EARLIEST = 1990
"""No page is older than the web; what a mark says of earlier days is a system's default."""
_NONE, _HALF_AN_HOUR, _WEST, _EAST = timedelta(), timedelta(minutes=30), timedelta(hours=-12), timedelta(hours=14)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?")


def read_moment(text: str, language: str | None = None) -> str | None:
    """A machine's or a printed stamp as ISO 8601, its zone kept; None where it is no day after 1990."""
    text = text.strip()
    compact = _COMPACT.fullmatch(text)
    if _EPOCH.fullmatch(text):
        iso: str | None = datetime.fromtimestamp(int(text[:10]), UTC).isoformat("T", "seconds")
    elif compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        iso = parse_date(f"{year}-{month}-{day}{clock}")
    else:
        iso = read_stamp(text, language)
    return iso if iso and int(iso[:4]) >= _EARLIEST else None


def read_date(statements: Sequence[Statement], printed: Iterable[Statement], language: str | None) -> Statement | None:
    """The day of publishing as ISO 8601, with its time and zone where the page gives them.

    `printed` are dates that the page shows to people: they go before marks in which many systems put the day of the
    last change, and are looked at only where no better mark says anything, or one that says it in UTC.
    """
    marked = [statement for statement in statements if statement.field == "date"]
    weak = [statement for statement in statements if statement.field == "weak date"]
    for statement in chain(marked, printed, weak):
        iso = read_moment(statement.value, language)
        if iso:
            found = _most_exact(Statement("date", iso, statement.origin), marked + weak)
            return _by_own_clock(found, chain(marked, weak, printed), language)
    return None


def _by_own_clock(found: Statement, others: Iterable[Statement], language: str | None) -> Statement:
    """A moment in UTC by the publisher's clock, where the page gives the same moment by it, too.

    Late in the evening the two name different days. A stamp without a zone is the same moment where it is whole or
    half hours away, as zones are, to the minute.
    """
    if not found.value.endswith("+00:00"):
        return found
    moment = datetime.fromisoformat(found.value)
    for other in others:
        iso = read_moment(other.value, language)
        if iso and "T" in iso:
            clock = datetime.fromisoformat(iso).replace(second=0)
            away = clock.replace(tzinfo=UTC) - moment.replace(second=0)
            told = clock.utcoffset()
            if away % _HALF_AN_HOUR == _NONE and away and _WEST <= away <= _EAST and told in (None, away):
                return found._replace(value=moment.astimezone(timezone(away)).isoformat("T", _detail(found.value)))
    return found


def _detail(iso: str) -> str:
    return "seconds" if iso.count(":") > 2 else "minutes"


def _most_exact(bare: Statement, others: Iterable[Statement]) -> Statement:
    """A day alone gives way to the first statement of the same day that has a time, too."""
    if len(bare.value) > len("2019-11-18"):
        return bare
    read = ((statement.origin, read_moment(statement.value)) for statement in others)
    exact = (Statement("date", iso, origin) for origin, iso in read if iso and iso.startswith(f"{bare.value}T"))
    return next(exact, bare)
