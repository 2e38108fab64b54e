"""Inputs: what the arguments of a command mean, and the bytes behind them, or why there are none."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from cleaner.decode import looks_binary
from cleaner.errors import InputError

MOST_BYTES = 64 * 2**20
"""The largest input that is read. No article comes near it; a dump of thousands does."""

SUFFIXES = (".txt", ".text", ".html", ".htm")
"""Files that count as inputs in a folder."""

RECORDS = ".jsonl"
"""Files of many texts, a record a line."""

STDIN = "-"

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image or a recording"),
    (b"%PDF-", "a PDF document: extract its text first"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip: unpack it first"),
    (b"BZh", "bzip2: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstandard: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a SQLite database"),
)


class Input(NamedTuple):
    """One input: its path as given (None for stdin), and its place below a folder of results."""

    path: Path | None
    place: Path

    @property
    def id(self) -> str | None:
        """The record's id: the path as given, None for stdin."""
        return None if self.path is None else os.fsencode(self.path).decode("utf-8", "replace")

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.id or "stdin"

    @property
    def holds_records(self) -> bool:
        """Whether its name says that it is JSON Lines."""
        return self.path is not None and self.path.suffix.lower() == RECORDS


def find_inputs(
    paths: Sequence[str], but: Path | None = None, *, records: bool = False
) -> tuple[list[Input], list[str]]:
    """Find the inputs that the arguments mean, in order, and messages about folders that hold none.

    A folder means all its files with one of SUFFIXES, with `records` also its JSON Lines, at any depth, by name. What
    lies below `but`, a folder of results, is left out.
    """
    suffixes = (*SUFFIXES, RECORDS) if records else SUFFIXES
    inputs: list[Input] = []
    problems: list[str] = []
    for name in paths or [STDIN]:
        path = Path(name)
        if name == STDIN:
            inputs.append(Input(None, Path("stdin")))
        elif path.is_dir():
            found = [file for file in _files_below(path, suffixes, problems) if not _is_below(file, path, but)]
            inputs += [Input(file, file.relative_to(path)) for file in found]
            if not found:
                problems.append(f"{name}: no {', '.join(suffixes)} file in this folder")
        else:
            inputs.append(Input(path, Path(path.name)))
    return inputs, problems


def _files_below(folder: Path, suffixes: tuple[str, ...], problems: list[str]) -> list[Path]:
    """List all files of a folder that end so, sorted; `problems` gets the folders that cannot be read."""

    def note(error: OSError) -> None:
        problems.append(f"{error.filename}: {_why(error)}")

    return sorted(
        Path(parent, name)
        for parent, _, names in os.walk(folder, onerror=note)
        for name in names
        if name.lower().endswith(suffixes)
    )


def _is_below(file: Path, root: Path, folder: Path | None) -> bool:
    """Whether a file lies in a folder of results that is itself below the folder of inputs."""
    if folder is None or folder.resolve() == root.resolve():
        return False
    return file.resolve().is_relative_to(folder.resolve())


def read(source: Input) -> bytes:
    """Read the bytes of an input; InputError where it cannot be read, is too large or is no text."""
    try:
        if source.path is None:
            data = _stdin().read(MOST_BYTES + 1)
        elif source.holds_records:
            raise InputError("JSON Lines is many texts, not one; 'cleaner clean -f jsonl' cleans them line by line")
        else:
            data = _read_file(source.path)
    except OSError as error:
        raise InputError(_why(error)) from None
    if len(data) > MOST_BYTES:
        raise _too_large()
    if looks_binary(data):
        raise InputError(f"looks binary{_guess(data)}")
    return data


@contextmanager
def opened(source: Input) -> Iterator[IO[bytes]]:
    """An input as a stream, to be read bit by bit; InputError where it cannot be opened or read."""
    try:
        if source.path is None:
            yield _stdin()
        else:
            with source.path.open("rb") as file:
                yield file
    except OSError as error:
        raise InputError(_why(error)) from None


def _stdin() -> IO[bytes]:
    if sys.stdin is None:
        raise InputError("there is no standard input")
    return sys.stdin.buffer


def _read_file(path: Path) -> bytes:
    """Read at most one byte more than MOST_BYTES of a file, and none of a file whose size says too much."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_size > MOST_BYTES:
            raise _too_large()
        return file.read(MOST_BYTES + 1)


def _too_large() -> InputError:
    return InputError(f"larger than {MOST_BYTES >> 20} MB, which is no single article: split it")


def _guess(data: bytes) -> str:
    return next((f" ({what}?)" for magic, what in _MAGIC if data.startswith(magic)), "")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
