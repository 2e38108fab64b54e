"""HTML to plain text and metadata. The only importer of trafilatura, and only when it is needed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.model import Metadata, Method
from cleaner.page_metadata import PageMetadata, read_page_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|section|span|table|ul|br|meta|script)\b[^<>]*>", re.IGNORECASE
)
_SAMPLE = 20_000
_LARGEST = 2_000_000
"""Pages longer than this (code points) are not given to trafilatura, whose time grows faster than they do."""


@dataclass(frozen=True)
class Page:
    """The text of a page, as blocks on lines of their own, and what the page says about itself."""

    text: str
    about: PageMetadata
    method: Method
    warnings: list[str] = field(default_factory=list)


def looks_like_html(text: str) -> bool:
    """Whether a text is a page or a piece of one: several tags, or one at the very beginning."""
    if "<" not in text[:_SAMPLE]:
        return False
    head = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    return bool(_TAG.match(head)) or len(_TAG.findall(head)) >= 3


def read_html(page: str, *, url: str | None = None, fallback: bool = True) -> Page:
    """The article text and metadata of a page.

    With `fallback`, trafilatura says which blocks are the article; where it finds none, and without it,
    all the page's text comes back for the rules to work on.
    """
    tree = _parse(page)
    about = PageMetadata(Metadata()) if tree is None else read_page_metadata(tree, url)
    text = _extract(page, url) if fallback and len(page) <= _LARGEST else None
    if text:
        return Page(text, about, "trafilatura")
    why = "the page is too large for trafilatura" if fallback and len(page) > _LARGEST else "no article was found"
    all_text = page if tree is None else _all_text(tree)
    return Page(all_text, about, "generic", [f"{why}; all text of the page was used"])


def _parse(page: str) -> _Element | None:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    return etree.fromstring(page.encode("utf-8", "replace"), parser) if page.strip() else None


def _extract(page: str, url: str | None) -> str | None:
    from trafilatura import bare_extraction

    # Without `as_dict` the result is a Document; its annotation allows both.
    document: Any = bare_extraction(page, url=url, favor_precision=True, include_comments=False)
    return document.text if document else None


def _all_text(tree: _Element) -> str:
    for node in tree.iter("script", "style", "noscript", "template"):
        node.text = None
    return "\n".join(" ".join(part.split()) for part in map(str, tree.itertext()) if part.strip())
