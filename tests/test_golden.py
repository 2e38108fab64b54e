"""Whole articles against their expected body, metadata and receipts."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from templates import Expected, articles

from cleaner import Article, Cleaner
from cleaner.render import render

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
CLEANER = Cleaner()

GOLDEN = sorted(path.parent for path in FIXTURES.glob("*/*/expected.json"))
NEGATIVE = sorted(path.parent for path in (FIXTURES / "negative").glob("*/expected.txt"))


def name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def receipts(article: Article, raw: str) -> list[dict[str, str]]:
    """The removed text with its kinds, titles aside: they are no noise."""
    return [
        {"text": " ".join(raw[r.start : r.end].split()), "kind": r.kind} for r in article.removed if r.kind != "title"
    ]


def assert_metadata(article: Article, expected: dict[str, object]) -> None:
    """Every expected field; a date may add the publisher's offset to what is printed."""
    record = article.as_dict()
    for field, value in expected.items():
        if field == "date" and value:
            assert str(record[field]).startswith(str(value))
        else:
            assert record[field] == value, field


@pytest.mark.parametrize("folder", GOLDEN, ids=name)
def test_golden_article(folder: Path) -> None:
    data = (folder / "source.txt").read_bytes()
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    noise = expected.pop("removed")
    article = CLEANER.clean(data)
    assert render(article, "text") == (folder / "expected.txt").read_text(encoding="utf-8")
    assert_metadata(article, expected)
    assert receipts(article, data.decode()) == [
        {"text": " ".join(item["text"].split()), "kind": item["kind"]} for item in noise
    ]
    assert article.status == "ok"


@pytest.mark.parametrize("publisher", [None, "none"])
@pytest.mark.parametrize("folder", NEGATIVE, ids=name)
def test_a_clean_article_comes_out_unchanged(folder: Path, publisher: str | None) -> None:
    article = CLEANER.clean((folder / "source.txt").read_bytes(), publisher=publisher)
    assert render(article, "text") == (folder / "expected.txt").read_text(encoding="utf-8")
    assert (article.status, article.removed) == ("unchanged", [])
    assert article.metadata.title == article.text.partition("\n")[0]


def test_seeds_are_the_fixtures_named_after_them() -> None:
    for seed in (ROOT / "seeds").glob("*.txt"):
        (fixture,) = FIXTURES.glob(f"*/seed-{seed.name[:3]}/source.txt")
        assert fixture.read_bytes() == seed.read_bytes()


def test_packs_alone_clean_most_of_the_seeds() -> None:
    """38 of the 46 noise lines without any publisher's rule, and no line of the body."""
    gone = 0
    for fixture in FIXTURES.glob("*/seed-*"):
        raw = (fixture / "source.txt").read_text(encoding="utf-8")
        expected = json.loads((fixture / "expected.json").read_text(encoding="utf-8"))
        article = CLEANER.clean(raw, publisher="none")
        left = {" ".join(line.split()) for line in article.text.splitlines()}
        gone += sum(" ".join(item["text"].split()) not in left for item in expected["removed"])
        body = (fixture / "expected.txt").read_text(encoding="utf-8").splitlines()
        assert set(body) - {""} <= left
    assert gone >= 38


@given(articles())
def test_any_article_in_a_template(case: tuple[str, Expected]) -> None:
    publisher, expected = case
    article = CLEANER.clean(expected.raw)
    assert [line for line in article.text.splitlines() if line] == expected.body
    assert article.text == expected.text.rstrip("\n")
    assert_metadata(article, expected.metadata)
    assert article.publisher == publisher
    assert [(r["text"], r["kind"]) for r in receipts(article, expected.raw)] == expected.noise


def test_a_page_keeps_its_title_where_its_text_begins_with_less() -> None:
    prose = "The harbour was opened again on Sunday, after ten years of work that cost the town dearly. " * 3
    page = (
        '<html><head><meta property="og:title" content="Harbour opens again. What the town paid"></head><body><article>'
        f"<h1>Harbour opens</h1><p>{prose}</p><p>{prose}</p></article></body></html>"
    )
    article = CLEANER.clean(page)
    assert article.method == "trafilatura"
    assert article.metadata.title == "Harbour opens again. What the town paid"
    assert article.text.startswith("The harbour was opened")
