"""An input as text: bytes decoded, pages read, with what was told about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cleaner.decode import decode, read_signs
from cleaner.model import Match
from cleaner.page.kind import looks_like_html
from cleaner.rule import Layouts

if TYPE_CHECKING:
    from cleaner.page.html import FindLayouts, Page
    from cleaner.page.metadata import PageMetadata

CAPTION_RULE = "cleaner.caption"
InputKind = Literal["auto", "text", "html"]
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE
)
_DECLARED_WITHIN = 4096


@dataclass(frozen=True)
class Source:
    """A text to clean.

    `url` and `id` are the caller's; `warnings` is what reading brought up; `page` is the page it was taken from.
    """

    text: str
    url: str | None = None
    id: str | None = None
    warnings: tuple[str, ...] = ()
    page: Page | None = None

    @property
    def about(self) -> PageMetadata | None:
        """What the page says of itself."""
        return self.page.about if self.page else None

    def caption_matches(self, segments: Sequence[int]) -> Iterator[Match]:
        """The page's captions as matches; `segments` is where each segment of the text begins."""
        for start, end in self.page.captions if self.page else ():
            values = {"captions": self.text[start:end]}
            yield Match(
                start, end, "caption", CAPTION_RULE, 0, "remove", values, bisect_right(segments, start) - 1, True
            )


def read_source(
    data: str | bytes,
    kind: InputKind,
    *,
    url: str | None = None,
    id: str | None = None,  # noqa: A002
    layouts: FindLayouts = lambda _: Layouts(),
    fallback: bool = True,
) -> Source:
    """The text of an input of a kind; with `auto`, its looks decide. `layouts` and `fallback` as for `read_html`.

    A text that was decoded by the caller stays as it is, to the character.
    """
    warnings: tuple[str, ...] = ()
    decoded = isinstance(data, str)
    if isinstance(data, bytes):
        declared = None if kind == "text" else _CHARSET.search(data, 0, _DECLARED_WITHIN)
        data, _, warnings = decode(data, declared=declared[1].decode("ascii") if declared else None)
    is_page = kind == "html" or (kind == "auto" and looks_like_html(data))
    if is_page or not decoded:
        data, mended = read_signs(data)
        warnings += mended
    if not is_page:
        return Source(data, url, id, warnings)
    from cleaner.page.html import read_html

    page = read_html(data, url=url, layouts=layouts, fallback=fallback)
    return Source(page.text, url, id, (*warnings, *page.warnings), page)
