"""Benchmark records as a folder of labelled texts: `python tests/bench/labelled.py OUT FILE.jsonl.zst ...`.

A record has `domain`, `gold` (the body), `headline`, and raw texts `raw_container`, `raw_wet`, `raw_soup`; one whose
`cov_` is under a half has a bad gold. Or it has `raw` and `noise_spans`: all but these is taken for body. `--most`
limits how many records of a site are taken, `--forms` which raw texts.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import read_records, site_of


def labelled(record: dict[str, Any], forms: list[str]) -> Iterator[tuple[str, str, str]]:
    """(form, text, body) of each raw text of a record."""
    if "noise_spans" in record:
        text, place, kept = record["raw"], 0, []
        for start, end, *_ in sorted(record["noise_spans"]):
            kept.append(text[place:start])
            place = max(place, end)
        yield "raw", text, "\n".join([*kept, text[place:]])
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
