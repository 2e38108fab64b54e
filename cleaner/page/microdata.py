"""Microdata (`itemscope`, `itemprop`) as nodes of the same shape as JSON-LD's.

What a property's value is follows the HTML standard, save that `content` counts on any element, as search engines
have it: https://html.spec.whatwg.org/multipage/microdata.html#values
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 3_000
"""Properties and items beyond this many belong to lists, not to an article."""
_DEEPEST = 200
_LONGEST = 1_000
"""Longer texts (code points) are bodies, not facts."""

_URL_OF = {"a": "href", "link": "href", "area": "href", "img": "src", "iframe": "src", "video": "src", "audio": "src"}
_TEXTS = frozenset(("headline", "name", "author", "creator", "keywords", "articleSection", "description"))


def read_microdata(tree: _Element) -> list[dict[str, Any]]:
    """The items of a page that have properties and are none themselves, in order.

    Properties outside of any item are those of a first, bare one.
    """
    bare: dict[str, Any] = {}
    items: dict[_Element, dict[str, Any]] = {}
    for element in cast("list[_Element]", tree.xpath("descendant::*/@itemprop/.."))[:_MOST]:
        above = islice(element.iterancestors(), _DEEPEST)
        owner = next((outer for outer in above if outer.get("itemscope") is not None), None)
        node = bare if owner is None else _item(owner, items)
        names = element.get("itemprop", "").split()
        value = _value(element, names) if element.get("itemscope") is None else _item(element, items)
        for name in names if value else ():
            node.setdefault(name, []).append(value)
    return [bare, *(item for element, item in items.items() if not element.get("itemprop"))]


def _item(element: _Element, items: dict[_Element, dict[str, Any]]) -> dict[str, Any]:
    """The node of an element, begun when it is first asked for."""
    if element not in items:
        items[element] = {"@type": element.get("itemtype", ""), "@id": element.get("itemid", "")}
    return items[element]


def _value(element: _Element, names: list[str]) -> str:
    # A headline that links to its article is a text, not an address.
    address = _URL_OF.get(str(element.tag), "") if not _TEXTS.intersection(names) else ""
    for name in ("content", "datetime", address):
        value = element.get(name) if name else None
        if value:
            return value.strip()
    pieces = islice(element.itertext(), 100)
    text = " ".join(" ".join(map(str, pieces)).split())
    return text if len(text) <= _LONGEST else ""
