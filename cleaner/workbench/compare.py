"""What a changed rule set changes, text by text: pieces that now go, pieces that now stay, metadata that differs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cleaner.corpus import Sample
from cleaner.model import Removal
from cleaner.pipeline import Cleaner, Trace
from cleaner.show.safe import Fragment, Line, Style, shown
from cleaner.workbench.issues import counted

# What follows from the rest, or names the rules themselves.
_UNCOMPARED = frozenset({"text", "removed", "ruleset", "method"})


class Piece(NamedTuple):
    """A piece of text that the two rule sets treat differently, with the reason of the one that removes it."""

    text: str
    kind: str
    rule: str


@dataclass(frozen=True)
class Change:
    """What differs for one text. `fields` holds the old and the new value of each field.

    `renamed` are pieces that both remove, as another kind: those who keep kinds see the difference.
    """

    id: str
    removed: list[Piece]
    kept: list[Piece]
    renamed: list[Piece]
    fields: dict[str, tuple[Any, Any]]


@dataclass
class Comparison:
    """What differs for all: how many texts of how many, what in them by rule and field, and the first of them."""

    documents: int = 0
    changed: int = 0
    removed: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    renamed: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    samples: list[Change] = field(default_factory=list)

    def add(self, change: Change, most: int) -> None:
        """Count a change, and keep it while there are fewer than `most`."""
        self.changed += 1
        self.removed.update(piece.rule for piece in change.removed)
        self.kept.update(piece.rule for piece in change.kept)
        self.renamed.update(piece.rule for piece in change.renamed)
        self.fields.update(change.fields.keys())
        if len(self.samples) < most:
            self.samples.append(change)


def compare(old: Cleaner, new: Cleaner, corpus: Iterable[Sample], samples: int) -> Comparison:
    """Clean every text by both rule sets; keep the first few changes as samples."""
    result = Comparison()
    for sample in corpus:
        result.documents += 1
        change = compare_one(*(side.trace(sample.text, url=sample.url, id=sample.id) for side in (old, new)))
        if change:
            result.add(change, samples)
    return result


def compare_one(old: Trace, new: Trace) -> Change | None:
    """What differs between two results for one text; None where nothing does.

    That another rule of the same kind removes a piece is no change: nobody who uses the result sees it.
    """
    renamed: list[Piece] = []
    if old.document.text == new.document.text:
        removed, kept, renamed = list(_only(new, old)), list(_only(old, new)), list(_renamed(old, new))
    else:  # of a page other blocks were taken: only the bodies can be compared
        removed, kept = list(_lines_of(old, new)), list(_lines_of(new, old))
    before, after = old.article.as_dict(), new.article.as_dict()
    differing = {name for name in before if before[name] != after[name]} - _UNCOMPARED
    if not (removed or kept or renamed or differing):
        return None
    fields = {name: (before[name], after[name]) for name in before if name in differing}
    return Change(old.article.id or "", removed, kept, renamed, fields)


def _only(one: Trace, other: Trace) -> Iterator[Piece]:
    """The pieces with words that only one removes."""
    text = one.document.text
    for removal in one.article.removed:
        for start, end in _without(removal, other.article.removed):
            if any(map(str.isalnum, text[start:end])):
                yield Piece(text[start:end].strip(), removal.kind, removal.rule)


def _renamed(old: Trace, new: Trace) -> Iterator[Piece]:
    """The pieces that both remove, as another kind."""
    text = old.document.text
    for removal in new.article.removed:
        for other in old.article.removed:
            start, end = max(removal.start, other.start), min(removal.end, other.end)
            if removal.kind != other.kind and any(map(str.isalnum, text[start:end])):
                yield Piece(text[start:end].strip(), f"{other.kind} -> {removal.kind}", removal.rule)


def _without(one: Removal, others: Sequence[Removal]) -> Iterator[tuple[int, int]]:
    """The parts of a removal that no other covers."""
    start, end = one.start, one.end
    for removal in others:
        if removal.start < end and start < removal.end:
            if start < removal.start:
                yield start, removal.start
            start = removal.end
    if start < end:
        yield start, end


def _lines_of(one: Trace, other: Trace) -> Iterator[Piece]:
    """The lines that only one body has."""
    known = set(other.article.text.splitlines())
    for line in one.article.text.splitlines():
        if line and line not in known:
            yield Piece(line, "", one.article.method)


def as_dict(result: Comparison) -> dict[str, Any]:
    """Give a comparison as plain JSON types."""
    samples = [
        {
            "id": change.id,
            "removed": [piece._asdict() for piece in change.removed],
            "kept": [piece._asdict() for piece in change.kept],
            "renamed": [piece._asdict() for piece in change.renamed],
            "fields": {name: {"old": old, "new": new} for name, (old, new) in change.fields.items()},
        }
        for change in result.samples
    ]
    return {
        "documents": result.documents,
        "changed": result.changed,
        "removed": dict(result.removed),
        "kept": dict(result.kept),
        "renamed": dict(result.renamed),
        "fields": dict(result.fields),
        "samples": samples,
    }


def as_lines(result: Comparison) -> Iterator[Line]:
    """Print a comparison for people: counts first, then the samples, as a difference of the bodies."""
    yield [Fragment(f"{counted(result.documents, 'text')}, {result.changed} changed", "head")]
    totals: tuple[tuple[str, Counter[str], Style], ...] = (
        ("newly removed", result.removed, "removed"),
        ("newly kept", result.kept, "protected"),
        ("of another kind", result.renamed, "spared"),
        ("fields", result.fields, "read"),
    )
    for title, counts, style in totals:
        if counts:
            yield [Fragment(f"{title}: {counts.total()}", style)]
            yield from ([Fragment(f"{number:>7}  {name}")] for name, number in counts.most_common())
    for change in result.samples:
        yield []
        yield [Fragment(change.id, "head")]
        yield from _change_lines(change)
    if result.changed > len(result.samples):
        yield []
        yield [Fragment(f"({result.changed - len(result.samples)} more)", "faint")]


def _change_lines(change: Change) -> Iterator[Line]:
    for piece in change.removed:
        yield [Fragment(f"  - {shown(piece.text)}", "removed"), Fragment(f"  {piece.rule}", "faint")]
    for piece in change.kept:
        yield [Fragment(f"  + {shown(piece.text)}", "protected"), Fragment(f"  {piece.rule}", "faint")]
    for piece in change.renamed:
        yield [Fragment(f"  ~ {shown(piece.text)}", "spared"), Fragment(f"  {piece.kind}  {piece.rule}", "faint")]
    for name, values in change.fields.items():
        old, new = (shown(json.dumps(value, ensure_ascii=False)) for value in values)
        yield [Fragment(f"  {name}: {old} -> {new}", "read")]
