"""Many texts in one go: files, folders and JSON Lines as a stream of texts, and what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from cleaner.errors import InputError
from cleaner.inputs import RECORDS, STDIN, find_inputs, read
from cleaner.records import numbered_lines, read_record


class Sample(NamedTuple):
    """One text of a corpus: what it is called, its text or bytes, and its URL where that is known."""

    id: str
    text: str | bytes
    url: str | None


def read_corpus(paths: Sequence[str], say: Callable[[str], None]) -> Iterator[Sample]:
    """Read texts one by one, in the order of the paths, of a folder by name; `say` is told what cannot be read.

    A path is a file, a folder (its text, HTML and .jsonl files at any depth), a .jsonl file, or "-":
    JSON Lines from stdin. Each line of those is an object with the text under one of `records.TEXT_KEYS`, and
    an `id` and a `url` if it likes.
    """
    for name in paths:
        path = Path(name)
        if name == STDIN:
            yield from _records(sys.stdin.buffer, "stdin", say)
        elif path.is_dir():
            yield from _folder(path, say)
        elif path.suffix.lower() == RECORDS:
            yield from _record_file(path, say)
        else:
            yield from _files([name], say)


def _folder(path: Path, say: Callable[[str], None]) -> Iterator[Sample]:
    records = sorted(file for file in path.rglob("*") if file.suffix.lower() == RECORDS)
    for file in records:
        yield from _record_file(file, say)
    yield from _files([str(path)], (lambda _: None) if records else say)


def _files(paths: Sequence[str], say: Callable[[str], None]) -> Iterator[Sample]:
    inputs, problems = find_inputs(paths)
    for problem in problems:
        say(problem)
    for source in inputs:
        try:
            yield Sample(source.name, read(source), None)
        except InputError as error:
            say(f"{source.name}: {error}")


def _record_file(path: Path, say: Callable[[str], None]) -> Iterator[Sample]:
    try:
        with path.open("rb") as file:
            yield from _records(file, str(path), say)
    except OSError as error:
        say(f"{path}: {(error.strerror or str(error)).lower()}")


def _records(file: IO[bytes], name: str, say: Callable[[str], None]) -> Iterator[Sample]:
    for number, line in numbered_lines(file):
        place = f"{name}:{number}"
        try:
            record = read_record(line, place)
        except InputError as error:
            say(f"{place}: {error}")
        else:
            yield Sample(record.id, record.text, record.url)
