"""Make the weights by which `cleaner.page.body` chooses blocks, and tell how they do on sites they were not made from.

    python tests/bench/train_pages.py DATA [--corpora aeb,fundus] [--folds 4] [--write]

A logistic regression; needs scikit-learn and zstandard. The figures are cross-validated by site, the weights written
are made from all pages.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from pages import Record, are_body, fold_of, read_pages, score

from cleaner.page import body as page_body
from cleaner.page.blocks import read_blocks
from cleaner.page.features import block_features
from cleaner.page.metadata import read_page_metadata
from cleaner.page.tree import parse_page

CORPORA = "aeb,fundus,readability,cpe,n4k,daniel,traf"
Weights = tuple[float, dict[str, float]]


class Sample(NamedTuple):
    """A page's blocks: their texts, features and what they are."""

    corpus: str
    record: Record
    texts: list[str]
    columns: dict[str, list[float]]
    body: list[bool | None]


def samples(data: Path, corpora: list[str], count: int) -> list[Sample]:
    out = []
    for corpus in corpora:
        for record in read_pages(data, corpus, count):
            tree, _ = parse_page(record["html"])
            blocks = read_blocks(tree) if tree is not None else []
            if not blocks:
                continue
            about = read_page_metadata(tree, record.get("url"))
            columns = block_features(page_body.compare(tree, blocks, about))
            texts = [block.text for block in blocks]
            small = {key: record[key] for key in record if key not in ("html", "raw_wet", "raw_container", "raw_soup")}
            out.append(Sample(corpus, small, texts, columns, are_body(texts, record)))
    return out


def fit(chosen: list[Sample]) -> Any:
    """A model of some pages; each page counts the same, and in it a long block more than a short one."""
    import numpy
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, labels, weights = [], [], []
    for sample in chosen:
        known = [number for number, body in enumerate(sample.body) if body is not None]
        sizes = [min(300, len(sample.texts[number])) ** 0.5 for number in known]
        total = sum(sizes) or 1
        table = numpy.array(list(sample.columns.values()), dtype=numpy.float32).T
        rows.append(table[known])
        labels += [sample.body[number] for number in known]
        weights += [size / total**0.5 for size in sizes]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=400))
    model.fit(numpy.vstack(rows), labels, logisticregression__sample_weight=weights)
    model.names = list(chosen[0].columns)
    return model


def chosen_text(model: Any, sample: Sample) -> str:
    import numpy

    table = numpy.array(list(sample.columns.values()), dtype=numpy.float32).T
    return "\n".join(text for text, body in zip(sample.texts, model.predict(table), strict=True) if body)


def report(all_samples: list[Sample], folds: int) -> None:
    results: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    for fold in range(folds):
        model = fit([sample for sample in all_samples if fold_of(sample.record, folds) != fold])
        for sample in all_samples:
            if fold_of(sample.record, folds) == fold:
                results[sample.corpus].append((sample.record, chosen_text(model, sample)))
    for corpus, pairs in sorted(results.items()):
        found = score(pairs)
        print(f"{corpus:<12} P {found.precision:.3f}  R {found.recall:.3f}  F1 {found.f1:.4f}")


def weights_of(model: Any) -> Weights:
    """The bias and the weights of features as they are, with the scaling of the training folded in."""
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    return bias, {name: float(weight) for name, weight in zip(model.names, weights, strict=True)}


def write(model: Any) -> None:
    bias, weights = weights_of(model)
    table = {name: round(weight, 4) for name, weight in weights.items()}
    data = {"bias": round(bias, 4), "weights": table}
    page_body.WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--corpora", default=CORPORA)
    parser.add_argument("--count", type=int, default=529, help="at most so many pages of a corpus")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = samples(args.data, args.corpora.split(","), args.count)
    report(found, args.folds)
    if args.write:
        write(fit(found))


if __name__ == "__main__":
    main()
