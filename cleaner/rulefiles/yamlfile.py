"""Strict YAML: what an author meant is what is read, or an error says where it is not.

The only importer of yaml. Plain `yaml.safe_load` keeps the last of two equal keys and turns `no`
into False and `1.10` into 1.1; here those are errors with the line and the mend.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from cleaner.errors import RuleError

Path_ = tuple[str | int, ...]
Lines = dict[Path_, int]

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DEEPEST = 50
# Keys that are words of Python; the dataclasses of `cleaner.rule` spell them with an underscore.
KEYWORDS = {"from": "from_"}

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> tuple[dict[str, Any], Lines]:
    """A YAML file that holds one mapping, as plain values, and the line (1-based) of each part.

    Parts are named by their path: `("rules", 0, "id")`. Raises RuleError.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(path, 0, f"cannot be read: {error}", mend="a rule file is UTF-8 text") from None
    try:
        _check_depth(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _syntax_error(path, error) from None
    if not isinstance(node, yaml.MappingNode):
        raise RuleError(path, 1, "is not a rule file", mend="begin with 'id: ...' and 'name: ...'")
    return _Reader(path).read(node)


def _check_depth(text: str) -> None:
    """The C loader recurses until the process dies; no rule file is deeper than a few levels."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=event.start_mark)


def _syntax_error(path: Path, error: Exception) -> RuleError:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error).split("\n", maxsplit=1)[0]
    mend = "indent with blanks, and put texts with : # ' \" { [ * & ! | > % @ in double quotes"
    return RuleError(path, mark.line + 1 if mark else 0, f"is not YAML: {problem}", mend=mend)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: Lines = {}
        self._seen: set[int] = set()

    def read(self, root: yaml.MappingNode) -> tuple[dict[str, Any], Lines]:
        return self._mapping(root, ()), self._lines

    def _error(self, node: yaml.Node, problem: str, mend: str) -> RuleError:
        return RuleError(self._path, node.start_mark.line + 1, problem, mend=mend)

    def _value(self, node: yaml.Node, place: Path_) -> Any:
        self._lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            raise self._error(node, "an alias (*name)", "write the text again, or use 'extends'")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return [self._value(child, (*place, number)) for number, child in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, place: Path_) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, "a key that is not a word", "write one word and a colon")
            name = KEYWORDS.get(key, key)
            if name in out:
                raise self._error(key_node, f"the key '{key}' stands twice", "merge the two or delete one")
            out[name] = self._value(value_node, (*place, name))
            self._lines[(*place, name)] = key_node.start_mark.line + 1
        return out

    def _scalar(self, node: yaml.ScalarNode) -> str | int | bool:
        kind = node.tag.rsplit(":", 1)[-1]
        plain = not node.style  # None from the Python loader, '' from the C one
        if kind == "str" or not plain:
            return str(node.value)
        if kind == "bool" and node.value in ("true", "false"):
            return bool(node.value == "true")
        if kind == "int" and _INTEGER.fullmatch(node.value):
            return int(node.value)
        if kind == "null":
            raise self._error(node, "a key without a value", "give it a value or delete the key")
        raise self._error(
            node,
            f"{node.value} without quotes means a {kind} to YAML",
            f'write "{node.value}" for the text, or true / false',
        )
