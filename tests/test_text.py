import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MARKS, PROSE, WORDS

from cleaner.text import (
    _ARABIC,
    _CYRILLIC,
    _GREEK,
    _LATIN,
    _LATIN_EAST,
    _SCRIPTS,
    SEPARATORS,
    Script,
    fold,
    fold_to_bytes,
    fold_with_offsets,
    is_spelt,
    pack,
    shrink,
)

EVERY_CHARACTER = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) not in ("Cn", "Co")]
PIECES = st.one_of(st.sampled_from([*WORDS, *MARKS, *PROSE, *SEPARATORS, " ", "  "]), st.characters())
SCRIPT_NAMES = ["arabic", "latin", "eastern latin", "cyrillic", "greek"]
LETTERS = [_ARABIC, _LATIN, _LATIN_EAST, _CYRILLIC, _GREEK]
TEXTS = st.lists(PIECES, max_size=12).map("".join)
ARABIC_AND_LATIN = "".join(
    map(chr, (*range(0x20, 0x250), *range(0x300, 0x370), *range(0x600, 0x700), *range(0x1E00, 0x1F00)))
)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("شـــارك", "شارك"),
        ("شَارِكْ", "شارك"),
        ("إقرأ أيضًا", "اقرا ايضا"),
        ("أ آ إ ٱ ا", "ا ا ا ا ا"),
        ("على علي مکتبی", "علي علي مكتبي"),
        ("مكتبة", "مكتبه"),
        ("ﺷﺎﺭﻙ", "شارك"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("٢٠١٧ ۲۰۱۷ २०१७ ２０１７", "2017 2017 2017 2017"),
        ("“x” «x» ‘x’", '"x" "x" \'x\''),
        ("2017–11—14", "2017-11-14"),
        ("اقرأ أيضا؟ نعم، لا؛ ٥٪", "اقرا ايضا? نعم, لا; 5%"),
        ("Read More…", "read more..."),
        ("Café CAFE\u0301 STRASSE straße ﬁn", "cafe cafe strasse strasse fin"),
        ("IĞDIR Iğdır İ", "igdir igdir i"),
        ("\u200fشارك\u200e \u202bx\u202c so\u00adft", "شارك x soft"),
        ("a\u00a0\u3000\t b\0c\n", "a b c"),
        ("▶\ufe0f x 1\ufe0f\u20e3", "▶ x 1\u20e3"),
        ("a¨b", "ab"),
        ("हिन्दी", "हिन्दी"),
        (" \u200f ", ""),
        ("\ud800", "\ud800"),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_fold_of_every_character_is_stable() -> None:
    for char in EVERY_CHARACTER:
        folded = fold(char)
        assert fold(folded) == folded, f"U+{ord(char):04X}"


def test_fold_ignores_composition_of_every_character() -> None:
    for char in EVERY_CHARACTER:
        assert fold(unicodedata.normalize("NFD", char)) == fold(char), f"U+{ord(char):04X}"
        assert fold(unicodedata.normalize("NFC", char)) == fold(char), f"U+{ord(char):04X}"


@given(TEXTS)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from(ARABIC_AND_LATIN)))
def test_fold_ignores_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(TEXTS, TEXTS)
def test_a_blank_parts_what_is_folded(left: str, right: str) -> None:
    assert fold(f"{left} {right}") == f"{fold(left)} {fold(right)}".strip()


@given(TEXTS)
def test_offsets_lead_back_to_the_source(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    for char, offset in zip(folded, offsets, strict=True):
        assert char == " " or char in fold(f"x{text[offset]}x")


@given(TEXTS)
def test_bytes_stand_for_code_points(text: str) -> None:
    folded, complete = fold_to_bytes(text)
    assert len(folded) == len(text)
    assert [index for index, byte in enumerate(folded) if byte == 0x0A] == [
        index for index, char in enumerate(text) if char in SEPARATORS
    ]
    if complete and not is_spelt(folded):
        for line, key in zip(folded.split(b"\n"), shrink(folded).split(b"\n"), strict=True):
            assert shrink(line) == key
        parted = "".join("\n" if char in SEPARATORS else char for char in text)
        assert shrink(folded).split(b"\n") == [pack(line) for line in parted.split("\n")]


@given(TEXTS)
def test_packing_keeps_letters_and_digits_only(text: str) -> None:
    folded = fold(text)
    kept = [char for char in folded if unicodedata.category(char)[0] in "LN"]
    assert len(pack(text)) == len(kept)
    assert pack(folded) == pack(text)
    assert not {*pack(text)} & {*b"\0\n !\"#'*+,-./:;<=>?@[]^_`{|}~"}


@given(TEXTS, TEXTS)
def test_packing_goes_piece_by_piece(left: str, right: str) -> None:
    assert pack(left + right) == pack(left) + pack(right)


@pytest.mark.parametrize("script", _SCRIPTS, ids=SCRIPT_NAMES)
def test_scripts_agree_with_the_general_path(script: Script) -> None:
    for char in EVERY_CHARACTER:
        try:
            byte = script.encode(char)
        except UnicodeEncodeError:
            continue
        general, complete = fold_to_bytes(char + "\u4e00\u3042")  # of no script: the general path
        assert not complete
        assert byte == general[:1], f"U+{ord(char):04X}"
        assert byte == b"\n" or is_spelt(byte) or shrink(byte) == pack(char), f"U+{ord(char):04X}"


@pytest.mark.parametrize(("script", "letters"), list(zip(_SCRIPTS, LETTERS, strict=True)), ids=SCRIPT_NAMES)
def test_scripts_have_room_for_their_letters(script: Script, letters: str) -> None:
    script.encode("".join(char for char in letters if len(fold(char)) == 1))


@pytest.mark.parametrize(
    "text",
    [
        *PROSE[:2],
        "Pchnąć w tę łódź jeża lub ośm skrzyń fig",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Pijamalı hasta yağız şoföre çabucak güvendi. İĞÜŞÇÖ",
        "Árvíztűrő tükörfúrógép",
        "Gâteau, cœur, Noël: «ça va?» – 5 €",
        "Gheorghe, obezul, a reușit să obțină jucându-se",
        "Съешь ещё этих мягких французских булок",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
        "ٹھیک ہے، میں نے پڑھا ۱۲۳",
        "گچ پژ یک هستی‌شناسی",
        "یہ خبر ہے۔ → © 2024",
        "Zwölf Boxkämpfer jagen Viktor über den großen Deich – „so heißt es“",
    ],
)
def test_common_languages_take_the_fast_path(text: str) -> None:
    assert fold_to_bytes(text)[1]
