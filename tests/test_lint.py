"""`rules lint`: what each check finds, and what it leaves alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from commands import ARABIC, GAZETTE, run, write_rules

from cleaner.matching.phrase import compile_phrase
from cleaner.workbench.blowup import examine, slow_text
from cleaner.workbench.checks import ordinary_sentences
from cleaner.workbench.issues import Issue
from cleaner.workbench.lint import lint

pytestmark = pytest.mark.usefixtures("rules")

EXAMPLES = 'examples: {remove: ["a"], keep: ["b"]}'


def write(folder: Path, *rules: str, head: str = "", name: str = "own", group: str = "publishers") -> Path:
    """Write a rule file of its own with some rules; `id`, `kind` and examples come by themselves."""
    (folder / group).mkdir(parents=True, exist_ok=True)
    text = f"id: {name}\nname: Own\nlanguage: ar\n{head}"
    text += "rules:\n" if rules else ""
    for number, rule in enumerate(rules):
        fixed = "" if rule.startswith("id:") or "\nid:" in rule else f"id: r{number}\n"
        fixed += "" if "kind:" in rule else "kind: share\n"
        lines = f"{fixed}{rule}\n{EXAMPLES}".splitlines()
        text += f"  - {lines[0]}\n" + "".join(f"    {line}\n" for line in lines[1:])
    path = folder / group / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def codes(path: Path) -> list[str]:
    return [issue.code for issue in lint([path]).issues]


def test_good_rules_have_no_findings(rules: Path) -> None:
    report = lint([rules])
    assert report.issues == []
    assert (report.files, report.rules) == (3, 8)
    result = run("rules", "lint")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 files, 8 rules: 0 errors, 0 warnings\n"


# ---------------------------------------------------------------- what the loader refuses


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id: [", "R001"),
        ("- a", "R001"),
        ("id: own\nname: Own\nnmae: x\n", "R002"),
        ("id: own\nname: Own\nname: x\n", "R002"),
        ("id: own\nname:\n", "R002"),
        ("id: own\n", "R002"),
        ("id: own\nname: 1.10\n", "R003"),
        ("id: own\nname: yes\n", "R003"),
        ("id: own\nname: 7\n", "R003"),
        ("id: own\nname: Own\nrules:\n  - {id: a, kind: noise, line: x, " + EXAMPLES + "}\n", "R003"),
        ("id: Own\nname: Own\n", "R004"),
        ("id: other\nname: Own\n", "R004"),
        ("id: own\nname: Own\nrules:\n  - {id: a, kind: share, line: x}\n", "R005"),
        ("id: own\nname: Own\nrules:\n  - {id: a, kind: share, line: x, set: {titel: x}, " + EXAMPLES + "}\n", "R006"),
        ("id: own\nname: Own\nrules:\n  - {id: a, kind: ad, line: x, valid: {until: x}, " + EXAMPLES + "}\n", "R007"),
        ("id: own\nname: Own\nrules:\n  - {id: a, kind: share, " + EXAMPLES + "}\n", "R008"),
        ("id: own\nname: Own\nrules:\n  - {id: a, kind: share, regex: '(', " + EXAMPLES + "}\n", "R008"),
        ("id: own\nname: Own\nextends: [nobody]\n", "R009"),
        ("id: own\nname: Own\nextends: [own]\n", "R009"),
    ],
)
def test_loader_errors_have_codes(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "own" / "publishers" / "own.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    issues = lint([path]).issues
    assert {(issue.code, issue.severity) for issue in issues} == {(code, "error")}
    result = run("rules", "lint", path)
    assert result.exit_code == 3
    assert f" error {code} " in result.stdout


def test_an_error_elsewhere_is_told_once(tmp_path: Path) -> None:
    path = write(tmp_path / "own", 'line: "انشر الخبر"')
    (path.parent / "bad.yaml").write_text("id: bad\n", encoding="utf-8")
    (issue,) = lint([path]).issues
    assert (issue.code, issue.severity) == ("R010", "warning")
    assert "bad.yaml" in issue.mend
    assert codes(path.parent) == ["R002", "R010"]


# ---------------------------------------------------------------- work that explodes

FINE = [
    r"(?:\w+ )+end",
    r"(?:abc|abd|xyz)+!",
    r"foo.*bar",
    r"^copyright .* rights reserved .*$",
    r"(?:share|print|email)(?: (?:share|print|email))*",
    r"^\p{L}+(?: \p{L}+){0,5} - ",
    r"[a-z]+@[a-z]+\.com",
    r"(?P<x>[^:]+): (?P<y>.+)$",
    r"(?:شارك|مشاركة|طباعة)(?: ?[|/-] ?(?:شارك|مشاركة|طباعة))+",
    r"a.{0,40}b.{0,40}c.{0,40}d",
    r"(?>\w+ ?)+x",
    r"(?:\w++ ?)+x",
    r"^(?:[^<>]*<[^<>]*>)+$",
    r"(?<=©) ?\d{4}(?!\d)",
    r"(\d+)/\1",
]
DANGEROUS = [
    (r"(a+)+b", "repeats"),
    (r"(?:\w+ ?)+x", "repeats"),
    (r"(.*,)*x", "repeats"),
    (r"(?:\d{1,3},?)+x", "repeats"),
    (r"(?:a?b?)+c", "repeats"),
    (r"(?:a*)*b", "repeats"),
    (r"(?:\P{L}+ ?)+x", "repeats"),
    (r"(?=(?:a+)+b)c", "repeats"),
    (r"(?:(?:\w+|x), ?){2,20}\w+ ?(?:\w ?){3,30}$", "alternatives"),
    (r"(a|aa)+b", "alternatives"),
    (r"(?:ab|a|b)*c", "alternatives"),
    (r"(?:شارك|شا|رك)+!", "alternatives"),
    (r".*a.*b.*c.*d", "wildcards"),
    (r"[^\n]+: .+ - .+ / x", "wildcards"),
    (r"(?|a|b)+", "unread"),
]


@pytest.mark.parametrize("source", FINE)
def test_harmless_expressions(source: str) -> None:
    assert examine(source) == set()
    assert slow_text(compile_phrase("regex", source)) is None


@pytest.mark.parametrize(("source", "danger"), DANGEROUS)
def test_dangerous_expressions(source: str, danger: str) -> None:
    assert danger in examine(source)


@pytest.mark.parametrize("source", [r"(a+)+b", r"(a|aa)+b", r"^(?:(?:\w+|\s+)+)+z"])
def test_expressions_that_prove_slow(source: str) -> None:
    assert slow_text(compile_phrase("regex", source)) is not None


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("regex: '^xyz (a+)+b'", "R101"),
        ("regex: '^xyz (?:ab|a|b)*c'", "R102"),
        ("regex: 'xyz.*a.*b.*c.*d'", "R103"),
        ("regex: '(a+)+xyz'", "R104"),
        ("regex: 'xyz (?|a|b)'\nwhere: head", "R105"),
        ("line: 'xyz'\nprevious: {regex: '(?:\\w+ ?)+x'}", "R101"),
    ],
)
def test_dangers_have_codes(tmp_path: Path, rule: str, code: str) -> None:
    path = write(tmp_path / "own", rule)
    (issue,) = [issue for issue in lint([path]).issues if issue.code == code]
    assert issue.rule == "own.r0"
    assert issue.line == 5
    assert issue.severity == ("warning" if code == "R105" else "error")
    assert run("rules", "lint", path).exit_code == (0 if code == "R105" else 3)


def test_dangers_in_signs(tmp_path: Path) -> None:
    path = write(tmp_path / "own", head="recognise:\n  - {regex: 'xyz (?:\\w+ ?)+x'}\n")
    issue = lint([path]).issues[0]
    assert (issue.code, issue.line) == ("R101", 5)
    assert issue.problem.startswith("recognise: ")


# ---------------------------------------------------------------- removes too much


def test_ordinary_sentences_are_sentences() -> None:
    by_language = ordinary_sentences()
    assert len(by_language) >= 28
    assert all(len(sentences) >= 16 for sentences in by_language.values())
    sentences = [sentence for sentences in by_language.values() for sentence in sentences]
    assert len(set(sentences)) == len(sentences)
    assert all(len(sentence) < 80 and sentence[-1] in ".؟!۔।。" for sentence in sentences)


@pytest.mark.parametrize(
    ("language", "rule", "code"),
    [
        ("de", 'starts: "Mehr zum"', ["R201"]),
        ("fr", 'starts: "Mehr zum"', []),  # not its language
        ("fr", 'contains: "share the"', ["R201"]),  # English is everyone's
        ("ja", 'starts: "関連する"', ["R201"]),
        ("hi", 'contains: "विज्ञापन"', ["R201"]),
    ],
)
def test_rules_are_tried_on_sentences_of_their_language(
    language: str, rule: str, code: list[str], tmp_path: Path
) -> None:
    path = write(tmp_path / "own", rule)
    path.write_text(path.read_text(encoding="utf-8").replace("language: ar", f"language: {language}"), encoding="utf-8")
    assert codes(path) == code


@pytest.mark.parametrize(
    "rule",
    [
        'starts: "شارك"',
        'starts: "تابع"',
        'contains: "المصدر"',
        'contains: "تعليق"\nwhere: tail',
        'contains: "share the"\nwhere: head',
        'regex: "^طباعة"',
        'line: "{any}."\nwhere: body\nprevious: {contains: "المصدر"}',
        'cut: {from: "انتهى {any}"}',
    ],
)
def test_a_rule_that_takes_an_ordinary_sentence(tmp_path: Path, rule: str) -> None:
    path = write(tmp_path / "own", rule)
    (issue,) = [issue for issue in lint([path]).issues if issue.code == "R201"]
    assert issue.severity == "error"
    assert "would remove text from an article" in issue.problem


@pytest.mark.parametrize(
    "rule",
    [
        'line: "شارك"',
        'starts: "شارك"\nprotect: true',
        'contains: "المصدر"\nremove: false',
        'starts: "المصدر:"',
        'regex: "^(?:طباعة|print)$"',
        "run: {min: 3}\nwhere: tail",
    ],
)
def test_a_rule_that_takes_none(tmp_path: Path, rule: str) -> None:
    assert "R201" not in codes(write(tmp_path / "own", rule))


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ('starts: "ص:"', True),
        ('contains: "TT"', True),
        ('ends: "qz"', True),
        ('regex: "qz"', True),
        ('regex: "[a-c]+"\nwhere: tail', True),
        ('starts: "ص:"\nnext: {edge: true}', False),
        ('starts: "ص: {any} /"', False),
        ('starts: "صورة:"', False),
        ('contains: "qz qz"', False),
        ('regex: "^qz$"', False),
        ('regex: "qz ?[0-9]+"', False),
        ('regex: "</?(?:br|hr|h[1-6])>"', False),
    ],
)
def test_too_little_to_go_by(tmp_path: Path, rule: str, found: bool) -> None:
    assert ("R202" in codes(write(tmp_path / "own", rule))) == found


# ---------------------------------------------------------------- superfluous


def test_phrases_that_stand_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "own", 'line: ["انشر الخبر", "أنشر الخبر"]', 'line: "انشر الخبر"')
    first, second = lint([path]).issues
    assert (first.code, first.line, second.code, second.line) == ("R301", 5, "R301", 9)
    assert "'أنشر الخبر' stands twice in this rule" in first.problem
    assert "also in the rule 'r0'" in second.problem
    other = write(tmp_path / "own", 'line: "انشر الخبر"', 'line: "انشر الخبر"\nwhere: head')
    assert codes(other) == []


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ('line: "شارك"', True),
        ('line: "شارك"\nwhere: tail', True),
        ('line: "شارك"\nkind: print', False),
        ('line: "شارك"\nset: {tags: شارك}', False),
        ('line: "شارك"\nprotect: true', False),
        ('starts: "شارك الخبر"', False),
    ],
)
def test_phrases_that_a_pack_has(tmp_path: Path, rule: str, found: bool) -> None:
    path = write(tmp_path / "own", rule)
    assert ("R302" in codes(path)) == found
    if found:
        path = write(tmp_path / "own", rule, head="disable: [ar.share-word]\n")
        assert codes(path) == []


def test_packs_are_compared_with_the_universal_one(tmp_path: Path) -> None:
    assert codes(write(tmp_path / "own", 'line: "شارك"', name="fr", group="packs")) == []
    path = write(tmp_path / "own", 'kind: title-echo\nline: "{title}"', name="fr", group="packs")
    assert codes(path) == ["R302"]


def test_a_rule_that_replaces_its_like(tmp_path: Path) -> None:
    write(tmp_path / "own", 'line: "انشر الخبر"\nwhy: because', name="family")
    path = write(tmp_path / "own", 'line: "انشر الخبر"', head="extends: [family]\n")
    assert "R303" in codes(path)
    path = write(tmp_path / "own", 'line: "انشر الخبر الآن"', head="extends: [family]\n")
    assert codes(path) == []


def test_a_line_that_a_pack_removes_already(tmp_path: Path) -> None:
    pack = ARABIC.replace('line: ["شارك", "مشاركة"]', 'regex: "^شارك(?: الخبر| المقال)?$"')
    folder = write_rules(tmp_path / "own")
    (folder / "packs" / "ar.yaml").write_text(pack, encoding="utf-8")
    (issue,) = lint([write(folder, 'line: "شارك الخبر"')]).issues
    assert (issue.code, issue.severity) == ("R304", "warning")
    assert "removed by 'ar.share-word' already" in issue.problem
    assert codes(write(folder, 'line: "شارك الخبر"\nkind: follow')) == []


def test_names_that_lead_nowhere(tmp_path: Path) -> None:
    head = "disable: [ar.share-word, ar.nothing, nobody.share-word]\ndomains: [gazette.example, own.example]\n"
    issues = lint([write(tmp_path / "own", head=head)]).issues
    assert [(issue.code, issue.problem.split("'")[1]) for issue in issues] == [
        ("R305", "ar.nothing"), ("R305", "nobody.share-word"), ("R306", "gazette.example"),
    ]  # fmt: skip


def test_own_files_may_replace_shipped_ones(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "publishers"
    folder.mkdir(parents=True)
    (folder / "gazette.yaml").write_text(GAZETTE, encoding="utf-8")
    assert codes(folder.parent) == []
    assert codes(folder / "gazette.yaml") == []


def test_a_line_that_the_same_file_removes_already(tmp_path: Path) -> None:
    rules = ('regex: "^انشر الخبر(?: الآن| اليوم)?$"', 'line: "انشر الخبر اليوم"')
    (issue,) = lint([write(tmp_path / "own", *rules)]).issues
    assert (issue.code, issue.rule, issue.line) == ("R307", "own.r1", 9)
    assert "removed by 'own.r0' already" in issue.problem
    assert codes(write(tmp_path / "own", rules[0], f"{rules[1]}\nkind: follow")) == []
    assert codes(write(tmp_path / "own", f"{rules[0]}\nwhere: tail", rules[1])) == []


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ('line: "سطر الختام"\nwhere: head\nnext: {edge: true}', ["R308"]),
        ('line: "سطر الختام"\nwhere: tail\nprevious: {edge: true}', ["R308"]),
        ('line: "سطر الختام"\nwhere: tail\nnext: {edge: true}', []),
        ('line: "سطر الختام"\nwhere: head\nprevious: {edge: true}', []),
        ('line: "سطر الختام"\nwhere: body', []),
    ],
)
def test_zones_that_are_never_reached(rule: str, found: list[str], tmp_path: Path) -> None:
    path = write(tmp_path / "own", rule)
    path.write_text(path.read_text(encoding="utf-8").replace('["a"]', '["سطر الختام"]'), encoding="utf-8")
    assert codes(path) == found


# ---------------------------------------------------------------- waivers


def test_a_waiver_with_a_reason(tmp_path: Path) -> None:
    path = write(
        tmp_path / "own", 'ends: "kna"\nwaive: {R202: "the agency signs so"}', head="domains: [gazette.example]\n"
    )
    assert codes(path) == ["R306"]
    head = 'domains: [gazette.example]\nwaive: {R306: "they share it"}\n'
    write(tmp_path / "own", 'ends: "kna"\nwaive: {R202: "the agency signs so"}', head=head)
    result = run("rules", "lint", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 file, 1 rule, 2 waived findings: 0 errors, 0 warnings\n"


@pytest.mark.parametrize(
    ("rule", "found", "problem"),
    [
        ('ends: "kna"\nwaive: {R202: " "}', ["R202", "R309"], "waives R202 without a reason"),
        ('line: "سطر"\nwaive: {R202: "so"}', ["R309"], "waives R202, which is not found here"),
        (
            'regex: "^x(?:\\\\w+ ?)+x"\nwaive: {R101: "so"}',
            ["R101", "R202", "R309"],
            "waives R101, which has to be mended",
        ),
    ],
)
def test_waivers_that_waive_nothing(rule: str, found: list[str], problem: str, tmp_path: Path) -> None:
    issues = lint([write(tmp_path / "own", rule)]).issues
    assert sorted({issue.code for issue in issues}) == found
    assert problem in [issue.problem for issue in issues]


# ---------------------------------------------------------------- output


def test_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "own", 'starts: "شارك"')
    monkeypatch.chdir(tmp_path)
    text = run("rules", "lint", path)
    assert text.stdout.startswith("own/publishers/own.yaml:5: error R201 [own.r0] would remove text")
    assert text.stderr == "1 file, 1 rule: 1 error, 0 warnings\n"
    (issue,) = json.loads(run("rules", "lint", path, "-f", "json").stdout)
    assert (issue["code"], issue["severity"], issue["path"]) == ("R201", "error", f"own{os.sep}publishers/own.yaml")
    github = run("rules", "lint", path, "-f", "github").stdout
    assert github.startswith("::error file=own/publishers/own.yaml,line=5,title=R201 own.r0::would remove")
    assert github.count("\n") == 1
    assert run("rules", "lint", tmp_path / "shipped", "-f", "json").stdout == "[]\n"


def test_a_finding_prints_its_details() -> None:
    issue = Issue("a.yaml", 0, "R001", "error", "", "problem", "mend it", "one\ntwo")
    assert str(issue) == "a.yaml: error R001 problem\n  mend: mend it\n  one\n  two"
