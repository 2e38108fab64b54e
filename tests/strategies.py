"""Random rules, and random texts made of pieces of those rules' phrases, worn as print and scrapers wear them.

One case draws all it holds from a few words and marks, so that its rules and its texts meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from hypothesis import strategies as st

from cleaner.matching.compiled import CompiledRule
from cleaner.matching.pattern import PhraseError
from cleaner.matching.phrase import MACROS
from cleaner.rule import Rule

# Letters that fold, share a byte, take several characters or none; words that are prefixes of each other.
WORDS = (
    *("شارك", "شـارك", "شَارَك", "أخبار", "اخبار", "مكتبة", "مكتبه", "على", "علي", "کی", "ﻻ", "لا", "ﷺ", "ب"),
    *("share", "Share", "shared", "café", "cafe\u0301", "straße", "STRASSE", "ﬁn", "fin", "x", "a", "Iğdır", "IĞDIR"),
    *("зона", "ЗОНА", "Ελλάς", "ελλας", "新闻", "新", "ไทย", "हिन्दी", "ᄒ", "İ", "ı", "™", "tm", "℃", "①"),
    *("3", "12", "٣", "۳", "३", "³", "½", "2017"),
)
MARKS = (
    *("-", "–", "ـ", "|", ":", "/", ".", "...", "…", "!", "؟", "،", '"', "“", "«", "»", "'", "(", ")", "_", "#", "@"),
    *("★", "©", "•", "·", "►", "▶\ufe0f", "¨", "™", "ّ", "\u0301", "\ufe0f", "ा", "\u00a0", "\u3000", "\0", "\x07"),
    *("\u200f", "\u200e", "\u200b", "\u200d", "\u202b", "\u2067", "\ufeff", "\u00ad"),
)
SEPARATORS = (
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "   ",
    " \u200f  ",
    "\u00a0\u00a0 ",
    "\u2028",
    "\x0b",
    "\u0085",
    "\n \0\n",
)
PROSE = (
    "قالت الوزارة في بيان لها اليوم إن سلاح الجو حاول عرقلة ضربات جوية على المدينة الواقعة في شرق البلاد أمس.",
    "The ministry said in a statement that the air force had tried to hinder strikes on the town in the east.",
    "外交部发言人在例行记者会上表示，双方将继续就有关问题保持沟通，推动两国关系稳定向前发展，造福两国人民。",
)
COUNTERS = ("• 1/3", "2/3", "(٣/٣)", "3/3", "1/2", "2 / 2")
TITLE = 'تنسيق جديد مع "الفيفا" لدعم الملاعب'
CAPTION = "صورة من الأرشيف"
FILLINGS = {
    "date": ("2017-11-14", "١٥ نوفمبر ٢٠١٧", "14 Nov 2017", "1/2/17", "الأربعاء 15/نوفمبر/2017 - 02:56 م", "2017"),
    "time": ("10:30", "٠٢:٥٦ م", "9.15 pm", "5"),
    "count": ("3", "1,234", "١٢k", "7.5", "٣ ٤"),
    "title": (TITLE, TITLE.upper(), "تنسيق جديد مع", "تنسيق", "★"),
    "caption": (CAPTION, f"«{CAPTION}»", "صورة"),
    "name": ("أحمد", "Jane Doe", "ﷺ " * 3, "7", "شركة ناس للأخبار"),
    "any": ("x", "شارك", "a b c", "...", "™", "3"),
}
HOLES = tuple(f"{{{name}}}" for name in sorted(MACROS))


@dataclass(frozen=True)
class Stock:
    """What one case is made of."""

    words: Sequence[str]
    marks: Sequence[str]
    phrases: Sequence[str]

    def word(self) -> st.SearchStrategy[str]:
        return st.sampled_from(self.words)

    def phrase(self) -> st.SearchStrategy[str]:
        return st.sampled_from(self.phrases)

    def mark(self) -> st.SearchStrategy[str]:
        return st.sampled_from(self.marks)


@st.composite
def stocks(draw: st.DrawFn) -> Stock:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    marks = ["", " ", *draw(st.lists(st.sampled_from(MARKS), min_size=1, max_size=2))]
    part = st.sampled_from([*words, *words, *words, draw(st.sampled_from(HOLES)), marks[-1]])
    glue = st.sampled_from([" ", " ", *marks])
    phrases = []
    for _ in range(draw(st.integers(2, 3))):
        pieces = draw(st.lists(part, min_size=1, max_size=3))
        phrases.append(draw(st.sampled_from(marks)) + draw(glue).join(pieces) + draw(st.sampled_from(marks)))
    return Stock(words, marks, phrases)


@st.composite
def expressions(draw: st.DrawFn, stock: Stock) -> str:
    """A regular expression: words, classes, groups, alternatives, repeats, as authors write them."""
    one, two = (re.escape(draw(stock.word())) for _ in range(2))
    literals = [one, two, re.escape(draw(stock.phrase()))]
    built = [
        f"(?:{one}|{two})",
        f"(?:{one})?",
        f"(?:{one}){{1,2}}",
        f"(?:{one} share){{e<=1}}",
        f"(?P<any>{one})",
        f"[{two}]",
    ]
    classes = [r"\d+", r"[0-9]{1,2}", r"\w+", r"\p{L}+", r".{0,3}", r"\s?", " ", " ?", r"[^\d]", r"[ab٣]", r"[0-٩]"]
    classes += [r"[^\p{L}\p{N}]*", r"[^\p{Arabic}\d]+", r"[^\P{L}\d]*", r"\W+", "[-–]?", ".+"]
    others = [r"\b", "^", "$", r"(?<!x)", r"(?=.)", r"(?P<name>\w+)", r"(?P<date>.+)", r"(?i:Share)", r"[[:digit:]x]"]
    part = st.one_of(st.sampled_from(literals), st.sampled_from(built), st.sampled_from([*classes, *others]))
    frame = draw(st.sampled_from([("", ""), ("", ""), ("^", "$"), (r"\A", r"\Z")]))
    return "".join(draw(st.lists(part, min_size=1, max_size=4))).join(frame)


@st.composite
def shapes(draw: st.DrawFn) -> dict[str, Any]:
    numbers = {"min_words": (0, 3), "max_words": (0, 6), "min_chars": (0, 5), "max_chars": (0, 30)}
    name = draw(st.sampled_from([*numbers, "ends_sentence", "full_stop"]))
    return {name: draw(st.integers(*numbers[name]) if name in numbers else st.booleans())}


@st.composite
def forms(draw: st.DrawFn, stock: Stock) -> dict[str, Any]:
    """One of the five forms with one or two phrases."""
    form = draw(st.sampled_from(["line", "line", "starts", "ends", "contains", "regex"]))
    phrase = expressions(stock) if form == "regex" else stock.phrase()
    return {form: draw(st.one_of(phrase, phrase, st.lists(phrase, min_size=1, max_size=2)))}


@st.composite
def neighbours(draw: st.DrawFn, stock: Stock) -> dict[str, Any]:
    choice = draw(st.sampled_from(["phrase", "phrase", "edge", "shape", "phrase edge", "phrase shape"]))
    out: dict[str, Any] = draw(forms(stock)) if "phrase" in choice else {}
    if "shape" in choice:
        out["shape"] = draw(shapes())
    return {**out, "edge": True} if "edge" in choice else out


@st.composite
def rules(draw: st.DrawFn, stock: Stock) -> dict[str, Any]:
    """One rule as it stands in YAML (with `from_` for `from`), of any form and with any conditions."""
    form = draw(st.sampled_from(["phrase"] * 6 + ["counter", "cut", "run", "edits"]))
    few = st.integers(1, 3)
    out: dict[str, Any] = {"kind": "other"}
    if form == "phrase":
        out |= draw(forms(stock)) | draw(st.sampled_from([{}, {}, {"fold": False}]))
    elif form == "edits":
        out |= {"line": " ".join(draw(st.lists(stock.word(), min_size=4, max_size=6))), "edits": draw(few)}
    elif form == "counter":
        return {**out, "counter": {"min": draw(few)}, "where": draw(st.sampled_from(["any", "head", "tail"]))}
    elif form == "cut":
        out["cut"] = {"from_": draw(stock.phrase()), "max": draw(st.integers(1, 6))}
        if draw(st.booleans()):
            out["cut"]["to"] = draw(stock.phrase())
    else:
        side = draw(st.sampled_from(["after", "before"]))
        out["run"] = {side: draw(stock.phrase()), "min": draw(few), "max": 4, "shape": draw(shapes())}
    action = draw(st.sampled_from([{}, {}, {}, {"protect": True}, {"remove": False}, {"kind": "title"}]))
    return out | action | draw(conditions(stock))


@st.composite
def conditions(draw: st.DrawFn, stock: Stock) -> dict[str, Any]:
    """Zone, neighbours or shape: most rules have none."""
    choice = draw(st.sampled_from(["", "", "", "where", "where", "previous", "next", "shape", "next where"]))
    out: dict[str, Any] = {}
    for name in choice.split():
        if name == "where":
            out[name] = draw(st.sampled_from(["head", "body", "tail"]))
        else:
            out[name] = draw(shapes() if name == "shape" else neighbours(stock))
    return out


def compile_rules(plain: Sequence[dict[str, Any]]) -> list[CompiledRule]:
    """The rules that can be compiled; the loader would reject the others with a message."""
    out = []
    for number, rule in enumerate(plain):
        try:
            compiled = CompiledRule(msgspec.convert({"id": f"r{number}", **rule}, Rule), "test", number % 3)
            compiled.check()
        except PhraseError:
            continue
        out.append(compiled)
    return out


WEARS = {
    "upper": str.upper,
    "lower": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "compatible": lambda text: unicodedata.normalize("NFKC", text),
    "arabic digits": lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "tatweel": lambda text: re.sub(r"(?<=[\u0620-\u064a])(?=[\u0620-\u064a])", "ـ", text, count=1),
    "vowelled": lambda text: re.sub(r"(?<=[\u0620-\u064a])", "\u064e", text),
    "wide blanks": lambda text: text.replace(" ", "\u00a0"),
    "doubled blanks": lambda text: text.replace(" ", "  "),
}


@st.composite
def filled(draw: st.DrawFn, template: str) -> str:
    """A template with something in the place of each macro."""
    return re.sub(r"\{(\w+)\}", lambda hole: draw(st.sampled_from(FILLINGS[hole[1]])), template)


@st.composite
def worn(draw: st.DrawFn, stock: Stock, text: str) -> str:
    """The text as another hand would print it, sometimes with one character too many or too few."""
    wear = draw(st.sampled_from(["", "", "edit", *WEARS]))
    if wear in WEARS:
        return WEARS[wear](text)
    if wear == "edit" and text:
        place = draw(st.integers(0, len(text) - 1))
        new = draw(st.sampled_from([*stock.marks, *stock.words]))
        return text[:place] + new + text[place + draw(st.integers(0, 1)) :]
    return text


@st.composite
def segments(draw: st.DrawFn, stock: Stock) -> str:
    """One segment: prose, a counter, or a phrase with or without company."""
    choice = draw(st.integers(0, 9))
    if choice == 0:
        return draw(st.sampled_from(PROSE))
    if choice == 1:
        return draw(st.sampled_from(COUNTERS))
    template = draw(stock.phrase())
    core = draw(worn(stock, draw(filled(template))))
    if choice == 2:
        return draw(worn(stock, " ".join(draw(st.lists(stock.word(), min_size=4, max_size=6)))))
    if choice < 6:
        return core
    company = st.sampled_from(["", *stock.marks, *stock.words, *(f"{word} " for word in stock.words)])
    return draw(company) + core + draw(company)[::-1]


@st.composite
def texts(draw: st.DrawFn, stock: Stock, *, max_segments: int = 8) -> str:
    out = draw(st.sampled_from(["", "", "\n", "\ufeff", "  "]))
    for segment in draw(st.lists(segments(stock), min_size=2, max_size=max_segments)):
        out += segment + draw(st.sampled_from(SEPARATORS))
    return out


@dataclass(frozen=True)
class Case:
    """A text and the rules to try on it."""

    plain: list[dict[str, Any]]
    text: str


@st.composite
def cases(draw: st.DrawFn, *, max_rules: int = 8) -> Case:
    stock = draw(stocks())
    return Case(draw(st.lists(rules(stock), min_size=3, max_size=max_rules)), draw(texts(stock)))


@st.composite
def macro_cases(draw: st.DrawFn) -> Case:
    """Rules of little more than a macro or two, and segments that they are likely to hold on."""
    frame = draw(st.sampled_from(["{}", "{}", "- {}:", "شارك {}", "{} | x", "™{}"]))
    hole = st.sampled_from(HOLES)
    inside = st.one_of(hole, hole, st.tuples(hole, st.sampled_from([" ", " - ", "، "]), hole).map("".join))
    templates = [frame.format(draw(inside)) for _ in range(3)]
    form = st.sampled_from(["line", "line", "starts", "ends", "contains"])
    plain = [
        {
            "kind": "title",
            draw(form): template,
            "where": draw(st.sampled_from(["any", "head"])),
            "fold": draw(st.integers(0, 3)) > 0,
        }
        for template in templates
    ]
    lines = st.sampled_from(templates).flatmap(filled)
    edges = st.sampled_from(["", "", "• ", " ★", "x", " شارك", "12 "])
    return Case(plain, "\n".join(draw(edges) + draw(lines) + draw(edges) for _ in range(draw(st.integers(2, 8)))))


@st.composite
def misprint_cases(draw: st.DrawFn) -> Case:
    """Lines that may differ by some characters, and lines that differ by about as many."""
    words = st.lists(
        st.sampled_from(["شارك", "أخبار", "مكتبة", "share", "straße", "зона", "12", "x", "-"]), min_size=4, max_size=7
    )
    line = " ".join(draw(words))
    out = []
    for _ in range(draw(st.integers(3, 6))):
        text = line
        for _ in range(draw(st.integers(0, 4))):
            place = draw(st.integers(0, len(text)))
            text = (
                text[:place]
                + draw(st.sampled_from(["", "", "z", "ر", "9", " ", "."]))
                + text[place + draw(st.integers(0, 1)) :]
            )
        out.append(text)
    return Case([{"kind": "other", "line": line, "edits": edits} for edits in (1, 2, 3)], "\n".join(out))
