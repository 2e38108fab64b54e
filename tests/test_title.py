"""Which line of a text is its title, and which texts have none."""

import random

import pytest

from cleaner import Cleaner
from cleaner.document import Document
from cleaner.title import LEAST, Candidate, Headlines, find_title

CLEANER = Cleaner()
PROSE = [
    "The island council reopened the old harbour to fishing boats on Sunday morning, ten years after work on it began.",
    "The mayor said that every wooden pier had been replaced and that the little lighthouse would be lit once more.",
]
LONG = "Island council reopens its old harbour after ten years of work that cost the town twice as much as it had once been promised"


def title(*lines: str, gap: str = "\n") -> str | None:
    return CLEANER.clean(gap.join(lines), publisher="none", kind="text").metadata.title


@pytest.mark.parametrize(
    "line", ["Harbour reopens after ten years", "Who paid for the old harbour?", "Harbour “open for good”"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_short_first_line_is_the_title(line, gap):
    assert title(line, *PROSE, gap=gap) == line


@pytest.mark.parametrize(
    "line", [LONG, "At last they were home again!", "Nobody had slept that night..", "“What a day!”"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_may_be_the_first_sentence_is_no_title(line, gap):
    assert title(line, *PROSE, gap=gap) is None


@pytest.mark.parametrize("line", [LONG, "At last the harbour is open again!", "Nobody believed the mayor on Sunday.."])
def test_unless_it_stands_apart(line):
    assert title(f"{line}\n\n{PROSE[0]}\n{PROSE[1]}") == line
    assert title(line, "14 November 2017", *PROSE) == line


def test_a_headline_above_its_deck_is_the_title():
    line = "At last the harbour is open again!"
    assert title(line, "A short line", *PROSE) == line


def test_a_menu_that_ends_in_a_list_s_name_takes_no_title():
    line = "Harbour reopens after ten years of repairs"
    menu = ["News", "Sport", "Most read"]
    assert title(*menu, line, *PROSE) == line
    assert title(line, *PROSE, "Most read", "Bridge in the bay will open in autumn") == line


def test_short_words_tell_a_title_where_all_are_short():
    prose = [
        "Khoảng 14h30, sau nhiều giờ mưa lớn, đất đá từ sườn đồi đổ xuống đèo Bảo An, vùi lấp một đoạn đường dài 50 m.",
        "Cảnh sát đã phong tỏa hai đầu đèo, hướng dẫn các xe quay đầu theo quốc lộ và chờ dọn dẹp hiện trường trong đêm.",
    ]
    line = "Đèo Bảo An sạt lở, xe ùn tắc 5 km"
    assert title("Thời sự", "Góc nhìn", "Thế giới", line, *prose) == line


def test_a_menu_above_a_title_is_not_the_title():
    menu = ["Local", "Sailing", "Weather and tides", "The council"]
    assert title(*menu, "Harbour reopens after ten years", *PROSE) == "Harbour reopens after ten years"
    assert title(*menu, *PROSE) is None


def test_a_subheading_is_no_title():
    assert title(PROSE[0], "Harbour reopens after ten years", *PROSE) is None
    assert title("It was a good day.", PROSE[0], "Harbour reopens after ten years", *PROSE) is None


def test_breadcrumbs_above_it_are_passed():
    assert title("• News", "• World", "Harbour reopens after ten years", *PROSE) == "Harbour reopens after ten years"


@pytest.mark.parametrize("first", [f"• {PROSE[0]}", f'{PROSE[0]} alt="The old pier" />'])
def test_below_a_paragraph_there_is_none(first):
    assert title(first, "A subheading", *PROSE) is None


def looked_up(lines: Headlines, line: Candidate) -> Candidate:
    for _ in lines.looks:
        line = lines.look(line)
    return line


@pytest.mark.parametrize("seed", range(50))
def test_no_line_has_better_odds_than_the_title(seed):
    lines = ["News", "World", "The mayor on Sunday", "Harbour reopens after ten years", "Council and harbour", LONG]
    draw = random.Random(seed)
    document = Document("\n".join([*draw.choices([*lines, *PROSE], k=6), *PROSE, *draw.choices(lines, k=2)]))
    found = Headlines(document, [])
    best = min((looked_up(found, line) for line in found.candidates()), default=None)
    assert find_title(document, []) == (best.segment if best and -best.against > LEAST else None)
