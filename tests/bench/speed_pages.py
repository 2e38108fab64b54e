"""What a page costs beside trafilatura on the same pages: by selectors, and by judging its blocks.

    python tests/bench/speed_pages.py DATA [--corpora aeb,fundus] [--count 60] [--rounds 3]

All ways take turns on each page, so that what else the machine does falls on all of them; the best round of each page
counts, in CPU time. Trafilatura is asked for what we give, text and metadata, in the two modes that it is used in. Needs zstandard.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trafilatura
from pages import read_pages

from cleaner import Cleaner
from cleaner.page.html import read_html
from cleaner.rule import Layout, Layouts

# Stands for what a publisher's file names.
LAYOUT = Layout(body=["article", "body"], remove=["aside", "nav", ".related", ".share"])


def ways() -> dict[str, Callable[[str], Any]]:
    cleaner = Cleaner()

    def select(page: str) -> Any:
        return read_html(page, layouts=lambda _: Layouts([LAYOUT]))

    return {
        "trafilatura": lambda page: trafilatura.bare_extraction(page, with_metadata=True, include_comments=False),
        "trafilatura, precision": lambda page: trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, favor_precision=True
        ),
        "selectors, text and metadata": select,
        "judged, text and metadata": read_html,
        "judged, with all rules": lambda page: cleaner.clean(page, kind="html", publisher="none"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--corpora", default="aeb,fundus,daniel")
    parser.add_argument("--count", type=int, default=60, help="at most so many pages of a corpus")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    pages = [r["html"] for corpus in args.corpora.split(",") for r in read_pages(args.data, corpus, args.count)]
    total: dict[str, float] = defaultdict(float)
    every_way = ways()
    for page in pages:
        best: dict[str, float] = {}
        for _ in range(args.rounds):
            for name, way in every_way.items():
                start = time.process_time()
                way(page)
                best[name] = min(best.get(name, 1e9), time.process_time() - start)
        for name, seconds in best.items():
            total[name] += seconds
    for name, seconds in total.items():
        share = seconds / total["trafilatura"]
        print(f"{name:32}{1000 * seconds / len(pages):8.1f} ms a page   {share:5.2f} of trafilatura")


if __name__ == "__main__":
    main()
