"""Whether rules do what they say: each rule's own examples, and whole articles with what must come out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any, Literal

from cleaner.document import Document
from cleaner.errors import CleanerError, InputError, UsageError
from cleaner.inputs import Input, read
from cleaner.language import detect_language
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.scene import Scene
from cleaner.model import Article, Match
from cleaner.pipeline import Cleaner
from cleaner.rule import Rule
from cleaner.rulefiles.rulebase import RuleBase
from cleaner.text import fold
from cleaner.workbench.issues import Issue, shown_path

SOURCES = ("source.txt", "source.html")
MISSED, OVERDONE, DIFFERENT, UNTESTABLE = "T001", "T002", "T003", "T004"
UNREACHED, HOMELESS = "T101", "T102"
NEGATIVE = "negative"
"""The folder of fixtures of no publisher: clean articles that must stay as they are."""

_LONGEST_DIFF = 40


@dataclass(frozen=True)
class Case:
    """One thing that was tried: a rule's examples, or a fixture; its file's id, its name, what was found."""

    owner: str
    name: str
    issues: list[Issue]


@dataclass(frozen=True)
class TestReport:
    """What was tried, and what came out otherwise than the rules' author says."""

    cases: list[Case]
    examples: int
    fixtures: int

    @property
    def issues(self) -> list[Issue]:
        """All findings, in the order of the cases."""
        return [issue for case in self.cases for issue in case.issues]


def fixtures_beside(rules: RuleBase) -> list[Path]:
    """Find the folders of fixtures that lie beside folders of rules."""
    folders = (folder.parent / "fixtures" for folder in rules.folders)
    return [folder for folder in folders if folder.is_dir()]


def test(cleaner: Cleaner, ids: Sequence[str], fixtures: Sequence[Path], *, coverage: bool) -> TestReport:
    """Try all rules and fixtures, or those of some publishers and packs; UsageError for an unknown id.

    With `coverage`, warn also of rules that match in no fixture and fixtures of no publisher.
    """
    rules = cleaner.rulebase
    for id_ in ids:
        if id_ not in rules:
            raise UsageError(f"unknown publisher or pack '{id_}'; see 'cleaner rules list'")
    owners = list(ids) or [*rules.publishers, *rules.packs]
    files = [rules.file(owner) for owner in owners]
    places = _Places(rules)
    cases = [
        Case(file.id, rule.id, list(_try_rule(places, file.id, rule, file.language)))
        for file in files
        for rule in file.rules
    ]
    examples = sum(len(rule.examples.remove) + len(rule.examples.keep) for file in files for rule in file.rules)
    folders = [folder for folder in _fixture_folders(fixtures) if not ids or folder.parent.name in ids]
    reached: set[str] = set()
    cases += [Case(f.parent.name, f.name, list(_try_fixture(cleaner, f, reached))) for f in folders]
    if coverage:
        missed = ((file.id, rule) for file in files for rule in file.rules if f"{file.id}.{rule.id}" not in reached)
        cases += [_unreached(places, owner, rule) for owner, rule in missed]
        cases += [_homeless(f) for f in folders if f.parent.name not in rules and f.parent.name != NEGATIVE]
    return TestReport(cases, examples, len(folders))


def _unreached(places: _Places, owner: str, rule: Rule) -> Case:
    """Warn of a rule that no fixture reaches."""
    problem, mend = "matches in no fixture", "put the noise into an article of fixtures/"
    return Case(owner, rule.id, [_rule_issue(places, owner, rule, UNREACHED, problem, mend, "")])


def _homeless(folder: Path) -> Case:
    problem = f"no publisher or pack '{folder.parent.name}'"
    issue = Issue(
        shown_path(folder), 0, HOMELESS, "warning", "", problem, f"name the folder as its rule file, or '{NEGATIVE}'"
    )
    return Case(folder.parent.name, folder.name, [issue])


def _try_rule(places: _Places, owner: str, rule: Rule, language: str | None) -> Iterator[Issue]:
    """Try the examples of one rule, alone."""
    compiled = CompiledRule(rule, owner, 0)
    for text in rule.examples.remove:
        if not matches_of(compiled, text, language):
            yield _example_issue(places, owner, rule, text)
    for text in rule.examples.keep:
        for match in matches_of(compiled, text, language)[:1]:
            yield _example_issue(places, owner, rule, text, text[match.start : match.end])


def matches_of(rule: CompiledRule, text: str, language: str | None) -> list[Match]:
    """Find what one rule matches in a text that stands alone, under the title its examples name.

    The title also serves as the caption that rules may ask for.
    """
    scene = Scene(Document(text), language or detect_language(text))
    if title := fold(rule.rule.examples.title):
        scene.set_title(title)
        scene.set_captions([scene.title])
    if rule.is_run:
        return rule.match_run(scene, set())
    return [match for index in range(len(scene.document)) for match in rule.match(scene, index)]


def _example_issue(places: _Places, owner: str, rule: Rule, text: str, held: str | None = None) -> Issue:
    """Tell of an example that is missed, or of what is held of one that must stay."""
    if held is None:
        mend = "change the rule, or the example if it is not the rule's business"
        return _rule_issue(places, owner, rule, MISSED, "does not match its example", mend, f"remove: {_json(text)}")
    detail = f"keep: {_json(text)}\nheld: {_json(held)}"
    mend = "narrow the rule: a whole line, a zone, a neighbour"
    return _rule_issue(places, owner, rule, OVERDONE, "matches what it must keep", mend, detail)


def _rule_issue(places: _Places, owner: str, rule: Rule, *what: str) -> Issue:
    """Make a finding about a rule, with the line it is written on: code, problem, mend, detail."""
    code, problem, mend, detail = what
    path, line = places.find(owner, rule)
    severity: Literal["error", "warning"] = "warning" if code == UNREACHED else "error"
    return Issue(shown_path(path), line, code, severity, f"{owner}.{rule.id}", problem, mend, detail)


class _Places:
    """Where rules are written: the file and line of each, read once a file."""

    def __init__(self, rules: RuleBase) -> None:
        self._rules = rules
        self._known: dict[str, dict[str, tuple[Path, int]]] = {}

    def find(self, owner: str, rule: Rule) -> tuple[Path, int]:
        """The file and the line a rule begins on; line 0 if the file changed meanwhile."""
        if owner not in self._known:
            self._known[owner] = dict(self._read(owner))
        return self._known[owner][rule.id]

    def _read(self, owner: str) -> Iterator[tuple[str, tuple[Path, int]]]:
        from cleaner.rulefiles.yamlfile import read_yaml

        for path, file in self._rules.parts(owner):
            try:
                lines = read_yaml(path)[1]
            except CleanerError:
                lines = {}
            yield from ((rule.id, (path, lines.get(("rules", n), 0))) for n, rule in enumerate(file.rules))


def _fixture_folders(fixtures: Sequence[Path]) -> list[Path]:
    """List the folders that hold a source, two levels down, by name."""
    return sorted({path.parent for folder in fixtures for name in SOURCES for path in folder.glob(f"*/*/{name}")})


def _try_fixture(cleaner: Cleaner, folder: Path, reached: set[str]) -> Iterator[Issue]:
    """Clean one fixture's source, with nothing told about it, and compare text, metadata and receipts.

    The full ids of the rules that match in it are added to `reached`.
    """
    source = next(folder / name for name in SOURCES if (folder / name).exists())
    try:
        data = read(Input(source, Path(source.name)))
        text = (folder / "expected.txt").read_text(encoding="utf-8")
        record = folder / "expected.json"
        expected: dict[str, Any] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    except (OSError, ValueError, InputError) as error:
        yield _fixture_issue(folder, f"cannot be tried: {error}", "", UNTESTABLE)
        return
    trace = cleaner.trace(data)
    reached.update(match.rule for match in trace.matches)
    article, raw = trace.article, trace.document.text
    if article.text.strip() != text.strip():
        yield _fixture_issue(folder / "expected.txt", "the text comes out different", _diff(text, article.text))
    fields = {name: value for name, value in expected.items() if name != "removed"}
    if fields and (detail := _differing_fields(fields, article)):
        yield _fixture_issue(folder / "expected.json", "the metadata comes out different", detail)
    if "removed" in expected and (detail := _differing_receipts(expected["removed"], article, raw)):
        yield _fixture_issue(folder / "expected.json", "other pieces are removed", detail)


def _fixture_issue(path: Path, problem: str, detail: str, code: str = DIFFERENT) -> Issue:
    mend = "- is expected, + is what comes out" if detail else ""
    return Issue(shown_path(path), 0, code, "error", "", problem, mend, detail)


def _diff(expected: str, got: str) -> str:
    """Compare two texts line by line, with a line around each change; a long comparison is cut."""
    lines = list(unified_diff(expected.strip().splitlines(), got.strip().splitlines(), lineterm="", n=1))[2:]
    if len(lines) > _LONGEST_DIFF:
        lines[_LONGEST_DIFF:] = [f"({len(lines) - _LONGEST_DIFF} more lines)"]
    return "\n".join(lines)


def _differing_fields(expected: dict[str, Any], article: Article) -> str:
    """Compare fields. A date may add the publisher's offset from Greenwich to what is printed."""
    got = article.as_dict()
    return "\n".join(
        f"- {name}: {_json(value)}\n+ {name}: {_json(got.get(name))}"
        for name, value in expected.items()
        if got.get(name) != value and not (name == "date" and value and str(got[name]).startswith(value))
    )


def _differing_receipts(expected: Sequence[dict[str, str]], article: Article, raw: str) -> str:
    """Compare receipts as pieces of text with their kinds; the title's is not noise and not listed."""
    wanted = Counter((_words(entry["text"]), entry["kind"]) for entry in expected)
    got = Counter((_words(raw[r.start : r.end]), r.kind) for r in article.removed if r.kind != "title")
    lines = [f"- {kind}: {text}" for text, kind in (wanted - got).elements()]
    return "\n".join(lines + [f"+ {kind}: {text}" for text, kind in (got - wanted).elements()])


def _words(text: str) -> str:
    return " ".join(text.split())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
