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


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2012年1月12日 10:12 配信", "2012-01-12T10:12"),
        ("2012年01月10日05時32分配信", "2012-01-10T05:32"),
    ],
)
def test_a_stamp_with_a_word_behind_is_read_whole(stamp: str, date: str) -> None:
    prose = (
        "町の古い漁港は日曜日の朝、十年にわたる工事を終えて再び漁船を迎え入れ、費用の半分は住民の寄付でまかなわれた。"
    )
    assert Cleaner().clean(f"古い漁港が再開\n{stamp}\n{prose}", publisher="none").metadata.date == date
