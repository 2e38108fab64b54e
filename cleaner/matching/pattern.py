"""A compiled phrase of the rule language: what to search for, and where searching is worth it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import regex

SEARCH_SECONDS = 0.05
"""CPU time that one search may take; a search that takes longer counts as no match."""

LONGEST_TITLE = 300
"""The most characters of a title or caption that a phrase can take."""


class PhraseError(ValueError):
    """A phrase that cannot be compiled; `mend` says what to write instead."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.mend = mend


@dataclass(frozen=True)
class Pattern:
    """One compiled phrase.

    `triggers`: one of these occurs in the packed document wherever the pattern matches; empty means that no
    literal is worth searching for, then others may be: the segment holds `digits` digits in a row, or one of
    `signs` (both are true beside triggers too), with `bare` neither letter nor digit; with `echo` it is the
    title or a caption, or begins of them ("whole"), or holds such ("part"). `limit`: the longest packed
    segment that can match, or None.
    """

    source: str
    whole: bool
    macros: frozenset[str]
    triggers: tuple[bytes, ...]
    common: tuple[bytes, ...] = ()
    """What would be triggers if it were rare enough to be searched for."""
    digits: int = 0
    bare: bool = False
    signs: bytes = b""
    """Signs of which every match holds one, as folded bytes."""
    echo: Literal["", "whole", "part"] = ""
    limit: int | None = None
    literal: str = ""
    """The folded text, where the pattern is nothing but text: compared before it is searched."""
    folded: bool = True
    doubtful: bool = False
    """Whether only compiling the expression tells if it is one."""

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        import regex

        flags = regex.IGNORECASE if self.folded else 0
        return regex.compile(self.source, flags | regex.VERSION0)

    @property
    def beside(self) -> int:
        """The longest packed text that can stand beside the title or caption in a match."""
        return self.limit - LONGEST_TITLE if self.limit is not None else 1 << 40

    @property
    def plain(self) -> bool:
        """Whether this is a whole line of folded text, so that only an equal packed segment can match."""
        return self.folded and bool(self.literal)

    def check(self) -> None:
        """Compile a doubtful expression now; PhraseError where that fails."""
        if not self.doubtful:
            return
        import regex

        try:
            _ = self._compiled
        except regex.error as error:
            raise PhraseError(f"bad regular expression: {error}", "see the syntax of the 'regex' library") from None

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in a segment's folded text (raw where `folded` is off).

        Raises TimeoutError when it takes longer than SEARCH_SECONDS of CPU time.
        """
        return self._compiled.search(text, timeout=SEARCH_SECONDS)

    @property
    def selective(self) -> bool:
        """Whether anything says where this can match, short of trying every segment."""
        return bool(self.triggers or self.digits or self.bare or self.signs or self.echo)
