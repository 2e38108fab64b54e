"""How fast text is cleaned: `python tests/bench/speed.py`.

One run, one core, medians; quote the ratios, machines differ. The floor is what any tool that takes and
gives text pays: decode, split into lines, join, encode. trafilatura gets the same text as a page,
a paragraph a line.
"""

import html
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_rules import SEEDS, write_rules

from cleaner import Cleaner

BYTES = 8192
ROUNDS = 15
FLOOR = "decode, split, join, encode (floor)"
OURS = "cleaner, 600 + 15 made-up rules"


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


def measure(tasks: dict[str, tuple[Callable[[], object], int]]) -> dict[str, list[float]]:
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


def main() -> None:
    from trafilatura import extract

    texts = articles()
    raw = [text.encode() for text in texts]
    pages = [as_page(text) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        write_rules(Path(folder), generic=600, own=15)
        made, shipped = Cleaner(folder), Cleaner()
        tasks: dict[str, tuple[Callable[[], object], int]] = {
            FLOOR: (lambda: [floor(data) for data in raw], 40),
            OURS: (lambda: [made.clean(text, kind="text", publisher="made") for text in texts], 10),
            "cleaner, the shipped rules": (lambda: [shipped.clean(text, kind="text") for text in texts], 5),
            "trafilatura, same text as HTML": (lambda: [extract(page) for page in pages], 1),
            "trafilatura fast, same": (lambda: [extract(page, fast=True) for page in pages], 1),
        }
        for function, _ in tasks.values():
            function()
        times = measure(tasks)
    print(f"{'8 KB articles, one core':36}{'us/article':>12}{'x floor':>10}{'x cleaner':>11}")
    for name in tasks:
        median = statistics.median(times[name]) / len(texts) * 1e6
        print(f"{name:36}{median:12.0f}{ratio(times, name, FLOOR):10.1f}{ratio(times, name, OURS):11.1f}")


if __name__ == "__main__":
    main()
