import json

import pytest

from cleaner.detect import HOST_SCORE, Clues, host_of
from cleaner.document import Document
from cleaner.language import detect_language
from cleaner.matching.scene import Scene
from cleaner.model import Decision
from cleaner.rulefiles.rulebase import RuleBase

PROSE = "قالت الوزارة في بيان لها اليوم إن سلاح الجو حاول عرقلة ضربات جوية على المدينة الواقعة في شرق البلاد أمس.\n" * 7

PUBLISHERS: dict[str, dict[str, object]] = {
    "gazette": {
        "domains": ["gazette.example", "gazette.co.example"],
        "recognise": [
            {"line": "جريدة الساحل", "where": "head", "weight": 1},
            {"line": "نشر في: {date}", "weight": 1},
            {"starts": "حقوق النشر لجريدة الساحل", "where": "tail"},
        ],
    },
    "herald": {
        "domains": ["herald.example", "sport.gazette.example"],
        "recognise": [
            {"line": "نشر في: {date}", "weight": 1},
            {"regex": r"^herald/[0-9]+$"},
            {"line": "{any}", "next": {"line": "The Herald"}, "shape": {"max_words": 3}, "weight": 3},
        ],
    },
    "silent": {"domains": ["silent.example"]},
    "nowhere": {"name": "The Nowhere Post"},
    "twin-a": {"name": "Daily Twin"},
    "twin-b": {"name": "Daily Twin", "domains": ["twin.example"]},
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleBase:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "publishers").mkdir()
    for name, file in PUBLISHERS.items():
        (folder / "publishers" / f"{name}.yaml").write_text(
            json.dumps({"id": name, "name": name, **file}), encoding="utf-8"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cleaner.rulefiles.rulebase.SHIPPED", folder)
        return RuleBase()


def recognise(
    rules: RuleBase, text: str, url: str | None = None, hosts: tuple[str, ...] = (), names: tuple[str, ...] = ()
) -> Decision:
    return rules.recogniser.recognise(Scene(Document(text)), Clues(url, hosts, names))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Gazette.Example/a?b#c", "gazette.example"),
        ("http://user:secret@gazette.example:8080/", "gazette.example"),
        ("//gazette.example/x", "gazette.example"),
        ("https://gazette.example.", "gazette.example"),
        ("https://news.www.example/", "news.www.example"),
        ("gazette.example/x", None),
        ("mailto:a@gazette.example", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_hosts(url: str | None, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://gazette.example/1", "gazette"),
        ("https://www.gazette.example/1", "gazette"),
        ("https://m.ar.gazette.example/1", "gazette"),
        ("https://gazette.co.example/1", "gazette"),
        ("https://sport.gazette.example/1", "herald"),
        ("https://live.sport.gazette.example/1", "herald"),
        ("https://GAZETTE.example/1", "gazette"),
        ("https://nogazette.example/1", None),
        ("https://gazette.example.org/1", None),
        ("https://co.example/1", None),
        ("https://example/1", None),
        ("https://other.example/gazette.example", None),
    ],
)
def test_by_host(rules: RuleBase, url: str, publisher: str | None) -> None:
    decision = recognise(rules, "", url)
    assert decision.publisher == publisher
    assert decision.score == (HOST_SCORE if publisher else 0)
    assert bool(decision.reasons) == bool(publisher)


def test_the_host_goes_before_the_text(rules: RuleBase) -> None:
    assert recognise(rules, "herald/12", "https://gazette.example/").publisher == "gazette"
    assert recognise(rules, "herald/12", None, ("gazette.example",)).publisher == "gazette"
    assert recognise(rules, "herald/12", "https://other.example/").publisher == "herald"


@pytest.mark.parametrize(
    ("url", "hosts", "names", "publisher", "score"),
    [
        # the page's own address, whatever it was found under
        (None, ["gazette.example"], [], "gazette", 50),
        ("https://archive.example/1", ["m.gazette.example"], [], "gazette", 50),
        ("https://gazette.example/1", ["gazette.example"], ["Gazette"], "gazette", 151),
        (None, ["gazette.example", "ar.gazette.example"], [], "gazette", 50),
        # syndicated: the URL goes before the canonical link
        ("https://gazette.example/1", ["herald.example"], [], "gazette", 100),
        (None, ["gazette.example", "herald.example"], [], None, 50),
        # names
        (None, [], ["GAZETTE"], "gazette", 2),
        (None, [], ["Gazétte!"], "gazette", 2),
        (None, [], ["Gazette", "gazette"], "gazette", 2),
        (None, [], ["The Gazette of the Coast"], None, 0),
        (None, [], [""], None, 0),
        # of papers that share a name none is known by it
        (None, [], ["Daily Twin"], None, 0),
        # an address elsewhere: maybe another paper of that name
        ("https://other.example/1", [], ["Gazette"], None, 1),
        (None, ["other.example"], ["Gazette"], None, 1),
        ("https://other.example/1", ["other.example"], ["The Nowhere Post"], "nowhere", 2),
    ],
)
def test_by_clues(
    rules: RuleBase, url: str | None, hosts: list[str], names: list[str], publisher: str | None, score: int
) -> None:
    decision = recognise(rules, "", url, tuple(hosts), tuple(names))
    assert (decision.publisher, decision.score) == (publisher, score)


def test_text_and_page_are_counted_together(rules: RuleBase) -> None:
    text = f"جريدة الساحل\n{PROSE}"
    assert recognise(rules, text, "https://other.example/1").publisher is None
    decision = recognise(rules, text, "https://other.example/1", (), ("Gazette",))
    assert decision == Decision("gazette", 2, ("the site's name 'Gazette' (+1)", "'جريدة الساحل' (+1)"))


def test_what_speaks_for_another_is_told(rules: RuleBase) -> None:
    decision = recognise(rules, "herald/12", "https://gazette.example/1", ("herald.example",), ("Herald",))
    assert decision == Decision(
        "gazette",
        100,
        (
            "the URL's host gazette.example (+100)",
            "though the page's own address, on herald.example speaks for herald (+50)",
            "though the site's name 'Herald' speaks for herald (+1)",
            "though 'herald/12' speaks for herald (+2)",
        ),
    )


@pytest.mark.parametrize(
    ("text", "publisher", "score"),
    [
        ("", None, 0),
        (PROSE, None, 0),
        # one sign is enough where it weighs two
        (f"{PROSE}حقوق النشر لجريدة الساحل 2019", "gazette", 2),
        ("HERALD/٣٣", "herald", 2),
        # two that weigh one
        (f"جريدة الساحل\nنشر في: 2017-11-14\n{PROSE}", "gazette", 2),
        # too thin
        (f"جريدة الساحل\n{PROSE}", None, 1),
        # a sign counts once, however often it is printed
        ("جريدة الساحل\n" * 3 + PROSE, None, 1),
        # not in its zone
        (f"حقوق النشر لجريدة الساحل 2019\n{PROSE}", None, 0),
        (f"{PROSE}جريدة الساحل", None, 0),
        # in prose, not a line of its own
        (f"قالت جريدة الساحل أمس\n{PROSE}", None, 0),
        # a tie names none
        ("نشر في: 2017-11-14", None, 1),
        (f"{PROSE}herald/12\nحقوق النشر لجريدة الساحل 2019", None, 2),
        # the heavier wins
        ("جريدة الساحل\nنشر في: 2017-11-14\nherald/12", "herald", 3),
        # by its neighbour's words
        ("Section\nThe Herald", "herald", 3),
        ("A section of four words\nThe Herald", None, 0),
    ],
)
def test_by_evidence(rules: RuleBase, text: str, publisher: str | None, score: int) -> None:
    decision = recognise(rules, text)
    assert (decision.publisher, decision.score) == (publisher, score)


def test_reasons_are_told(rules: RuleBase) -> None:
    assert recognise(rules, "Section\nThe Herald\nherald/1").reasons == ("'Section' (+3)", "'herald/1' (+2)")
    long = f"{PROSE}حقوق النشر لجريدة الساحل، ولا يجوز نقل شيء من هذا النص دون إذن مكتوب من رئيس التحرير"
    assert recognise(rules, long).reasons == ("'حقوق النشر لجريدة الساحل' (+2)",)  # the sign, not what it stands in
    assert recognise(rules, PROSE).reasons == ()
    tie = recognise(rules, f"{PROSE}herald/12\nحقوق النشر لجريدة الساحل 2019")
    assert tie.reasons == ("as much speaks for gazette as for herald",)


def test_publishers_without_signs_are_known_by_host_only(rules: RuleBase) -> None:
    assert recognise(rules, "silent").publisher is None
    assert recognise(rules, "silent", "http://silent.example").publisher == "silent"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "ar"),
        ("گزارش داد که این خبر را از تهران می گوید و با آن است.", "fa"),
        ("وزیر اعظم نے کہا کہ یہ ملک کے لیے ہے اور اس میں سب کو حصہ لینا ہے۔", "ur"),
        ("The ministry said on Tuesday that the talks had been held in the capital.", "en"),
        ("Die Regierung hat mit der Opposition über das Gesetz gesprochen.", "de"),
        ("Le gouvernement a annoncé que les négociations sont dans une impasse.", "fr"),
        ("Министерство заявило, что переговоры прошли в столице и не были простыми.", "ru"),
        ("外交部发言人在例行记者会上表示，双方将继续就有关问题保持沟通", "zh"),
        ("首相は記者会見で、新しい政策について説明した", "ja"),
        ("Το υπουργείο ανακοίνωσε ότι", "el"),
        ("", None),
        ("12345 67890 - 2017", None),
        ("Ok", None),
        ("Lorem ipsum dolor xyz", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect_language(text) == language
