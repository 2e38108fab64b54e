"""Titles of raw texts against what people took for the headline: docs/evaluation.md.

    python tests/bench/titles.py FILE.jsonl.zst ... [--folds 4]

Records have `headline` or `title`, the body as `gold`, and raw texts `raw_container`, `raw_wet`, `raw_soup`. Fits the
weights of `cleaner.title` and prints them; each text is measured by weights made without its site. The body
alone is a text too: one that has no title to find. Needs scikit-learn and zstandard.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pages import Record, fold_of, read_records
from sklearn.linear_model import LogisticRegression

import cleaner.title
from cleaner import Cleaner
from cleaner.page.values import words
from cleaner.pipeline import TITLE_RULE
from cleaner.title import Candidate, Cues, Headlines

BODY, FORMS = "body", ("container", "wet", "soup")
LEAST = cleaner.title.LEAST


class Line(NamedTuple):
    cues: list[float]
    is_title: bool


class Text(NamedTuple):
    form: str
    fold: int
    lines: list[Line]
    told: bool | None
    """Whether the shipped weights chose the right line; None where they chose none."""


def raw_texts(record: Record) -> Iterator[tuple[str, str]]:
    yield BODY, record.get("gold") or ""
    for form in FORMS:
        if record.get(f"cov_{form}", 1) >= 0.5:
            yield form, record.get(f"raw_{form}") or ""


def read_texts(paths: Iterable[Path], folds: int) -> Iterator[Text]:
    cleaner = Cleaner(strictness="off")
    for record in (record for path in paths for record in read_records(path)):
        titles = {words(record.get(key) or "") for key in ("headline", "title")} - {words("")}
        for form, raw in raw_texts(record) if titles else ():
            trace = cleaner.trace(raw, kind="text", publisher="none")
            matches = [match for match in trace.matches if match.rule != TITLE_RULE]
            found = trace.article.metadata.title
            lines = Headlines(trace.document, matches)
            yield Text(
                form,
                fold_of(record, folds),
                [
                    Line(list(map(float, all_cues(lines, line))), words(trace.document.segment(line.segment)) in titles)
                    for line in lines.candidates()
                ],
                words(found) in titles if found else None,
            )


def all_cues(lines: Headlines, line: Candidate) -> Cues:
    for _ in lines.looks:
        line = lines.look(line)
    return line.cues


def fit(texts: Iterable[Text]) -> LogisticRegression:
    lines = [line for text in texts if text.form != BODY for line in text.lines]
    return LogisticRegression(max_iter=3000).fit([line.cues for line in lines], [line.is_title for line in lines])


def choose(model: LogisticRegression, text: Text) -> bool | None:
    """Whether a model chooses the right line; None where it chooses none."""
    if not text.lines:
        return None
    odds = list(model.decision_function([line.cues for line in text.lines]))
    best = max(range(len(odds)), key=odds.__getitem__)
    return text.lines[best].is_title if odds[best] > LEAST else None


def show(name: str, outcomes: Iterable[tuple[str, bool | None]]) -> None:
    counts: dict[str, Counter[bool | None]] = defaultdict(Counter)
    for form, outcome in outcomes:
        counts[form][outcome] += 1
    print(f"{name:24}{'texts':>8}{'right':>8}{'wrong':>8}{'none':>8}")
    for form, count in counts.items():
        shares = (count[outcome] / count.total() for outcome in (True, False, None))
        print(f"  {form:22}{count.total():8}" + "".join(f"{share:8.3f}" for share in shares))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    args = parser.parse_args()
    texts = list(read_texts(args.files, args.folds))
    models = [fit(text for text in texts if text.fold != fold) for fold in range(args.folds)]
    show("by site, cross-validated", ((text.form, choose(models[text.fold], text)) for text in texts))
    show("as shipped", ((text.form, text.told) for text in texts))
    whole = fit(texts)
    print(
        "weights", [round(float(weight), 1) for weight in whole.coef_[0]], "bias", round(float(whole.intercept_[0]), 1)
    )


if __name__ == "__main__":
    main()
