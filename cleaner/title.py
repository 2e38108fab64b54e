"""The title of a raw text: the first line that rules do not claim and that reads like a headline."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaner.document import Document
from cleaner.model import Match

_LONGEST = 160
_LONGEST_PLAIN = 110
"""Of 330 headlines on real pages 3 % are longer; of Arabic texts without a title half the first lines are."""
_MOST_ABOVE = 4
"""How many lines of furniture or unknown may stand above a title."""
_NOT_AT_END = ".,;:。，；：।۔"  # of folded text, in which the Arabic comma is the Latin one
_CLOSING = "\"') "
_BULLETS = "•●▪■◆*-–—"
_LONGEST_ENTRY = 12


def find_title(document: Document, matches: Sequence[Match]) -> int | None:
    """The segment that holds the title, or None where the text does not begin with one.

    A line that rules remove is no title, nor is an item of a list: breadcrumbs come as lists. Nor is a word
    right below a menu.
    A headline is short, does not close with a full stop, and has prose below it: a text that
    begins with its first paragraph has no title to give. One that is long, or ends in dots or
    an exclamation mark, must also stand apart from what follows.
    """
    claimed = {match.segment for match in matches if match.action != "protect"}
    whole = {match.segment for match in matches if match.whole and match.action != "protect"}
    menu = {match.segment for match in matches if match.kind == "navigation" and match.whole}
    for index in range(min(len(document), len(claimed) + 1 + _MOST_ABOVE)):
        if document.is_long(index) and index in claimed - whole:
            return None  # a paragraph with noise glued to it
        if index in claimed or (document.folded(index)[0] in _BULLETS and not document.is_long(index)):
            continue
        if index - 1 in menu and document.length(index) <= _LONGEST_ENTRY and not document.unspaced:
            menu.add(index)  # one more entry, which no rule knows
            continue
        return index if _has_prose_below(document, index) and _is_headline(document, index, claimed) else None
    return None


def _is_headline(document: Document, index: int, claimed: Collection[int]) -> bool:
    text, length = document.folded(index), document.length(index)
    if length > _LONGEST or not any(c.isalpha() for c in text):
        return False
    if text[-1] in _NOT_AT_END and not text.endswith(".."):
        return False
    plain = length <= _LONGEST_PLAIN and not text.rstrip(_CLOSING).endswith(("!", ".."))
    return plain or _stands_apart(document, index, claimed)


def _stands_apart(document: Document, index: int, claimed: Collection[int]) -> bool:
    """Whether furniture or a short line stands beside a line, or more blank lines below it than below the next."""
    below = index + 1
    if below in claimed or not (document.is_long(below) or document.ends_sentence(below)):
        return True
    return _line_ends(document, index) > _line_ends(document, below)


def _line_ends(document: Document, index: int) -> int:
    """How many line ends part a segment from the next, if there is one."""
    end, following = document.ends[index], document.starts[index + 1 : index + 2]
    return document.text.count("\n", end, following[0]) if following else 0


def _has_prose_below(document: Document, index: int) -> bool:
    return any(document.is_long(below) for below in range(index + 1, len(document)))
