"""Rules on a document: which hold where. Changes nothing, decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from cleaner.matching.compiled import CompiledRule
from cleaner.matching.scene import Scene
from cleaner.matching.search import Search, make_plan
from cleaner.model import Match, removed_whole
from cleaner.rule import Valid


class Matcher:
    """A set of compiled rules, ready to be tried together on any document.

    Picklable and safe to share between threads; automata are built on first use.
    """

    def __init__(self, rules: Iterable[CompiledRule]) -> None:
        self.rules = tuple(rules)

    def __getstate__(self) -> dict[str, object]:
        return {"rules": self.rules}

    @cached_property
    def _plain(self) -> _Group:
        return _Group([rule for rule in self.rules if not rule.is_run and not rule.needs_scene])

    @cached_property
    def _asking(self) -> _Group:
        return _Group([rule for rule in self.rules if not rule.is_run and rule.needs_scene])

    @cached_property
    def _runs(self) -> list[CompiledRule]:
        return [rule for rule in self.rules if rule.is_run]

    @cached_property
    def dated(self) -> dict[str, Valid]:
        """The rules that hold for some days only, by full id."""
        return {rule.id: rule.rule.valid for rule in self.rules if rule.rule.valid}

    def find(self, scene: Scene) -> list[Match]:
        """The matches of rules that need nothing but the text."""
        return self._plain.find(scene)

    def find_echoes(self, scene: Scene) -> list[Match]:
        """The matches of rules that ask for the title or captions of the scene."""
        return self._asking.find(scene)

    def find_runs(self, scene: Scene, found: Sequence[Match]) -> list[Match]:
        """Runs of headlines at the text's edges; they look past segments that `found` removes whole."""
        if not self._runs:
            return []
        gone = removed_whole(found)
        return [match for rule in self._runs for match in rule.match_run(scene, gone)]


def in_force(matches: list[Match], matchers: Iterable[Matcher], date: str | None) -> list[Match]:
    """The matches of rules that were valid on a day (ISO 8601, what follows is ignored); without one all are."""
    dated = {rule: valid for matcher in matchers for rule, valid in matcher.dated.items()}
    if not date or not dated:
        return matches
    day = date[:10]
    return [m for m in matches if m.rule not in dated or dated[m.rule].holds_on(day)]


class _Group:
    """Rules that run at the same time, with the search that says where."""

    def __init__(self, rules: Sequence[CompiledRule]) -> None:
        self._rules = rules
        self._search = Search(make_plan(rule.aim for rule in rules))

    def find(self, scene: Scene) -> list[Match]:
        """All matches, in the order of their first segments and then of the rules."""
        if not self._rules:
            return []
        rules = self._rules
        return [
            match for index, number in self._search.candidates(scene) for match in rules[number].match(scene, index)
        ]
