"""One function over many items, by several processes, in order.

Processes are started afresh rather than forked: that is the same everywhere, and safe beside threads.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from cleaner.errors import CleanerError

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 16
_AHEAD = 2
"""So many batches for each process are read before they are asked for, and no more: memory stays bounded."""


def map_in_order(function: Callable[[T], R], items: Iterable[T], jobs: int = 1) -> Iterator[tuple[T, R]]:
    """Each item with what the function makes of it, in the order of the items; `jobs` processes work at once.

    With several, function, items and results are pickled; items are read a little ahead. Raises CleanerError where a
    process was killed.
    """
    if jobs == 1:
        yield from ((item, function(item)) for item in items)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pickled = pickle.dumps(function)
    rest = iter(items)
    pending: deque[tuple[list[T], Future[list[R]]]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _follow_parent) as pool:
        try:
            while batch := list(islice(rest, _BATCH)):
                pending.append((batch, pool.submit(_run, pickled, batch)))
                if len(pending) > _AHEAD * jobs:
                    yield from _finished(*pending.popleft())
            while pending:
                yield from _finished(*pending.popleft())
        except BrokenProcessPool:
            raise CleanerError("a process was killed, perhaps for want of memory; ask for fewer '--jobs'") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _finished(batch: Sequence[T], results: Any) -> Iterator[tuple[T, Any]]:
    yield from zip(batch, results.result(), strict=True)


def _run(pickled: bytes, batch: Sequence[Any]) -> list[Any]:
    return list(map(_loaded(pickled), batch))


@cache
def _loaded(pickled: bytes) -> Callable[[Any], Any]:
    """The function, made ready once for each process: a cleaner compiles its rules when they are first used."""
    function: Callable[[Any], Any] = pickle.loads(pickled)  # our own parent wrote it
    return function


def _follow_parent() -> None:
    """End this process when its parent has ended, however it did; Ctrl-C is the parent's to answer."""
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:

        def wait() -> None:
            parent.join()
            os._exit(0)

        Thread(target=wait, daemon=True).start()
