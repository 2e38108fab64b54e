"""Dates that a page prints: in its address, in `time` elements and beside its headline.

Only what is a stamp as a whole is read, with no more than a label before it; a sentence with a date in it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.dates.parse import parse_date
from cleaner.model import Statement
from cleaner.page.headline import beside_headline
from cleaner.page.marks import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 120
_LABEL = 4
"""How many words may stand before a stamp: `First published on`."""

_URL_DAY = re.compile(r"(?:/|[-_])((?:19|20)\d\d)([/-]?)(\d\d)\2(\d\d)(?=\D|$)")
_PARTS = re.compile(r"\s*[|•·»]\s*|\s+[–—-]\s+|:\s+|,?\s+(?:by|von|par|por)\s+", re.IGNORECASE)
# 4/6/2013 is in April or in June: American and British pages differ, and so few say which they are.
_TWO_DAYS = re.compile(r"(?<![\d/-])(?:0?[1-9]|1[0-2])([/-])(?:0?[1-9]|1[0-2])\1\d{2}(?:\d{2})?(?![\d/-])")
_SENTENCE = re.compile(r"(?:\S+\s+){8}.*[.!?。]$")
# Words that say that a stamp is not that of publishing, or that a sentence holds it.
_CHANGED = re.compile(
    r"\b(?:updated?|modified|edited|revised|aktualisiert|geändert|stand|mis à jour|modifié|actuali[sz]ad[oa]|"
    r"aggiornat[oa]|bijgewerkt|uppdaterad|oppdatert|zaktualizowano|atualizado|обновлено)\b|更新|تحديث",
    re.IGNORECASE,
)


def in_address(url: str) -> Iterator[Statement]:
    """The day that an address holds, such as `/2019/11/18/` or `-20191118`: it is made when the article is."""
    for year, _, month, day in _URL_DAY.findall(url):
        yield Statement("date", f"{year}-{month}-{day}", "url")


def printed_dates(tree: _Element, headline: _Element | None, language: str | None) -> Iterator[Statement]:
    """The dates that a page shows, the surest first."""
    yield from _by_headline(headline, language)
    yield from _lone_time(tree)


def _by_headline(headline: _Element | None, language: str | None) -> Iterator[Statement]:
    """The stamps beside the headline, those behind it first, those of changes last; their values are ISO 8601."""
    late: list[Statement] = []
    for element in beside_headline(headline):
        text = text_of(element)
        value = read_stamp(text, language)
        found = _marked_up(element, value, language) or (value and Statement("date", value, "text"))
        if found and _CHANGED.search(text):
            late.append(found)
        elif found:
            yield found
    yield from late


def _marked_up(element: _Element, value: str | None, language: str | None) -> Statement | None:
    """What a `time` element says that is, or holds, a stamp: machines write the time and its zone out."""
    for time in islice(element.iter("time"), 1):
        told = parse_date(time.get("datetime", ""), language=language)
        if told and (told[:10] == (value or "")[:10] or time is element):
            return Statement("date", told, "time")
    return None


def _lone_time(tree: _Element) -> Iterator[Statement]:
    """The day of all `time` elements, where it is one."""
    values = {element.get("datetime", "") for element in islice(tree.iter("time"), 20)}
    if len({value[:10] for value in values}) == 1:
        yield Statement("date", min(values), "time")


def read_stamp(text: str, language: str | None) -> str | None:
    """The date of a short line that is a stamp but for its label, or None; None, too, where it may be two days."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)) or _SENTENCE.search(text):
        return None
    if language in (None, "en") and _TWO_DAYS.search(text):
        return None
    for part in dict.fromkeys((text, *_PARTS.split(text))):
        pieces = part.split()
        for begin in range(min(_LABEL, len(pieces)) + 1):
            found = parse_date(" ".join(pieces[begin:]), language=language)
            if found:
                return found
    return None
