"""The language of a text: its script first, then its small words.

Rough on purpose: it chooses the pack whose phrases are tried, and a wrong pack finds nothing.
None where the script or the words do not tell.
"""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 4000
_SCRIPTS = (
    ("arabic", re.compile(r"[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("greek", re.compile(r"[\u0370-\u03ff]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("bengali", re.compile(r"[\u0980-\u09ff]")),
    ("hangul", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("han", re.compile(r"[\u4e00-\u9fff]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
)
_ONE_LANGUAGE = {"greek": "el", "hebrew": "he", "devanagari": "hi", "bengali": "bn", "hangul": "ko", "thai": "th"}

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
_SETS = {
    script: {language: frozenset(words.split()) for language, words in languages.items()}
    for script, languages in _SMALL_WORDS.items()
}


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, judged by its first few thousand characters."""
    sample = text[:_SAMPLE]
    counts = Counter({script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS})
    script, most = counts.most_common(1)[0]
    if most < 10:
        return None
    if counts["kana"] and script in ("han", "kana"):
        return "ja"
    if script == "han":
        return "zh"
    return _ONE_LANGUAGE.get(script) or _by_words(sample, script)


def _by_words(sample: str, script: str) -> str | None:
    words = Counter(re.findall(r"\w+", sample.lower()))
    scores = {
        language: sum(words[word] for word in small) for language, small in _SETS.get(script, {}).items()
    }
    best = sorted(scores, key=lambda language: (-scores[language], language))[:2]
    if len(best) < 2 or scores[best[0]] < 2 or scores[best[0]] == scores[best[1]]:
        return None
    return best[0]
