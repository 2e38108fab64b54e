"""Whether rules do what they say: each rule's own examples, and whole articles with what must come out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from cleaner import rulebase
from cleaner.compiled import CompiledRule
from cleaner.document import Document
from cleaner.errors import CleanerError, InputError, UsageError
from cleaner.inputs import Input, read
from cleaner.issues import Issue, shown_path
from cleaner.language import detect_language
from cleaner.model import Article, Match
from cleaner.pipeline import Cleaner
from cleaner.rulebase import RuleBase
from cleaner.scene import Scene
from cleaner.text import fold

SOURCES = ("source.txt", "source.html")
MISSED, OVERDONE, DIFFERENT, UNTESTABLE = "T001", "T002", "T003", "T004"
_LONGEST_DIFF = 40


@dataclass(frozen=True)
class TestReport:
    """What was tried, and what came out otherwise than the rules' author says."""

    issues: list[Issue]
    examples: int
    fixtures: int


def shipped_fixtures() -> Path | None:
    """Find the articles beside the shipped rules; None where they are not installed."""
    folder = rulebase.SHIPPED.parent / "fixtures"
    return folder if folder.is_dir() else None


def test(cleaner: Cleaner, ids: Sequence[str], fixtures: Path | None) -> TestReport:
    """Try all rules and fixtures, or those of some publishers and packs; UsageError for an unknown id."""
    rules = cleaner.rulebase
    for id_ in ids:
        if id_ not in rules:
            raise UsageError(f"unknown publisher or pack '{id_}'; see 'cleaner rules list'")
    owners = list(ids) or [*rules.publishers, *rules.packs]
    issues = [issue for owner in owners for issue in try_examples(rules, owner)]
    examples = sum(
        len(rule.examples.remove) + len(rule.examples.keep) for owner in owners for rule in rules.file(owner).rules
    )
    folders = [folder for folder in _fixture_folders(fixtures) if not ids or folder.parent.name in ids]
    for folder in folders:
        issues += try_fixture(cleaner, folder)
    return TestReport(issues, examples, len(folders))


def try_examples(rules: RuleBase, owner: str) -> Iterator[Issue]:
    """Try the examples of every rule of one file, each rule alone."""
    file = rules.file(owner)
    for number, rule in enumerate(file.rules):
        compiled = CompiledRule(rule, owner, 0)
        for text in rule.examples.remove:
            if not matches_of(compiled, text, file.language):
                yield _example_issue(rules, owner, number, MISSED, text)
        for text in rule.examples.keep:
            for match in matches_of(compiled, text, file.language)[:1]:
                yield _example_issue(rules, owner, number, OVERDONE, text, text[match.start : match.end])


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


def _example_issue(rules: RuleBase, owner: str, number: int, code: str, text: str, held: str = "") -> Issue:
    rule = rules.file(owner).rules[number]
    path = rules.origin(owner, rule.id)
    if code == MISSED:
        problem, detail = "does not match its example", f"remove: {json.dumps(text, ensure_ascii=False)}"
        mend = "change the rule, or the example if it is not the rule's business"
    else:
        problem, detail = "matches what it must keep", f"keep: {json.dumps(text, ensure_ascii=False)}"
        detail += f"\nheld: {json.dumps(held, ensure_ascii=False)}"
        mend = "narrow the rule: a whole line, a zone, a neighbour"
    return Issue(shown_path(path), _line_of(path, rule.id), code, "error", f"{owner}.{rule.id}", problem, mend, detail)


def _line_of(path: Path, rule: str) -> int:
    """Find the line a rule begins on; 0 if the file changed meanwhile."""
    from cleaner.yamlfile import read_yaml

    try:
        plain, lines = read_yaml(path)
        return next(lines["rules", number] for number, one in enumerate(plain["rules"]) if one["id"] == rule)
    except (CleanerError, LookupError, StopIteration):
        return 0


def _fixture_folders(fixtures: Path | None) -> list[Path]:
    """List the folders that hold a source, two levels down, by name."""
    if fixtures is None:
        return []
    return sorted({path.parent for name in SOURCES for path in fixtures.glob(f"*/*/{name}")})


def try_fixture(cleaner: Cleaner, folder: Path) -> Iterator[Issue]:
    """Clean one fixture's source, with nothing told about it, and compare text, metadata and receipts."""
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
