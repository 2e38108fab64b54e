"""Which segments of a text are its body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.classify.labels import label
from cleaner.document import Document

BODY = [
    "The harbour was reopened to fishing boats on Sunday morning, ten years after work began.",
    "Four boats moored at noon.",
    "Traders expect the price of a kilo to fall in the local market this autumn.",
]


def labelled(lines: list[str], body: list[str], title: str = "") -> list[bool | None]:
    return label(Document("\n".join(lines)), "\n\n".join(body), title)


def test_lines_of_the_body_are_body_and_others_are_not() -> None:
    assert labelled(["Share", BODY[0], BODY[1], "Most read", BODY[2]], BODY) == [False, True, True, False, True]


def test_a_sentence_broken_over_lines_is_body() -> None:
    first, second = BODY[0][:40], BODY[0][40:]
    assert labelled([first, second, "Follow us on the usual channels today"], BODY) == [True, True, False]


def test_words_of_the_body_in_another_order_are_not_body() -> None:
    assert labelled([" ".join(reversed(BODY[2].split()))], BODY) == [False]


@pytest.mark.parametrize(
    "line", ["THE HARBOUR WAS REOPENED to fishing boats on Sunday morning ten years after work began", f"• {BODY[1]}"]
)
def test_case_and_punctuation_do_not_matter(line: str) -> None:
    assert labelled([line], BODY) == [True]


def test_the_title_teaches_nothing_but_its_repeat_is_noise() -> None:
    assert labelled(["Old harbour open", "Old harbour open", BODY[0]], BODY, "Old harbour open") == [None, False, True]


def test_a_copy_of_a_body_line_teaches_nothing() -> None:
    assert labelled([BODY[1], BODY[0], BODY[1]], BODY) == [None, True, None]


def test_lines_without_words_teach_nothing() -> None:
    assert labelled(["* * *", BODY[0]], BODY) == [None, True]


def test_scripts_without_blanks_are_compared_by_character() -> None:
    body = "港口星期日早上重新向渔船开放，距离工程开始已有十年之久。"
    assert labelled([body[:14], body[14:], "分享到微博和微信朋友圈"], [body]) == [True, True, False]


@given(st.lists(st.sampled_from([*BODY, "Share", "اقرأ أيضا", "1/2", "***"]), max_size=8))
def test_one_label_a_segment(lines: list[str]) -> None:
    document = Document("\n".join(lines))
    assert len(label(document, "\n".join(BODY))) == len(document)
