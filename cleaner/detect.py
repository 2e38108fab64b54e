"""Which publisher a text comes from: one decision on points, from what is known around the text and the text itself.

Two points name a publisher; a tie names none. A sign is a rule's phrase with a weight. A host goes before all signs,
that of the URL before those that a page gives as its own. A site's name is worth a sign where there is no address,
and half of one beside an address of somebody else: papers of many countries share a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from cleaner.matching.condition import Test
from cleaner.matching.scene import Scene
from cleaner.matching.search import Plan, Search
from cleaner.model import Decision
from cleaner.text import fold

ENOUGH = 2
HOST_SCORE, OWN_HOST_SCORE = 100, 50
NAME_SCORE, DOUBTFUL_NAME_SCORE = 2, 1
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


class Sign(NamedTuple):
    """One piece of a publisher's evidence: whose, which, and what it weighs."""

    publisher: str
    number: int
    weight: int


class Clues(NamedTuple):
    """What is known around a text: its URL, the hosts of the addresses its page gives as its own, its site's names."""

    url: str | None = None
    hosts: Sequence[str] = ()
    names: Sequence[str] = ()


_NO_CLUES = Clues()


class Owners(NamedTuple):
    """The publisher of each domain, and of each `name_key` that is one publisher's alone."""

    domains: Mapping[str, str]
    names: Mapping[str, str]


class Registry(Protocol):
    """What is known of all publishers; what is not asked for need not be read."""

    @property
    def plan(self) -> Plan:
        """Where each sign is worth trying."""

    @property
    def owners(self) -> Owners:
        """Whose the domains and names are."""

    def sign(self, number: int) -> Sign:
        """A sign by its number in `plan`."""


class _Point(NamedTuple):
    """What speaks for a publisher, and how much."""

    publisher: str
    weight: int
    reason: str


def name_key(name: str) -> str:
    """The letters and digits of a site's name, folded: what names are compared by."""
    return "".join(char for char in fold(name) if char.isalnum())


def host_of(url: str | None) -> str | None:
    """The host of a URL, lower case without `www.`; None where there is none."""
    match = _HOST.match(url or "")
    return match[1].lower().removeprefix("www.").rstrip(".") or None if match else None


class Recogniser:
    """Finds publishers. A sign is compiled by `evidence` when its words are first seen in a text."""

    def __init__(self, registry: Registry, evidence: Callable[[Sign], Test]) -> None:
        self._registry = registry
        self._evidence = cache(lambda number: evidence(registry.sign(number)))
        self._search = Search(registry.plan)

    def by_host(self, host: str | None) -> str | None:
        """The publisher whose domain a host is, or is below. No domain of a publisher is a public suffix."""
        while host:
            if host in self._registry.owners.domains:
                return self._registry.owners.domains[host]
            _, _, host = host.partition(".")
        return None

    def recognise(self, scene: Scene, clues: Clues = _NO_CLUES) -> Decision:
        """The publisher with its score and reasons; `publisher` is None where the evidence is too thin."""
        return _decide([*self._by_clues(clues), *self._by_text(scene)])

    def _by_clues(self, clues: Clues) -> Iterator[_Point]:
        host = host_of(clues.url)
        if found := self.by_host(host):
            yield _Point(found, HOST_SCORE, f"the URL's host {host}")
        owners = {self.by_host(own): own for own in reversed(clues.hosts)}
        for publisher, own in owners.items():
            if publisher:
                yield _Point(publisher, OWN_HOST_SCORE, f"the page's own address, on {own}")
        for publisher, name in {self._registry.owners.names.get(name_key(name)): name for name in clues.names}.items():
            if publisher:
                elsewhere = bool(host or owners) and publisher in self._registry.owners.domains.values()
                weight = DOUBTFUL_NAME_SCORE if elsewhere else NAME_SCORE
                yield _Point(publisher, weight, f"the site's name {name!r}")

    def _by_text(self, scene: Scene) -> Iterator[_Point]:
        seen: set[int] = set()
        for index, number in self._search.candidates(scene):
            found = None if number in seen else self._evidence(number).find(scene, index)
            if found:
                seen.add(number)
                sign = self._registry.sign(number)
                yield _Point(sign.publisher, sign.weight, repr(scene.document.printed(found.start, found.end)[:60]))


def _decide(points: Sequence[_Point]) -> Decision:
    scores: dict[str, int] = defaultdict(int)
    for point in points:
        scores[point.publisher] += point.weight
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return Decision(None, 0, ())
    (best, score), *others = ranked
    if score < ENOUGH:
        return Decision(None, score, ())
    if others and others[0][1] == score:
        return Decision(None, score, (f"as much speaks for {best} as for {others[0][0]}",))
    reasons = [f"{point.reason} (+{point.weight})" for point in points if point.publisher == best]
    against = [f"though {p.reason} speaks for {p.publisher} (+{p.weight})" for p in points if p.publisher != best]
    return Decision(best, score, (*reasons, *against))
