"""Removes the noise around scraped news articles: plain text first, every removal explained.

In short:

    from cleaner import Cleaner, clean

    article = clean(raw_text)
    article.text, article.metadata.title, article.removed
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.markdown import to_markdown
    from cleaner.model import Article, Metadata, Removal
    from cleaner.pipeline import Cleaner, Trace

__version__ = "0.1.0"
__all__ = ["Article", "Cleaner", "Metadata", "Removal", "Trace", "clean", "to_markdown"]

_HOMES = {
    "Article": "cleaner.model",
    "Metadata": "cleaner.model",
    "Removal": "cleaner.model",
    "Cleaner": "cleaner.pipeline",
    "Trace": "cleaner.pipeline",
    "to_markdown": "cleaner.markdown",
}


def clean(text: str | bytes, **options: Any) -> Article:
    """Clean one article with the shipped rules; `options` are those of `Cleaner.clean`."""
    return _shipped().clean(text, **options)


@cache
def _shipped() -> Cleaner:
    from cleaner.pipeline import Cleaner

    return Cleaner()


def __getattr__(name: str) -> Any:
    """Public names are imported when asked for: `cleaner --version` must not wait for the engine."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
