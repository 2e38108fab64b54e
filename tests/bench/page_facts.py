"""Metadata of pages against what people took from them: `python tests/bench/page_facts.py DATA CORPUS... [--list]`.

DATA holds `<corpus>.jsonl.zst`, a record a page with `id`, `url`, `html` and, where known, `title` and `headline`. A
title is right when its letters and digits are those of either. Of dates nobody wrote down the truth, so the day that is
read is set beside every other place that names one: marks, `time`, address, stamp by the headline, and htmldate.
`--list` prints each page where these differ, to be judged by eye. Needs `zstandard`; htmldate comes with trafilatura.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from htmldate import find_date
from lxml import etree
from pages import Record, read_records

from cleaner.page.date import read_moment
from cleaner.page.headline import find_headline
from cleaner.page.metadata import PageMetadata, read_page_metadata, read_statements
from cleaner.page.stamps import printed_dates
from cleaner.page.values import words


def days(tree: Any, record: Record, found: PageMetadata) -> dict[str, str]:
    """The day that each place names first."""
    about, url = found.metadata, record["url"]
    places = [s for s in read_statements(tree, found.data, url) if s.field == "date"]
    places += printed_dates(tree, find_headline(tree, about.title), about.language)
    read = {s.origin: iso[:10] for s in reversed(places) if (iso := read_moment(s.value, about.language))}
    theirs = find_date(record["html"], url=url, original_date=True)
    return read | ({"htmldate": theirs} if theirs else {})


def main(data: Path, corpus: str, *, listed: bool) -> None:
    right, pages, seconds = 0, 0, 0.0
    origins, with_title, agree, named = Counter[str](), 0, Counter[str](), Counter[str]()
    authors = Counter[str]()
    for record in read_records(data / f"{corpus}.jsonl.zst"):
        tree = etree.fromstring(record["html"].encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
        begin = time.perf_counter()
        found = read_page_metadata(tree, record["url"])
        seconds += time.perf_counter() - begin
        pages += 1
        truth = {words(record.get(name) or "") for name in ("title", "headline")} - {""}
        if truth:
            with_title += 1
            right += words(found.metadata.title or "") in truth
            if listed and words(found.metadata.title or "") not in truth:
                print(f"title  {record['id'][:40]}: {found.metadata.title!r}, not {record.get('headline')!r}")
        origins[found.origins.get("date", "none")] += 1
        authors[found.origins.get("author", "none")] += 1
        day = (found.metadata.date or "")[:10]
        others = days(tree, record, found)
        named.update(others.keys())
        agree.update(place for place, other in others.items() if other == day)
        if listed and {*others.values(), day} - {""} != {day} - {""}:
            print(f"date   {record['id'][:40]}: {found.metadata.date} ({found.origins.get('date')}); {others}")
    print(f"\n{corpus}: {pages} pages, {1000 * seconds / pages:.1f} ms each")
    print(f"  titles right: {right} of {with_title}")
    print(f"  dates read from: {dict(origins.most_common())}")
    print(f"  authors read from: {dict(authors.most_common())}")
    print(f"  the same day as: {', '.join(f'{place} {agree[place]} of {named[place]}' for place in named)}")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--list"]
    for name in arguments[1:]:
        main(Path(arguments[0]), name, listed="--list" in sys.argv)
