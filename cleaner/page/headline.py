"""What stands beside a page's headline: stamps and bylines are printed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.page.marks import text_of
from cleaner.page.values import same_title, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = ("h1", "h2", "h3")
_NEAR = 60
"""How many elements behind a headline may hold what belongs to it."""
_SMALL = 24
"""How many elements, itself among them, a stamp or a byline is made of at most."""
_PROSE = 200
_MOST_PROSE = 3
"""How many paragraphs (of so many code points) may stand between them."""


def beside_headline(headline: _Element | None) -> Iterator[_Element]:
    """The small elements beside a headline: those behind it in order, then those before, nearest first."""
    if headline is not None:
        yield from filter(_is_small, islice(_behind(headline), _NEAR))
        yield from filter(_is_small, _before(headline))


def _is_small(element: _Element) -> bool:
    """Whether an element is no container; what one holds is looked at by itself."""
    return next(islice(element.iter(), _SMALL, None), None) is None


def find_headline(tree: _Element, title: str | None) -> _Element | None:
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
