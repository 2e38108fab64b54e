"""Selectors of rule files, CSS or XPath, on a page's tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cleaner.rule import SELECTORS, Layout, Phrases, listed

if TYPE_CHECKING:
    from lxml.etree import _Element

_XPATH = re.compile(r"[./(]*/|\(")
"""How an XPath begins and no CSS selector can: `//p`, `./p`, `(//p)[1]`."""
_CLASS = re.compile(r"@class and contains\(concat\(' ', normalize-space\(@class\), ' '\), ' ([^' ]+) '\)")
"""A class in an XPath made of CSS. Most names do not hold it at all, which is told without making a text of each."""
_VALUES = ("content", "datetime")
"""The attributes that hold an element's value for machines."""


class SelectorError(ValueError):
    """A selector that cannot be compiled."""


@lru_cache(1024)
def compile_selector(selector: str) -> Callable[[Any], Any]:
    """What finds a selector's elements in a tree. Raises SelectorError."""
    from lxml import cssselect, etree

    try:
        if not _XPATH.match(selector.strip()):
            path = cssselect.LxmlHTMLTranslator().css_to_xpath(selector)
            return etree.XPath(_CLASS.sub(r"contains(@class, '\1') and \g<0>", path))
        find = etree.XPath(selector)
        find(etree.Element("html"))  # unknown functions and prefixes come up only now
        return find
    except (etree.XPathError, cssselect.SelectorError) as error:
        raise SelectorError(f"bad selector '{selector}': {error}") from error


def layout_problems(layout: Layout) -> Iterator[tuple[str, str]]:
    """What is wrong with the selectors of a layout, and how to mend it."""
    for name in SELECTORS:
        for selector in listed(getattr(layout, name)):
            try:
                compile_selector(selector)
            except SelectorError as error:
                yield str(error), "write it as CSS (div.article-body) or XPath (//div[@id='text'])"
    if not any(getattr(layout, name) for name in SELECTORS if name != "when"):
        yield "a layout that selects nothing", "write body, remove, title, author, date or description"


def select(tree: _Element, selectors: Phrases) -> list[_Element]:
    """The elements of the first selector that has any, in the page's order."""
    return next((found for selector in listed(selectors) if (found := _elements(tree, selector))), [])


def select_all(tree: _Element, selectors: Iterable[str]) -> set[_Element]:
    """The elements of all selectors."""
    return {element for selector in selectors for element in _elements(tree, selector)}


def select_value(tree: _Element, selectors: Phrases) -> str | None:
    """The value of the first selector that has one: an element's for machines, else its text."""
    for selector in listed(selectors):
        for found in _results(tree, selector):
            text = found if isinstance(found, str) else _value(found)
            if text := " ".join(text.split()):
                return text
    return None


def applies(layout: Layout, tree: _Element, day: str | None) -> bool:
    """Whether a layout is a page's: its marks are there, and it was in use on the page's day."""
    if layout.valid and day and not layout.valid.holds_on(day[:10]):
        return False
    return not layout.when or any(_elements(tree, selector) for selector in listed(layout.when))


def outermost(elements: Sequence[_Element]) -> list[_Element]:
    """The elements that lie in no other of them."""
    chosen = set(elements)
    return [element for element in elements if chosen.isdisjoint(element.iterancestors())]


def _elements(tree: _Element, selector: str) -> list[_Element]:
    return [found for found in _results(tree, selector) if not isinstance(found, str)]


def _results(tree: _Element, selector: str) -> list[Any]:
    from lxml import etree

    try:
        found = compile_selector(selector)(tree)
    except etree.XPathError:  # an unknown function within a predicate comes up only here
        return []
    return found if isinstance(found, list) else [found] if isinstance(found, str) else []


def _value(element: _Element) -> str:
    value = next((value for name in _VALUES if (value := element.get(name))), None)
    return value or " ".join(map(str, element.itertext()))
