"""Which blocks of a page are its article: a second opinion on trafilatura's, and the judge of both.

A linear model weighs what can be told of a block (`cleaner.page.features`); trafilatura's vote is one of its features.
So a paragraph that stands among the chosen is taken though trafilatura left it, as where a body is split over
several containers, and a teaser that it took is left. `tests/bench/train_pages.py` makes the weights.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.page.blocks import Block
from cleaner.page.features import Page, block_features, squeeze
from cleaner.page.metadata import PageMetadata
from cleaner.page.structure import data_tables
from cleaner.page.votes import votes_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WEIGHTS = Path(__file__).parents[1] / "data" / "page_weights.json"
_MARKUP = re.compile(r"<[^<>]*>")
_STATED = 500
"""A body that a page states in fewer letters is a teaser."""
_SHORT = 60
"""A refrain may be said twice, a paragraph is not."""
_MOST = 0.7
_DEPTH = 6


def choose_body(tree: HtmlElement, blocks: Sequence[Block], about: PageMetadata) -> tuple[list[Block], list[float]]:
    """The blocks that are the article, in order (none where there is none); and how probably each of all is not of it.

    A table of data is part of it where the blocks above and below are: its cells tell little by themselves.
    """
    page = compare(tree, blocks, about)
    bias, weights = _model()
    scores = [bias] * len(blocks)
    for name, column in block_features(page).items():
        if weight := weights.get(name):
            scores = [score + weight * value for score, value in zip(scores, column, strict=True)]
    likely = {index for index, score in enumerate(scores) if score > 0}
    for table in data_tables(blocks):
        if {table.start - 1, table.stop} <= likely:
            likely.update(table)
    chosen = sorted(likely)
    body = without_copies([blocks[index] for index in chosen], [page.keys[index] for index in chosen])
    return body, [1 / (1 + math.exp(score)) for score in scores]


def without_copies(blocks: Sequence[Block], keys: Sequence[str]) -> list[Block]:
    """The blocks without those whose text others hold: pages keep second copies for other screens and for machines.

    Of two that are the same the first stays; one that is made of others goes, as a whole article in one caption.
    `keys` are the blocks' texts, squeezed.
    """
    first = {key: block for block, key in zip(reversed(blocks), reversed(keys), strict=True) if len(key) > _SHORT}
    made = {key for key in first if _is_made_of(key, first)}
    return [
        block
        for block, key in zip(blocks, keys, strict=True)
        if len(key) <= _SHORT or (first[key] is block and key not in made)
    ]


def _is_made_of(key: str, others: Iterable[str]) -> bool:
    """Whether most of a text is what some other texts say."""
    inner = [other for other in others if len(other) < len(key) and other in key]
    return len(inner) > 1 and sum(map(len, inner)) > _MOST * len(key)


@cache
def _model() -> tuple[float, dict[str, float]]:
    """The bias, and the weight of each feature."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return data["bias"], data["weights"]


def compare(tree: HtmlElement, blocks: Sequence[Block], about: PageMetadata) -> Page:
    """A page's blocks with all that they are judged by."""
    told = about.metadata
    keys = [squeeze(block.text) for block in blocks]
    votes = votes_of(tree, blocks, keys)
    stated = max((squeeze(_MARKUP.sub(" ", text)) for text in _bodies(about.data)), key=len, default="")
    if len(stated) < _STATED or _is_cut(stated, keys, votes):
        stated = ""
    return Page(blocks, keys, votes, squeeze(told.title or ""), squeeze(told.description or ""), stated)


def _is_cut(stated: str, keys: Sequence[str], votes: Sequence[int]) -> bool:
    """Whether a stated body lacks most of what was voted for: it is a teaser, or of another article."""
    voted = [key for key, vote in zip(keys, votes, strict=True) if vote]
    return sum(len(key) for key in voted if key in stated) < sum(map(len, voted)) / 2


def _bodies(value: Any, depth: int = _DEPTH) -> Iterator[str]:
    """The article bodies in a page's data."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        if name == "articleBody" and isinstance(item, str):
            yield item
        elif depth:
            yield from _bodies(item, depth - 1)
