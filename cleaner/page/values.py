"""Values of a page's marks, cleaned and compared."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

from cleaner.text import fold

_LONGEST = 2_000
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_WORD = re.compile(r"[\W_]+")


def clean_value(text: str) -> str:
    """A value as text: entities (doubly written ones, too) and tags undone, white space folded.

    Empty where nothing is left, or where it is no fact but a body (over 2,000 code points), or a template's
    place-holder that was never filled in.
    """
    if len(text) > _LONGEST:
        return ""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = " ".join(_INVISIBLE.sub("", text).split())
    return "" if text.lower() in ("null", "undefined", "none", "n/a", "-") or text.startswith(("{{", "${")) else text


def absolute_url(value: str, base: str | None) -> str | None:
    """A web address in full, `base` standing in for what it leaves out; None where it is none."""
    try:
        url = urljoin(base or "", value.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and " " not in url else None


def same_page(one: str, other: str) -> bool:
    """Whether two addresses lead to one page: scheme, `www.`, fragment and a slash at the end are nothing."""
    return bool(_address(one)) and _address(one) == _address(other)


def _address(url: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    return (host, path, parts.query) if host and (path or parts.query) else None


def words(text: str) -> str:
    """The letters and digits of a text, folded, one blank between words: what titles are compared by."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one: equal, or the longer begins or ends with the shorter."""
    short, long = sorted((words(one), words(other)), key=len)
    return bool(short) and (short == long or (len(short) >= 10 and (long.startswith(short) or long.endswith(short))))
