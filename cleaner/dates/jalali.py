"""Days of the Persian solar calendar as Gregorian ones.

In the 33-year cycle eight years are leap years; over 1244 to 1472 that agrees with the
observed equinox (Kazimierz Borkowski, "The Persian calendar for 3000 years", 1996).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from cleaner.text import fold

_FIRST, _LAST = 1244, 1472
_NOWRUZ = date(1921, 3, 21), 1300  # a new year's day, and the year it opened
_MONTHS = (  # Iran, Afghanistan
    ("فروردین", "حمل"),
    ("اردیبهشت", "ثور"),
    ("خرداد", "جوزا"),
    ("تیر", "سرطان"),
    ("مرداد", "اسد"),
    ("شهریور", "سنبله"),
    ("مهر", "میزان"),
    ("آبان", "عقرب"),
    ("آذر", "قوس"),
    ("دی", "جدی"),
    ("بهمن", "دلو"),
    ("اسفند", "حوت"),
)
_NUMBERS = {fold(name): number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAY = re.compile(
    rf"(?<!\d)(?:(?P<day>\d\d?) ?(?P<name>{'|'.join(_NUMBERS)})(?: ?ماه)?,? ?(?P<year>1[34]\d\d)"
    r"|(?P<y>1[34]\d\d) ?(?P<mark>[/.-]) ?(?P<m>\d\d?) ?(?P=mark) ?(?P<d>\d\d?))(?!\d)"
)


def gregorian_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Persian solar one; None where there is no such day from 1244 to 1472."""
    if not (_FIRST <= year <= _LAST and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    start, opened = _NOWRUZ
    days = 365 * (year - opened) + _leaps_before(year) - _leaps_before(opened)
    days += 31 * (month - 1) - max(0, month - 7)  # six months of 31 days, then months of 30
    return start + timedelta(days + day - 1)


def _leaps_before(year: int) -> int:
    return (8 * year + 21) // 33


def _length(year: int, month: int) -> int:
    if month < 12:
        return 31 if month <= 6 else 30
    return 29 + _leaps_before(year + 1) - _leaps_before(year)


def plain_days(text: str) -> str:
    """Folded Persian text with Gregorian days, as 2019-12-05, for solar ones; what is no day stays as it is."""
    return _DAY.sub(_plain_day, text)


def _plain_day(found: re.Match[str]) -> str:
    if found["name"]:
        day = gregorian_day(int(found["year"]), _NUMBERS[found["name"]], int(found["day"]))
    else:
        day = gregorian_day(int(found["y"]), int(found["m"]), int(found["d"]))
    return day.isoformat() if day else found[0]
