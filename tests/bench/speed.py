"""How fast text is cleaned: `python tests/bench/speed.py [PAGES.jsonl ...]`.

One run, one core, medians; quote the ratios, machines differ. The floor is what any tool that takes and
gives text pays: decode, split into lines, join, encode. trafilatura gets the same text as a page,
a paragraph a line.
"""

import html
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_rules import SEEDS, write_rules
from pages import read_records

from cleaner import Cleaner
from cleaner.classify.classifier import RULE, Judge, read_weights
from cleaner.classify.features import describe
from cleaner.classify.stretch import second_look
from cleaner.rulefiles.rulebase import RuleBase

WEIGHTS = Path(__file__).parents[2] / "cleaner" / "data" / "classifier.json"
BYTES = 8192
ROUNDS = 15
Tasks = dict[str, tuple[Callable[[], object], int]]
"""What to time, each with how often a round calls it."""


def articles() -> list[str]:
    """The seeds, each cut or repeated to about 8 KB of UTF-8 at a line's end."""
    out = []
    for path in sorted(SEEDS.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        taken: list[str] = []
        size = 0
        for line in lines * 3:
            size += len(line.encode()) + 1
            if size > BYTES:
                break
            taken.append(line)
        out.append("\n".join(taken))
    return out


def floor(data: bytes) -> bytes:
    return "\n".join(data.decode().split("\n")).encode()


def as_page(text: str) -> str:
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<html><head><title>x</title></head><body><article>{paragraphs}</article></body></html>"


def measure(tasks: Tasks) -> dict[str, list[float]]:
    """Seconds of CPU time a call takes, task by task in turn, round by round: the machine's drift hits all."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, (function, calls) in tasks.items():
            begin = time.process_time()
            for _ in range(calls):
                function()
            times[name].append((time.process_time() - begin) / calls)
    return times


def ratio(times: dict[str, list[float]], name: str, base: str) -> float:
    """How many times `base` a task takes: the median over the rounds."""
    return statistics.median(a / b for a, b in zip(times[name], times[base], strict=True))


def report(header: str, tasks: Tasks, articles_each: int) -> None:
    """Run the tasks and print a table of them."""
    for function, _ in tasks.values():
        function()
    times = measure(tasks)
    first, second, *_ = tasks
    print(f"{header:36}{'us/article':>12}{'x first':>10}{'x second':>10}")
    for name in tasks:
        median = statistics.median(times[name]) / articles_each * 1e6
        print(f"{name:36}{median:12.0f}{ratio(times, name, first):10.1f}{ratio(times, name, second):10.1f}")


def made_cleaner(texts: list[str]) -> Cleaner:
    """A cleaner by 600 general and 15 publisher rules and no others."""
    with tempfile.TemporaryDirectory() as folder:
        write_rules(Path(folder), generic=600, own=15, texts=texts)
        return Cleaner(RuleBase([folder], shipped=False))


def clean_made(made: Cleaner, text: str) -> None:
    made.clean(text, kind="text", publisher="made")


def seed_table() -> None:
    from trafilatura import extract

    texts = articles()
    raw = [text.encode() for text in texts]
    pages = [as_page(text) for text in texts]
    made, shipped = made_cleaner(texts), Cleaner()
    tasks: Tasks = {
        "decode, split, join, encode (floor)": (lambda: [floor(data) for data in raw], 40),
        "cleaner, 600 + 15 made-up rules": (lambda: [clean_made(made, text) for text in texts], 10),
        "cleaner, the shipped rules": (lambda: [shipped.clean(text, kind="text") for text in texts], 5),
        "trafilatura, same text as HTML": (lambda: [extract(page) for page in pages], 1),
        "trafilatura fast, same": (lambda: [extract(page, fast=True) for page in pages], 1),
    }
    report("the seeds at 8 KB, one core", tasks, len(texts))


def classifier_table(texts: list[str]) -> None:
    """The classifier alone, stage by stage, on texts whose rules have been matched."""
    cleaner, judge, (first, second) = Cleaner(), Judge(), read_weights(WEIGHTS)
    traces = [cleaner.trace(text, kind="text", publisher="none") for text in texts]
    asked = [(trace.document, [match for match in trace.matches if match.rule != RULE]) for trace in traces]
    columns = [describe(*each) for each in asked]
    noise = [first.probabilities(each) for each in columns]
    again = [second_look(*each) for each in zip(noise, columns, strict=True)]
    tasks: Tasks = {
        "the classifier": (lambda: [judge.judge(*each) for each in asked], 5),
        "columns": (lambda: [describe(*each) for each in asked], 5),
        "first look": (lambda: [first.probabilities(dict(each)) for each in columns], 5),
        "stretch": (lambda: [second_look(*each) for each in zip(noise, columns, strict=True)], 5),
        "second look": (lambda: [second.probabilities(dict(each)) for each in again], 5),
    }
    segments = sum(len(document) for document, _ in asked) / len(asked)
    report(f"{len(texts)} texts, {segments:.0f} segments each", tasks, len(texts))


def page_table(paths: list[Path]) -> None:
    """Real pages: JSON lines (zstd if the name says so) with a page's `html` and its text, `raw_container`."""
    from trafilatura import extract

    pages = [page for path in paths for page in read_records(path) if page.get("html") and page.get("raw_container")]
    pages = pages[:: max(1, len(pages) // 50)]
    texts = [page["raw_container"] for page in pages]
    cleaner, made = Cleaner(), made_cleaner(texts)
    tasks: Tasks = {
        "decode, split, join, encode (floor)": (lambda: [floor(text.encode()) for text in texts], 5),
        "cleaner on the text": (lambda: [cleaner.clean(text, kind="text") for text in texts], 1),
        "the same, 600 + 15 made-up rules": (lambda: [clean_made(made, text) for text in texts], 3),
        "cleaner on the page": (lambda: [cleaner.clean(p["html"], kind="html") for p in pages], 1),
        "trafilatura on the page": (lambda: [extract(p["html"], favor_precision=True) for p in pages], 1),
    }
    size = sum(len(text.encode()) for text in texts) / len(texts) / 1024
    report(f"{len(pages)} pages, text of {size:.0f} KB", tasks, len(pages))
    classifier_table(texts)


if __name__ == "__main__":
    seed_table()
    classifier_table(articles())
    if len(sys.argv) > 1:
        page_table([Path(name) for name in sys.argv[1:]])
