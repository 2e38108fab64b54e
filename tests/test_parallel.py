"""Several processes give what one gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import RAW

from cleaner import Cleaner
from cleaner.errors import CleanerError, InputError
from cleaner.parallel import map_in_order

Cleaner()  # so that no command below tells that it checks the rules

CLEAN = [sys.executable, "-m", "cleaner", "clean"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_come_out_in_their_order(jobs: int) -> None:
    items = range(-100, 100)
    assert list(map_in_order(abs, items, jobs)) == [(item, abs(item)) for item in items]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_gives_nothing(jobs: int) -> None:
    assert list(map_in_order(abs, [], jobs)) == []


def test_items_are_read_a_little_ahead_and_no_more() -> None:
    read: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1_000):
            read.append(number)
            yield number

    results = map_in_order(abs, items(), 2)
    next(results)
    assert len(read) < 200
    results.close()  # type: ignore[attr-defined]


def test_an_error_of_the_function_is_the_callers() -> None:
    with pytest.raises(InputError, match="no such text"):
        list(map_in_order(refuse, ["a"], 2))


def refuse(_: str) -> None:
    raise InputError("no such text")


def test_a_killed_process_is_told() -> None:
    with pytest.raises(CleanerError, match="fewer '--jobs'"):
        list(map_in_order(os._exit, [9], 2))


def test_the_command_gives_the_same_whatever_the_number(tmp_path: Path) -> None:
    texts = [json.dumps({"id": str(number), "raw": f"{RAW}\nline {number}"}) for number in range(50)]
    lines = tmp_path / "texts.jsonl"
    lines.write_text("\n".join([*texts[:30], "no JSON", *texts[30:]]), encoding="utf-8")
    command = [*CLEAN, str(lines), "-f", "jsonl", "--jobs"]
    one, two = (subprocess.run([*command, jobs], capture_output=True, check=False) for jobs in ("1", "2"))
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert one.returncode == 1
    assert len(one.stdout.splitlines()) == 51


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_goes_away_ends_all_processes_quietly(tmp_path: Path) -> None:
    lines = tmp_path / "texts.jsonl"
    lines.write_text(f"{json.dumps({'raw': RAW * 20})}\n" * 2_000, encoding="utf-8")
    command = [*CLEAN, str(lines), "-f", "jsonl", "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""  # at its end when the last process has gone
