"""What a word is, in every script."""

from __future__ import annotations

import re

# Scripts without blanks between words: Thai, Lao, Tibetan, Burmese, Khmer; kana (with the marks that folding
# sets apart) and Han.
_SOUTHEAST = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
_EAST = "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{_SOUTHEAST}{_EAST}]")
# Vowel signs of the Indian scripts are no letters to `re`, and part no words; the danda between them does.
_INDIC = "\u0900-\u0963\u0966-\u0dff"
_PLAIN_WORDS = re.compile(r"\w+")
_WORDS = re.compile(
    rf"(?:[{_EAST}][\u3099\u309a]?){{1,2}}|[{_SOUTHEAST}]{{1,5}}|(?:[^\W{_SOUTHEAST}{_EAST}]|[{_INDIC}])+"
)
_HANGUL = re.compile("[\uac00-\ud7a3]")
_UNLIKE_LATIN = re.compile(f"[{_INDIC}{_SOUTHEAST}{_EAST}]")


def is_unspaced(char: str) -> bool:
    """Whether a character is of a script written without blanks, so that a word's edge shows nowhere."""
    return bool(_UNSPACED.match(char))


def unspaced_share(text: str) -> float:
    """The share of a text's characters, white space aside, whose script is written without blanks."""
    return _share(_UNSPACED, text)


def hangul_share(text: str) -> float:
    """The share of a text's characters, white space aside, that are syllables of Hangul."""
    return _share(_HANGUL, text)


def _share(kind: re.Pattern[str], text: str) -> float:
    return len(kind.findall(text)) / (len("".join(text.split())) or 1)


def count_words(text: str) -> int:
    """The words of a folded text. Where a script has no blanks, two characters count as one (Southeast Asia: five)."""
    plain = text.isascii() or not _UNLIKE_LATIN.search(text)
    return len((_PLAIN_WORDS if plain else _WORDS).findall(text))
