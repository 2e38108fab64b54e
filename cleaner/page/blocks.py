"""A tree as blocks: the pieces of text that a browser sets apart, each with its role.

Everything that takes text from a page does so by choosing among these, so that a paragraph reads the
same whoever chose it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({
    "applet", "audio", "base", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map",
    "math", "meta", "noscript", "object", "optgroup", "option", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})  # fmt: skip
_ROLES = {
    **{f"h{n}": f"h{n}" for n in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quote", "pre": "pre", "td": "cell", "th": "cell", "figcaption": "caption", "caption": "caption",
}  # fmt: skip


MOST = 20_000
"""Blocks of one page; what follows is not read. A book has fewer, and the time of all that follows hangs on them."""


@dataclass(slots=True)
class Block:
    """A piece of text: white space folded, without the blocks within it.

    `role` is "p", "h1" to "h6", "item", "quote", "pre", "cell" or "caption"; `node` the element whose text
    it is; `linked` the number of characters in links.
    """

    text: str
    role: str
    node: _Element
    linked: int


def read_blocks(root: _Element, skip: Collection[_Element] = ()) -> list[Block]:
    """The blocks below an element, in order, `MOST` of them at the most, without those below the elements of `skip`."""
    from lxml import etree

    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if len(reader.blocks) >= MOST:
            return reader.blocks[:MOST]
        if event == "end":
            reader.close(node)
            if node is not root:
                reader.add(node.tail)
        elif node.tag in _UNSEEN or node in skip:
            walk.skip_subtree()
        else:
            reader.open(node)
            reader.add(node.text)
    reader.flush()
    return reader.blocks


class _Reader:
    """Puts text together until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: list[tuple[_Element, str]] = []
        self._parts: list[str] = []
        self._linked = self._links = 0

    def open(self, node: _Element) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self.flush()
            above = self._open[-1][1] if self._open else "p"
            self._open.append((node, _ROLES.get(tag, above)))
        elif tag == "a":
            self._links += 1

    def close(self, node: _Element) -> None:
        if self._open and self._open[-1][0] is node:
            self.flush()
            self._open.pop()
        elif node.tag == "a" and self._links:
            self._links -= 1

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            if self._links:
                self._linked += len(text)

    def flush(self) -> None:
        """End a block."""
        text = " ".join("".join(self._parts).split())
        if text:
            node, role = self._open[-1]
            self.blocks.append(Block(text, role, node, min(self._linked, len(text))))
        self._parts.clear()
        self._linked = 0
