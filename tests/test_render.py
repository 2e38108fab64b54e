import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import MARKS, SEPARATORS, WORDS

from cleaner.apply import kept_spans
from cleaner.document import Document
from cleaner.model import Article, Metadata, Removal
from cleaner.render import FORMATS, body_text, render

PIECES = [*WORDS, *MARKS, *SEPARATORS, " ", " ", "  ", "\n", " \n"]


def body(text: str, *gone: str) -> str:
    """The body of a text after removal of each piece of `gone` (where it first stands)."""
    document = Document(text)
    places = sorted((text.index(piece), text.index(piece) + len(piece)) for piece in gone)
    return body_text(document, kept_spans(document, [Removal(a, b, "other", "x.y") for a, b in places]))


@pytest.mark.parametrize(
    ("text", "gone", "wanted"),
    [
        ("a\nb", (), "a\nb"),
        ("a\n\nb", (), "a\n\nb"),
        ("a\n\n\n \n\nb", (), "a\n\nb"),
        ("a\r\nb\r\n\r\nc", (), "a\nb\n\nc"),
        ("a\n \u00a0\nb", (), "a\n\nb"),
        ("a\n \u200f\nb", (), "a\n\nb"),
        ("  a  b \u00a0c ", (), "a b c"),
        ("a\tb", (), "a\tb"),
        ("a \t b", (), "a\tb"),
        ("a    b", (), "a   b"),
        ("a\u2028b", (), "a\nb"),
        ("a\0b\x1bc", (), "a b c"),
        ("", (), ""),
        # what is removed takes its line with it
        ("a\nX\nb", ("X",), "a\nb"),
        ("a\n\nX\nb", ("X",), "a\n\nb"),
        ("a\nX\n\nb", ("X",), "a\n\nb"),
        ("X\na", ("X",), "a"),
        ("a\nX", ("X",), "a"),
        ("X", ("X",), ""),
        # within a line it leaves a blank
        ("a X b", ("X",), "a b"),
        ("aXb", ("X",), "a b"),
        ("a X", ("X",), "a"),
        ("a\tX\tb", ("X",), "a b"),
        ("a X\nb", ("X",), "a\nb"),
        ("a X\n\nY b", ("X", "Y"), "a\n\nb"),
    ],
)
def test_body(text: str, gone: tuple[str, ...], wanted: str) -> None:
    assert body(text, *gone) == wanted


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a\u3000b\u3000\u3000 ")
def test_a_body_is_stable(text: str) -> None:
    once = body(text)
    assert body(once) == once
    assert once == once.strip()
    assert "\n\n\n" not in once


ARTICLE = Article(
    id="7",
    text="Erster.\n\nثان: «x»\n\nلا",
    metadata=Metadata(
        title='No: "quotes" # and\nlines', date="2017-11-14", tags=["a: b", "no"], language="ar", image_count=3
    ),
    publisher="own",
    method="rules",
    status="ok",
    warnings=["w"],
    removed=[Removal(0, 4, "share", "own.r")],
    ruleset="abc",
)
KEYS = [
    *("id", "url", "hostname", "sitename", "title", "author", "date", "description", "categories", "tags", "language"),
    *("license", "image", "text", "publisher", "source", "dateline", "captions", "image_count", "method", "status"),
    *("warnings", "removed", "ruleset"),
]


def test_text() -> None:
    assert render(ARTICLE, "text") == ARTICLE.text + "\n"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json(form: str) -> None:
    printed = render(ARTICLE, form)
    record = json.loads(printed)
    assert list(record) == KEYS
    assert record == ARTICLE.as_dict()
    assert record["removed"] == [{"start": 0, "end": 4, "kind": "share", "rule": "own.r"}]
    assert (record["author"], record["categories"]) == (None, [])
    assert "ثان" in printed
    assert printed.endswith("}\n")
    assert (printed.count("\n") == 1) == (form == "jsonl")


def test_markdown() -> None:
    printed = render(ARTICLE, "md")
    _, front, text = printed.split("---\n")
    assert yaml.safe_load(front) == {
        "title": 'No: "quotes" # and\nlines',
        "date": "2017-11-14",
        "tags": ["a: b", "no"],
        "language": "ar",
        "image_count": 3,
        "publisher": "own",
        "status": "ok",
    }
    assert text == "\nErster.\n\nثان: «x»\n\nلا\n"


def test_every_form_ends_in_one_newline() -> None:
    empty = Article(None, "", Metadata(), None, "generic", "empty", [], [], "abc")
    for article in (ARTICLE, empty):
        for form in FORMATS:
            printed = render(article, form)
            assert printed.endswith("\n")
            assert not printed.endswith("\n\n") or not article.text
