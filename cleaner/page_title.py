"""The title of a page: which of its statements, and without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.model import Statement
from cleaner.page_values import words

_LONGEST = 400
_SEPARATOR = re.compile(r"\s+[-–—|·•:»«/>~‒―]+\s+|\s*[|｜»«]\s*|\s*::\s*|\s*_+\s*|(?<=\w):\s+|\s+[-–—]\s*|\s*[–—]\s+")


def read_title(statements: Sequence[Statement], names: Iterable[str], host: str | None) -> Statement | None:
    """The headline that two places agree on, else what the most trusted mark has; without the name of the site."""
    sites = [*filter(None, map(words, names)), *_host_names(host)]
    titles = [
        statement._replace(value=cut_site(statement.value, sites))
        for statement in statements
        if statement.field in ("title", "page title") and len(statement.value) <= _LONGEST
    ]
    titles = [title for title in titles if words(title.value) and words(title.value) not in sites]
    headings = [statement for statement in statements if statement.field == "heading"]
    for title in titles:
        for heading in headings:
            if words(heading.value) == words(title.value):
                return title
    return next((_heading_of(title, headings) or title for title in titles), None)


def _heading_of(title: Statement, headings: Sequence[Statement]) -> Statement | None:
    """The heading that makes up most of a title, what is beside it set off by a separator."""
    cuts = [title.value[: mark.start()] for mark in _SEPARATOR.finditer(title.value)]
    cuts += [title.value[mark.end() :] for mark in _SEPARATOR.finditer(title.value)]
    parts = {words(cut) for cut in cuts if 2 * len(cut) > len(title.value)}
    return next((heading for heading in headings if words(heading.value) in parts), None)


def cut_site(title: str, sites: Sequence[str]) -> str:
    """A title without the site's name before or behind a separator. `sites` are folded names."""
    marks = list(_SEPARATOR.finditer(title))
    for mark in marks:
        if _is_site(title[mark.end() :], sites):
            return title[: mark.start()].strip() or title
    for mark in reversed(marks):
        if _is_site(title[: mark.start()], sites):
            return title[mark.end() :].strip() or title
    return title


def _is_site(text: str, sites: Sequence[str]) -> bool:
    key = words(text)
    bare = key.replace(" ", "")
    return bool(key) and any(key == site or bare == site.replace(" ", "") for site in sites)


def _host_names(host: str | None) -> list[str]:
    """What a host is called: whole, and by its longest label."""
    if not host:
        return []
    labels = host.split(".")
    return [words(host), words(max(labels[:-1] or labels, key=len))]
