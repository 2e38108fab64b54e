import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.page.jsonld import read_json_ld

ARTICLE = {"@type": "NewsArticle", "headline": "Harbour bridge reopens", "datePublished": "2019-11-18"}
PLAIN = json.dumps(ARTICLE)


@pytest.mark.parametrize(
    "block",
    [
        PLAIN,
        f"\n  {PLAIN};\n",
        f"\ufeff{PLAIN}",
        f"<!-- {PLAIN} -->",
        f"<!--//--><![CDATA[\n{PLAIN}\n//]]>",
        f"//<![CDATA[\n{PLAIN}\n//]]>",
        f"/*<![CDATA[*/{PLAIN}/*]]>*/",
        f"<![CDATA[{PLAIN}]]>",
        PLAIN.replace('"', "&quot;"),
        PLAIN.replace('"', "&#34;"),
        PLAIN[:-1] + ",}",
        PLAIN[:-1] + ' , "image": , }',
        PLAIN[:-1] + ', "image": }',
        PLAIN.replace(", ", ",, "),
        PLAIN.replace(", ", " "),
        PLAIN.replace(", ", ", // the headline\n"),
        PLAIN.replace(", ", ', /* "so": 1 */ '),
        PLAIN[:-1] + r', "description": "It\'s open"}',
        PLAIN[:-1] + r', "path": "C:\Users"}',
        PLAIN[:-1] + ', "description": "a line\nand\tanother"}',
        PLAIN[:-1] + ', "description": "They call it "the arch", he said"}',
        PLAIN[:-1] + ', "description": "They call it "the arch""}',
        PLAIN[:-1] + ', "description": "Read // this /* too */, and <!-- that"}',
    ],
)
def test_what_is_broken_is_mended(block: str) -> None:
    (found,) = read_json_ld(block)
    assert {name: found[name] for name in ARTICLE} == ARTICLE


@pytest.mark.parametrize(
    ("block", "texts"),
    [
        (r'{"a": "It\'s", "b": 1,}', {"a": "It's", "b": 1}),
        ('{"a": "He said "no" to it", "b": 1}', {"a": 'He said "no" to it', "b": 1}),
        ('{"a": "x" "b": "y"}', {"a": "x", "b": "y"}),
        ('{"a": "1,, 2 :}", "b": ,}', {"a": "1,, 2 :}", "b": None}),
        (r'{"a": "tab \t and \u00e9",}', {"a": "tab \t and é"}),
    ],
)
def test_strings_keep_what_they_say(block: str, texts: dict[str, Any]) -> None:
    assert read_json_ld(block) == [texts]


@pytest.mark.parametrize("rest", ["}", "</article>", "window.x = {", '{"a": "never closed'])
def test_what_follows_and_cannot_be_read_is_left(rest: str) -> None:
    assert read_json_ld(PLAIN + rest) == [ARTICLE]


@pytest.mark.parametrize("between", ["", "\n", ",", ";\n"])
def test_several_objects_in_a_row(between: str) -> None:
    assert read_json_ld(PLAIN + between + PLAIN) == [ARTICLE, ARTICLE]
    assert read_json_ld(f"{PLAIN}{between}{PLAIN[:-1]},}}") == [ARTICLE, ARTICLE]


@pytest.mark.parametrize(
    "block",
    [
        *("", "  ", "window.x = 1", '{"a": "never closed', '{"a" "b" : : ::', '{"a": "' + '" ' * 50_000),
        *(part * 100_000 for part in ("[", '{"a":', '"', "1", "/*", "{ ")),
        "x" * 3_000_000,
    ],
)
def test_what_cannot_be_read_gives_nothing_and_no_error(block: str) -> None:
    assert not any(isinstance(value, dict) for value in read_json_ld(block))


@given(st.text(alphabet='{}[]":,\\/*<!->&;abu0123 \n', max_size=200))
def test_never_raises(block: str) -> None:
    assert isinstance(read_json_ld(block), list)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=30)
@given(st.dictionaries(st.text(), json_values))
def test_whole_json_is_read_as_it_is(value: dict[str, Any]) -> None:
    assert read_json_ld(json.dumps(value)) == [value]
