"""The vocabulary of printed date stamps: what their words mean.

The Arabic, Persian, Urdu and English names lie in data/months.json, as they are printed;
every other language comes from CLDR through Babel, which only `local_names` imports, because
most stamps never need it. All names are compared in the spelling of `cleaner.text.fold`.

The data file:
    months         twelve rows, January first: Egyptian and Gulf, Levantine and Iraqi, Tunisian
                   and Algerian, Moroccan, Persian, Urdu and English names of one month
    other_months   lunar Hijri and Persian solar months: dates that are skipped, not converted
    weekdays, filling   words that say nothing in a stamp; labels ("published:") are not filling
    halves         first hour of twelve -> words. Twelve hours hold every reading of a dial once,
                   so with the twelve from 6 o'clock "11 noon" is 11 and "1 noon" is 13
    fixed_zones    minutes east of Greenwich -> words. Letters that name several zones (CST, IST,
                   AST, GST, MST) are left out; the American ones are those of RFC 5322
    zone_places    IANA zone -> the places after "بتوقيت"
    bare_zones     IANA zone -> what is printed without "بتوقيت"
    local_filling  language -> what sites print beyond the literal words of CLDR's patterns
    local_months, local_halves, local_zones   language -> as above, where CLDR has none or spells otherwise
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.dates.date_tokens import WORD
from cleaner.errors import UsageError
from cleaner.text import fold

_WORDS = re.compile(WORD, re.ASCII)
_NEXT_WORD = re.compile(rf"[ .\-]*({WORD})", re.ASCII)

# In CLDR date patterns: literal words, what is glued to the month, a month told by its number.
_LITERAL = re.compile(r"[^'\x00-\x7f]+|(?<=')[^']+(?=')")
_AFFIXES = re.compile(r"([^\W\da-zA-Z]*)MMM+'?([^\W\d_MEdy]*)")
_COUNTED = re.compile(r"([^\d]*)\d+([^\d]*)")


def key_of(name: str) -> str:
    """Fold `name` and leave one blank between its words: what `Names` files it under."""
    return " ".join(_WORDS.findall(fold(name)))


class Meaning(NamedTuple):
    """What a name stands for.

    `kind` names the method of `cleaner.dates.parse` that places it; `number` is the month, the
    minutes east or the first hour of the half day; `detail` an IANA zone, or that a half day
    may be filling as well, or the sort of a month: m Gregorian, o of another calendar, w a
    Gregorian month or else a weekday.
    """

    kind: str
    number: int = 0
    detail: str = ""

    def zone(self) -> tzinfo:
        """Find the zone told by name or in minutes; UsageError when no zone has the name."""
        if not self.detail:
            return timezone(timedelta(minutes=self.number))
        from zoneinfo import ZoneInfo  # many stamps have no time, most runs no zone

        try:
            return ZoneInfo(self.detail)
        except (KeyError, ValueError, OSError) as error:  # OSError: "Africa" is a folder of zones
            raise UsageError(f"no timezone is called {self.detail!r}") from error


FILLER, PM = Meaning("filler"), Meaning("half", 12)


class Names:
    """What folded names mean (`words`), and what longer names begin with (`heads`)."""

    def __init__(self, base: Names | None = None) -> None:
        self.words: dict[str, Meaning] = dict(base.words) if base else {}
        self.heads: set[str] = set(base.heads) if base else set()

    def add(self, names: Iterable[str], meaning: Meaning) -> None:
        """Give `names` a meaning, in place of any older one."""
        for key in filter(None, map(key_of, names)):
            self.words[key] = meaning
            words = key.split(" ")
            self.heads.update(" ".join(words[:count]) for count in range(1, len(words)))

    def longest(self, text: str, key: str, end: int) -> tuple[Meaning | None, int]:
        """Find the longest name in folded `text` whose first word, `key`, ends at `end`.

        Returns its meaning, None when there is no such name, and where it ends.
        """
        meaning = self.words.get(key)
        stop = end
        while key in self.heads and (following := _NEXT_WORD.match(text, stop)):
            key, stop = f"{key} {following[1]}", following.end()
            if key in self.words:
                meaning, end = self.words[key], stop
        return meaning, end


_DATA: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "months.json").read_bytes())

MONTHS_OR_WEEKDAYS = frozenset(key_of(name) for row in (*_DATA["months"], _DATA["weekdays"]) for name in row)
"""The built-in names of months and weekdays, each as `key_of` gives it."""


def _built_in() -> Names:
    names = Names()
    names.add(_DATA["filling"], FILLER)
    names.add(_DATA["weekdays"], FILLER)
    for kind, rows in (("o", _DATA["other_months"]), ("m", _DATA["months"])):
        for number, months in enumerate(rows, 1):
            names.add(months, Meaning("month", number, kind))
    for start, halves in _DATA["halves"].items():
        names.add(halves, Meaning("half", int(start)))
    zones = [(words, Meaning("zone", int(minutes))) for minutes, words in _DATA["fixed_zones"].items()]
    places = [(words, Meaning("zone", 0, zone)) for zone, words in _DATA["zone_places"].items()]
    for words, meaning in zones + places:
        names.add((f"{prefix} {word}" for prefix in ("بتوقيت", "توقيت") for word in words), meaning)
    for words, meaning in zones:
        names.add(words, meaning)
    for zone, words in _DATA["bare_zones"].items():
        names.add(words, Meaning("place", 0, zone))
    names.add(["م"], Meaning("meem"))
    names.add(["هـ", "هجري", "هجرية"], Meaning("hijri"))
    return names


BUILT_IN = _built_in()


@lru_cache(maxsize=64)
def local_names(language: str) -> Names | None:
    """Lay the names of `language`, a BCP 47 or POSIX tag, over the built-in ones.

    Source: CLDR by way of Babel: months and weekdays (wide and abbreviated, inside a date
    and alone), the two halves of the day, and the literal words of the date patterns.
    None when CLDR does not know the language.
    """
    from babel import Locale, UnknownLocaleError  # slow to load, seldom needed

    primary = re.split("[-_]", language)[0].lower()
    for tag in (language.replace("-", "_"), primary):
        try:
            locale = str(Locale.parse(tag))
        except (UnknownLocaleError, ValueError):
            continue
        names = Names(BUILT_IN)
        _add_cldr(names, _cldr(locale))
        _add_local(names, primary)
        return names
    return None


def _add_local(names: Names, language: str) -> None:
    """Lay over `names` what the data file has for one language."""
    for word in _DATA["local_filling"].get(language, ()):
        known = names.words.get(key_of(word), FILLER)  # German "am" is "on", and in 5:13 am it is not
        names.add([word], known._replace(detail="filler") if known.kind == "half" else known)
    for month, words in _DATA["local_months"].get(language, {}).items():
        names.add(words, Meaning("month", int(month), "m"))
    for start, words in _DATA["local_halves"].get(language, {}).items():
        names.add(words, Meaning("half", int(start)))
    for zone, words in _DATA["local_zones"].get(language, {}).items():
        names.add(words, Meaning("zone", 0, zone))


def _cldr(locale: str) -> Mapping[str, Any]:
    """Copy the calendar part of a locale out of Babel's cache before it is looked into.

    Babel writes resolved aliases back into data that all locales share, so that after
    Hebrew every locale has Hebrew month names (python-babel/babel issue 1234).
    """
    from babel.localedata import LocaleDataDict, load  # see local_names

    parts = ("months", "days", "day_periods", "date_formats", "datetime_formats")
    loaded = load(locale)
    return LocaleDataDict({part: deepcopy(loaded[part]) for part in parts})


def _spellings(part: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """Every (key, name) of one part of CLDR, without the one-letter forms."""
    for context in part:
        for width in part[context]:
            if width != "narrow":
                yield from part[context][width].items()


def _add_cldr(names: Names, data: Mapping[str, Any]) -> None:
    """Lay one locale's names over `names`; months last, as they carry the meaning."""
    patterns = [getattr(each, "pattern", str(each)) for each in data["date_formats"].values()]
    patterns += map(str, data["datetime_formats"].values())
    names.add((word for each in patterns for word in _LITERAL.findall(each)), FILLER)
    weekdays = {key_of(name) for _, name in _spellings(data["days"])}
    names.add(weekdays, FILLER)
    for half, name in _spellings(data["day_periods"]):
        if half in ("am", "pm"):
            names.add([name], Meaning("half", 12 * (half == "pm")))

    affixes = {affix for each in patterns for affix in _AFFIXES.findall(each)} | {("", "")}
    numbers: dict[str, set[int]] = {}
    for number, name in _spellings(data["months"]):
        counted = _COUNTED.fullmatch(fold(name))
        if counted:  # Vietnamese writes "month 11", Mongolian "11th month": the number says which
            names.add([counted[1]], Meaning("month_before"))
            names.add([counted[2]], Meaning("month_after"))
        else:
            for before, after in affixes:
                numbers.setdefault(key_of(f"{before}{name}{after}"), set()).add(number)
    for key, meant in numbers.items():
        if len(meant) == 1:
            names.add([key], Meaning("month", min(meant), "w" if key in weekdays else "m"))
        else:
            names.words.pop(key, None)
