import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MARKS, PROSE, SEPARATORS, WORDS

from cleaner.document import Document
from cleaner.text import fold, fold_with_offsets, is_ignored, pack

PARAGRAPH, LONG, SHORT = PROSE[0], PROSE[0].rstrip("."), "عنوان قصير"
PIECES = [*WORDS, *MARKS, *SEPARATORS, *PROSE, " ", " ", "  ", "\n"]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=16).map("".join)


def segments(text: str) -> list[str]:
    document = Document(text)
    return [document.segment(index) for index in range(len(document))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        (" \n\t \u00a0\r\n\u200f\n\0", []),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\rc", ["a", "b", "c"]),
        ("a\tb", ["a", "b"]),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f\x1cg", ["a", "b", "c", "d", "e", "f", "g"]),
        ("a  b", ["a  b"]),
        ("a   b    c", ["a", "b", "c"]),
        ("a \u00a0\u3000b", ["a", "b"]),
        ("a\u00a0b", ["a\u00a0b"]),
        ("a \u200f \u200e b", ["a", "b"]),
        ("a\u200f\u200f\u200fb", ["a\u200f\u200f\u200fb"]),
        ("a\0\0\0b\0c", ["a", "b\0c"]),
        ("  a b  \n  c", ["a b", "c"]),
        ("…\n»\n٣", ["…", "»", "٣"]),
        ("a\n\n\n\nb", ["a", "b"]),
        ("ﷺ   ﷺ", ["ﷺ", "ﷺ"]),
        ("新闻   列表", ["新闻", "列表"]),
        ("\ud800   x", ["\ud800", "x"]),
    ],
)
def test_segments(text: str, wanted: list[str]) -> None:
    assert segments(text) == wanted


def test_marks_of_direction_before_a_segment_do_not_belong_to_it() -> None:
    assert segments("\u200f a\u200f\n \u200e b \u200e\nc") == ["a\u200f", "b \u200e", "c"]


def blank(char: str) -> bool:
    return not fold(f"x{char}x").strip("x ")


@given(TEXTS)
def test_segments_tile_the_text(text: str) -> None:
    document = Document(text)
    place = 0
    for start, end in zip(document.starts, document.ends, strict=True):
        assert place <= start < end
        assert all(map(blank, text[place:start]))
        place = end
    assert all(map(blank, text[place:]))
    assert place <= len(text)


@given(TEXTS)
def test_segments_begin_and_end_with_something(text: str) -> None:
    for segment in segments(text):
        assert not segment[0].isspace()
        assert not segment[-1].isspace()
        assert not re.search(r"[\n\t\r\v\f\x1c-\x1e\x85\u2028\u2029]| {3}", segment)
        assert not all(map(is_ignored, segment))


@given(TEXTS)
def test_every_segment_has_its_key(text: str) -> None:
    document = Document(text)
    assert document.keys == [pack(document.segment(index)) for index in range(len(document))]
    assert document.packed == b"\n" + b"".join(key + b"\n" for key in document.keys) or (
        not document.keys and document.packed == b"\n\n"
    )
    for key, offset in zip(document.keys, document.key_offsets, strict=False):
        assert document.packed.startswith(key + b"\n", offset)


def squeezed(text: str) -> str:
    """White space and controls as single blanks, but for controls that may be signs of another encoding."""
    blanks = {char for char in text if fold(f"x{char}x") == "x x" and not "\x80" <= char <= "\x9f"}
    return " ".join("".join(" " if char in blanks else char for char in text).split())


@given(TEXTS)
def test_views_of_a_segment_agree(text: str) -> None:
    document = Document(text)
    for index in range(len(document)):
        segment = document.segment(index)
        assert document.length(index) == len(segment)
        assert (document.folded(index), list(document.offsets(index))) == fold_with_offsets(segment)
        assert document.squeezed(document.starts[index], document.ends[index]) == squeezed(segment)
    assert document.long == [index for index in range(len(document)) if document.is_long(index)]
    assert document.paragraphs == [index for index in range(len(document)) if document.is_paragraph(index)]
    assert document.stopped == [index for index in document.long if document.ends_with_stop(index)]
    assert document.bare == [index for index, key in enumerate(document.keys) if not key]
    for symbol in (b"-", b"/", b"@"):
        assert document.may_hold(symbol, 0, len(text)) or symbol.decode() not in fold(text)
        spans = zip(document.starts, document.ends, strict=True)
        held = {index for index, (start, end) in enumerate(spans) if document.may_hold(symbol, start, end)}
        for part in (range(len(document)), range(1, len(document)), range(len(document) // 2)):
            assert set(document.holding(symbol, part)) == held.intersection(part)


@given(TEXTS, st.data())
def test_squeezing_any_part_folds_its_white_space(text: str, data: st.DataObject) -> None:
    document = Document(text)
    for start, end in zip(document.starts, document.ends, strict=True):
        a = data.draw(st.integers(start, end))
        b = data.draw(st.integers(a, end))
        assert document.squeezed(a, b) == squeezed(text[a:b])


@pytest.mark.parametrize(
    ("segment", "closed", "stopped"),
    [
        ("انتهى.", True, True),
        ("انتهى", False, False),
        ("هل انتهى؟", True, False),
        ("«انتهى».", True, True),
        ("«انتهى.»", True, True),
        ("انتهى. \u200f)", True, True),
        ("ختم۔", True, True),
        ("结束。」", True, True),
        ("समाप्त।", True, True),
        ("Done!", True, False),
        ("عنوان..", False, False),
        ("عنوان…", False, False),
        ("عنوان...»", False, False),
        (".", True, True),
        ("»", False, False),
        ("a:", False, False),
    ],
)
def test_ends_of_sentences(segment: str, closed: bool, stopped: bool) -> None:
    document = Document(segment)
    assert document.ends_sentence(0) == closed
    assert document.ends_with_stop(0) == stopped


@pytest.mark.parametrize(
    ("segment", "prose"),
    [
        (PARAGRAPH, True),
        (LONG, False),
        (SHORT + ".", False),
        (PROSE[1], True),
        (PROSE[2], True),
        (PROSE[2].rstrip("。"), False),
    ],
)
def test_paragraphs(segment: str, prose: bool) -> None:
    assert Document(segment).is_paragraph(0) == prose


@pytest.mark.parametrize(
    ("pattern", "head", "body", "tail"),
    [
        # P: a paragraph, s: a short line. Zones as the segments they hold.
        ("", "", "", ""),
        ("ss", "01", "01", "01"),
        ("sPs", "012", "1", "012"),
        ("sPPs", "0123", "12", "0123"),
        ("ssPPPss", "0123", "234", "3456"),
        ("ssPPPPPss", "0123", "23456", "5678"),
        ("PsPsPsPs", "0123", "0123456", "34567"),
    ],
)
def test_zones(pattern: str, head: str, body: str, tail: str) -> None:
    document = Document("\n".join({"P": PARAGRAPH, "s": SHORT}[kind] for kind in pattern))
    assert "".join(map(str, range(document.head))) == head
    assert "".join(map(str, document.body)) == body
    assert "".join(map(str, range(document.tail, len(document)))) == tail


@given(st.lists(st.sampled_from([PARAGRAPH, LONG, SHORT]), max_size=9))
def test_zones_cover_the_edges(lines: list[str]) -> None:
    document = Document("\n".join(lines))
    assert 0 <= document.head <= len(document)
    assert 0 <= document.tail <= len(document)
    if lines:
        assert document.head > 0
        assert document.tail < len(document)
        assert 0 <= document.body.start < document.body.stop <= len(document)


def test_work_grows_with_the_text_only() -> None:
    """Inputs that make a careless expression backtrack."""
    for text in (
        " \0" * 50_000,
        "\0" * 100_000,
        " " * 100_000 + "x",
        "x" + " \u200f" * 50_000 + "x",
        ("a" + " " * 2) * 30_000,
    ):
        Document(text)
