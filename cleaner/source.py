"""An input as text: bytes decoded, pages read, with what was told about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cleaner.decode import decode
from cleaner.model import Method

if TYPE_CHECKING:
    from cleaner.page_metadata import PageMetadata

InputKind = Literal["auto", "text", "html"]


@dataclass(frozen=True)
class Source:
    """A text to clean.

    `url` and `id` are the caller's; `warnings` is what reading brought up; of a page, `method` says how its text
    was found, `page` what it says of itself.
    """

    text: str
    url: str | None = None
    id: str | None = None
    warnings: tuple[str, ...] = ()
    method: Method | None = None
    page: PageMetadata | None = None


def read_source(
    data: str | bytes,
    kind: InputKind,
    *,
    url: str | None = None,
    id: str | None = None,  # noqa: A002
    fallback: bool = True,
) -> Source:
    """The text of an input of a kind; with `auto`, the looks of a page decide. Never raises on bytes."""
    warnings: tuple[str, ...] = ()
    if isinstance(data, bytes):
        data, _, warnings = decode(data)
    if kind == "text":
        return Source(data, url, id, warnings)
    from cleaner.html import looks_like_html, read_html

    if kind == "auto" and not looks_like_html(data):
        return Source(data, url, id, warnings)
    page = read_html(data, url=url, fallback=fallback)
    return Source(page.text, url, id, (*warnings, *page.warnings), page.method, page.about)
