"""`rules stats`: how rules fare on many texts, and which lines repeat and stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import FIRST, LAST, RAW, run
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.corpus import Sample
from cleaner.learn.kinds import Kinds
from cleaner.rulefiles.load import load_file
from cleaner.workbench.listing import plain, yaml_lines
from cleaner.workbench.repeats import Repeats
from cleaner.workbench.ruletest import test as try_all
from cleaner.workbench.stats import Stats, gather

pytestmark = pytest.mark.usefixtures("rules")


def story(number: int, *more: str) -> str:
    """The gazette's article with a body of its own."""
    first = FIRST.replace("الميناء", f"الميناء رقم {number}")
    return "\n".join([RAW.replace(FIRST, f"{first} {first}"), *more])


def corpus(folder: Path, *texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def over(*texts: str) -> Stats:
    return gather(Cleaner(), [Sample(str(number), text, None) for number, text in enumerate(texts)])


def test_what_fired_and_where() -> None:
    stats = over(story(1), story(2), f"{FIRST}\n{LAST}")
    counter, read_more = stats.rules["universal.image-counter"], stats.rules["gazette.read-more"]
    assert (counter.texts, counter.pieces, counter.places) == (2, 4, {"tail": 4})
    assert (read_more.texts, read_more.pieces, read_more.characters) == (2, 2, 2 * len("اقرأ المزيد"))
    assert stats.rules["gazette.name-line"].places == {"head": 2}
    assert stats.rules["ar.share-word"].places == {"tail": 2}
    assert {id_: one.texts for id_, one in stats.publishers.items()} == {"gazette": 2, "unknown": 1}
    assert 0.1 < stats.publishers["gazette"].share < 0.5
    assert stats.publishers["unknown"].share == 0


def test_what_never_fired() -> None:
    assert over(story(1)).silent() == {
        "gazette": ["gazette.quote", "gazette.place"],
        "universal": ["universal.title-echo"],
    }
    stats = over(f"{FIRST}\n{LAST}\nملاحظة: نص")
    assert "gazette" not in stats.silent()  # was not tried
    assert stats.unseen() == ["gazette"]


def test_a_rule_that_only_reads_or_protects_has_fired() -> None:
    stats = over(story(1, "ملاحظة: نص", "قال مراسلنا في الميناء إن"))
    assert stats.silent() == {"universal": ["universal.title-echo"]}
    assert stats.rules["gazette.quote"].pieces == 0


def test_a_line_that_repeats_and_stays() -> None:
    """A line is a candidate from three texts on; with changing numbers it is one line."""
    lines = [story(n, f"زوار الصفحة {n}", "حقوق النشر محفوظة", "مرة" if n else "مرتين") for n in range(4)]
    found = {one.line: one for one in over(*lines).candidates()}
    assert set(found) == {"زوار الصفحة 0", "حقوق النشر محفوظة", "مرة"}
    counted, fixed = found["زوار الصفحة 0"].rule, found["حقوق النشر محفوظة"].rule
    assert (counted.line, fixed.line, fixed.where) == ("زوار الصفحة {count}", "حقوق النشر محفوظة", "any")
    assert fixed.why == "Seen in 4 of 4 texts."
    assert over(*(story(n, "شارك الآن") for n in range(3))).candidates()[0].rule.kind == "share"
    assert (found["مرة"].seen, found["مرة"].texts, found["مرة"].group) == (3, 4, "gazette")


def test_a_story_stored_thrice_repeats_nothing() -> None:
    copies = [story(1, "سطر في المقال", f"نسخة {n}") for n in range(5)]
    assert list(over(*copies).candidates()) == []


NASTY = [
    "a: b # c",
    "- نص",
    "'x\" y",
    "yes",
    "{x} y",
    "خبر 12 و 13",
    "\\d+ [a-z]",
    "12:30 - #1",
    "a\u2028b",
    "ABC  def",
]


@given(st.lists(st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=30)), min_size=1, max_size=4))
def test_ready_rules_load_and_hold(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """Whatever repeats: the printed rule loads, its examples hold, and it takes the line."""
    texts = [story(n, *lines) for n in range(3)]
    candidates = list(over(*texts).candidates())
    blocks = [list(yaml_lines(plain(one.rule), "    ")) for one in candidates]
    rules = [f"  - {block[0].lstrip()}\n" + "\n".join(block[1:]) for block in blocks]
    path = tmp_path_factory.mktemp("ready") / "publishers" / "ready.yaml"
    path.parent.mkdir()
    path.write_text(
        "\n".join(["id: ready", "name: Ready", "language: ar", "rules:" if rules else "", *rules]), encoding="utf-8"
    )
    file, _, errors = load_file(path)
    assert errors == []
    assert file
    assert try_all(Cleaner(path.parent.parent), ["ready"], [], coverage=False).issues == []


def test_counting_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.workbench.repeats.MOST_LINES", 50)
    cleaner, repeats = Cleaner(), Repeats()
    nothing = Kinds([])
    for number in range(100):
        repeats.add("gazette", cleaner.trace(story(number, "سطر يتكرر", chr(0x627 + number % 30) * (number + 3))))
    assert len(repeats._lines) <= 50 + 10
    assert "سطر يتكرر" in [one.line for one in repeats.candidates(nothing)]


def test_the_printed_report(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "c", *(story(n, "حقوق النشر محفوظة") for n in range(5)))
    result = run("rules", "stats", folder)
    assert result.exit_code == 0
    out = result.stdout
    assert out.startswith("5 texts, 6 rules fired\n")
    assert "  TEXTS  REMOVED  ROLLED_BACK  PUBLISHER\n" in out
    assert '\n# gazette\nrules:\n  - id: repeated-1\n    kind: other\n    line: "حقوق النشر محفوظة"\n' in out
    assert "  gazette: quote, place\n" in out


def test_a_baseline(tmp_path: Path) -> None:
    clean = corpus(tmp_path / "c", *(f"جريدة الساحل\n{FIRST} {n}.\n{LAST}\n{LAST}" for n in range(5)))
    noisy = corpus(tmp_path / "d", *(story(n) for n in range(5)))
    kept = tmp_path / "base.json"
    assert run("rules", "stats", clean, "--save", kept).exit_code == 0
    assert json.loads(kept.read_text())["publishers"]["gazette"]["texts"] == 5
    same = run("rules", "stats", clean, "--baseline", kept)
    assert same.exit_code == 0
    assert "Nothing moved since the baseline" in same.stdout
    moved = run("rules", "stats", noisy, "--baseline", kept, "-f", "json")
    assert moved.exit_code == 1
    shares = json.loads(moved.stdout)["moved"]["gazette"]
    assert shares["now"] - shares["then"] > 0.05


def test_a_baseline_that_is_none(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[]", encoding="utf-8")
    result = run("rules", "stats", corpus(tmp_path / "c", RAW), "--baseline", bad)
    assert result.exit_code == 2
    assert "is no baseline; make one with --save" in result.stderr


def test_texts_that_fail_are_counted(tmp_path: Path) -> None:
    result = run("rules", "stats", corpus(tmp_path / "c", RAW, " \n"))
    assert result.exit_code == 1
    assert result.stdout.startswith("2 texts, 1 failed, ")
