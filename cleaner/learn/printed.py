"""A learned rule file as YAML that a person likes to review: a phrase a line, with what speaks for it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cleaner.learn.learn import Lesson
from cleaner.learn.lines import LeftOut
from cleaner.rule import Rule
from cleaner.workbench.listing import plain

_WIDEST = 100
_MOST_LEFT_OUT = 20
_LONGEST_LEFT_OUT = 80
_MOST_COUNTED = 20
_PLAIN = re.compile("[a-z]+(?:-[a-z0-9]+)+|[a-z]{4,}")
"""What needs no quotes: none of it is a word of YAML's, such as no or off."""

_UNPRINTABLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})


def print_lesson(lesson: Lesson) -> str:
    """The rule file, with what was considered and left out as comments at its end."""
    return "".join(f"{line}\n" for line in _lines(lesson))


def _lines(lesson: Lesson) -> Iterator[str]:
    file = lesson.file
    copies = f" ({lesson.copies} more told a story again)" if lesson.copies else ""
    yield f"# Learned by 'cleaner rules learn' from {lesson.pages} texts{copies}. Repetition is evidence, not proof:"
    yield "# read every rule, delete what is part of articles, give name, timezone and domains."
    yield f"id: {file.id}"
    yield f"name: {quoted(file.name)}"
    if file.language:
        yield f"language: {file.language}"
    if file.domains:
        yield f"domains: [{', '.join(file.domains)}]"
    yield "classifier: true  # these rules are a draft: let the classifier judge what they do not know"
    if file.recognise:
        yield from ("", "recognise:")
        yield from (f"  - {_flow(plain(sign))}" for sign in file.recognise)
    if file.rules:
        yield from ("", "rules:")
    for number, rule in enumerate(file.rules):
        if number:
            yield ""
        block = list(_rule(rule, lesson.seen.get(rule.id, {})))
        yield f"  - {block[0]}"
        yield from (f"    {line}" for line in block[1:])
    if lesson.left_out:
        yield from ("", *_left_out(lesson.left_out))


def _rule(rule: Rule, seen: Mapping[str, int]) -> Iterator[str]:
    for key, value in sorted(plain(rule).items(), key=lambda item: item[0] not in ("id", "kind", "where")):
        if key == "why":
            continue
        if isinstance(value, list):
            yield from _phrases(key, value, seen)
        elif key == "cut":
            yield f"{key}:"
            for name, part in value.items():
                is_phrase = name == "from"
                yield from (
                    f"  {line}" for line in (_phrases(name, part, seen) if is_phrase else [f"{name}: {_flow(part)}"])
                )
        elif key == "examples":
            yield f"why: {quoted(rule.why)}"
            yield f"{key}:"
            for name, texts in value.items():
                yield from (f"  {line}" for line in _phrases(name, texts, {}))
        else:
            yield f"{key}: {_flow(value)}"


def _phrases(key: str, value: Sequence[str] | str, seen: Mapping[str, int]) -> Iterator[str]:
    """One phrase, or several with a line each, and on how many texts each was seen."""
    if isinstance(value, str) or (len(value) == 1 and len(key) + len(value[0]) < _WIDEST):
        yield f"{key}: {_flow(value)}"
        return
    if key not in ("remove", "keep") and len(value) > _MOST_COUNTED:
        yield f"{key}:"
        yield from _wrapped(list(map(quoted, value)))
        return
    yield f"{key}:"
    for text in value:
        yield f"  - {quoted(text)}" + (f"  # {seen[text]}" if text in seen else "")


def _wrapped(texts: Sequence[str]) -> Iterator[str]:
    """A long list in brackets, as many texts a line as fit."""
    line = "  ["
    for number, text in enumerate(texts):
        end = "]" if number == len(texts) - 1 else ","
        if len(line) + len(text) > _WIDEST and line.strip(" ["):
            yield line.rstrip()
            line = "   "
        line += f"{text}{end} "
    yield line.rstrip()


def _flow(value: Any) -> str:
    """A value on one line; texts in quotes but for plain words."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool | int):
        return json.dumps(value)
    return value if _PLAIN.fullmatch(value) else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes; what cannot be seen is escaped."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if unicodedata.category(char) in _UNPRINTABLE or char in "\u00a0\u2007\u202f":
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char


def _left_out(items: Iterable[LeftOut]) -> Iterator[str]:
    reasons: dict[str, list[LeftOut]] = {}
    for item in items:
        reasons.setdefault(item.why, []).append(item)
    yield "# Considered and left out:"
    for why, found in reasons.items():
        yield f"# {why}"
        for item in sorted(found, key=lambda item: (-item.pages, item.text))[:_MOST_LEFT_OUT]:
            count = f" ({item.pages})" if item.pages else ""
            yield f"#   {quoted(item.text[:_LONGEST_LEFT_OUT])}{count}"
        if len(found) > _MOST_LEFT_OUT:
            yield f"#   and {len(found) - _MOST_LEFT_OUT} more"
