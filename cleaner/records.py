"""JSON Lines as records: a text a line, with what else its line says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any, NamedTuple

from cleaner.errors import InputError
from cleaner.inputs import MOST_BYTES, Input, opened

TEXT_KEYS = ("raw", "html", "text")
"""Where a record has its text: the first of these that it has."""


class Record(NamedTuple):
    """One line: its id (where it has none, the file and the line), its text, its URL, and its other keys."""

    id: str
    text: str
    url: str | None
    others: Mapping[str, Any]


def read_records(source: Input) -> Iterator[tuple[str, Record | InputError]]:
    """The records of JSON Lines one by one, each with its place, file and line; or what is wrong with that line.

    InputError where the source cannot be opened or read.
    """
    with opened(source) as file:
        for number, line in _numbered_lines(file):
            place = f"{source.name}:{number}"
            try:
                yield place, _read_record(line, place)
            except InputError as error:
                yield place, error


def _numbered_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, one by one, numbered from 1; of a line over MOST_BYTES only the begin."""
    number, within = 0, False
    while line := file.readline(MOST_BYTES):
        number += not within
        if not within and line.strip():
            yield number, line
        within = not line.endswith(b"\n")


def _read_record(line: bytes, place: str) -> Record:
    """Read the record on a line; InputError where it is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError("is not a line of JSON") from None
    key = next((key for key in TEXT_KEYS if record.get(key)), "") if isinstance(record, dict) else ""
    if not key or not isinstance(record[key], str):
        raise InputError(f"is not a record with a text under {', '.join(map(repr, TEXT_KEYS))}")
    id_, url = record.get("id"), record.get("url")
    others = {name: value for name, value in record.items() if name not in (key, "id", "url")}
    return Record(place if id_ in (None, "") else str(id_), record[key], url if isinstance(url, str) else None, others)
