"""Pages as Markdown: links and tables, read back by a CommonMark parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pages import PROSE, page, paragraphs

from cleaner import Cleaner, to_markdown
from cleaner.model import Article, Line, Link, Metadata

BASE = "https://example.com/news/1.html"
CLEANER = Cleaner()


def body(fragment: str, *, url: str | None = BASE, links: bool = True, tables: bool = True) -> str:
    article = CLEANER.clean(f"<p>{PROSE[0]}</p>{fragment}<p>{PROSE[1]}</p>", kind="html", url=url, publisher="none")
    printed = to_markdown(article, links=links, tables=tables).partition("\n---\n\n")[2]
    before, after = f"{PROSE[0]}\n\n", f"\n\n{PROSE[1]}\n"
    assert printed.startswith(before)
    assert printed.endswith(after)
    return printed[len(before) : -len(after)]


def in_markdown(article: Article) -> list[tuple[str, str]]:
    """The links that a parser finds: text and address."""
    tokens = MarkdownIt().parse(to_markdown(article, links=True).partition("\n---\n\n")[2])
    found: list[tuple[str, str]] = []
    for inline in (child for token in tokens for child in token.children or ()):
        if inline.type == "link_open":
            found.append(("", str(inline.attrs["href"])))
        elif found and inline.type in ("text", "text_special"):
            found[-1] = found[-1][0] + inline.content, found[-1][1]
        elif inline.type == "link_close":
            found.append(("", ""))
    return [entry for entry in found if entry[1]]


# Links


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ('<p>Read <a href="https://example.org/a">the plan</a>.</p>', "Read [the plan](https://example.org/a)."),
        ('<p>See <a href="../b?c=1&amp;d=2#e">b</a></p>', "See [b](https://example.com/b?c=1&d=2#e)"),
        ('<p><a href="//cdn.example.org/x">all of it</a></p>', "[all of it](https://cdn.example.org/x)"),
        ('<h2><a href="/q">The quay</a></h2>', "## [The quay](https://example.com/q)"),
        ('<ul><li>to <a href="/1">one</a></li><li><a href="/2">two</a></li></ul>',
         "- to [one](https://example.com/1)\n- [two](https://example.com/2)"),
        ('<blockquote>"<a href="/q">Never</a>"</blockquote>', '> "[Never](https://example.com/q)"'),
        # white space goes outside, or is folded
        ('<p>to<a href="/1"> \n the \t quay </a>now</p>', "to [the quay](https://example.com/1) now"),
        ('<p>a <a href="/1">b</a><a href="/2">c</a>d</p>', "a [b](https://example.com/1)[c](https://example.com/2)d"),
        # emphasis within, links within links, a link around blocks
        ('<p>a <a href="/1">very <b>o<i>l</i>d</b> quay</a></p>', "a [very old quay](https://example.com/1)"),
        ('<p><b>x <a href="/1">y</a></b> z</p>', "x [y](https://example.com/1) z"),
        ('<a href="/1"><p>One.</p><p>Two.</p></a>', "[One.](https://example.com/1)\n\n[Two.](https://example.com/1)"),
        # no text, or nowhere to go
        ('<p>a <a href="/1"><img src="x.png" alt="b"></a> c</p>', "a c"),
        ('<p>a <a href="">b</a> <a>c</a> <a href="#">d</a> <a href=" ">e</a></p>', "a b c d e"),
        ('<p>a <a href="javascript:void(0)">b</a> <a href="mailto:c@d.e">c</a> <a href=" JAVA\nSCRIPT:x">d</a></p>', "a b c d"),
        ('<p>a <a href="http://[bad/">b</a> <a href="data:text/html,x">c</a></p>', "a b c"),
        # what would break a link
        (r'<p>a <a href="/1">[b] c\d `e`</a></p>', r"a [\[b\] c\\d \`e\`](https://example.com/1)"),
        ('<p>a <a href="/b_(c)?d=&lt;e>|f\\g">h</a></p>', "a [h](https://example.com/b_%28c%29?d=%3Ce%3E%7Cf%5Cg)"),
        ('<p>a <a href=" /b c\n/d ">e</a></p>', "a [e](https://example.com/b%20c/d)"),
        ('<p>Stop!<a href="/1">b</a></p>', r"Stop\![b](https://example.com/1)"),
        ('<p><a href="/1"># b</a></p>', "[# b](https://example.com/1)"),
        ('<p>قال <a href="/خبر">الوزير (أمس)</a> إنه</p>', "قال [الوزير (أمس)](https://example.com/خبر) إنه"),
    ],
)  # fmt: skip
def test_links(markup: str, wanted: str) -> None:
    assert body(markup) == wanted


def test_without_links_the_text_is_as_plain_as_ever() -> None:
    assert body('<p>a <a href="/1">[b]</a></p>', links=False) == "a [b]"


def test_a_page_says_where_its_addresses_begin() -> None:
    fragment = '<p>a <a href="b">b</a></p>'
    assert body(fragment, url=None) == "a b"
    assert body(f'<base href="https://example.org/c/">{fragment}', url=None) == "a [b](https://example.org/c/b)"
    assert body(f'<base href="/c/">{fragment}') == "a [b](https://example.com/c/b)"
    head = '<link rel="canonical" href="https://example.net/d/e">'
    story = page(f"<article>{paragraphs()}<p>{PROSE[0]} <a href='b'>There is more.</a></p></article>", head)
    assert "[There is more.](https://example.net/d/b)" in to_markdown(CLEANER.clean(story), links=True)


def test_links_move_with_what_is_removed(tmp_path: Path) -> None:
    (tmp_path / "publishers").mkdir()
    (tmp_path / "publishers" / "own.yaml").write_text(
        "id: own\nname: Own\nlanguage: en\ndomains: [example.com]\nrules:\n"
        + "".join(
            f"  - {{id: r{number}, kind: share, {phrase}, examples: {{remove: ['{example}'], keep: ['No.']}}}}\n"
            for number, (phrase, example) in enumerate(
                (
                    ("starts: 'Share this now:'", "Share this now: a"),
                    ("ends: 'Read also: the crane'", "a Read also: the crane"),
                    ("contains: '(print me)'", "a (print me) b"),
                    ("line: 'Tell everyone'", "Tell everyone"),
                )
            )
        ),
        encoding="utf-8",
    )
    fragment = (
        '<p>Share <a href="/s">this now:</a> The \u200b <a href="/q">old \u200b \u200b quay</a> is, says '
        '<a href="/m">the mayor (print me) of it</a>, <a href="/c">closed</a>. Read also: <a href="/x">the crane</a></p>'
        '<p><a href="/t">Tell everyone</a></p>'
    )
    article = Cleaner(tmp_path).clean(f"<p>{PROSE[0]}</p>{fragment}<p>{PROSE[1]}</p>", kind="html", url=BASE)
    assert [removal.kind for removal in article.removed] == ["share"] * 4
    text = article.text.split("\n")[1]
    assert [(text[link.start : link.end], link.url) for link in article.lines[1].links] == [
        ("old quay", "/q"),
        ("the mayor of it", "/m"),
        ("closed", "/c"),
    ]
    assert len(article.lines) == 3
    assert "Tell everyone" not in to_markdown(article, links=True)


@pytest.mark.parametrize("blank", ["\u200b", "&#8203;", "a \u200b \u200b b", "\x01 \x02", "<br>\u2060<br>"])
def test_lines_that_show_nothing_are_no_lines(blank: str) -> None:
    article = CLEANER.clean(f"<p>{PROSE[0]}</p><p>{blank}</p><p>{PROSE[1]}</p>", kind="html")
    printed = to_markdown(article, links=True)
    assert article.status != "error"
    assert PROSE[0] in printed
    assert PROSE[1] in printed


PIECES = [
    "a",
    "بحر",
    "[",
    "]",
    "(x)",
    "*",
    "!",
    " ",
    "  ",
    "\n",
    "\u200b ",
    "&nbsp;",
    "&lt;b>",
    "|",
    "\\",
    "<b>",
    "</b>",
]
PIECES += ["<p>", "</p>", "<br>", "<a href=/1>", "<a href='/2(x) y?a&copy;=b'>", "<a href=''>", "</a>", "<td>", "<li>"]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_links_are_what_is_said_in_the_text(fragment: str) -> None:
    article = CLEANER.clean(f"<div>{fragment}</div><p>{PROSE[0]}</p>", kind="html", url=BASE, publisher="none")
    lines = [line for line in article.text.split("\n") if line]
    assert len(lines) == len(article.lines), article.warnings
    for text, line in zip(lines, article.lines, strict=True):
        places = [place for link in line.links for place in (link.start, link.end)]
        assert places == sorted(places)
        assert all(text[link.start : link.end].strip() == text[link.start : link.end] != "" for link in line.links)
    bare = Article(**{name: getattr(article, name) for name in article.__slots__} | {"lines": [
        line._replace(links=()) for line in article.lines
    ]})  # fmt: skip
    assert to_markdown(article) == to_markdown(bare, links=True)


@given(
    st.text(alphabet="ab []()*\\!|&;copy`<>", min_size=1, max_size=12),
    st.text(alphabet="ab/()[]\\?&;copy <>", max_size=9),
)
def test_a_parser_reads_the_links_that_were_written(text: str, path: str) -> None:
    text = " ".join(text.split()) or "x"
    line = Line("p", (Link(2, 2 + len(text), f"https://example.com/{path.replace(' ', '%20')}"),))
    article = Article(None, f"x {text} y.", Metadata(), None, "dom", "ok", [], [], "", (line,))
    (found,) = in_markdown(article)
    assert found[1].lower().startswith("https://example.com/")


# Tables

PRICES = (
    "<table><tr><th>Port<th>Fee</tr><tr><td>North<td>3 | 4</tr><tr><td><a href='/s'>South</a><td>5<br>6</tr></table>"
)


def test_tables() -> None:
    wanted = "| Port | Fee |\n| --- | --- |\n| North | 3 \\| 4 |\n| [South](https://example.com/s) | 5<br>6 |"
    assert body(PRICES) == wanted
    assert body(PRICES, links=False) == wanted.replace("[South](https://example.com/s)", "South")
    assert body(PRICES, tables=False, links=False) == "\n".join(
        f"| {cell}" for cell in ("Port", "Fee", "North", "3 | 4", "South", "5", "6")
    )


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("<tr><td>a<td>b</tr><tr><td>c<td>d</tr>", "| a | b |\n| --- | --- |\n| c | d |"),
        # ragged, empty, spanned
        ("<tr><td>a<td>b</tr><tr><td>c</tr><tr><td><td>d</tr>", "| a | b |\n| --- | --- |\n| c |  |\n|  | d |"),
        ("<tr><td>a<td>b</tr><tr><td>c<td>d<td>e</tr><tr><td><td>f</tr>",
         "| a | b |  |\n| --- | --- | --- |\n| c | d | e |\n|  | f |  |"),
        ("<tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<td>d</tr>", "| a | b |  |\n| --- | --- | --- |\n|  | c | d |"),
        ("<thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody>", "| a | b |\n| --- | --- |\n| c | d |"),
        (f"<tr><th>a<th>b</tr><tr><td>{PROSE[2]} {PROSE[3]}<td>d</tr>",
         f"| a | b |\n| --- | --- |\n| {PROSE[2]} {PROSE[3]} | d |"),
        ("<tr><td>a\\|b<td>\\</tr><tr><td>c<td>d</tr>", "| a\\|b | \\ |\n| --- | --- |\n| c | d |"),
        # laid out
        (f"<tr><td>a<td>b</tr><tr><td>{PROSE[2]} {PROSE[3]}<td>d</tr>", None),
        ("<tr><td>a<td>b</tr>", None),
        ("<tr><td>a</tr><tr><td>b</tr>", None),
        ("<tr><td>a<td>b</tr><tr><td><ul><li>c</ul><td>d</tr>", None),
        ("<tr><td>a<td>b</tr>" + "<tr>" + "<td colspan=90>c" * 3 + "</tr>" + "<tr><td>e<td>f</tr>", None),
        ("<tr><td>a<td colspan=x rowspan=-1>b</tr><tr><td rowspan=0>c<td>d</tr>", "| a | b |\n| --- | --- |\n| c | d |"),
    ],
)  # fmt: skip
def test_which_tables_are_tables(rows: str, wanted: str | None) -> None:
    printed = body(f"<table>{rows}</table>")
    assert printed == wanted if wanted else "---" not in printed


def test_a_table_around_a_table_lays_it_out() -> None:
    printed = body(f"<table><tr><td>x<td>{PRICES}</tr><tr><td>y<td>z</tr></table>", links=False)
    assert "| x\n\n| Port | Fee |\n| --- | --- |\n" in printed
    assert printed.endswith("| 5<br>6 |\n\n| y\n| z")
    assert "---" not in body("<table role=presentation><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>")


def test_tables_of_any_size_are_read_in_time() -> None:
    wide = "<table>" + ("<tr>" + "<td rowspan=999>a" * 99 + "</tr>") + "<tr><td>b</tr>" * 3000 + "</table>"
    assert CLEANER.clean(f"<p>{PROSE[0]}</p>{wide}", kind="html").status != "error"


# From Python and from the command


def test_texts_have_neither() -> None:
    article = CLEANER.clean('See [a](b) and <a href="https://example.com">c</a>.\n\nx | y', publisher="none")
    assert article.lines == ()
    assert to_markdown(article, links=True, tables=True) == to_markdown(article)
    listed = CLEANER.clean(f"{PROSE[0]}\n\n- one\n- two\n\n{PROSE[1]}", publisher="none")
    assert to_markdown(listed).endswith(f"{PROSE[0]}\n\n- one\n\n- two\n\n{PROSE[1]}\n")


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<div>{paragraphs()}<p>See <a href='/b'>this</a>.</p>{PRICES}</div>", encoding="utf-8")
    given = ("clean", str(path), "--url", BASE, "-f", "md")
    plain = run(*given).stdout
    assert "See this." in plain
    assert "](" not in plain
    assert "[this](https://example.com/b)" in run(*given, "--links").stdout
    assert "| --- | --- |" in run(*given, "--tables").stdout
    assert run("clean", str(path), "--links").exit_code == 2
