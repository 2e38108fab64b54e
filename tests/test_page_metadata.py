import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cleaner.model import Metadata
from cleaner.page.date import read_moment
from cleaner.page.metadata import PageMetadata, read_page_metadata
from cleaner.page.title import cut_site

URL = "https://www.gazette.example/world/harbour-bridge"
TITLE = "Harbour bridge reopens after storm"


def read(head: str = "", body: str = "", url: str | None = URL) -> PageMetadata:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    tree = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))
    return read_page_metadata(tree, url)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def ld(*values: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def article(**more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "url": URL, **more}


def test_a_page_that_says_nothing() -> None:
    assert read() == PageMetadata(Metadata(), base=URL, data=[])


@pytest.mark.parametrize(
    ("head", "body", "field", "value", "origin"),
    [
        (meta("og:title", TITLE), "", "title", TITLE, "opengraph"),
        (f"<title>{TITLE}</title>", "", "title", TITLE, "page title"),
        (meta("twitter:title", TITLE), "", "title", TITLE, "meta"),
        (meta("dc.title", TITLE), "", "title", TITLE, "dublin core"),
        (meta("article:published_time", "2019-11-18T10:00:00+01:00"), "", "date", "2019-11-18T10:00:00+01:00", "opengraph"),
        (meta("parsely-pub-date", "2019-11-18T10:00:00Z"), "", "date", "2019-11-18T10:00:00+00:00", "meta"),
        (meta("sailthru.date", "Mon, 18 Nov 2019 10:00:00 +0100"), "", "date", "2019-11-18T10:00:00+01:00", "meta"),
        (meta("DC.date.issued", "2019-11-18"), "", "date", "2019-11-18", "dublin core"),
        ("", '<time datetime="2019-11-18T10:00">18 November</time>', "date", "2019-11-18T10:00", "time"),
        (meta("author", "By Jane Doe"), "", "author", "Jane Doe", "meta"),
        (meta("cXenseParse:author", "Jane Doe"), "", "author", "Jane Doe", "meta"),
        (meta("citation_author", "Doe, Jane") + meta("citation_author", "Roe, Ann"), "", "author", "Jane Doe; Ann Roe", "meta"),
        (meta("twitter:label1", "Written by") + meta("twitter:data1", "Jane Doe"), "", "author", "Jane Doe", "meta"),
        ("", '<p>By <a rel="author" href="/jane">Jane Doe</a></p>', "author", "Jane Doe", "link"),
        (meta("og:description", "A &amp;amp; B<br>C"), "", "description", "A & B C", "opengraph"),
        (meta("og:site_name", "The Gazette"), "", "sitename", "The Gazette", "opengraph"),
        ('<link rel="canonical" href="/a/b">', "", "url", "https://www.gazette.example/a/b", "link"),
        (meta("og:url", URL), "", "url", URL, "opengraph"),
        (meta("og:image", "//img.example/1.jpg"), "", "image", "https://img.example/1.jpg", "opengraph"),
        (meta("og:locale", "de_DE"), "", "language", "de", "opengraph"),
        (meta("keywords", "storm, harbour ,bridge"), "", "tags", ["storm", "harbour", "bridge"], "meta"),
        (meta("article:tag", "storm") + meta("article:tag", "Storm"), "", "tags", ["storm"], "opengraph"),
        ("", '<a rel="tag" href="/t/storm">storm</a>', "tags", ["storm"], "link"),
        (meta("article:section", "World"), "", "categories", ["World"], "opengraph"),
        ("", '<a rel="license" href="https://cc.example/by">CC</a>', "license", "https://cc.example/by", "link"),
    ],
)  # fmt: skip
def test_each_mark(head: str, body: str, field: str, value: object, origin: str) -> None:
    found = read(head, body)
    assert getattr(found.metadata, field) == value
    assert found.origins[field] == origin


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({}, "title", TITLE),
        ({"datePublished": "2019-11-18T10:00:00+01:00", "dateModified": "2019-11-20"}, "date", "2019-11-18T10:00:00+01:00"),
        ({"author": "Jane Doe"}, "author", "Jane Doe"),
        ({"author": {"@type": "Person", "name": "Jane Doe"}}, "author", "Jane Doe"),
        ({"author": [{"name": "Jane Doe"}, {"name": "Ann Roe"}]}, "author", "Jane Doe; Ann Roe"),
        ({"author": {"name": ["Jane Doe", "Ann Roe"]}}, "author", "Jane Doe; Ann Roe"),
        ({"author": {"name": "Admin"}, "creator": ["Jane Doe"]}, "author", "Jane Doe"),
        ({"keywords": "storm,bridge"}, "tags", ["storm", "bridge"]),
        ({"keywords": ["storm", "Smith, Jones & Co"]}, "tags", ["storm", "Smith, Jones & Co"]),
        ({"articleSection": "World, Weather"}, "categories", ["World", "Weather"]),
        ({"articleSection": "Arts, Food & Wine"}, "categories", ["Arts, Food & Wine"]),
        ({"keywords": ["storm", "@river", "8f507083-bac4-423a-9015-2eb31e1bce50"]}, "tags", ["storm"]),
        ({"articleSection": ["World", "Weather"]}, "categories", ["World", "Weather"]),
        ({"image": {"@type": "ImageObject", "url": "/1.jpg"}}, "image", "https://www.gazette.example/1.jpg"),
        ({"image": ["https://img.example/1.jpg", "/2.jpg"]}, "image", "https://img.example/1.jpg"),
        ({"inLanguage": "en-GB"}, "language", "en"),
        ({"inLanguage": {"@type": "Language", "alternateName": "fr", "name": "French"}}, "language", "fr"),
        ({"license": "https://cc.example/by"}, "license", "https://cc.example/by"),
        ({"publisher": {"@type": "Organization", "name": "The Gazette"}}, "sitename", "The Gazette"),
        ({"@type": ["Article", "NewsArticle"], "description": "A storm."}, "description", "A storm."),
        ({"@type": "http://schema.org/LiveBlogPosting", "description": "A storm."}, "description", "A storm."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", ["alone", "list", "graph", "main entity", "beside"])
def test_json_ld(more: dict[str, Any], field: str, value: object, shape: str) -> None:
    node = article(**more)
    site = {"@type": "WebSite", "url": "https://www.gazette.example/"}
    head = {
        "alone": ld(node),
        "list": ld([site, node]),
        "graph": ld({"@graph": [site, node]}),
        "main entity": ld({"@type": "WebPage", "mainEntity": node}),
        "beside": ld(site, node),
    }[shape]
    found = read(head)
    assert getattr(found.metadata, field) == value
    assert found.origins[field] == "json-ld"


def test_a_graph_refers_by_id() -> None:
    person = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}
    house = {"@type": "Organization", "@id": "#house", "name": "The Gazette"}
    found = read(ld({"@graph": [article(author={"@id": "#jane"}, publisher={"@id": "#house"}), person, house]}))
    assert (found.metadata.author, found.metadata.sitename) == ("Jane Doe", "The Gazette")


TEASER = {"@type": "NewsArticle", "headline": "Another thing entirely", "url": "/other", "author": "Ann Roe"}


@pytest.mark.parametrize(
    ("values", "author"),
    [
        ([TEASER, article(author="Jane Doe")], "Jane Doe"),
        ([article(author="Jane Doe"), TEASER], "Jane Doe"),
        ([{"@type": "ItemList", "itemListElement": [TEASER]}, article(author="Jane Doe")], "Jane Doe"),
        ([{"@type": "NewsArticle", "headline": TITLE, "author": "Jane Doe"}, TEASER], "Jane Doe"),
        ([{"@type": "NewsArticle", "mainEntityOfPage": {"@id": URL}, "author": "Jane Doe"}, TEASER], "Jane Doe"),
        ([{"@type": "NewsArticle", "headline": "Bridge open", "author": "Jane Doe"}], "Jane Doe"),
        ([{"@type": "ItemList", "itemListElement": [TEASER]}], None),
        ([TEASER], None),
        ([TEASER, {**TEASER, "headline": "A third thing", "url": "/third"}], None),
    ],
)
def test_only_the_pages_own_article_counts(values: list[Any], author: str | None) -> None:
    assert read(meta("og:title", TITLE) + ld(*values)).metadata.author == author


def test_breadcrumbs_are_categories_without_the_site_and_the_article() -> None:
    steps = [{"@type": "ListItem", "item": {"name": name}} for name in ("Home", "World", "Weather", TITLE)]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": steps}
    assert read(ld(article(), crumbs)).metadata.categories == ["World", "Weather"]


MICRODATA = f"""
<article itemscope itemtype="https://schema.org/NewsArticle">
  <link itemprop="mainEntityOfPage" href="{URL}">
  <h2 itemprop="headline"><a href="/here">{TITLE}</a></h2>
  <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Jane Doe</span></span>
  <time itemprop="datePublished" datetime="2019-11-18T10:00+01:00">Monday</time>
  <meta itemprop="articleSection" content="World">
</article>
<div itemscope itemtype="https://schema.org/NewsArticle">
  <a itemprop="headline" href="/other">Another thing entirely</a><i itemprop="author">Ann Roe</i>
</div>"""


def test_microdata() -> None:
    found = read("", MICRODATA)
    expected = {"title": TITLE, "author": "Jane Doe", "date": "2019-11-18T10:00+01:00", "categories": ["World"]}
    assert {name: getattr(found.metadata, name) for name in expected} == expected
    assert {found.origins[name] for name in expected} == {"microdata"}


def test_names_and_hosts() -> None:
    head = (
        meta("og:site_name", "The Gazette")
        + meta("application-name", "Gazette")
        + '<link rel="canonical" href="https://gazette.example/world/harbour-bridge">'
        + meta("og:url", "https://amp.gazette.example/a")
        + ld(article(publisher={"name": "Gazette Media"}))
    )
    found = read(head, url="https://archive.example/123")
    assert found.names == ("The Gazette", "Gazette Media", "Gazette")
    assert found.hosts == ("gazette.example", "amp.gazette.example")


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        (f"{TITLE} | The Gazette", TITLE),
        (f"{TITLE} - The Gazette", TITLE),
        (f"{TITLE} – THE GAZETTE", TITLE),
        (f"{TITLE} | World | The Gazette", f"{TITLE} | World"),
        (f"The Gazette: {TITLE}", TITLE),
        (f"The Gazette » {TITLE}", TITLE),
        (f"{TITLE} | gazette.example", TITLE),
        (f"{TITLE} | Gazette", TITLE),
        ("阿勒颇港口大桥重新开放_海岸报", "阿勒颇港口大桥重新开放"),
        (TITLE, TITLE),
        ("Storm - a history", "Storm - a history"),
        ("The Gazette", "The Gazette"),
        ("What The Gazette got wrong", "What The Gazette got wrong"),
        ("Minister: The Gazette is wrong", "Minister: The Gazette is wrong"),
        ("Anti-Gazette protests", "Anti-Gazette protests"),
        ("", ""),
    ],
)
def test_site_names_are_cut_off(title: str, cut: str) -> None:
    assert cut_site(title, ["the gazette", "gazette", "gazette example", "海岸报"]) == cut


@pytest.mark.parametrize(
    ("titles", "heading", "title"),
    [
        ([f"{TITLE} | World news"], TITLE, TITLE),
        ([f"Storm watch: {TITLE}"], TITLE, TITLE),
        ([TITLE], "World news", TITLE),
        ([f"World news | {TITLE}"], "World news", f"World news | {TITLE}"),
        ([TITLE], "", TITLE),
        (["Storm: bridge open, says city", TITLE], TITLE, TITLE),
        (["The Gazette", TITLE], "", TITLE),
        (["Bridge", TITLE], "", "Bridge"),
        ([f"{TITLE}, city says"], TITLE, TITLE),
        ([f"{TITLE}, city says"], f"News {TITLE}, city says", f"{TITLE}, city says"),
        (["Bridge over harbour is open again"], "Harbour bridge open again", "Harbour bridge open again"),
        (["Bridge over harbour is open again"], "The news of the day", "Bridge over harbour is open again"),
        ([], TITLE, TITLE),
        ([], "", None),
    ],
)
def test_titles(titles: list[str], heading: str, title: str | None) -> None:
    marks = zip(("og:title", "twitter:title"), titles, strict=False)
    head = meta("og:site_name", "The Gazette") + "".join(meta(*mark) for mark in marks)
    assert read(head, f"<h1>{heading}</h1>").metadata.title == title


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2019-11-18", "2019-11-18"),
        ("2019-11-18T10:00:00Z", "2019-11-18T10:00:00+00:00"),
        ("2019-11-18T10:00:00.000+0530", "2019-11-18T10:00:00+05:30"),
        ("2019-11-18 10:00", "2019-11-18T10:00"),
        ("20191118", "2019-11-18"),
        ("20191118T100000Z", "2019-11-18T10:00:00+00:00"),
        ("1574071200", "2019-11-18T10:00:00+00:00"),
        ("1574071200000", "2019-11-18T10:00:00+00:00"),
        ("Mon, 18 Nov 2019 10:00:00 GMT", "2019-11-18T10:00:00+00:00"),
        (" 18 November 2019 ", "2019-11-18"),
        ("2019-02-30", None),
        ("2019-13-01T10:00:00Z", None),
        ("20190230", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("2019-11", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments(stamp: str, moment: str | None) -> None:
    assert read_moment(stamp) == moment


def test_an_impossible_date_makes_room_for_the_next() -> None:
    head = ld(article(datePublished="2019-02-30")) + meta("article:published_time", "2019-11-18")
    assert read(head).metadata.date == "2019-11-18"


def test_a_title_is_checked_against_the_page_where_nothing_else_is() -> None:
    head = f"<title>{TITLE}-Seaside Times</title>"
    assert read(head, "<h1>Seaside Times</h1>").metadata.title == f"{TITLE}-Seaside Times"
    found = read(head, f"<h1>Seaside Times</h1><div><font>{TITLE}</font></div>")
    assert (found.metadata.title, found.origins["title"]) == (TITLE, "heading")


PROSE = "<p>" + "The bridge was closed for nine days while crews cleared the debris. " * 4 + "</p>"


@pytest.mark.parametrize(
    ("body", "date", "origin"),
    [
        ("<p>18 November 2019</p>", "2019-11-18", "text"),
        ("<p>Published on <b>18 November 2019</b></p>", "2019-11-18", "text"),
        ("<p>By Jane Doe | Nov 18, 2019 10:00 GMT | Comments</p>", "2019-11-18T10:00+00:00", "text"),
        ("<span>Posted: Monday, 18 November 2019 at 10:00</span>", "2019-11-18T10:00", "text"),
        ("<div><div><time datetime='2019-11-18T10:00Z'>Monday</time></div></div>", "2019-11-18T10:00+00:00", "time"),
        ("<p>Updated: 20 November 2019</p><p>Published: 18 November 2019</p>", "2019-11-18", "text"),
        (f"{PROSE}<p>18 November 2019</p>", "2019-11-18", "text"),
        ("<p>13/11/2019</p>", "2019-11-13", "text"),
        ("<p>11/13/2019</p>", "2019-11-13", "text"),
        ("<p>18 November 2019 <time datetime='2019-11-18T10:00Z'>10:00</time></p>", "2019-11-18T10:00+00:00", "time"),
        # two days in one
        ("<p>11/12/2019</p>", None, None),
        # not stamps
        ("<p>The bridge was opened on 18 November 2019 by the mayor himself.</p>", None, None),
        ("<p>A storm hit the town in November 2019</p>", None, None),
        ("<p>Yesterday</p>", None, None),
        (f"{PROSE * 5}<ul><li>17 November 2019</li></ul>", None, None),
    ],
)
def test_stamps_beside_the_headline(body: str, date: str | None, origin: str | None) -> None:
    found = read(meta("og:title", TITLE), f"<h1>{TITLE}</h1>{body}")
    assert (found.metadata.date, found.origins.get("date")) == (date, origin)


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ("<div class='byline'>By <a href='/jane'>Jane Doe</a>, <span>Staff Writer</span></div>", "Jane Doe"),
        ("<p>By Jane Doe and John Roe</p>", "Jane Doe; John Roe"),
        ("<p class='article__author'>Von Anna Weiß, Lille</p><p>18.11.2019</p>", "Anna Weiß"),
        ("<span class='author-name'>Jane van der Doe</span>", "Jane van der Doe"),
        ("<p>By Jane Doe Monday, November 18, 2019</p>", "Jane Doe"),
        ("<p class='byline'>Jane Doe <br> News reporter <br> Updated 10:00</p>", "Jane Doe"),
        ("<p>By Jane Doe Gazette World Service</p>", "Jane Doe"),
        ("<p>بقلم: سامي الحداد</p>", "سامي الحداد"),
        ("<p>作者：李小花</p>", "李小花"),
        ("<p>Από Δημήτρης Βέργος</p>", "Δημήτρης Βέργος"),
        # not the author, or not of this article
        ("<p class='byline'>Staff</p>", None),
        ("<p class='byline'>admin</p>", None),
        ("<p class='byline'>The Gazette</p>", None),
        ("<p class='author-bio'>Jane Doe</p>", None),
        ("<figure><span class='author'>Jane Doe</span></figure>", None),
        ("<aside><p>By Jane Doe</p></aside>", None),
        ("<div class='comments'><p class='author'>Jane Doe</p></div>", None),
        ("<p>Photo: Jane Doe</p>", None),
        ("<p>By the river, the bridge was open.</p>", None),
        ("<p class='byline'>Follow Us</p>", None),
        ("<p class='author'>All posts by Jane Doe</p>", None),
        (f"<p class='byline'>By Jane Doe. {'The bridge was open. ' * 9}</p>", None),
        (f"{PROSE * 5}<p>By Jane Doe</p>", None),
    ],
)
def test_bylines_beside_the_headline(body: str, author: str | None) -> None:
    page = f"<h1>{TITLE}</h1>{body}"
    found = read(meta("og:title", TITLE) + meta("og:site_name", "The Gazette"), page)
    assert (found.metadata.author, found.origins.get("author")) == (author, "byline" if author else None)
    assert read(meta("og:title", TITLE) + meta("author", "Ann Poe"), page).metadata.author == "Ann Poe"


UTC_MARK = meta("article:published_time", "2019-11-20T01:53:14Z")


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("", "<p>Nov. 19, 2019 5:53 PM</p>", "2019-11-19T17:53:14-08:00"),
        ("", "<p>19 November 2019, 17:53 GMT-8</p>", "2019-11-19T17:53:14-08:00"),
        (meta("sailthru.date", "2019-11-20T07:23:14+05:30"), "", "2019-11-20T07:23:14+05:30"),
        (meta("sailthru.date", "2019-11-19 20:53:14"), "", "2019-11-19T20:53:14-05:00"),
        # another moment, or no moment at all
        ("", "<p>Nov. 19, 2019 5:54 PM</p>", "2019-11-20T01:53:14+00:00"),
        ("", "<p>Nov. 18, 2019 5:53 PM</p>", "2019-11-20T01:53:14+00:00"),
        ("", "<p>19 November 2019, 17:53 GMT-7</p>", "2019-11-20T01:53:14+00:00"),
        ("", "<p>Nov. 19, 2019</p>", "2019-11-20T01:53:14+00:00"),
        ("", "<p>20 November 2019, 01:53</p>", "2019-11-20T01:53:14+00:00"),
    ],
)
def test_a_moment_in_utc_is_told_by_the_publishers_clock(head: str, body: str, date: str) -> None:
    assert read(UTC_MARK + head, f"<h1>{TITLE}</h1>{body}").metadata.date == date


def test_a_stamp_above_the_headline_gives_way_to_one_below() -> None:
    above = f"<p>20 November 2019</p><h1>{TITLE}</h1>"
    assert read("", above).metadata.date == "2019-11-20"
    assert read("", f"{above}<p>18 November 2019</p>").metadata.date == "2019-11-18"


def test_german_stamps_need_the_pages_language() -> None:
    body = f"<h1>{TITLE}</h1><p>Veröffentlicht am 18. März 2019</p>"
    assert read("", body).metadata.date is None
    assert read(meta("og:locale", "de_DE"), body).metadata.date == "2019-03-18"


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/2019/11/18/bridge", "2019-11-18"),
        ("/bridge-20191118", "2019-11-18"),
        ("/2019-11-18/bridge", "2019-11-18"),
        ("/2019/11/bridge", None),
        ("/2019/13/40/bridge", None),
        ("/article/201911189", None),
    ],
)
def test_the_day_in_an_address(path: str, date: str | None) -> None:
    found = read(url=f"https://gazette.example{path}")
    assert (found.metadata.date, found.origins.get("date")) == (date, date and "url")


def test_the_most_trusted_day_in_its_most_exact_words() -> None:
    weak, strong = meta("dc.date", "2019-11-18T10:00+01:00"), meta("article:published_time", "2019-11-18")
    assert read(weak + strong).metadata.date == "2019-11-18T10:00+01:00"
    assert read(weak, url="https://gazette.example/2019/11/18/a").metadata.date == "2019-11-18T10:00+01:00"
    assert read(weak, url="https://gazette.example/2019/11/17/a").metadata.date == "2019-11-17"
    named = meta("DC.date.issued", "2019-12-01")
    assert read(named, url="https://gazette.example/2019/11/17/a").metadata.date == "2019-11-17"
    assert read(strong, url="https://gazette.example/2019/11/17/a").metadata.date == "2019-11-18"


marks = st.sampled_from(["meta", "link", "a", "h1", "title", "time", "span", "script"])
names = st.sampled_from(["property", "content", "rel", "href", "itemprop", "itemscope", "itemtype", "datetime", "type"])
values = st.sampled_from(
    ["og:title", "article:published_time", "author", "canonical", "application/ld+json", "headline", "//[", "http://[x"]
)


def element(tag: str, attributes: dict[str, str], text: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>{text}</{tag}>"


elements = st.builds(
    element,
    marks,
    st.dictionaries(names, values | st.text(alphabet='ab{}[]:/-,12&;"', max_size=20).map(lambda v: v.replace('"', ""))),
    st.text(alphabet='ab{}[]":,-|12 ', max_size=30),
)


@settings(max_examples=200)
@given(st.lists(elements, max_size=12), st.sampled_from([None, URL, "", "not a url", "http://[bad"]))
def test_never_raises(page: list[str], url: str | None) -> None:
    assert isinstance(read("", "".join(page), url), PageMetadata)
