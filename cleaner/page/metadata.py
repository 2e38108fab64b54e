"""What a page says of itself: all its statements, and of each field the best."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.detect import host_of
from cleaner.model import Metadata, Statement
from cleaner.page import marks as page_marks
from cleaner.page import schema_org
from cleaner.page.bylines import printed_author
from cleaner.page.date import read_date
from cleaner.page.headline import find_headline
from cleaner.page.jsonld import page_values
from cleaner.page.microdata import read_microdata
from cleaner.page.people import read_people
from cleaner.page.stamps import in_address, printed_dates
from cleaner.page.title import host_names, read_title
from cleaner.page.values import absolute_url, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRUST = (
    "json-ld",
    "opengraph",
    "microdata",
    "url",
    "dublin core",
    "meta",
    "link",
    "heading",
    "page title",
    "html lang",
)
_MOST_ENTRIES, _LONGEST_ENTRY = 50, 100
_TAG = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_ID = re.compile(r"@|[0-9a-f]{8}-[0-9a-f-]{27}$")
"""What systems note among tags for themselves."""
_COMMA = re.compile(r"\s*[,;،、，]\s*")


@dataclass(frozen=True)
class PageMetadata:
    """What a page says of itself.

    `origins` names the mark behind each field; `names` is what the page calls its site, `hosts` are those of the
    addresses it gives for itself; at `base` its relative addresses begin; `data` are the values of its JSON-LD.
    """

    metadata: Metadata
    origins: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    base: str | None = None
    data: Sequence[Any] = ()


def read_page_metadata(tree: _Element, url: str | None = None) -> PageMetadata:
    """The facts that a parsed page states; `url` is where it was found, if known. Never raises on a page's account."""
    data = page_values(tree)
    statements = sorted(read_statements(tree, data, url), key=lambda statement: _TRUST.index(statement.origin))
    addresses = _addresses(statements, url)
    hosts = tuple(dict.fromkeys(host for address in addresses if (host := host_of(address.value))))
    sites = _sites(statements)
    names = tuple(dict.fromkeys(site.value for site in sites))
    host = host_of(url) or next(iter(hosts), None)
    title = read_title(statements, names, host)
    language = _first(statements, "language", _language)
    told = title.value if title else None
    spoken = language.value if language else None
    houses = (*names, *host_names(host))
    headline = find_headline(tree, told)
    found = {
        "title": title,
        "author": _author(statements, houses) or printed_author(headline, houses),
        "date": read_date(statements, printed_dates(tree, headline, spoken), spoken),
        "description": _first(statements, "description", str),
        "language": language,
        "url": next(iter(addresses), None),
        "sitename": next(iter(sites), None),
        "image": _first(statements, "image", lambda value: absolute_url(value, url)),
        "license": _first(statements, "license", lambda value: absolute_url(value, url)),
    }
    metadata = Metadata()
    origins = {name: statement.origin for name, statement in found.items() if statement}
    for name, statement in found.items():
        setattr(metadata, name, statement.value if statement else None)
    unwanted = {words(text) for text in (*names, *_titles(statements), told or "")}
    for name, sources in (("tags", ("tags",)), ("categories", ("categories", "breadcrumb"))):
        entries, origin = _entries(statements, sources, unwanted)
        if entries:
            setattr(metadata, name, entries)
            origins[name] = origin
    if metadata.url:
        metadata.hostname, origins["hostname"] = host_of(metadata.url), origins["url"]
    address = url or metadata.url
    base = next((s.value for s in statements if s.field == "base"), "")
    return PageMetadata(metadata, origins, names, hosts, absolute_url(base, address) or address, data)


def read_statements(tree: _Element, data: Iterable[Any], url: str | None) -> Iterator[Statement]:
    """Everything the page says: its marks, then what the nodes about its own article have. `data` is its JSON-LD."""
    marks = page_marks.statements(tree)
    yield from marks
    own = [address.value for address in _addresses(marks, url)]
    known = schema_org.Known([url, *own] if url else own, _titles(marks))
    yield from in_address(next(iter(known.urls), ""))
    yield from schema_org.statements(data, known, "json-ld")
    yield from schema_org.statements(read_microdata(tree), known, "microdata")


def _titles(statements: Iterable[Statement]) -> list[str]:
    """All that may be the page's title; headings, which repeat the site's name, only where no mark says it."""
    marked = [s.value for s in statements if s.field in ("title", "page title") and s.origin != "microdata"]
    return marked or [s.value for s in statements if s.field == "heading"]


def _sites(statements: Sequence[Statement]) -> list[Statement]:
    """What the page calls its site: `og:site_name` first, since the publisher of an article may be an agency."""
    titles = set(map(words, _titles(statements)))
    named = [s for s in statements if s.field == "sitename" and not absolute_url(s.value, None)]
    sites = [s for s in named if s.origin != "meta" or words(s.value) not in titles]
    return sorted(sites, key=lambda site: site.origin != "opengraph")


def _addresses(statements: Iterable[Statement], base: str | None) -> list[Statement]:
    """What the page gives as its own address, in full; the canonical link first."""
    own = [s for s in statements if s.field == "url" and s.origin in ("link", "opengraph")]
    own.sort(key=lambda statement: statement.origin != "link")
    return [s._replace(value=full) for s in own if (full := absolute_url(s.value, base))]


def _first(statements: Iterable[Statement], name: str, read: Callable[[str], str | None]) -> Statement | None:
    """The first statement of a field that can be read, with what is read."""
    for statement in statements:
        value = read(statement.value) if statement.field == name else None
        if value:
            return statement._replace(value=value)
    return None


def _language(value: str) -> str | None:
    match = _TAG.match(value)
    return match[0].lower() if match else None


def _author(statements: Sequence[Statement], names: Iterable[str]) -> Statement | None:
    """The people of the first mark that names any."""
    for origin in _TRUST:
        values = [s.value for s in statements if s.field == "author" and s.origin == origin]
        people = read_people(values, names)
        if people:
            return Statement("author", people, origin)
    return None


def _entries(statements: Sequence[Statement], fields: Sequence[str], unwanted: set[str]) -> tuple[list[str], str]:
    """The entries of the first mark that has some of a list's fields."""
    for name in fields:
        for origin in _TRUST:
            values = [s.value for s in statements if s.field == name and s.origin == origin]
            if len(values) == 1 or (name == "tags" and origin in ("meta", "opengraph")):
                values = [part for value in values for part in _parts(value)]
            entries: dict[str, str] = {}
            for value in values:
                if len(value) <= _LONGEST_ENTRY and not _ID.match(value):
                    entries.setdefault(words(value), value.strip())
            kept = [value for key, value in entries.items() if key and key not in unwanted]
            if 0 < len(kept) <= _MOST_ENTRIES:
                return kept, origin
    return [], ""


def _parts(value: str) -> list[str]:
    """The entries of a list on one line; "Arts, Food & Wine" is no list."""
    return [value] if " & " in value else _COMMA.split(value)
