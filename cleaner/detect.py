"""Which publisher a text comes from: its URL's host, else signs in the text itself.

A sign is a rule's phrase with a weight. Two points name a publisher; a tie names none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.condition import Test
from cleaner.model import Decision
from cleaner.scene import Scene
from cleaner.search import Plan, Search

ENOUGH = 2
HOST_SCORE = 100
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


class Sign(NamedTuple):
    """One piece of a publisher's evidence: whose, which, and what it weighs."""

    publisher: str
    number: int
    weight: int


def host_of(url: str | None) -> str | None:
    """The host of a URL, lower case without `www.`; None where there is none."""
    match = _HOST.match(url or "")
    return match[1].lower().removeprefix("www.").rstrip(".") or None if match else None


class Recogniser:
    """Finds publishers. A sign is compiled when its words are first seen in a text.

    `plan` says where each of `signs` is worth trying, `evidence` compiles the one of a number.
    """

    def __init__(
        self, signs: Sequence[Sign], plan: Plan, domains: Mapping[str, str], evidence: Callable[[Sign], Test]
    ) -> None:
        self._signs = signs
        self._domains = domains
        self._evidence = cache(lambda number: evidence(signs[number]))
        self._search = Search(plan)

    def by_host(self, host: str | None) -> str | None:
        """The publisher whose domain a host is, or is below."""
        while host:
            if host in self._domains:
                return self._domains[host]
            _, _, host = host.partition(".")
        return None

    def recognise(self, scene: Scene, url: str | None = None) -> Decision:
        """The publisher with its score and reasons; `publisher` is None where the evidence is too thin."""
        host = host_of(url)
        publisher = self.by_host(host)
        if publisher:
            return Decision(publisher, HOST_SCORE, (f"the URL's host {host}",))
        found: dict[int, int] = {}
        for index, number in self._search.candidates(scene):
            if number not in found and self._evidence(number).find(scene, index):
                found[number] = index
        scores: dict[str, int] = defaultdict(int)
        reasons: dict[str, list[str]] = defaultdict(list)
        for number, index in found.items():
            sign = self._signs[number]
            scores[sign.publisher] += sign.weight
            reasons[sign.publisher].append(f"{scene.document.segment(index)[:60]!r} (+{sign.weight})")
        return _decide(scores, reasons)


def _decide(scores: Mapping[str, int], reasons: Mapping[str, list[str]]) -> Decision:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < ENOUGH:
        return Decision(None, ranked[0][1] if ranked else 0, ())
    best, score = ranked[0]
    if len(ranked) > 1 and ranked[1][1] == score:
        return Decision(None, score, (f"as much speaks for {best} as for {ranked[1][0]}",))
    return Decision(best, score, tuple(reasons[best]))
