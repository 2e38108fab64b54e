"""Lines that stand in many texts of a publisher and that no rule removes: noise, perhaps, with a rule for it.

That a line repeats is evidence and no proof: a refrain repeats, and so does a serial's preface. A person decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from cleaner.learn.kinds import Kinds
from cleaner.pipeline import Trace
from cleaner.rule import Examples, Rule, Zone

MOST_LINES = 200_000
"""So many different lines are counted at once; beyond that those seen once are forgotten."""

LONGEST = 200
LEAST_TEXTS = 3
LEAST_SHARE = 0.02
"""A line counts as repeated when so many texts of a publisher have it, and so large a part of them."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNSAYABLE = re.compile("[{}\ud800-\udfff]")
"""What a phrase cannot hold."""

_KEPT_WORDS = 12


@dataclass
class _Line:
    """A line as first seen, its other numbers, the texts it stands in, and how often in which zone."""

    text: str
    folded: str
    varies: bool = False
    seen: int = 0
    zones: Counter[Zone] = field(default_factory=Counter)


@dataclass(frozen=True)
class Candidate:
    """A repeated line and the rule that would remove it. `seen` of `texts` texts of the group have it."""

    group: str
    line: str
    seen: int
    texts: int
    rule: Rule


class Repeats:
    """Counts the kept lines of each group of texts, in bounded memory.

    Texts with the same longest segment are one story, stored twice or printed again, and count once.
    """

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], _Line] = {}
        self._texts: Counter[str] = Counter()
        self._known: set[bytes] = set()
        self._prose: dict[str, str] = {}

    def add(self, group: str, trace: Trace) -> None:
        """Count the kept lines of one text."""
        document = trace.document
        longest = max(document.keys, key=len, default=b"")
        digest = blake2b(longest, digest_size=8).digest()
        if digest in self._known:
            return
        self._known.add(digest)
        self._texts[group] += 1
        cut = {bisect_right(document.starts, removal.start) - 1 for removal in trace.article.removed}
        lines: dict[str, int] = {}
        for index in sorted(set(range(len(document))) - cut):
            if document.is_paragraph(index):
                self._prose.setdefault(group, document.segment(index))
            if document.length(index) <= LONGEST and any(map(str.isalpha, document.folded(index))):
                lines.setdefault(_NUMBER.sub("{count}", document.folded(index)), index)
        for key, index in lines.items():
            one = self._lines.setdefault((group, key), _Line(document.segment(index), document.folded(index)))
            one.varies |= one.folded != document.folded(index)
            one.seen += 1
            one.zones["head"] += index < document.head
            one.zones["tail"] += index >= document.tail
        if len(self._lines) > MOST_LINES:
            self._lines = {key: one for key, one in self._lines.items() if one.seen > 1}

    def candidates(self, kinds: Kinds) -> Iterator[Candidate]:
        """The repeated lines by group, those of most texts first; `kinds` guesses what they are."""
        often = [(group, one) for (group, _), one in self._lines.items() if self._is_often(group, one)]
        numbers: Counter[str] = Counter()
        for group, one in sorted(often, key=lambda item: (item[0], -item[1].seen, item[1].folded)):
            numbers[group] += 1
            rule = replace(self._rule(group, one, numbers[group]), kind=kinds.guess(one.text))
            yield Candidate(group, one.text, one.seen, self._texts[group], rule)

    def _is_often(self, group: str, one: _Line) -> bool:
        return not _UNSAYABLE.search(one.text) and one.seen >= max(LEAST_TEXTS, LEAST_SHARE * self._texts[group])

    def _rule(self, group: str, one: _Line, number: int) -> Rule:
        """A rule that loads as it is, with the line in running text as what must stay."""
        always: list[Zone] = [zone for zone, count in one.zones.items() if count == one.seen]
        prose = " ".join(self._prose.get(group, "").split()[:_KEPT_WORDS])
        return Rule(
            id=f"repeated-{number}",
            kind="other",
            where=always[0] if len(always) == 1 else "any",  # in short texts the zones overlap
            line=_NUMBER.sub("{count}", one.text) if one.varies else one.text,
            why=f"Seen in {one.seen} of {self._texts[group]} texts.",
            examples=Examples(remove=[one.text], keep=[f"{prose or '…'} {one.text}"]),
        )
