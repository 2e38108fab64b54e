from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.apply import MOST_REMOVED, kept_spans, past_budget, resolve, within_budget
from cleaner.document import Document
from cleaner.model import Action, Match, Removal


def match(
    start: int, end: int, rule: str = "ar.r", *, rank: int = 0, action: Action = "remove", segment: int = 0
) -> Match:
    return Match(start, end, "other", rule, rank, action, {}, segment, False)


def spans(removals: Sequence[Removal]) -> list[tuple[int, int, str]]:
    return [(removal.start, removal.end, removal.rule) for removal in removals]


@pytest.mark.parametrize(
    ("matches", "wanted"),
    [
        ([], []),
        ([match(0, 5)], [(0, 5, "ar.r")]),
        ([match(0, 5, action="read")], []),
        ([match(0, 5, action="protect")], []),
        # the publisher's before a pack's, whatever its length; what it leaves is the pack's
        ([match(0, 9, "ar.r"), match(3, 5, "own.r", rank=2)], [(0, 3, "ar.r"), (3, 5, "own.r"), (5, 9, "ar.r")]),
        ([match(0, 9, "own.r", rank=2), match(3, 5, "ar.r")], [(0, 9, "own.r")]),
        ([match(0, 4, "house.r", rank=1), match(2, 6, "own.r", rank=2)], [(0, 2, "house.r"), (2, 6, "own.r")]),
        # then the longer, then the earlier, then by name
        ([match(2, 4, "ar.short"), match(0, 9, "ar.long")], [(0, 9, "ar.long")]),
        ([match(2, 6, "ar.b"), match(0, 4, "ar.a")], [(0, 4, "ar.a"), (4, 6, "ar.b")]),
        ([match(0, 4, "ar.b"), match(0, 4, "ar.a")], [(0, 4, "ar.a")]),
        ([match(0, 4), match(4, 6)], [(0, 4, "ar.r"), (4, 6, "ar.r")]),
        # a protected place saves all that touches it, but nothing beside it
        ([match(0, 9, rank=2), match(3, 4, action="protect")], []),
        ([match(0, 3), match(3, 4, action="protect"), match(4, 6)], [(0, 3, "ar.r"), (4, 6, "ar.r")]),
        ([match(0, 3), match(10, 14, action="protect", segment=1)], [(0, 3, "ar.r")]),
        # segments in order
        ([match(10, 12, segment=1), match(0, 3)], [(0, 3, "ar.r"), (10, 12, "ar.r")]),
    ],
)
def test_resolve(matches: list[Match], wanted: list[tuple[int, int, str]]) -> None:
    assert spans(resolve(matches)) == wanted


@st.composite
def documents_and_matches(draw: st.DrawFn) -> tuple[Document, list[Match]]:
    document = Document("\n".join(draw(st.lists(st.sampled_from(["abcdef", "x", "one two", "»"]), max_size=4))))
    matches = []
    for number in range(draw(st.integers(0, 6)) if len(document) else 0):
        segment = draw(st.integers(0, len(document) - 1))
        start = draw(st.integers(document.starts[segment], document.ends[segment] - 1))
        end = draw(st.integers(start + 1, document.ends[segment]))
        action = draw(st.sampled_from(["remove", "remove", "remove", "protect", "read"]))
        matches.append(match(start, end, f"ar.r{number}", rank=draw(st.integers(0, 2)), action=action, segment=segment))
    return document, matches


@given(documents_and_matches())
def test_everything_claimed_goes_once(case: tuple[Document, list[Match]]) -> None:
    document, matches = case
    removals = resolve(matches)
    gone = [place for removal in removals for place in range(removal.start, removal.end)]
    assert gone == sorted(set(gone))
    shields = [m for m in matches if m.action == "protect"]
    claims = [m for m in matches if m.action == "remove"]
    free = [m for m in claims if not any(m.start < s.end and s.start < m.end for s in shields)]
    assert set(gone) == {place for m in free for place in range(m.start, m.end)}
    for removal in removals:  # each receipt names a rule that claims all of it
        assert any(m.rule == removal.rule and m.start <= removal.start and removal.end <= m.end for m in free)
    stretches = [range(start, end) for start, end in kept_spans(document, removals)]
    everything = {p for a, b in zip(document.starts, document.ends, strict=True) for p in range(a, b)}
    assert [place for stretch in stretches for place in stretch if place in everything] == sorted(
        everything - set(gone)
    )


@given(documents_and_matches(), st.randoms(use_true_random=False))
def test_the_order_of_matches_does_not_matter(case: tuple[Document, list[Match]], random: object) -> None:
    _, matches = case
    shuffled = list(matches)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == resolve(matches)


def removal(start: int, end: int, rule: str = "own.r") -> Removal:
    return Removal(start, end, "other", rule)


TEXT = Document("x" * 100)
PACKS = frozenset({"ar", "universal"})


@pytest.mark.parametrize(
    ("removals", "why"),
    [
        ([removal(0, 98)], None),
        ([removal(0, 99)], "99% of the text would go"),
        ([removal(0, 100)], "nothing would be left of the text"),
        ([removal(0, 80, "ar.r")], None),
        ([removal(0, 81, "ar.r")], "general rules alone would remove 81% of the text"),
        ([removal(0, 41, "ar.r"), removal(50, 90, "universal.r")], "general rules alone would remove 81% of the text"),
        ([removal(0, 50, "ar.r"), removal(50, 95)], None),
        ([removal(0, 81, "arabic.r")], None),
        ([], None),
    ],
)
def test_budget(removals: list[Removal], why: str | None) -> None:
    assert past_budget(TEXT, removals, PACKS) == why


def test_what_is_past_the_budget_does_not_go() -> None:
    little, all_ = [removal(0, 9)], [removal(0, 100)]
    assert within_budget(TEXT, little, PACKS) == (little, None)
    assert within_budget(TEXT, all_, PACKS) == ([], "nothing would be left of the text")
    assert within_budget(Document("…"), [], PACKS) == ([], None)


def test_marks_alone_are_nothing_left() -> None:
    document = Document("word\n» … •")
    assert past_budget(document, [removal(0, 4)], PACKS) == "nothing would be left of the text"


def test_the_budget_counts_segments_not_blanks() -> None:
    document = Document("x" * 50 + "\n" * 500 + "y" * 50)
    assert past_budget(document, [removal(0, 50)], PACKS) is None
    assert past_budget(document, [removal(0, 50), removal(550, 599)], PACKS) == "99% of the text would go"


def test_the_budget_is_what_the_manual_says() -> None:
    assert MOST_REMOVED == {"packs": 0.8, "all": 0.98}
