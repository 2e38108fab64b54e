"""Training the classifier on labelled texts, and measuring it on sites it has not seen.

The one place that needs numpy and scipy: `pip install 'article-cleaner[train]'`. The same texts, rules and
versions give the same weights: nothing here is drawn by lot.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner.classify.classifier import THRESHOLDS, Classifier, Model, Term, column, levels
from cleaner.classify.features import Columns, describe
from cleaner.classify.labels import label
from cleaner.classify.stretch import second_look
from cleaner.errors import InputError
from cleaner.model import removed_whole
from cleaner.pipeline import NO_PUBLISHER, Cleaner

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

_WITH_SHAPE = (
    *("capitals", "digits", "commas", "stops", "mark", "copies", "known", "small", "start", "median", "title"),
    *("after_first", "after_last", "to_end", "run", "above", "below", "paragraphs", "segments", "prose", "claimed"),
    *("size@-1", "size@1", "end@-1", "end@1", "claim@-1", "claim@1"),
)
PAIRS = (
    *(("shape", name) for name in _WITH_SHAPE),
    *(("shape@-1", "shape@1"), ("after_first", "after_last"), ("above", "below"), ("run_begin", "run_end")),
    *(("to_end", "end"), ("start", "start@-1"), ("start", "start@1"), ("from_top", "claim"), ("size", "end")),
    *((f"{name}@-1", f"{name}@1") for name in ("capitals", "mark", "known", "small")),
    *((f"size@{n}", f"end@{n}") for n in (-3, -2, 2, 3)),
)
"""The terms of the first look. Each pair's two columns have weights of their own too, which end up in its table."""
AGAIN = (
    *(("likely", name) for name in ("shape", "title", "claim")),
    *(("stretch", name) for name in ("likely", "shape", "prose", "segments", "start", "capitals", "end", "mark")),
    *(("stretch", name) for name in ("above", "below", "known", "digits", "run", "copies")),
)
"""Those of the second."""

_RIDGE = 1e-3
"""The weight of the squared weights in the loss; chosen by cross-validation over sites."""
_STEPS = 100
_PARTS = 4
"""The second look learns from what the first says of texts whose sites, a part of all, it was not trained on."""
_BODY_ALONE = 0.3
"""What a body alone weighs beside the text that it is from."""


@dataclass(frozen=True)
class Labelled:
    """A raw text with its body, the article's title if known, and the site it comes from."""

    site: str
    text: str
    body: str
    title: str = ""


@dataclass(frozen=True)
class Example:
    """A labelled text as the classifier sees it; `noise` is None for a segment that teaches nothing."""

    site: str
    columns: Columns
    noise: Sequence[bool | None]
    weight: float = 1.0


def read_folder(folder: Path) -> list[Labelled]:
    """All texts of a folder: `<site>/<any name>/` with `source.txt`, `expected.txt` (the body), `expected.json`.

    The last is optional; its "title" is taken. Raises InputError if there is no such text or one cannot be read.
    """
    texts = [_read(folder, source) for source in sorted(folder.glob("*/**/source.txt"))]
    if not texts:
        raise InputError(f"{folder}: no labelled texts; wanted are files <site>/<name>/source.txt with expected.txt")
    return texts


def _read(folder: Path, source: Path) -> Labelled:
    path = source
    try:
        text = source.read_text(encoding="utf-8")
        path = source.with_name("expected.txt")
        body = path.read_text(encoding="utf-8")
        path = source.with_name("expected.json")
        title = json.loads(path.read_text(encoding="utf-8")).get("title") if path.exists() else None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except (ValueError, AttributeError) as error:
        raise InputError(f"{path}: {error}") from None
    return Labelled(source.relative_to(folder).parts[0], text, body, title or "")


def examples(cleaner: Cleaner, texts: Iterable[Labelled]) -> Iterator[Example]:
    """Each text as an example, and each body alone as a light one: a clean text is to stay as it is."""
    bodies: set[str] = set()
    for item in texts:
        yield from _example(cleaner, item, item.text, 1.0)
        if item.body not in bodies:
            bodies.add(item.body)
            yield from _example(cleaner, item, item.body, _BODY_ALONE)


def _example(cleaner: Cleaner, item: Labelled, text: str, weight: float) -> Iterator[Example]:
    """A text as an example, or none where it teaches nothing."""
    trace = cleaner.trace(text, kind="text", publisher=NO_PUBLISHER)
    labels = label(trace.document, item.body, item.title)
    gone = removed_whole(trace.matches)
    noise = [None if body is None or i in gone else not body for i, body in enumerate(labels)]
    if any(value is not None for value in noise):
        yield Example(item.site, describe(trace.document, trace.matches), noise, weight)


def fold_of(site: str, folds: int) -> int:
    """Which of so many folds a site belongs to, always the same."""
    return zlib.crc32(site.encode()) % folds


def train(found: Sequence[Example]) -> Classifier:
    """The classifier that fits the examples best: a first look, and a second that knows what the first says."""
    first = _fit(found, PAIRS)
    seen = []
    for part in range(_PARTS):
        others = [example for example in found if fold_of(example.site, _PARTS) != part]
        here = [example for example in found if fold_of(example.site, _PARTS) == part]
        look = _fit(others, PAIRS) if here and others else first
        seen += [replace(e, columns=second_look(look.probabilities(e.columns), e.columns)) for e in here]
    return Classifier(first, _fit(seen, AGAIN))


def _fit(found: Sequence[Example], pairs: Sequence[tuple[str, str]]) -> Model:
    """The model that fits the examples best: logistic regression on the levels of columns and of their pairs."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    singles = list(dict.fromkeys(name for pair in pairs for name in pair))
    widths = [levels(name) for name in singles] + [levels(a) * levels(b) for a, b in pairs]
    starts = np.concatenate([[0], np.cumsum(widths)])
    cells = np.concatenate([_cells(example, singles, pairs) for example in found]) + starts[:-1]
    target = np.array([value for example in found for value in example.noise if value is not None], dtype=float)
    weight = np.concatenate(_weights(found))
    weight /= weight.sum()
    shape = (len(cells), int(starts[-1]))
    pointers = np.arange(0, cells.size + 1, cells.shape[1])
    design = csr_matrix((np.ones(cells.size, dtype="f4"), cells.ravel(), pointers), shape=shape)
    turned = design.T.tocsr()
    share = weight @ target
    bias = float(np.log(share / (1 - share)))

    def loss(values: Vector) -> tuple[float, Vector]:
        odds = design @ values + bias
        error = weight * (1 / (1 + np.exp(-odds)) - target)
        size = weight @ (np.logaddexp(0, odds) - target * odds) + _RIDGE / 2 * (values @ values)
        return float(size), turned @ error + _RIDGE * values

    fitted = minimize(loss, np.zeros(shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    parts = [fitted.x[start:end] for start, end in pairwise(starts)]
    own = dict(zip(singles, parts, strict=False))
    return Model(bias, [_term(pair, table, own) for pair, table in zip(pairs, parts[len(singles) :], strict=True)])


def _cells(example: Example, singles: Sequence[str], pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
    """For each segment that teaches, the cell of each single column and of each pair."""
    import numpy as np

    taught = np.array([value is not None for value in example.noise])
    seen = {name: np.array(column(example.columns, name))[taught] for name in singles}
    return np.stack([seen[name] for name in singles] + [seen[a] * levels(b) + seen[b] for a, b in pairs], axis=1)


def _weights(found: Sequence[Example]) -> list[Vector]:
    """Each text counts alike, however long; a site of many texts counts for more than one of few, by the root."""
    import numpy as np

    texts = Counter(example.site for example in found)
    sizes = [sum(value is not None for value in example.noise) for example in found]
    return [np.full(size, e.weight / (size * texts[e.site] ** 0.5)) for size, e in zip(sizes, found, strict=True)]


def _term(pair: tuple[str, str], table: Vector, own: dict[str, Vector]) -> Term:
    """The table of a pair; the first that has a single column takes that column's own weights in."""
    first, second = pair
    weights = table.reshape(levels(first), levels(second))
    if first in own:
        weights = weights + own.pop(first)[:, None]
    if second in own:
        weights = weights + own.pop(second)[None, :]
    return Term(first, second, weights.tolist())


class Score(NamedTuple):
    """Shares of segments, means over texts: of the body's how many stay, of the noise left by rules how many go."""

    body_kept: float
    noise_removed: float


def cross_validate(found: Sequence[Example], folds: int) -> dict[str, Score]:
    """How the model does on sites it was not trained on, by strictness; InputError for fewer sites than folds."""
    parts = [[e for e in found if fold_of(e.site, folds) == part] for part in range(folds)]
    if not all(parts):
        raise InputError(f"too few sites for {folds} folds; give fewer folds or texts of more sites")
    judged: list[tuple[Example, list[float]]] = []
    for part in parts:
        classifier = train([example for other in parts if other is not part for example in other])
        judged += [(example, classifier.probabilities(example.columns)) for example in part]
    return {name: _score(judged, least) for name, least in THRESHOLDS.items() if name != "off"}


def _score(judged: Iterable[tuple[Example, list[float]]], least: float) -> Score:
    kept: list[float] = []
    gone: list[float] = []
    for example, noise in judged:
        for wanted, shares in ((False, kept), (True, gone)):
            right = [
                (value >= least) == wanted for value, truth in zip(noise, example.noise, strict=True) if truth is wanted
            ]
            if right:
                shares.append(sum(right) / len(right))
    return Score(sum(kept) / max(1, len(kept)), sum(gone) / max(1, len(gone)))
