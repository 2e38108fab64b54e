"""The title of a page: which of its statements, and without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.model import Statement
from cleaner.page.values import words

_LONGEST = 400
_FEWEST_WORDS = 3
_SEPARATOR = re.compile(r"\s+[-–—|·•:»«/>~‒―]+\s+|\s*[|｜»«]\s*|\s*::\s*|\s*_+\s*|(?<=\w):\s+|\s+[-–—]\s*|\s*[–—]\s+")


def read_title(statements: Sequence[Statement], names: Iterable[str], host: str | None) -> Statement | None:
    """The headline that a mark and a heading agree on, else the heading that most agrees, else the most trusted mark.

    The name of the site is cut off.
    """
    sites = [*filter(None, map(words, names)), *host_names(host)]
    titles = [
        statement._replace(value=cut_site(statement.value, sites))
        for statement in statements
        if statement.field in ("title", "page title") and len(statement.value) <= _LONGEST
    ]
    titles = [title for title in titles if words(title.value)]
    titles = [title for title in titles if words(title.value) not in sites] or titles
    headings = [statement for statement in statements if statement.field == "heading"]
    keys = [words(heading.value) for heading in headings]
    for title in titles:
        if words(title.value) in keys:
            return title
    for title in titles:
        for heading, key in zip(headings, keys, strict=True):
            told = words(title.value)
            if key not in sites and (_is_most_of(key, told) or _is_variant(key, told)):
                return heading
    return next(iter(titles), headings[0] if len(headings) == 1 else None)


def _is_most_of(heading: str, title: str) -> bool:
    """Whether a title is a heading with something behind or before it, and not a few words of many."""
    return 5 * len(heading) > 2 * len(title) and (title.startswith(f"{heading} ") or title.endswith(f" {heading}"))


def _is_variant(heading: str, title: str) -> bool:
    """Whether a heading says what a title says in other words, not the title itself with words around it."""
    ours, theirs = set(heading.split()), set(title.split())
    common = len(ours & theirs)
    return (
        len(ours) >= _FEWEST_WORDS
        and 2 * common >= min(len(ours), len(theirs))
        and 5 * common >= 2 * len(theirs)
        and title not in heading
    )


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
    bare = words(text).replace(" ", "")
    return any(bare == site.replace(" ", "") for site in sites)


def host_names(host: str | None) -> list[str]:
    """What a host is called: whole, and by its longest label."""
    labels = (host or "").split(".")
    return [words(name) for name in (host or "", max(labels[:-1] or labels, key=len)) if name]
