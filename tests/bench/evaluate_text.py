"""Packs and classifier on texts of sites the classifier was not trained on.

    python tests/bench/evaluate_text.py LABELLED FILE.jsonl.zst ... [--no-packs] [--arabic FILE.jsonl.zst]

LABELLED is the folder that `cleaner train` takes; labelled.py makes it. For each of some parts of its sites a model is
trained on the others, and each record is cleaned by the model that has not seen its site, its publisher unknown.
P, R, F1: runs of four words of body and result (of characters where words are not parted), means over texts. body,
noise: shares of the body's segments that stay and of the others that go; line: F1 of what stays, by segments. exact:
texts with all of both, near: with all but one.
For records with `noise_spans`: the share of their characters that goes, and of the others that stays.
"""

import argparse
import random
import re
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean
from typing import Any

from pages import read_records, site_of

from cleaner import Article, Cleaner
from cleaner.classify.classifier import write_weights
from cleaner.classify.labels import label
from cleaner.classify.training import examples, fold_of, read_folder, train
from cleaner.document import Document

PARTS = 4
FORMS = ("container", "wet", "soup")
UNPARTED = ("zh", "ja", "th")


def shingles(text: str, language: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    words = list("".join(words)) if language in UNPARTED else words
    return Counter(zip(*(words[shift:] for shift in range(min(4, len(words) or 1))), strict=False))


def quality(record: dict[str, Any], raw: str, article: Article) -> dict[str, float]:
    """The figures of one text; one that is not defined for it is missing."""
    gold, got = (shingles(text, record["lang"]) for text in (record["gold"], article.text))
    both = sum((gold & got).values())
    row = {"R": both / sum(gold.values())} | ({"P": both / sum(got.values())} if got else {})
    document = Document(raw)
    gone = bytearray(len(raw))
    for removal in article.removed:
        gone[removal.start : removal.end] = b"\1" * (removal.end - removal.start)
    right: dict[bool, list[bool]] = {True: [], False: []}
    for index, body in enumerate(label(document, record["gold"], record.get("headline") or record.get("title") or "")):
        if body is not None:
            start, end = document.starts[index], document.ends[index]
            right[body].append((sum(gone[start:end]) * 2 < end - start) == body)
    row |= {name: mean(found) for name, found in (("body", right[True]), ("noise", right[False])) if found}
    stays, wrong = sum(right[True]), right[True].count(False) + right[False].count(False)
    line = 2 * stays / (2 * stays + wrong) if stays else 0.0
    return row | {"line": line, "exact": float(not wrong), "near": float(wrong <= 1)}


def print_row(name: str, rows: list[dict[str, float]]) -> None:
    means = {
        key: mean(row[key] for row in rows if key in row)
        for key in ("P", "R", "body", "noise", "line", "exact", "near")
    }
    f1 = 2 * means["P"] * means["R"] / (means["P"] + means["R"])
    print(
        f"| {name} | {len(rows)} | {f1:.3f} | " + " | ".join(f"{value:.3f}" for value in means.values()) + " |",
        flush=True,
    )


def print_spans(strictness: str, cleaners: list[Cleaner], records: list[dict[str, Any]]) -> None:
    """What goes of known noise, and what stays of all else, by publisher."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for record in records:
        raw = record["raw"]
        article = cleaners[fold_of(site_of(record, record["id"]), PARTS)].clean(raw, kind="text", publisher="none")
        noise, gone = (bytearray(len(raw)) for _ in range(2))
        for start, end, *_ in record["noise_spans"]:
            noise[start:end] = b"\1" * (end - start)
        for removal in article.removed:
            if removal.kind != "title":
                gone[removal.start : removal.end] = b"\1" * (removal.end - removal.start)
        marked = sum(noise)
        hit = sum(n & g for n, g in zip(noise, gone, strict=True))
        rest = max(1, len(raw) - marked)
        found[f"{record['set']} {record['publisher']}"].append((hit / max(1, marked), 1 - (sum(gone) - hit) / rest))
    for name, pairs in sorted(found.items()):
        recall, stays = (mean(column) for column in zip(*pairs, strict=True))
        lost = mean(kept < 0.95 for _, kept in pairs)
        print(f"| {strictness} {name} | {len(pairs)} | {recall:.3f} | {stays:.4f} | {lost:.3f} |", flush=True)


def without_packs(folder: Path) -> Path:
    """Rules that replace each shipped pack by an empty one."""
    (folder / "packs").mkdir(parents=True)
    for name in Cleaner().rulebase.packs:
        (folder / "packs" / f"{name}.yaml").write_text(f"id: {name!r}\nname: {name!r}\n", encoding="utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=100, help="records of a file")
    parser.add_argument("--no-packs", action="store_true")
    parser.add_argument("--arabic", type=Path)
    parser.add_argument("--strictness", default="off,lenient,balanced,strict")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rules = without_packs(folder / "empty") if args.no_packs else None
        found = list(examples(Cleaner(rules, strictness="off"), read_folder(args.labelled)))
        for part in range(PARTS):
            write_weights(train([e for e in found if fold_of(e.site, PARTS) != part]), folder / f"{part}.json")
        files = {path.name.partition(".")[0]: list(read_records(path)) for path in args.files}
        samples = {name: random.Random(7).sample(all_, min(args.most, len(all_))) for name, all_ in files.items()}
        for strictness in args.strictness.split(","):
            cleaners = [Cleaner(rules, strictness=strictness, weights=folder / f"{n}.json") for n in range(PARTS)]
            by_language: dict[str, list[dict[str, float]]] = defaultdict(list)
            for form in FORMS:
                for corpus, records in samples.items():
                    rows = []
                    for record in records:
                        raw = record.get(f"raw_{form}")
                        if raw and record.get("gold") and record.get(f"cov_{form}", 1) >= 0.5:
                            article = cleaners[fold_of(site_of(record, record["id"]), PARTS)].clean(
                                raw, kind="text", publisher="none"
                            )
                            rows.append(quality(record, raw, article))
                            if form == FORMS[0]:
                                by_language[record["lang"]].append(rows[-1])
                    print_row(f"{strictness} {form} {corpus}", rows)
            for language, rows in sorted(by_language.items(), key=lambda item: -len(item[1]))[:8]:
                print_row(f"{strictness} {FORMS[0]} {language}", rows)
            if args.arabic:
                print_spans(strictness, cleaners, list(read_records(args.arabic))[::5])


if __name__ == "__main__":
    main()
