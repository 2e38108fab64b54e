"""The JSON Schema of a rule file, made from the definitions in `cleaner.rule`."""

from __future__ import annotations

import ast
import inspect
from typing import Any

from cleaner import rule
from cleaner.model import FIELDS
from cleaner.rule import FORMS, RuleFile
from cleaner.rulefiles.yamlfile import KEYWORDS

_ID = "urn:article-cleaner:rule-file"
_ID_PATTERN = "^[a-z0-9]+(?:[-_/][a-z0-9]+)*$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_ONE_OF = (*FORMS, "counter", "cut", "run")

Schema = dict[str, Any]


def rule_schema() -> Schema:
    """Make the schema: msgspec's, closed to unknown keys, with what the loader asks for beyond types."""
    import msgspec

    made = _without_null(msgspec.json.schema(RuleFile))
    definitions: Schema = made["$defs"]
    docs = _attribute_docs()
    for name, definition in definitions.items():
        _close(definition, docs.get(name, {}))
    _add_demands(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "Rule file of article-cleaner",
        "description": definitions["RuleFile"]["description"],
        "$ref": made["$ref"],
        "$defs": definitions,
    }


def _without_null(value: Any) -> Any:
    """Take out null: a key without a value is an error in a rule file."""
    if isinstance(value, list):
        return [_without_null(item) for item in value]
    if not isinstance(value, dict):
        return value
    plain = {name: _without_null(part) for name, part in value.items() if part is not None}
    options = [option for option in plain.pop("anyOf", []) if option != {"type": "null"}]
    if len(options) > 1:
        return {**plain, "anyOf": options}
    return {**plain, **(options[0] if options else {})}


def _close(definition: Schema, docs: dict[str, str]) -> None:
    """Refuse unknown keys, name the keys as YAML does, and say what each is for."""
    spelled = {python: yaml for yaml, python in KEYWORDS.items()}
    properties: Schema = definition["properties"]
    for name, text in docs.items():
        properties[name]["description"] = text
    definition["properties"] = {spelled.get(name, name): part for name, part in properties.items()}
    definition["required"] = [spelled.get(name, name) for name in definition["required"]]
    definition["additionalProperties"] = False


def _add_demands(definitions: Schema) -> None:
    """State what the loader checks besides types."""
    owner, one, days = definitions["RuleFile"], definitions["Rule"], definitions["Valid"]
    for part in (owner["properties"]["id"], one["properties"]["id"]):
        part["pattern"] = _ID_PATTERN
    for part in days["properties"].values():
        part["pattern"] = _DAY
    one["required"] = [*one["required"], "examples"]
    one["properties"]["examples"].pop("default", None)
    one["oneOf"] = [{"required": [form]} for form in _ONE_OF]
    one["properties"]["set"]["propertyNames"] = {"enum": sorted(FIELDS)}
    examples = definitions["Examples"]
    examples["required"] = ["remove", "keep"]
    for name in examples["required"]:
        examples["properties"][name]["minItems"] = 1


def _attribute_docs() -> dict[str, dict[str, str]]:
    """Read the strings below the attributes of each class, those of its bases included."""
    tree = ast.parse(inspect.getsource(rule))
    docs: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            inherited = [docs.get(base.id, {}) for base in node.bases if isinstance(base, ast.Name)]
            docs[node.name] = {name: text for part in (*inherited, _docs_of(node)) for name, text in part.items()}
    return docs


def _docs_of(node: ast.ClassDef) -> dict[str, str]:
    """Read the attribute docstrings of one class."""
    found: dict[str, str] = {}
    name = ""
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and name:
            found[name] = inspect.cleandoc(str(statement.value.value))
            name = ""
        else:
            name = ""
    return found
