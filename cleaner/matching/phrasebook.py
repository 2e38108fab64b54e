"""Compiled phrases, kept: a pack's two thousand phrases take a third of a second to compile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any

from cleaner.matching.pattern import Pattern
from cleaner.matching.phrase import compile_phrase

Compile = Callable[[str, str, int, bool], Pattern]
"""From form, phrase, edits and whether it is folded to a pattern: `compile_phrase`, or a `Phrasebook`."""

_Key = tuple[str, str, int, bool]
_TEXTS = {"triggers", "common"}
_DEFAULTS = [(field.name, field.default) for field in fields(Pattern)]


class Phrasebook:
    """A `compile_phrase` that remembers; PhraseError as there."""

    def __init__(self, entries: Iterable[list[Any]] = ()) -> None:
        self._known: dict[_Key, Pattern] = {
            (form, text, edits, folded): _read(fields) for form, text, edits, folded, fields in entries
        }

    def __call__(self, form: str, text: str, edits: int, folded: bool) -> Pattern:
        """The pattern of a phrase."""
        key = (form, text, edits, folded)
        if key not in self._known:
            self._known[key] = compile_phrase(*key)
        return self._known[key]

    def entries(self) -> Iterator[list[Any]]:
        """All phrases, each with the fields of its pattern, as plain JSON types."""
        for key, pattern in self._known.items():
            yield [*key, _plain(pattern)]


def _plain(pattern: Pattern) -> dict[str, Any]:
    """A pattern's fields that differ from their defaults; bytes as Latin-1 text."""
    plain = {name: getattr(pattern, name) for name, default in _DEFAULTS if getattr(pattern, name) != default}
    plain["macros"] = sorted(pattern.macros)
    for name in _TEXTS & plain.keys():
        plain[name] = [text.decode("latin-1") for text in plain[name]]
    if pattern.signs:
        plain["signs"] = pattern.signs.decode("latin-1")
    return plain


def _read(plain: dict[str, Any]) -> Pattern:
    plain["macros"] = frozenset(plain["macros"])
    for name in _TEXTS & plain.keys():
        plain[name] = tuple(text.encode("latin-1") for text in plain[name])
    if "signs" in plain:
        plain["signs"] = plain["signs"].encode("latin-1")
    return Pattern(**plain)
