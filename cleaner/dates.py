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

from cleaner.calendar_names import BUILT_IN, MONTHS_OR_WEEKDAYS, SEPARATORS, TOKEN, Meaning, Names, local_names, zone_of
from cleaner.text import fold

__all__ = ["MONTHS_OR_WEEKDAYS", "parse_date"]

# The longest real stamp seen (weekday, Hijri and Gregorian date, time, zone) has about 90.
_MAX_LENGTH = 120

_NUMBERS = re.compile("[0-9]+")

# The orders in which day, month and year are read: d, m, y. A month stands once, or once in
# each of two naming systems. Another calendar's date (month o, year O) may stand on a side.
_OTHER = "(?:doO?|odO?|Ood|Odo)?"
_ORDER = re.compile(f"{_OTHER}(dm+y|m+dy|ym+d|ydm+)?{_OTHER}")

# What a number may be: d a day (or an hour, or a month), y a plausible Gregorian year, O a lunar or
# solar Hijri year.
_NUMERALS = {
    **{f"{value:0{width}}": ("d", value) for width in (1, 2) for value in range(100)},
    **{str(value): ("y", value) for value in range(1900, 2101)},
    **{str(value): ("O", value) for value in range(1300, 1500)},
}

_PM = Meaning("half", 12)
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
    folded = fold(text).rstrip(SEPARATORS)
    primary = language[:2].lower() if language else ""
    month_first = primary == "en" and timezone is not None and timezone.startswith("America/")
    stamp = _read(folded, BUILT_IN, month_first)
    iso = stamp.iso(timezone) if stamp else None
    # The built-in names hold all that CLDR has for Arabic and English.
    if iso or primary in ("", "ar", "en") or not _NUMBERS.search(folded):
        return iso
    names = local_names(language or "")
    stamp = _read(folded, names, month_first) if names else None
    return stamp.iso(timezone) if stamp else None


def _read(text: str, names: Names, month_first: bool) -> _Stamp | None:
    """Collect the parts of the folded stamp `text`; None at the first token that has no place."""
    stamp = _Stamp(month_first)
    name_end = 0
    for token in TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind == "word":
            if token.start(kind) < name_end:  # a later word of a name already taken
                continue
            meaning, name_end = names.longest(text, token[kind], token.end())
            if meaning is None:
                return None
            kind = meaning.kind
            placed = _TAKE[kind](stamp, meaning)
        else:
            placed = _TAKE[kind](stamp, token[kind])
        if not placed:
            return None
        stamp.last = kind
    return stamp


class _Stamp:
    """What has been read so far. Each `take_` method returns False for what cannot be."""

    kinds = ""  # d, m, y, o, O or w: the parts of dates with a named month, in order
    half: int | None = None  # first hour of the twelve that the dial shows
    zone: Meaning | None = None
    last = ""  # kind of the token before this one
    machine = False  # the time is written as machines do: T before it, or seconds behind

    def __init__(self, month_first: bool) -> None:
        self.month_first = month_first
        self.days: list[_Day | None] = []  # numeric dates; None for another calendar's
        self.parts: list[int] = []  # the values of `kinds`
        self.clock: list[int] = []  # hour, minute and, when printed, second

    def take_stray(self, _: str) -> bool:
        return False

    def take_date(self, text: str) -> bool:
        numbers = _NUMBERS.findall(text)
        first, second, third = map(int, numbers)
        year, month, day = first, second, third
        if len(numbers[0]) < 4:
            year = third if len(numbers[2]) == 4 else third + (1900 if third >= 70 else 2000)
            day_first = second <= 12 and not (self.month_first and first <= 12)
            day, month = (first, second) if day_first else (second, first)
        kind, _ = _NUMERALS.get(f"{year:04}", ("", 0))
        self.days.append((year, month, day) if kind == "y" else None)
        return kind != ""

    def take_number(self, text: str) -> bool:
        kind, value = _NUMERALS.get(text, ("", 0))
        self.kinds += kind if self.last != "month_before" else "m"
        self.parts.append(value)
        return kind != ""

    def take_clock(self, text: str) -> bool:
        free = not self.clock
        parts = [int(number) for number in _NUMBERS.findall(text)]
        if len(parts) == 1:  # "17h", or "0930 GMT"
            parts = list(divmod(parts[0], 100)) if parts[0] > 99 else [parts[0], 0]
        self.clock = parts[:3]
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
        """م is "Gregorian" behind a year and "pm" behind a time."""
        number = self.kinds[-1:] if self.last == "number" else self.last
        return number in ("date", "y") or (number in ("clock", "d") and self.take_half(_PM))

    def take_pm_before(self, _: str) -> bool:
        return self.take_half(_PM)

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
        days = [day for day in self.days if day]
        if self.kinds:
            places = _places(self.kinds)
            if places is None:
                return None
            for month in places[1]:
                days.append((self.parts[places[2]], self.parts[month], self.parts[places[0]]))
        return days[0] if days and days.count(days[0]) == len(days) else None

    def iso(self, timezone: str | None) -> str | None:
        """Write the moment in ISO 8601, `timezone` standing in for a zone that is not printed."""
        day = self.day()
        if day is None or (self.half is not None and not self.clock):
            return None
        try:
            if not self.clock:
                return date(*day).isoformat()
            hour, minute, *seconds = self.clock
            hour = hour if self.half is None else _hour(hour, self.half)
            zone = self.zone or (Meaning("zone", 0, timezone) if timezone else None)
            moment = datetime(*day, hour, minute, seconds[0] if seconds else 0, tzinfo=zone and zone_of(zone))
        except ValueError:  # 31 February, 25 o'clock, 14:00 in the morning
            return None
        return moment.isoformat(timespec="seconds" if seconds else "minutes")


_TAKE: dict[str, Callable[[_Stamp, Any], bool]] = {
    name.removeprefix("take_"): method for name, method in vars(_Stamp).items() if name.startswith("take_")
}


@lru_cache(maxsize=256)
def _places(kinds: str) -> tuple[int, list[int], int] | None:
    """Say where day, months and year of the Gregorian date stand in `kinds`.

    No months: another calendar's date is all there is. None: no known order.
    """
    # What may be month or weekday ("mar" in Spanish) is the month where nothing else is.
    weekdays = kinds.count("w") - ("m" not in kinds)
    kinds = kinds.replace("w", " ", weekdays).replace("w", "m")
    kept = [index for index, kind in enumerate(kinds) if kind != " "]
    order = _ORDER.fullmatch(kinds.replace(" ", ""))
    if order is None:
        return None
    group = kept[slice(*order.span(1))]
    months = [index for index in group if kinds[index] == "m"]
    if not months:
        return 0, [], 0
    day, year = (next(index for index in group if kinds[index] == kind) for kind in "dy")
    return day, months, year


def _hour(shown: int, start: int) -> int:
    """Find the hour from 0 to 23 that a dial shows in the twelve hours from `start`."""
    hour = (start + (shown - start) % 12) % 24
    if shown > 12 and shown != hour:
        raise ValueError(shown)
    return hour
