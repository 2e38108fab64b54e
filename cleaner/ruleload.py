"""Rule files, checked: from YAML to the dataclasses of `cleaner.rule`, with errors an author can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from cleaner.compiled import CompiledRule
from cleaner.condition import Test, compile_phrases
from cleaner.errors import RuleError
from cleaner.model import FIELDS
from cleaner.pattern import PhraseError
from cleaner.rule import Evidence, Rule, RuleFile
from cleaner.yamlfile import Lines, Path_, read_yaml

_ID = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STEP = re.compile(r"\.([A-Za-z_]+)|\[(\d+)\]")


def load_file(path: Path) -> tuple[RuleFile | None, dict[str, Any], list[RuleError]]:
    """Read and check one rule file: the file, its plain form (for caching), and all that is wrong with it.

    The file is None where it cannot be read far enough to be one.
    """
    try:
        plain, lines = read_yaml(path)
    except RuleError as error:
        return None, {}, [error]
    errors = list(_unknown_keys(path, plain, lines))
    if errors:
        return None, plain, errors
    try:
        checked = convert(plain)
    except ValueError as error:
        return None, plain, [_type_error(path, str(error), plain, lines)]
    return checked, plain, list(_meaning_errors(path, checked, lines))


def convert(plain: dict[str, Any]) -> RuleFile:
    """The dataclasses of a plain rule file; ValueError (msgspec's) where a value has the wrong type."""
    import msgspec

    return msgspec.convert(plain, RuleFile)


def build(kind: Any, plain: Any) -> Any:
    """`convert` for a file that was checked before: no checks, and nothing heavy to import."""
    if isinstance(plain, list):
        item = next((a for a in get_args(kind) if is_dataclass(a)), None) or _item_class(kind)
        return [build(item, value) for value in plain] if item else plain
    target = _class_of(kind)
    if target is None or not isinstance(plain, dict):
        return plain
    hints = _hints(target)
    return target(**{name: build(hints[name], value) for name, value in plain.items()})


_hints = cache(get_type_hints)


def _class_of(kind: Any) -> Any:
    if is_dataclass(kind):
        return kind
    return next((a for a in get_args(kind) if is_dataclass(a)), None)


def _item_class(kind: Any) -> Any:
    for option in (kind, *get_args(kind)):
        if get_origin(option) is list:
            return _class_of(get_args(option)[0])
    return None


def _unknown_keys(path: Path, plain: Any, lines: Lines) -> Iterator[RuleError]:
    yield from _walk(path, plain, RuleFile, (), lines)


def _walk(path: Path, plain: Any, kind: Any, place: Path_, lines: Lines) -> Iterator[RuleError]:
    if isinstance(plain, list):
        for number, value in enumerate(plain):
            yield from _walk(path, value, _item_class(kind) or kind, (*place, number), lines)
        return
    target = _class_of(kind)
    if target is None or not isinstance(plain, dict):
        return
    hints = _hints(target)
    for name, value in plain.items():
        here = (*place, name)
        if name in hints:
            yield from _walk(path, value, hints[name], here, lines)
        else:
            yield _unknown(path, name, hints, plain, lines.get(here, 0))


def _unknown(path: Path, name: str, hints: dict[str, Any], owner: dict[str, Any], line: int) -> RuleError:
    known = sorted(hint.rstrip("_") for hint in hints)
    close = get_close_matches(name, known, 1)
    mend = f"did you mean '{close[0]}'?" if close else f"known here: {', '.join(known)}"
    return RuleError(path, line, f"unknown key '{name}'", str(owner.get("id", "")), mend)


def _type_error(path: Path, message: str, plain: dict[str, Any], lines: Lines) -> RuleError:
    """Msgspec's message with our place: `... - at `$.rules[0].line``."""
    problem, _, where = message.partition(" - at ")
    place: Path_ = tuple(name or int(number) for name, number in _STEP.findall(where))
    while place and place not in lines:
        place = place[:-1]
    rule = ""
    if len(place) > 1 and place[0] in ("rules", "recognise") and isinstance(plain.get(str(place[0])), list):
        owner = plain[str(place[0])][int(place[1])]
        rule = str(owner.get("id", "")) if isinstance(owner, dict) else ""
    at = ".".join(str(step).rstrip("_") for step in place if isinstance(step, str))
    mend = "put the text in double quotes" if "got `int`" in problem or "got `bool`" in problem else ""
    if "enum value" in problem:
        mend = "see docs/rules.md for the words this key knows"
    return RuleError(path, lines.get(place, 1), f"{at}: {problem}" if at else problem, rule, mend)


def _meaning_errors(path: Path, checked: RuleFile, lines: Lines) -> Iterator[RuleError]:
    """What the types cannot say: ids, dates, examples, phrases that do not compile."""
    if not _ID.fullmatch(checked.id):
        yield RuleError(path, lines.get(("id",), 1), f"bad id '{checked.id}'", mend="lower case, like this-one")
    elif checked.id.rsplit("/", 1)[-1] != path.stem:
        yield RuleError(path, lines.get(("id",), 1), f"id '{checked.id}' is not the file's name", mend=f"id: {path.stem}")
    seen: set[str] = set()
    for number, rule in enumerate(checked.rules):
        line = lines.get(("rules", number), 1)
        for problem, mend in _rule_problems(checked, rule, seen):
            yield RuleError(path, line, problem, rule.id, mend)
        seen.add(rule.id)
    for number, evidence in enumerate(checked.recognise):
        try:
            compile_evidence(evidence).check()
        except PhraseError as error:
            yield RuleError(path, lines.get(("recognise", number), 1), f"recognise: {error}", "", error.mend)


def _rule_problems(checked: RuleFile, rule: Rule, seen: set[str]) -> Iterator[tuple[str, str]]:
    if rule.id in seen:
        yield f"a second rule '{rule.id}'", "give each rule its own id"
    if not _ID.fullmatch(rule.id):
        yield f"bad rule id '{rule.id}'", "lower case words with hyphens, such as copyright-footer"
    if not rule.examples.remove or not rule.examples.keep:
        missing = "remove" if not rule.examples.remove else "keep"
        yield f"no example of what to {missing}", f'examples: {{{missing}: ["..."]}}'
    for name in rule.set:
        if name not in FIELDS:
            close = get_close_matches(name, FIELDS, 1)
            yield f"unknown metadata field '{name}'", f"did you mean '{close[0]}'?" if close else f"one of {sorted(FIELDS)}"
    for day in (rule.valid.from_, rule.valid.until) if rule.valid else ():
        if day is not None and not _DAY.fullmatch(day):
            yield f"'{day}' is not a day", 'write it as "2024-05-31"'
    try:
        CompiledRule(rule, checked.id, 0).check()
    except PhraseError as error:
        yield str(error), error.mend


def compile_evidence(evidence: Evidence) -> Test:
    """A sign of a publisher, ready to be looked for; PhraseError when it cannot be."""
    patterns = compile_phrases(evidence)
    if not patterns:
        raise PhraseError("a sign without words", "write line, starts, ends, contains or regex")
    test = Test(evidence, patterns)
    if test.aim.on_all or test.aim.on_bare or test.aim.symbols or test.needs_scene:
        raise PhraseError("nothing in this sign says where to look", "add words, or a neighbour with words")
    return test




