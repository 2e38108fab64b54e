"""The language of a text: its script first, then its small words.

Rough on purpose: it chooses the pack whose phrases are tried, and a wrong pack finds nothing.
None where the script or the words do not tell.
"""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 1000
_FEWEST_LETTERS = 10

# Scripts by the high byte of UTF-16 units; where a byte holds two scripts, the one that has newspapers.
_SCRIPTS: dict[str, bytes] = {
    "latin": b"\x00\x01\x02\x1e",
    "greek": b"\x03\x1f",
    "cyrillic": b"\x04",
    "hebrew": b"\x05",
    "arabic": b"\x06\x07\xfb\xfc\xfd\xfe",
    "indic": b"\x09",
    "thai": b"\x0e",
    "kana": b"\x30",
    "han": bytes(range(0x4E, 0xA0)),
    "hangul": b"\x11" + bytes(range(0xAC, 0xD8)),
}
_NAMES = list(_SCRIPTS)
_SCRIPT_OF = bytes(
    next((number for number, script in enumerate(_NAMES) if byte in _SCRIPTS[script]), 255) for byte in range(256)
)
_ONE_LANGUAGE = {"greek": "el", "hebrew": "he", "thai": "th", "hangul": "ko"}
_NOT_ARABIC = re.compile("[پچژگکیہھےٹڈڑںېۆڵێڕ]")
_NO_LETTERS = re.compile(r"[\W\d_]+")

# Words that are frequent in one language of a script and rare in the others.
_SMALL_WORDS = {
    "arabic": {
        "ar": "في من على إلى أن التي الذي عن هذا هذه كما قال وقال بعد بين خلال ما لا",
        "fa": "و در به از که این را با است برای آن می شد کرد های خود تا",
        "ur": "کے کی میں ہے اور سے کو نے کا ہیں پر یہ بھی اس کہ ہو",
    },
    "latin": {
        "en": "the of and to in that is was for on with said as by from at his it are",
        "de": "der die und das den von zu mit sich des auf für ist im nicht eine dem",
        "fr": "de la le les et des en un une du dans est que pour qui par sur au plus",
        "es": "de la que el en y los se del las un por con una para su al lo es",
        "pt": "de a que o e do da em um para com não uma os no se na por mais as",
        "it": "di che il la e per un in del una non della le con sono si da al dei",
        "nl": "de van het een en in is dat op te voor zijn met die niet aan er ook",
        "sv": "och att det som en på är av för med den till inte har ett om var",
        "no": "og i det som en på er av for med til ikke har at den de om var",
        "da": "og i det at en den til er som på de med af for ikke der var et",
        "fi": "ja on ei että se oli hän myös ovat mutta kun kuin ole joka sen mukaan",
        "pl": "w i na z do nie się że o to jest od po za jak przez dla był",
        "cs": "a se v na že je s o do to za by podle který pro ale jsem",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi en kadar sonra",
        "id": "yang dan di dengan untuk dari ini pada itu dalam tidak akan ke",
        "vi": "và của là có các được trong cho không người với một này đã những",
        "ro": "de și în a la cu pe care din nu mai este un o au pentru",
    },
    "cyrillic": {
        "ru": "и в не на что с по как это из он за его для от было",
        "uk": "і в не на що з та до це як за його від для про є",
        "bg": "и на да в се за от не че са по това с ще като",
    },
}
_LANGUAGES_OF: dict[str, dict[str, list[str]]] = {script: {} for script in _SMALL_WORDS}
for _script, _languages in _SMALL_WORDS.items():
    for _language, _words in _languages.items():
        for _word in _words.split():
            _LANGUAGES_OF[_script].setdefault(_word, []).append(_language)


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, judged by a thousand characters from its middle."""
    begin = max(0, (len(text) - _SAMPLE) // 2)
    sample = text[begin : begin + _SAMPLE].lower()
    words = _NO_LETTERS.split(sample)
    units = "".join(words).encode("utf-16-le", "replace")
    codes = units[1::2].translate(_SCRIPT_OF)
    counts = {script: codes.count(number) for number, script in enumerate(_NAMES)}
    counts["han"] += counts["kana"]
    script = max(counts, key=lambda name: counts[name])
    if counts[script] < _FEWEST_LETTERS:
        return None
    if script == "han":
        return "ja" if counts["kana"] else "zh"
    if script == "indic":
        return "hi" if sum("\u0900" <= c <= "\u097f" for c in sample) * 2 > counts[script] else "bn"
    known = _ONE_LANGUAGE.get(script) or _by_words(words, script)
    # Too few words to tell: Persian, Urdu and the like can hardly do without letters that Arabic lacks.
    return known or ("ar" if script == "arabic" and not _NOT_ARABIC.search(sample) else None)


def _by_words(words: list[str], script: str) -> str | None:
    """The language of a script whose small words occur most, None where two tie or fewer than two occur."""
    languages_of = _LANGUAGES_OF.get(script, {})
    scores = Counter(language for word in words for language in languages_of.get(word, ()))
    best = [*scores.most_common(2), ("", 0)][:2]
    return best[0][0] if best[0][1] >= 2 and best[0][1] > best[1][1] else None
