"""Many inputs through one cleaner: which files, what is read, where results go, what failed.

One text gives one record; a failed one is told on stderr and counted, the others still come out. A file is
a text, or JSON Lines with a text on each line.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cleaner.corpus import Item
from cleaner.errors import InputError, UsageError
from cleaner.inputs import STDIN, Input
from cleaner.model import Article, Metadata
from cleaner.parallel import map_in_order
from cleaner.pipeline import Cleaner
from cleaner.render import render
from cleaner.source import InputKind

_ENDINGS = {"text": ".txt", "json": ".json", "jsonl": ".jsonl", "md": ".md", "html": ".html"}
_RECORDS = frozenset({"json", "jsonl"})
_FAILED = frozenset({"empty", "error"})


class Task(NamedTuple):
    """One input and the file its result goes to (None for stdout)."""

    source: Input
    target: Path | None


class Outcome(NamedTuple):
    """How many texts there were, and how many of them failed."""

    texts: int
    failed: int


@dataclass(frozen=True)
class Request:
    """How inputs are cleaned and printed."""

    form: str = "text"
    url: str | None = None
    publisher: str | None = None
    kind: InputKind = "auto"
    links: bool = False
    tables: bool = False


@dataclass(frozen=True)
class Outlets:
    """Where data for stdout goes, and messages for a person."""

    emit: Callable[[bytes], None]
    say: Callable[[str], None]


def plan(inputs: Sequence[Input], form: str, output: str | None, *, several: bool) -> list[Task]:
    """Say where each result goes.

    Raises UsageError where results cannot be told apart, or one would overwrite an input.
    """
    if output is None or output == STDIN:
        if several and form != "jsonl":
            raise UsageError("several inputs need '-f jsonl' (a record a line) or '-o DIR' (a file each)")
        return [Task(source, None) for source in inputs]
    folder = Path(output)
    if folder.is_dir() or output.endswith(("/", os.sep)) or (several and form != "jsonl"):
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"'{output}' is a file; several inputs need a folder, or '-f jsonl'")
        targets = [folder / place for place in _places(inputs, _ENDINGS[form])]
    else:
        targets = [folder] * len(inputs)
    _spare_inputs(inputs, targets)
    return [Task(*pair) for pair in zip(inputs, targets, strict=True)]


def _places(inputs: Sequence[Input], ending: str) -> list[Path]:
    """Place results in their folder as inputs were in theirs, the format's ending instead of the input's.

    Where two would get one name (a.html, a.txt), the ending is added instead.
    """
    places = [source.place.with_suffix(ending) for source in inputs]
    counts = Counter(str(place).casefold() for place in places)
    places = [
        place if counts[str(place).casefold()] == 1 else source.place.with_name(source.place.name + ending)
        for source, place in zip(inputs, places, strict=True)
    ]
    counts = Counter(str(place).casefold() for place in places)
    for source, place in zip(inputs, places, strict=True):
        if counts[str(place).casefold()] > 1:
            raise UsageError(f"{source.name}: another result is also '{place}'; clean them one at a time")
    return places


def _spare_inputs(inputs: Sequence[Input], targets: Sequence[Path]) -> None:
    """UsageError if a result would be written onto any input, under whatever name."""
    known = {_identity(source.path) for source in inputs if source.path} - {None}
    for target in dict.fromkeys(targets):
        if _identity(target) in known:
            raise UsageError(f"'{target}' is an input and would be overwritten; give another '-o'")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def clean_all(cleaner: Cleaner, items: Iterable[Item], request: Request, outlets: Outlets, *, jobs: int = 1) -> Outcome:
    """Clean the texts, `jobs` of them at once, write each result in its turn, and count those that failed.

    A failed text has a record too where records are asked for; as text or Markdown it has none.
    """
    cleaner.clean("", publisher=request.publisher)  # a wrong name is told once, before anything is read
    texts = failed = 0
    with _Files(outlets.emit) as files:
        for item, article in map_in_order(partial(clean_one, cleaner, request), items, jobs):
            for message in _messages(article):
                outlets.say(f"{item.name}: {message}")
            bad = article.status in _FAILED
            texts, failed = texts + 1, failed + bad
            if not bad or request.form in _RECORDS:
                printed = render(article, request.form, item.others, links=request.links, tables=request.tables)
                files.write(item.target, printed.encode("utf-8", "replace"))
    return Outcome(texts, failed)


def clean_one(cleaner: Cleaner, request: Request, item: Item) -> Article:
    """Clean one text; what could not be read has status "error"."""
    url = item.url or request.url
    if isinstance(item.data, InputError):
        known = Metadata(url=url)
        return Article(item.id, "", known, None, "generic", "error", [str(item.data)], [], cleaner.rulebase.hash)
    return cleaner.clean(item.data, url=url, publisher=request.publisher, kind=request.kind, id=item.id)


def _messages(article: Article) -> list[str]:
    """Tell what a person should know about a record, a line each."""
    messages = [" ".join(warning.split()) for warning in article.warnings]
    if article.status == "empty":
        messages.append("empty: there is no text in it")
    if article.status == "rolled_back":
        return [f"rolled back: {message}" for message in messages] or ["rolled back"]
    return messages


class _Files:
    """The files of results. One is open at a time; a target that stays the same is written on."""

    def __init__(self, emit: Callable[[bytes], None]) -> None:
        self._emit = emit
        self._target: Path | None = None
        self._file: BinaryIO | None = None

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._file:
            self._file.close()

    def write(self, target: Path | None, data: bytes) -> None:
        """Write a result to its file, or to stdout where it has none."""
        if target is None:
            self._emit(data)
            return
        if self._file is None or target != self._target:
            self._close()
            target.parent.mkdir(parents=True, exist_ok=True)
            self._file, self._target = target.open("wb"), target
        self._file.write(data)
