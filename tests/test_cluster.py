"""A heap of texts is parted into its publishers, whatever their language, number and size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from commands import run
from made_publishers import articles
from templates import DECKS, HEADLINES, OUTLETS, SECTIONS, TEMPLATES, TITLES, Layout, Story, sentences

from cleaner import Cleaner
from cleaner.learn.cluster import cluster
from cleaner.learn.learn import read_texts

ROOT = Path(__file__).parent.parent
CLEANER = Cleaner(strictness="off")
SEEDS = ("islamist-movements", "akhbarmasr", "middle-east-online", "mojaznews", "alalam")

Heap = list[tuple[str | None, str]]
"""Texts with their publishers; None for a text of none."""


def story(random: Random) -> Story:
    """What an editor may have written; its sentences come back in other stories."""
    return Story(
        title=random.choice(TITLES),
        paragraphs=[" ".join(random.sample(sentences(), 2)) for _ in range(random.randint(3, 7))],
        day=datetime(2010, 1, 1) + timedelta(minutes=random.randrange(5_000_000)),
        section=random.choice(SECTIONS),
        source=random.choice(OUTLETS),
        deck=random.choice(DECKS),
        counters=random.choice((0, 2, 7)),
        related=random.sample(HEADLINES, random.choice((0, 5, 12))),
    )


def from_seeds(sizes: Sequence[int], seed: int, *, worn: bool = False) -> Heap:
    """Made-up articles in the templates of the seeds, so many of each."""
    random = Random(seed)
    out: Heap = []
    for publisher, size in zip(SEEDS, sizes, strict=True):
        for _ in range(size):
            gap = random.choice(("native", "lost", "doubled", "nbsp", "ragged")) if worn else "native"
            layout = Layout(gap=gap, trailing=worn, stub_words=random.randint(2, 4))  # type: ignore[arg-type]
            out.append((publisher, TEMPLATES[publisher](story(random), layout).raw))
    return out


SYLLABLES = {
    "fr": "ba le mon tier sou cha ri vo que dre",
    "de": "ber sta gen lich ver hau mun zel ort wan",
    "ru": "ка то не ра стро пи ло го ве мир",
    "el": "κα το νε ρα στη πι λο γο βε μια",
    "ur": "کا تر نے را شہ پی لو گو وہ مین",
}
MONTHS = {
    "fr": "janvier mars juin juillet octobre",
    "de": "Januar März Juni Oktober Dezember",
    "ru": "января марта июня октября декабря",
    "el": "Ιανουαρίου Μαρτίου Ιουνίου Οκτωβρίου Δεκεμβρίου",
    "ur": "جنوری مارچ جون اکتوبر دسمبر",
}


class Writer:
    """Writes in a made-up language, whose common words are common."""

    def __init__(self, language: str, random: Random) -> None:
        drawn = Random(language)
        syllables = SYLLABLES[language].split()
        self._words = ["".join(drawn.choices(syllables, k=drawn.randint(1, 4))) for _ in range(900)]
        self._months = MONTHS[language].split()
        self._stop = "۔" if language == "ur" else "."
        self.random = random

    def words(self, number: int) -> str:
        ranks = (int(self.random.paretovariate(0.6)) - 1 for _ in range(number))
        return " ".join(self._words[min(rank, 899)] for rank in ranks)

    def headline(self) -> str:
        return self.words(self.random.randint(4, 9)).capitalize()

    def paragraph(self) -> str:
        sizes = [self.random.randint(8, 22) for _ in range(self.random.randint(1, 4))]
        return " ".join(f"{self.words(size).capitalize()}{self._stop}" for size in sizes)

    def body(self) -> list[str]:
        return [self.paragraph() for _ in range(self.random.randint(3, 9))]

    def name(self) -> str:
        return f"{self.words(1).title()} {self.words(1).title()}"

    def time(self) -> str:
        return f"{self.random.randint(0, 23):02}:{self.random.randint(0, 59):02}"

    def date(self) -> str:
        return f"{self.random.randint(1, 28)} {self.random.choice(self._months)} {self.random.randint(2009, 2023)}"


PAPERS: dict[str, Callable[[Writer, list[str]], list[str]]] = {
    "fr-label": lambda w, body: [w.headline(), f"Publié le {w.date()}", f"Par {w.name()}", *body, "Lire aussi", w.headline()],
    "fr-one-line": lambda w, body: [w.headline(), *body, "La gazette des ports et des phares"],
    "de-head": lambda w, body: [f"{w.date()}, {w.time()} Uhr", w.headline(), *body, "Zur Startseite"],
    "de-between": lambda w, body: [w.headline(), *body[:2], "Abendblatt der Inseln", *body[2:]],
    "ru-counter": lambda w, body: [f"{w.time()}, {w.date()}", w.headline(), *body, f"Просмотров: {w.random.randint(9, 9999)}"],
    "ru-glued": lambda w, body: [w.headline(), *body[:-1], f"{body[-1]} Читайте далее: {w.headline()}"],
    "el-list": lambda w, body: [w.headline(), *body, "Ροή ειδήσεων", *(f"{w.time()} {w.headline()}" for _ in range(5))],
    "ur-date": lambda w, body: [w.headline(), f"شائع {w.date()}", *body],
}  # fmt: skip


def from_papers(sizes: Sequence[int], seed: int, *, wire: float = 0.0, strangers: int = 0) -> Heap:
    """Made-up articles of made-up papers; with `wire` that part of them shares stories, `strangers` are of no paper."""
    random = Random(seed)
    out: Heap = []
    for (paper, template), size in zip(PAPERS.items(), sizes, strict=False):
        writer = Writer(paper[:2], random)
        agency = [writer.body() for _ in range(4)]
        for _ in range(size):
            body = random.choice(agency) if random.random() < wire else writer.body()
            out.append((paper, "\n".join(template(writer, body))))
    for _ in range(strangers):
        writer = Writer(random.choice(list(SYLLABLES)), random)
        out.append((None, "\n".join([writer.headline(), *writer.body()])))
    return out


def purity_and_completeness(heap: Heap) -> tuple[float, float]:
    """Of the pairs of texts put together the part that is of one publisher, and of those pairs the part put together."""
    Random(1).shuffle(heap)
    groups, _ = cluster(read_texts([raw for _, raw in heap], CLEANER))
    together = {pair for group in groups for pair in combinations(group, 2)}
    owners = [owner for owner, _ in heap]
    same = {(a, b) for a, b in combinations(range(len(heap)), 2) if owners[a] == owners[b] is not None}
    right = len(together & same)
    return right / max(len(together), 1), right / max(len(same), 1)


@pytest.mark.parametrize(
    "heap",
    [
        from_seeds([8] * 5, 0),
        from_seeds([8] * 5, 1),
        from_seeds([12] * 5, 2, worn=True),
        from_seeds([20, 6, 10, 8, 14], 3),
        from_seeds([0, 20, 0, 0, 0], 4),
        from_papers([8] * 8, 5),
        from_papers([30, 8, 12, 6, 20, 8, 15, 9], 6, strangers=6),
        from_papers([12] * 3, 7, wire=0.4),
        from_papers([10] * 8, 8) + from_seeds([8] * 5, 9),
    ],
    ids=["seeds", "more", "worn", "unequal", "one", "languages", "strangers", "wire", "all"],
)
def test_publishers_are_found(heap: Heap) -> None:
    purity, completeness = purity_and_completeness(heap)
    assert purity >= 0.97
    assert completeness >= 0.95


def test_strangers_are_no_publisher() -> None:
    groups, rest = cluster(read_texts([raw for _, raw in from_papers([], 3, strangers=30)], CLEANER))
    assert groups == []
    assert len(rest) == 30


def test_the_order_of_texts_changes_no_group() -> None:
    heap = from_papers([8] * 8, 5, strangers=5)
    found = []
    for order in (heap, heap[::-1]):
        groups, _ = cluster(read_texts([raw for _, raw in order], CLEANER))
        found.append({frozenset(order[number][1] for number in group) for group in groups})
    assert found[0] == found[1]


def test_few_pages_of_no_traits_are_left_aside() -> None:
    names = ("Harvest", "Lighthouse", "Orchard", "Tramway")
    texts = [f"{name}\n{articles('beacon', 1, number)[0].body[0]}" for number, name in enumerate(names)]
    assert cluster(read_texts(texts, CLEANER)) == ([], [0, 1, 2, 3])


def gold_of_seeds() -> dict[str, tuple[str, list[str]]]:
    """By publisher, a seed and the lines of its body."""
    seeds = {path.read_text(encoding="utf-8") for path in (ROOT / "seeds").iterdir()}
    out = {}
    for source in (ROOT / "fixtures").glob("*/*/source.txt"):
        raw = source.read_text(encoding="utf-8")
        if raw in seeds:
            expected = source.with_name("expected.txt").read_text(encoding="utf-8")
            out[source.parts[-3]] = (raw, [line for line in expected.splitlines() if line])
    return out


def test_what_a_mixed_folder_teaches_cleans_the_seeds(tmp_path: Path) -> None:
    """Eight made-up articles in the template of each seed, in one folder."""
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    for number, (_, raw) in enumerate(from_seeds([8] * 5, 0)):
        (mixed / f"{number * 7 % 40}.txt").write_text(raw, encoding="utf-8")
    assert run("rules", "learn", mixed, "--cluster", "-o", tmp_path / "learned").exit_code == 0
    learned = sorted(path.stem for path in (tmp_path / "learned" / "publishers").iterdir())
    assert len(learned) == len(SEEDS)
    cleaner = Cleaner(tmp_path / "learned")
    for raw, body in gold_of_seeds().values():
        for publisher in learned:
            missing = Counter(body) - Counter(cleaner.clean(raw, publisher=publisher).text.splitlines())
            assert not missing
