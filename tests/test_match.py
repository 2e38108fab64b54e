"""The search proposes where rules are tried; it must never propose too little."""

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from strategies import CAPTION, TITLE, Case, cases, compile_rules, macro_cases, misprint_cases

from cleaner.document import Document
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.condition import Patterns
from cleaner.matching.match import Matcher
from cleaner.matching.scene import Scene
from cleaner.model import Match
from cleaner.text import fold


def without_shortcuts(rule: CompiledRule) -> CompiledRule:
    """The rule with every pattern tried as an expression, in its order, on every segment it is given.

    Only a phrase without letter and digit keeps its limit: it holds on segments without them.
    """

    def slow(patterns: Patterns) -> Patterns:
        in_order = sorted(patterns.patterns, key=lambda pattern: not pattern.plain)
        return Patterns(
            [
                replace(p, triggers=(), common=(), signs=b"", digits=0, limit=p.limit if p.bare else None, literal="")
                for p in in_order
            ]
        )

    out = copy.copy(rule)
    out._any, out._to = slow(rule._any), slow(rule._to)
    out.conditions = [copy.copy(condition) for condition in rule.conditions]
    for condition in out.conditions:
        condition._any = slow(condition._any)
    return out


def brute_force(rules: list[CompiledRule], scene: Scene) -> list[Match]:
    """Every rule on every segment."""
    slow = [without_shortcuts(rule) for rule in rules if not rule.is_run]
    return [match for index in range(len(scene.document)) for rule in slow for match in rule.match(scene, index)]


def scene_of(text: str) -> Scene:
    """A scene as the pipeline has it once title and captions are known."""
    scene = Scene(Document(text), language="ar")
    scene.set_captions([CAPTION])
    lines = [scene.document.folded(index) for index in range(len(scene.document))]
    title = fold(TITLE)
    scene.set_title(title, lines.index(title) if title in lines else -1)
    return scene


def assert_search_equals_brute_force(rules: list[CompiledRule], scene: Scene) -> int:
    """The number of matches, which are the same both ways."""
    matcher, total = Matcher(rules), 0
    for found, wanted in (
        (matcher.find(scene), brute_force([rule for rule in rules if not rule.needs_scene], scene)),
        (matcher.find_echoes(scene), brute_force([rule for rule in rules if rule.needs_scene], scene)),
    ):
        assert found == wanted
        total += len(wanted)
    assert not scene.slow
    return total


@given(st.one_of(cases(), cases(), macro_cases(), misprint_cases()))
@settings(max_examples=settings.default.max_examples * 3 // 2)
def test_search_equals_brute_force(case: Case) -> None:
    rules = compile_rules(case.plain)
    assume(rules)
    event("matches" if assert_search_equals_brute_force(rules, scene_of(case.text)) else "no match")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ({"line": "Getty"}, "★ Getty\n© Getty ►"),
        ({"line": " Getty "}, "Getty"),
        ({"line": "Share", "fold": False}, "™ Share"),
        ({"line": "x", "previous": {"line": "y", "edge": True}}, "x\nx"),
        ({"regex": "(?:getty images){e<=1}", "where": "head"}, "gettyimages"),
        ({"regex": "VIDEO"}, "vıdeo\nVİDEO"),
        ({"regex": "^[0-٩]+$", "fold": False, "where": "head"}, "abc\n٣"),
        ({"line": "{title} {count}"}, f"{TITLE} 12\n{TITLE}\n12"),
        ({"line": "{name}", "fold": False, "where": "head"}, "ﷺ" * 59),
        ({"starts": "a \u200f b"}, "a b c"),
        ({"line": "♥"}, "♥\nx ♥"),
        ({"line": ["{any} © {any}", "{title} - {count}"]}, "x © x"),
        ({"line": "公開: {date}"}, "公開: 令和6年5月1日"),
    ],
    ids=repr,
)
def test_places_that_were_once_missed(rule: dict[str, Any], text: str) -> None:
    (compiled,) = compile_rules([{"kind": "other", **rule}])
    assert assert_search_equals_brute_force([compiled], scene_of(text)) > 0


@pytest.mark.parametrize(
    ("side", "text"), [("next", "Jane Doe\n14 March 2023"), ("previous", "14 March 2023\nJane Doe")]
)
def test_a_neighbour_with_digits_says_where_to_look(side: str, text: str) -> None:
    rule = {
        "kind": "byline",
        "where": "head",
        "fold": False,
        "regex": r"^\p{Lu}\w+ \p{Lu}\w+$",
        side: {"line": "{date}"},
    }
    (compiled,) = compile_rules([rule])
    assert compiled.aim.digits
    assert not compiled.aim.on_all
    assert assert_search_equals_brute_force([compiled], scene_of(f"Old Harbour\n{text}\nNew Quay")) == 1
