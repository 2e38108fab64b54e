"""Captions of pictures that stand among the blocks of an article, known by their marks.

They are part of the page's text and go with a receipt, as the captions of a text do: so the record lists them, and
whoever wants them can keep them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from cleaner.page.blocks import Block
from cleaner.page.names import names_of
from cleaner.words import count_words

_NAMED = re.compile(r"(?<!closed-)(?<!closed)caption|cutline|bildunterschrift|legende(?![a-z])", re.IGNORECASE)
_ELSEWHERE = re.compile(r"relat|teaser|recommend|promo|sidebar|comment|popular|widget|newsletter", re.IGNORECASE)
_APART = frozenset(("aside", "nav", "footer", "form"))
_LEVELS, _FAR = 3, 12
"""How far above a block what names it a caption, and what says that it belongs to another story, may be."""
_LEAD = 8
"""A picture above the text stands so many blocks above it at the most."""
_FEWEST_WORDS, _LONGEST = 3, 500
"""Words, and code points; less is a button."""


def add_captions(blocks: Sequence[Block], chosen: Sequence[Block]) -> tuple[list[Block], list[int]]:
    """The chosen blocks of a page with the captions among them or shortly above, and the numbers of these.

    One block at least is chosen.
    """
    taken = {id(block) for block in chosen}
    places = [index for index, block in enumerate(blocks) if id(block) in taken]
    said = {block.text for block in chosen}
    out: list[Block] = []
    captions: list[int] = []
    for block in blocks[max(0, places[0] - _LEAD) : places[-1] + 1]:
        if id(block) in taken:
            out.append(block)
        elif block.text not in said and _is_caption(block):
            said.add(block.text)
            captions.append(len(out))
            out.append(block)
    return out, captions


def _is_caption(block: Block) -> bool:
    if block.role.startswith("h") or 2 * block.linked > len(block.text) or len(block.text) > _LONGEST:
        return False
    if count_words(block.text) < _FEWEST_WORDS:
        return False
    above = [block.node, *islice(block.node.iterancestors(), _FAR)]
    named = block.role == "caption" or any(map(_NAMED.search, map(names_of, above[:_LEVELS])))
    return named and not any(node.tag in _APART or _ELSEWHERE.search(names_of(node)) for node in above)
