"""The language of a text: its script first, then its small words.

It chooses the packs whose phrases are tried. None where neither script nor words tell; never a guess, since the
record shows it. Why no library does this: docs/dependencies.md.

The data file:
    words     language -> words that are frequent in it, some forty each: articles, prepositions, pronouns,
              conjunctions, auxiliaries, as any grammar lists them
    letters   language -> letters that no other language here writes

Languages without a pack are there so that they are not taken for a neighbour that has one.
"""

from __future__ import annotations

import json
import re
from codecs import utf_16_le_encode
from collections import Counter
from functools import cache
from pathlib import Path

_SAMPLE = 600
_WIDE_SAMPLE = 20_000  # where the first does not tell
_FEWEST_LETTERS = 10
_EDGE = 300
_SOME, _CLEAR = 2, 5
"""How many small words tell a language."""

_WHOLE = 240
"""What a word of a single language says; two hundred such words fit into two bytes."""

# Scripts by the high byte of UTF-16 units; a byte that holds two scripts stands for the one that has newspapers.
# Punctuation of Chinese and Japanese shares a byte with kana, so that kana are counted by themselves; so are the
# letters of Latin-1, which share theirs with all of ASCII.
_SCRIPTS: dict[str, bytes] = {
    "latin": b"\x01\x02\x1e",
    "greek": b"\x03\x1f",
    "cyrillic": b"\x04",
    "hebrew": b"\x05",
    "arabic": b"\x06\x07\xfb\xfc\xfd\xfe",
    "indic": b"\x09",
    "thai": b"\x0e",
    "han": b"\x30" + bytes(range(0x4E, 0xA0)),
    "hangul": b"\x11" + bytes(range(0xAC, 0xD8)),
}
_NAMES = list(_SCRIPTS)
_WITH_CAPITALS = 3  # of these scripts, the first
_SCRIPT_OF = bytes(
    next((number for number, script in enumerate(_NAMES) if byte in _SCRIPTS[script]), 255) for byte in range(256)
)
_ONE_LANGUAGE = {"greek": "el", "hebrew": "he", "thai": "th", "hangul": "ko"}
_NOT_LETTERS = bytes(code for code in range(256) if not chr(code).isalpha())

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_LEAST_KANA = 0.05
_BENGALI = re.compile("[\u0980-\u09ff]")
# Persian, Urdu and the like can hardly do without letters that Arabic lacks.
_NOT_ARABIC = re.compile("[پچژگکیہھےٹڈڑںېۆڵێڕ]")


def detect_languages(text: str) -> list[str]:
    """The ISO 639-1 codes (639-2 where there is none) of a text's languages, that of its middle first.

    The others are those that its beginning and its end are clearly in: what stands around an article
    may be in another language than the article. Empty where nothing tells.
    """
    samples = dict.fromkeys((_middle(text, _SAMPLE), text[:_EDGE], text[-_EDGE:]))
    main, *edges = (_language_of(sample, _CLEAR) for sample in samples)
    main = main or _in_doubt(_middle(text, _WIDE_SAMPLE))
    return [language for language in dict.fromkeys((main, *edges)) if language]


def detect_language(text: str) -> str | None:
    """The language of a text's middle, None where nothing tells."""
    return next(iter(detect_languages(text)), None)


def _in_doubt(text: str) -> str | None:
    """The language of a text that has few small words: a word with a letter of one language says as much as one."""
    return _by_letters(text, _CLEAR) or _language_of(text, _SOME) or _by_letters(text, 1)


def _middle(text: str, length: int) -> str:
    begin = max(0, (len(text) - length) // 2)
    return text[begin : begin + length]


def _language_of(text: str, fewest: int) -> str | None:
    """The language of all of a text; `fewest` small words must tell it where its script does not."""
    script, has_cases = _script_of(text)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "han":
        return "ja" if len(_KANA.findall(text)) > _LEAST_KANA * len(text) else "zh"
    if script == "indic" and _BENGALI.search(text):
        return "bn"
    known = _by_words(text.lower() if has_cases else text, fewest) if script else None
    if known or script not in ("arabic", "indic"):
        return known
    return "hi" if script == "indic" else None if _NOT_ARABIC.search(text) else "ar"


def _script_of(text: str) -> tuple[str | None, bool]:
    """The script of most letters, None for too few; and whether there are letters of a script with capitals."""
    latin = len(text.encode("latin-1", "ignore").translate(None, _NOT_LETTERS))
    if 2 * latin > len(text) and latin >= _FEWEST_LETTERS:
        return "latin", True
    scripts = utf_16_le_encode(text, "replace")[0][1::2].translate(_SCRIPT_OF)
    # To look for a byte is much faster than to count it, and most scripts are not there.
    counts = [scripts.count(number) if number in scripts else 0 for number in range(len(_NAMES))]
    counts[_NAMES.index("latin")] += latin
    most = max(counts)
    return _NAMES[counts.index(most)] if most >= _FEWEST_LETTERS else None, any(counts[:_WITH_CAPITALS])


@cache
def _letters() -> dict[str, str]:
    return {letter: language for language, own in _data()["letters"].items() for letter in own}


def _by_letters(text: str, fewest: int) -> str | None:
    """The only language whose own letters stand in a text, in so many words at least; None where there are two."""
    lowered = text.lower()
    own = _letters().keys() & set(lowered)
    languages = {_letters()[letter] for letter in own}
    if len(languages) != 1 or sum(not own.isdisjoint(word) for word in set(lowered.split())) < fewest:
        return None
    return languages.pop()


def _data() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "data" / "languages.json").read_bytes())
    return data


@cache
def _small_words() -> tuple[list[str], dict[str, int]]:
    """The languages, and what each small word says: a number with two bytes for each language.

    Numbers of one kind add up in a single loop of C; a word that several languages share says less for each.
    """
    lists = {language: words.split() for language, words in _data()["words"].items()}
    shared = Counter(word for words in lists.values() for word in words)
    says: dict[str, int] = dict.fromkeys(shared, 0)
    for number, words in enumerate(lists.values()):
        for word in words:
            says[word] += _WHOLE // shared[word] << 16 * number
    return list(lists), says


def _by_words(text: str, fewest: int) -> str | None:
    """The language whose small words stand in a text in lower case; None for two as likely, or fewer than `fewest`."""
    languages, says = _small_words()
    found = says.keys() & text.replace(",", " ").replace(".", " ").split()
    if len(found) < fewest:
        return None  # most texts that are no prose
    scores = memoryview(sum(map(says.__getitem__, found)).to_bytes(2 * len(languages), "little")).cast("H").tolist()
    best = max(scores)
    if scores.count(best) > 1:
        return None
    number = scores.index(best)
    own = sum(1 for word in found if says[word] >> 16 * number & 0xFFFF)
    return languages[number] if own >= fewest else None
