"""Many texts in one go: files, folders and JSON Lines as a stream of texts, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.errors import InputError
from cleaner.inputs import Input, find_inputs, read
from cleaner.records import read_records


class Item(NamedTuple):
    """One text, or why there is none: how messages call it, where its result goes, and what is known of it.

    `others` are the keys of its line that come out as they went in.
    """

    name: str
    target: Path | None
    id: str | None
    data: bytes | str | InputError
    url: str | None = None
    others: Mapping[str, Any] | None = None


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
        for item in read_items([(source, None)], records=source.path is None):
            if isinstance(item.data, InputError):
                say(f"{item.name}: {item.data}")
            else:
                yield Sample(item.id or item.name, item.data, item.url)


def read_items(inputs: Iterable[tuple[Input, Path | None]], *, records: bool = False) -> Iterator[Item]:
    """Read the texts of inputs one by one, each for the file its result goes to.

    An input whose name says so, and with `records` any, is JSON Lines.
    """
    for source, target in inputs:
        if records or source.holds_records:
            yield from _records(source, target)
            continue
        try:
            yield Item(source.name, target, source.id, read(source))
        except InputError as error:
            yield Item(source.name, target, source.id, error)


def _records(source: Input, target: Path | None) -> Iterator[Item]:
    try:
        for place, record in read_records(source):
            if isinstance(record, InputError):
                yield Item(place, target, place, record)
            else:
                yield Item(place, target, record.id, record.text, record.url, record.others)
    except InputError as error:
        yield Item(source.name, target, source.id, error)
