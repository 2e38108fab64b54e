"""HTML that what it holds cannot break: every text and attribute is escaped unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

from cleaner.show.safe import visible

_STYLE = Path(__file__).parents[1] / "data" / "page.css"
_VOID = frozenset({"meta", "br"})
# No script runs and nothing is fetched, whatever a text brings along.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Markup(str):
    """Text that is HTML; made by `element` alone."""

    __slots__ = ()


def element(name: str, attributes: Mapping[str, str | None] | None = None, *content: str | Iterable[str]) -> Markup:
    """Make an element. Attributes that are None are left out; content is texts, elements, or several of them."""
    given = ((key, value) for key, value in (attributes or {}).items() if value is not None)
    start = "".join(f' {key}="{escape(visible(value))}"' for key, value in given)
    if name in _VOID:
        return Markup(f"<{name}{start}>")
    return Markup(f"<{name}{start}>{''.join(map(_inner, content))}</{name}>")


def _inner(content: str | Iterable[str]) -> str:
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return escape(visible(content), quote=False)
    return "".join(map(_inner, content))


def page(title: str, *body: str | Iterable[str]) -> str:
    """Make a whole page that needs nothing but itself."""
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("title", None, title),
        Markup(f"<style>\n{_style()}</style>"),
    )
    return f"<!doctype html>\n{element('html', {'lang': 'en'}, head, element('body', None, *body))}\n"


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
