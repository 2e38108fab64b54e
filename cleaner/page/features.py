"""What can be told of a page's blocks, in numbers: their shape, place, company and surroundings.

No feature knows a language; class and id names are the web's English whatever the page is written in. Length and
link density of a block and its neighbours are boilerpipe's (Kohlschuetter, Fankhauser, Nejdl: Boilerplate Detection
using Shallow Text Features, 2010), the share of the prose that a container holds is Readability's; the votes are
those of another extractor.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleaner.page.blocks import Block
from cleaner.page.names import surroundings

if TYPE_CHECKING:
    from lxml.etree import _Element

Columns = dict[str, list[float]]
"""A number for each block, by the feature's name."""

_ROLES = ("h1", "h2", "h3", "h4", "item", "quote", "pre", "cell", "caption")
_WORDS = re.compile(r"[^\W_]+")
_WIDE = re.compile("[\u2e80-\uffef]")
_COMMAS = re.compile("[,;،、，；]")
_DIGITS = re.compile(r"\d")
_ENDS = frozenset('.!?。！？؟۔।…»”」"')

_PROSE = 60
"""A block of so many characters may be prose, one of `_PARAGRAPH` is."""
_PARAGRAPH = 80
_NEAR = 5


class Page(NamedTuple):
    """A page's blocks with what they are compared with.

    `keys` are the blocks' texts, squeezed; so are the page's title, its description and the body that it states
    in its data (empty where it has none). `votes` are 1 for the blocks that another extractor took, else 0.
    """

    blocks: Sequence[Block]
    keys: Sequence[str]
    votes: Sequence[int]
    title: str = ""
    description: str = ""
    stated: str = ""


def squeeze(text: str) -> str:
    """The letters and digits of a text, lower case: what is left where markup differs."""
    return "".join(_WORDS.findall(text.lower()))


def block_features(page: Page) -> Columns:
    """The features of a page's blocks; all lie between 0 and about 10."""
    sizes = [_size(block.text) for block in page.blocks]
    links = [block.linked / len(block.text) for block in page.blocks]
    prose = [size * (1 - share) if size > _PROSE else 0.0 for size, share in zip(sizes, links, strict=True)]
    return {
        **_shape(page, sizes, links),
        **_words(page),
        **_place(page.votes, prose),
        **_company(page, prose),
        **surroundings(page.blocks),
    }


def _size(text: str) -> int:
    """Characters; where each is a syllable or a word it counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def _shape(page: Page, sizes: Sequence[int], links: Sequence[float]) -> Columns:
    texts = [block.text for block in page.blocks]
    log = [math.log1p(size) for size in sizes]
    columns: Columns = {
        "size": log,
        "length": [min(size, 300) / 300 for size in sizes],
        "links": list(links),
        "mostly_links": [float(share > 0.5) for share in links],
        "ends": [float(text[-1] in _ENDS) for text in texts],
        "colon": [float(text[-1] in ":：") for text in texts],
        "commas": [min(len(_COMMAS.findall(text, 0, 2000)), 5) / 5 for text in texts],
        "digits": [len(_DIGITS.findall(text, 0, 200)) / min(len(text), 200) for text in texts],
        **{f"is_{role}": [float(block.role == role) for block in page.blocks] for role in _ROLES},
    }
    for name, values in (("size", log), ("links", list(links))):
        columns[f"{name}_before"], columns[f"{name}_after"] = _shifted(values, -1), _shifted(values, 1)
    return columns


def _words(page: Page) -> Columns:
    """What a block says, beside what the page says elsewhere."""
    often = Counter(page.keys)
    title, stated = page.title, page.stated
    told = [bool(key) and _is_told(key, stated) for key in page.keys] if stated else [False] * len(page.keys)
    return {
        "repeated": [float(often[key] > 1) for key in page.keys],
        "titled": [float(bool(key and title) and (key in title or title in key)) for key in page.keys],
        "described": [float(bool(key) and key == page.description) for key in page.keys],
        "stated": [float(known) for known in told],
        "unstated": [float(bool(stated) and not known) for known in told],
    }


def _is_told(key: str, stated: str) -> bool:
    """Whether a block is in a text; of a long one its beginning or its end is enough."""
    return key in stated or (len(key) > 2 * _PROSE and (key[:_PROSE] in stated or key[-_PROSE:] in stated))


def _place(votes: Sequence[int], prose: Sequence[float]) -> Columns:
    """Where a block stands among those voted for, and among prose."""
    count = len(votes)
    voted = [index for index, vote in enumerate(votes) if vote]
    long = [index for index in voted if prose[index] > _PARAGRAPH] or voted or [0]
    first, last = long[0], long[-1]
    sums = list(accumulate(votes, initial=0))
    mass = list(accumulate(prose, initial=0.0))
    total = mass[-1]
    near = total / 10 + 300
    return {
        **{f"vote{step:+}": _shifted(list(map(float, votes)), step) for step in (-2, -1, 0, 1, 2)},
        "votes_before": [(sums[i] - sums[max(0, i - _NEAR)]) / _NEAR for i in range(count)],
        "votes_after": [(sums[min(count, i + 1 + _NEAR)] - sums[i + 1]) / _NEAR for i in range(count)],
        "between": [float(first <= i <= last) for i in range(count)],
        "above": [min(_NEAR, max(0, first - i)) / _NEAR for i in range(count)],
        "below": [min(_NEAR, max(0, i - last)) / _NEAR for i in range(count)],
        "prose_before": [(mass[i] - mass[max(0, i - 3)]) / near for i in range(count)],
        "prose_after": [(mass[min(count, i + 4)] - mass[i + 1]) / near for i in range(count)],
        "page_prose": [math.log1p(total)] * count,
        "page_blocks": [min(1.0, count / 400)] * count,
    }


def _company(page: Page, prose: Sequence[float]) -> Columns:
    """How much of the page's prose, and of the prose voted for, stands in the same container."""
    voted = [p * vote for p, vote in zip(prose, page.votes, strict=True)]
    total, total_voted = sum(prose) + 1, sum(voted) + 1
    columns: Columns = {
        "page_voted": [total_voted / total] * len(prose),
        "page_voted_size": [math.log1p(total_voted)] * len(prose),
    }
    parents = [_container(block) for block in page.blocks]
    groups: dict[str, list[Hashable]] = {
        "parent": list(parents),
        "grandparent": [_above(parent) for parent in parents],
        "alike": [(b.node.tag, p.tag, (p.get("class") or "")[:80]) for b, p in zip(page.blocks, parents, strict=True)],
    }
    for name, keys in groups.items():
        whole, chosen = _totals(keys, prose), _totals(keys, voted)
        columns[name] = [whole[key] / total for key in keys]
        columns[f"{name}_voted"] = [chosen[key] / total_voted for key in keys]
        columns[f"{name}_agreed"] = [chosen[key] / (whole[key] + 1) for key in keys]
    return columns


def _totals(keys: Iterable[Hashable], values: Iterable[float]) -> dict[Hashable, float]:
    totals: dict[Hashable, float] = defaultdict(float)
    for key, value in zip(keys, values, strict=True):
        totals[key] += value
    return totals


def _container(block: Block) -> _Element:
    """What holds a block: its element's parent, or the element where it holds text between other blocks."""
    return block.node if block.role == "p" and block.node.tag != "p" else _above(block.node)


def _above(node: _Element) -> _Element:
    parent = node.getparent()
    return node if parent is None else parent


def _shifted(values: list[float], step: int) -> list[float]:
    """The values of the blocks so many steps on; 0 beyond the page's ends."""
    count, pad = len(values), [0.0] * abs(step)
    return (values[step:] + pad if step > 0 else pad + values[: count + step])[:count]
