"""Printed forms of what `cleaner.workbench.stats` counted: tables for people, plain values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cleaner.show.safe import Fragment, Line
from cleaner.workbench.issues import counted
from cleaner.workbench.listing import plain, print_table, yaml_lines
from cleaner.workbench.repeats import Candidate
from cleaner.workbench.stats import Stats

_PLACES = ("head", "body", "tail")
_MOST = 30
"""So many candidates are printed; a person reads no more."""


def as_dict(stats: Stats, baseline: dict[str, Any] | None = None) -> dict[str, Any]:
    """Give all counts as plain JSON types; with a baseline, also whose share has moved."""
    out = {
        "texts": stats.texts,
        "failed": stats.failed,
        "ruleset": stats.ruleset,
        "publishers": publisher_rows(stats),
        "rules": rule_rows(stats),
        "silent": stats.silent(),
        "unseen": stats.unseen(),
        "candidates": [_candidate(one) for one in stats.candidates()],
    }
    if baseline is not None:
        out["moved"] = {id_: {"then": then, "now": now} for id_, (then, now) in stats.moved(baseline).items()}
    return out


def publisher_rows(stats: Stats) -> list[dict[str, Any]]:
    """Describe the publishers seen, those of most texts first."""
    counts = sorted(stats.publishers.items(), key=lambda item: (-item[1].texts, item[0]))
    return [
        {"texts": one.texts, "removed": round(one.share, 4), "rolled_back": one.rolled_back, "publisher": id_}
        for id_, one in counts
    ]


def rule_rows(stats: Stats) -> list[dict[str, Any]]:
    """Describe the rules that matched, those of most texts first."""
    counts = sorted(stats.rules.items(), key=lambda item: (-item[1].texts, item[0]))
    return [
        {
            "texts": one.texts,
            "pieces": one.pieces,
            "characters": one.characters,
            **{place: one.places[place] for place in _PLACES},
            "kind": one.kind,
            "rule": id_,
        }
        for id_, one in counts
    ]


def _candidate(one: Candidate) -> dict[str, Any]:
    return {"publisher": one.group, "line": one.line, "seen": one.seen, "texts": one.texts, "rule": plain(one.rule)}


def as_lines(stats: Stats, baseline: dict[str, Any] | None = None) -> Iterator[Line]:
    """Print all counts for people, a section each."""
    failed = f", {stats.failed} failed" if stats.failed else ""
    yield [Fragment(f"{counted(stats.texts, 'text')}{failed}, {counted(len(stats.rules), 'rule')} fired", "head")]
    if baseline is not None:
        yield from _moved(stats, baseline)
    publishers = [{**row, "removed": f"{row['removed']:.1%}"} for row in publisher_rows(stats)]
    yield from _table("What part of each publisher's texts goes", publishers)
    yield from _table("Rules that fired", rule_rows(stats))
    yield from _silent(stats)
    yield from _candidates(stats.candidates())


def _moved(stats: Stats, baseline: dict[str, Any]) -> Iterator[Line]:
    moved = stats.moved(baseline)
    yield from _section("Moved since the baseline" if moved else "Nothing moved since the baseline")
    for id_, (then, now) in moved.items():
        yield [Fragment(f"  {id_}: {then:.1%} -> {now:.1%}", "spared")]


def _section(title: str) -> Iterator[Line]:
    yield []
    yield [Fragment(title, "head")]


def _table(title: str, rows: Sequence[dict[str, Any]]) -> Iterator[Line]:
    if rows:
        yield from _section(title)
        yield from ([Fragment(f"  {line}")] for line in print_table(rows).splitlines())


def _silent(stats: Stats) -> Iterator[Line]:
    silent, unseen = stats.silent(), stats.unseen()
    if silent:
        yield from _section("Rules that never fired, of those that were tried")
    for owner, rules in silent.items():
        names = ", ".join(rule.removeprefix(f"{owner}.") for rule in rules)
        yield [Fragment(f"  {owner}: "), Fragment(names, "faint")]
    if unseen:
        yield [Fragment(f"  (no text of {counted(len(unseen), 'publisher')}: {', '.join(unseen)})", "faint")]


def _candidates(candidates: Sequence[Candidate]) -> Iterator[Line]:
    """Print ready rules by publisher, to be copied into its file."""
    if candidates:
        yield from _section("Lines that repeat and stay. Noise or not is yours to say; a rule for each")
    group = ""
    for one in candidates[:_MOST]:
        if one.group != group:
            group = one.group
            yield [Fragment(f"# {group}", "head")]
            yield [Fragment("rules:")]
        block = list(yaml_lines(plain(one.rule), "    "))
        yield from ([Fragment(line)] for line in (f"  - {block[0].lstrip()}", *block[1:]))
    if len(candidates) > _MOST:
        yield [Fragment(f"({len(candidates) - _MOST} more; -f json has them all)", "faint")]
