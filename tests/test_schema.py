"""The JSON Schema accepts what the loader accepts and refuses what it refuses, as far as a schema can."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import ARABIC, GAZETTE, ROOT, UNIVERSAL, run
from jsonschema import Draft202012Validator

from cleaner.rule import KINDS
from cleaner.rulefiles.schema import rule_schema

SCHEMA = rule_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
SHIPPED = sorted((ROOT / "rules").glob("*/*.yaml"))

RULE: dict[str, Any] = {
    "id": "one", "kind": "share", "line": "شارك", "examples": {"remove": ["شارك"], "keep": ["مشارك"]},
}  # fmt: skip
FILE: dict[str, Any] = {"id": "gazette", "name": "Gazette", "rules": [RULE]}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert {"$schema", "$id", "title", "description"} <= set(SCHEMA)


@pytest.mark.parametrize("text", [UNIVERSAL, ARABIC, GAZETTE])
def test_accepts_rule_files(text: str) -> None:
    assert list(VALIDATOR.iter_errors(yaml.safe_load(text))) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_accepts_the_shipped_files(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


def test_keys_that_are_words_of_python() -> None:
    file = copy.deepcopy(FILE)
    rule = file["rules"][0]
    del rule["line"]
    rule |= {"cut": {"from": "شارك", "max": 3}, "valid": {"from": "2020-01-01"}}
    assert VALIDATOR.is_valid(file)
    rule["cut"] = {"from_": "شارك"}
    assert not VALIDATOR.is_valid(file)


@pytest.mark.parametrize(
    "change",
    [
        {"lin": "a"},
        {"kind": "noise"},
        {"where": "middle"},
        {"line": 7},
        {"line": None},
        {"starts": "a"},
        {"id": "One Rule"},
        {"examples": {"remove": ["a"]}},
        {"examples": {"remove": ["a"], "keep": []}},
        {"set": {"titel": "a"}},
        {"valid": {"until": "yesterday"}},
        {"shape": {"words": 3}},
    ],
    ids=str,
)
def test_refuses(change: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(FILE)
    assert not VALIDATOR.is_valid({**FILE, "rules": [RULE | change]})


@pytest.mark.parametrize("key", ["id", "kind", "examples"])
def test_asks_for(key: str) -> None:
    assert not VALIDATOR.is_valid({**FILE, "rules": [{name: part for name, part in RULE.items() if name != key}]})


def test_words_for_editors() -> None:
    rule = SCHEMA["$defs"]["Rule"]["properties"]
    assert set(rule["kind"]["enum"]) == KINDS
    assert set(rule["where"]["enum"]) == {"any", "head", "body", "tail"}
    assert rule["line"]["description"].startswith("The whole segment")
    assert "description" in rule["protect"]
    assert all(part["additionalProperties"] is False for part in SCHEMA["$defs"].values())
    assert "null" not in json.dumps(SCHEMA)


def test_command() -> None:
    result = run("rules", "schema")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == SCHEMA
