"""As many texts of a corpus as fit into memory: a fair sample, the same whatever their order."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from cleaner.detect import host_of

MOST_TEXTS = 2000
LONGEST_TEXT = 200_000
"""Texts of more bytes (code points) are left out: no article, and too much to hold many of."""


@dataclass
class Reservoir:
    """Those of the texts added so far that have the smallest digests, at most `most` (bottom-k sampling).

    Equal texts count once. `added` is how many there were in all, `too_long` how many of them were left out,
    `hosts` says how many came from where.
    """

    most: int = MOST_TEXTS
    added: int = 0
    too_long: int = 0
    hosts: Counter[str] = field(default_factory=Counter)
    _texts: dict[int, str | bytes] = field(default_factory=dict)
    _largest: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str | bytes, url: str | None = None) -> None:
        """Take a text into account."""
        self.added += 1
        if host := host_of(url):
            self.hosts[host] += 1
        if len(text) > LONGEST_TEXT:
            self.too_long += 1
            return
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        digest = int.from_bytes(blake2b(data, digest_size=8).digest())
        if digest in self._texts or (len(self._texts) >= self.most and digest >= -self._largest[0]):
            return
        self._texts[digest] = text
        heapq.heappush(self._largest, -digest)
        if len(self._texts) > self.most:
            del self._texts[-heapq.heappop(self._largest)]

    def domains(self) -> list[str]:
        """The hosts that most texts came from."""
        return sorted(host for host, count in self.hosts.items() if 2 * count > self.added)

    def texts(self) -> Iterable[str | bytes]:
        """The texts, in the order of their digests."""
        return (self._texts[digest] for digest in sorted(self._texts))
