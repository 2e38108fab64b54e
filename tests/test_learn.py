"""Rules learned from made-up publishers remove their noise and nothing else, on texts not learned from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from commands import run
from hypothesis import given, settings
from hypothesis import strategies as st
from made_publishers import PUBLISHERS, Made, articles, courier, date, headline, name, paragraph, sentence

from cleaner import Cleaner
from cleaner.errors import UsageError
from cleaner.learn.cluster import cluster
from cleaner.learn.facts import with_fact
from cleaner.learn.kinds import Kinds
from cleaner.learn.learn import Lesson, learn, read_texts
from cleaner.learn.lines import Draft, Place
from cleaner.learn.page import UNTOLD, find_articles
from cleaner.learn.printed import print_lesson, quoted
from cleaner.learn.sample import LONGEST_TEXT, Reservoir
from cleaner.rule import Rule, RuleFile
from cleaner.rulefiles.load import load_file
from cleaner.rulefiles.yamlfile import read_yaml
from cleaner.workbench.lint import lint
from cleaner.workbench.ruletest import test as try_all

CLEANER = Cleaner()


def lesson_from(texts: Sequence[str], id_: str = "made") -> Lesson:
    return learn(read_texts(texts, CLEANER), CLEANER, RuleFile(id=id_, name=id_.title()))


def taught(texts: Sequence[str], folder: Path, id_: str = "made") -> Cleaner:
    """A cleaner with what was learned from texts, through the file it is written to."""
    path = folder / "publishers" / f"{id_}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(print_lesson(lesson_from(texts, id_)), encoding="utf-8")
    return Cleaner(folder)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("number", [5, 24])
@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_what_is_learned_cleans_the_next_texts(publisher: str, number: int, tmp_path: Path) -> None:
    cleaner = taught([made.raw for made in articles(publisher, number)], tmp_path)
    for made in articles(publisher, 5, seed=1):
        article = cleaner.clean(made.raw)
        assert article.publisher == "made"
        assert lines(article.text) == made.body
        assert article.metadata.title in made.raw.splitlines()


@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_learned_files_pass_lint_and_their_own_examples(publisher: str, tmp_path: Path) -> None:
    cleaner = taught([made.raw for made in articles(publisher, 20)], tmp_path)
    rules = cleaner.rulebase.file("made").rules
    assert lint([tmp_path]).issues == []
    assert try_all(cleaner, ["made"], [], coverage=False).issues == []
    assert len(rules) <= 12


def test_the_order_of_texts_does_not_matter() -> None:
    texts = [made.raw for made in articles("courier", 20)]
    lessons = []
    for order in (texts, texts[::-1]):
        sample = Reservoir()
        for text in order:
            sample.add(text)
        lessons.append(print_lesson(lesson_from(list(sample.texts()))))  # type: ignore[arg-type]
    assert lessons[0] == lessons[1]


def phrases(lesson: Lesson) -> set[str]:
    return {phrase for seen in lesson.seen.values() for phrase in seen}


@pytest.mark.parametrize("refrain", ["And still the ferry did not come.", "What the council says"])
def test_a_refrain_stays(refrain: str) -> None:
    """A serial's line, in a third of the texts, between its paragraphs."""
    random = Random(4)
    texts = [made.raw for made in articles("courier", 14)]
    for _ in range(6):
        first, *rest = (paragraph(random) for _ in range(5))
        texts.append(courier(random, [first, refrain, *rest[:2], refrain, *rest[2:]]).raw)
    lesson = lesson_from(texts)
    assert refrain not in phrases(lesson)
    assert refrain.rstrip(".") in {item.text for item in lesson.left_out}


@pytest.mark.parametrize("place", [0, -1])
def test_a_quotation_in_three_stories_stays(place: int) -> None:
    """Even as the first or last paragraph, where furniture begins."""
    random = Random(5)
    quotation = (
        "We never asked for a monument, the keeper of the lighthouse said, we asked for a lamp that works at night."
    )
    texts = [made.raw for made in articles("courier", 17)]
    for _ in range(3):
        body = [paragraph(random) for _ in range(4)]
        body[place] = quotation
        texts.append(courier(random, body).raw)
    assert quotation.rstrip(".") not in phrases(lesson_from(texts))


def test_a_story_stored_twice_is_one_witness() -> None:
    """Six copies with slight changes among twelve other stories: nothing of them repeats."""
    random = Random(6)
    story = [paragraph(random) for _ in range(6)]
    copies = [courier(random, [*story[:5], paragraph(random)]) for _ in range(6)]
    lesson = lesson_from([made.raw for made in [*articles("courier", 12), *copies]])
    assert (lesson.pages, lesson.copies) == (13, 5)
    assert not {text.rstrip(".") for text in story} & phrases(lesson)


def test_a_clean_paper_teaches_nothing(tmp_path: Path) -> None:
    random = Random(7)
    texts = ["\n".join(paragraph(random) for _ in range(6)) for _ in range(30)]
    assert lesson_from(texts).file.rules == []


def test_few_texts_are_refused() -> None:
    with pytest.raises(UsageError, match="2 different texts are too few"):
        lesson_from([articles("courier", 1)[0].raw] * 9 + [articles("beacon", 1)[0].raw])


def test_a_mixed_heap_is_parted() -> None:
    made = [(publisher, article) for publisher in PUBLISHERS for article in articles(publisher, 8)]
    Random(1).shuffle(made)
    groups, rest = cluster(read_texts([article.raw for _, article in made], CLEANER))
    assert rest == []
    assert [Counter(made[number][0] for number in group) for group in groups] == [
        Counter({made[group[0]][0]: 8}) for group in groups
    ]
    assert len(groups) == 3


def test_what_belongs_nowhere_is_left_aside() -> None:
    strangers = [f"Line {n}\n{sentence(Random(n))}" for n in range(2)]
    groups, rest = cluster(read_texts([*(made.raw for made in articles("beacon", 6)), *strangers], CLEANER))
    assert groups == [[0, 1, 2, 3, 4, 5]]
    assert rest == [6, 7]


@given(st.lists(st.text(min_size=1), unique=True, max_size=60), st.randoms(), st.integers(1, 20))
def test_a_sample_is_bounded_and_fair_to_any_order(texts: list[str], random: Random, most: int) -> None:
    samples = []
    for _ in range(2):
        sample = Reservoir(most)
        for text in texts:
            sample.add(text)
            assert len(sample) <= most
        samples.append(list(sample.texts()))
        random.shuffle(texts)
    assert samples[0] == samples[1]
    assert set(samples[0]) <= set(texts)
    assert len(samples[0]) == min(most, len(texts))


def test_a_sample_counts_equal_texts_once_and_leaves_out_the_overlong() -> None:
    sample = Reservoir()
    for text in ["a", "a", b"a", "x" * (LONGEST_TEXT + 1)]:
        sample.add(text, "https://www.gazette.example/1")
    assert list(sample.texts()) == ["a"]
    assert (sample.added, sample.too_long) == (4, 1)
    assert sample.domains() == ["gazette.example"]


@given(st.text())
@settings(max_examples=300)
def test_any_text_can_be_quoted(text: str) -> None:
    import yaml

    text = text.encode("utf-8", "replace").decode()
    assert yaml.safe_load(f"a: {quoted(text)}")["a"] == text


HOSTILE = (
    "no: yes",
    "# hash",
    "- dash",
    'quo"te \\ slash',
    "tab\tbed",
    "\u200fmark\u2028line",
    "{brace} [bracket]",
    "😀 face",
)


def test_hostile_lines_survive_yaml(tmp_path: Path) -> None:
    """Lines full of YAML's own signs come back as they went in, or make no rule."""
    texts = [
        "\n".join([f"Gazette {number} of the coast", *HOSTILE, made.raw])
        for number, made in enumerate(articles("beacon", 6))
    ]
    path = tmp_path / "made.yaml"
    lesson = lesson_from(texts)
    path.write_text(print_lesson(lesson), encoding="utf-8")
    file, _, errors = load_file(path)
    assert errors == []
    assert file == lesson.file


def folder_of(made: Sequence[Made], folder: Path) -> Path:
    folder.mkdir()
    for number, article in enumerate(made):
        (folder / f"{number}.txt").write_text(article.raw, encoding="utf-8")
    return folder


def test_the_command_prints_a_file(tmp_path: Path) -> None:
    folder = folder_of(articles("courier", 8), tmp_path / "courier")
    result = run("rules", "learn", folder)
    assert result.exit_code == 0
    assert result.stdout.startswith("# Learned by")
    assert "\nid: courier\n" in result.stdout
    assert "rules from 8 texts" in result.stderr


def test_the_command_reads_json_lines(tmp_path: Path) -> None:
    records = tmp_path / "texts.jsonl"
    made = articles("courier", 8)
    records.write_text(
        "".join(json.dumps({"text": m.raw, "url": "https://courier.example/x"}) + "\n" for m in made), encoding="utf-8"
    )
    target = tmp_path / "courier.yaml"
    assert run("rules", "learn", records, "-o", target, "--name", "The Courier").exit_code == 0
    about = read_yaml(target)[0]
    assert (about["id"], about["name"], about["domains"]) == ("courier", "The Courier", ["courier.example"])


def test_the_command_writes_over_nothing(tmp_path: Path) -> None:
    folder = folder_of(articles("courier", 8), tmp_path / "courier")
    target = tmp_path / "courier.yaml"
    target.write_text("mine", encoding="utf-8")
    result = run("rules", "learn", folder, "-o", target)
    assert result.exit_code == 1
    assert "exists" in result.stderr
    assert target.read_text(encoding="utf-8") == "mine"


def test_the_command_parts_publishers(tmp_path: Path) -> None:
    made = [article for publisher in PUBLISHERS for article in articles(publisher, 8)]
    result = run("rules", "learn", folder_of(made, tmp_path / "mixed"), "--cluster", "-o", tmp_path / "learned")
    assert result.exit_code == 0
    cleaner = Cleaner(tmp_path / "learned")
    for publisher in PUBLISHERS:
        ids = {cleaner.clean(article.raw).publisher for article in articles(publisher, 5, seed=2)}
        assert len(ids) == 1
        assert None not in ids
        for article in articles(publisher, 5, seed=2):
            assert lines(cleaner.clean(article.raw).text) == article.body


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cluster"], "give a folder"),
        (["--cluster", "-o", "x.yaml"], "give a folder"),
        (["--id", "Not An Id"], "is no id"),
        (["--id", "other", "-o", "x.yaml"], "named after its id"),
    ],
)
def test_the_command_refuses_what_cannot_be_meant(arguments: list[str], words: str, tmp_path: Path) -> None:
    result = run("rules", "learn", tmp_path, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize("asked", [True, False])
def test_the_classifier_judges_a_publishers_texts_where_its_file_says_so(asked: bool, tmp_path: Path) -> None:
    folder = tmp_path / "publishers"
    folder.mkdir()
    (folder / "made.yaml").write_text(f"id: made\nname: Made\nclassifier: {str(asked).lower()}\n", encoding="utf-8")
    cleaner = Cleaner(tmp_path)
    raw = articles("tribune", 1)[0].raw
    assert bool(cleaner.trace(raw, publisher="made").noise) is asked
    assert cleaner.trace(raw, publisher="none").noise


def titled(random: Random, *head: str) -> str:
    return "\n".join([" ".join(paragraph(random).split()[:6]), *head, *(paragraph(random) for _ in range(4))])


def test_a_date_in_the_head_is_the_articles(tmp_path: Path) -> None:
    cleaner = taught([made.raw for made in articles("courier", 12)], tmp_path)
    made = articles("courier", 1, seed=3)[0]
    printed = next(line for line in made.raw.splitlines() if line.startswith("Printed on"))
    assert cleaner.clean(made.raw).metadata.date == cleaner.clean(f"Title here\n{printed[11:]}").metadata.date
    assert [rule.set for rule in cleaner.rulebase.file("made").rules if rule.kind == "date"] == [{"date": "{date}"}]


def test_of_two_dates_none_is_taken() -> None:
    random = Random(9)
    texts = [titled(random, f"Inked on {date(random)}", f"Reinked on {date(random)}") for _ in range(12)]
    assert not any(rule.set for rule in lesson_from(texts).file.rules)


@pytest.mark.parametrize(
    ("values", "expected"),
    [(("Ada Archer", "Bruno Hale", "Clara Cotter"), {"author": "{any}"}), (("Ada Archer", "Hale, 4 May", "A"), {})],
)
def test_an_author_is_what_looks_like_one(values: Sequence[str], expected: dict[str, str]) -> None:
    """Where all values after a byline's label are names, and only there."""
    random = Random(10)
    texts = [titled(random, f"Zeilen von: {values[number % 3]}") for number in range(12)]
    pages = read_texts(texts, CLEANER)
    places = [Place(number, 1) for number in range(12)]
    rule = Rule(id="", kind="byline", where="head", line="Zeilen von: {any}")
    find_articles(pages)
    assert with_fact(rule, Draft(rule, {"Zeilen von: {any}": 12}, places), pages).set == expected


def test_words_that_stand_within_articles_too_are_not_cut_off_lines() -> None:
    """A made-up reporter begins a line in most stories as the language does."""
    random = Random(11)
    texts = []
    for _ in range(10):
        body = [paragraph(random) for _ in range(4)]
        body[1] = f"And then they said that {body[1]} And then they said that it rained."
        texts.append("\n".join([" ".join(body[0].split()[:5]), *body]))
    lesson = lesson_from(texts)
    assert not any(rule.starts for rule in lesson.file.rules)
    assert "stands within articles, too" in {item.why for item in lesson.left_out}


def test_the_classifier_tells_the_article_from_longer_prose_of_others() -> None:
    """Comments that no other page has, more of them than of the story: where it was not asked they are the article."""
    random = Random(12)
    story, list_, comments = 3, 60, 6
    texts = [
        "\n".join(make(random) for make in [paragraph] * story + [headline] * list_ + [paragraph] * comments)
        for _ in range(4)
    ]
    pages = read_texts(texts, CLEANER)
    for page in pages:
        page.noise = [0.1] * story + [0.9] * (list_ + comments)
    find_articles(pages)
    assert {page.article for page in pages} == {range(story)}
    for page in pages:
        page.noise = [UNTOLD] * len(page.keys)
    find_articles(pages)
    assert {page.article for page in pages} == {range(story + list_, story + list_ + comments)}


def test_a_notice_on_all_pages_is_no_article_however_well_it_reads() -> None:
    """The classifier takes the legal notice for body, which is longer than the stories."""
    random = Random(16)
    story, list_ = 2, 40
    notice = [paragraph(random) for _ in range(8)]
    texts = [
        "\n".join([*(make(random) for make in [paragraph] * story + [headline] * list_), *notice]) for _ in range(4)
    ]
    pages = read_texts(texts, CLEANER)
    for page in pages:
        page.noise = [0.1] * story + [0.9] * list_ + [0.0] * len(notice)
    find_articles(pages)
    assert {page.article for page in pages} == {range(story)}


def test_a_line_that_is_printed_twice_goes_whole() -> None:
    """Above the article and below it: its first words are no beginning of a paragraph's."""
    random = Random(13)
    texts = []
    for _ in range(8):
        stamp = f"This story went to the presses of Carrow at noon on {date(random)}, says {name(random)} of the night desk."
        below = ["Printers' notes", *(f"Desk {number}" for number in "ABCDEFGHIJ"), stamp]
        texts.append("\n".join([titled(random, stamp), *below]))
    rules = lesson_from(texts).file.rules
    assert not any(rule.starts for rule in rules)
    assert any("This story went to the presses" in str(rule.line) for rule in rules)


def test_a_word_that_begins_a_line_on_three_pages_is_no_rule() -> None:
    random = Random(14)
    texts = [titled(random, f"{'Instead, ' * (number < 3)}{paragraph(random)}") for number in range(5)]
    assert not any(rule.starts for rule in lesson_from(texts).file.rules)


def test_a_headline_of_the_day_heads_no_block() -> None:
    """Three of ten texts were fetched on one day, with the same list of stories below; the list goes line by line."""
    random = Random(15)
    teasers = [headline(random) for _ in range(3)]
    texts = [
        titled(random) + "\n" + "\n".join([*(teasers if number < 3 else ()), *(headline(random) for _ in range(4))])
        for number in range(10)
    ]
    assert not any(rule.cut for rule in lesson_from(texts).file.rules)


def test_what_a_rule_must_keep_is_no_furniture() -> None:
    random = Random(16)
    promo = "Enjoying this story? The morning letter brings you three of them to the breakfast table."
    texts = []
    for _ in range(8):
        body = [paragraph(random) for _ in range(5)]
        texts.append(courier(random, [*body[:2], promo, *body[2:]]).raw)
    assert promo not in {text for rule in lesson_from(texts).file.rules for text in rule.examples.keep}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Share", "share"),
        ("You may also like", "related"),
        ("Sign up for our newsletter", "newsletter"),
        ("Most Popular", "most-read"),
        ("© 2024 Harbour Post", "copyright"),
        ("The harbour and the quarry", "other"),
    ],
)
def test_kinds_are_told_by_the_words_of_one_kind(text: str, kind: str) -> None:
    assert Kinds(compiled.rule for compiled in CLEANER.rulebase.pack_matcher("en").rules).guess(text) == kind
