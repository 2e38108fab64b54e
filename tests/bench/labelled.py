"""Benchmark records as a folder of labelled texts: `python tests/bench/labelled.py OUT FILE.jsonl.zst ...`.

A record has `domain`, `gold` (the body), `headline`, and raw texts `raw_container`, `raw_wet`, `raw_soup`; one whose
`cov_` is under a half has a bad gold. Or it has `raw` and `noise_spans`: all but these is taken for body. Or it has
`html` and the strings `with` and `without` that a body must and must not hold: where what cleaner reads from the page
agrees with all of them, that is taken for body, and the text around it for `raw_container`. `--most` limits how many
records of a site are taken, `--forms` which raw texts.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import read_records, site_of

from cleaner import Cleaner
from cleaner.classify.labels import label
from cleaner.document import Document

ABOVE, BELOW = 6, 8
"""So many segments of a whole page around its body stand for the article's block."""
CLEANER = Cleaner(strictness="off")


def read_from_page(record: dict[str, Any]) -> str:
    """The body by the page itself; empty where a string says that it is not."""
    body = CLEANER.clean(record["html"], kind="html", publisher="none").text
    known = " ".join(body.split())
    wrong = any(" ".join(string.split()) not in known for string in record["with"])
    return "" if wrong or any(" ".join(string.split()) in known for string in record["without"]) else body


def around(text: str, body: str) -> str:
    """The part of a text that holds a body, with some segments on both sides; all of it where the body is not in it."""
    document = Document(text)
    found = [index for index, taken in enumerate(label(document, body)) if taken]
    if not found:
        return text
    last = min(len(document) - 1, found[-1] + BELOW)
    return text[document.starts[max(0, found[0] - ABOVE)] : document.ends[last]]


def labelled(record: dict[str, Any], forms: list[str]) -> Iterator[tuple[str, str, str]]:
    """(form, text, body) of each raw text of a record."""
    if "noise_spans" in record:
        text, place, kept = record["raw"], 0, []
        for start, end, *_ in sorted(record["noise_spans"]):
            kept.append(text[place:start])
            place = max(place, end)
        yield "raw", text, "\n".join([*kept, text[place:]])
    if "with" in record and (body := read_from_page(record)):
        record = record | {"gold": body, "raw_container": around(record["raw_wet"], body)}
    for form in forms:
        text = record.get(f"raw_{form}")
        if record.get("gold") and text and record.get(f"cov_{form}", 1) >= 0.5:
            yield form, text, record["gold"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=6, help="records of a site")
    parser.add_argument("--forms", default="container,wet,soup")
    args = parser.parse_args()
    for path in args.files:
        taken: Counter[str] = Counter()
        for number, record in enumerate(read_records(path)):
            site = site_of(record, path.stem)
            taken[site] += 1
            if taken[site] > args.most:
                continue
            for form, text, body in labelled(record, args.forms.split(",")):
                folder = args.out / site / f"{path.name.partition('.')[0]}-{number}-{form}"
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "source.txt").write_text(text, encoding="utf-8")
                (folder / "expected.txt").write_text(body, encoding="utf-8")
                title = record.get("headline") or record.get("title") or ""
                (folder / "expected.json").write_text(json.dumps({"title": title}), encoding="utf-8")


if __name__ == "__main__":
    main()
