"""Whether an input is a page, a fragment of one, or text; also where its tags were escaped on the way."""

from __future__ import annotations

import html
import re

_SAMPLE = 20_000

_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|frameset)\b", re.IGNORECASE)
_STRUCTURE = re.compile(r"<(?:nav|header|footer|aside|main|article|form|script|link)\b", re.IGNORECASE)
_BLOCK = r"(?:div|p|br|hr|section|table|tr|td|ul|ol|li|h[1-6]|blockquote|figure|center|article|header|footer|nav|pre)"
_INLINE = r"(?:span|a|b|i|em|strong|font|img|u|small|script|style|iframe)"
_TAG = re.compile(rf"</?{_BLOCK}(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FIRST = re.compile(rf"(?:<!--|<(?:{_BLOCK}|{_INLINE})(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_ESCAPED = re.compile(rf"&(?:amp;)?lt;/?{_BLOCK}(?:\s(?:(?!&(?:amp;)?[lg]t;).)*?)?/?&(?:amp;)?gt;", re.IGNORECASE)
_ENOUGH = 2
"""So many block tags make HTML; one may be talked about."""


def looks_like_html(text: str) -> bool:
    """Whether a text is a page or a piece of one, its tags escaped or not.

    Line breaks of HTML mean nothing, those of a text do: a text of several lines with a few inline tags left
    in it is text.
    """
    head = text[:_SAMPLE].lstrip("\ufeff \t\r\n")
    if _DOCUMENT.search(head) or len(_TAG.findall(head)) >= _ENOUGH:
        return True
    if _FIRST.match(head) and (head.count("\n") < 2 or _TAG.match(head)):
        return True
    return _is_escaped(head)


def is_fragment(page: str) -> bool:
    """Whether HTML is a piece that was cut out of a page, without anything of the page around it."""
    head = page[:_SAMPLE]
    return not (_DOCUMENT.search(head) or _STRUCTURE.search(head))


def unescaped(page: str) -> str:
    """A page with its tags as tags: HTML that was stored as escaped text, once or twice."""
    for _ in range(2):
        if not _is_escaped(page[:_SAMPLE]):
            break
        page = html.unescape(page)
    return page


def _is_escaped(head: str) -> bool:
    escaped = len(_ESCAPED.findall(head))
    return escaped >= _ENOUGH and escaped > len(_TAG.findall(head))
