"""Pages with the text that people took from them, and how near a text comes to it: what page benchmarks share.

A data folder holds `<corpus>.jsonl.zst`, a record a page: `id`, `domain`, `lang`, `url`, `html`, and `gold` (the body)
or `with` and `without` (strings that the body must and must not hold). Needs `zstandard`.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Record = dict[str, Any]

_WORD = re.compile(r"\w+")
_BY_CHARACTER = {"zh", "ja", "th", "my", "km", "lo"}
_N = 4


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file of JSON lines, packed by zstd if its name says so."""
    with path.open("rb") as file:
        stream: Any = file
        if path.suffix == ".zst":
            import zstandard

            stream = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(file)
        lines = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        yield from (json.loads(line) for line in lines if line.strip())


def read_pages(data: Path, corpus: str, count: int = 0) -> list[Record]:
    """The records of a corpus that have a page; at most `count` of them, always the same."""
    records = [record for record in read_records(data / f"{corpus}.jsonl.zst") if record.get("html")]
    return random.Random(7).sample(records, count) if 0 < count < len(records) else records


def site_of(record: Record, otherwise: str) -> str:
    """The name of a record's site, as a folder may have it: what is parted by site must agree on it."""
    return re.sub(r"[^\w.-]", "_", record.get("domain") or record.get("publisher") or otherwise)


def fold_of(record: Record, folds: int) -> int:
    """The part that a page's site falls into: all pages of a site are in one."""
    return int(hashlib.sha256(str(record.get("domain")).encode()).hexdigest(), 16) % folds


def tokens(text: str, language: str | None) -> list[str]:
    """Words; characters where words are not parted."""
    words = _WORD.findall(text)
    return [character for word in words for character in word] if language in _BY_CHARACTER else words


def shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Runs of four words, each as often as it occurs."""
    if len(words) < _N:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(_N)), strict=False))


class Score(NamedTuple):
    """Precision, recall and the F1 of the two, over documents (or over strings, where there is no gold)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(pairs: Iterator[tuple[Record, str]] | Sequence[tuple[Record, str]]) -> Score:
    """How near texts come to what their records say."""
    precisions, recalls = [], []
    found = wrong = missed = 0
    for record, text in pairs:
        if "gold" in record:
            gold, mine = (shingles(tokens(t, record.get("lang"))) for t in (record["gold"], text))
            common = (gold & mine).total()
            if mine:
                precisions.append(common / mine.total())
            if gold:
                recalls.append(common / gold.total())
            continue
        flat = " ".join(text.split())
        held = sum(" ".join(part.split()) in flat for part in record["with"])
        found, missed = found + held, missed + len(record["with"]) - held
        wrong += sum(" ".join(part.split()) in flat for part in record["without"])
    if precisions:
        return Score(sum(precisions) / len(precisions), sum(recalls) / max(1, len(recalls)))
    return Score(found / max(1, found + wrong), found / max(1, found + missed))


def are_body(texts: Sequence[str], record: Record) -> list[bool | None]:
    """For each piece of a page whether it is body; None where the record does not tell.

    A piece is body if four fifths of its words stand in runs of four that the gold has too, or if it is a line of it.
    """
    if "gold" not in record:
        return [_by_strings(" ".join(text.split()), record) for text in texts]
    language = record.get("lang")
    known = shingles(tokens(record["gold"].lower(), language)).keys()
    lines = {tuple(tokens(line.lower(), language)) for line in record["gold"].splitlines()}
    pieces = [tokens(text.lower(), language) for text in texts]
    words = [(word, number) for number, piece in enumerate(pieces) for word in piece]
    covered = [False] * len(words)
    for start in range(len(words) - _N + 1):
        if tuple(word for word, _ in words[start : start + _N]) in known:
            covered[start : start + _N] = [True] * _N
    hits = Counter(number for (_, number), hit in zip(words, covered, strict=True) if hit)
    return [
        (hits[number] >= 0.8 * len(piece) or tuple(piece) in lines) if piece else None
        for number, piece in enumerate(pieces)
    ]


def _by_strings(text: str, record: Record) -> bool | None:
    """By the strings that a body must and must not hold."""
    for name, verdict in (("without", False), ("with", True)):
        for part in record[name]:
            wanted = " ".join(part.split())
            if wanted in text or (len(text) > 30 and text in wanted):
                return verdict
    return None
