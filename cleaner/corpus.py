"""Many texts in one go: files, folders and JSON Lines as a stream of texts, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cleaner.errors import InputError
from cleaner.inputs import Input, find_inputs, read
from cleaner.records import read_records


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
    inputs, problems = find_inputs(paths, records=True)
    for problem in problems:
        say(problem)
    for source in inputs:
        if source.path is None or source.holds_records:
            yield from _records(source, say)
            continue
        try:
            yield Sample(source.name, read(source), None)
        except InputError as error:
            say(f"{source.name}: {error}")


def _records(source: Input, say: Callable[[str], None]) -> Iterator[Sample]:
    try:
        for place, record in read_records(source):
            if isinstance(record, InputError):
                say(f"{place}: {record}")
            else:
                yield Sample(record.id, record.text, record.url)
    except InputError as error:
        say(f"{source.name}: {error}")
