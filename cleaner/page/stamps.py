"""Dates that a page prints: in its address, in `time` elements and beside its headline.

Only what is a stamp as a whole is read, with no more than a label before it; a sentence with a date in it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.dates.parse import parse_date
from cleaner.model import Statement
from cleaner.page.marks import text_of
from cleaner.page.values import same_title, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEAR = 60
"""How many elements behind a headline may hold its stamp."""
_PROSE = 200
_MOST_PROSE = 3
"""How many paragraphs (of so many code points) may stand between a headline and its stamp."""
_LONGEST = 120
_LABEL = 4
"""How many words may stand before a stamp: `First published on`."""

_URL_DAY = re.compile(r"(?:/|[-_])((?:19|20)\d\d)([/-]?)(\d\d)\2(\d\d)(?=\D|$)")
_PARTS = re.compile(r"\s*[|•·»]\s*|\s+[–—-]\s+|:\s+|,?\s+(?:by|von|par|por)\s+", re.IGNORECASE)
# 4/6/2013 is in April or in June: American and British pages differ, and so few say which they are.
_TWO_DAYS = re.compile(r"(?<![\d/-])(?:0?[1-9]|1[0-2])([/-])(?:0?[1-9]|1[0-2])\1\d{2}(?:\d{2})?(?![\d/-])")
_SENTENCE = re.compile(r"(?:\S+\s+){8}.*[.!?。]$")
_HEADINGS = ("h1", "h2", "h3")
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


def printed_dates(tree: _Element, title: str | None, language: str | None) -> Iterator[Statement]:
    """The dates that a page shows, the surest first; `title` tells which heading is the article's."""
    yield from _by_headline(tree, title, language)
    yield from _lone_time(tree)


def _by_headline(tree: _Element, title: str | None, language: str | None) -> Iterator[Statement]:
    """The stamps beside the headline, those behind it first, those of changes last; their values are ISO 8601."""
    anchor = _headline(tree, title)
    if anchor is None:
        return
    late: list[Statement] = []
    for element in (*islice(_behind(anchor), _NEAR), *_before(anchor)):
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


def _headline(tree: _Element, title: str | None) -> _Element | None:
    """The heading that is the title, an `h1` before others: navigation and teasers repeat it above."""
    if not title:
        return None
    key = words(title)
    headings = sorted(islice(tree.iter(*_HEADINGS), 200), key=lambda element: element.tag != "h1")
    return next((element for element in headings if same_title(text_of(element), key)), None)


def _behind(element: _Element) -> Iterator[_Element]:
    """The elements behind another, in order, until the prose has begun."""
    prose = 0
    above: Iterable[_Element] = (element, *islice(element.iterancestors(), 50))
    for inner in above:
        for sibling in inner.itersiblings():
            for node in sibling.iter("*"):
                prose += node.tag == "p" and len(text_of(node)) > _PROSE
                if prose > _MOST_PROSE:
                    return
                if node.tag not in ("script", "style", "svg", "path"):
                    yield node


def _before(element: _Element) -> list[_Element]:
    """The elements just before another, nearest first: its own siblings and its parent's."""
    out: list[_Element] = []
    for inner in (element, *islice(element.iterancestors(), 1)):
        for sibling in inner.itersiblings(preceding=True):
            out += islice(sibling.iter("*"), 10)
    return out[:20]
