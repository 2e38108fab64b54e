"""Findings that a rule's author has looked at and wants to live with, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cleaner.workbench.checks import Target
from cleaner.workbench.issues import Issue

_WAIVABLE = re.compile(r"R105|R[23]\d\d")
"""Doubts. What cannot be loaded or can blow up is mended, not waived."""

_USELESS = "R309"


def without_waived(issues: Sequence[Issue], targets: Sequence[Target]) -> tuple[list[Issue], int]:
    """Take out the findings that are waived, and say how many; add those about waivers that waive nothing."""
    kept, waived = list(issues), 0
    for target in targets:
        for number, waivers in _waivers(target):
            place = target.issue("", number, "", "")
            for code, reason in waivers.items():
                covered = [issue for issue in kept if _covers(place, code, issue)]
                if problem := _problem(code, reason, covered):
                    kept.append(target.issue(_USELESS, number, problem, "delete the waiver"))
                else:
                    kept = [issue for issue in kept if issue not in covered]
                    waived += len(covered)
    return kept, waived


def _waivers(target: Target) -> Iterator[tuple[int | None, Mapping[str, str]]]:
    """The waivers of a file (None) and of each of its rules, by number."""
    yield None, target.file.waive
    yield from ((number, rule.waive) for number, rule in enumerate(target.file.rules))


def _covers(place: Issue, code: str, issue: Issue) -> bool:
    return (issue.path, issue.rule, issue.code) == (place.path, place.rule, code)


def _problem(code: str, reason: str, covered: Sequence[Issue]) -> str:
    if not _WAIVABLE.fullmatch(code):
        return f"waives {code}, which has to be mended"
    if not reason.strip():
        return f"waives {code} without a reason"
    return "" if covered else f"waives {code}, which is not found here"
