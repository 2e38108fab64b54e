"""What a person at a terminal sees besides the data: colour, progress, a word when a text is waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO, TypeVar

from cleaner.cli.base import say, write

if TYPE_CHECKING:
    from cleaner.show.safe import Line

T = TypeVar("T")

_MANY = 20
"""From so many inputs on a terminal shows how far things are."""

_STYLES = {"head": "bold", "removed": "red", "protected": "green", "spared": "yellow", "read": "cyan", "faint": "dim"}


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at the other end; a stream that was closed from the start is None."""
    return stream is not None and stream.isatty()


def invite(paths: Sequence[str]) -> None:
    """Tell who sees nothing happen that a text is waited for."""
    if (not paths or "-" in paths) and _is_terminal(sys.stdin):
        say("reading from the terminal; end with Ctrl-D")


def with_progress(items: Iterable[T], *, total: int | None, to_stdout: bool) -> Iterable[T]:
    """Show how far things are where a person waits: stderr is a terminal that no data goes to.

    `total` is None where nobody knows how many there will be.
    """
    crowded = to_stdout and _is_terminal(sys.stdout)
    watched = _is_terminal(sys.stderr) and not crowded
    return _tracked(items, total) if watched and (total is None or total >= _MANY) else items


def with_pulse(items: Iterable[T]) -> Iterable[T]:
    """Show that things go on, and how many are done, where data comes out only at the end."""
    return _tracked(items, None) if _is_terminal(sys.stderr) else items


def _tracked(items: Iterable[T], total: int | None) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("cleaning"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total)


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines, in colour where a person looks who did not ask for none (NO_COLOR)."""
    if not _is_terminal(sys.stdout) or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        write("".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Text.assemble(*((text, _STYLES.get(style, "")) for text, style in line)), soft_wrap=True)
