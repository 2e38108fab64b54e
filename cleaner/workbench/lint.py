"""Checks of rule files: what the loader refuses, what is dangerous, what changes nothing.

Each finding has a code. R0xx: the file cannot be used. R1xx: work that explodes. R2xx: removes too
much. R3xx: superfluous or pointing nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from cleaner.errors import RuleError, RuleFilesError
from cleaner.matching.compiled import CompiledRule
from cleaner.rule import Examples, Rule, listed
from cleaner.rulefiles import rulebase
from cleaner.rulefiles.load import load_file
from cleaner.rulefiles.rulebase import RuleBase
from cleaner.text import fold
from cleaner.workbench.checks import Target, check_file, limits_of, phrase_keys
from cleaner.workbench.issues import Issue, shown_path
from cleaner.workbench.reach import check_reach, taker
from cleaner.workbench.waivers import without_waived

# The loader's problems, told by their words; the first that fits counts.
_LOADER_CODES = tuple(
    (code, re.compile(words))
    for code, words in (
        ("R001", "cannot be read|is not YAML|is not a rule file|an alias|is not a folder"),
        ("R002", "unknown key|the key .* stands twice|a key |missing required field"),
        ("R003", "without quotes means|Expected|[Ii]nvalid enum value"),
        ("R004", "bad id|bad rule id|is not the file's name|a second rule"),
        ("R005", "no example of"),
        ("R006", "metadata field"),
        ("R007", "is not a day"),
        ("R009", "extends"),
        ("R011", "domain"),
        ("R008", ""),
    )
)


@dataclass(frozen=True)
class LintReport:
    """What was found in how many files and rules, and how much more their authors waive."""

    issues: list[Issue]
    files: int
    rules: int
    waived: int


def lint(paths: Sequence[Path]) -> LintReport:
    """Check rule files and folders of them, among the shipped rules and those beside them."""
    issues: list[Issue] = []
    targets: list[Target] = []
    files = _files(paths)
    for path in files:
        checked, _, errors = load_file(path)
        issues += map(from_error, errors)
        if checked and not errors:
            targets.append(Target(path, checked))
    for target in targets:
        issues += check_file(target)
        issues += check_reach(target)
    issues += _among_others(targets, _roots(paths))
    kept, waived = without_waived(sorted(set(issues)), targets)
    return LintReport(sorted(kept), len(files), sum(len(target.file.rules) for target in targets), waived)


def from_error(error: RuleError) -> Issue:
    """Give a loader's error its code."""
    code = next(code for code, words in _LOADER_CODES if words.search(error.problem))
    return Issue(shown_path(Path(error.path)), error.line, code, "error", error.rule, error.problem, error.mend)


def _files(paths: Sequence[Path]) -> list[Path]:
    """List the rule files that are meant, each once, by name."""
    found = [file for path in paths for file in (path.rglob("*.yaml") if path.is_dir() else [path])]
    return sorted(dict.fromkeys(found))


def _roots(paths: Sequence[Path]) -> list[Path]:
    """List the folders of rules that the paths lie in, the shipped one left out: it is always read."""
    roots: list[Path] = []
    for path in paths:
        folder = path.resolve() if path.is_dir() else path.resolve().parent
        root = folder.parent if folder.name in ("packs", "publishers", "families") else folder
        if not root.is_relative_to(rulebase.SHIPPED.resolve()) and root not in roots:
            roots.append(root)
    return roots


def _among_others(targets: Sequence[Target], roots: Sequence[Path]) -> Iterator[Issue]:
    """Check each file against those whose rules run beside its own."""
    try:
        rules = RuleBase(roots)
    except RuleFilesError as errors:
        yield from _unread(targets, [from_error(error) for error in errors.errors])
        return
    circle = _Circle(rules)
    for target in targets:
        if target.file.id in rules and any(path.samefile(target.path) for path, _ in rules.parts(target.file.id)):
            yield from circle.check(target)


def _unread(targets: Sequence[Target], errors: Sequence[Issue]) -> Iterator[Issue]:
    """What is wrong between files that are right one by one, and that nothing else was compared."""
    paths = {shown_path(target.path) for target in targets}
    own = [error for error in errors if error.path in paths]
    yield from own
    if targets and not own:
        problem = "its rules were not compared with those of other files, one of which has errors"
        yield targets[0].issue("R010", None, problem, f"first mend {errors[0].path}")


class _Circle:
    """The rule files that are in use together."""

    def __init__(self, rules: RuleBase) -> None:
        self._rules = rules

    def check(self, target: Target) -> Iterator[Issue]:
        """All findings about one file among the others."""
        beside = self._beside(target)
        yield from self._repeated(target, beside)
        yield from self._unchanged(target)
        yield from self._already_gone(target, beside)
        yield from self._disabled(target)
        yield from self._domains(target)

    def _beside(self, target: Target) -> list[CompiledRule]:
        """List the rules of other files that run on the same texts."""
        id_, rules = target.file.id, self._rules
        inherited = [rule for rule in rules.publisher_matcher(id_).rules if _owner(rule) != id_]
        general = [rule for rule in rules.pack_matcher(target.file.language).rules if _owner(rule) != id_]
        if id_ in rules.packs:
            general = [rule for rule in general if _owner(rule) == "universal"] if id_ != "universal" else []
        disabled = rules.disabled(id_)
        return [rule for rule in (*general, *inherited) if rule.id not in disabled]

    def _repeated(self, target: Target, beside: Sequence[CompiledRule]) -> Iterator[Issue]:
        """Phrases that another file's rule has, to the same effect and within no narrower limits."""
        known = {key: rule.id for rule in beside for _, key in phrase_keys(rule.rule)}
        for number, rule in enumerate(target.file.rules):
            for phrase, key in phrase_keys(rule):
                other = known.get(key) or (_removes(rule) and known.get(key._replace(limits="")))
                if other:
                    yield target.issue("R302", number, f"'{phrase}' stands in '{other}' too", "delete it here")

    def _unchanged(self, target: Target) -> Iterator[Issue]:
        """Rules that replace an inherited one of their id and are the same."""
        below = [self._rules.file(parent) for parent in _lineage(self._rules, target)]
        below += takewhile(lambda file: file != target.file, (file for _, file in self._rules.parts(target.file.id)))
        inherited = {rule.id: (rule, file.id) for file in below for rule in file.rules}
        for number, rule in enumerate(target.file.rules):
            other, parent = inherited.get(rule.id, (None, ""))
            if other and _bare(rule) == _bare(other):
                problem = f"replaces '{parent}.{rule.id}' and changes nothing"
                yield target.issue("R303", number, problem, "delete it, or change it")

    def _already_gone(self, target: Target, beside: Sequence[CompiledRule]) -> Iterator[Issue]:
        """Plain lines that an unlimited rule of another file takes whole, as the same kind."""
        general = [rule for rule in beside if _removes(rule.rule) and not limits_of(rule.rule) and not rule.is_run]
        known = {key.text for rule in beside for _, key in phrase_keys(rule.rule)}
        for number, rule in enumerate(target.file.rules):
            lines = listed(rule.line) if _removes(rule) and not rule.set else []
            for text in lines:
                other = taker([o for o in general if o.kind == rule.kind], text, target.file.language)
                if other and "{" not in text and fold(text) not in known:
                    problem = f"'{text}' is removed by '{other}' already"
                    yield target.issue("R304", number, problem, "delete it here")

    def _disabled(self, target: Target) -> Iterator[Issue]:
        for name in target.file.disable:
            owner, _, id_ = name.rpartition(".")
            if owner not in self._rules or id_ not in {rule.id for rule in self._rules.file(owner).rules}:
                yield target.issue("R305", None, f"disables '{name}', which does not exist", "see 'cleaner rules show'")

    def _domains(self, target: Target) -> Iterator[Issue]:
        for domain in target.file.domains:
            for other in self._owners.get(domain, []):
                if other != target.file.id:
                    problem = f"the domain '{domain}' is also claimed by '{other}'"
                    yield target.issue("R306", None, problem, "leave it to one publisher")

    @cached_property
    def _owners(self) -> dict[str, list[str]]:
        owners: dict[str, list[str]] = {}
        for id_ in self._rules.publishers:
            for domain in self._rules.file(id_).domains:
                owners.setdefault(domain, []).append(id_)
        return owners


def _lineage(rules: RuleBase, target: Target) -> list[str]:
    """List what a file extends, furthest first (that this ends was checked when it was read)."""
    out: dict[str, None] = {}
    pending = [name for name in target.file.extends if name != target.file.id]
    while pending:
        parent = pending.pop()
        out[parent] = None
        pending += [name for name in rules.file(parent).extends if name not in out]
    return list(reversed(out))


def _owner(rule: CompiledRule) -> str:
    return rule.id.rpartition(".")[0]


def _removes(rule: Rule) -> bool:
    return rule.remove and not rule.protect


def _bare(rule: Rule) -> Rule:
    return replace(rule, examples=Examples(), why="", waive={})
