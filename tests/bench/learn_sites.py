"""What learned rules are worth: learned from every other page of a site, applied to the rest.

    python tests/bench/learn_sites.py DATA raw_container daniel cpe
    python tests/bench/learn_sites.py --scale 10000

DATA holds `<corpus>.jsonl.zst` as `pages.py` says, with raw texts beside the page; sites of fewer than
six pages are left out. With `--scale` so many made-up texts of 8 KB are learned from: seconds and memory.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median

from pages import Record, read_pages, score

from cleaner import Cleaner
from cleaner.learn.learn import learn, read_texts
from cleaner.learn.printed import print_lesson
from cleaner.learn.sample import Reservoir
from cleaner.rule import RuleFile

FEWEST = 6
WORDS = [f"word{number}" for number in range(5000)]


def sites_of(data: Path, corpora: Sequence[str], field: str) -> dict[str, list[Record]]:
    """The pages of each site by an id; those whose raw text lacks half of the body are left out."""
    sites: dict[str, list[Record]] = defaultdict(list)
    for corpus in corpora:
        for record in read_pages(data, corpus):
            if record.get(field) and record.get(f"cov_{field.removeprefix('raw_')}", 1) >= 0.5:
                sites[f"{corpus}-{record['domain'].replace('.', '-')}"].append(record)
    return {id_: records for id_, records in sorted(sites.items()) if len(records) >= FEWEST}


def teach(sites: Mapping[str, Sequence[Record]], field: str, folder: Path) -> list[int]:
    """Write a file for each site into a folder of rules, and count their rules."""
    cleaner, sizes = Cleaner(), []
    (folder / "publishers").mkdir()
    for id_, records in sites.items():
        texts = [record[field] for record in records[::2]]
        lesson = learn(read_texts(texts, cleaner), cleaner, RuleFile(id=id_, name=records[0]["domain"]))
        (folder / "publishers" / f"{id_}.yaml").write_text(print_lesson(lesson), encoding="utf-8")
        sizes.append(len(lesson.file.rules))
    return sizes


def compare(sites: Mapping[str, Sequence[Record]], field: str) -> None:
    """Print the general path's figures, the learned files' with it, and the sites that lose by them."""
    with tempfile.TemporaryDirectory() as name:
        sizes = teach(sites, field, Path(name))
        taught = Cleaner(name)
    pairs: dict[str, list[tuple[str, Record, str]]] = {"general": [], "learned": []}
    for id_, records in sites.items():
        for record in records[1::2]:
            for way, publisher in (("general", "none"), ("learned", id_)):
                article = taught.clean(record[field], kind="text", publisher=publisher)
                pairs[way].append((id_, record, article.text))
    print(f"{len(sites)} sites, {len(pairs['learned'])} pages, median {median(sizes)} rules a site")
    by_site: dict[str, dict[str, float]] = defaultdict(dict)
    for way, rows in pairs.items():
        figures = score([(record, text) for _, record, text in rows])
        print(f"{way:8} P {figures.precision:.3f} R {figures.recall:.3f} F1 {figures.f1:.4f}")
        for id_ in sites:
            by_site[id_][way] = score([(record, text) for site, record, text in rows if site == id_]).f1
    for id_, found in by_site.items():
        if found["learned"] < found["general"] - 0.01:
            print(f"  worse: {id_} {found['general']:.3f} -> {found['learned']:.3f}")


def scale(count: int) -> None:
    """Learn from so many texts that are made as they are read."""
    random, texts, begin = Random(1), Reservoir(), time.perf_counter()
    for number in range(count):
        prose = [f"{' '.join(random.choices(WORDS, k=90))} {number}." for _ in range(12)]
        texts.add(
            "\n".join([f"Title {number} of the day", "Printed daily", *prose, "Related stories", f"More {number}"])
        )
    read = time.perf_counter()
    cleaner = Cleaner()
    lesson = learn(read_texts(texts.texts(), cleaner), cleaner, RuleFile(id="made", name="made"))
    done, memory = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} texts: read in {read - begin:.0f} s, learned from {lesson.pages} in {done - read:.0f} s, {memory:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("field", nargs="?", default="raw_container")
    parser.add_argument("corpora", nargs="*", default=["daniel", "cpe"])
    parser.add_argument("--scale", type=int)
    given = parser.parse_args()
    if given.scale:
        scale(given.scale)
    elif given.data:
        compare(sites_of(given.data, given.corpora, given.field), given.field)
    else:
        parser.error("give a data folder, or --scale")


if __name__ == "__main__":
    main()
