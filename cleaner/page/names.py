"""What the tags, classes and ids around a block say of it.

The words are those that the web's templates are written with, whatever language the page is in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.page.blocks import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_FURNITURE = re.compile(
    r"nav|foot|side|relat|recommend|comment|share|social|promo|teaser|widget|banner|advert|(?<![a-z])ads?(?![a-z])|sponsor"
    r"|newsletter|subscri|popular|most|trend|breadcrumb|menu|meta|byline|author|tags?(?![a-z])|caption|credit|gallery|login"
    r"|modal|popup|cookie|consent|more|latest|copyright|disclaim|pagination|pager|print|tool|rating|vote|sitemap|hidden"
    r"|carousel|slider|infobox|toc|reply|respond|disqus"
)
_CONTENT = re.compile(r"article|body|content|story|entry|post|text|main|single|news|prose|page")
_BODY = re.compile(r"(?:article|entry|post|story|news|main|body|rich)[-_]*(?:body|content|text)")
_HIDDEN = re.compile(r"display\s*:\s*none")
_TAGS = ("article", "main", "aside", "footer", "nav", "header", "form", "figure", "table", "li", "blockquote")
_LONGEST_NAME = 400


def names_of(node: _Element, *more: str) -> str:
    """The class and id names of an element, and what further attributes hold; no longer than names are."""
    return " ".join(node.get(name, "") for name in ("class", "id", *more))[:_LONGEST_NAME]


class _Names(NamedTuple):
    """What the names of an element and of all around it say."""

    tags: frozenset[str]
    furniture: int
    content: int
    body: bool
    hidden: bool
    own: bool


def surroundings(blocks: Sequence[Block]) -> dict[str, list[float]]:
    """For each block what surrounds it: numbers from 0 to 1, by name."""
    known: dict[_Element, _Names] = {}
    names = [_names(block.node, known) for block in blocks]
    h1 = next((index for index, block in enumerate(blocks) if block.role == "h1"), 0)
    return {
        "before_h1": [float(index < h1) for index in range(len(blocks))],
        "furniture": [min(name.furniture, 3) / 3 for name in names],
        "own_furniture": [float(name.own) for name in names],
        "content": [min(name.content, 4) / 4 for name in names],
        "body": [float(name.body) for name in names],
        "hidden": [float(name.hidden) for name in names],
        **{f"in_{tag}": [float(tag in name.tags) for name in names] for tag in _TAGS},
    }


def _names(node: _Element, known: dict[_Element, _Names]) -> _Names:
    """The names around an element; a page's elements are nested 2,048 deep at most, so no recursion."""
    path = []
    current: _Element | None = node
    while current is not None and current not in known:
        path.append(current)
        current = current.getparent()
    found = _Names(frozenset(), 0, 0, False, False, False) if current is None else known[current]
    for element in reversed(path):
        found = known[element] = _with(element, found)
    return found


def _with(node: _Element, above: _Names) -> _Names:
    tag = str(node.tag)
    if tag in ("html", "body"):
        return above
    furniture, content, body = _said(names_of(node))
    style = node.get("style")
    hidden = node.get("hidden") is not None or bool(style and _HIDDEN.search(style, 0, _LONGEST_NAME))
    return _Names(
        above.tags | {tag} if tag in _TAGS else above.tags,
        above.furniture + furniture,
        above.content + content,
        above.body or body or node.get("itemprop") == "articleBody",
        above.hidden or hidden,
        furniture,
    )


@lru_cache(4096)
def _said(names: str) -> tuple[bool, bool, bool]:
    """Whether class and id names speak of furniture, of content, of the body. Few are met but once."""
    lower = names.lower()
    return bool(_FURNITURE.search(lower)), bool(_CONTENT.search(lower)), bool(_BODY.search(lower))
