"""A page as a tree, whatever was sent as a page: bounded in time, size and depth.

The parser is libxml2's, which recovers from broken markup, fetches nothing and expands no entities of a page's own.
What it does badly is put right here: it compares each attribute of a tag with all before it (50,000 on one tag take
minutes), and it drops what is nested deeper than 2,048 elements together with all that follows.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 3_000_000
"""Code points, without long attributes; what follows is not read. Long articles have a tenth of it, markup and all."""

_MOST_ATTRIBUTES = 200
_LONGEST_ATTRIBUTE = 50_000
"""What is longer is a picture or an application's data."""
# With the values of attributes, as a ">" in one does not end the tag. Possessive, and matched where the
# last tag ended: so that it is linear, whatever is left open.
_TAG = re.compile(
    r"""<[a-zA-Z][^\s>/=]*+(?:=\s*+"[^"]*+(?:"|\Z)|=\s*+'[^']*+(?:'|\Z)|[^>=]++|=)*+>?""",
)
_ATTRIBUTE = re.compile(r"""[^\s=/]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]++)?)?""")
_MARKUP = re.compile(r"<[!/?a-zA-Z][^<>]*+>?")
_DISALLOWED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOO_DEEP = "Excessive depth"


def parse_page(page: str) -> tuple[HtmlElement | None, tuple[str, ...]]:
    """The tree of a page, without comments, and warnings of what was left out; None where nothing can be read."""
    from lxml import etree, html

    warnings = []
    whole = _with_few_attributes(page.replace("\0", ""))
    if len(whole) > LARGEST:
        warnings.append(f"the page was cut at {LARGEST:,} characters")
    source = whole[:LARGEST]
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    # Trafilatura wants this class; lxml.html's parser would choose it anew for each element, which takes its time.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it
        return None, tuple(warnings)
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        warnings.append("the page's elements are nested too deep; its text was read without them")
        tree = _flat(whole)
    return tree, tuple(warnings)


def _with_few_attributes(page: str) -> str:
    """A page whose tags have no more than so many attributes, and none that is very long."""
    pieces, place = [], 0
    for tag in _TAG.finditer(page):
        start, end = tag.span()
        if end - start > 2 * _MOST_ATTRIBUTES:
            pieces += [page[place:start], _few_attributes(tag[0])]
            place = end
    return "".join([*pieces, page[place:]])


def _few_attributes(tag: str) -> str:
    name, *attributes = (match[0] for match in islice(_ATTRIBUTE.finditer(tag), _MOST_ATTRIBUTES + 2))
    short = [attribute for attribute in attributes if len(attribute) <= _LONGEST_ATTRIBUTE]
    fits = len(short) == len(attributes) <= _MOST_ATTRIBUTES
    return tag if fits else f"{name} {' '.join(short[:_MOST_ATTRIBUTES])}>"


def _flat(source: str) -> HtmlElement:
    """The text between a page's tags, a line each."""
    from lxml import html

    tree: HtmlElement = html.Element("body")
    room = LARGEST
    for line in filter(str.strip, _MARKUP.split(source)):
        room -= len(line)
        if room < 0:
            break
        paragraph = html.Element("p")
        paragraph.text = _DISALLOWED.sub(" ", line)
        tree.append(paragraph)
    return tree
