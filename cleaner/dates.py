"""Reading a printed date stamp: folded text, then tokens, then one moment or nothing.

A stamp is read only as a whole. Each token must be a number, a name or a filling word that
is known here or in `cleaner.calendar_names`; the first one that is not ends the reading,
which is why a sentence that holds a date is never taken for a stamp. Nothing is guessed:
without day, month and year there is no date.

Dates of other calendars (lunar Hijri, Persian solar) are skipped beside a Gregorian one and
are None alone: which day a Hijri date falls on depends on the country's own calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from cleaner.calendar_names import BUILT_IN, MONTHS_OR_WEEKDAYS, TOKEN, Meaning, Names, local_names, zone_of
from cleaner.text import fold

__all__ = ["MONTHS_OR_WEEKDAYS", "parse_date"]

# The longest real stamp seen (weekday, Hijri and Gregorian date, time, zone) has about 90.
_MAX_LENGTH = 120

_NUMBERS = re.compile("[0-9]+")

# The orders in which day, month and year are read: d, m, y. A month stands once, or once in
# each of two naming systems. Another calendar's date (month o, year O) may stand on a side.
_OTHER = "(?:doO?|odO?|Ood|Odo)?"
_ORDER = re.compile(f"{_OTHER}(dm+y|m+dy|ym+d|ydm+)?{_OTHER}")

_Day = tuple[int, int, int]


def parse_date(text: str, *, language: str | None = None, timezone: str | None = None) -> str | None:
    """Read `text`, a whole printed stamp, into ISO 8601, or into None when it is not one.

    The answer is a date ("2017-11-15"), or a date and time to the minute, or to the second
    where seconds are printed ("2017-11-15T14:56"). The time carries an offset when a zone is
    printed or, failing that, when `timezone` (an IANA name) is given.

    `language` (BCP 47) adds the names of that language, from CLDR, to the Arabic, Persian,
    Urdu and English ones. Day comes before month in 5/6/2017, except for English in a
    timezone of America/*, or where only the other order is possible. Two-digit years run
    from 1970 to 2069; years are 1900 to 2100. A printed weekday is not checked, since print
    often has it wrong.

    Raises UsageError when `timezone` is needed and does not exist.
    """
    if len(text) > _MAX_LENGTH:
        return None
    folded = fold(text)
    if not _NUMBERS.search(folded):
        return None
    primary = language[:2].lower() if language else ""
    month_first = primary == "en" and timezone is not None and timezone.startswith("America/")
    stamp = _read(folded, BUILT_IN, month_first)
    iso = stamp.iso(timezone) if stamp else None
    if iso or primary in ("", "ar", "en"):  # the built-in names hold all that CLDR has for these
        return iso
    names = local_names(language or "")
    stamp = _read(folded, names, month_first) if names else None
    return stamp.iso(timezone) if stamp else None


def _read(text: str, names: Names, month_first: bool) -> _Stamp | None:
    """Collect the parts of the folded stamp `text`; None at the first token that has no place."""
    stamp = _Stamp(month_first)
    position, end = 0, len(text)
    while position < end:
        token = TOKEN.match(text, position)
        kind = token and token.lastgroup
        if not token or not kind:  # after the last separators there is no token, but no refusal either
            return stamp if token else None
        position = token.end()
        if kind == "word":
            stamp.parted = "-" in token[0]
            meaning, position = names.longest(text, token[kind], position)
            if meaning is None or not _TAKE[meaning.kind](stamp, meaning):
                return None
            kind = meaning.kind
        elif not _TAKE[kind](stamp, token[kind]):
            return None
        stamp.last = kind
    return stamp


class _Stamp:
    """What has been read so far. Each `take_` method returns False for what cannot be."""

    def __init__(self, month_first: bool) -> None:
        self.month_first = month_first
        self.days: list[_Day | None] = []  # numeric dates; None for another calendar's
        self.kinds = ""  # d, m, y, o, O or w: the parts of dates with a named month, in order
        self.parts: list[int] = []  # their values
        self.clock: list[int] = []  # hour, minute and, when printed, second
        self.half: int | None = None  # first hour of the twelve that the dial shows
        self.zone: Meaning | None = None  # as printed
        self.last = ""  # kind of the token before this one
        self.parted = False  # a dash stands between the two
        self.machine = False  # the time is written as machines write it: T, or with seconds

    def take_date(self, text: str) -> bool:
        first, second, third = _NUMBERS.findall(text)
        if len(first) == 4:
            year, month, day = int(first), int(second), int(third)
        else:
            day, month, year = int(first), int(second), int(third)
            if month > 12 or (self.month_first and day <= 12):
                day, month = month, day
            if len(third) == 2:
                year += 1900 if year >= 70 else 2000
        kind = _year_kind(year)
        self.days.append((year, month, day) if kind == "y" else None)
        return kind != ""

    def take_number(self, text: str) -> bool:
        value = int(text)
        kind = "d" if len(text) <= 2 else _year_kind(value) if len(text) == 4 else ""
        self.kinds += "m" if self.last == "month_before" else kind
        self.parts.append(value)
        return kind != ""

    def take_clock(self, text: str) -> bool:
        free = not self.clock
        parts = _NUMBERS.findall(text)
        if len(parts[0]) == 4:  # "0930 GMT"
            parts = [parts[0][:2], parts[0][2:]]
        self.clock = [int(part) for part in parts[:3]] if len(parts) > 1 else [int(parts[0]), 0]
        self.machine = text[0] == "t" or len(parts) > 2
        return free

    def take_offset(self, text: str) -> bool:
        # "10:00-12:00" is from ten to twelve o'clock; "10:00:00-12:00" and "T10:00-12:00" are not.
        span = "-" in text and ":" in text and not self.machine
        return self.last in ("clock", "half") and not span and self.take_greenwich(text)

    def take_greenwich(self, text: str) -> bool:
        """Take "GMT+7", "+0530" or "-04:00", unless no country has such an offset."""
        digits = "".join(_NUMBERS.findall(text))
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        east = (60 * int(hours) + int(minutes)) * (-1 if "-" in text else 1)
        return -720 <= east <= 840 and east % 15 == 0 and self.take_zone(Meaning("zone", east))

    def take_filler(self, _: Meaning) -> bool:
        return True

    take_month_before = take_filler  # the number that follows is the month

    def take_month_after(self, _: Meaning) -> bool:
        # Japanese and Korean write "month" and "Monday" alike: no number before it, no month.
        if self.last == "number":
            self.kinds = self.kinds[:-1] + "m"
        return True

    def take_month(self, meaning: Meaning) -> bool:
        self.kinds += meaning.detail
        self.parts.append(meaning.number)
        return True

    def take_half(self, meaning: Meaning) -> bool:
        if self.last == "number" and self.kinds[-1] == "d" and not self.clock:
            self.kinds = self.kinds[:-1]
            self.clock = [self.parts.pop(), 0]
        agrees = self.half in (None, meaning.number)
        self.half = meaning.number
        return agrees

    def take_meem(self, _: Meaning) -> bool:
        """م: "Gregorian" behind a year, "pm" behind a time or, parted from the year, before one."""
        after_year = self.last == "date" or (self.last == "number" and self.kinds[-1] == "y")
        if after_year and not self.parted:
            return True
        return (after_year or self.last in ("clock", "number")) and self.take_half(Meaning("half", 12))

    def take_hijri(self, _: Meaning) -> bool:
        """هـ: the date before it is lunar, even where its year has two digits."""
        if self.last == "date":
            self.days[-1] = None
        elif self.last == "number":
            self.kinds = self.kinds[:-1] + "O"
        return self.last in ("date", "number", "month")

    def take_zone(self, meaning: Meaning) -> bool:
        agrees = self.zone in (None, meaning)
        self.zone = meaning
        return agrees

    def take_place(self, meaning: Meaning) -> bool:
        # Without a time before it a bare city is a dateline.
        return self.last in ("clock", "half", "meem") and self.take_zone(meaning)

    def day(self) -> _Day | None:
        """Join all that was read into exactly one Gregorian date."""
        days = {day for day in self.days if day}
        if self.kinds:
            places = _places(self.kinds)
            if places is None:
                return None
            day, months, year = ([self.parts[index] for index in each] for each in places)
            if len(set(months)) > 1:
                return None
            days.update(zip(year, months, day, strict=False))
        return days.pop() if len(days) == 1 else None

    def iso(self, timezone: str | None) -> str | None:
        """Write the moment in ISO 8601, `timezone` standing in for a zone that is not printed."""
        day = self.day()
        if day is None or (self.half is not None and not self.clock):
            return None
        try:
            if not self.clock:
                return date(*day).isoformat()
            hour = self.clock[0] if self.half is None else _hour(self.clock[0], self.half)
            second = self.clock[2] if len(self.clock) > 2 else 0
            zone = zone_of(self.zone or Meaning("zone", 0, timezone or ""))
            moment = datetime(*day, hour, self.clock[1], second, tzinfo=zone)
        except ValueError:  # 31 February, 25 o'clock, 14:00 in the morning
            return None
        return moment.isoformat(timespec="seconds" if len(self.clock) > 2 else "minutes")


_TAKE: dict[str, Callable[[_Stamp, Any], bool]] = {
    name.removeprefix("take_"): method for name, method in vars(_Stamp).items() if name.startswith("take_")
}


@lru_cache(maxsize=256)
def _places(kinds: str) -> tuple[list[int], list[int], list[int]] | None:
    """Say where day, months and year of the Gregorian date stand in `kinds`.

    Empty lists: another calendar's date is all there is. None: no known order.
    """
    # What may be month or weekday ("mar" in Spanish) is the month where nothing else is.
    weekdays = kinds.count("w") - ("m" not in kinds)
    kinds = kinds.replace("w", " ", weekdays).replace("w", "m")
    kept = [index for index, kind in enumerate(kinds) if kind != " "]
    order = _ORDER.fullmatch(kinds.replace(" ", ""))
    if order is None:
        return None
    group = kept[slice(*order.span(1))]
    day, months, year = ([index for index in group if kinds[index] == kind] for kind in "dmy")
    return day, months, year


def _year_kind(year: int) -> str:
    """Tell a plausible Gregorian year, y, from a lunar or solar Hijri one, O, and from none."""
    return "y" if 1900 <= year <= 2100 else "O" if 1300 <= year < 1500 else ""


def _hour(shown: int, start: int) -> int:
    """Find the hour from 0 to 23 that a dial shows in the twelve hours from `start`."""
    hour = (start + (shown - start) % 12) % 24
    if shown > 12 and shown != hour:
        raise ValueError(shown)
    return hour
