"""Authors that a page prints beside its headline: in elements whose names say so, or behind a "by"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.model import Statement
from cleaner.page.headline import beside_headline
from cleaner.page.names import names_of
from cleaner.page.people import begins_byline, read_byline
from cleaner.page.values import clean_value

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED = re.compile(r"(?<![a-z])(?:by-?lines?|authors?|autor(?:en|in|es)?|auteurs?|writers?)(?![a-z])", re.IGNORECASE)
"""Names of elements that hold an author, among them `article-author` and `author__name`."""
_OTHERS = re.compile(
    r"comment|relat|teaser|recommend|sidebar|widget|promo|more|bio|avatar|ima?ge?|photo|media|caption|credit|licen[cs]e"
    r"|follow|social|share|list|desc|about|(?<![a-z])box",
    re.IGNORECASE,
)
"""Names of what holds the author of something else, or more than the name."""
_ELSEWHERE = frozenset(("figure", "aside", "nav", "footer", "form"))
_AROUND = re.compile(r"comment|relat|teaser|recommend|caption|credit|licen[cs]e|media-?box", re.IGNORECASE)
_ABOVE = 4
"""So many elements around one may say that it belongs to something else."""
_LONGEST = 120
_MOST_PIECES, _FIRST = 20, 3
_CODE = ("script", "style", "time")


def printed_author(headline: _Element | None, sites: Iterable[str]) -> Statement | None:
    """The people that a page names beside its headline; `sites` are the names of the site."""
    for element in filter(_may_be_byline, beside_headline(headline)):
        people = read_byline(_pieces(element), sites)
        if people:
            return Statement("author", people, "byline")
    return None


def _may_be_byline(element: _Element) -> bool:
    """Whether an element says who wrote the article, by its names or by how its text begins."""
    names = names_of(element, "itemprop")
    if not begins_byline(_beginning(element)) and (not _NAMED.search(names) or _OTHERS.search(names)):
        return False
    around = (element, *islice(element.iterancestors(), _ABOVE))
    return not any(node.tag in _ELSEWHERE or _AROUND.search(names_of(node, "itemprop")) for node in around)


def _beginning(element: _Element) -> str:
    """The first words of an element, as far as a byline's may be parted by tags."""
    texts = (node.text for node in islice(element.iter("*"), _FIRST) if node.text)
    return " ".join(" ".join(text[:_LONGEST].split()) for text in texts).lstrip()


def _pieces(element: _Element) -> list[str]:
    """The texts of an element and of those within it, one by one; none of an element that says more than a byline."""
    pieces: list[str] = []
    for node in islice(element.iter(), _MOST_PIECES):
        if isinstance(node.tag, str) and node.tag not in _CODE:
            pieces.append(node.text or "")
        if node is not element:
            pieces.append(node.tail or "")
    told = [piece for piece in map(clean_value, pieces) if piece]
    return told if sum(map(len, told)) <= _LONGEST else []
