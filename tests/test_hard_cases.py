"""Lines that decide whether a general rule is safe, each within an article of its language.

hard_cases/<language>.yaml holds the article and the lines. `keep` looks like noise and is body; `cue` is what
misleads. `remove` is noise that newsrooms print everywhere, so a language pack should know it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from cleaner import Cleaner
from cleaner.text import fold

CLEANER = Cleaner()
HEAD = {"date", "byline", "dateline", "section", "breadcrumb"}
"""Kinds of noise that stand above the text; all others stand below it."""


@dataclass(frozen=True)
class Case:
    """A line, with the article of its language that it is put into."""

    text: str
    kind: str  # of the noise; empty for a line that stays
    title: str
    body: list[str]


def read_cases() -> list[Case]:
    """Those of all files; `cue` in a file says what misleads, to people alone."""
    return [
        Case(case["text"], case.get("kind", ""), data["title"], data["paragraphs"])
        for path in sorted((Path(__file__).parent / "hard_cases").glob("*.yaml"))
        for data in [yaml.safe_load(path.read_text(encoding="utf-8"))]
        for case in (*data["keep"], *data["remove"])
    ]


CASES = read_cases()
KEEP = [case for case in CASES if not case.kind]
REMOVE = [case for case in CASES if case.kind]


def cleaned(lines: list[str], newline: str = "\n\n") -> list[str]:
    """The lines that are left of an article of these lines."""
    result = CLEANER.clean(newline.join(lines), publisher="none", kind="text")
    assert result.status != "rolled_back"
    return [line for line in result.text.splitlines() if line]


def case_name(case: Case) -> str:
    return case.text[:40]


@pytest.mark.parametrize("place", [0, 1, 3, 5, 6])
@pytest.mark.parametrize("case", KEEP, ids=case_name)
def test_line_of_its_own_stays(case: Case, place: int) -> None:
    """Below the title, among the first, middle and last paragraphs, and at the very end."""
    lines = [case.title, *case.body[:place], case.text, *case.body[place:]]
    assert cleaned(lines) == lines


@pytest.mark.parametrize("place", [0, 3, 5])
@pytest.mark.parametrize("case", KEEP, ids=case_name)
def test_sentence_of_a_paragraph_stays(case: Case, place: int) -> None:
    """Within a paragraph, as its first words and as its last."""
    body = case.body
    for paragraph in (
        f"{body[place]} {case.text} {body[place - 1]}",
        f"{case.text} {body[place]}",
        f"{body[place]} {case.text}",
    ):
        lines = [case.title, *body[:place], paragraph, *body[place + 1 :]]
        assert cleaned(lines) == lines


@pytest.mark.parametrize("newline", ["\n\n", "\r\n", "\n \n\n"])
@pytest.mark.parametrize("case", REMOVE, ids=case_name)
def test_noise_goes_where_it_stands(case: Case, newline: str) -> None:
    assert cleaned(with_noise(case), newline) == case.body


@pytest.mark.parametrize("case", [case for case in REMOVE if case.kind in HEAD], ids=case_name)
def test_noise_above_the_title_goes_and_leaves_the_title(case: Case) -> None:
    result = CLEANER.clean("\n".join([case.text, case.title, *case.body]), publisher="none", kind="text")
    assert result.text.splitlines() == case.body
    assert result.metadata.title == case.title


@pytest.mark.parametrize("case", REMOVE, ids=case_name)
def test_noise_is_told_by_its_kind(case: Case) -> None:
    removed = CLEANER.clean("\n".join(with_noise(case)), publisher="none", kind="text").removed
    assert {removal.kind for removal in removed} - {"title"} == {case.kind}


def with_noise(case: Case) -> list[str]:
    """The lines of the case's article, the noise where its kind stands."""
    noise = gallery(case.text)
    return [case.title, *noise, *case.body] if case.kind in HEAD else [case.title, *case.body, *noise]


def gallery(text: str) -> list[str]:
    """A counter n/N with all its siblings, since one alone may be a score; any other text alone."""
    match = re.fullmatch(r"(\W*)[0-9]+( ?/ ?)([0-9]+)", fold(text))
    return [f"{match[1]}{n}{match[2]}{match[3]}" for n in range(1, int(match[3]) + 1)] if match else [text]
