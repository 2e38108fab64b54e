"""The invariants of docs/architecture.md, each over random texts, random rules and mangled articles."""

import functools
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import MARKS, PROSE, SEPARATORS, WORDS, Case, cases, compile_rules
from templates import articles

from cleaner import Article, Cleaner
from cleaner.apply import MOST_REMOVED
from cleaner.document import Document
from cleaner.pipeline import Trace
from cleaner.rule import KINDS
from cleaner.text import fold

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]
CLEANER = Cleaner()
EXAMPLES = settings.default.max_examples
STATUSES = {"ok", "unchanged", "rolled_back", "empty", "error"}
TAGS = ("<b>", "</b>", "<br>", "<br />", "<a href='x y'>", "<a\nid=1   class=2>", "</a>", "&nbsp;", "&shy;", "<", "`")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1256", "iso8859-6", "gb18030", "cp1252")

# ---------------------------------------------------------------- texts


def _sprinkle(text: str, marks: Sequence[str], dice: random.Random) -> str:
    return "".join(char + (dice.choice(marks) if dice.random() < 0.02 else "") for char in text)


def _lines(text: str, change: Callable[[list[str]], list[str]]) -> str:
    return "\n".join(change(text.split("\n")))


MANGLES: dict[str, Callable[[str, random.Random], str]] = {
    "cut": lambda text, dice: text[dice.randrange(len(text) + 1) :][: dice.randrange(len(text) + 1)],
    "fewer lines": lambda text, dice: _lines(text, lambda lines: [line for line in lines if dice.random() < 0.7]),
    "doubled lines": lambda text, dice: _lines(
        text, lambda lines: [line for line in lines for _ in range(dice.choice((1, 1, 2)))]
    ),
    "shuffled": lambda text, dice: _lines(text, lambda lines: dice.sample(lines, len(lines))),
    "one line": lambda text, dice: text.replace(
        "\n", dice.choice([" ", "   ", "\t", "\u2028", "\r\n", "\r", " \u200f  "])
    ),
    "direction marks": lambda text, dice: _sprinkle(text, "\u200f\u200e\u202b\u202c\u2067\u2069\u200b", dice),
    "controls": lambda text, dice: _sprinkle(text, "\0\x07\x1b\x85\ufeff", dice),
    "blanks": lambda text, dice: _sprinkle(text, " \u00a0\t\n", dice),
    "decomposed": lambda text, dice: unicodedata.normalize("NFD", text),
    "compatible": lambda text, dice: unicodedata.normalize("NFKC", text),
    "symbols": lambda text, dice: _sprinkle(text, "★•…»«ـ¨™", dice),
    "tags": lambda text, dice: _sprinkle(text, TAGS, dice),
    "nothing": lambda text, dice: text,
}


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A seed or a made-up article, spoilt in one or two ways."""
    text = draw(st.one_of(st.sampled_from(SEEDS), articles().map(lambda pair: pair[1].raw)))
    for mangle in draw(st.lists(st.sampled_from(sorted(MANGLES)), max_size=2)):
        text = MANGLES[mangle](text, random.Random(draw(st.integers(0, 999))))
    return text


def chance_texts() -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*WORDS, *MARKS, *SEPARATORS, *PROSE, " ", "\n", "1/2\n2/2\n", "شارك\n"])
    return st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=12).map("".join)


def any_text() -> st.SearchStrategy[str]:
    return st.one_of(mangled(), chance_texts())


@functools.cache
def is_blank(char: str) -> bool:
    """White space, or what folding does not see: marks of direction, tatweel."""
    return not fold(f"x{char}x").strip("x ")


def visible(text: str) -> str:
    return "".join(char for char in text if not is_blank(char))


# ---------------------------------------------------------------- what holds for every article


def assert_sound(text: str, trace: Trace) -> None:
    """The invariants that one result shows by itself."""
    article = trace.article
    assert article.status in STATUSES - {"error"}, article.warnings
    place, rest = 0, []
    for removal in article.removed:
        assert place <= removal.start < removal.end <= len(text)
        assert removal.kind in KINDS
        rest.append(text[place : removal.start])
        place = removal.end
    rest.append(text[place:])
    assert visible("".join(rest)) == visible(article.text)

    document = Document(text)
    total = sum(document.ends) - sum(document.starts)
    gone = sum(removal.end - removal.start for removal in article.removed)
    assert gone <= total * MOST_REMOVED["all"]
    if any(char.isalnum() for char in text if not is_blank(char)):
        assert any(char.isalnum() for char in article.text)
    assert (article.status == "empty") == (not len(document))
    assert (article.status == "ok") == bool(article.removed)
    assert (article.status == "rolled_back") == any(w.startswith("nothing was removed") for w in article.warnings)

    for match in trace.matches:
        assert document.starts[match.segment] <= match.start < match.end <= document.ends[match.segment]
        assert match.whole == (
            match.start == document.starts[match.segment] and match.end == document.ends[match.segment]
        )
    json.dumps(article.as_dict())


@given(any_text())
def test_shipped_rules_on_any_text(text: str) -> None:
    trace = CLEANER.trace(text, kind="text")
    assert_sound(text, trace)
    for value in (trace.article.metadata.title, *trace.article.metadata.captions):
        assert value is None or visible(value) in visible(trace.document.printed(0, len(text)))


def write_rules(folder: Path, case: Case) -> None:
    """The case's good rules, the first half as a pack for all texts, the rest as a publisher's."""
    good = [rule for rule in case.plain if compile_rules([rule])]
    for name, group, rules in (
        ("universal", "packs", good[: len(good) // 2]),
        ("own", "publishers", good[len(good) // 2 :]),
    ):
        full = [
            {"id": f"r{number}", "examples": {"remove": ["a"], "keep": ["b"]}, **rule}
            for number, rule in enumerate(rules)
        ]
        file = {"id": name, "name": name, "rules": full}
        (folder / group).mkdir()
        # In rule files `from_` is `from`.
        text = json.dumps(file, ensure_ascii=False).replace('"from_"', '"from"')
        (folder / group / f"{name}.yaml").write_text(text, encoding="utf-8")


@settings(max_examples=EXAMPLES // 2)
@given(cases(), st.lists(st.sampled_from(sorted(KINDS)), max_size=2))
def test_any_rules_on_any_text(case: Case, keep: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        write_rules(Path(folder), case)
        patch.setattr("cleaner.rulefiles.rulebase.SHIPPED", Path(folder))
        cleaner = Cleaner(keep=keep)
    for publisher in ("own", "none"):
        trace = cleaner.trace(case.text, publisher=publisher, kind="text")
        assert_sound(case.text, trace)
        assert not {removal.kind for removal in trace.article.removed} & set(keep)


@pytest.mark.parametrize("kind", ["share", "title", "counter"])
def test_kinds_can_be_kept(kind: str) -> None:
    cleaner = Cleaner(keep=[kind])
    for text in corpus():
        removed = cleaner.clean(text, kind="text").removed
        assert kind not in {removal.kind for removal in removed}


# ---------------------------------------------------------------- no input raises


@st.composite
def any_bytes(draw: st.DrawFn) -> bytes:
    """A text in some encoding, cut and spoilt, or no text at all."""
    text = draw(st.one_of(any_text(), junk_pages()))
    data = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    if draw(st.booleans()):
        start = draw(st.integers(0, len(data)))
        data = data[start : start + draw(st.integers(0, len(data)))]
    if draw(st.booleans()):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.binary(max_size=20)) + data[place:]
    return draw(st.sampled_from([data, data, data, draw(st.binary())]))


def junk_pages() -> st.SearchStrategy[str]:
    """Pieces of pages in any order, with what parsers stumble on."""
    tags = [
        "<html>",
        "<head>",
        "<body>",
        "<p>",
        "</p>",
        "<div class=x>",
        "</div>",
        "<br",
        "<script>",
        "</script",
        "<table><tr><td>",
        "<svg>",
    ]
    traps = [
        "<!--",
        "-->",
        "<![CDATA[",
        "<?xml version='1.0' encoding='utf-32'?>",
        "<!DOCTYPE",
        "&#0;",
        "&#x110000;",
        "&nbsp",
        "<a href='",
    ]
    heads = [
        "<meta charset=cp1256>",
        "<title>",
        '<script type="application/ld+json">{"@type": [',
        '<meta property="og:title" content="',
    ]
    pieces = st.sampled_from([*tags, *traps, *heads, *PROSE, *MARKS, "\0", "\ufffe", ">", "<", '"'])
    return st.lists(pieces, max_size=25).map("".join)


@given(any_bytes(), st.sampled_from(["auto", "text"]), st.one_of(st.none(), st.text(max_size=20)))
def test_no_bytes_raise(data: bytes, kind: Any, url: str | None) -> None:
    article = CLEANER.clean(data, kind=kind, url=url, id="7")
    assert article.id == "7"
    assert article.status in STATUSES
    json.dumps(article.as_dict(), ensure_ascii=False).encode()


@settings(max_examples=EXAMPLES // 3)
@given(st.one_of(any_bytes(), junk_pages()), st.booleans())
def test_no_page_raises(page: bytes | str, fallback: bool) -> None:
    cleaner = FALLBACK[fallback]
    article = cleaner.clean(page, kind="html", url="https://example.com/a")
    assert article.status in STATUSES
    json.dumps(article.as_dict(), ensure_ascii=False).encode()


FALLBACK = {True: CLEANER, False: Cleaner(fallback=False)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        b"",
        "\0",
        "\ud800",
        "\ud800 \udfff\n" * 3 + PROSE[0],
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        "\u200f" * 10_000,
        " \0" * 10_000,
        "<" * 10_000,
        "<p>" * 2_000,
        "a" * 100_000,
        "a\n" * 20_000,
        "1/2\n" * 5_000,
        "ـ" * 10_000,
        "ﷺ" * 10_000,
        "\u0301" * 10_000,
        "شارك " * 10_000,
        ("شارك\n" * 10 + PROSE[0] + "\n") * 100,
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", ["auto", "text"])
def test_odd_inputs(text: str | bytes, kind: Any) -> None:
    article = CLEANER.clean(text, kind=kind)
    assert article.status != "error"
    if isinstance(text, str) and kind == "text":
        assert_sound(text, CLEANER.trace(text, kind="text"))


# ---------------------------------------------------------------- same input, same output


def corpus() -> list[str]:
    """The seeds, whole and mangled in every way."""
    dice = random.Random(7)
    return SEEDS + [mangle(text, dice) for text in SEEDS for mangle in MANGLES.values()]


def records(cleaner: Cleaner, texts: list[str]) -> list[dict[str, Any]]:
    return [cleaner.clean(text).as_dict() for text in texts]


def test_a_fresh_cleaner_and_another_order_say_the_same() -> None:
    texts = corpus()
    first = records(CLEANER, texts)
    assert records(Cleaner(), texts[::-1])[::-1] == first
    assert records(CLEANER, texts) == first


def test_a_pickled_cleaner_says_the_same() -> None:
    texts = corpus()
    keep = Cleaner(keep=["share"], fallback=False)
    for cleaner in (CLEANER, keep):
        again = pickle.loads(pickle.dumps(cleaner))
        assert (again.keep, again.fallback) == (cleaner.keep, cleaner.fallback)
        assert records(again, texts) == records(cleaner, texts)


def test_a_pickle_is_the_same_in_every_process_until_rules_change(tmp_path: Path) -> None:
    """What others cache by: Hugging Face's datasets hash the pickle of what they map with."""
    script = "import pickle, sys; from cleaner import Cleaner; "
    script += "sys.stdout.buffer.write(pickle.dumps(Cleaner(sys.argv[1], keep=['share', 'date', 'print'])))"
    rule = tmp_path / "publishers" / "own.yaml"
    rule.parent.mkdir()

    def pickled(seed: str, name: str) -> bytes:
        rule.write_text(f"id: own\nname: {name}\n")
        env = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run([sys.executable, "-c", script, tmp_path], env=env, capture_output=True, check=True).stdout

    once = pickled("0", "Old Name")
    assert pickled("12345", "Old Name") == once != pickled("0", "New Name")


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_another_process_says_the_same(seed: str) -> None:
    script = "import json, sys; from cleaner import clean; json.dump([clean(t).as_dict() for t in json.load(sys.stdin)], sys.stdout)"
    texts = corpus()
    run = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(texts),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == records(CLEANER, texts)


def test_threads_share_a_cleaner() -> None:
    texts = corpus()
    shared = Cleaner()  # all it makes when first asked is made by several threads at once
    with ThreadPoolExecutor(8) as pool:
        found: list[Article] = list(pool.map(shared.clean, texts * 3))
    assert [article.as_dict() for article in found] == records(CLEANER, texts) * 3
