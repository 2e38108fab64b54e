import pytest

from cleaner.text import fold
from cleaner.words import count_words, is_unspaced, unspaced_share


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("al-Rashid O'Neil", 4),
        ("وقال رئيس البلدية:", 3),
        ("हिन्दी में समाचार। और पढ़ें", 5),
        ("서울 시장 발표", 3),
        ("新华社记者张三报道。", 5),
        ("ガザ停戦「合意」", 3),
        ("ประเทศไทย", 2),
        ("新华网 2012", 3),
    ],
)
def test_words_are_counted_in_every_script(text, words):
    assert count_words(fold(text)) == words


def test_scripts_without_blanks_are_known():
    assert all(map(is_unspaced, "新ガァー々ไຮក"))
    assert not any(map(is_unspaced, "aعहИ한1・。、 "))
    assert unspaced_share("新华网 ab") == 3 / 5
    assert unspaced_share("") == 0
