"""Which blocks of a page are its article: a second opinion on trafilatura's, and the judge of both.

A linear model weighs what can be told of a block (`cleaner.page.features`); trafilatura's vote is one of its features.
So a paragraph that stands among the chosen is taken though trafilatura left it, as where a body is split over
several containers, and a teaser that it took is left. `tests/bench/train_pages.py` makes the weights.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.model import Metadata
from cleaner.page.blocks import Block
from cleaner.page.features import Page, block_features, squeeze
from cleaner.page.jsonld import read_json_ld
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


def choose_body(tree: HtmlElement, blocks: Sequence[Block], about: Metadata) -> list[Block]:
    """The blocks that are the article, in order; none where there is none."""
    page = compare(tree, blocks, about)
    bias, weights = _model()
    scores = [bias] * len(blocks)
    for name, column in block_features(page).items():
        if weight := weights.get(name):
            scores = [score + weight * value for score, value in zip(scores, column, strict=True)]
    return without_copies([block for block, score in zip(blocks, scores, strict=True) if score > 0])


def without_copies(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without those whose text others hold: pages keep second copies for other screens and for machines.

    Of two that are the same the first stays; one that is made of others goes, as a whole article in one caption.
    """
    first = {key: block for block in reversed(blocks) if len(key := squeeze(block.text)) > _SHORT}
    made = {key for key in first if _is_made_of(key, first)}
    kept = []
    for block in blocks:
        key = squeeze(block.text)
        if len(key) <= _SHORT or (first[key] is block and key not in made):
            kept.append(block)
    return kept


def _is_made_of(key: str, others: Iterable[str]) -> bool:
    """Whether most of a text is what some other texts say."""
    inner = [other for other in others if len(other) < len(key) and other in key]
    return len(inner) > 1 and sum(map(len, inner)) > _MOST * len(key)


@cache
def _model() -> tuple[float, dict[str, float]]:
    """The bias, and the weight of each feature."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return data["bias"], data["weights"]


def compare(tree: HtmlElement, blocks: Sequence[Block], about: Metadata) -> Page:
    """A page's blocks with all that they are judged by."""
    keys = [squeeze(block.text) for block in blocks]
    votes = votes_of(tree, blocks, keys)
    stated = max((squeeze(_MARKUP.sub(" ", text)) for text in _bodies(tree)), key=len, default="")
    if len(stated) < _STATED or _is_cut(stated, keys, votes):
        stated = ""
    return Page(blocks, keys, votes, squeeze(about.title or ""), squeeze(about.description or ""), stated)


def _is_cut(stated: str, keys: Sequence[str], votes: Sequence[int]) -> bool:
    """Whether a stated body lacks most of what was voted for: it is a teaser, or of another article."""
    voted = [key for key, vote in zip(keys, votes, strict=True) if vote]
    return sum(len(key) for key in voted if key in stated) < sum(map(len, voted)) / 2


def _bodies(tree: HtmlElement) -> Iterator[str]:
    """The article bodies in the page's JSON-LD."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "articleBody" in text and "ld+json" in script.get("type", "").lower():
            yield from _texts(read_json_ld(text), _DEPTH)


def _texts(value: Any, depth: int) -> Iterator[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        if name == "articleBody" and isinstance(item, str):
            yield item
        elif depth:
            yield from _texts(item, depth - 1)
