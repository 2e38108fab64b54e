"""A tree as blocks: the pieces of text that a browser sets apart, each with its role.

Everything that takes text from a page does so by choosing among these, so that a paragraph reads the
same whoever chose it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaner.model import Link

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
    it is; `linked` the number of characters in links; `links` are those of the text that lead somewhere, apart and in
    order, their addresses as written.
    """

    text: str
    role: str
    node: _Element
    linked: int
    links: tuple[Link, ...] = ()


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
        self._linked = 0
        self._anchors: list[_Element] = []
        self._turns: list[tuple[int, str]] = []

    def open(self, node: _Element) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self.flush()
            above = self._open[-1][1] if self._open else "p"
            self._open.append((node, _ROLES.get(tag, above)))
        elif tag == "a":
            self._anchors.append(node)
            self._turn()

    def close(self, node: _Element) -> None:
        if self._open and self._open[-1][0] is node:
            self.flush()
            self._open.pop()
        elif self._anchors and self._anchors[-1] is node:
            self._anchors.pop()
            self._turn()

    def _turn(self) -> None:
        """Note where the text begins to lead somewhere else, or nowhere."""
        self._turns.append((len(self._parts), self._anchors[-1].get("href", "") if self._anchors else ""))

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            if self._anchors:
                self._linked += len(text)

    def flush(self) -> None:
        """End a block."""
        text = " ".join("".join(self._parts).split())
        if text:
            node, role = self._open[-1]
            links = tuple(_links(self._parts, self._turns)) if self._turns else ()
            self.blocks.append(Block(text, role, node, min(self._linked, len(text)), links))
        self._parts.clear()
        self._linked = 0
        self._turns.clear()
        if self._anchors:
            self._turn()


def _links(parts: Sequence[str], turns: Sequence[tuple[int, str]]) -> Iterator[Link]:
    """Where the links come to stand once the white space of the parts is folded."""
    end, gap = 0, False
    for (first, address), (last, _) in pairwise([(0, ""), *turns, (len(parts), "")]):
        raw = "".join(parts[first:last])
        text = " ".join(raw.split())
        if text:
            start = end + (end > 0 and (gap or raw[0].isspace()))
            end = start + len(text)
            if address:
                yield Link(start, end, address)
        gap = raw[-1].isspace() if text else gap or bool(raw)
