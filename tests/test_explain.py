"""What `explain` says about each segment, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import FIRST, LAST, RAW, TITLE, run
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, Trace
from cleaner.show.explain import Row, as_dict, as_lines, explain

pytestmark = pytest.mark.usefixtures("rules")

FSI, PDI = "\u2068", "\u2069"


def trace(raw: str, keep: tuple[str, ...] = (), publisher: str | None = "gazette") -> Trace:
    return Cleaner(keep=keep).trace(raw, publisher=publisher)


def verdicts(raw: str, one: Trace) -> list[list[tuple[str, str, str]]]:
    return [[(part.verdict, part.rule, raw[part.start : part.end]) for part in row.parts] for row in explain(one)]


def printed(one: Trace, *, bidi: bool = True) -> str:
    return "\n".join("".join(text for text, _ in line) for line in as_lines(one, bidi=bidi))


def test_every_segment_has_its_verdict() -> None:
    assert verdicts(RAW, trace(RAW)) == [
        [("removed", "gazette.name-line", "جريدة الساحل")],
        [("removed", "cleaner.title", TITLE)],
        [("removed", "gazette.date-line", "نشر في: 2017-11-14")],
        [("kept", "", FIRST)],
        [("removed", "universal.image-counter", "1/2")],
        [("removed", "universal.image-counter", "2/2")],
        [("kept", "", LAST + " "), ("removed", "gazette.read-more", "اقرأ المزيد")],
        [("removed", "ar.share-word", "شارك")],
    ]


def test_why_a_segment_stays() -> None:
    raw = f"{FIRST}\nملاحظة: نص\nقال مراسلنا في الميناء إن\nشارك"
    found = verdicts(raw, trace(raw, keep=("share",)))
    assert [row[0][:2] for row in found] == [
        ("kept", ""), ("protected", "gazette.quote"), ("read", "gazette.place"), ("spared", "ar.share-word"),
    ]  # fmt: skip


def test_what_was_rolled_back_is_spared() -> None:
    raw = "\n".join(["شارك"] * 30)
    one = trace(raw)
    assert one.article.status == "rolled_back"
    assert {row[0][0] for row in verdicts(raw, one)} == {"spared"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_the_input(end: str) -> None:
    raw = f"{TITLE}{end}{end}{FIRST}{end}{LAST}   شارك"
    assert [row.line for row in explain(trace(raw))] == [1, 3, 4, 4]


@given(st.text("شارك 1/2\n\t.\u202b\u200fa", max_size=200))
def test_parts_tile_their_segment(raw: str) -> None:
    one = Cleaner().trace(raw, kind="text")
    rows = explain(one)
    spans = [(row.parts[0].start, row.parts[-1].end) for row in rows]
    assert spans == list(zip(one.document.starts, one.document.ends, strict=True))
    assert all(a.end == b.start for row in rows for a, b in zip(row.parts, row.parts[1:], strict=False))
    assert [row.line for row in rows] == sorted(row.line for row in rows)


def test_summary() -> None:
    lines = printed(Cleaner().trace(RAW)).splitlines()
    assert lines[0] == "publisher   gazette (score 2)"
    assert lines[1].startswith("            because of ")
    assert f"title       {FSI}{TITLE}{PDI}  (cleaner.title)" in lines
    assert f"date        {FSI}2017-11-14{PDI}  (gazette.date-line)" in lines
    assert f"language    {FSI}ar{PDI}  (text)" in lines
    assert "status      ok" in lines
    assert printed(Cleaner().trace(RAW, publisher="none")).startswith("publisher   unknown (score 0)")


def test_texts_are_isolated_so_that_columns_stay() -> None:
    table = printed(trace(RAW)).split("\n\n")[1].splitlines()
    assert len(table) == 9
    assert {line.index(FSI) for line in table} == {table[0].index(FSI)}
    assert all(line.count(FSI) == line.count(PDI) == 1 for line in table)
    assert FSI not in printed(trace(RAW), bidi=False)


def test_both_parts_of_a_segment_stand_below_each_other() -> None:
    table = printed(trace(RAW), bidi=False).split("\n\n")[1].splitlines()
    place = next(number for number, line in enumerate(table) if line.endswith("المتتالية."))
    assert table[place].split()[:2] == ["8", "kept"]
    assert table[place + 1].split()[:3] == ["removed", "read-also", "gazette.read-more"]


def test_long_texts_are_shortened() -> None:
    raw = f"{FIRST} " * 20
    (line,) = [line for line in printed(trace(raw)).splitlines() if line.lstrip().startswith("1 ")]
    assert len(line) < 220
    assert " … " in line
    assert line.endswith(f"{PDI} ({len(raw.strip()):,} characters)")


def test_controls_reach_no_terminal() -> None:
    raw = f"{FIRST}\x1b[31m\u202eabc\u2069"
    shown = printed(trace(raw))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.count(PDI) == shown.count(FSI)
    assert "<U+001B>[31m<U+202E>abc<U+2069>" in shown


def test_json() -> None:
    result = run("explain", "-", "-f", "json", data=RAW)
    about = json.loads(result.stdout)
    assert (about["publisher"], about["score"], about["status"], about["id"]) == ("gazette", 2, "ok", None)
    assert about["metadata"]["date"] == "2017-11-14"
    parts = [part for segment in about["segments"] for part in segment["parts"]]
    assert all(RAW[part["start"] : part["end"]] == part["text"] for part in parts)
    assert about["segments"][6]["line"] == 8
    assert FSI not in result.stdout
    assert about == as_dict(Cleaner().trace(RAW))


def test_every_field_has_its_origin() -> None:
    page = (
        '<html lang="ar"><head><meta property="og:site_name" content="جريدة الساحل">'
        '<meta property="article:published_time" content="2017-11-14T09:30+02:00">'
        '<meta name="author" content="سامي الحداد"></head>'
        f"<body><h1>{TITLE}</h1><article><p>{FIRST * 3}</p><p>{FIRST * 4}</p></article></body></html>"
    )
    one = Cleaner().trace(page, url="https://elsewhere.example/1")
    about = as_dict(one)
    filled = {name for name, value in about["metadata"].items() if value not in (None, [])}
    assert set(about["origins"]) == filled
    assert about["origins"]["date"] == "opengraph"
    assert about["origins"]["author"] == "meta"
    assert about["origins"]["url"] == about["origins"]["hostname"] == "given"
    assert f"author      {FSI}سامي الحداد{PDI}  (meta)" in printed(one).splitlines()
    assert "origins" not in one.article.as_dict()


def test_command(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RAW, encoding="utf-8")
    assert FSI in run("explain", path).stdout
    plain = run("explain", path, "--no-bidi", "--publisher", "none")
    assert plain.exit_code == 0
    assert FSI not in plain.stdout
    assert "gazette" not in plain.stdout


def test_what_cannot_be_explained(tmp_path: Path) -> None:
    missing = run("explain", tmp_path / "no.txt")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "no such file" in missing.stderr
    empty = run("explain", data=" \n")
    assert empty.exit_code == 1
    assert empty.stderr == "stdin: empty\n"


def test_rows_are_values() -> None:
    assert explain(trace(RAW)) == explain(trace(RAW))
    assert isinstance(explain(trace(RAW))[0], Row)
