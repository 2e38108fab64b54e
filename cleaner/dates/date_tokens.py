"""How a printed date stamp falls into tokens, and what its numbers may be. All text is folded: `cleaner.text.fold`."""

from __future__ import annotations

import re

from cleaner.dates.jalali import plain_days
from cleaner.text import fold

SEPARATORS = " -|,;./•·()[]:"
"""What may part two tokens of folded text."""

_GAP = re.escape(SEPARATORS[:-1])  # a colon between two digits belongs to a time
WORD = rf"[^{_GAP}:\d]+"
_YEAR, _MONTH, _DAY, _HOUR, _MINUTE, _SECOND = (  # folded, as folding takes Hangul apart
    f"(?:{'|'.join(map(fold, units))})" for units in ("年년", "月월", "日일", "时時点點시", "分분", "秒초")
)

TOKEN = re.compile(
    rf"""
      (?P<offset>(?<=\d)\ ?[+-]\d\d(?::?\d\d(?!\d|[/.-]\d)|(?=[\ )]*$)))
    | [{_GAP}]*(?::(?:(?<!\d:)|(?!\d))[{_GAP}]*)?
      (?:
        (?P<word>(?!t\d|(?:gmt|utc)\ ?(?:[+-]\d|\d\d?:)){WORD})
      | (?P<date>
            (?: \d\d?\ ?(?P<a>[/.-])\ ?\d\d?\ ?(?P=a)\ ?(?:\d{{4}}|\d\d)
              | \d{{4}}\ ?(?P<b>[/.-])\ ?\d\d?\ ?(?P=b)\ ?\d\d?
              | \d{{4}}\ ?{_YEAR}\ ?\d\d?\ ?{_MONTH}\ ?\d\d?\ ?{_DAY}
            )(?!\d))
      | (?P<clock>
            t?\d\d?(?:\ ?:\ ?|\.)\d\d(?::\d\d(?:[.,]\d+)?)?(?!\d)
          | \d\d?\ ?(?:h(?:\ ?\d\d)?|uhr)(?!\w)
          | \d\d?\ ?{_HOUR}(?:\ ?\d\d?\ ?{_MINUTE}(?:\ ?\d\d?\ ?{_SECOND})?)?
          | \d{{4}}(?=\ ?\(?(?:gmt|utc)(?!\ ?\d\d?:)))
      | (?P<number>(?<!\()\d+|\d+(?![\d)]|$))
      | (?P<greenwich>(?:gmt|utc)\ ?[+-]\d\d?(?::?\d\d)?(?![\d/.]|-\d))
      | (?P<greenwich_clock>(?:gmt|utc)\ ?\d\d?:\d\d(?![\d:]))
      )
    | .
    """,
    re.VERBOSE | re.ASCII,
)
"""One token of folded text, its end stripped, with the separators before it. What is in no group
has no place in a stamp; nor has a number in brackets, which counts the articles of a month."""

# What a number may be: day, hour or month (d), plausible Gregorian year (y), lunar or solar Hijri year (O).
NUMERALS = {
    **{f"{value:0{width}}": ("d", value) for width in (1, 2) for value in range(100)},
    **{str(value): ("y", value) for value in range(1900, 2101)},
    **{str(value): ("O", value) for value in range(1300, 1500)},
}

# Years that are not counted as everyone does: since the year before 1 of an era, or in Buddhist years.
_ERAS = {
    fold(era): year for era, year in {"民國": 1911, "民国": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}.items()
}
_ERA_YEAR = re.compile(rf"({'|'.join(_ERAS)})\ ?(\d{{1,3}}|元)(?=\ ?年)", re.ASCII)
_BUDDHIST_YEAR = re.compile(r"(?<!\d)2[456]\d\d(?!\d)", re.ASCII)
_COUNTED_WEEKDAY = re.compile(r"^(?:thu|t) ?[2-7](?=[ ,|-])")  # folded "Thứ 2", which is Monday


def plain_years(text: str, language: str) -> str:
    """Folded text with Gregorian years for those of Taiwan, Japan and, in Thai text (`th`), Thailand.

    In Vietnamese text (`vi`) a weekday that is a number goes; in Persian (`fa`) a solar date becomes Gregorian.
    """
    if language == "fa":
        return plain_days(text)
    if language == "vi":
        return _COUNTED_WEEKDAY.sub("", text)
    if language == "th":
        return _BUDDHIST_YEAR.sub(lambda found: str(int(found[0]) - 543), text)
    return _ERA_YEAR.sub(lambda found: str(_ERAS[found[1]] + int(found[2].replace("元", "1"))), text)
