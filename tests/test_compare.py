"""`rules diff`: what a change of rules changes, text by text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import FIRST, GAZETTE, LAST, RAW, process, run, write_rules
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.rulefiles.rulebase import RuleBase
from cleaner.workbench.compare import compare_one

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two texts of the gazette and one of nobody's, in a folder and in JSON Lines."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(RAW, encoding="utf-8")
    lines = [{"id": "b", "raw": RAW.replace("شارك", "طباعة")}, {"text": f"{FIRST}\n{LAST}"}]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n\n" for line in lines)
    (folder / "more.jsonl").write_text(text, encoding="utf-8")
    return folder


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """A folder with another version of the gazette."""
    assert old in GAZETTE
    path = tmp_path / "new" / "publishers" / "gazette.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(GAZETTE.replace(old, new), encoding="utf-8")
    return tmp_path / "new"


def test_nothing_changed(rules: Path, corpus: Path) -> None:
    result = run("rules", "diff", rules, "shipped", corpus)
    assert (result.exit_code, result.stdout) == (0, "3 texts, 0 changed\n")


def test_what_newly_stays(tmp_path: Path, corpus: Path) -> None:
    new = changed(tmp_path, 'ends: "اقرأ المزيد"', 'ends: "المزيد هنا"\n    why: "اقرأ المزيد"')
    new_text = (new / "publishers" / "gazette.yaml").read_text(encoding="utf-8")
    (new / "publishers" / "gazette.yaml").write_text(
        new_text.replace("وعاد الصيادون. اقرأ المزيد", "نص. المزيد هنا"), encoding="utf-8"
    )
    result = run("rules", "diff", "shipped", new, corpus)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "3 texts, 2 changed",
        "newly kept: 2",
        "      2  gazette.read-more",
        "",
        str(corpus / "a.txt"),
        "  + \u2068اقرأ المزيد\u2069  gazette.read-more",
        "",
        "b",
        "  + \u2068اقرأ المزيد\u2069  gazette.read-more",
    ]
    back = run("rules", "diff", new, "shipped", corpus, "--samples", "1")
    assert "newly removed: 2" in back.stdout
    assert "  - \u2068اقرأ المزيد\u2069  gazette.read-more" in back.stdout
    assert back.stdout.endswith("\n(1 more)\n")


def test_fields_and_kinds(tmp_path: Path, corpus: Path) -> None:
    new = changed(tmp_path, 'kind: source\n    line: "جريدة الساحل"', 'kind: section\n    line: "جريدة الساحل"')
    path = new / "publishers" / "gazette.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("name: جريدة الساحل", "name: Gazette")
        .replace("name-line", "head-line"),
        encoding="utf-8",
    )
    shown = json.loads(run("rules", "diff", "shipped", new, corpus, "-f", "json").stdout)
    assert (shown["documents"], shown["changed"], shown["removed"], shown["kept"]) == (3, 2, {}, {})
    assert shown["fields"] == {"sitename": 2}
    sample = shown["samples"][0]
    assert sample["renamed"] == [{"text": "جريدة الساحل", "kind": "source -> section", "rule": "gazette.head-line"}]
    assert sample["fields"] == {"sitename": {"old": "جريدة الساحل", "new": "Gazette"}}
    assert (
        "  ~ \u2068جريدة الساحل\u2069  source -> section  gazette.head-line"
        in run("rules", "diff", "shipped", new, corpus).stdout
    )


def test_a_new_name_for_a_rule_is_no_change(tmp_path: Path, corpus: Path) -> None:
    new = changed(tmp_path, "id: read-more", "id: read-further")
    assert run("rules", "diff", "shipped", new, corpus).exit_code == 0


def test_a_whole_rule_base_stands_alone(tmp_path: Path, corpus: Path) -> None:
    """A publisher that an older version does not have is new, not there all along."""
    old = write_rules(tmp_path / "old")
    (old / "publishers" / "gazette.yaml").unlink()
    result = run("rules", "diff", old, "shipped", corpus)
    assert result.exit_code == 1
    assert 'publisher: \u2068null\u2069 -> \u2068"gazette"\u2069' in result.stdout


def test_what_cannot_be_read_is_told(tmp_path: Path, corpus: Path) -> None:
    (corpus / "bad.jsonl").write_text('{"raw": "x"}\nnot json\n{"body": "x"}\n[1]\n{"raw": 5}\n', encoding="utf-8")
    result = run("rules", "diff", "shipped", "shipped", corpus, tmp_path / "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "4 texts, 0 changed\n")
    place = corpus / "bad.jsonl"
    assert result.stderr.splitlines() == [
        f"{place}:2: is not a line of JSON",
        *(f"{place}:{n}: is not a record with a text under 'raw', 'html', 'text'" for n in (3, 4, 5)),
        f"{tmp_path / 'missing.txt'}: no such file or directory",
    ]


def test_a_corpus_from_stdin(rules: Path) -> None:
    line = json.dumps({"raw": RAW}).encode()
    done = process(rules, "rules", "diff", "shipped", "shipped", "-", input=line + b"\n" + line)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"2 texts, 0 changed\n", b"")


def test_wrong_names(corpus: Path) -> None:
    result = run("rules", "diff", "shiped", "shipped", corpus)
    assert result.exit_code == 2
    assert "'shiped' is no folder of rules; the shipped ones are called 'shipped'" in result.stderr


LINES = st.lists(st.sampled_from([*RAW.splitlines(), "طباعة", "3/3", "اقرأ المزيد", "نص قصير"]), max_size=12)


@given(LINES)
def test_a_comparison_explains_the_difference(lines: list[str]) -> None:
    """What one removes and the other does not is all that tells their receipts apart."""
    text = "\n".join(lines)
    few, many = Cleaner(RuleBase([])), Cleaner(RuleBase([]))
    few.keep = frozenset({"share", "read-also"})
    old, new = few.trace(text, publisher="gazette"), many.trace(text, publisher="gazette")
    change = compare_one(old, new)
    gone = [text[r.start : r.end].strip() for r in new.article.removed if r.kind in few.keep]
    if "rolled_back" in (old.article.status, new.article.status):
        return
    assert sorted(piece.text for piece in change.removed) == sorted(gone) if change else gone == []
    assert not change or (change.kept, change.renamed) == ([], [])
    assert compare_one(new, new) is None
