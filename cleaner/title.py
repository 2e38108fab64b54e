"""The title of a raw text: the first line that rules do not claim and that reads like a headline."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.document import Document
from cleaner.model import Match

_LONGEST = 160
_MOST_ABOVE = 4
"""How many lines of furniture or unknown may stand above a title."""
_NOT_AT_END = ".,;:。，；：।۔"  # of folded text, in which the Arabic comma is the Latin one


def find_title(document: Document, matches: Sequence[Match]) -> int | None:
    """The segment that holds the title, or None where the text does not begin with one.

    A line that rules remove is no title. A headline is short, does not close with a full stop,
    and has prose below it: a text that begins with its first paragraph has no title to give.
    """
    claimed = {match.segment for match in matches if match.action != "protect"}
    for index in range(min(len(document), len(claimed) + 1 + _MOST_ABOVE)):
        if index in claimed:
            continue
        return index if _is_headline(document, index) and _has_prose_below(document, index) else None
    return None


def _is_headline(document: Document, index: int) -> bool:
    text = document.folded(index)
    if document.length(index) > _LONGEST or not any(c.isalpha() for c in text):
        return False
    return text.endswith("..") or text[-1] not in _NOT_AT_END


def _has_prose_below(document: Document, index: int) -> bool:
    return any(document.is_long(below) for below in range(index + 1, len(document)))
