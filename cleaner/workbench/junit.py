"""The report of `rules test` as JUnit XML, the form that CI systems show."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree

from cleaner.workbench.ruletest import Case, TestReport

# What XML 1.0 cannot hold, in whatever spelling.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def print_junit(report: TestReport) -> str:
    """Print a suite for each rule file, and in it a case for each rule and fixture; warnings are no failures."""
    root = ElementTree.Element("testsuites", name="cleaner rules test")
    for owner, cases in groupby(sorted(report.cases, key=lambda case: case.owner), key=lambda case: case.owner):
        _add_suite(root, owner, list(cases))
    ElementTree.indent(root)
    printed: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return printed.decode() + "\n"


def _add_suite(root: ElementTree.Element, owner: str, cases: list[Case]) -> None:
    failures = sum(any(issue.severity == "error" for issue in case.issues) for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures)}
    suite = ElementTree.SubElement(root, "testsuite", {"name": owner, **counts})
    for case in cases:
        one = ElementTree.SubElement(suite, "testcase", {"classname": owner, "name": case.name})
        for issue in case.issues:
            tag = "failure" if issue.severity == "error" else "system-out"
            told = ElementTree.SubElement(one, tag)
            told.text = _UNWRITABLE.sub("\ufffd", str(issue))
            if tag == "failure":
                told.attrib |= {"message": _UNWRITABLE.sub("\ufffd", issue.problem), "type": issue.code}
