"""How a sentence closes, in every script."""

from __future__ import annotations

_END = frozenset(".!?。！？।؟۔…")
_FULL_STOP = frozenset(".。।۔")
CLOSING = "\"'”’»)]›」』）】 \u00a0\u200f\u200e"
_CLOSERS = 30
"""How many characters may close a sentence behind its end, those of tags included."""


def last_of(text: str, start: int, end: int) -> str:
    """The last few characters of a stretch of a text, without what closes a quotation or a bracket."""
    return text[max(start, end - _CLOSERS) : end].rstrip(CLOSING)


def is_closed(last: str) -> bool:
    """Whether a sentence closes in these characters. A title cut short by two or more dots is not closed."""
    return last[-1:] in _END and not last.endswith(("..", "…"))


def is_stopped(last: str) -> bool:
    """Whether it closes with a full stop."""
    return last[-1:] in _FULL_STOP and not last.endswith("..")
