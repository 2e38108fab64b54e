"""The search proposes where rules are tried; it must never propose too little."""

import copy
from dataclasses import replace

from hypothesis import assume, event, given
from strategies import CAPTION, TITLE, Case, cases, compile_rules

from cleaner.compiled import CompiledRule
from cleaner.condition import Patterns
from cleaner.document import Document
from cleaner.match import Matcher
from cleaner.model import Match
from cleaner.scene import Scene
from cleaner.text import fold


def without_shortcuts(rule: CompiledRule) -> CompiledRule:
    """The rule with every pattern tried as an expression, in its order, on every segment it is given.

    Only a phrase without letter and digit keeps its limit: it holds on segments without them.
    """

    def slow(patterns: Patterns) -> Patterns:
        in_order = sorted(patterns.patterns, key=lambda pattern: not pattern.plain)
        return Patterns(
            [replace(p, triggers=(), symbol=b"", limit=p.limit if p.bare else None, literal="") for p in in_order]
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


@given(cases())
def test_search_equals_brute_force(case: Case) -> None:
    rules = compile_rules(case.plain)
    assume(rules)
    scene = scene_of(case.text)
    matcher = Matcher(rules)
    for found, wanted in (
        (matcher.find(scene), brute_force([rule for rule in rules if not rule.needs_scene], scene)),
        (matcher.find_echoes(scene), brute_force([rule for rule in rules if rule.needs_scene], scene)),
    ):
        event("matches" if wanted else "no match")
        assert found == wanted
    assert not scene.slow
