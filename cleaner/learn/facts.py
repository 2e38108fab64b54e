"""Which of the publisher's lines give metadata: a date in the head, an author or a section after its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cleaner.learn.lines import Draft
from cleaner.learn.page import Page
from cleaner.rule import Kind, Rule, listed
from cleaner.text import fold

_LABELLED: dict[Kind, str] = {"byline": "author", "section": "categories"}
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_SECTION = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")
_SLOT = " {any}"


def with_fact(rule: Rule, draft: Draft, pages: Sequence[Page]) -> Rule:
    """The rule with the field that it sets. In doubt it sets none: a missing field is better than a wrong one."""
    if rule.kind == "date" and _is_date(rule, pages):
        return replace(rule, set={"date": "{date}"})
    name = _LABELLED.get(rule.kind)
    if name and _is_label(rule, draft, pages):
        return replace(rule, set={name: "{any}"})
    return rule


def _is_date(rule: Rule, pages: Sequence[Page]) -> bool:
    """Whether a line in the head has one date, and no page has two such lines: one may tell of a change."""
    phrases = {fold(phrase) for phrase in listed(rule.line)}
    return (
        rule.where == "head"
        and all(phrase.count("{date}") == 1 for phrase in phrases)
        and all(sum(key in phrases for key in page.keys) <= 1 for page in pages)
    )


def _is_label(rule: Rule, draft: Draft, pages: Sequence[Page]) -> bool:
    """Whether all lines stand above the article, one a page, and what follows the label looks like a value."""
    phrases = listed(rule.line)
    if len(phrases) != 1 or not phrases[0].endswith(_SLOT):
        return False
    form = _NAME if rule.kind == "byline" else _SECTION
    words = len(phrases[0].split()) - 1
    values = [" ".join(pages[page].lines[segment].split()[words:]) for page, segment in draft.places]
    return (
        all(pages[page].side(segment) == "head" for page, segment in draft.places)
        and len({place.page for place in draft.places}) == len(draft.places)
        and all(map(form.fullmatch, values))
    )
