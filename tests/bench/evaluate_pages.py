"""How near each step from a page to its article comes to what people took from it: docs/evaluation.md.

    python tests/bench/evaluate_pages.py DATA [--corpora aeb,fundus] [--count 150] [--folds 4]

The steps: trafilatura alone (its precision mode), the judged blocks, the rules of the packs on them, the families
before. Each page is judged by weights that were made without the pages of its site. Also what the packs take of the
noise that judging leaves, and of the body. Needs scikit-learn and zstandard.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from unittest import mock

import trafilatura
from pages import Record, are_body, fold_of, read_pages, score
from train_pages import CORPORA, Weights, fit, samples, weights_of

from cleaner import Cleaner
from cleaner.page import body as page_body
from cleaner.page.html import read_html

STEPS = ("trafilatura", "judged", "+ packs", "+ families")


def texts(record: Record, cleaners: dict[str, Cleaner], families: list[str]) -> dict[str, str]:
    """The text of a page after each step."""
    page, url = record["html"], record.get("url")
    alone = trafilatura.extract(page, url=url, favor_precision=True, include_comments=False)
    judged = read_html(page, url=url)
    captions = {judged.text[start:end] for start, end in judged.captions}
    body = "\n".join(line for line in judged.text.split("\n") if line not in captions)
    found = {"trafilatura": alone or "", "judged": body}
    for step, known in (("+ packs", []), ("+ families", families)):
        cleaners[step].rulebase.families = known
        found[step] = cleaners[step].clean(page, url=url, kind="html", publisher="none").text
    return found


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def count_lines(record: Record, before: str, after: str) -> Counter[str]:
    """The lines of a text by what they are and whether a later step left them."""
    left = Counter(lines_of(after))
    lines = lines_of(before)
    found: Counter[str] = Counter()
    for line, body in zip(lines, are_body(lines, record), strict=True):
        half = len(line) // 2
        kept = left[line] > 0 or line[:half] in after or line[half:] in after
        left[line] -= 1
        if body is not None:
            found[f"{'body' if body else 'noise'} {'kept' if kept else 'gone'}"] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--corpora", default="aeb,fundus,readability,cpe,daniel,traf")
    parser.add_argument("--count", type=int, default=150, help="at most so many pages of a corpus")
    parser.add_argument("--train", type=int, default=529, help="the same, of those the weights are made from")
    parser.add_argument("--folds", type=int, default=4)
    args = parser.parse_args()
    known = samples(args.data, CORPORA.split(","), args.train)
    models: list[Weights] = [
        weights_of(fit([s for s in known if fold_of(s.record, args.folds) != fold])) for fold in range(args.folds)
    ]
    del known
    cleaners = {step: Cleaner() for step in STEPS[2:]}
    families = cleaners["+ packs"].rulebase.families
    print(f"{'':12}" + "".join(f"{step:>22}" for step in STEPS))
    for corpus in args.corpora.split(","):
        results: dict[str, list[tuple[Record, str]]] = defaultdict(list)
        lines: Counter[str] = Counter()
        for record in read_pages(args.data, corpus, args.count):
            model = models[fold_of(record, args.folds)]
            with mock.patch.object(page_body, "_model", return_value=model):
                found = texts(record, cleaners, families)
            for step, text in found.items():
                results[step].append((record, text))
            lines += count_lines(record, found["judged"], found["+ packs"])
        scores = [score(results[step]) for step in STEPS]
        print(f"{corpus:12}" + "".join(f"{s.precision:9.3f} {s.recall:5.3f} {s.f1:5.3f} " for s in scores), flush=True)
        noise, body = (lines[f"{kind} gone"] + lines[f"{kind} kept"] for kind in ("noise", "body"))
        print(
            f"{'':12}packs take {lines['noise gone']} of {noise} noise lines, {lines['body gone']} of {body} body lines"
        )


if __name__ == "__main__":
    main()
