import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import Case, cases

from cleaner.errors import RuleError
from cleaner.rule import Examples, Rule, RuleFile
from cleaner.rulefiles.index import check_folders
from cleaner.rulefiles.load import build, convert, load_file
from cleaner.rulefiles.yamlfile import read_yaml

RULES = Path(__file__).parents[1] / "rules"
SHIPPED = sorted(RULES.rglob("*.yaml"))
EXAMPLES = "    examples: {remove: [a], keep: [b]}\n"


def load(folder: Path, text: str | bytes, name: str = "own") -> tuple[RuleFile | None, list[RuleError]]:
    path = folder / f"{name}.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    checked, _, errors = load_file(path)
    return checked, errors


def head(text: str) -> str:
    return f"id: own\nname: Own\n{text}"


def rule(lines: str, examples: str = EXAMPLES) -> str:
    """A file of one rule `r`, which begins in line 4; `lines` go into it from line 6 on."""
    body = "".join(f"    {line}\n" for line in lines.splitlines())
    return head(f"rules:\n  - id: r\n    kind: share\n{body}{examples}")


GOOD = rule("line: شارك")


def test_a_good_file(tmp_path: Path) -> None:
    checked, errors = load(tmp_path, GOOD)
    assert errors == []
    wanted = Rule(id="r", kind="share", line="شارك", examples=Examples(remove=["a"], keep=["b"]))
    assert checked == RuleFile(id="own", name="Own", rules=[wanted])


def test_an_id_may_have_the_folders_name_before_the_files(tmp_path: Path) -> None:
    assert load(tmp_path, "id: family/own\nname: Own")[1] == []


# Each: the file, the line to blame, the rule to blame, words of the problem, words of the mend.
BROKEN: dict[str, tuple[str | bytes, int, str, str, str]] = {
    "unknown key": (head("domain: [a.com]\n"), 3, "", "unknown key 'domain'", "did you mean 'domains'?"),
    "unknown key like none": (head("xyzzy: 1\n"), 3, "", "unknown key 'xyzzy'", "known here: classifier, disable, domains"),
    "unknown key in a rule": (rule("lines: x"), 6, "r", "unknown key 'lines'", "did you mean 'line'?"),
    "unknown key in a part": (rule("line: x\nshape: {min_word: 2}"), 7, "r", "unknown key 'min_word'", "did you mean 'min_words'?"),
    "underscore for a word of Python": (rule("cut: {frm: x}"), 6, "r", "unknown key 'frm'", "did you mean 'from'?"),
    "duplicate key": (head("name: Mine\n"), 3, "", "the key 'name' stands twice", "delete one"),
    "duplicate key in a rule": (rule("line: x\nline: y"), 7, "", "the key 'line' stands twice", "delete one"),
    "no for a text": (rule("line: no"), 6, "", "no without quotes means a bool", 'write "no"'),
    "yes for a flag": (rule("line: x\nprotect: yes"), 7, "", "yes without quotes means a bool", "true / false"),
    "1.10": (rule("line: [x, 1.10]"), 6, "", "1.10 without quotes means a float", 'write "1.10"'),
    "octal": (rule("line: 010"), 6, "", "010 without quotes means a int", 'write "010"'),
    "sixties": (rule("line: 12:30"), 6, "", "12:30 without quotes means a int", 'write "12:30"'),
    "date": (rule("line: x\nvalid: {from: 2019-05-01}"), 7, "", "2019-05-01 without quotes means a timestamp", 'write "2019-05-01"'),
    "number for a text": (rule("line: 2017"), 6, "r", "rules.line: Expected", "double quotes"),
    "text for a number": (rule("line: x\nedits: 'two'"), 7, "r", "rules.edits: Expected `int`, got `str`", ""),
    "text for a part": (rule("line: x\nshape: short"), 7, "r", "rules.shape: Expected `object", ""),
    "list for a text": (rule("line: x\nwhy: [a]"), 7, "r", "rules.why: Expected `str`", ""),
    "mapping for a text": (rule("line: {a: b}"), 6, "r", "rules.line: Expected", ""),
    "text for the rules": (head("rules: none\n"), 3, "", "rules: Expected `array`", ""),
    "text for a rule": (head("rules: [none]\n"), 3, "", "rules: Expected `object`", ""),
    "empty value": (rule("line: x\nwhy:"), 7, "", "a key without a value", "delete the key"),
    "null": (rule("line: ~"), 6, "", "a key without a value", "delete the key"),
    "key that is a list": (head("? [a]\n: b\n"), 3, "", "a key that is not a word", "one word"),
    "alias": (head("domains: &a [a.com]\nextends: *a\n"), 3, "", "an alias", "write the text again"),
    "alias bomb": (head("a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"), 3, "", "an alias", "write the text again"),
    "endless alias": (head("domains: &a [*a]\n"), 3, "", "an alias", "write the text again"),
    "merge key": (head("<<: {language: ar}\n"), 3, "", "unknown key '<<'", ""),
    "tag": (head("domains: !!set {a.com}\n"), 3, "", "without a value", ""),
    "no id": ("name: Own\n", 1, "", "missing required field `id`", ""),
    "no rule id": (head("rules:\n  - kind: share\n    line: x\n"), 4, "", "missing required field `id`", ""),
    "not a mapping": ("- id: own\n", 1, "", "is not a rule file", "begin with 'id"),
    "not a mapping but text": ("own", 1, "", "is not a rule file", "begin with 'id"),
    "empty file": ("", 1, "", "is not a rule file", "begin with 'id"),
    "two documents": ("id: own\n---\nid: own\n", 2, "", "is not YAML", ""),
    "tab": ("id: own\nname: Own\nrules:\n\t- id: r\n", 4, "", "is not YAML", "indent with blanks"),
    "colon in a text": (rule("line: a: b"), 6, "", "is not YAML", "double quotes"),
    "open quote": (head('language: "ar\n'), 4, "", "is not YAML", ""),
    "deep": ("a: " + "[" * 50_000, 1, "", "is not YAML: nested too deep", ""),
    "deep in lines": ("".join(f"{' ' * n}a:\n" for n in range(1000)), 51, "", "is not YAML: nested too deep", ""),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 0, "", "cannot be read", "UTF-8"),
    "other encoding": ("id: own\nname: قناة\n".encode("cp1256"), 0, "", "cannot be read", "UTF-8"),
    "control character": ("id: own\nname: a\0b\n", 0, "", "is not YAML", ""),
    "half a pair": ('id: own\nname: "\\ud83d"\n', 2, "", "is not YAML", ""),
    "bad id": ("id: Own\nname: Own\n", 1, "", "bad id 'Own'", "lower case"),
    "id with a full stop": ("id: own.news\nname: Own\n", 1, "", "bad id 'own.news'", "lower case"),
    "id not the file's name": ("id: other\nname: Own\n", 1, "", "id 'other' is not the file's name", "id: own"),
    "bad timezone": (head("timezone: Egypt/Cairo\n"), 3, "", "unknown timezone 'Egypt/Cairo'", "Africa/Cairo"),
    "bad timezone path": (head("timezone: ../../etc\n"), 3, "", "unknown timezone", "Africa/Cairo"),
    "URL for a domain": (head("domains: ['https://a.com']\n"), 3, "", "'https://a.com' is not a domain", "example.com"),
    "public suffix": (head("domains: [co.uk]\n"), 3, "", "'co.uk' is a public suffix", "example.co.uk"),
    "public suffix of a company": (head("domains: [blogspot.com]\n"), 3, "", "is a public suffix", "example.blogspot.com"),
    "domain with www": (head("domains: [a.com, www.a.com]\n"), 3, "", "'www.a.com' is not a domain", "example.com"),
    "bad rule id": (head(f"rules:\n  - id: My Rule\n    kind: share\n    line: x\n{EXAMPLES}"), 4, "My Rule", "bad rule id", "hyphens"),
    "rule twice": (
        head("rules:\n  - {id: r, kind: ad, line: x, examples: {remove: [a], keep: [b]}}\n" + GOOD.split("rules:\n")[1]),
        5, "r", "a second rule 'r'", "its own id",
    ),
    "unknown kind": (rule("line: x").replace("share", "sharing"), 5, "r", "Invalid enum value 'sharing'", "docs/rules.md"),
    "unknown zone": (rule("line: x\nwhere: top"), 7, "r", "Invalid enum value 'top'", "docs/rules.md"),
    "no example to remove": (rule("line: x", "    examples: {keep: [a]}\n"), 4, "r", "no example of what to remove", "remove"),
    "no example to keep": (rule("line: x", "    examples: {remove: [a]}\n"), 4, "r", "no example of what to keep", "keep"),
    "no examples": (rule("line: x", ""), 4, "r", "no example of what to remove", "remove"),
    "no form": (rule("where: head"), 4, "r", "exactly one form, this one has 0: none", "line, starts"),
    "two forms": (rule("line: x\nstarts: y"), 4, "r", "exactly one form, this one has 2: line starts", "make a rule of each"),
    "empty list": (rule("line: []"), 4, "r", "exactly one form, this one has 0", "line, starts"),
    "empty phrase": (rule("line: ['x', ' ']"), 4, "r", "an empty phrase", "words"),
    "unknown macro": (rule("line: 'x {day}'"), 4, "r", "unknown macro {day}", "one of {any}"),
    "macro without end": (rule("starts: 'x {date}'"), 4, "r", "nothing says where {date} ends", "write the words"),
    "bad regex": (rule("regex: '(x'"), 4, "r", "bad regular expression: missing )", "syntax"),
    "bad regex in a neighbour": (rule("line: x\nnext: {regex: '(x'}"), 4, "r", "bad regular expression", "syntax"),
    "bad regex in a list": (rule("regex: [x, '[']"), 4, "r", "bad regular expression", "syntax"),
    "nothing to hold on to": (rule("regex: '^.{5,20}$'"), 4, "r", "nothing in this rule says where to look", "add words"),
    "nothing but any": (rule("line: '{any}'"), 4, "r", "nothing in this rule says where to look", "add words"),
    "nothing but a mark inside": (rule("contains: '»'"), 4, "r", "nothing in this rule says where to look", "add words"),
    "nothing but a shape beside": (rule("line: '{any}'\nnext: {shape: {max_words: 3}}"), 4, "r", "nothing in this rule", "add words"),
    "set of an unknown field": (rule("line: '{date}'\nset: {dates: '{date}'}"), 4, "r", "unknown metadata field 'dates'", "'date'?"),
    "set asks for a missing macro": (rule("line: x\nset: {date: '{date}'}"), 4, "r", "asks for {date}", "write {date} in the phrase"),
    "set asks for a missing group": (rule("regex: x\nset: {author: '{who}'}"), 4, "r", "asks for {who}", "name a group"),
    "bad day": (rule("line: x\nvalid: {until: '2019-5-1'}"), 4, "r", "'2019-5-1' is not a day", '"2024-05-31"'),
    "no such day": (rule("line: x\nvalid: {until: '2019-02-30'}"), 4, "r", "'2019-02-30' is not a day", '"2024-05-31"'),
    "days the wrong way round": (rule("line: x\nvalid: {from: '2019-02-01', until: '2018-01-01'}"), 4, "r", "no day lies", "swap"),
    "edits of a part": (rule("starts: one two three four\nedits: 1"), 4, "r", "'edits' does nothing beside 'starts'", "delete"),
    "edits of a regex": (rule("regex: one two three four\nedits: 1"), 4, "r", "'edits' does nothing beside 'regex'", "delete"),
    "edits and fold": (rule("line: one two three four\nedits: 1\nfold: false"), 4, "r", "'fold' does nothing beside 'edits'", "delete"),
    "fold of a cut": (rule("cut: {from: x}\nfold: false"), 4, "r", "'fold' does nothing beside 'cut'", "delete"),
    "neighbour of a counter": (rule("counter: {}\nnext: {line: x}"), 4, "r", "'next' does nothing beside 'counter'", "delete"),
    "shape of a run": (rule("run: {}\nshape: {max_words: 3}"), 4, "r", "'shape' does nothing beside 'run'", "delete"),
    "protect but read": (rule("line: x\nprotect: true\nremove: false"), 4, "r", "'remove' does nothing beside 'protect'", "delete"),
    "sign without words": (head("recognise:\n  - {where: head}\n"), 4, "", "recognise: a sign without words", "write line"),
    "sign with nothing to hold on to": (head("recognise:\n  - {line: x}\n  - {line: '{any}'}\n"), 5, "", "nothing in this sign", "add words"),
    "sign that asks for the title": (head("recognise:\n  - {line: 'x {title}'}\n"), 4, "", "nothing in this sign", "add words"),
    "sign with a bad regex": (head("recognise:\n  - {regex: 'x('}\n"), 4, "", "recognise: bad regular expression", "syntax"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "rule_id", "problem", "mend"), BROKEN.values(), ids=list(BROKEN))
def test_broken_files(tmp_path: Path, text: str | bytes, line: int, rule_id: str, problem: str, mend: str) -> None:
    _, errors = load(tmp_path, text)
    assert errors
    error = errors[0]
    assert problem in error.problem
    assert (error.path, error.line, error.rule) == (tmp_path / "own.yaml", line, rule_id)
    assert mend in error.mend
    assert "\n" not in error.problem
    shown = str(error)
    assert shown.startswith(f"{tmp_path / 'own.yaml'}:{f'{line}:' if line else ''}")
    assert f"[{rule_id}]" in shown or not rule_id


def test_missing_file(tmp_path: Path) -> None:
    _, _, errors = load_file(tmp_path / "none.yaml")
    assert "cannot be read" in errors[0].problem


def test_all_errors_of_a_file_are_told(tmp_path: Path) -> None:
    text = head(
        "timezone: Mars/Phobos\n"
        "recognise:\n  - {where: head}\n"
        "rules:\n"
        "  - {id: One, kind: share, line: x, examples: {remove: [a]}}\n"
        "  - {id: two, kind: share, line: '{day}', set: {dat: x}, examples: {remove: [a], keep: [b]}}\n"
    )
    _, errors = load(tmp_path, text)
    assert [(error.line, error.rule) for error in errors] == [
        (3, ""),
        (7, "One"),
        (7, "One"),
        (8, "two"),
        (8, "two"),
        (5, ""),
    ]


def test_all_unknown_keys_of_a_file_are_told(tmp_path: Path) -> None:
    _, errors = load(tmp_path, head("a: 1\nb: 2\nrules:\n  - {id: r, kindd: x}\n"))
    assert [error.line for error in errors] == [3, 4, 6]


def test_all_errors_of_a_folder_are_told(tmp_path: Path) -> None:
    for name, text in {"a": "id: b\nname: x", "b": "- 1", "c": "id: c\nname: x", "d": "id: d"}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    files, errors = check_folders([tmp_path], "test")
    assert list(files) == ["c"]
    assert [Path(error.path).name for error in errors] == ["a.yaml", "b.yaml", "d.yaml"]


def test_quoted_words_are_texts(tmp_path: Path) -> None:
    text = rule("line: ['no', \"1.10\", '2019-05-01', 'null', \"\\U0001F600 \\u2026\"]\nwhy: 'yes'")
    checked, errors = load(tmp_path, text)
    assert errors == []
    assert checked
    assert checked.rules[0].line == ["no", "1.10", "2019-05-01", "null", "😀 …"]


def test_lines_of_every_part(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(rule("cut:\n  from: x\n  to: [y,\n    z]"))
    _, lines = read_yaml(path)
    wanted = {
        ("id",): 1,
        ("rules",): 3,
        ("rules", 0): 4,
        ("rules", 0, "id"): 4,
        ("rules", 0, "cut"): 6,
        ("rules", 0, "cut", "from_"): 7,
        ("rules", 0, "cut", "to"): 8,
        ("rules", 0, "cut", "to", 0): 8,
        ("rules", 0, "cut", "to", 1): 9,
    }
    assert {place: lines[place] for place in wanted} == wanted


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files_are_good_and_come_back_from_the_cache(path: Path) -> None:
    checked, plain, errors = load_file(path)
    assert errors == []
    assert checked == convert(plain) == build(RuleFile, plain)


@given(cases())
def test_what_is_kept_comes_back_as_it_was(case: Case) -> None:
    neighbour = {"line": "x", "shape": {"min_words": 2}, "edge": True}
    plain: dict[str, Any] = {
        "id": "own",
        "name": "Own",
        "recognise": [{"line": ["a"], "previous": neighbour, "shape": {"max_chars": 9}, "weight": 1}],
        "rules": [
            {"id": "r", "valid": {"from_": "2019-01-01"}, "examples": {"title": "x"}, "set": {"date": "x"}, **rule}
            for rule in case.plain
        ],
    }
    kept = json.loads(json.dumps(plain, ensure_ascii=False))
    assert build(RuleFile, kept) == convert(plain)
