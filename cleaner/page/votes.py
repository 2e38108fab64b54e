"""What trafilatura would take from a page, as votes on its blocks. The only importer of trafilatura."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from cleaner.page.blocks import Block
from cleaner.page.features import squeeze

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ELEMENTS = 20_000
"""Trafilatura's time grows faster than a page does; a page of more elements is not given to it."""
_PARAGRAPH = 80

_SHORT = 25
"""Keys shorter than this say too little to be looked for beyond the next lines."""
_NEXT = 60
_FAR = 3000
_SAMPLE = 50


def votes_of(tree: _Element, blocks: Sequence[Block], keys: Sequence[str]) -> list[int]:
    """For each block 1 if trafilatura takes it, else 0. The tree is left as it is.

    Its fast mode, without the second extractors that it calls by default: they cost twice the time, and what they
    add is seen in the blocks as well (docs/evaluation.md). Of a page that is too large for it, paragraphs vote.
    """
    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        return [int(len(block.text) > _PARAGRAPH and block.linked < len(block.text) / 2) for block in blocks]
    from trafilatura import bare_extraction

    # Without `as_dict` the result is a Document; its annotation allows both.
    document: Any = bare_extraction(tree, fast=True, with_metadata=False, include_comments=False)
    text = (document.text if document else None) or ""
    return _found(keys, text)


def _found(keys: Sequence[str], text: str) -> list[int]:
    """Which blocks a text was made of: its letters and digits hold theirs, in the same order."""
    lines = Counter(map(squeeze, text.splitlines()))
    whole = squeeze(text)
    votes, place = [], 0
    for key in keys:
        at = _position(key, whole, place, alone=key in lines)
        votes.append(int(at >= 0))
        if at >= 0:
            place = at + len(key)
    return votes


def _position(key: str, whole: str, place: int, *, alone: bool) -> int:
    """Where a block's key is in the text from a place on, or -1."""
    if not key:
        return -1
    if len(key) < _SHORT and not alone:
        return whole.find(key, place, place + _NEXT) if len(key) >= 8 else -1
    at = whole.find(key, place)
    if len(key) > 2 * _SAMPLE:
        # A word may have been lost within: its beginning or its end will do.
        for part in (key, key[:_SAMPLE], key[-_SAMPLE:]):
            if at < 0:
                at = whole.find(part)
        return at
    return at if at - place < _FAR else -1
