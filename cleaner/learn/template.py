"""A line as a template: its date, numbers and title replaced by macros of the rule language.

So what a publisher's page system prints is the same in every text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.dates.parse import parse_date

_LONGEST_TEMPLATE = 200
_SHORTEST_TITLE = 8
_SHORTEST_STUB = 15
_TIME = re.compile(r"(?<![\w:.])\d{1,2}[:.]\d{2}(?![\w:]|[.,]\d)")
_NUMBER = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:[.,]?\d{3}){0,3}(?![\w/:-]|[.,]\d)")
_TOKEN = re.compile(r"\S+")
_EDGES = re.compile(r"^[^\w{}]+|[^\w{}]+$")
_MOST_DATE_TOKENS = 9
_FEWEST_DATE_DIGITS = 4


def template(text: str, is_paragraph: bool, title: str, language: str | None) -> str:
    """A line with macros for what differs from page to page; paragraphs as they are."""
    if "{" in text or "}" in text:
        return ""
    if len(text) <= _LONGEST_TEMPLATE and not is_paragraph:
        if len(title) >= _SHORTEST_TITLE:
            text = _with_title(text, title)
        if any(map(str.isdigit, text)):
            text = _NUMBER.sub("{count}", _TIME.sub("{time}", _with_date(text, language)))
    bare = _EDGES.sub("", text)
    return f"{bare})" if f"{bare})" in text and bare.count("(") > bare.count(")") else bare


def _with_title(text: str, title: str) -> str:
    """A line with the title, or the first words of it where it is cut short by dots or the line's end, replaced."""
    start = text.find(title[:_SHORTEST_TITLE])
    if start < 0:
        return text
    shared = next((n for n, (a, b) in enumerate(zip(text[start:], title, strict=False)) if a != b), len(title))
    shared = min(shared, len(text) - start)
    rest = text[start + shared :]
    if shared < len(title) and (shared < _SHORTEST_STUB or rest.strip(" .…")):
        return text
    return f"{text[:start]}{{title}}{rest.lstrip(' .…') if shared < len(title) else rest}"


def _with_date(text: str, language: str | None) -> str:
    """A line with the longest stretch of it that reads as a date replaced."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    best = (0, 0)
    for number, (first, _) in enumerate(tokens):
        for _, last in reversed(tokens[number : number + _MOST_DATE_TOKENS]):
            start, end = _trimmed(text, first, last)
            if end - start <= best[1] - best[0]:
                break
            if _is_date(text[start:end], language):
                best = start, end
                break
    return f"{text[: best[0]]}{{date}}{text[best[1] :]}" if any(best) else text


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


@lru_cache(maxsize=1 << 16)
def _is_date(text: str, language: str | None) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_DATE_DIGITS and parse_date(text, language=language) is not None
