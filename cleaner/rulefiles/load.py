"""Rule files, checked: from YAML to the dataclasses of `cleaner.rule`, with errors an author can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from cleaner.errors import RuleError
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.condition import compile_evidence
from cleaner.matching.pattern import PhraseError
from cleaner.matching.phrase import compile_phrase
from cleaner.matching.phrasebook import Compile
from cleaner.model import FIELDS
from cleaner.page.select import layout_problems
from cleaner.rule import FORMS, Rule, RuleFile, Valid

if TYPE_CHECKING:
    from cleaner.rulefiles.yamlfile import Lines, Path_

_ID = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)*")
_DOMAIN = re.compile(r"[^\W_A-Z]+(?:[.-]+[^\W_A-Z]+)*\.[^\W_A-Z]{2,}")
_STEP = re.compile(r"\.([A-Za-z_]+)|\[(\d+)\]")


def load_file(
    path: Path, compile_one: Compile = compile_phrase
) -> tuple[RuleFile | None, dict[str, Any], list[RuleError]]:
    """Read and check one rule file: the file, its plain form (for caching), and all that is wrong with it.

    The file is None where it cannot be read far enough to be one. A Phrasebook as `compile_one` keeps the phrases
    that checking compiles.
    """
    from cleaner.rulefiles.yamlfile import read_yaml

    try:
        plain, lines = read_yaml(path)
    except RuleError as error:
        return None, {}, [error]
    errors = [
        RuleError(path, lines[place], problem, _rule_at(plain, place), mend)
        for place, problem, mend in _unknown_keys(plain, RuleFile)
    ]
    if errors:
        return None, plain, errors
    try:
        checked = convert(plain)
    except ValueError as error:
        return None, plain, [_type_error(path, str(error), plain, lines)]
    return checked, plain, list(_meaning_errors(path, checked, lines, compile_one))


def convert(plain: dict[str, Any]) -> RuleFile:
    """The dataclasses of a plain rule file; ValueError (msgspec's) where a value has the wrong type."""
    import msgspec

    return msgspec.convert(plain, RuleFile)


def build(kind: Any, plain: Any) -> Any:
    """`convert` for a file that was checked before: no checks, and nothing heavy to import."""
    if isinstance(plain, list):
        item = _item_class(kind)
        return [build(item, value) for value in plain] if item else plain
    target = _class_of(kind)
    if target is None or not isinstance(plain, dict):
        return plain
    hints = _hints(target)
    return target(**{name: build(hints[name], value) for name, value in plain.items()})


_hints = cache(get_type_hints)


@cache
def _class_of(kind: Any) -> Any:
    return next((option for option in (kind, *get_args(kind)) if is_dataclass(option)), None)


@cache
def _item_class(kind: Any) -> Any:
    """The dataclass of a list's items, if they are of one."""
    for option in (kind, *get_args(kind)):
        if get_origin(option) is list:
            return _class_of(get_args(option)[0])
    return None


def _unknown_keys(plain: Any, kind: Any, place: Path_ = ()) -> Iterator[tuple[Path_, str, str]]:
    """The place of every key that the dataclasses do not have, with a problem and a mend."""
    if isinstance(plain, list):
        item = _item_class(kind) or _class_of(kind)
        for number, value in enumerate(plain if item else ()):
            yield from _unknown_keys(value, item, (*place, number))
        return
    target = _class_of(kind)
    if target is None or not isinstance(plain, dict):
        return
    hints = _hints(target)
    for name, value in plain.items():
        if name in hints:
            yield from _unknown_keys(value, hints[name], (*place, name))
            continue
        known = sorted(hint.rstrip("_") for hint in hints)
        close = get_close_matches(name, known, 1)
        mend = f"did you mean '{close[0]}'?" if close else f"known here: {', '.join(known)}"
        yield (*place, name), f"unknown key '{name}'", mend


def _rule_at(plain: dict[str, Any], place: Path_) -> str:
    """The id of the rule that a place of a file lies in; empty outside of rules."""
    rules = plain.get("rules")
    if len(place) < 2 or place[0] != "rules" or not isinstance(rules, list):
        return ""
    rule = rules[int(place[1])]
    return str(rule.get("id", "")) if isinstance(rule, dict) else ""


def _type_error(path: Path, message: str, plain: dict[str, Any], lines: Lines) -> RuleError:
    """Msgspec's message with our place: `... - at `$.rules[0].line``."""
    problem, _, where = message.partition(" - at ")
    place: Path_ = tuple(name or int(number) for name, number in _STEP.findall(where))
    while place and place not in lines:
        place = place[:-1]
    at = ".".join(str(step).rstrip("_") for step in place if isinstance(step, str))
    mend = "put the text in double quotes" if "got `int`" in problem or "got `bool`" in problem else ""
    if "enum value" in problem:
        mend = "see docs/rules.md for the words this key knows"
    shown = f"{at}: {problem}" if at else problem
    return RuleError(path, lines.get(place, 1), shown, _rule_at(plain, place), mend)


def _meaning_errors(path: Path, checked: RuleFile, lines: Lines, compile_one: Compile) -> Iterator[RuleError]:
    """What the types cannot say: ids, dates, examples, phrases that do not compile."""
    for key, problem, mend in _head_problems(checked, path.stem):
        yield RuleError(path, lines.get((key,), 1), problem, mend=mend)
    seen: set[str] = set()
    for number, rule in enumerate(checked.rules):
        line = lines.get(("rules", number), 1)
        for problem, mend in _rule_problems(checked, rule, seen, compile_one):
            yield RuleError(path, line, problem, rule.id, mend)
        seen.add(rule.id)
    for number, layout in enumerate(checked.layouts):
        line = lines.get(("html", number), lines.get(("html",), 1))
        for problem, mend in (*layout_problems(layout), *_day_problems(layout.valid or Valid())):
            yield RuleError(path, line, f"html: {problem}", mend=mend)
    for number, evidence in enumerate(checked.recognise):
        try:
            compile_evidence(evidence).check()
        except PhraseError as error:
            yield RuleError(path, lines.get(("recognise", number), 1), f"recognise: {error}", "", error.mend)


def is_id(text: str) -> bool:
    """Whether a text can be the id of a rule file or a rule."""
    return bool(_ID.fullmatch(text))


def _head_problems(checked: RuleFile, stem: str) -> Iterator[tuple[str, str, str]]:
    if not is_id(checked.id):
        yield "id", f"bad id '{checked.id}'", "lower case, like this-one"
    elif checked.id.rsplit("/", 1)[-1] != stem:
        yield "id", f"id '{checked.id}' is not the file's name", f"id: {stem}"
    if checked.timezone is not None and not _is_zone(checked.timezone):
        yield "timezone", f"unknown timezone '{checked.timezone}'", "an IANA name such as Africa/Cairo"
    for domain in checked.domains:
        if not _DOMAIN.fullmatch(domain) or domain.startswith("www."):
            yield "domains", f"'{domain}' is not a domain", "lower case, without https:// and www., such as example.com"
        elif _is_public_suffix(domain):
            problem = f"the domain '{domain}' is a public suffix, below which are sites of many"
            yield "domains", problem, f"the publisher's own domain, such as example.{domain}"


def _is_public_suffix(domain: str) -> bool:
    """Whether anybody may register names below a domain: https://publicsuffix.org, private suffixes too."""
    from tld.utils import is_tld

    return is_tld(domain, search_private=True)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return False
    except KeyError:  # a machine may have no zones at all
        return name != "UTC" and not _is_zone("UTC")
    return True


def _day_problems(valid: Valid) -> Iterator[tuple[str, str]]:
    days = [day for day in (valid.from_, valid.until) if day is not None]
    for day in days:
        if not _is_day(day):
            yield f"'{day}' is not a day", 'write it as "2024-05-31"'
    if days != sorted(days):
        yield f"no day lies from {days[0]} until {days[1]}", "swap the two"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _idle(rule: Rule) -> Iterator[tuple[str, str]]:
    """Keys that a rule's form does not look at, with that form."""
    segments = next((form for form in ("counter", "cut", "run") if getattr(rule, form)), "")
    if rule.edits and not rule.line:
        yield "edits", segments or next((form for form in FORMS if getattr(rule, form)), "")
    if not rule.fold and (segments or rule.edits):
        yield "fold", segments or "edits"
    if rule.counter:
        yield from ((key, "counter") for key in ("shape", "previous", "next") if getattr(rule, key))
    if rule.run and rule.shape and not (rule.run.after or rule.run.before):
        yield "shape", "run"
    if rule.protect and not rule.remove:
        yield "remove", "protect"


def _rule_problems(checked: RuleFile, rule: Rule, seen: set[str], compile_one: Compile) -> Iterator[tuple[str, str]]:
    if rule.id in seen:
        yield f"a second rule '{rule.id}'", "give each rule its own id"
    if not is_id(rule.id):
        yield f"bad rule id '{rule.id}'", "lower case words with hyphens, such as copyright-footer"
    if not rule.examples.remove or not rule.examples.keep:
        missing = "remove" if not rule.examples.remove else "keep"
        yield f"no example of what to {missing}", f'examples: {{{missing}: ["..."]}}'
    for key, form in _idle(rule):
        yield f"'{key}' does nothing beside '{form}'", f"delete '{key}'"
    for name in rule.set:
        if name not in FIELDS:
            close = get_close_matches(name, FIELDS, 1)
            mend = f"did you mean '{close[0]}'?" if close else f"one of {', '.join(sorted(FIELDS))}"
            yield f"unknown metadata field '{name}'", mend
    yield from _day_problems(rule.valid or Valid())
    try:
        CompiledRule(rule, checked.id, 0, compile_one).check()
    except PhraseError as error:
        yield str(error), error.mend
