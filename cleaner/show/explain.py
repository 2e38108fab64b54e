"""Every segment of a text with its verdict: what was removed by which rule, what stayed, and why.

A view of `cleaner.pipeline.Trace`; it decides nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from cleaner.classify.classifier import RULE
from cleaner.model import FIELDS, LeftOut, Match, Removal
from cleaner.pipeline import Trace
from cleaner.show.safe import Fragment, Line, Style, shown

Verdict = Literal["kept", "removed", "protected", "spared", "read"]
"""`spared`: a rule would have removed it, but the user keeps its kind or everything was rolled back.
`read`: kept, and metadata was read from it. `protected`: kept because a rule says so."""

PAGE_RULE = "cleaner.page"
"""What leaves out the blocks of a page that are not of its article."""

_NEWLINE = re.compile(r"\r\n|\r|\n")


class Part(NamedTuple):
    """A piece of a segment with its verdict, and the kind and full id of the rule behind it, if any."""

    start: int
    end: int
    verdict: Verdict
    kind: str
    rule: str


@dataclass(frozen=True)
class Row:
    """A segment: the line of the text it begins on (from 1), and its parts, which tile it.

    `noise` is how probably it is noise, by the classifier; None where that was not asked.
    """

    line: int
    parts: tuple[Part, ...]
    noise: float | None = None


def explain(trace: Trace) -> list[Row]:
    """List the segments of a trace, in order, with their verdicts."""
    document = trace.document
    removed = _by_segment(trace)
    matches: dict[int, list[Match]] = defaultdict(list)
    for match in trace.matches:
        matches[match.segment].append(match)
    rows, line, place = [], 1, 0
    for index, (start, end) in enumerate(zip(document.starts, document.ends, strict=True)):
        line += len(_NEWLINE.findall(document.text, place, start))
        place = start
        parts = _parts((start, end), removed[index], matches[index])
        rows.append(Row(line, tuple(parts), trace.noise[index] if trace.noise else None))
    return rows


def _by_segment(trace: Trace) -> dict[int, list[Removal]]:
    """Sort the receipts under the segments they cut."""
    out: dict[int, list[Removal]] = defaultdict(list)
    for removal in trace.article.removed:
        out[bisect_right(trace.document.starts, removal.start) - 1].append(removal)
    return out


def _parts(span: tuple[int, int], removed: Sequence[Removal], matches: Sequence[Match]) -> Iterator[Part]:
    """Cut a segment into what goes and what stays."""
    place, end = span
    for removal in removed:
        if place < removal.start:
            yield _kept(place, removal.start, matches)
        yield Part(removal.start, removal.end, "removed", removal.kind, removal.rule)
        place = removal.end
    if place < end:
        yield _kept(place, end, matches)


def _kept(start: int, end: int, matches: Sequence[Match]) -> Part:
    """Say why a piece stays: the strongest of the rules that hold on it."""
    held = [match for match in matches if match.start < end and start < match.end]
    verdicts: tuple[tuple[str, Verdict], ...] = (("protect", "protected"), ("remove", "spared"), ("read", "read"))
    for action, verdict in verdicts:
        for match in held:
            if match.action == action:
                return Part(start, end, verdict, match.kind, match.rule)
    return Part(start, end, "kept", "", "")


def with_left_out(rows: Iterable[Row], blocks: Iterable[LeftOut]) -> Iterator[Row | LeftOut]:
    """The rows of a page, with the blocks that its text has not where they stood."""
    left_out = deque(blocks)
    for row in rows:
        while left_out and left_out[0].line < row.line:
            yield left_out.popleft()
        yield row
    yield from left_out


def as_dict(trace: Trace) -> dict[str, Any]:
    """Give an explanation as plain JSON types; positions are code points of the text, half open."""
    article, text = trace.article, trace.document.text
    record = article.as_dict()
    return {
        "id": article.id,
        "publisher": trace.decision.publisher,
        "score": trace.decision.score,
        "reasons": list(trace.decision.reasons),
        "method": article.method,
        "status": article.status,
        "warnings": article.warnings,
        "ruleset": article.ruleset,
        "metadata": {name: record[name] for name in record if name in FIELDS},
        "origins": {name: trace.origins[name] for name in record if name in trace.origins},
        "segments": [
            {
                "line": row.line,
                "start": row.parts[0].start,
                "end": row.parts[-1].end,
                "noise": None if row.noise is None else round(row.noise, 3),
                "parts": [{**part._asdict(), "text": text[part.start : part.end]} for part in row.parts],
            }
            for row in explain(trace)
        ],
        "left_out": [
            {"before_line": one.line + 1, "noise": round(one.noise, 3), "text": one.text} for one in trace.left_out
        ],
    }


def as_lines(trace: Trace, *, bidi: bool = True) -> Iterator[Line]:
    """Print an explanation for people, a line at a time, without line ends."""
    yield from _summary(trace, bidi)
    yield []
    rows = explain(trace)
    kind = max((len(part.kind) for row in rows for part in row.parts), default=0)
    rulings = (ruling(row, part) for row in rows for part in row.parts)
    rule = max(len(_left(0)) if trace.left_out else 0, *map(len, rulings), 0)
    layout = f"{{:>{max(4, len(str(rows[-1].line if rows else 0)))}}}  {{:<9}}  {{:<{kind}}}  {{:<{rule}}}  "
    for row in with_left_out(rows, trace.left_out):
        if isinstance(row, LeftOut):
            front = layout.format("", "left out", "", _left(row.noise))
            yield [Fragment(front, "faint"), Fragment(shown(row.text, bidi=bidi), "faint")]
            continue
        line = str(row.line)
        for part in row.parts:
            text = trace.document.text[part.start : part.end]
            if text.strip():
                style: Style = "" if part.verdict == "kept" else part.verdict
                front = layout.format(line, part.verdict, part.kind, ruling(row, part))
                yield [Fragment(front, style or "faint"), Fragment(shown(text, bidi=bidi), style)]
                line = ""


def ruling(row: Row, part: Part) -> str:
    """The rule behind a part; the classifier says how sure it is."""
    return f"{part.rule} {row.noise:.2f}" if part.rule == RULE and row.noise is not None else part.rule


def _left(noise: float) -> str:
    return f"{PAGE_RULE} {noise:.2f}"


def _summary(trace: Trace, bidi: bool) -> Iterator[Line]:
    decision, record = trace.decision, trace.article.as_dict()
    yield _entry("publisher", f"{decision.publisher or 'unknown'} (score {decision.score})")
    for reason in decision.reasons:
        yield _entry("", f"because of {shown(reason, bidi=bidi)}")
    for name in ("status", "method"):
        yield _entry(name, record[name])
    for name in record:
        if name in FIELDS and record[name] not in (None, []):
            values = record[name] if isinstance(record[name], list) else [record[name]]
            entry = _entry(name, ", ".join(shown(str(value), bidi=bidi) for value in values))
            origin = trace.origins.get(name)
            yield [*entry, Fragment(f"  ({origin})", "faint")] if origin else entry
    for warning in trace.article.warnings:
        yield _entry("warning", shown(warning, bidi=bidi))


def _entry(name: str, value: str) -> Line:
    return [Fragment(f"{name:<12}", "head"), Fragment(value)]
