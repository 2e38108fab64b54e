import pytest

from cleaner.document import Document
from cleaner.metadata import read_metadata, unquote
from cleaner.model import FIELDS, Match, Metadata
from cleaner.scene import Scene
from cleaner.title import find_title

PROSE = "قالت الوزارة في بيان لها اليوم إن سلاح الجو حاول عرقلة ضربات جوية على المدينة الواقعة في شرق البلاد أمس."


def match(place: int, rank: int = 0, **values: str) -> Match:
    return Match(place, place + 1, "other", "x.y", rank, "read", values, place, True)


def read(*matches: Match, language: str | None = "ar", timezone: str | None = None) -> Metadata:
    return read_metadata(matches, Scene(Document(""), language=language, timezone=timezone))


def test_nothing_is_invented() -> None:
    assert read(language=None) == Metadata()
    assert read(match(0, author="", date=" ")) == Metadata(language="ar")


def test_the_publishers_rules_go_first_then_the_text() -> None:
    assert read(match(0, 0, author="pack"), match(5, 2, author="own"), match(3, 1, author="house")).author == "own"
    assert read(match(5, author="below"), match(0, author="above")).author == "above"


def test_white_space_is_folded() -> None:
    assert read(match(0, author="  Jane \u00a0 Doe\n")).author == "Jane Doe"


def test_lists_collect_without_repeats() -> None:
    found = read(match(0, tags="سياسة"), match(1, tags="اقتصاد"), match(2, tags="سِياسة"), match(3, categories="x"))
    assert found.tags == ["سياسة", "اقتصاد"]
    assert found.categories == ["x"]


def test_captions_lose_their_quotes() -> None:
    assert read(match(0, captions="'تتظاهر بقتال'"), match(1, captions="«تتظاهر بقتال»")).captions == ["تتظاهر بقتال"]


@pytest.mark.parametrize(
    ("printed", "timezone", "date"),
    [
        ("الأربعاء 15/نوفمبر/2017 - 02:56 م", None, "2017-11-15T14:56"),
        ("الأربعاء 15/نوفمبر/2017 - 02:56 م", "Africa/Cairo", "2017-11-15T14:56+02:00"),
        ("2017-11-14", "Africa/Cairo", "2017-11-14"),
        ("غدا", None, None),
    ],
)
def test_dates(printed: str, timezone: str | None, date: str | None) -> None:
    assert read(match(0, date=printed), timezone=timezone).date == date


def test_a_date_that_cannot_be_read_makes_room_for_the_next() -> None:
    assert read(match(0, 2, date="أمس"), match(9, 0, date="2017-11-14")).date == "2017-11-14"


@pytest.mark.parametrize(("printed", "count"), [("7", 7), ("٧", 7), ("many", None), ("-1", None), ("²", None)])
def test_image_counts(printed: str, count: int | None) -> None:
    assert read(match(0, image_count=printed)).image_count == count


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_can_be_set(name: str) -> None:
    value = {"date": "2017-11-14", "image_count": "7"}.get(name, "x")
    assert getattr(read(match(0, **{name: value}), language=None), name) in (value, [value], 7)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("'x y'", "x y"),
        ("«x»", "x"),
        ("“ x ”", "x"),
        ("x's", "x's"),
        ("'x", "'x"),
        ('""', '""'),
        ("", ""),
        ("«x» و«y»", "«x» و«y»"),
    ],
)
def test_unquote(text: str, bare: str) -> None:
    assert unquote(text) == bare


def test_filling_takes_what_is_missing_only() -> None:
    metadata = Metadata(title="own", tags=["a"])
    metadata.fill(Metadata(title="page", author="page", tags=["b"], categories=["c"]))
    assert metadata == Metadata(title="own", author="page", tags=["a"], categories=["c"])


# ---------------------------------------------------------------- the title


@pytest.mark.parametrize(
    ("lines", "claimed", "title"),
    [
        (["عنوان", PROSE], [], 0),
        (["عنوان؟", PROSE], [], 0),
        (["عنوان..", PROSE], [], 0),
        (["عنوان…", PROSE], [], 0),
        (["عنوان.", PROSE], [], None),
        (["عنوان:", PROSE], [], None),
        (["عنوان،", PROSE], [], None),
        (["شارك", "عنوان", PROSE], [0], 1),
        (["شارك", "2017", "عنوان", PROSE], [0, 1], 2),
        ([PROSE, "عنوان"], [], None),
        (["عنوان", "آخر"], [], None),
        (["12345", PROSE], [], None),
        (["x" * 251, PROSE], [], None),
        ([], [], None),
        (["شارك"], [0], None),
    ],
)
def test_titles(lines: list[str], claimed: list[int], title: int | None) -> None:
    assert find_title(Document("\n".join(lines)), [match(index) for index in claimed]) == title


def test_a_protected_line_can_be_the_title() -> None:
    assert find_title(Document(f"عنوان\n{PROSE}"), [match(0)._replace(action="protect")]) == 0
