"""Random rules, and random texts made of pieces of those rules' phrases, worn as print and scrapers wear them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from hypothesis import strategies as st

from cleaner.compiled import CompiledRule
from cleaner.pattern import MACROS, PhraseError
from cleaner.rule import Kind, Rule

# Letters that fold, share a byte, take several characters or none; words that are prefixes of each other.
WORDS = (
    *("شارك", "شـارك", "شَارَك", "أخبار", "اخبار", "إقرأ", "مكتبة", "مكتبه", "على", "علي", "کی", "ﻻ", "لا", "ﷺ", "ب"),
    *("share", "Share", "shared", "café", "cafe\u0301", "CAFE", "straße", "STRASSE", "ﬁn", "fin", "x", "a", "Iğdır", "IĞDIR"),
    *("зона", "ЗОНА", "Ελλάς", "ελλας", "新闻", "新", "相关新闻", "ไทย", "हिन्दी", "ᄒ", "İ", "ı", "™", "tm", "℃", "①"),
    *("3", "12", "٣", "۳", "३", "³", "½", "2017"),
)
MARKS = (
    *(" ", "-", "–", "ـ", "|", ":", "/", ".", "...", "…", "..", "!", "؟", "،", '"', "“", "«", "»", "'", "’", "(", ")"),
    *("★", "©", "•", "·", "►", "▶\ufe0f", "_", "#", "@", "=", "¨", "ّ", "\u0301", "\ufe0f", "ा"),
    *("\u200f", "\u200e", "\u200b", "\u200d", "\u202b", "\u2067", "\ufeff", "\u00ad", "\u00a0", "\u3000", "\0", "\x07"),
)
SEPARATORS = ("\n", "\n", "\n\n", "\r\n", "\t", "   ", " \u200f  ", "\u00a0\u00a0 ", "\u2028", "\x0b", "\u0085", "\n \0\n")
PROSE = (
    "قالت الوزارة في بيان لها اليوم إن سلاح الجو حاول عرقلة ضربات جوية على المدينة الواقعة في شرق البلاد أمس.",
    "The ministry said in a statement that the air force had tried to hinder strikes on the town in the east.",
    "外交部发言人在例行记者会上表示，双方将继续就有关问题保持沟通，推动两国关系稳定向前发展，造福两国人民。",
)
TITLE = 'تنسيق جديد مع "الفيفا" لدعم الملاعب'
CAPTION = "صورة من الأرشيف"
FILLINGS: dict[str, tuple[str, ...]] = {
    "date": ("2017-11-14", "١٥ نوفمبر ٢٠١٧", "14 Nov 2017", "الأربعاء 15/نوفمبر/2017 - 02:56 م", "2017", "amid"),
    "time": ("10:30", "٠٢:٥٦ م", "9.15 pm", "5"),
    "count": ("3", "1,234", "١٢k", "7.5", "٣ ٤"),
    "title": (TITLE, "تنسيق جديد مع", "تنسيق", "نص آخر", "★"),
    "caption": (CAPTION, f"«{CAPTION}»", "صورة"),
    "name": ("أحمد", "Jane Doe", "ﷺ ﷺ", "7", "شركة ناس للأخبار"),
    "any": ("x", "شارك", "a b c", "...", "™", "3"),
}


def words() -> st.SearchStrategy[str]:
    return st.sampled_from(WORDS)


def glue() -> st.SearchStrategy[str]:
    """What stands between two words: mostly a blank, now and then a mark, a control or nothing."""
    return st.one_of(st.just(" "), st.just(" "), st.sampled_from(MARKS), st.sampled_from(["", "  ", " - ", ": ", " | "]))


@st.composite
def phrases(draw: st.DrawFn, *, macros: bool = True) -> str:
    """A template: one to four words and macros, with marks between and around them."""
    holes = st.sampled_from([f"{{{name}}}" for name in sorted(MACROS)])
    part = st.one_of(words(), words(), holes) if macros else words()
    out = draw(st.sampled_from(["", "", "", " ", "- ", "★ ", "«", "\u200f"]))
    for number, piece in enumerate(draw(st.lists(part, min_size=1, max_size=4))):
        out += (draw(glue()) if number else "") + piece
    return out + draw(st.sampled_from(["", "", "", " ", " -", "»", "...", "َ"]))


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """A regular expression: words, classes, groups, alternatives, repeats, as authors write them."""
    atom = st.one_of(
        words().map(re.escape),
        words().map(re.escape),
        st.sampled_from([r"\d+", r"[0-9]{1,2}", r"\w+", r"\p{L}+", r".{0,3}", r"\s?", " ", " ?", r"[^\d]", r"[ab٣]", r"[0-٩]"]),
        st.sampled_from([r"\b", "^", "$", r"(?<!x)", r"(?=.)", r"(?P<name>\w+)", r"(?P<date>.+)", r"(?i:Share)", r"[[:digit:]x]"]),
        st.tuples(words(), words()).map(lambda two: f"(?:{re.escape(two[0])}|{re.escape(two[1])})"),
        words().map(lambda word: f"(?:{re.escape(word)})?"),
        words().map(lambda word: f"(?:{re.escape(word)}){{1,2}}"),
        words().map(lambda word: f"(?:{re.escape(word)} share){{e<=1}}"),
    )
    return "".join(draw(st.lists(atom, min_size=1, max_size=4)))


@st.composite
def shapes(draw: st.DrawFn) -> dict[str, Any]:
    optional = {
        "min_words": st.integers(0, 3),
        "max_words": st.integers(0, 6),
        "min_chars": st.integers(0, 5),
        "max_chars": st.integers(0, 30),
        "ends_sentence": st.booleans(),
    }
    return draw(st.fixed_dictionaries({}, optional=optional))


@st.composite
def forms(draw: st.DrawFn, pool: Sequence[str]) -> dict[str, Any]:
    """One of the five forms with one or two phrases."""
    form = draw(st.sampled_from(["line", "line", "starts", "ends", "contains", "regex"]))
    phrase = st.one_of(expressions(), st.sampled_from(pool).map(re.escape)) if form == "regex" else st.sampled_from(pool)
    return {form: draw(st.one_of(phrase, st.lists(phrase, min_size=1, max_size=2)))}


@st.composite
def neighbours(draw: st.DrawFn, pool: Sequence[str]) -> dict[str, Any]:
    out: dict[str, Any] = draw(st.one_of(forms(pool), st.just({})))
    if draw(st.integers(0, 3)) == 0:
        out["shape"] = draw(shapes())
    if draw(st.integers(0, 3)) == 0:
        out["edge"] = True
    return out


@st.composite
def rules(draw: st.DrawFn, pool: Sequence[str]) -> dict[str, Any]:
    """One rule as it stands in YAML (with `from_` for `from`), of any form and with any conditions."""
    phrase = st.sampled_from(pool)
    special: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "counter": st.fixed_dictionaries({"counter": st.fixed_dictionaries({"min": st.integers(1, 3)})}),
        "cut": st.fixed_dictionaries(
            {"cut": st.fixed_dictionaries({"from_": phrase, "max": st.integers(1, 6)}, optional={"to": phrase})}
        ),
        "run": st.fixed_dictionaries(
            {"run": st.fixed_dictionaries({"after": phrase, "min": st.integers(1, 3), "max": st.integers(1, 5), "shape": shapes()})}
        ),
        "edits": st.fixed_dictionaries({"line": phrase, "edits": st.integers(1, 3)}),
    }
    form = draw(st.sampled_from(["phrase"] * 6 + sorted(special)))
    out: dict[str, Any] = {"kind": "other", **draw(forms(pool) if form == "phrase" else special[form])}
    if form in ("phrase", "cut", "run", "edits"):
        out |= draw(conditions(pool))
    if form == "phrase" and draw(st.integers(0, 3)) == 0:
        out["fold"] = False
    out |= draw(st.sampled_from([{}, {}, {}, {"protect": True}, {"remove": False}, {"kind": "title"}]))
    return out


@st.composite
def conditions(draw: st.DrawFn, pool: Sequence[str]) -> dict[str, Any]:
    """Zone, neighbours and shape: most rules have none."""
    out: dict[str, Any] = {}
    if draw(st.integers(0, 2)) == 0:
        out["where"] = draw(st.sampled_from(["head", "body", "tail"]))
    if draw(st.integers(0, 4)) == 0:
        out[draw(st.sampled_from(["previous", "next"]))] = draw(neighbours(pool))
    if draw(st.integers(0, 4)) == 0:
        out["shape"] = draw(shapes())
    return out


def compile_rules(plain: Sequence[dict[str, Any]]) -> list[CompiledRule]:
    """The rules that can be compiled; the loader would reject the others with a message."""
    out = []
    for number, rule in enumerate(plain):
        try:
            out.append(CompiledRule(msgspec.convert({"id": f"r{number}", **rule}, Rule), "test", number % 3))
        except PhraseError:
            continue
    return out


@st.composite
def fillings(draw: st.DrawFn, template: str) -> str:
    """What a template's macros stand for."""
    return re.sub(r"\{(\w+)\}", lambda hole: draw(st.sampled_from(FILLINGS[hole[1]])), template)


def _tatweel(text: str) -> str:
    return re.sub(r"(?<=[\u0620-\u064a])(?=[\u0620-\u064a])", "ـ", text, count=1)


WEARS = {
    "plain": str,
    "upper": str.upper,
    "lower": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "compatible": lambda text: unicodedata.normalize("NFKC", text),
    "arabic digits": lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "tatweel": _tatweel,
    "vowelled": lambda text: re.sub(r"(?<=[\u0620-\u064a])", "\u064e", text),
    "wide blanks": lambda text: text.replace(" ", "\u00a0"),
    "doubled blanks": lambda text: text.replace(" ", "  "),
}


@st.composite
def worn(draw: st.DrawFn, text: str) -> str:
    """The text as another hand would print it, sometimes with one character too many or too few."""
    text = WEARS[draw(st.sampled_from(["plain", *WEARS]))](text)
    if text and draw(st.integers(0, 4)) == 0:
        place = draw(st.integers(0, len(text) - 1))
        text = text[:place] + draw(st.sampled_from(["", *MARKS, *WORDS])) + text[place + draw(st.integers(0, 1)) :]
    return text


@st.composite
def segments(draw: st.DrawFn, pool: Sequence[str]) -> str:
    """One segment: prose, a counter, a phrase with or without company, or chance words."""
    choice = draw(st.integers(0, 9))
    if choice == 0:
        return draw(st.sampled_from(PROSE))
    if choice == 1:
        return draw(st.sampled_from(["• ", "", "("])) + draw(st.sampled_from(["1/3", "2/3", "٣/٣", "3/3", "1/2", "2/2", "2 / 3"]))
    if choice == 2:
        return draw(glue()).join(draw(st.lists(words(), min_size=1, max_size=6)))
    core = draw(fillings(draw(st.sampled_from(pool))))
    if draw(st.booleans()):
        core = draw(worn(core))
    if draw(st.booleans()):
        return core
    company = st.one_of(st.just(""), st.sampled_from(MARKS), st.sampled_from([*(f"{word} " for word in WORDS[::5]), "شارك"]))
    return draw(company) + core + draw(company)[::-1]


@st.composite
def texts(draw: st.DrawFn, pool: Sequence[str], *, max_segments: int = 8) -> str:
    out = draw(st.sampled_from(["", "", "\n", "\ufeff", "  "]))
    for segment in draw(st.lists(segments(pool), max_size=max_segments)):
        out += segment + draw(st.sampled_from(SEPARATORS))
    return out


@dataclass(frozen=True)
class Case:
    """A text and the rules to try on it."""

    plain: list[dict[str, Any]]
    text: str


@st.composite
def cases(draw: st.DrawFn, *, max_rules: int = 6) -> Case:
    pool = draw(st.lists(phrases(), min_size=1, max_size=4))
    plain = draw(st.lists(rules(pool), min_size=1, max_size=max_rules))
    return Case(plain, draw(texts(pool)))


KINDS = Kind
