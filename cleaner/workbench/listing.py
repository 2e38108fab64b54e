"""What rules there are, for `cleaner rules list` and `show`: as plain values and as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from cleaner.errors import UsageError
from cleaner.matching.compiled import CompiledRule
from cleaner.rulefiles.layers import Layer, layer_of
from cleaner.rulefiles.rulebase import RuleBase
from cleaner.workbench.issues import shown_path

# Words that need no quotes, and those that YAML takes for something else.
_WORD = re.compile(r"[a-z][a-z0-9-]*")
_NOT_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ISOLATE, _POP = "\u2068", "\u2069"


def list_files(rules: RuleBase, layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """Describe every publisher, pack and family in a few words; of one written in several layers, name them all."""
    groups = (("publisher", rules.publishers), ("pack", rules.packs), ("family", rules.families))
    return [
        {
            "id": id_,
            "kind": kind,
            "language": rules.file(id_).language,
            "rules": len(rules.file(id_).rules),
            "layer": " + ".join(layer_of(layers, path) for path, _ in rules.parts(id_)),
            "path": shown_path(rules.path(id_)),
            "name": rules.file(id_).name,
        }
        for kind, ids in groups
        for id_ in ids
    ]


def print_table(rows: Sequence[dict[str, Any]]) -> str:
    """Set rows in columns under their keys; the name, in any script, comes last and isolated."""
    cells = [[*map(str.upper, rows[0])]] if rows else []
    cells += [["-" if value is None else str(value) for value in row.values()] for row in rows]
    for row in cells[1:]:
        row[-1] = f"{_ISOLATE}{row[-1]}{_POP}"
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    widths[-1:] = [0]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in cells)


def describe(rules: RuleBase, layers: Sequence[Layer], id_: str) -> dict[str, Any]:
    """Give a publisher or pack with the rules in force for its texts, each with its origin, and the files it is from.

    Raises UsageError for an unknown id.
    """
    if id_ not in rules:
        raise UsageError(f"unknown publisher or pack '{id_}'; see 'cleaner rules list'")
    file = rules.file(id_)
    disabled: frozenset[str] = frozenset()
    if id_ in rules.publishers:
        disabled = rules.disabled(id_)
        in_force: Iterable[CompiledRule] = (
            *rules.pack_matcher(file.language).rules,
            *rules.publisher_matcher(id_).rules,
        )
    else:
        in_force = rules.publisher_matcher(id_).rules
    about = {name: value for name, value in plain(file).items() if name != "rules"}
    listed = [_describe_rule(rules, rule, disabled) for rule in in_force]
    files = [{"path": shown_path(path), "layer": layer_of(layers, path)} for path, _ in rules.parts(id_)]
    return {"files": files, **about, "rules": listed}


def _describe_rule(rules: RuleBase, rule: CompiledRule, disabled: frozenset[str]) -> dict[str, Any]:
    origin, _, id_ = rule.id.rpartition(".")
    place = {"origin": origin, "path": shown_path(rules.origin(origin, id_)), "disabled": rule.id in disabled}
    return {**place, **plain(rule.rule)}


def plain(value: Any) -> Any:
    """Turn a part of a rule file back into what its author wrote: no defaults, YAML's own key names."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if not is_dataclass(value):
        return value
    given = ((item.name, getattr(value, item.name), item) for item in fields(value))
    written = {name.rstrip("_"): plain(part) for name, part, item in given if part != _default(item)}
    return {name: written[name] for name in sorted(written, key=_by_importance)}


def _by_importance(name: str) -> bool:
    """Put what names a rule first, the rest in the order of the definitions."""
    return name not in ("id", "kind", "name")


def _default(item: Any) -> Any:
    return item.default_factory() if item.default_factory is not MISSING else item.default


def print_description(about: dict[str, Any]) -> str:
    """Print what `describe` gives as YAML, a comment above the rules of each origin."""
    lines = [f"# {file['path']} ({file['layer']})" for file in about["files"]]
    head = {name: value for name, value in about.items() if name not in ("files", "rules")}
    lines += yaml_lines(head, "")
    lines.append("rules:" if about["rules"] else "rules: []")
    path = ""
    for rule in about["rules"]:
        if rule["path"] != path:
            path = rule["path"]
            lines += ["", f"  # from {rule['origin']}, {path}"]
        if rule["disabled"]:
            lines.append("  # disabled for this publisher:")
        own = {name: value for name, value in rule.items() if name not in ("origin", "path", "disabled")}
        block = list(yaml_lines(own, "    "))
        lines += [f"  - {block[0].lstrip()}", *block[1:]]
    return "\n".join(lines) + "\n"


def yaml_lines(mapping: dict[str, Any], indent: str) -> Iterator[str]:
    """Print a mapping, a key a line; its values as JSON, which is YAML."""
    for name, value in mapping.items():
        bare = isinstance(value, str) and _WORD.fullmatch(value) and value not in _NOT_TEXT
        yield f"{indent}{name}: {value if bare else _quoted(value)}"


def _quoted(value: Any) -> str:
    """JSON in which what YAML would refuse or fold is named by its number."""
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
