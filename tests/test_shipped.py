"""The shipped rules keep their own promises: examples and fixtures hold, and the linter has nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import ROOT

from cleaner import Cleaner
from cleaner.rulefiles.rulebase import SHIPPED
from cleaner.workbench import ruletest
from cleaner.workbench.lint import LintReport, lint

FILES = sorted(SHIPPED.rglob("*.yaml"))


@pytest.fixture(scope="module")
def tried() -> ruletest.TestReport:
    return ruletest.test(Cleaner(), [], [ROOT / "fixtures"], coverage=False)


@pytest.fixture(scope="module")
def linted() -> LintReport:
    return lint([SHIPPED])


def test_examples_and_fixtures_hold(tried: ruletest.TestReport) -> None:
    assert "\n".join(map(str, tried.issues)) == ""
    assert tried.examples > 1000


def test_fixtures_are_of_publishers() -> None:
    known = {path.stem for path in FILES}
    assert {path.parent.parent.name for path in ROOT.glob("fixtures/*/*/expected.txt")} <= known | {"negative"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_linter_finds_nothing(path: Path, linted: LintReport) -> None:
    found = [str(issue) for issue in linted.issues if (Path.cwd() / issue.path).resolve() == path.resolve()]
    assert "\n".join(found) == ""
