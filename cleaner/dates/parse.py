"""Reading a printed date stamp: folded text, then tokens, then one moment or nothing.

A stamp is read only as a whole: the first token that `cleaner.dates.calendar_names` does not know
ends the reading, so that a sentence that holds a date is never taken for a stamp. Nothing is
guessed: without day, month and year there is no date.

Persian text's solar dates are read as the Gregorian days they are. Other calendars' dates are
skipped beside a Gregorian one and None alone: a lunar day depends on the country's calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from cleaner.dates import calendar_names, date_tokens
from cleaner.dates.calendar_names import Meaning
from cleaner.text import fold

MONTHS_OR_WEEKDAYS: frozenset[str] = calendar_names.MONTHS_OR_WEEKDAYS

# The longest real stamp seen (weekday, Hijri and Gregorian date, time, zone) has about 90.
_MAX_LENGTH = 120

_NUMBERS = re.compile(r"\d+")

# The orders in which day, month and year are read: d, m, y. A month stands once, or once in
# each of two naming systems. Another calendar's date (month o, year O) may stand on a side.
_OTHER = "(?:doO?|odO?|Ood|Odo)?"
_ORDER = re.compile(f"{_OTHER}(dm+y|m+dy|ym+d|ydm+)?{_OTHER}")

_Day = tuple[int, int, int]  # year, month, day


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
    if len(text) > _MAX_LENGTH or not _NUMBERS.search(text):
        return None
    primary = language[:2].lower() if language else ""
    folded = date_tokens.plain_years(fold(text), primary).rstrip(date_tokens.SEPARATORS)
    month_first = primary == "en" and timezone is not None and timezone.startswith("America/")
    stamp = _read(folded, calendar_names.BUILT_IN, month_first)
    iso = stamp.iso(timezone) if stamp else None
    if iso or not language or primary in ("ar", "en"):  # of these CLDR has no names that are not built in
        return iso
    names = calendar_names.local_names(language)
    stamp = _read(folded, names, month_first) if names else None
    return stamp.iso(timezone) if stamp else None


def _read(text: str, names: calendar_names.Names, month_first: bool) -> _Stamp | None:
    """Collect the parts of the folded stamp `text`; None at the first token that has no place."""
    stamp = _Stamp(month_first)
    name_end = 0
    for token in date_tokens.TOKEN.finditer(text):
        kind = token.lastgroup or ""
        value: Any = token[kind] if kind else None
        if kind == "word":
            if token.end() <= name_end:  # a later word of a name already taken
                continue
            if value in names.heads:
                value, name_end = names.longest(text, value, token.end())
            else:
                value = names.words.get(value)
            kind = value.kind if value else ""
        stamp.token = token
        if not kind or not _TAKE[kind](stamp, value):
            return None
        stamp.last = kind
    return stamp


class _Stamp:
    """What has been read so far. Each `take_` method returns False for what cannot be."""

    kinds = ""  # d, m, y, o, O or w: the parts of dates with a named month, in order
    half: int | None = None  # first hour of the twelve that the dial shows
    zone: Meaning | None = None
    token: re.Match[str]
    last = ""  # kind of the token before
    machine = False  # the time is written as machines do: T before it, or seconds behind

    def __init__(self, month_first: bool) -> None:
        self.month_first = month_first
        self.days: list[_Day | None] = []  # numeric dates; None for another calendar's
        self.parts: list[int] = []  # the values of `kinds`
        self.clock: list[int] = []  # hour, minute and, when printed, second

    def take_date(self, text: str) -> bool:
        numbers = _NUMBERS.findall(text)
        year, month, day = map(int, numbers)
        if len(numbers[0]) < 4:
            day, year = year, day
            year += 0 if len(numbers[2]) == 4 else 1900 if year >= 70 else 2000
            if month > 12 or (self.month_first and day <= 12):
                day, month = month, day
        kind, _ = date_tokens.NUMERALS.get(str(year), ("", 0))
        self.days.append((year, month, day) if kind == "y" else None)
        return kind in ("y", "O")

    def take_number(self, text: str) -> bool:
        kind, value = date_tokens.NUMERALS.get(text, ("", 0))
        self.kinds += kind if self.last != "month_before" else "m"
        self.parts.append(value)
        return kind != ""

    def take_clock(self, text: str) -> bool:
        parts = _NUMBERS.findall(text)
        if len(parts) == 1:  # "17h", or "0930 GMT"
            parts = [parts[0][:-2], parts[0][-2:]] if len(parts[0]) > 2 else [parts[0], "0"]
        free = not self.clock and (self.half is None or self.last in ("half", "meem"))
        self.clock, self.machine = [int(part) for part in parts[:3]], text[0] == "t" or len(parts) > 2
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

    def take_greenwich_clock(self, text: str) -> bool:
        """Take "GMT 18:37", alone or behind the same moment in Riyadh, as Al Arabiya prints it."""
        hour, minute = map(int, _NUMBERS.findall(text))
        if self.clock:
            return self.zone == Meaning("zone", 180) and self.clock == [(hour + 3) % 24, minute]
        self.clock = [hour, minute]
        return self.take_zone(Meaning("zone", 0))

    def take_filler(self, _: Meaning) -> bool:
        return True

    take_month_before = take_filler  # the number that follows is the month

    def take_month_after(self, _: Meaning) -> bool:
        if self.last == "number":  # Japanese and Korean write "Monday" with the sign for "month"
            self.kinds = self.kinds[:-1] + "m"
        return True

    def take_month(self, meaning: Meaning) -> bool:
        self.kinds += meaning.detail
        self.parts.append(meaning.number)
        return True

    def take_half(self, meaning: Meaning) -> bool:
        if meaning.detail and self.last != "clock":
            return True
        if self.last == "number" and self.kinds[-1] == "d" and not self.clock:
            self.kinds, self.clock = self.kinds[:-1], [self.parts.pop(), 0]
        elif self.clock and self.last != "clock":
            return False
        free, self.half = self.half is None, meaning.number
        return free

    def take_meem(self, _: Meaning) -> bool:
        """Take م as "Gregorian" behind a year, "pm" behind a time or, after a dash, before one."""
        before = self.kinds[-1] if self.last == "number" else self.last
        if before in ("date", "y") and "-" not in self.token[0]:
            return True
        return before in ("date", "y", "d", "clock") and self.take_half(calendar_names.PM)

    def take_hijri(self, _: Meaning) -> bool:
        """Take هـ: the date before it is lunar, even where its year has two digits."""
        if self.last == "date":
            self.days[-1] = None
        elif self.last == "number":
            self.kinds = self.kinds[:-1] + "O"
        return self.last in ("date", "number", "month")

    def take_zone(self, meaning: Meaning) -> bool:
        agrees, self.zone = self.zone in (None, meaning), meaning
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
            for year, month, day in places:
                days.append((self.parts[year], self.parts[month], self.parts[day]))
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
            if self.half is not None:
                shown, hour = hour, (self.half + (hour - self.half) % 12) % 24
                if shown > 12 and shown != hour:  # 14:00 in the morning
                    return None
            zone = self.zone or (Meaning("zone", 0, timezone) if timezone else None)
            moment = datetime(*day, hour, minute, seconds[0] if seconds else 0, tzinfo=zone and zone.zone())
        except ValueError:  # 31 February, 25 o'clock
            return None
        return moment.isoformat("T", "seconds" if seconds else "minutes")


_TAKE: dict[str, Callable[[_Stamp, Any], bool]] = {
    name.removeprefix("take_"): method for name, method in vars(_Stamp).items() if name.startswith("take_")
}


@lru_cache(maxsize=256)
def _places(kinds: str) -> list[_Day] | None:
    """Say where year, month and day of the Gregorian date stand in `kinds`, for each month named.

    Empty where another calendar's date is all there is, None where the order is not a known one.
    """
    # What may be month or weekday ("mar" in Spanish) is the month where nothing else is.
    weekdays = kinds.count("w") - ("m" not in kinds)
    kinds = kinds.replace("w", " ", weekdays).replace("w", "m")
    kept = [index for index, kind in enumerate(kinds) if kind != " "]
    order = _ORDER.fullmatch(kinds.replace(" ", ""))
    if order is None:
        return None
    group = kept[slice(*order.span(1))]
    years, months, days = ([index for index in group if kinds[index] == kind] for kind in "ymd")
    return [(years[0], month, days[0]) for month in months]
