"""What the marks of a page say of its article: meta, link, time and title elements.

The names are those that newsrooms' systems really write, in order of trust: OpenGraph and its articles
(https://ogp.me), Dublin Core, citation tags of libraries, then Parse.ly, Sailthru, cXense and plain names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.model import Statement
from cleaner.page.values import clean_value

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 2_000
"""Elements of one name beyond this many are not read."""

_NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        *("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"),
        *("sailthru.title", "cxenseparse:title", "headline", "hdl", "article:title", "title"),
    ),
    "date": (
        *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
        *("datepublished", "citation_publication_date", "citation_online_date", "citation_date"),
        *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime"),
        *("dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date.created"),
        *("article:created_time", "article:create_time", "article_date_original", "originalpublicationdate"),
        *("publish-date", "publish_date", "publishdate", "publication_date", "publication-date", "published_date"),
        *("published-date", "published", "published_time", "pubdate", "pdate", "displaydate", "datecreated", "created"),
        *("rnews:datepublished", "shareaholic:article_published_time", "article.published", "article.created"),
        "vr:published_time",
    ),
    # Many systems put the day of the last change here.
    "weak date": ("dc.date", "dcterms.date", "date", "ptime", "search_date", "timestamp"),
    "author": (
        *("article:author", "article:author_name", "og:article:author", "citation_author", "dc.creator"),
        *("dcterms.creator", "parsely-author", "sailthru.author", "cxenseparse:author", "article.author"),
        *("author", "byl", "dc.contributor", "twitter:written by"),
    ),
    "description": (
        *("og:description", "description", "twitter:description", "dc.description", "dcterms.description"),
        *("sailthru.description", "cxenseparse:description"),
    ),
    "sitename": (
        *("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher"),
        "citation_journal_title",
    ),
    "tags": (
        *("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags"),
        "dc.subject",
    ),
    "categories": ("article:section", "og:article:section", "parsely-section", "category", "section"),
    "image": (
        *("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"),
        *("parsely-image-url", "sailthru.image.full", "thumbnail"),
    ),
    "language": ("og:locale", "content-language", "dc.language", "dcterms.language", "language"),
    "license": ("dc.rights.license", "dcterms.license", "dcterms.rightsholder", "cc:license"),
    "url": ("og:url", "twitter:url", "parsely-link", "citation_public_url"),
}
_FIELD_OF = {name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)}

_MARKS = ("meta", "base", "link", "a", "title", "h1")
_LINKS = {"canonical": "url", "license": "license", "image_src": "image"}
_ANCHORS = {"author": "author", "tag": "tags", "license": "license"}


def statements(tree: _Element) -> list[Statement]:
    """All that the marks say; of one field, the most trusted name's first."""
    marks: dict[str, list[_Element]] = {name: [] for name in _MARKS}
    for element in tree.iter(*_MARKS):  # one walk for all
        marks[element.tag].append(element)
    meta, links, anchors = (marks[name] for name in ("meta", "link", "a"))
    headings = _titles(tree, marks["title"], marks["h1"])
    return [*_meta(meta), *_base(marks["base"]), *_links(links), *_anchors(anchors), *headings, *_language(tree)]


def _meta(elements: Sequence[_Element]) -> list[Statement]:
    found: list[tuple[int, Statement]] = []
    labels: dict[str, str] = {}
    for element in elements[:_MOST]:
        value = element.get("content") or element.get("value") or ""
        for name in (element.get("property"), element.get("name"), element.get("http-equiv")):
            key = (name or "").strip().lower()
            if key.startswith("twitter:label"):
                labels[f"twitter:data{key[13:]}"] = value
            elif key in labels:  # Yoast prints its author so
                key = f"twitter:{labels[key].lower()}"
            field, rank = _FIELD_OF.get(key, ("", 0))
            text = clean_value(value) if field else ""
            if text:
                found.append((rank, Statement(field, text, _origin(key))))
                break
    found.sort(key=lambda item: item[0])
    return [statement for _, statement in found]


def _origin(name: str) -> str:
    if name.startswith(("og:", "article:")):
        return "opengraph"
    return "dublin core" if name.startswith(("dc.", "dcterms.")) else "meta"


def _base(elements: Sequence[_Element]) -> Iterator[Statement]:
    return (Statement("base", address, "link") for element in elements[:_MOST] if (address := element.get("href")))


def _links(elements: Sequence[_Element]) -> Iterator[Statement]:
    for element in elements[:_MOST]:
        for rel in element.get("rel", "").lower().split():
            if rel in _LINKS and element.get("href"):
                yield Statement(_LINKS[rel], clean_value(element.get("href", "")), "link")


def _anchors(elements: Sequence[_Element]) -> Iterator[Statement]:
    for element in islice((element for element in elements if element.get("rel")), _MOST):
        for rel in element.get("rel", "").lower().split():
            if rel in _ANCHORS:
                text = element.get("href", "") if rel == "license" else text_of(element)
                if text:
                    yield Statement(_ANCHORS[rel], clean_value(text), "link")


def _titles(tree: _Element, titles: Sequence[_Element], h1: Sequence[_Element]) -> Iterator[Statement]:
    title = next(map(text_of, titles), "")
    headings = [text for element in h1[:20] if (text := text_of(element))]
    if not any(_is_much_of(text, title) for text in headings):
        headings += _repeats(tree, title)
    yield from (Statement("heading", text, "heading") for text in headings)
    if title:
        yield Statement("page title", title, "page title")


def _language(tree: _Element) -> Iterator[Statement]:
    names = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
    told = next(filter(None, map(tree.get, names)), None)
    if told:
        yield Statement("language", clean_value(told), "html lang")


def _repeats(tree: _Element, title: str) -> Iterator[str]:
    """Lines of a page without a heading that are much of its title, from the beginning or to the end."""
    for element in islice(tree.iter("h2", "h3", "h4", "div", "td", "span", "p", "font", "strong", "b"), _MOST):
        text = " ".join((element.text or "").split())
        if _is_much_of(text, title):
            yield text


def _is_much_of(text: str, title: str) -> bool:
    return 5 * len(text) > 2 * len(title) > 0 and (title.startswith(text) or title.endswith(text))


def text_of(element: _Element) -> str:
    """The text of an element that is no more than a line or two; empty where it is more."""
    if not len(element):
        return clean_value(element.text or "") if element.tag not in ("script", "style") else ""
    pieces: list[str] = []
    for node in islice(element.iter(), 60):
        gap = " " if node.tag in ("br", "p", "div", "li", "span") else ""
        if isinstance(node.tag, str) and node.tag not in ("script", "style"):
            pieces += [gap, node.text or ""]
        if node is not element:
            pieces += [gap, node.tail or ""]
    return clean_value("".join(pieces))
