from typing import Any

import pytest

from cleaner.document import Document
from cleaner.matching.scene import Scene
from cleaner.metadata import gather_facts, unquote
from cleaner.model import FIELDS, Facts, Match, Metadata, Statement
from cleaner.page.metadata import PageMetadata
from cleaner.rule import RuleFile
from cleaner.title import find_title

PROSE = "قالت الوزارة في بيان لها اليوم إن سلاح الجو حاول عرقلة ضربات جوية على المدينة الواقعة في شرق البلاد أمس."


SCENE = Scene(Document(""))


def match(place: int, rank: int = 0, **values: str) -> Match:
    return Match(place, place + 1, "other", "x.y", rank, "read", values, place, True)


def read(*matches: Match, language: str | None = "ar", timezone: str | None = None) -> Metadata:
    known = [Statement("language", language, "text")] if language else []
    return gather_facts(matches, Scene(Document(""), language=language, timezone=timezone), known).metadata


def test_nothing_is_invented() -> None:
    assert read(language=None) == Metadata()
    assert read(match(0, author="", date=" ")) == Metadata(language="ar")


def test_the_publishers_rules_go_first_then_the_text() -> None:
    assert read(match(0, 0, author="pack"), match(5, 2, author="own"), match(3, 1, author="house")).author == "own"
    assert read(match(5, author="below"), match(0, author="above")).author == "above"


def test_what_stands_between_the_title_and_the_text_goes_first() -> None:
    scene = Scene(Document("\n".join(["Menu", "Another's byline", "Headline", "Byline", PROSE, PROSE, PROSE, "Below"])))
    scene.set_title("headline", 2)
    above, between, below = match(1, author="above"), match(3, author="between"), match(7, author="below")
    assert gather_facts([above, between, below], scene).metadata.author == "between"
    assert gather_facts([above, below], scene).metadata.author == "above"


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


def page(**values: Any) -> PageMetadata:
    return PageMetadata(Metadata(**values), dict.fromkeys(values, "json-ld"))


ABOUT = RuleFile(id="gazette", name="The Gazette")


@pytest.mark.parametrize(("rank", "author", "origin"), [(2, "Rule", "x.y"), (1, "Rule", "x.y"), (0, "Page", "json-ld")])
def test_a_publishers_rule_goes_before_the_page_and_the_page_before_the_packs(
    rank: int, author: str, origin: str
) -> None:
    facts = gather_facts([match(0, rank, author="Rule")], SCENE, page=page(author="Page"))
    assert (facts.metadata.author, facts.origins["author"]) == (author, origin)


@pytest.mark.parametrize(
    ("own", "told", "date", "origin"),
    [
        ("2017-11-14", "2017-11-14T10:00+02:00", "2017-11-14T10:00+02:00", "json-ld"),
        ("2017-11-14", "2017-11-14", "2017-11-14", "x.y"),
        ("2017-11-14", "2017-11-15T10:00+02:00", "2017-11-14", "x.y"),
        ("2017-11-14T09:00", "2017-11-14T10:00+02:00", "2017-11-14T09:00", "x.y"),
        ("2017-11-14T09:00", "2017-11-14", "2017-11-14T09:00", "x.y"),
    ],
)
def test_the_page_may_be_more_exact_about_the_day_of_the_text(own: str, told: str, date: str, origin: str) -> None:
    facts = gather_facts([match(0, 2, date=own)], SCENE, page=page(date=told))
    assert (facts.metadata.date, facts.origins["date"]) == (date, origin)


def test_a_pages_time_without_a_zone_is_the_publishers() -> None:
    scene = Scene(Document(""), timezone="Africa/Cairo")
    assert gather_facts([], scene, page=page(date="2017-11-14T10:00")).metadata.date == "2017-11-14T10:00+02:00"
    assert gather_facts([], scene, page=page(date="2017-11-14T10:00Z")).metadata.date == "2017-11-14T10:00+00:00"


def test_origins_of_the_rest() -> None:
    known = [Statement("url", "https://a.example/", "given"), Statement("language", "ar", "text")]
    rules = [match(0, 2, url="https://b.example/", tags="x"), match(0, 0, tags="y", captions="z")]
    facts = gather_facts(rules, SCENE, known, ABOUT, page(sitename="Gazette", language="en", description="d"))
    assert facts.metadata == Metadata(
        url="https://a.example/",
        language="ar",
        sitename="The Gazette",
        description="d",
        tags=["x", "y"],
        captions=["z"],
    )
    assert facts.origins == {
        "url": "given", "language": "text", "sitename": "gazette", "description": "json-ld", "tags": "x.y", "captions": "x.y",
    }  # fmt: skip


def test_filling_takes_what_is_missing_only() -> None:
    facts = Facts(Metadata(title="own", tags=["a"]))
    facts.fill(Metadata(title="page", author="page", tags=["b"], categories=["c"]), {"author": "meta"})
    assert facts.metadata == Metadata(title="own", author="page", tags=["a"], categories=["c"])
    assert facts.origins == {"author": "meta", "categories": ""}


# ---------------------------------------------------------------- the title


@pytest.mark.parametrize(
    ("lines", "claimed", "title"),
    [
        (["بيان الوزارة", PROSE], [], 0),
        (["بيان الوزارة؟", PROSE], [], 0),
        (["بيان الوزارة..", PROSE], [], 0),
        (["بيان الوزارة…", PROSE], [], 0),
        (["بيان الوزارة.", PROSE], [], None),
        (["بيان الوزارة:", PROSE], [], None),
        (["بيان الوزارة،", PROSE], [], None),
        (["شارك", "بيان الوزارة", PROSE], [0], 1),
        (["شارك", "2017", "بيان الوزارة", PROSE], [0, 1], 2),
        ([PROSE, "بيان الوزارة"], [], None),
        (["بيان الوزارة", "آخر"], [], None),
        (["12345", PROSE], [], None),
        (["x" * 251, PROSE], [], None),
        ([], [], None),
        (["شارك"], [0], None),
    ],
)
def test_titles(lines: list[str], claimed: list[int], title: int | None) -> None:
    assert find_title(Document("\n".join(lines)), [match(index) for index in claimed]) == title


def test_a_protected_line_can_be_the_title() -> None:
    assert find_title(Document(f"بيان الوزارة\n{PROSE}"), [match(0)._replace(action="protect")]) == 0


def test_a_word_below_a_menu_is_no_title() -> None:
    menu = Match(0, 4, "navigation", "pack.menu", 0, "remove", {}, 0, True)
    prose = "The old quay opens on Sunday after ten years of work, said the council, which had paid for all of it in advance."
    assert find_title(Document(f"Home\nMotoring\nTown council opens the old quay\n{prose}"), [menu]) == 2
    assert find_title(Document(f"Home\nOld quay opens\n{prose}"), [menu]) == 1


def test_of_several_lines_the_title_is_what_the_prose_speaks_of() -> None:
    prose = "The old quay opens on Sunday after ten years of work, said the council, which had paid for all of it in advance."
    lines = ["Evening Gazette", "Send us your photographs", "Town opens its quay after ten years", "By Ann Lee", prose]
    byline = Match(0, 0, "byline", "pack.byline", 0, "remove", {}, 3, True)
    assert find_title(Document("\n".join(lines)), [byline]) == 2
    assert find_title(Document("\n".join([*lines[:2], prose])), []) is None


def test_a_stub_of_the_title_is_not_the_title() -> None:
    prose = (
        "The mayor called the old quay “open for good” on Sunday, after ten years of work that the town had paid for."
    )
    lines = ["Mayor calls old quay “open for good”", "Mayor calls old quay", "14 May 2019", prose]
    date = Match(0, 0, "date", "pack.date", 0, "remove", {}, 2, True)
    assert find_title(Document("\n".join(lines)), [date]) == 0
