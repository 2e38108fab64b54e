import itertools
import re
import unicodedata

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import MARKS, PROSE, WEARS, WORDS, Stock, expressions, segments, stocks, worn

from cleaner.document import Document
from cleaner.matching.expression import is_sound, longest_match, parse_tree
from cleaner.matching.literals import needs_digit, required_beginnings, required_literals, required_signs
from cleaner.matching.pattern import SEARCH_SECONDS, Pattern, PhraseError
from cleaner.matching.phrase import compile_phrase
from cleaner.matching.scene import Found, Scene
from cleaner.text import fold, pack

NONE = "no match"


def find(form: str, phrase: str, text: str, **options: object) -> Found | None:
    scene = Scene(Document(text))
    assert len(scene.document) == 1
    return scene.find(compile_phrase(form, phrase, **options), 0)  # type: ignore[arg-type]


def taken(form: str, phrase: str, text: str, **options: object) -> str:
    """The part of a one-segment text that a phrase holds on."""
    found = find(form, phrase, text, **options)
    return text[found.start : found.end] if found else NONE


@pytest.mark.parametrize(
    ("form", "phrase", "text", "part"),
    [
        # a whole segment, whatever is printed around it
        ("line", "شارك", "شارك", "شارك"),
        ("line", "شارك", "• شـــارِك:", "• شـــارِك:"),
        ("line", "شارك", "★ شارك ►", "★ شارك ►"),
        ("line", "شارك", "شارك في", NONE),
        ("line", "شارك", "وشارك", NONE),
        ("line", " شارك ", "شارك", "شارك"),
        ("line", "\u200fشارك", "شارك", "شارك"),
        ("line", "اقرأ \u200f أيضا", "إقرأ أيضًا", "إقرأ أيضًا"),
        ("line", "Read more…", "READ\u00a0 MORE...", "READ\u00a0 MORE..."),
        ("line", "»", "« »", "« »"),
        ("line", "»", "» x", NONE),
        # the beginning, up to a word's end
        ("starts", "اقرأ أيضا", "اقرأ أيضا: عنوان", "اقرأ أيضا"),
        ("starts", "اقرأ أيضا", "- اقرأ أيضاً", "- اقرأ أيضاً"),
        ("starts", "اقرأ أيضا", "اقرأ أيضاء", NONE),
        ("starts", "اقرأ أيضَا", "اقرأ أيضاء", NONE),
        ("starts", "شاركـ", "شاركت", NONE),
        ("starts", "صور:", "صور: وكالات", "صور:"),
        ("starts", "صور:", "صور:وكالات", "صور:"),
        ("starts", "x", "\u200f» x y", "» x"),
        # the end, from a word's start
        ("ends", "الأخبار", "المزيد من الأخبار.", "الأخبار."),
        ("ends", "الأخبار", "المزيد من وكالةالأخبار", NONE),
        ("ends", "(أ ف ب)", "قال (أ ف ب).", "(أ ف ب)."),
        ("ends", "\u200fالأخبار", "وكالةالأخبار", NONE),
        # anywhere, whole words
        ("contains", "طباعة", "قبل طباعة بعد", "طباعة"),
        ("contains", "طباعة", "قبل الطباعة بعد", NONE),
        ("contains", "»", "a » b", "»"),
        ("contains", "新闻", "相关新闻列表", "新闻"),
        ("contains", "ข่าว", "อ่านข่าวต่อ", "ข่าว"),
        # an expression over the folded segment
        ("regex", r"^نشر في \d+", "نُشر في ٢٠١٧", "نُشر في ٢٠١٧"),
        ("regex", "أخبار|Share", "قبل اخبار", "اخبار"),
        ("regex", r"SHARE", "x share", "share"),
        ("regex", "x\u00a0y", "x y", "x y"),
        ("regex", r"a*", "b", NONE),
    ],
)
def test_forms(form: str, phrase: str, text: str, part: str) -> None:
    assert taken(form, phrase, text) == part


@pytest.mark.parametrize(
    ("form", "phrase", "text", "part"),
    [
        ("line", "Share", "Share", "Share"),
        ("line", "Share", "share", NONE),
        ("line", "Share", "» Share:", "» Share:"),
        ("line", "Share", "™ Share", "™ Share"),
        ("line", "Read  more", "Read more", "Read more"),
        ("starts", "شاركَ", "شاركَت", NONE),
        ("contains", "شَارك", "ثم شارك", NONE),
        ("regex", "[٠-٩]+", "عام ٢٠١٧", "٢٠١٧"),
        ("regex", "[0-9]+", "عام ٢٠١٧", NONE),
    ],
)
def test_forms_without_folding(form: str, phrase: str, text: str, part: str) -> None:
    assert taken(form, phrase, text, folded=False) == part


@pytest.mark.parametrize(
    ("form", "phrase", "text", "values"),
    [
        ("line", "First Published: {date}", "First Published: 2017-11-14", {"date": "2017-11-14"}),
        ("line", "{date}", "الأربعاء 15/نوفمبر/2017 - 02:56 م", {"date": "الأربعاء 15/نوفمبر/2017 - 02:56 م"}),
        ("line", "{date}", "في 15 نوفمبر 2017 وصل الوفد", None),
        ("line", "{date}", "2017", None),
        ("line", "{time}", "٠٢:٥٦ م", {"time": "٠٢:٥٦ م"}),
        ("line", "{count} تعليقات", "١٬٢٣٤ تعليقات", {"count": "١٬٢٣٤"}),
        ("line", "{count} تعليقات", "تعليقات", None),
        ("line", "كتب: {name}", "كتب: أحمد علي", {"name": "أحمد علي"}),
        ("line", "كتب: {name}", "كتب: أحمد، علي", None),
        ("line", "كتب: {name}", "كتب: one two three four five six seven eight", None),
        ("line", "كتب: {name}", "كتب:أحمد علي.", {"name": "أحمد علي"}),
        ("starts", "{name} - ", "لندن - قال", {"name": "لندن"}),
        ("line", "{any} بتوقيت غرينتش", "٠٥:١٣ بتوقيت غرينتش", {"any": "٠٥:١٣"}),
        ("line", "{name} | {any}", "أحمد | x y!", {"name": "أحمد", "any": "x y!"}),
        ("regex", r"^(?P<name>\w+) كتب", "أَحمد كتب", {"name": "أَحمد"}),
    ],
)
def test_macros(form: str, phrase: str, text: str, values: dict[str, str] | None) -> None:
    found = find(form, phrase, text)
    assert (found and found.values) == values


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("حقوق النشر محفوظة لموقعنا", True),
        ("حقوق النشر محفوضة لموقعنا", True),
        ("حقوق النشر محفوظة لموقعنا 2", True),
        ("حقوق النشر محفوضه لموقعتا", True),
        ("حقوق النشر محفوضت لموقعتا", False),
        ("حقوق النشر محفوظة", False),
    ],
)
def test_edits(text: str, holds: bool) -> None:
    assert bool(find("line", "حقوق النشر محفوظة لموقعنا", text, edits=2)) == holds


@pytest.mark.parametrize(
    ("form", "phrase", "options", "problem"),
    [
        ("line", "", {}, "empty"),
        ("line", " \u200f ـ ", {}, "empty"),
        ("line", "{dates}", {}, "unknown macro"),
        ("starts", "نشر في {date}", {}, "nothing says where {date} ends"),
        ("ends", "{any} نشر", {}, "nothing says where {any} ends"),
        ("contains", "{title} x", {}, "nothing says where {title} ends"),
        ("line", "{any} {any} {name} {date}", {}, "open macros"),
        ("starts", "حقوق النشر محفوظة لموقعنا", {"edits": 1}, "edits"),
        ("line", "حقوق النشر محفوظة {date}", {"edits": 1}, "edits"),
        ("line", "حقوق النشر محفوظة لموقعنا", {"edits": 4}, "edits"),
        ("line", "قصير", {"edits": 1}, "too short"),
    ],
)
def test_phrases_that_cannot_be(form: str, phrase: str, options: dict[str, int], problem: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(problem)) as caught:
        compile_phrase(form, phrase, **options)
    assert caught.value.mend


@pytest.mark.parametrize("expression", ["(", "[a", "a{e<=x}", "(?P<1>a)", "*"])
def test_bad_expressions(expression: str) -> None:
    with pytest.raises(PhraseError, match="bad regular expression"):
        compile_phrase("regex", expression).check()


_PIECES = [
    *("a", "b", "1", " ", ".", "^", "$", "|", "(", ")", "(?:", "(?P<x>", "(?P=x)", "(?=", "(?!", "(?<=", "(?<!", "(?>"),
    *("[", "[^", "]", "-", "&&", "||", "--", "~~", ":", "*", "+", "?", "{2}", "{,3}", "{2,1}", "{", "}", "<", "=", "!"),
    *(
        "\\",
        "\\w",
        "\\b",
        "\\A",
        "\\Z",
        "\\1",
        "\\x41",
        "\\400",
        "\\N{DIGIT ONE}",
        "\\p{L}",
        "\\p{Arabic}",
        "\\p{Laic}",
    ),
    *("(?i)", "(?a)", "(?u)", "(?L)", "(?x)", "(?-i:", "(?i:", "(?(1)a|b)", "(?#c)", "#", "\n", "(?", "P"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=7).map("".join))
def test_what_is_sound_compiles(source: str) -> None:
    if is_sound(source):
        regex.compile(source, regex.VERSION0 | regex.IGNORECASE)


@pytest.mark.parametrize("source", ["(x", r"\p{Laic}", "(?a)(?u)", "a{e<=1}"])
def test_what_is_in_doubt_is_compiled(source: str) -> None:
    assert not is_sound(source)


def test_slow_expressions_count_as_no_match(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.matching.pattern.SEARCH_SECONDS", 0.01)
    scene = Scene(Document("a" * 3000))
    pattern = compile_phrase("regex", "(a|aa)+(b|c)$")
    assert scene.find(pattern, 0) is None
    assert scene.slow == {pattern.source}
    assert SEARCH_SECONDS <= 0.1


# ---------------------------------------------------------------- what must hold for any phrase


def is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def slack(text: str) -> bool:
    return not any(map(is_letter, text))


def apart(before: str, after: str) -> bool:
    """Whether two texts that touch are different words (of scripts that part words)."""
    word = "LNM"
    return not (
        before and after and unicodedata.category(before[-1])[0] in word and unicodedata.category(after[0])[0] in word
    )


def reference(form: str, phrase: str, text: str) -> bool:
    """What the four plain forms mean, by looking at every place of the folded text."""
    words, text = fold(phrase), fold(text)
    for start in range(len(text)):
        if not text.startswith(words, start):
            continue
        before, after = text[:start], text[start + len(words) :]
        at_start = slack(before) if form in ("line", "starts") else apart(before, words)
        at_end = slack(after) if form in ("line", "ends") else apart(words, after)
        if at_start and at_end:
            return True
    return False


SPACED = [word for word in WORDS if "CJK" not in unicodedata.name(word[0]) and "THAI" not in unicodedata.name(word[0])]


@given(st.sampled_from(["line", "starts", "ends", "contains"]), st.data())
def test_plain_phrases_mean_what_the_manual_says(form: str, data: st.DataObject) -> None:
    words = st.lists(
        st.sampled_from([*data.draw(st.lists(st.sampled_from(SPACED), min_size=1, max_size=3)), "-", "★"]),
        min_size=1,
        max_size=3,
    )
    phrase = data.draw(st.sampled_from([" ", "-", ""])).join(data.draw(words))
    assume(fold(phrase))
    text = (
        data.draw(st.sampled_from(["", "x", "و", "• ", "x "]))
        + data.draw(worn(Stock(WORDS, MARKS, ()), phrase))
        + data.draw(st.sampled_from(["", "ت", " x", "...", "★", "َ"]))
    )
    document = Document(text)
    assume(len(document) == 1)
    assert bool(Scene(document).find(compile_phrase(form, phrase), 0)) == reference(form, phrase, document.segment(0))


@given(st.sampled_from(["line", "starts", "ends", "contains"]), st.data())
def test_a_phrase_holds_however_it_is_printed(form: str, data: st.DataObject) -> None:
    phrase = " ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
    printed = data.draw(st.sampled_from(sorted(WEARS)).map(WEARS.__getitem__))(phrase)
    document = Document(printed)
    assume(len(document) == 1)
    found = Scene(document).find(compile_phrase(form, phrase), 0)
    assert found
    assert (found.start, found.end) == (document.starts[0], document.ends[0])


def promised(pattern: Pattern, segment: str) -> bool:
    """Whether the search would look at this segment for this pattern."""
    key = pack(segment)
    words = pattern.triggers or pattern.common
    return (
        (not words or any(word in b"\n" + key + b"\n" for word in words))
        and (not pattern.signs or Document(segment).may_hold(pattern.signs, 0, len(segment)))
        and re.search(rb"[0-9]{%d}" % pattern.digits, key) is not None
        and not (pattern.bare and key)
    )


@given(st.data(), st.booleans())
def test_expressions_hold_only_where_they_are_looked_for(data: st.DataObject, folded: bool) -> None:
    stock = data.draw(stocks())
    source = data.draw(expressions(stock))
    try:
        pattern = compile_phrase("regex", source, folded=folded)
        pattern.check()
    except PhraseError:
        assume(False)
    for segment in data.draw(st.lists(segments(stock), min_size=3, max_size=8)):
        document = Document(segment)
        for index in range(len(document)):
            text = document.folded(index) if folded else document.segment(index)
            if pattern.search(text):
                assert promised(pattern, document.segment(index))


# Expressions that Python's `re` reads too, so that texts can be made which they match.
PLAIN = st.recursive(
    st.sampled_from(
        ["a", "b", "ab", "abc", "شارك", "3", "-", " ", ".", r"\d", r"\w", "[ab]", "[0-9]", "[^a]", r"\b", "^", "$"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        inner.map(lambda one: f"(?:{one})?"),
        inner.map(lambda one: f"(?:{one}){{1,2}}"),
        inner.map(lambda one: f"({one})+?"),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
    ),
    max_leaves=8,
)


@given(PLAIN, st.data())
def test_required_literals_occur_in_every_match(source: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(source)))
    match = re.search(source, text)
    assert match
    literals = required_literals(source)
    assert not literals or any(literal in match[0] for literal in literals)
    assert not needs_digit(source) or re.search(r"\d", match[0])
    longest = longest_match(f"^(?:{source})$")
    assert longest is None or not re.fullmatch(source, text) or sum(map(is_letter, text)) <= longest
    begin, beginnings = re.match(source, text), required_beginnings(f"^(?:{source})")
    assert not beginnings or not begin or any(pack(begin[0]).startswith(pack(text)) for text in beginnings)


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        ("نشر في [0-9]+", {"نشر في "}),
        ("^(?:share|print) at", {"share", "print"}),
        ("^(?:share|print) this page", {" this page"}),
        ("(?:share|print)", {"share", "print"}),
        ("share(?: this)?", {"share"}),
        ("(?:share)?", set()),
        ("(?:share|)", set()),
        ("(?:share){0,2}", set()),
        ("(?!share)x", {"x"}),
        ("(?:share){e<=1}", set()),
        ("[[:alpha:]x]share", set()),
        (r"\p{L}+ share", {" share"}),
        (r"\X share", set()),
        ("(", set()),
        (".*", set()),
        ("--", set()),
    ],
)
def test_required_literals(source: str, literals: set[str]) -> None:
    assert required_literals(source) == literals


@pytest.mark.parametrize(
    ("source", "signs"),
    [
        ("a@b", "@"),
        ("[▶→] ?a", "▶→"),
        ("(?:a @|b #) - c", "-"),  # fewer are rarer
        ("(?:a @|b [#+])", "@#+"),
        ("(?:a @|b)", ""),
        ("[@ ]a", ""),
        ("(?:@)?a", ""),
    ],
)
def test_required_signs(source: str, signs: str) -> None:
    assert required_signs(source) == set(signs)


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        (r"\d+", True),
        ("[0-9]{1,2}/x", True),
        (r"\d*", False),
        (r"[\da]", False),
        ("[^0-9]", False),
        ("[0-٩]", False),
        ("(?:3|x)", False),
    ],
)
def test_needs_digit(source: str, needs: bool) -> None:
    assert needs_digit(source) == needs


def test_the_parser_of_python_is_where_it_was() -> None:
    assert parse_tree("ab") is not None
    assert regex.compile("x")
    assert PROSE


@pytest.mark.parametrize(
    ("source", "longest"),
    [
        (r"^[^\p{L}\p{N}]*(?:mail ?: ?)?[a-z]{1,20}@[a-z]{2,6}$", 30),
        (r"^[-_=*~]{8,}$", 0),
        (r"^(?:ab|cde)\.?.{0,5}$", 8),
        (r"^©.{2}$", 3),  # a letter or a sign, by ASCII alone
        (r"^[^\p{L}]{0,3}$", 3),
        (r"^[^\p{P}\d]{0,9}$", 9),
        (r"^\p{L}+$", None),
        (r"^[^\p{Arabic}\d]{1,9}$", 9),
        (r"^[^\p{Lu}\p{N}]{1,9}$", 9),
        (r"^[^\P{L}\d]{1,9}$", 9),
        (r"^(?=.{5})ab$", 2),
        (r"^(a)\1$", None),
        (r"ab$", None),
        ("^a|b$", None),
        ("^(?:ab){e<=1}$", None),
        ("^(ab$", None),
    ],
)
def test_the_longest_segment_that_an_expression_matches(source: str, longest: int | None) -> None:
    assert longest_match(source) == longest


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (
            r"^[^\p{L}\p{N}]*(?:share|tweet) (?:this )?on",
            {f"{a} {b}on" for a in ("share", "tweet") for b in ("this ", "")},
        ),
        (r"^(?:please )?(?:find|follow) us", {f"{a}{b} us" for a in ("please ", "") for b in ("find", "follow")}),
        (r"\A(?:a|bc)+x", {"a", "bc"}),  # what stands behind may be the same again
        (r"^a{2}b{2,}c", {"a"}),
        (r"^reads?", {"read", "reads"}),
        (r"^reads?[ :-]*this", {"readthis", "readsthis"}),
        (r"^(?:a?)x", {"ax", "x"}),
        (r"^(a?)x", {"ax", "x"}),
        (r"^(a?)(?:b|.)", set()),  # may begin with anything
        (r"^a?[0-9]", set()),
        (
            r"^(?:newsletter|news) (?:for|from) (?:you|us)",
            {"newsletter f", "news for you", "news for us", "news from "},
        ),
        (r"^a(?:x|(?i:b))c", {"axc", "a"}),
        (r"^a(?=b)c", {"ac"}),
        (r"^" + "(?:a|b)" * 12, {"".join(two) for two in itertools.product("ab", repeat=6)}),
        (r"^\d+ of", set()),
        (r"share", set()),
        (r"^share|tweet", set()),
    ],
)
def test_beginnings(expression, expected):
    assert required_beginnings(expression) == expected
