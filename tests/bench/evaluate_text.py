"""Packs and classifier on texts of sites the classifier was not trained on.

    python tests/bench/evaluate_text.py LABELLED FILE.jsonl.zst ... [--no-packs] [--arabic FILE.jsonl.zst]
        [--trafilatura]

LABELLED is the folder that `cleaner train` takes; labelled.py makes it. For each of some parts of its sites a model is
trained on the others, and each record is cleaned by the model that has not seen its site, its publisher unknown.
P, R, F1: runs of four words of body and result (of characters where words are not parted), means over texts. body,
noise: shares of the body's segments that stay and of the others that go; line: F1 of what stays, by segments. exact:
texts with all of both, near: with all but one. With --trafilatura also what that takes from the records' HTML.
For records with `noise_spans`: the share of their characters that goes, and of the others that stays.
"""

import argparse
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
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


def staying(document: Document, article: Article) -> list[bool]:
    """Whether each segment stays, half of it at least."""
    gone = bytearray(len(document.text))
    for removal in article.removed:
        gone[removal.start : removal.end] = b"\1" * (removal.end - removal.start)
    return [sum(gone[start:end]) * 2 < end - start for start, end in zip(document.starts, document.ends, strict=True)]


def quality(record: dict[str, Any], document: Document, text: str, stays: list[bool]) -> dict[str, float]:
    """The figures of one text; one that is not defined for it is missing."""
    gold, got = (shingles(each, record["lang"]) for each in (record["gold"], text))
    both = sum((gold & got).values())
    row = {"R": both / sum(gold.values())} | ({"P": both / sum(got.values())} if got else {})
    right: dict[bool, list[bool]] = {True: [], False: []}
    for body, kept in zip(label(document, record["gold"], title_of(record)), stays, strict=True):
        if body is not None:
            right[body].append(kept == body)
    row |= {name: mean(found) for name, found in (("body", right[True]), ("noise", right[False])) if found}
    hits, wrong = sum(right[True]), right[True].count(False) + right[False].count(False)
    line = 2 * hits / (2 * hits + wrong) if hits else 0.0
    return row | {"line": line, "exact": float(not wrong), "near": float(wrong <= 1)}


def title_of(record: dict[str, Any]) -> str:
    return record.get("headline") or record.get("title") or ""


def texts_of(records: list[dict[str, Any]], form: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The records that have a raw text of a form and a good gold, each with that text."""
    for record in records:
        raw = record.get(f"raw_{form}")
        if raw and record.get("gold") and record.get(f"cov_{form}", 1) >= 0.5:
            yield record, raw


def by_cleaner(cleaners: list[Cleaner], record: dict[str, Any], raw: str) -> dict[str, float]:
    """The figures of what the cleaner makes that has not seen the text's site."""
    cleaner = cleaners[fold_of(site_of(record, record["id"]), PARTS)]
    trace = cleaner.trace(raw, kind="text", publisher="none")
    return quality(record, trace.document, trace.article.text, staying(trace.document, trace.article))


def by_trafilatura(record: dict[str, Any], raw: str) -> dict[str, float]:
    """The figures of what trafilatura takes from the page that a text is from."""
    from trafilatura import extract

    document, text = Document(raw), extract(record["html"], favor_precision=True, include_comments=False) or ""
    # A segment of which nothing can be told, such as one that stands twice, is left to be right.
    taken = zip(label(document, text, title_of(record)), label(document, record["gold"], title_of(record)), strict=True)
    return quality(record, document, text, [bool(body if kept is None else kept) for kept, body in taken])


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
    parser.add_argument("--trafilatura", action="store_true")
    parser.add_argument("--strictness", default="off,lenient,balanced,strict")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rules = without_packs(folder / "empty") if args.no_packs else None
        taught = list(examples(Cleaner(rules, strictness="off"), read_folder(args.labelled)))
        for part in range(PARTS):
            write_weights(train([e for e in taught if fold_of(e.site, PARTS) != part]), folder / f"{part}.json")
        files = {path.name.partition(".")[0]: list(read_records(path)) for path in args.files}
        samples = {name: random.Random(7).sample(all_, min(args.most, len(all_))) for name, all_ in files.items()}
        for corpus, records in samples.items() if args.trafilatura else ():
            print_row(f"trafilatura {corpus}", [by_trafilatura(*text) for text in texts_of(records, FORMS[0])])
        for strictness in args.strictness.split(","):
            cleaners = [Cleaner(rules, strictness=strictness, weights=folder / f"{n}.json") for n in range(PARTS)]
            by_language: dict[str, list[dict[str, float]]] = defaultdict(list)
            for form in FORMS:
                for corpus, records in samples.items():
                    found = [
                        (record["lang"], by_cleaner(cleaners, record, raw)) for record, raw in texts_of(records, form)
                    ]
                    print_row(f"{strictness} {form} {corpus}", [row for _, row in found])
                    for language, row in found if form == FORMS[0] else ():
                        by_language[language].append(row)
            for language, rows in sorted(by_language.items(), key=lambda item: -len(item[1]))[:8]:
                print_row(f"{strictness} {FORMS[0]} {language}", rows)
            if args.arabic:
                print_spans(strictness, cleaners, list(read_records(args.arabic))[::5])


if __name__ == "__main__":
    main()
