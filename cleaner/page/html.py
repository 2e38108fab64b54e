"""A page to the text of its article, block by block, with what the page says about itself.

Three ways, the first that finds something: the selectors of its publisher, the judgement of every block
(`cleaner.page.body`), all text. Whichever it is, the same rules run over the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from cleaner.model import LeftOut, Line, Metadata, Method, Span
from cleaner.page.blocks import MOST, Block, read_blocks
from cleaner.page.body import choose_body
from cleaner.page.captions import add_captions
from cleaner.page.date import read_moment
from cleaner.page.kind import is_fragment, unescaped
from cleaner.page.metadata import PageMetadata, read_page_metadata
from cleaner.page.select import applies, outermost, select, select_all, select_value
from cleaner.page.structure import block_lines
from cleaner.page.tree import parse_page
from cleaner.rule import Layout, Layouts, listed

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MOST_BLOCKS = 5_000
"""Pages of more blocks are lists or worse; they are not judged block by block."""

_ENOUGH = 0.85
"""A family's body that holds less of what was judged to be the article (by characters) is not this page's body."""

FindLayouts = Callable[[PageMetadata], Layouts]
"""The layouts that may be a page's, by what the page says of itself."""


@dataclass(frozen=True)
class Page:
    """A page's text, a block a line, with what each line is, and what the page says about itself.

    `captions` are the places of those lines that are captions of pictures among the article; `left_out` is what was
    judged not to be of it.
    """

    text: str
    lines: tuple[Line, ...]
    about: PageMetadata
    method: Method
    warnings: tuple[str, ...] = ()
    captions: tuple[Span, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read_html(
    page: str, *, url: str | None = None, layouts: FindLayouts = lambda _: Layouts(), fallback: bool = True
) -> Page:
    """The article of a page: by its publisher's layout; else, with `fallback`, by judging its blocks.

    A family's body, where there is one, narrows what is judged to be the article. A fragment has been cut out by
    someone already: all its text comes back, as that of a page in which nothing is found, for the rules to work on.
    """
    source = unescaped(page)
    tree, warnings = parse_page(source)
    if tree is None:
        return Page("", (), PageMetadata(Metadata()), "generic", warnings)
    about = read_page_metadata(tree, url)
    own, families = (_fitting(group, tree, about) for group in layouts(about))
    skip = select_all(tree, [selector for layout in (*own, *families) for selector in listed(layout.remove)])
    for layout in own if fallback else (*own, *families):
        if blocks := [block for element in _bodies(layout, tree) for block in read_blocks(element, skip)]:
            return _page(blocks, _told(layout, tree, about), "dom", warnings)
    blocks = read_blocks(tree, skip)
    if not fallback or is_fragment(source):
        return _page(blocks, about, "generic", warnings)
    if len(blocks) > _MOST_BLOCKS:
        return _page(blocks, about, "generic", (*warnings, "the page is too large to be judged; all its text was used"))
    chosen, noise = choose_body(tree, blocks, about)
    if chosen:
        bodies = next(filter(None, (_bodies(layout, tree) for layout in families)), [])
        body, captions = add_captions(blocks, _within(bodies, chosen))
        found = _page(body, about, "trafilatura", warnings)
        return replace(found, captions=_places(body, captions), left_out=_left_out(blocks, body, noise))
    return _page(blocks, about, "generic", (*warnings, "no article was found; all text of the page was used"))


def _fitting(group: Iterable[Layout], tree: HtmlElement, about: PageMetadata) -> list[Layout]:
    return [layout for layout in group if applies(layout, tree, about.metadata.date)]


def _bodies(layout: Layout, tree: HtmlElement) -> list[_Element]:
    return outermost(select(tree, layout.body))


def _within(bodies: Sequence[_Element], chosen: Sequence[Block]) -> Sequence[Block]:
    """The blocks that stand in some elements, with the lead above them, if these are most of the blocks."""
    inside = {node for body in bodies for node in body.iter()}
    first = next((number for number, block in enumerate(chosen) if block.node in inside), 0)
    kept = [*chosen[:first], *(block for block in chosen[first:] if block.node in inside)]
    enough = _ENOUGH * sum(len(block.text) for block in chosen)
    return kept if sum(len(block.text) for block in kept) >= enough else chosen


def _page(blocks: Sequence[Block], about: PageMetadata, method: Method, warnings: tuple[str, ...]) -> Page:
    if len(blocks) >= MOST:
        warnings = (*warnings, f"the page's text was cut at {MOST:,} blocks")
        blocks = blocks[:MOST]
    return Page("\n".join(b.text for b in blocks), block_lines(blocks), about, method, warnings)


def _places(blocks: Sequence[Block], numbers: Sequence[int]) -> tuple[Span, ...]:
    """Where some of the blocks stand in the text that they make."""
    starts = list(accumulate((len(block.text) + 1 for block in blocks), initial=0))
    return tuple((starts[number], starts[number + 1] - 1) for number in numbers)


def _left_out(blocks: Sequence[Block], body: Sequence[Block], noise: Sequence[float]) -> tuple[LeftOut, ...]:
    """The blocks that are not in a body, each with the number of the body's block that follows."""
    numbers = {id(block): number for number, block in enumerate(body)}
    out: list[LeftOut] = []
    following = 0
    for block, probability in zip(blocks, noise, strict=True):
        if id(block) in numbers:
            following = numbers[id(block)] + 1
        else:
            out.append(LeftOut(following, block.text, probability))
    return tuple(out)


def _told(layout: Layout, tree: HtmlElement, about: PageMetadata) -> PageMetadata:
    """What the page says of itself, with what a layout's selectors find put first."""
    found = {
        "title": select_value(tree, layout.title),
        "author": select_value(tree, layout.author),
        "description": select_value(tree, layout.description),
        "date": read_moment(select_value(tree, layout.date) or "", about.metadata.language),
    }
    known: dict[str, Any] = {name: value for name, value in found.items() if value}
    origins: Mapping[str, str] = {**about.origins, **dict.fromkeys(known, "selector")}
    return replace(about, metadata=replace(about.metadata, **known), origins=origins)
