"""Pages to text: what is chosen of a page, by whom, and what the text keeps of its structure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import PROSE, TEASERS, page, paragraphs

from cleaner import Cleaner
from cleaner.page.blocks import read_blocks
from cleaner.page.html import Page, read_html
from cleaner.page.kind import is_fragment, looks_like_html, unescaped
from cleaner.page.select import select
from cleaner.page.tree import parse_page
from cleaner.render import render
from cleaner.rule import Layouts
from cleaner.rulefiles.load import load_file

CLEANER = Cleaner()
ARTICLE = f"<article><h1>Harbour opens again</h1>{paragraphs()}</article>"


def blocks_of(markup: str) -> list[tuple[str, str]]:
    tree, _ = parse_page(markup)
    assert tree is not None
    return [(block.role, block.text) for block in read_blocks(tree)]


def rules(folder: Path, html: str, extends: str = "") -> Path:
    """The rule file of a publisher at harbour.example."""
    (folder / "publishers").mkdir()
    path = folder / "publishers" / "harbour.yaml"
    path.write_text(f"id: harbour\nname: Harbour News\ndomains: [harbour.example]\n{extends}{html}", encoding="utf-8")
    return path


def read_with(folder: Path, html: str, markup: str) -> Page:
    """A page as the publisher's layouts have it read."""
    file, _, errors = load_file(rules(folder, html))
    assert file is not None, errors
    assert not errors
    return read_html(markup, layouts=lambda _: Layouts(file.layouts))


def test_the_article_of_an_unknown_page() -> None:
    article = CLEANER.clean(page(ARTICLE))
    assert article.text.split("\n") == list(PROSE)
    assert article.method == "trafilatura"
    assert article.metadata.title == "Harbour opens again"


def test_all_of_a_page_is_in_its_text_or_told_to_be_left_out() -> None:
    picture = "<figure><img src='a.jpg'><figcaption>The harbour seen from the old mill</figcaption></figure>"
    source = page(f"<article><h1>Harbour opens again</h1>{picture}{paragraphs()}{paragraphs(PROSE[0])}</article>")
    found = read_html(source)
    lines = found.text.split("\n")
    told: list[str] = []
    for one in found.left_out:
        told += lines[len([text for text in told if text in lines]) : one.line]
        told.append(one.text)
    assert [*told, *lines[found.left_out[-1].line :]] == [text for _, text in blocks_of(source)]
    assert all(0 <= one.noise <= 1 for one in found.left_out)
    assert {*TEASERS, "Harbour opens again", PROSE[0]} <= {one.text for one in found.left_out}


PICTURE = "The harbour seen from the old mill on Monday"


@pytest.mark.parametrize(
    "markup",
    [
        f"<figure><img src='a.jpg'><figcaption>{PICTURE}</figcaption></figure>",
        f"<div class='wp-caption'><img src='a.jpg'><p class='wp-caption-text'>{PICTURE}</p></div>",
        f"<div><img src='a.jpg'><div class='image-caption'><span>{PICTURE}</span></div></div>",
    ],
)
@pytest.mark.parametrize("above", [0, 2])
def test_captions_leave_the_text_with_a_receipt(markup: str, above: int) -> None:
    body = paragraphs(*PROSE[:above]) * bool(above) + markup + paragraphs(*PROSE[above:])
    source = page(f"<article><h1>Harbour opens again</h1>{body}</article>")
    article = CLEANER.clean(source)
    assert article.text.split("\n") == list(PROSE)
    assert article.metadata.captions == [PICTURE]
    assert [(r.kind, r.rule) for r in article.removed] == [("caption", "cleaner.caption")]
    kept = Cleaner(keep={"caption"}).clean(source)
    assert kept.text.split("\n") == [*PROSE[:above], PICTURE, *PROSE[above:]]
    assert PICTURE in render(kept, "md")


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='a.jpg'><figcaption>Zoom</figcaption></figure>",
        f"<aside><figure><img src='a.jpg'><figcaption>{PICTURE}</figcaption></figure></aside>",
        f"<div class='related-stories'><figure><figcaption>{PICTURE}</figcaption></figure></div>",
        f"<figure><figcaption><a href='/other'>{PICTURE}</a></figcaption></figure>",
        f"<div class='closed-caption'>{PICTURE}</div>",
    ],
)
def test_what_is_no_caption_of_the_article(markup: str) -> None:
    body = paragraphs(*PROSE[:2]) + markup + paragraphs(*PROSE[2:])
    article = CLEANER.clean(page(f"<article><h1>Harbour opens again</h1>{body}</article>"))
    assert article.metadata.captions == []
    assert not article.removed


def test_a_body_in_several_containers_is_taken_whole() -> None:
    parts = "".join(f'<div class="story-part"><p>{text}</p></div><div class="ad">Buy a boat</div>' for text in PROSE)
    text = CLEANER.clean(page(f"<main>{parts}</main>")).text
    assert all(line in text for line in PROSE)
    assert not any(line in text for line in TEASERS)


@pytest.mark.parametrize("layout", ["", " role='presentation'"])
def test_a_table_of_data_between_paragraphs_is_part_of_the_article(layout: str) -> None:
    cells = ("Pier", "Cost", "North", "10", "South", "6")
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in zip(cells[::2], cells[1::2], strict=True))
    table = f"<table{layout}>{rows}</table>"
    before, after = paragraphs(*PROSE[:2]), paragraphs(*PROSE[2:])
    lines = CLEANER.clean(page(f"<article>{before}{table}{after}</article>")).text.split("\n")
    assert lines == [*PROSE[:2], *(() if layout else cells), *PROSE[2:]]
    assert "Pier" not in CLEANER.clean(page(f"<article>{before}{after}</article>{table}")).text


def test_without_fallback_all_text_is_used() -> None:
    article = Cleaner(fallback=False).clean(page(ARTICLE))
    assert article.method == "generic"
    assert all(line in article.text for line in (*PROSE, *TEASERS))


def test_a_page_without_an_article_keeps_its_text_and_says_so() -> None:
    article = CLEANER.clean("<html><body><p>Closed.</p></body></html>")
    assert "Closed." in article.text


# Blocks


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>a <b>b</b>c</p>", [("p", "a bc")]),
        ("<div>a<p>b</p>c</div>", [("p", "a"), ("p", "b"), ("p", "c")]),
        ("<p>a<br>b</p>", [("p", "a"), ("p", "b")]),
        ("<h2>a</h2><ul><li>b</li><li><p>c</p></li></ul>", [("h2", "a"), ("item", "b"), ("item", "c")]),
        ("<blockquote><p>a</p></blockquote><p>b</p>", [("quote", "a"), ("p", "b")]),
        ("<table><tr><td>a</td><th>b</th></tr></table>", [("cell", "a"), ("cell", "b")]),
        ("<p>a</p><script>b</script><style>c</style><noscript>d</noscript>e", [("p", "a"), ("p", "e")]),
        ("<p>a<!-- b -->c</p>", [("p", "ac")]),
        ("<p>a\u2028b\x1cc</p>", [("p", "a b c")]),
        ("<p>a<p>b", [("p", "a"), ("p", "b")]),
        ("<p>&nbsp;</p><p> </p>", []),
    ],
)
def test_blocks(markup: str, wanted: list[tuple[str, str]]) -> None:
    assert blocks_of(f"<html><body>{markup}</body></html>") == wanted


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<li>", "<a href='#'>", "</a>", "<br>", "x y", " ", "z"])
    )
)
def test_blocks_hold_all_text_in_order(pieces: list[str]) -> None:
    tree, _ = parse_page("<html><body>" + "".join(pieces) + "</body></html>")
    assert tree is not None
    blocks = read_blocks(tree)
    assert "".join("".join(block.text for block in blocks).split()) == "".join(
        "".join(map(str, tree.itertext())).split()
    )
    assert all(block.text == " ".join(block.text.split()) and 0 <= block.linked <= len(block.text) for block in blocks)


# Layouts


def test_a_publisher_selects(tmp_path: Path) -> None:
    story = (
        '<h2>Harbour opens</h2><div class="by">By <a>Ann Lee</a></div><time datetime="2021-03-04T10:00+02:00">Thursday</time>'
        f'<div id="story">{paragraphs(PROSE[0])}<div class="ad">Buy a boat</div><p class="tags">ships</p><p>Short.</p></div>'
    )
    found = read_with(
        tmp_path,
        'html:\n  body: "#story"\n  remove: [".ad", "//p[@class=\'tags\']"]\n  title: h2\n  author: ".by a"\n'
        '  date: time\n  description: "meta[name=abstract]"\n',
        page(story, '<meta name="abstract" content="About a harbour">'),
    )
    assert found.text.split("\n") == [PROSE[0], "Short."]
    assert found.method == "dom"
    told = found.about.metadata
    assert (told.title, told.author, told.date) == ("Harbour opens", "Ann Lee", "2021-03-04T10:00+02:00")
    assert told.description == "About a harbour"
    assert found.about.origins["title"] == "selector"


@pytest.mark.parametrize(("day", "wanted"), [("2020-05-01", PROSE[0]), ("2022-05-01", PROSE[1])])
def test_layouts_have_their_days(tmp_path: Path, day: str, wanted: str) -> None:
    html = 'html:\n  - {valid: {until: "2020-12-31"}, body: "#old"}\n  - {valid: {from: "2021-01-01"}, body: "#new"}\n'
    body = f'<div id="old"><p>{PROSE[0]}</p></div><div id="new"><p>{PROSE[1]}</p></div>'
    markup = page(body, f'<meta property="article:published_time" content="{day}">')
    assert read_with(tmp_path, html, markup).text == wanted


@pytest.mark.parametrize(("mark", "wanted"), [("", PROSE[1]), ('<i id="paper"></i>', PROSE[0])])
def test_a_layout_has_its_marks(tmp_path: Path, mark: str, wanted: str) -> None:
    body = f'<div id="a"><p>{PROSE[0]}</p></div><div id="b"><p>{PROSE[1]}</p></div>{mark}'
    assert read_with(tmp_path, 'html:\n  - {when: "#paper", body: "#a"}\n  - {body: "#b"}\n', page(body)).text == wanted


def test_where_no_body_is_found_the_page_is_judged_without_what_is_removed(tmp_path: Path) -> None:
    note = "This paragraph stands in the middle of the article, is as long as the others, and must not be in the text."
    body = f'<article>{paragraphs(*PROSE[:3])}<p class="note">{note}</p>{paragraphs(*PROSE[3:])}</article>'
    found = read_with(tmp_path, 'html: {body: "#gone", remove: ".note"}\n', page(body))
    assert found.method == "trafilatura"
    assert found.text.split("\n") == list(PROSE)


def test_publishers_and_families_by_the_page(tmp_path: Path) -> None:
    (tmp_path / "families").mkdir()
    family = 'id: family/kiosk\nname: Kiosk\nhtml: {when: "meta[name=generator][content=Kiosk]", body: ".kiosk"}\n'
    (tmp_path / "families" / "kiosk.yaml").write_text(family, encoding="utf-8")
    rules(tmp_path, 'html: {remove: ".ad"}\n', "extends: [family/kiosk]\n")
    more = "The town's old market hall, two streets away, is to become a library before the end of the coming year."
    body = f'<main><div class="kiosk">{paragraphs()}<p class="ad">Buy a boat</p></div><p>{more}</p></main>'
    text = "\n".join(PROSE)
    kiosk = '<meta name="generator" content="Kiosk">'
    cleaner = Cleaner(tmp_path)
    assert "family/kiosk" not in cleaner.rulebase.publishers
    assert cleaner.clean(page(body, kiosk), url="https://www.harbour.example/").text == text
    assert cleaner.clean(page(body), url="https://elsewhere.example/").method == "trafilatura"
    assert cleaner.clean(page(body, kiosk), url="https://elsewhere.example/").text == text
    canonical = '<link rel="canonical" href="https://harbour.example/2">'
    article = cleaner.clean(page(body, kiosk + canonical))
    assert (article.text, article.method, article.publisher) == (text, "dom", "harbour")
    assert cleaner.clean(page(body, kiosk + canonical), publisher="none").method == "trafilatura"
    without = Cleaner(tmp_path, fallback=False).clean(page(body, kiosk), publisher="none")
    assert (without.text, without.method) == (f"{text}\nBuy a boat", "dom")


@pytest.mark.parametrize("selector", ["div[", "//p[", "p:nope", "//foo()", "div >", "//x:p"])
def test_bad_selectors_are_rule_errors(tmp_path: Path, selector: str) -> None:
    _, _, errors = load_file(rules(tmp_path, f"html:\n  body: {selector!r}\n"))
    assert [error.line for error in errors] == [4]
    assert "bad selector" in str(errors[0])


def test_a_function_that_is_not_there_finds_nothing() -> None:
    tree, _ = parse_page("<p>x</p>")
    assert tree is not None
    assert select(tree, "//p[foo()]") == []


def test_a_layout_that_selects_nothing_is_a_rule_error(tmp_path: Path) -> None:
    _, _, errors = load_file(rules(tmp_path, 'html: {when: "#a"}\n'))
    assert "selects nothing" in str(errors[0])


# Kinds of input


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>x</title>",
        "  <html><body>x",
        "<p>One.</p><p>Two.</p>",
        "One.<br>Two.<br/>Three.",
        "<div>One</div>",
        "&lt;p&gt;One.&lt;/p&gt;&lt;p class=&quot;a&quot;&gt;Two.&lt;/p&gt;",
        "&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;",
        "<b>One</b> and two.",
    ],
)
def test_html_is_told(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain.",
        "If a < b and b > c, then a < c.",
        "He wrote <p> where he meant a paragraph.",
        "First line\nwith a <b>bold</b> word\nand <i>another</i>\nand an end",
        "Mail <ann@example.com> or see <https://example.com>",
        "5 &lt; 6 &amp;&amp; 7 &gt; 6",
    ],
)
def test_text_is_told(text: str) -> None:
    assert not looks_like_html(text)


def test_escaped_html_is_read_as_html() -> None:
    once = "&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;"
    assert unescaped(once) == "<p>One &amp; two.</p><p>Three.</p>"
    assert read_html(once).text == "One & two.\nThree."
    assert unescaped(once.replace("&", "&amp;")) == unescaped(once)


def test_a_fragment_is_all_article() -> None:
    fragment = "<p>Short.</p><ul><li><a href='/'>Linked</a></li></ul><p>Also short.</p>"
    assert is_fragment(fragment)
    assert read_html(fragment).text.split("\n") == ["Short.", "Linked", "Also short."]
    assert not is_fragment(page(fragment))


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("windows-1256", '<meta charset="windows-1256">'),
        ("iso-8859-6", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("windows-1256", ""),
    ],
)
def test_bytes_are_read_whatever_is_declared(encoding: str, declaration: str) -> None:
    prose = "افتتح الوزير أمس معرض الكتاب في العاصمة بحضور عدد من الكتاب والناشرين من بلدان عربية كثيرة."
    data = f"<html><head>{declaration}</head><body><article>{paragraphs(*[prose] * 4)}</article></body></html>"
    assert prose in CLEANER.clean(data.encode(encoding)).text


# Structure


def test_markdown_keeps_the_structure() -> None:
    story = (
        f"<h1>Harbour opens again</h1><h2>The quay</h2><p>{PROSE[0]}</p><ul><li>cranes</li><li>piles</li></ul>"
        f"<blockquote><p>{PROSE[1]}</p></blockquote><p># not a heading</p>"
    )
    article = CLEANER.clean(story)
    body = render(article, "md").partition("\n---\n\n")[2]
    assert body == f"## The quay\n\n{PROSE[0]}\n\n- cranes\n- piles\n\n> {PROSE[1]}\n\n\\# not a heading\n"
    assert article.text.split("\n") == ["The quay", PROSE[0], "cranes", "piles", PROSE[1], "# not a heading"]
    assert "roles" not in article.as_dict()
