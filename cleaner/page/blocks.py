"""A tree as blocks: the pieces of text that a browser sets apart, each with its role.

Everything that takes text from a page does so by choosing among these, so that a paragraph reads the
same whoever chose it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
_TURNS = _BLOCKS | {"a"}
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

Turn = tuple[int, "_Element | None"]
"""From which part of a text on it is in a link, or in none."""

MOST = 20_000
"""Blocks of one page; what follows is not read. A book has fewer, and the time of all that follows hangs on them."""


@dataclass(slots=True)
class Block:
    """A piece of text: white space folded, without the blocks within it.

    `role` is "p", "h1" to "h6", "item", "quote", "pre", "cell" or "caption"; `node` the element whose text
    it is; `linked` the number of characters in links. `parts` are the text as it stood in the page, where it has
    links, and `turns` where these begin and end.
    """

    text: str
    role: str
    node: _Element
    linked: int
    parts: Sequence[str] = ()
    turns: Sequence[Turn] = ()

    def links(self) -> list[Link]:
        """The links of the text that lead somewhere, apart and in order, their addresses as written."""
        links: list[Link] = []
        end, gap = 0, False
        for (first, anchor), (last, _) in pairwise([(0, None), *self.turns, (len(self.parts), None)]):
            raw = "".join(self.parts[first:last])
            text = " ".join(raw.split())
            if text:
                start = end + (end > 0 and (gap or raw[0].isspace()))
                end = start + len(text)
                if anchor is not None and (address := anchor.get("href")):
                    links.append(Link(start, end, address))
            gap = raw[-1].isspace() if text else gap or bool(raw)
        return links


def read_blocks(root: _Element, skip: Collection[_Element] = ()) -> list[Block]:
    """The blocks below an element, in order, `MOST` of them at the most, without those below the elements of `skip`."""
    from lxml import etree

    reader = _Reader()
    blocks, add, anchors = reader.blocks, reader.parts.append, reader.anchors
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:  # twice for each element of a page: no calls that can be spared
        tag = node.tag
        if event == "end":
            if tag in _TURNS:
                reader.close(node)
                if len(blocks) >= MOST:
                    return blocks[:MOST]
            text = node.tail if node is not root else None
        elif tag in _UNSEEN or (skip and node in skip):
            walk.skip_subtree()
            continue
        else:
            if tag in _TURNS:
                reader.open(node, tag)
            text = node.text
        if text:
            add(text)
            if anchors:
                reader.linked += len(text)
    reader.flush()
    return blocks[:MOST]


class _Reader:
    """Puts text together until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.anchors: list[_Element] = []
        self.linked = 0
        self._open: list[tuple[_Element, str]] = []
        self._turns: list[Turn] = []

    def open(self, node: _Element, tag: str) -> None:
        if tag == "a":
            self.anchors.append(node)
            self._turns.append((len(self.parts), node))
        else:
            self.flush()
            above = self._open[-1][1] if self._open else "p"
            self._open.append((node, _ROLES.get(tag, above)))

    def close(self, node: _Element) -> None:
        if self._open and self._open[-1][0] is node:
            self.flush()
            self._open.pop()
        elif self.anchors and self.anchors[-1] is node:
            self.anchors.pop()
            self._turns.append((len(self.parts), self.anchors[-1] if self.anchors else None))

    def flush(self) -> None:
        """End a block."""
        parts, turns = self.parts, self._turns
        if parts:
            text = " ".join("".join(parts).split())
            if text:
                block = Block(text, self._open[-1][1], self._open[-1][0], min(self.linked, len(text)))
                if turns:
                    block.parts, block.turns = tuple(parts), tuple(turns)
                self.blocks.append(block)
            parts.clear()
            self.linked = 0
        if turns:
            turns.clear()
            if self.anchors:
                turns.append((0, self.anchors[-1]))
