"""A new publisher's files: a commented rule file and a first fixture, right as they are, to be filled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cleaner.errors import UsageError

_RULES = """\
# Who publishes, how its texts are recognised, and what its noise looks like.
# `cleaner rules test {id}` tries the examples and fixtures, `cleaner rules lint` what is wrong besides.
id: {id}
name: {name}  # printed as `sitename`
{language}
# timezone: Europe/London      # for dates printed without an offset
# domains: [example.com]       # with all hosts below them; a URL decides alone

# Signs in the text itself: two points name the publisher, a sign weighs 2 unless it says otherwise.
recognise:
  - {{line: {sign}, where: tail}}

rules:
  # A whole line at the end. Other forms: starts, ends, contains, regex, counter, cut, run.
  - id: newsroom-address
    kind: contact
    where: tail
    line: {sign}
    examples:
      remove: [{sign}]
      keep: [{look_alike}]

  # A line with a value, which goes into the record.
  - id: published
    kind: date
    where: head
    line: "Printed on {{date}}"
    set: {{date: "{{date}}"}}
    examples:
      remove: ["Printed on 14 November 2017"]
      keep: ["Printed on recycled paper"]
"""
_BODY = """\
The old harbour will open to visitors early next month, after ten years of repairs that cost the town dearly.

Fishermen went back to the eastern quay two days ago, at the end of two months in which storms kept them on land.
"""
_TITLE = "The old harbour opens again"


class Starter(NamedTuple):
    """What is known of a publisher before its texts were looked at."""

    id: str
    name: str
    language: str | None = None


def starter_files(starter: Starter) -> dict[str, str]:
    """Make the texts of all files, by their path below the folder of the rule project."""
    sign = f"Write to the newsroom of {starter.name}"
    values = {
        "id": starter.id,
        "name": _quoted(starter.name),
        "language": f"language: {starter.language}" if starter.language else "# language: ar",
        "sign": _quoted(sign),
        "look_alike": _quoted(f"{sign} if you saw the ship, the police said"),
    }
    fixture = f"fixtures/{starter.id}/first"
    expected = {
        "title": _TITLE,
        "date": "2017-11-14",
        "publisher": starter.id,
        "removed": [{"text": "Printed on 14 November 2017", "kind": "date"}, {"text": sign, "kind": "contact"}],
    }
    return {
        f"rules/publishers/{starter.id}.yaml": _RULES.format_map(values),
        f"{fixture}/source.txt": f"{_TITLE}\nPrinted on 14 November 2017\n\n{_BODY}\n{sign}\n",
        f"{fixture}/expected.txt": _BODY,
        f"{fixture}/expected.json": json.dumps(expected, ensure_ascii=False, indent=1) + "\n",
    }


def write_new(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write the files; UsageError, and nothing written, if one of them is there already."""
    paths = {folder / name: text for name, text in files.items()}
    for path in paths:
        if path.exists():
            raise UsageError(f"'{path}' is there already; nothing was written")
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(paths)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
