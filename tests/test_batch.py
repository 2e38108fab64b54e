"""Which inputs are meant, where their results go, and what failed ones leave behind."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import BODY, PNG, RAW

import cleaner.inputs
from cleaner import Cleaner
from cleaner.batch import Outlets, Request, Task, clean_all, plan
from cleaner.corpus import Item, read_items
from cleaner.errors import InputError, UsageError
from cleaner.inputs import Input, find_inputs, read

pytestmark = pytest.mark.usefixtures("rules")


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RAW, encoding="utf-8")
    return folder


def inputs(*names: str) -> list[Input]:
    return [Input(Path("in", name), Path(name)) for name in names]


# ---------------------------------------------------------------- inputs


def test_nothing_means_stdin() -> None:
    assert find_inputs([]) == find_inputs(["-"]) == ([Input(None, Path("stdin"))], [])


def test_a_folder_means_its_texts_by_name(tmp_path: Path) -> None:
    folder = make(tmp_path / "in", "z.txt", "a/b.html", "a/c.htm", "B.TEXT", "note.md", "a/data.json")
    found, problems = find_inputs([str(folder)])
    assert [one.place.as_posix() for one in found] == ["B.TEXT", "a/b.html", "a/c.htm", "z.txt"]
    assert [one.id for one in found] == [str(folder / one.place) for one in found]
    assert problems == []


def test_a_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    folder = make(tmp_path, "note.md")
    assert find_inputs([str(folder / "note.md")])[0][0].place == Path("note.md")


def test_results_below_the_inputs_are_no_inputs(tmp_path: Path) -> None:
    folder = make(tmp_path / "in", "a.txt", "out/a.txt")
    found, _ = find_inputs([str(folder)], folder / "out")
    assert [one.place.as_posix() for one in found] == ["a.txt"]
    assert len(find_inputs([str(folder)], folder)[0]) == 2


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    folder = make(tmp_path / "in", "a.txt")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert len(find_inputs([str(folder)])[0]) == 1


def test_a_name_that_is_not_utf8_has_an_id(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe3\xe4.txt"))
    assert Input(path, Path(path.name)).id == f"{tmp_path}/\ufffd\ufffd.txt"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PNG, "looks binary (a PNG image?)"),
        (b"%PDF-1.7\n\x00\x01\x02\x03", "looks binary (a PDF document: extract its text first?)"),
        (bytes(range(32)) * 9, "looks binary"),
    ],
)
def test_binary_inputs(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read(Input(path, Path("x.txt")))
    assert str(error.value) == message


def test_no_more_than_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.inputs, "MOST_BYTES", 2**20)
    path = tmp_path / "x.txt"
    path.write_bytes(b"a" * 2**20)
    assert len(read(Input(path, Path("x.txt")))) == 2**20
    with pytest.raises(InputError, match="larger than 1 MB"):
        read(Input(Path("/dev/zero"), Path("zero")))


def test_no_stdin_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="no standard input"):
        read(Input(None, Path("stdin")))


# ---------------------------------------------------------------- places of results


def targets(tasks: list[Task]) -> list[str | None]:
    return [task.target and task.target.as_posix() for task in tasks]


def test_one_input_goes_to_stdout_or_a_file_or_into_a_folder(tmp_path: Path) -> None:
    one = inputs("a.html")
    assert targets(plan(one, "text", None, several=False)) == [None]
    assert targets(plan(one, "text", "-", several=False)) == [None]
    assert targets(plan(one, "md", "new.md", several=False)) == ["new.md"]
    assert targets(plan(one, "md", "new/", several=False)) == ["new/a.md"]
    assert targets(plan(one, "json", str(tmp_path), several=False)) == [f"{tmp_path.as_posix()}/a.json"]


def test_several_inputs_go_into_a_folder_or_lines_of_a_file() -> None:
    two = inputs("a.txt", "b/c.txt")
    assert targets(plan(two, "jsonl", "all.jsonl", several=True)) == ["all.jsonl"] * 2
    assert targets(plan(two, "jsonl", "new/", several=True)) == ["new/a.jsonl", "new/b/c.jsonl"]
    assert targets(plan(two, "text", "new", several=True)) == ["new/a.txt", "new/b/c.txt"]


def test_names_that_would_clash_keep_their_ending() -> None:
    names = inputs("a.html", "a.txt", "A.htm", "b.txt")
    assert targets(plan(names, "text", "new", several=True)) == [
        "new/a.html.txt", "new/a.txt.txt", "new/A.htm.txt", "new/b.txt",
    ]  # fmt: skip
    with pytest.raises(UsageError, match="clean them one at a time"):
        plan(inputs("a.txt", "a.txt"), "text", "new", several=True)


def test_hard_links_are_inputs_too(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").hardlink_to(tmp_path / "a.txt")
    with pytest.raises(UsageError, match="would be overwritten"):
        plan([Input(tmp_path / "a.txt", Path("a.txt"))], "text", str(tmp_path / "b.txt"), several=False)


# ---------------------------------------------------------------- the run


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def outlets(said: list[str]) -> tuple[Outlets, io.BytesIO]:
    out = io.BytesIO()
    return Outlets(lambda data: out.write(data) and None, said.append), out


def test_failures_are_counted_and_told(tmp_path: Path, outlets: tuple[Outlets, io.BytesIO], said: list[str]) -> None:
    make(tmp_path, "a.txt")
    tasks = [Task(Input(path, Path(path.name)), None) for path in (tmp_path / "no.txt", tmp_path / "a.txt", tmp_path)]
    assert clean_all(Cleaner(), read_items(tasks), Request("text"), outlets[0]) == (3, 2)
    assert outlets[1].getvalue().decode() == BODY
    assert said == [f"{tmp_path}/no.txt: no such file or directory", f"{tmp_path}: is a directory"]


def test_lines_of_one_file_and_files_of_one_line(tmp_path: Path, outlets: tuple[Outlets, io.BytesIO]) -> None:
    make(tmp_path, "a.txt", "b.txt")
    both, _ = find_inputs([str(tmp_path)])
    for output, expected in (("all.jsonl", {"all.jsonl": 2}), ("each/", {"each/a.jsonl": 1, "each/b.jsonl": 1})):
        place = f"{tmp_path}/out/{output}"
        items = read_items(plan(both, "jsonl", place, several=True))
        assert clean_all(Cleaner(), items, Request("jsonl"), outlets[0]) == (2, 0)
        for name, lines in expected.items():
            assert (tmp_path / "out" / name).read_bytes().count(b"\n") == lines
    assert outlets[1].getvalue() == b""


def test_a_wrong_publisher_is_told_before_anything_is_read(outlets: tuple[Outlets, io.BytesIO]) -> None:
    tasks = [Task(Input(Path("missing"), Path("missing")), None)]
    with pytest.raises(UsageError, match="unknown publisher 'x'"):
        clean_all(Cleaner(), read_items(tasks), Request(publisher="x"), outlets[0])


def test_lines_are_read_one_by_one(tmp_path: Path, outlets: tuple[Outlets, io.BytesIO]) -> None:
    """The first result is out before the second line is asked for."""
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"raw": RAW, "id": number}) for number in range(3)), encoding="utf-8")
    seen = []

    def watched(items: Iterator[Item]) -> Iterator[Item]:
        for item in items:
            seen.append((item.id, outlets[1].getvalue().count(b"\n")))
            yield item

    items = watched(read_items([Task(Input(path, Path(path.name)), None)]))
    assert clean_all(Cleaner(), items, Request("jsonl"), outlets[0]) == (3, 0)
    assert seen == [("0", 0), ("1", 1), ("2", 2)]
