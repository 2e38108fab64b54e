"""How likely each segment is noise, where no rule knows: by its shape, its place and its neighbours.

Two additive models with interactions of pairs (GA2M: Lou, Caruana, Gehrke and Hooker, KDD 2013): a term
looks up a weight by the levels of two columns of `cleaner.classify.features`, and the sum of all weights is the
log odds of being noise. The second sees what the first says, and where the article is by that
(`cleaner.classify.stretch`). So no library is needed, a verdict is a sum that can be read, and the data file
is two lists of tables. `cleaner.classify.training` makes it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cleaner.classify.features import LEVELS, Columns, describe
from cleaner.classify.places import FURNITURE
from cleaner.classify.stretch import second_look
from cleaner.document import Document
from cleaner.errors import InputError, UsageError
from cleaner.model import Match, removed_whole

RULE = "classifier"
_WEIGHTS = Path(__file__).parents[1] / "data" / "classifier.json"

Strictness = Literal["off", "lenient", "balanced", "strict"]
THRESHOLDS: dict[Strictness, float] = {"off": 2.0, "lenient": 0.85, "balanced": 0.6, "strict": 0.4}
"""A segment goes if it is noise with at least this probability. docs/evaluation.md has what each costs and gains."""

_EVIDENCE = 0.98
"""A text in which nothing is noise with this probability, and no rule found furniture, is taken to be clean."""

_MOST_SEGMENTS = 5_000
"""A text of more is no article: a dump or a list, of which the model knows nothing and takes its time to say so."""

_SCALE = 100
"""Weights are stored as whole hundredths."""


class Term(NamedTuple):
    """A table of weights: its rows by the levels of the first column, in them by those of the second.

    `name@-1` is a column's level in the segment before, which has one level more: there is none.
    """

    first: str
    second: str
    weights: Sequence[Sequence[float]]


class Model(NamedTuple):
    """A sum of tables."""

    bias: float
    terms: Sequence[Term]

    def probabilities(self, columns: Columns) -> list[float]:
        """For each segment the probability that it is noise."""
        odds = [self.bias] * len(columns["size"])
        tables = [(column(columns, first), column(columns, second), weights) for first, second, weights in self.terms]
        # Two tables in one pass over the segments take a quarter less time than each in its own.
        for (a, b, one), (c, d, other) in zip(tables[::2], tables[1::2], strict=False):
            cells = zip(odds, a, b, c, d, strict=True)
            odds = [sum_ + one[i][j] + other[k][m] for sum_, i, j, k, m in cells]
        for a, b, last in tables[len(tables) // 2 * 2 :]:
            odds = [sum_ + last[i][j] for sum_, i, j in zip(odds, a, b, strict=True)]
        return [1 / (1 + exp(-value)) for value in odds]


class Classifier(NamedTuple):
    """A trained model for the first look at a text and one for the second. Picklable, safe to share between threads."""

    first: Model
    second: Model

    def probabilities(self, columns: Columns) -> list[float]:
        """For each segment the probability that it is noise."""
        return self.second.probabilities(second_look(self.first.probabilities(columns), columns))


class Judge:
    """A classifier with the certainty that is asked of it. Picklable, safe to share between threads.

    `weights` is its data file, the shipped one unless given. Raises UsageError for an unknown strictness,
    InputError for a file that holds no weights.
    """

    def __init__(self, strictness: Strictness = "balanced", weights: Path | None = None) -> None:
        if strictness not in THRESHOLDS:
            raise UsageError(f"unknown strictness '{strictness}'; one of {', '.join(THRESHOLDS)}")
        self._least = THRESHOLDS[strictness]
        self._given = read_weights(weights) if weights else None

    def judge(self, document: Document, matches: Sequence[Match]) -> tuple[list[float], list[Match]]:
        """How probably each segment is noise, and a match for each that is so surely enough.

        What rules remove whole is theirs and gets no match, and neither do segments that share a line: they are
        a table's cells. Where the classifier is off, or the text no article by its size, both are empty.
        """
        if self._least > 1 or not 0 < len(document) <= _MOST_SEGMENTS:
            return [], []
        columns = describe(document, matches)
        noise = (self._given or _shipped()).probabilities(columns)
        if max(noise) < _EVIDENCE and FURNITURE.isdisjoint(columns["claim"]):
            return noise, []
        spared = removed_whole(matches) | _cells(document)
        sure = [index for index, value in enumerate(noise) if value >= self._least and index not in spared]
        starts, ends = document.starts, document.ends
        return noise, [
            Match(starts[index], ends[index], "other", RULE, -1, "remove", {}, index, True) for index in sure
        ]


def _cells(document: Document) -> set[int]:
    """The segments that stand on a line with another."""
    cells: set[int] = set()
    starts = document.starts[1:]
    for index, place in enumerate(map(document.text.find, repeat("\n"), document.ends, starts), 1):
        if place < 0 and len(f"{document.text[document.ends[index - 1] : starts[index - 1]]}.".splitlines()) == 1:
            cells |= {index - 1, index}
    return cells


@cache
def _shipped() -> Classifier:
    return read_weights(_WEIGHTS)


def column(columns: Columns, name: str) -> list[int]:
    """A column, or `name@n`: that of the segment n further on. Where there is none, the level is one past the last."""
    if name not in columns:
        base, shift = _shifted(name)
        levels = columns[base]
        missing = [LEVELS[base]] * min(abs(shift), len(levels))
        columns[name] = missing + levels[:shift] if shift < 0 else levels[shift:] + missing
    return columns[name]


@cache
def _shifted(name: str) -> tuple[str, int]:
    base, _, offset = name.partition("@")
    return base, int(offset)


def levels(name: str) -> int:
    """How many levels a column has, shifted or not; KeyError if there is no such column."""
    base, at, offset = name.partition("@")
    if at and not (offset.lstrip("-").isdecimal() and int(offset)):
        raise KeyError(name)
    return LEVELS[base] + bool(at)


def read_weights(path: Path) -> Classifier:
    """A classifier from its data file; InputError if it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Classifier(_model(data["first"]), _model(data["second"]))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise InputError(f"{path}: holds no weights ({why}); 'cleaner train' makes such a file") from None


def _model(data: dict[str, Any]) -> Model:
    return Model(data["bias"] / _SCALE, [_term(term) for term in data["terms"]])


def _term(data: dict[str, Any]) -> Term:
    first, second, table = data["first"], data["second"], data["weights"]
    if len(table) != levels(first) or any(len(row) != levels(second) for row in table):
        raise ValueError(f"the table of {first} and {second} has the wrong size")
    return Term(first, second, [tuple(map(_weight, row)) for row in table])


@cache
def _weight(stored: int) -> float:
    """Equal weights are one object, so that all tables together are small enough for a processor's cache."""
    return stored / _SCALE


def write_weights(classifier: Classifier, path: Path) -> None:
    """Write a classifier's data file, a term a line."""
    models = (f'"{name}": {_written(model)}' for name, model in classifier._asdict().items())
    path.write_text("{" + ",\n".join(models) + "}\n", encoding="utf-8")


def _written(model: Model) -> str:
    terms = [
        json.dumps({**term._asdict(), "weights": [[round(weight * _SCALE) for weight in row] for row in term.weights]})
        for term in model.terms
    ]
    return f'{{"bias": {round(model.bias * _SCALE)}, "terms": [\n' + ",\n".join(terms) + "\n]}"
