"""The classifier on sites it was not trained on: `python tests/bench/classifier.py LABELLED FILE.jsonl.zst ...`.

LABELLED is the folder that `cleaner train` takes (labelled.py makes it of such files). For each fold of sites a model
is trained without them; then every record is cleaned with the model that does not know its site. Measured are four-word
shingles (P, R and F1 of the means; Chinese and Japanese by character), body lines that stay, noise lines that go, and
exact documents; for records with `noise_spans` what of them goes and what of the rest stays. `--parts` compares
packs only, classifier only and both.
"""

from pathlib import Path

from cleaner import Article, Cleaner
from cleaner.classifier import write_weights
from cleaner.labels import shingles
from cleaner.training import examples, fold_of, read_folder, train

Row = dict[str, float]


def models(folder: Path, parts: int, target: Path, rules: Cleaner) -> list[Path]:
    """Weights for each fold, from all other folds."""
    found = list(examples(rules, read_folder(folder)))
    out = []
    for part in range(parts):
        out.append(target / f"{part}.json")
        write_weights(train([example for example in found if fold_of(example.site, parts) != part]), out[-1])
    return out


def shingle_row(article: Article, body: str, unspaced: bool) -> Row:
    gold, got = shingles(body, unspaced), shingles(article.text, unspaced)
    both = sum((gold & got).values())
    row = {"R": both / max(1, sum(gold.values()))}
    return row | ({"P": both / sum(got.values())} if got else {})
