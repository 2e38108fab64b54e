"""What matches say about the article, as fields. Nothing is filled in that the text does not give."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.model import LIST_FIELDS, Match, Metadata
from cleaner.scene import Scene
from cleaner.text import fold

_QUOTES = "\"'“”‘’«»‹›„‚"


def read_metadata(matches: Iterable[Match], scene: Scene) -> Metadata:
    """The fields that rules set, of the best rule that sets them: the publisher's first, then from the top."""
    metadata = Metadata(language=scene.language)
    for match in sorted(matches, key=lambda match: (-match.rank, match.start)):
        for name, value in match.values.items():
            if value:
                _put(metadata, name, value, scene)
    return metadata


def _put(metadata: Metadata, name: str, value: str, scene: Scene) -> None:
    text = " ".join(value.split())
    if name in LIST_FIELDS:
        entries = getattr(metadata, name)
        entry = unquote(text) if name == "captions" else text
        if entry and fold(entry) not in map(fold, entries):
            entries.append(entry)
    elif name == "image_count":
        if metadata.image_count is None and text.isdecimal():
            metadata.image_count = int(text)
    elif name == "date":
        metadata.date = metadata.date or scene.read_date(text)
    elif not getattr(metadata, name):
        setattr(metadata, name, text)


def unquote(text: str) -> str:
    """A text without the quotes that enclose all of it."""
    inner = text[1:-1]
    enclosed = inner and text[0] in _QUOTES and text[-1] in _QUOTES and text[0] not in inner and text[-1] not in inner
    return inner.strip() if enclosed else text
