"""How rules fare on many texts: which fired where, which never did, how much goes, which lines repeat and stay.

Drift is seen in a user's own runs: `Stats.baseline` is what to keep of a run, `moved` compares with a later one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cleaner.corpus import Sample
from cleaner.document import Document
from cleaner.learn.kinds import Kinds
from cleaner.matching.compiled import CompiledRule
from cleaner.model import Removal, removed_length
from cleaner.pipeline import Cleaner, Trace
from cleaner.workbench.repeats import Candidate, Repeats

UNKNOWN = "unknown"
"""Where texts count whose publisher is not known."""

MOVED_POINTS = 5
MOVED_TEXTS = 5
"""A publisher's share has moved when it differs by so many points, on so many texts each time."""


@dataclass
class RuleCount:
    """How a rule fared: the texts it matched in, and of what it removed the pieces, characters and places."""

    kind: str
    texts: int = 0
    pieces: int = 0
    characters: int = 0
    places: Counter[str] = field(default_factory=Counter)


@dataclass
class PublisherCount:
    """How the texts of a publisher fared; `shares` adds up what part of each text went."""

    texts: int = 0
    rolled_back: int = 0
    shares: float = 0.0

    @property
    def share(self) -> float:
        """The mean part of a text that is removed, titles and dates too, from 0 to 1."""
        return self.shares / self.texts if self.texts else 0.0


class Stats:
    """What was counted over the texts of a corpus."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner
        self._beside: set[tuple[str | None, str | None]] = set()
        self.texts = self.failed = 0
        self.rules: dict[str, RuleCount] = {}
        self.publishers: dict[str, PublisherCount] = defaultdict(PublisherCount)
        self.repeats = Repeats()

    @property
    def ruleset(self) -> str:
        """The fingerprint of the rules in use."""
        return self._cleaner.rulebase.hash

    def add(self, sample: Sample) -> None:
        """Clean a text and count what happened."""
        trace = self._cleaner.trace(sample.text, url=sample.url, id=sample.id)
        self.texts += 1
        if trace.article.status in ("empty", "error"):
            self.failed += 1
            return
        self._beside.add((trace.article.metadata.language, trace.decision.publisher))
        self._count_rules(trace)
        self._count_publisher(trace)
        self.repeats.add(trace.decision.publisher or trace.article.metadata.hostname or UNKNOWN, trace)

    def _count_rules(self, trace: Trace) -> None:
        for rule, kind in {match.rule: match.kind for match in trace.matches}.items():
            self.rules.setdefault(rule, RuleCount(kind)).texts += 1
        for removal in trace.article.removed:
            count = self.rules.setdefault(removal.rule, RuleCount(removal.kind))
            count.pieces += 1
            count.characters += removal.end - removal.start
            count.places[place_of(trace.document, removal)] += 1

    def _count_publisher(self, trace: Trace) -> None:
        count = self.publishers[trace.decision.publisher or UNKNOWN]
        count.texts += 1
        count.rolled_back += trace.article.status == "rolled_back"
        count.shares += removed_length(trace.article.removed) / max(len(trace.document.text), 1)

    def silent(self) -> dict[str, list[str]]:
        """The rules that were tried and never matched, by file; packs of further languages of a text aside."""
        out: dict[str, list[str]] = defaultdict(list)
        for rule in dict.fromkeys(rule.id for rule in self._tried()):
            if rule not in self.rules:
                out[rule.rpartition(".")[0]].append(rule)
        return dict(sorted(out.items()))

    def candidates(self) -> list[Candidate]:
        """The lines that repeat and stay, each with a rule, its kind guessed by the words of the packs."""
        rules = self._cleaner.rulebase
        kinds = Kinds(rule for pack in rules.packs for rule in rules.file(pack).rules)
        return list(self.repeats.candidates(kinds))

    def unseen(self) -> list[str]:
        """The publishers that no text came from."""
        return [id_ for id_ in self._cleaner.rulebase.publishers if id_ not in self.publishers]

    def _tried(self) -> Iterator[CompiledRule]:
        rules = self._cleaner.rulebase
        for language, publisher in self._beside:
            disabled = rules.disabled(publisher) if publisher else frozenset()
            yield from (rule for rule in rules.pack_matcher(language).rules if rule.id not in disabled)
            yield from rules.publisher_matcher(publisher).rules if publisher else ()

    def baseline(self) -> dict[str, Any]:
        """What a later run is compared with, as plain JSON types."""
        publishers = {id_: {"texts": p.texts, "share": round(p.share, 4)} for id_, p in sorted(self.publishers.items())}
        return {"ruleset": self.ruleset, "publishers": publishers}

    def moved(self, baseline: dict[str, Any]) -> dict[str, tuple[float, float]]:
        """The publishers of whose texts another part goes than in the baseline: then and now."""
        out = {}
        for id_, then in baseline["publishers"].items():
            now = self.publishers.get(id_)
            enough = now and min(now.texts, then["texts"]) >= MOVED_TEXTS
            if now and enough and abs(now.share - then["share"]) * 100 >= MOVED_POINTS:
                out[id_] = (float(then["share"]), now.share)
        return out


def gather(cleaner: Cleaner, corpus: Iterable[Sample]) -> Stats:
    """Count over a corpus."""
    stats = Stats(cleaner)
    for sample in corpus:
        stats.add(sample)
    return stats


def place_of(document: Document, removal: Removal) -> str:
    """Say where a piece lies: before the first paragraph, after the last, or between."""
    index = bisect_right(document.starts, removal.start) - 1
    return "head" if index < document.body.start else "tail" if index >= document.body.stop else "body"
