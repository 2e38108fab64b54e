"""What schema.org nodes, from JSON-LD or microdata, say about the article of a page.

A page may describe many articles: its own, the teasers beside it, those of a list. The one that counts is the
page's own, known by its URL or its headline; where nothing tells them apart, none counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.model import Statement
from cleaner.page.values import clean_value, same_page, same_title

Node = Mapping[str, Any]

_ARTICLE = re.compile(r"(?:[a-z]*article|(?:live)?blogposting|socialmediaposting|review|report)$")
_PAGE = re.compile(r"(?:web|item|about)page$|creativework$|videoobject$|podcastepisode$")
_SITE = re.compile(r"(?:website|[a-z]*organization|newspaper|blog)$")
_ABOUT = ("@graph", "mainEntity", "mainEntityOfPage", "blogPost")
"""Where a node may hold the page's own article."""
_MOST = 500

_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("headline", "name")),
    ("author", ("author", "creator")),
    ("date", ("datePublished", "dateCreated", "uploadDate")),
    ("description", ("description",)),
    ("tags", ("keywords",)),
    ("categories", ("articleSection",)),
    ("image", ("image", "thumbnailUrl")),
    ("language", ("inLanguage",)),
    ("license", ("license",)),
    ("url", ("url", "mainEntityOfPage")),
    ("sitename", ("publisher",)),
)
_KEYS = {
    "image": ("url", "contentUrl", "@id"),
    "url": ("@id", "url"),
    "license": ("url", "@id", "name"),
    "language": ("alternateName", "name"),
}
"""Which property of a nested node is the value, where it is not its name."""


class Known(NamedTuple):
    """What is known of a page before its nodes are read: its own addresses and titles."""

    urls: Sequence[str]
    titles: Sequence[str]


def statements(values: Iterable[Any], known: Known, origin: str) -> Iterator[Statement]:
    """What the nodes say: of the page's article first, then of the page, then of the site."""
    nodes = list(_nodes(values))
    index = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    own = _own(nodes, known)
    for node in own:
        yield from _facts(node, index, origin)
    if own:
        yield from _breadcrumbs(nodes, index, origin)
    for node in nodes:
        if _is(node, _SITE):
            yield from (Statement("sitename", name, origin) for name in _names(node.get("name"), index))


def _nodes(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The nodes that may speak of the page, outermost first."""
    todo, count = list(values), 0
    while todo and count < _MOST:
        value = todo.pop(0)
        if isinstance(value, list):
            todo = value[:_MOST] + todo
        elif isinstance(value, dict):
            count += 1
            yield value
            todo += [value[name] for name in _ABOUT if isinstance(value.get(name), list | dict)]


def _is(node: Node, kinds: re.Pattern[str]) -> bool:
    """Whether one of a node's types, whatever its prefix, is of some kind."""
    types = node.get("@type")
    listed = types if isinstance(types, list) else str(types or "").split()
    return any(isinstance(name, str) and kinds.match(re.split(r"[/:#]", name)[-1].lower()) for name in listed)


def _own(nodes: Sequence[Node], known: Known) -> list[Node]:
    """The nodes about the page's own article: articles, else pages; of several those that are best told to be it."""
    for kinds in (_ARTICLE, _PAGE):
        found = [node for node in nodes if _is(node, kinds)]
        marks = [_likeness(node, known) for node in found]
        best = max(marks, default=0)
        if best:
            return [node for node, mark in zip(found, marks, strict=True) if mark == best]
        if len(found) == 1 and not (_addresses(found[0]) and known.urls):
            return found
    return [node for node in nodes if not node.get("@type") and len(_texts(node.get("headline"), (), {})) == 1]


def _likeness(node: Node, known: Known) -> int:
    """What tells that a node is the page's own article: its address for two, its headline for one."""
    address = any(same_page(address, url) for address in _addresses(node) for url in known.urls)
    titles = _texts(node.get("headline") or node.get("name"), ("name",), {})
    return 2 * address + any(same_title(title, other) for title in titles for other in known.titles)


def _addresses(node: Node) -> list[str]:
    return [text for name in ("url", "mainEntityOfPage", "@id") for text in _texts(node.get(name), ("@id", "url"), {})]


def _facts(node: Node, index: Mapping[str, Node], origin: str) -> Iterator[Statement]:
    for name, properties in _FIELDS:
        for prop in properties:
            if prop == "name" and _is(node, _PAGE):
                continue
            for text in _texts(node.get(prop), _KEYS.get(name, ("name",)), index):
                yield Statement(name, text, origin)


def _names(value: Any, index: Mapping[str, Node]) -> list[str]:
    return _texts(value, ("name",), index)


def _texts(value: Any, keys: Sequence[str], index: Mapping[str, Node], depth: int = 0) -> list[str]:
    """The texts of a value: itself, its items, or what a nested node has under one of some keys."""
    if isinstance(value, str):
        text = clean_value(value)
        return [text] if text else []
    if depth > 4:
        return []
    if isinstance(value, list):
        return [text for item in value[:100] for text in _texts(item, keys, index, depth + 1)]
    if isinstance(value, Mapping):
        whole = index.get(str(value.get("@id")), value) if len(value) <= 2 else value
        for key in keys:
            found = _texts(whole.get(key), keys, index, depth + 1)
            if found:
                return found
    return []


def _breadcrumbs(nodes: Sequence[Node], index: Mapping[str, Node], origin: str) -> Iterator[Statement]:
    """The page's place in its site, without the first step, which is the site, and the last where it is the page."""
    lists = [node for node in nodes if _is(node, re.compile("breadcrumblist$"))]
    for node in lists[:1]:
        steps = node.get("itemListElement")
        for step in (steps if isinstance(steps, list) else [])[1:]:
            if isinstance(step, Mapping):
                for text in (_names(step.get("name"), index) or _names(step.get("item"), index))[:1]:
                    yield Statement("breadcrumb", text, origin)
