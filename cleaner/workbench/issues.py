"""Findings about rule files, and their printed forms: for people, for programs, for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

ISSUE_FORMATS = ("text", "json", "github")


@dataclass(frozen=True, order=True)
class Issue:
    """One finding: where, what, and what to do about it.

    `line` is 1-based, 0 where no line is to blame. `code` is stable: scripts and waivers may name it.
    `detail` holds further lines, such as a diff.
    """

    path: str
    line: int
    code: str
    severity: Literal["error", "warning"]
    rule: str
    problem: str
    mend: str = ""
    detail: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        rule = f" [{self.rule}]" if self.rule else ""
        mend = f"\n  mend: {self.mend}" if self.mend else ""
        detail = "".join(f"\n  {line}" for line in self.detail.splitlines())
        return f"{place}: {self.severity} {self.code}{rule} {self.problem}{mend}{detail}"


def shown_path(path: Path) -> str:
    """Name a path as seen from the working folder where it lies below that, in full elsewhere."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def has_errors(issues: Iterable[Issue]) -> bool:
    """Whether any finding is an error."""
    return any(issue.severity == "error" for issue in issues)


def count_issues(issues: Iterable[Issue]) -> str:
    """Say how many errors and warnings there are."""
    severities = [issue.severity for issue in issues]
    return ", ".join(counted(severities.count(kind), kind) for kind in ("error", "warning"))


def counted(number: int, noun: str) -> str:
    """Say how many there are of something."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_issues(issues: Iterable[Issue], form: str) -> str:
    """All findings in one of ISSUE_FORMATS; text and GitHub forms are empty where nothing was found."""
    if form == "json":
        return json.dumps([asdict(issue) for issue in issues], ensure_ascii=False, indent=1) + "\n"
    one = _for_github if form == "github" else str
    return "".join(f"{one(issue)}\n" for issue in issues)


def _for_github(issue: Issue) -> str:
    """One workflow command: what GitHub shows beside the line of a pull request."""
    line = f",line={issue.line}" if issue.line else ""
    title = " ".join(filter(None, (issue.code, issue.rule)))
    message = "\n".join(filter(None, (issue.problem, issue.mend and f"mend: {issue.mend}", issue.detail)))
    where = f"file={_property(issue.path)}{line},title={_property(title)}"
    return f"::{issue.severity} {where}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
