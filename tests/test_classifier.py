"""What the classifier sees, what it says, and how that meets the rules."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MARKS, PROSE, SEPARATORS, WORDS

from cleaner import Cleaner
from cleaner.classify.classifier import (
    RULE,
    THRESHOLDS,
    Classifier,
    Judge,
    Model,
    Term,
    column,
    levels,
    read_weights,
    write_weights,
)
from cleaner.classify.features import LEVELS, Columns, describe
from cleaner.classify.stretch import second_look
from cleaner.document import Document
from cleaner.errors import InputError, UsageError
from cleaner.model import Match

FURNITURE = [
    "News", "Sport", "Weather", "Culture", "Sign in",
    "Council budget delayed until the spring", "Ferry strike enters its second week", "How to grow figs in a pot",
    "Ten islands to see before summer ends", "Bakery fire blamed on old wiring",
]  # fmt: skip
ARTICLE = [
    "The island council reopened the old harbour to fishing boats on Sunday morning, ten years after work on it began.",
    "The mayor said that every wooden pier had been replaced and that the little lighthouse would be lit once more.",
    "Four boats loaded with sardines moored at noon, and people on the quay met their crews with bread and olives.",
    "About a third of the islanders live by fishing, and for a decade they had to sail from the distant cargo port.",
]
TITLE = "Island council reopens its old harbour after ten years"


def texts() -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*WORDS, *MARKS, *SEPARATORS, *PROSE, " ", "\n", "شارك\n", "港口重新开放。\n", "3/4", "©"])
    return st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=25).map("".join)


def removed(document: Document, index: int, kind: str = "share") -> Match:
    return Match(document.starts[index], document.ends[index], kind, "en.x", 0, "remove", {}, index, True)


@given(texts(), st.data())
def test_levels_are_those_that_are_named(text: str, data: st.DataObject) -> None:
    document = Document(text)
    count = len(document)
    claimed = data.draw(st.sets(st.integers(0, count - 1))) if count else set()
    kinds = st.sampled_from(["share", "title", "related", "copyright", "date"])
    columns = describe(document, [removed(document, index, data.draw(kinds)) for index in claimed])
    noise = data.draw(st.lists(st.floats(0, 1), min_size=count, max_size=count))
    columns = second_look(noise, columns)
    assert set(columns) == set(LEVELS)
    for name, column_ in columns.items():
        assert len(column_) == count, name
        assert all(0 <= level < LEVELS[name] for level in column_), name


def test_of_words_as_frequent_the_first_count() -> None:
    """Not those that a set happens to give first: that would differ from run to run."""
    words = [f"{letter}word{letter}" for letter in "abcdefghijklmnopqrst"]
    document = Document("\n".join([" ".join(words)] * 2 + words))
    assert describe(document, [])["small"][2:] == [5] * 16 + [0] * 4


def test_what_a_publishers_rules_took_tells_nothing_of_the_packs() -> None:
    """It colours its neighbours; the share of a text that rules know is that of the packs, as in training."""
    document = Document("\n".join(["Share this", "Print this", *ARTICLE]))
    alone = describe(document, [removed(document, 0)])
    both = describe(document, [removed(document, 0), removed(document, 1)._replace(rank=2)])
    assert both["claimed"] == alone["claimed"]
    assert both["claim"] != alone["claim"]
    assert both["above"] != alone["above"]


def test_of_several_marks_the_first_by_their_order_counts() -> None:
    lines = [
        "News",
        "Time: (now)",
        'Mail: "a@b.org"',
        "See http://a.org: @b",
        "a.org | www.b.org",
        "a http",
        "Home | News",
    ]
    columns = describe(Document("\n\n".join(lines)), [])
    assert columns["mark"] == [0, 5, 2, 1, 1, 1, 3]
    assert columns["stops"] == [0, 0, 1, 1, 3, 0, 0]


def test_where_words_are_not_parted_pairs_of_characters_are_words() -> None:
    prose = "市议会周日早上重新开放了旧港口供渔船使用,这项工程开始至今已有十年,市长说所有的木制码头都已更换。"
    columns = describe(Document("\n".join([prose, prose, "木制码头", "体育"])), [])
    assert columns["known"] == [5, 5, 5, 1]


def test_noise_that_rules_know_colours_what_is_near() -> None:
    document = Document("\n".join(["a"] * 9))
    columns = describe(document, [removed(document, 1), removed(document, 7, "related")])
    assert columns["above"] == [0, 0, 1, 2, 3, 4, 4, 4, 5]
    assert columns["below"] == [1, 8, 8, 8, 7, 6, 5, 0, 0]


def test_a_shifted_column_is_that_of_the_neighbour() -> None:
    columns = {"size": [0, 1, 2]}
    missing = LEVELS["size"]
    assert column(columns, "size@-1") == [missing, 0, 1]
    assert column(columns, "size@2") == [2, missing, missing]
    assert column(columns, "size@-5") == [missing] * 3
    assert levels("size@-1") == LEVELS["size"] + 1


def test_sums_of_weights_are_log_odds() -> None:
    table = [[0.0] * LEVELS["end"] for _ in range(LEVELS["size"])]
    table[2][1] = 3.0
    one = Model(-1.0, [Term("size", "end", table)])
    assert [round(p, 4) for p in one.probabilities({"size": [2, 3], "end": [1, 1]})] == [0.8808, 0.2689]


def looked_at(noise: list[float], claims: list[int] | None = None) -> Columns:
    size = [8] * len(noise)
    return second_look(noise, {"size": size, "claim": claims or [0] * len(noise)})


def test_an_article_is_the_stretch_that_gains_most() -> None:
    noise = [0.2, 0.9, 0.9, 0.1, 0.2, 0.7, 0.1, 0.0, 0.9, 0.2]
    assert looked_at(noise)["stretch"] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_what_rules_remove_counts_against_the_stretch() -> None:
    assert looked_at([0.1, 0.1, 0.1])["stretch"] == [4, 5, 8]
    assert looked_at([0.1, 0.1, 0.1], claims=[0, 0, 1])["stretch"] == [4, 5, 9]


def test_a_text_of_noise_has_no_stretch() -> None:
    assert looked_at([0.9, 0.8])["stretch"] == [9, 10]
    assert looked_at([])["stretch"] == []


def test_furniture_that_rules_find_is_evidence(tmp_path: Path) -> None:
    """Where all is likely body a line just past the threshold stays, unless rules found share words or the like."""
    table = [[0.0] * LEVELS["end"] for _ in range(LEVELS["size"])]
    model = Model(1.0, [Term("size", "end", table)])
    write_weights(Classifier(model, model), tmp_path / "weights.json")
    judge, document = Judge(weights=tmp_path / "weights.json"), Document("\n".join([*ARTICLE, "Share"]))
    assert judge.judge(document, [])[1] == []
    assert judge.judge(document, [removed(document, 4, "date")])[1] == []
    assert len(judge.judge(document, [removed(document, 4, "share")])[1]) == 4


def test_furniture_goes_and_the_article_stays() -> None:
    text = "\n".join([TITLE, *FURNITURE[:5], *ARTICLE, *FURNITURE[5:]])
    article = Cleaner().clean(text, kind="text")
    assert article.text.splitlines() == ARTICLE
    assert article.metadata.title == TITLE
    assert RULE in {removal.rule for removal in article.removed}
    assert {removal.kind for removal in article.removed if removal.rule == RULE} == {"other"}


def test_what_is_kept_grows_with_leniency() -> None:
    text = "\n".join([*FURNITURE, TITLE, *ARTICLE[:2], "A view of the quay", *ARTICLE[2:], *FURNITURE[5:]])
    lengths = [
        len(Cleaner(strictness=name).clean(text, kind="text").text) for name in ("strict", "balanced", "lenient", "off")
    ]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]
    assert RULE not in {r.rule for r in Cleaner(strictness="off").clean(text, kind="text").removed}


def test_a_known_publisher_is_left_to_its_rules() -> None:
    text = "\n".join([*FURNITURE, TITLE, *ARTICLE, *FURNITURE])
    trace = Cleaner().trace(text, kind="text", publisher="alalam")
    assert not trace.noise
    assert RULE not in {removal.rule for removal in trace.article.removed}


def test_cells_of_a_table_stay() -> None:
    table = ["Harbour FC\t9\t22", "North End\t9\t19", "Lighthouse\t9\t17"]
    text = "\n".join([TITLE, *ARTICLE, *table])
    assert Cleaner(strictness="strict").clean(text, kind="text").text.splitlines() == [TITLE, *ARTICLE, *table]


def test_protected_text_stays(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    rule = '{id: kept, kind: other, protect: true, line: "Sign in", examples: {remove: ["Sign in"], keep: ["Sign"]}}'
    (tmp_path / "packs" / "universal.yaml").write_text(
        f"id: universal\nname: x\nextends: [universal]\nrules:\n  - {rule}\n"
    )
    text = "\n".join([*FURNITURE, TITLE, *ARTICLE])
    assert "Sign in" not in Cleaner().clean(text, kind="text").text
    assert "Sign in" in Cleaner(tmp_path).clean(text, kind="text").text


def test_other_can_be_kept() -> None:
    text = "\n".join([*FURNITURE, TITLE, *ARTICLE])
    assert RULE not in {r.rule for r in Cleaner(keep=["other"]).clean(text, kind="text").removed}


def test_weights_are_read_as_written(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[1] / "cleaner" / "data" / "classifier.json"
    model = read_weights(shipped)
    write_weights(model, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == shipped.read_bytes()
    assert shipped.stat().st_size < 1_000_000


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"bias": 1, "terms": []}',
     '{"first": {"bias": 1, "terms": [{"first": "size", "second": "end", "weights": [[1]]}]}}',
     '{"first": {"bias": 1, "terms": [{"first": "tallness", "second": "end", "weights": []}]}}',
     '{"first": {"bias": "x", "terms": []}}'],
)  # fmt: skip
def test_what_is_no_weights_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"weights\.json: holds no weights"):
        Cleaner(weights=path)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.json"):
        Judge(weights=tmp_path / "none.json")


def test_unknown_strictness_is_told() -> None:
    with pytest.raises(UsageError, match="lenient"):
        Cleaner(strictness="severe")  # type: ignore[arg-type]


def test_a_pickled_judge_says_the_same() -> None:
    document = Document("\n".join([*FURNITURE, *ARTICLE]))
    judge = Judge("strict")
    assert pickle.loads(pickle.dumps(judge)).judge(document, []) == judge.judge(document, [])


def test_thresholds_are_in_order() -> None:
    assert 0 < THRESHOLDS["strict"] < THRESHOLDS["balanced"] < THRESHOLDS["lenient"] < 1 < THRESHOLDS["off"]


def test_what_is_too_long_for_an_article_is_not_judged() -> None:
    document = Document("\n".join(FURNITURE * 501))
    assert Judge("strict").judge(document, []) == ([], [])
