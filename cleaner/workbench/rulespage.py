"""The rule files as web pages: what each publisher and pack removes, with its examples, and an index of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.matching.compiled import CompiledRule
from cleaner.model import Match
from cleaner.rule import Rule, RuleFile
from cleaner.rulefiles.layers import Layer, layer_of
from cleaner.rulefiles.rulebase import RuleBase
from cleaner.show.explainpage import kind_chip
from cleaner.show.markup import Markup, element, page
from cleaner.workbench.issues import counted
from cleaner.workbench.listing import plain, yaml_lines
from cleaner.workbench.ruletest import matches_of

INDEX = "index.html"
# Shown elsewhere than among what a rule looks at.
_APART = frozenset({"id", "kind", "why", "examples"})

Counts = Mapping[str, int]
"""In how many texts each rule matched, by full id."""


def rule_pages(rules: RuleBase, layers: Sequence[Layer], counts: Counts | None = None) -> Iterator[tuple[str, str]]:
    """Make the pages: the name of each file and what is in it. `counts` are shown where they are known."""
    yield INDEX, _index(rules)
    for id_ in (*rules.publishers, *rules.packs, *rules.families):
        yield _address(id_), _file_page(rules, layers, id_, counts)


def _address(id_: str) -> str:
    return f"{id_.replace('/', '-')}.html"


def _index(rules: RuleBase) -> str:
    parts = [("Publishers", rules.publishers), ("Packs", rules.packs), ("Families", rules.families)]
    tables = [
        element("section", {"class": "panel scroll"}, element("h2", None, title), _table([rules.file(i) for i in ids]))
        for title, ids in parts
        if ids
    ]
    facts = f"{counted(len(rules.publishers), 'publisher')}, {counted(len(rules.packs), 'pack')}, rule set {rules.hash}"
    heading = "What the rules remove"
    return page(
        heading,
        element("header", None, element("h1", None, heading), element("p", {"class": "facts"}, facts)),
        element("main", None, tables),
    )


def _table(files: Sequence[RuleFile]) -> Markup:
    heads = [element("th", {"class": "number" if name in ("rules", "examples") else None}, name) for name in
             ("id", "name", "language", "rules", "examples")]  # fmt: skip
    rows = [
        element(
            "tr",
            None,
            element("td", None, element("a", {"href": _address(file.id)}, file.id)),
            element("td", {"class": "text", "dir": "auto"}, file.name),
            element("td", None, file.language or ""),
            element("td", {"class": "number"}, str(len(file.rules))),
            element("td", {"class": "number"}, str(_examples(file))),
        )
        for file in files
    ]
    return element("table", None, element("thead", None, element("tr", None, heads)), element("tbody", None, rows))


def _examples(file: RuleFile) -> int:
    return sum(len(rule.examples.remove) + len(rule.examples.keep) for rule in file.rules)


def _file_page(rules: RuleBase, layers: Sequence[Layer], id_: str, counts: Counts | None) -> str:
    file = rules.file(id_)
    origin = " + ".join(layer_of(layers, path) for path, _ in rules.parts(id_))
    facts = [("", id_), ("language", file.language), ("time zone", file.timezone), ("domains", ", ".join(file.domains)),
             ("extends", ", ".join(file.extends)), ("rules", str(len(file.rules))),
             ("examples", str(_examples(file))), ("from", origin)]  # fmt: skip
    told = [element("span", None, f"{label} ", element("b", None, fact)) for label, fact in facts if fact]
    signs = [_code(plain(sign)) for sign in file.recognise]
    return page(
        file.name,
        element(
            "header",
            None,
            element("p", {"class": "faint"}, element("a", {"href": INDEX}, "All publishers and packs")),
            element("h1", {"dir": "auto"}, file.name),
            element("p", {"class": "facts"}, told),
        ),
        element(
            "main",
            None,
            [element("section", {"class": "panel"}, element("h2", None, "Recognised by"), signs)] if signs else [],
            [_rule(file, rule, counts) for rule in file.rules],
        ),
    )


def _rule(file: RuleFile, rule: Rule, counts: Counts | None) -> Markup:
    """One rule: what it looks at, why, and what it removes and leaves."""
    seen = "" if counts is None else f"matched in {counted(counts.get(f'{file.id}.{rule.id}', 0), 'text')}"
    gone = rule.remove and not rule.protect
    compiled = CompiledRule(rule, file.id, 0)
    examples = [
        _example(_deed(rule) or "removes", _struck(text, matches_of(compiled, text, file.language)) if gone else text)
        for text in rule.examples.remove
    ]
    examples += [_example("leaves", text) for text in rule.examples.keep]
    return element(
        "section",
        {"class": "panel", "id": rule.id},
        element("p", {"class": "facts"}, element("code", None, element("b", None, rule.id)),
                kind_chip(rule.kind, gone=gone), _deed(rule), " ", seen),
        [element("p", {"dir": "auto"}, rule.why)] if rule.why else [],
        _code({name: value for name, value in plain(rule).items() if name not in _APART}),
        element("ul", {"class": "examples"}, examples),
    )  # fmt: skip


def _deed(rule: Rule) -> str:
    return "protects" if rule.protect else "" if rule.remove else "reads"


def _struck(text: str, matches: Sequence[Match]) -> Iterator[str]:
    """A text with what goes struck out."""
    place = 0
    for match in sorted(matches):
        yield text[place : match.start]
        yield element("s", None, text[max(place, match.start) : match.end])
        place = max(place, match.end)
    yield text[place:]


def _example(label: str, text: str | Iterator[str]) -> Markup:
    shown = element("span", {"class": "text", "dir": "auto"}, text)
    return element("li", None, element("span", {"class": "faint"}, label), shown)


def _code(mapping: dict[str, Any]) -> Markup:
    return element("pre", {"dir": "auto"}, "\n".join(yaml_lines(mapping, "")))


def read_counts(path: Path) -> Counts:
    """Read the counts out of what `rules stats -f json` wrote; ValueError where it is something else."""
    import json

    try:
        told = json.loads(path.read_bytes())
        return {row["rule"]: int(row["texts"]) for row in told["rules"]}
    except (TypeError, KeyError) as error:
        raise ValueError(str(error)) from None
