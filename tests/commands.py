"""What tests of the commands share: a small rule base in place of the shipped one, articles, and ways to run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaner.cli.main import cli

ROOT = Path(__file__).parent.parent

UNIVERSAL = """\
id: universal
name: Every language
rules:
  - id: image-counter
    kind: counter
    counter: {min: 2}
    set: {image_count: "{count}"}
    examples: {remove: ["1/3\\n2/3"], keep: ["6/2"]}
  - id: title-echo
    kind: title-echo
    line: "{title}"
    examples: {title: "عودة الميناء القديم", remove: ["عودة الميناء القديم"], keep: ["الميناء"]}
"""

ARABIC = """\
id: ar
name: Arabic
language: ar
rules:
  - id: share-word
    kind: share
    line: ["شارك", "مشاركة"]
    examples: {remove: ["شارك"], keep: ["شارك في الاجتماع"]}
"""

GAZETTE = """\
id: gazette
name: جريدة الساحل
language: ar
domains: [gazette.example]
recognise:
  - {line: "جريدة الساحل", where: head}
rules:
  - id: name-line
    kind: source
    line: "جريدة الساحل"
    where: head
    examples: {remove: ["جريدة الساحل"], keep: ["قالت جريدة الساحل"]}
  - id: date-line
    kind: date
    line: "نشر في: {date}"
    set: {date: "{date}"}
    examples: {remove: ["نشر في: 2017-11-14"], keep: ["نشر في: المساء"]}
  - id: read-more
    kind: read-also
    ends: "اقرأ المزيد"
    examples: {remove: ["وعاد الصيادون. اقرأ المزيد"], keep: ["اقرأ المزيد من الكتب."]}
  - id: quote
    kind: other
    starts: "ملاحظة:"
    protect: true
    examples: {remove: ["ملاحظة: نص"], keep: ["نص"]}
  - id: place
    kind: dateline
    contains: "مراسلنا في الميناء"
    remove: false
    set: {dateline: الميناء}
    examples: {remove: ["قال مراسلنا في الميناء إن"], keep: ["الميناء"]}
"""

TITLE = "عودة الميناء القديم إلى العمل بعد عشر سنوات"
FIRST = (
    "قال رئيس البلدية مساء الثلاثاء إن الميناء القديم سيفتح أبوابه للزوار مطلع الشهر المقبل بعد عشر سنوات من الترميم."
)
LAST = "وعاد الصيادون إلى عملهم على الرصيف الشرقي منذ يومين، بعد توقف دام أكثر من شهرين بسبب العواصف المتتالية."
RAW = f"جريدة الساحل\n{TITLE}\nنشر في: 2017-11-14\n\n{FIRST}\n1/2\n2/2\n{LAST} اقرأ المزيد\nشارك\n"
BODY = f"{FIRST}\n{LAST}\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4

# Runs the command line with another folder of shipped rules.
_SHIM = (
    f"import sys, pathlib; sys.path.insert(0, {str(ROOT)!r}); "
    "import cleaner.rulefiles.rulebase as r; r.SHIPPED = pathlib.Path(sys.argv.pop(1)); "
    "from cleaner.cli.main import main; main()"
)


def write_rules(folder: Path, **files: str) -> Path:
    """Write a folder of rules: the three above, replaced or joined by `files` (publishers by id)."""
    for group, name, text in (
        ("packs", "universal", UNIVERSAL),
        ("packs", "ar", ARABIC),
        ("publishers", "gazette", GAZETTE),
        *(("publishers", name, text) for name, text in files.items()),
    ):
        path = folder / group / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def ship(folder: Path, patch: pytest.MonkeyPatch, **files: str) -> Path:
    """Make a folder of small rules the shipped ones, for tests in this process, far from the project's."""
    patch.setattr("cleaner.rulefiles.rulebase.SHIPPED", write_rules(folder, **files))
    patch.chdir(folder)
    return folder


def run(*args: str | Path, data: str | bytes | None = None) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=data, catch_exceptions=False)


def command(rules: Path) -> list[str]:
    """The command line as a process of its own, its shipped rules in a folder."""
    return [sys.executable, "-c", _SHIM, str(rules)]


def process(rules: Path, *args: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own; its output as bytes."""
    options = {"capture_output": True, "cwd": rules, "timeout": 60, **options}
    return subprocess.run([*command(rules), *map(str, args)], check=False, **options)


SENTENCE = "The {} of the island council spoke for an hour about the harbour, the weather and the price of bread."
NOUNS = ("mayor", "clerk", "baker", "doctor", "pilot", "teacher", "farmer", "singer")


def write_labelled(folder: Path, sites: int = 6) -> Path:
    """Made-up sites whose articles stand between menus of their own."""
    for site in range(sites):
        for number in range(2):
            body = [SENTENCE.format(NOUNS[(site + number + i) % len(NOUNS)]) for i in range(4)]
            menu = [f"{NOUNS[(site + i) % len(NOUNS)].title()} {'page' * (i % 2)}{site}" for i in range(5)]
            place = folder / f"site{site}" / f"article{number}"
            place.mkdir(parents=True)
            (place / "source.txt").write_text(
                "\n".join([*menu, f"A title number {number}", *body, *menu]), encoding="utf-8"
            )
            (place / "expected.txt").write_text("\n\n".join(body), encoding="utf-8")
            (place / "expected.json").write_text(json.dumps({"title": f"A title number {number}"}), encoding="utf-8")
    return folder
