"""`rules test`: a rule's own examples, and whole articles with what must come out."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from commands import ARABIC, BODY, RAW, ROOT, TITLE, run, ship, write_rules

from cleaner import Cleaner
from cleaner.workbench.ruletest import test as try_all


@pytest.fixture(autouse=True)
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return ship(tmp_path / "shipped" / "rules", monkeypatch)


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """One article of the gazette that comes out as it must."""
    folder = tmp_path / "fixtures" / "gazette" / "harbour"
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(RAW, encoding="utf-8")
    (folder / "expected.txt").write_text(BODY, encoding="utf-8")
    removed = [
        {"text": "جريدة الساحل", "kind": "source"},
        {"text": "نشر في: 2017-11-14", "kind": "date"},
        {"text": "1/2", "kind": "counter"},
        {"text": "2/2", "kind": "counter"},
        {"text": "اقرأ المزيد", "kind": "read-also"},
        {"text": "شارك", "kind": "share"},
    ]
    expected = {"title": TITLE, "date": "2017-11-14", "author": None, "publisher": "gazette", "removed": removed}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")
    return tmp_path / "fixtures"


def with_rule(own: Path, rule: str, group: str = "publishers") -> Path:
    """A folder of rules beside the shipped ones, with one file of one rule."""
    (own / group).mkdir(parents=True, exist_ok=True)
    indented = "".join(f"    {line}\n" for line in rule.splitlines())
    text = f"id: own\nname: Own\nlanguage: ar\nrules:\n  -{indented[3:]}"
    (own / group / "own.yaml").write_text(text, encoding="utf-8")
    return own


def test_all_is_well(fixtures: Path) -> None:
    report = try_all(Cleaner(), [], [fixtures], coverage=False)
    assert report.issues == []
    assert (report.examples, report.fixtures) == (16, 1)
    result = run("rules", "test", "--fixtures", fixtures)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "16 examples, 1 article: 0 errors, 0 warnings\n"


def test_only_what_was_asked_for(fixtures: Path) -> None:
    report = try_all(Cleaner(), ["ar"], [fixtures], coverage=False)
    assert (report.examples, report.fixtures) == (2, 0)
    assert try_all(Cleaner(), ["gazette"], [fixtures], coverage=False).fixtures == 1


def test_examples_that_do_not_hold(tmp_path: Path) -> None:
    own = with_rule(
        tmp_path / "own",
        'id: print\nkind: print\nstarts: "طباعة"\nexamples:\n  remove: ["أطبع"]\n  keep: ["طباعة الكتب"]',
    )
    result = run("rules", "test", "own", "--rules", own)
    place = own / "publishers" / "own.yaml"
    assert result.exit_code == 1
    assert result.stdout == (
        f"{place}:5: error T001 [own.print] does not match its example\n"
        "  mend: change the rule, or the example if it is not the rule's business\n"
        '  remove: "أطبع"\n'
        f"{place}:5: error T002 [own.print] matches what it must keep\n"
        "  mend: narrow the rule: a whole line, a zone, a neighbour\n"
        '  keep: "طباعة الكتب"\n'
        '  held: "طباعة"\n'
    )
    assert result.stderr == "2 examples, 0 articles: 2 errors, 0 warnings\n"


@pytest.mark.parametrize(
    "rule",
    [
        "id: a\nkind: related\nwhere: tail\nrun: {min: 2, shape: {max_words: 4}}\n"
        'examples: {remove: ["خبر أول هنا\\nخبر ثان هنا"], keep: ["خبر أول هنا"]}',
        'id: a\nkind: related\nrun: {after: "أخبار", min: 2}\n'
        'examples: {remove: ["أخبار\\nخبر أول هنا\\nخبر ثان هنا"], keep: ["أخبار\\nخبر أول هنا"]}',
        'id: a\nkind: related\ncut: {from: "أخبار"}\nexamples: {remove: ["نص\\nأخبار\\nخبر"], keep: ["أخبار اليوم"]}',
        'id: a\nkind: counter\ncounter: {min: 3}\nexamples: {remove: ["1/3\\n2/3\\n3/3"], keep: ["1/3\\n2/3"]}',
        'id: a\nkind: caption\nline: "صورة {title}"\n'
        'examples: {title: "عودة الميناء", remove: ["صورة عودة الميناء"], keep: ["صورة الميناء"]}',
        'id: a\nkind: caption\nline: "صورة {caption}"\n'
        'examples: {title: "عودة الميناء", remove: ["صورة عودة الميناء"], keep: ["صورة الميناء"]}',
        'id: a\nkind: date\nline: "يوم {date}"\nexamples: {remove: ["يوم 14 نوفمبر 2017"], keep: ["يوم حزين جدا"]}',
        'id: a\nkind: share\nline: "شارك"\nprevious: {line: "طباعة"}\n'
        'examples: {remove: ["طباعة\\nشارك"], keep: ["نص\\nشارك"]}',
    ],
)
def test_every_form_of_rule_can_be_tried(rule: str, tmp_path: Path) -> None:
    cleaner = Cleaner(with_rule(tmp_path / "own", rule))
    assert try_all(cleaner, ["own"], [], coverage=False).issues == []


def test_packs_are_tried_in_their_language(tmp_path: Path) -> None:
    own = tmp_path / "own" / "packs"
    own.mkdir(parents=True)
    (own / "ar.yaml").write_text(ARABIC.replace('["شارك في الاجتماع"]', '["مشاركة"]'), encoding="utf-8")
    (issue,) = try_all(Cleaner(tmp_path / "own"), ["ar"], [], coverage=False).issues
    assert (issue.code, issue.rule, issue.line) == ("T002", "ar.share-word", 5)


def test_a_fixture_that_comes_out_different(fixtures: Path) -> None:
    folder = fixtures / "gazette" / "harbour"
    (folder / "expected.txt").write_text(BODY + "سطر آخر\n", encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    expected |= {"author": "كاتب", "removed": expected["removed"][1:]}
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    issues = {issue.problem: issue.detail for issue in try_all(Cleaner(), [], [fixtures], coverage=False).issues}
    assert "-سطر آخر" in issues["the text comes out different"].splitlines()
    assert issues["the metadata comes out different"] == '- author: "كاتب"\n+ author: null'
    assert issues["other pieces are removed"] == "+ source: جريدة الساحل"


def test_a_date_may_say_more_than_was_printed(fixtures: Path) -> None:
    path = fixtures / "gazette" / "harbour" / "expected.json"
    path.write_text('{"date": "2017-11"}', encoding="utf-8")
    assert try_all(Cleaner(), [], [fixtures], coverage=False).issues == []


@pytest.mark.parametrize("name", ["expected.txt", "expected.json"])
def test_a_fixture_that_cannot_be_tried(fixtures: Path, name: str) -> None:
    (fixtures / "gazette" / "harbour" / name).write_bytes(b"\xff{")
    (issue,) = try_all(Cleaner(), [], [fixtures], coverage=False).issues
    assert issue.code == "T004"


def test_a_fixture_of_html(fixtures: Path) -> None:
    folder = fixtures / "negative" / "page"
    folder.mkdir(parents=True)
    (folder / "source.html").write_text(f"<html><body><p>{BODY}</p></body></html>", encoding="utf-8")
    (folder / "expected.txt").write_text("something else\n", encoding="utf-8")
    (issue,) = try_all(Cleaner(fallback=False), [], [fixtures], coverage=False).issues
    assert issue.path.endswith("negative/page/expected.txt")


def test_long_differences_are_cut(fixtures: Path) -> None:
    (fixtures / "gazette" / "harbour" / "expected.txt").write_text("x\n" * 500, encoding="utf-8")
    (issue,) = try_all(Cleaner(), [], [fixtures], coverage=False).issues
    assert issue.detail.splitlines()[-1] == "(463 more lines)"


def test_fixtures_beside_the_shipped_rules_are_found(rules: Path, fixtures: Path) -> None:
    fixtures.rename(rules.parent / "fixtures")
    assert run("rules", "test").stderr.startswith("16 examples, 1 article")


def test_other_formats(tmp_path: Path) -> None:
    own = with_rule(tmp_path / "own", 'id: a\nkind: print\nline: "طباعة"\nexamples: {remove: ["أ%ب"], keep: ["ب"]}')
    (issue,) = json.loads(run("rules", "test", "own", "--rules", own, "-f", "json").stdout)
    assert issue["code"] == "T001"
    line = run("rules", "test", "own", "--rules", own, "-f", "github").stdout
    assert line == (
        f"::error file={own}/publishers/own.yaml,line=5,title=T001 own.a::does not match its example"
        '%0Amend: change the rule, or the example if it is not the rule\'s business%0Aremove: "أ%25ب"\n'
    )


def test_junit(tmp_path: Path, fixtures: Path) -> None:
    """Valid XML whatever the texts hold: a suite a file, a case a rule and a fixture."""
    own = with_rule(
        tmp_path / "own",
        'id: a\nkind: print\nline: "طباعة"\nexamples: {remove: ["<a&\\u0000>]]>"], keep: ["ب"]}',
    )
    args = ["rules", "test", "--rules", own, "--fixtures", fixtures, "-f", "junit"]
    result = run(*args)
    assert result.exit_code == 1
    root = ElementTree.fromstring(result.stdout)
    suites = {suite.get("name"): (suite.get("tests"), suite.get("failures")) for suite in root}
    assert suites == {"gazette": ("6", "0"), "ar": ("1", "0"), "universal": ("2", "0"), "own": ("1", "1")}
    (failure,) = root.iter("failure")
    assert (failure.get("type"), failure.get("message")) == ("T001", "does not match its example")
    assert "<a&" in str(failure.text)
    assert [case.get("name") for case in root.findall("testsuite[@name='gazette']/testcase")][-1] == "harbour"


def test_coverage(fixtures: Path) -> None:
    stray = fixtures / "nobody" / "one"
    stray.mkdir(parents=True)
    (stray / "source.txt").write_text("نص", encoding="utf-8")
    (stray / "expected.txt").write_text("نص", encoding="utf-8")
    result = run("rules", "test", "--fixtures", fixtures, "--coverage")
    assert result.exit_code == 0
    told = [line.split(": warning ")[1] for line in result.stdout.splitlines() if ": warning " in line]
    assert told == [
        "T101 [gazette.quote] matches in no fixture",
        "T101 [gazette.place] matches in no fixture",
        "T101 [universal.title-echo] matches in no fixture",
        "T102 no publisher or pack 'nobody'",
    ]
    assert run("rules", "test", "--fixtures", fixtures).stdout == ""


def test_fixtures_beside_any_layer_are_found(tmp_path: Path, fixtures: Path) -> None:
    write_rules(tmp_path / "rules")
    assert run("rules", "test", "--rules", tmp_path / "rules").stderr.startswith("16 examples, 1 article")


# ---------------------------------------------------------------- rules new


@pytest.mark.parametrize(
    ("id_", "name", "language"),
    [
        ("example-news", "Example News", "en"),
        ("beispiel", 'Das "Blatt": #1 – neu', None),
        ("sahel", "جريدة الساحل", "ar"),
    ],
)
def test_a_new_publisher_is_right_as_it_is(
    id_: str, name: str, language: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.rulefiles.rulebase.SHIPPED", ROOT / "rules")
    more = ["--language", language] if language else []
    made = run("rules", "new", id_, "--name", name, "-o", tmp_path, *more)
    assert made.exit_code == 0
    assert [Path(line).relative_to(tmp_path).as_posix() for line in made.stdout.splitlines()] == [
        f"rules/publishers/{id_}.yaml",
        *(f"fixtures/{id_}/first/{file}" for file in ("source.txt", "expected.txt", "expected.json")),
    ]
    rules = tmp_path / "rules"
    tested = run("rules", "test", id_, "--rules", rules, "--coverage", "--fixtures", tmp_path / "fixtures")
    assert (tested.exit_code, tested.stdout) == (0, "")
    assert tested.stderr == "4 examples, 1 article: 0 errors, 0 warnings\n"
    assert run("rules", "lint", rules).stdout == ""


def test_a_new_publisher_overwrites_nothing(tmp_path: Path) -> None:
    assert run("rules", "new", "one", "-o", tmp_path).exit_code == 0
    rules = tmp_path / "rules" / "publishers" / "one.yaml"
    rules.write_text("mine", encoding="utf-8")
    (tmp_path / "fixtures" / "one" / "first" / "source.txt").unlink()
    result = run("rules", "new", "one", "-o", tmp_path)
    assert result.exit_code == 2
    assert "is there already; nothing was written" in " ".join(result.stderr.split())
    assert rules.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "fixtures" / "one" / "first" / "source.txt").exists()


@pytest.mark.parametrize("id_", ["One", "a b", "../x", "a/b", "", "ä"])
def test_a_new_publisher_needs_an_id(id_: str, tmp_path: Path) -> None:
    assert run("rules", "new", id_, "-o", tmp_path).exit_code == 2
    assert list(tmp_path.glob("rules*")) == []
