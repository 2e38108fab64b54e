"""What is left of a page's code in a text: found where it was left, and not where it is spoken of."""

from __future__ import annotations

import time

import pytest

from cleaner import Article, Cleaner
from cleaner.tags import find_tags

CLEANER = Cleaner()
PROSE = (
    "The old harbour was opened again on Sunday, after ten years of work that cost the town dearly.",
    "Nobody could say when the first ship would come, but the crane had been painted.",
    "Fishermen who had moved to the north said they would wait for the winter before coming back.",
)


def clean(text: str, **options: str) -> Article:
    lines = (PROSE[0], PROSE[1], text, PROSE[2])
    return CLEANER.clean("\n\n".join(lines), kind="text", publisher="none", **options)


def line(text: str) -> str:
    lines = clean(text).text.split("\n\n")
    assert (lines[1], lines[-1]) == (PROSE[1], PROSE[2])
    return "\n\n".join(lines[2:-1])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # within words, between them, and all of them
        ("A f<b>oo</b> and b<i>a</i>r, f<b>o</b>o", "A foo and bar, foo"),
        ("The <b>old</b> <i>quay</i><b> is</b> <b><i>ours</i></b>.", "The old quay is ours."),
        ("كتب<strong> الوزير</strong> أ<b>مس</b> في المدينة", "كتب الوزير أمس في المدينة"),
        ("One pier<br>two boats<br/>three cranes <BR /> no more", "One pier two boats three cranes no more"),
        ("Stop here.</p><p>Go on there.", "Stop here. Go on there."),
        ("x<sup>2</sup> is H<sub>2</sub>O<wbr>h", "x2 is H2Oh"),
        # attributes, as written and as spoilt
        ('See <a href="https://example.com/a?b=c&amp;d">the plan</a>, <a href=/e>page 2</a>.', "See the plan, page 2."),
        (r"See <a href=\"https://example.com\" target=\"_blank\">the plan</a>.", "See the plan."),
        ("See <a\n  href='x'   class='y'>the plan</a>.", "See\nthe plan."),
        ("A pier <img src='a.png' alt='b'/>and <img src='c.png'>a crane", "A pier and a crane"),
        ("<span style='color: red'>A pier</span>, a crane", "A pier, a crane"),
        # one half
        ("The pier</b> is new, the crane</i>, too", "The pier is new, the crane, too"),
        ("</p>The pier is new.</p>", "The pier is new."),
        ('<p class="lead">"We waited ten years", she said', '"We waited ten years", she said'),
        ("Ten years on.<br/><br />", "Ten years on."),
        ("Ten years on. <br>", "Ten years on."),
        # entities
        ("Ten&nbsp;years, ten&NBSP;&amp;nbsp;piers, co&shy;operation&zwnj;", "Ten years, ten piers, cooperation"),
    ],
)
def test_what_is_left_of_code_goes(text: str, wanted: str) -> None:
    article = clean(text)
    assert line(text) == wanted
    assert {removal.kind for removal in article.removed} == {"markup"}


@pytest.mark.parametrize(
    "text",
    [
        # mathematics, code, addresses, quotes
        *("Let a < b > c hold, and a<b>c as well", "if (a<b && c>d) return 1 <2> 3", "Is it <3, or x <= y?"),
        *(
            "A List<String>, a Map<B, C>, vector<i> and Option<Time>",
            "#include <time.h> and <stdio.h>",
            "array<font> x",
        ),
        *("Write to Jane <jane@example.com> or <https://example.com/a>", "He said «no» and ‹yes› <laughs>"),
        # spoken of
        *("Use the <b> tag and the <br> tag for that", "The <b> and </b> tags go around it", "Write `<b>x</b>` there"),
        *(
            "<p> begins a paragraph.",
            "Every paragraph ends with </p>",
            "<pier> is no tag",
            "It is <div id='menu'> here",
        ),
        *("R&D and AT&T; Bell, fish &amp; chips", "Set <a b> to <s>x"),
    ],
)
def test_what_is_no_tag_or_spoken_of_stays(text: str) -> None:
    assert line(text) == text
    assert clean(text).removed == []


def test_each_tag_has_a_receipt() -> None:
    text = f"{PROSE[0]} A f<b>oo</b>&nbsp;bar<br>baz"
    article = CLEANER.clean(text, publisher="none")
    gone = [(text[removal.start : removal.end], removal.kind, removal.rule) for removal in article.removed]
    assert gone == [(tag, "markup", "cleaner.tag") for tag in ("<b>", "</b>", "&nbsp;", "<br>")]
    assert Cleaner(keep=["markup"]).clean(text, publisher="none").text == text


def test_rules_read_a_text_as_if_its_tags_were_gone() -> None:
    text = "\n".join(
        (
            "<b>The old</b> harbour reopens",
            *PROSE,
            '<a href="/s">Share this</a> <b>article</b>',
            "<i>1/2</i>",
            "2/<b>2</b>",
        )
    )
    article = CLEANER.clean(text, publisher="none")
    assert article.metadata.title == "The old harbour reopens"
    assert article.metadata.image_count == 2
    assert article.text.split("\n") == list(PROSE)


def test_the_source_of_a_page_stays() -> None:
    page = f"<html><body><p>{PROSE[0]} <b>So</b> it is.</p></body></html>"
    assert CLEANER.clean(page, kind="text", publisher="none").text == page


def test_a_line_of_tags_is_nothing() -> None:
    for tags in ("<b></b>", "</span>", "<br/><br/>", "&nbsp;", "<i>&nbsp;</i>"):
        assert line(tags) == ""


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * 30_000,
        "<a " + "b " * 50_000,
        "`" * 100_000,
        "x<b>y</b>" * 20_000,
        "<a" + " " * 100_000,
        "<a href=" * 20_000,
    ],
)
def test_time_is_linear(text: str) -> None:
    start = time.process_time()
    find_tags(text)
    assert time.process_time() - start < 2
