"""Pages made to break readers: each ends in a record, from bounded work. A hang fails as a hang."""

from __future__ import annotations

import pytest
from pages import PROSE, page, paragraphs

from cleaner import Cleaner
from cleaner.page.blocks import MOST
from cleaner.page.tree import LARGEST, parse_page

CLEANER = Cleaner()
ARTICLE = f"<article>{paragraphs()}</article>"
BOMB = (
    '<!DOCTYPE html [<!ENTITY a "ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)
FILE = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:9/"> %y;]>'

PAGES = {
    "entity bomb": BOMB + page(ARTICLE + "<p>&g;&g;&g;</p>"),
    "external entities": FILE + page(ARTICLE + "<p>&x;</p>"),
    "a million nested tags": page("<div>" * 1_000_000 + ARTICLE),
    "formatting that is never closed": page("<p><b><i>" * 50_000 + ARTICLE),
    "50 MB": page(ARTICLE + "<p>More of <b>this</b> text.</p>\n" * 1_600_000),
    "200,000 one-word paragraphs": page(ARTICLE + "<p>word</p>" * 200_000),
    "50,000 attributes": page(f"<div {' '.join(f'a{n}=1' for n in range(50_000))}>{ARTICLE}</div>"),
    "50,000 attributes behind a quoted bracket": page(
        f"<div x='>' {' '.join(f'a{n}' for n in range(50_000))}>{ARTICLE}</div>"
    ),
    "an attribute of 10 MB": page(f'<div class="{"nav " * 2_500_000}">{ARTICLE}</div>'),
    "a quote that is never closed": page(ARTICLE) + '<a b="' * 200_000,
    "tags that are never closed": page(ARTICLE) + "<a " * 500_000,
    "NULs": page(ARTICLE.replace("the", "t\0he").replace("<p>", "<p\0>\0")),
    "lone surrogates": page(ARTICLE.replace("</p>", "\ud800</p>")),
    "a comment that never ends": page(ARTICLE) + "<!-- " + "x" * 1_000_000,
    "comments in comments": page(ARTICLE) + "<!--" * 500_000,
    "a script that looks like text": page(f"<script type='text/plain'>{paragraphs()}</script>{ARTICLE}"),
    "angles": page(ARTICLE) + "<" * 1_000_000,
    "a table of 100,000 cells": page(ARTICLE + "<table><tr>" + "<td>7</td>" * 100_000 + "</tr></table>"),
    "30,000 links": page(ARTICLE + "<a href='/'>more</a> " * 30_000),
    "nothing": "",
    "a bracket": "<",
    "a comment": "<!-- nothing -->",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_record_for_each(name: str) -> None:
    article = CLEANER.clean(PAGES[name], kind="html")
    assert article.status != "error", article.warnings
    if PROSE[0] in PAGES[name]:
        assert PROSE[1][:60].replace("the", "") in article.text.replace("the", "")
    assert "root:" not in article.text


def test_what_is_left_out_is_told() -> None:
    assert "cut" in parse_page("<p>x</p>" + " " * LARGEST)[1][0]
    assert "nested" in parse_page("<div>" * 5_000 + "x")[1][0]


def test_a_page_has_so_many_blocks() -> None:
    article = CLEANER.clean(page(ARTICLE + "<p>word</p>" * MOST), kind="html")
    assert any("cut at 20,000 blocks" in warning for warning in article.warnings)
    assert len(article.text.splitlines()) <= MOST
    assert PROSE[0] in article.text


def test_text_below_too_many_elements_is_not_lost() -> None:
    tree, _ = parse_page("<div>" * 5_000 + "<p>deep</p>" + "</div>" * 5_000 + "<p>after</p>")
    assert tree is not None
    assert [node.text for node in tree.iter("p")] == ["deep", "after"]


def test_a_tag_keeps_its_first_attributes() -> None:
    attributes = " ".join(f"a{number}='>'" for number in range(5_000))
    tree, _ = parse_page(f"<div class='body' {attributes}><p>x</p></div>")
    assert tree is not None
    div = next(tree.iter("div"))
    assert div.get("class") == "body"
    assert len(div.attrib) <= 200
