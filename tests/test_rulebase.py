import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.document import Document
from cleaner.errors import RuleError, RuleFilesError
from cleaner.matching.match import Matcher
from cleaner.matching.scene import Scene
from cleaner.rulefiles.index import RuleIndex, read_folders
from cleaner.rulefiles.rulebase import SHIPPED, RuleBase

EXAMPLES = {"remove": ["a"], "keep": ["b"]}


def write(folder: Path, file_id: str, *rules: dict[str, object], pack: bool = False, **head: object) -> Path:
    """A publisher's or pack's file; rules get what they must have. JSON is YAML."""
    path = folder / ("packs" if pack else "publishers") / f"{file_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    full = [{"kind": "other", "examples": EXAMPLES, **rule} for rule in rules]
    path.write_text(
        json.dumps({"id": file_id, "name": file_id, "rules": full, **head}, ensure_ascii=False), encoding="utf-8"
    )
    return path


def rule(rule_id: str, line: str, **more: object) -> dict[str, object]:
    return {"id": rule_id, "line": line, **more}


def found(matcher: Matcher, text: str) -> dict[str, int]:
    """The rank of each rule that matches."""
    return {match.rule: match.rank for match in matcher.find(Scene(Document(text)))}


@pytest.fixture(autouse=True)
def shipped(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No rules but a test's own: reading the shipped ones takes seconds."""
    folder = tmp_path_factory.mktemp("shipped")
    monkeypatch.setattr("cleaner.rulefiles.rulebase.SHIPPED", folder)
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The YAML files that were read."""
    seen: list[Path] = []
    from cleaner.rulefiles import cache as rulecache

    load = rulecache.load_file
    monkeypatch.setattr(rulecache, "load_file", lambda path, *more: (seen.append(path), load(path, *more))[1])
    return seen


# ---------------------------------------------------------------- the cache


def test_files_are_read_once(tmp_path: Path, cache: Path, reads: list[Path]) -> None:
    path = write(tmp_path / "rules", "own", rule("r", "x"))
    first = read_folders([tmp_path / "rules"])
    second = read_folders([tmp_path / "rules"])
    assert reads == [path]
    assert first.read("own") == second.read("own")
    assert vars(first) == vars(second)
    assert [file.parent.name for file in cache.rglob("*.jsonl")] == ["article-cleaner"]


def test_a_changed_file_is_read_alone(tmp_path: Path, cache: Path, reads: list[Path]) -> None:
    paths = [write(tmp_path / "rules", name, rule("r", "x")) for name in ("a", "b", "c")]
    read_folders([tmp_path / "rules"])
    write(tmp_path / "rules", "b", rule("r", "another line"))
    (tmp_path / "rules" / "publishers" / "c.yaml").unlink()
    bad = tmp_path / "rules" / "publishers" / "bad.yaml"
    bad.write_text("id: [")
    for _ in range(2):  # what is wrong is read, and told, each time
        with pytest.raises(RuleFilesError, match=r"bad\.yaml"):
            read_folders([tmp_path / "rules"])
    bad.unlink()
    index = read_folders([tmp_path / "rules"])
    assert reads == [*paths, paths[1], bad, bad]
    assert index.publishers == ["a", "b"]
    assert index.read("b").rules[0].line == "another line"


def test_a_cache_of_something_else_is_made_anew(tmp_path: Path, cache: Path, reads: list[Path]) -> None:
    path = write(tmp_path / "rules", "own", rule("r", "x"))
    for rubbish in (b"[]", b"{", json.dumps({str(path): 5}).encode()):
        read_folders([tmp_path / "rules"])
        for file in cache.rglob("*.json*"):
            file.write_bytes(rubbish)
    assert read_folders([tmp_path / "rules"]).publishers == ["own"]
    assert len(reads) == 4


def touch(path: Path, text: str) -> None:
    """Rewrite a file; its time changes even where the clock is coarse."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000, before + 1_000_000))


@pytest.mark.usefixtures("cache")
def test_a_change_is_seen(tmp_path: Path, reads: list[Path]) -> None:
    path = write(tmp_path / "rules", "own", rule("r", "x"))
    read_folders([tmp_path / "rules"])
    text = path.read_text()
    touch(path, text.replace('"x"', '"y"'))  # as long as before
    assert read_folders([tmp_path / "rules"]).read("own").rules[0].line == "y"
    write(tmp_path / "rules", "new", rule("r", "x"))
    assert read_folders([tmp_path / "rules"]).publishers == ["new", "own"]
    path.unlink()
    assert read_folders([tmp_path / "rules"]).publishers == ["new"]
    assert len(reads) == 1 + 1 + 1  # own, own again, new


@pytest.mark.usefixtures("cache")
def test_an_error_is_not_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "rules", "own", rule("r", "x"))
    text = path.read_text()
    touch(path, text.replace("line", "lime"))
    for _ in range(2):
        with pytest.raises(RuleFilesError, match="unknown key 'lime'"):
            read_folders([tmp_path / "rules"])
    touch(path, text)
    assert read_folders([tmp_path / "rules"]).publishers == ["own"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"\xff\xfe\0",
        lambda data: data[: len(data) // 3],
        lambda data: data[:-20],
        lambda data: data[: data.index(b"\n") + 1],
        lambda data: data[: data.index(b"\n") + 1] + b"[]\n",
        lambda data: data[: data.index(b"\n") + 1] + b'{"hash": 1}\n',
        lambda data: data.replace(b'"publishers"', b'"publisher"'),
    ],
)
def test_a_damaged_cache_is_made_anew(tmp_path: Path, cache: Path, damage: object) -> None:
    write(tmp_path / "rules", "own", rule("r", "x"))
    read_folders([tmp_path / "rules"])
    (kept,) = cache.rglob("*.jsonl")
    good = kept.read_bytes()
    kept.write_bytes(damage(good))  # type: ignore[operator]
    assert read_folders([tmp_path / "rules"]).read("own").rules[0].line == "x"
    assert kept.read_bytes() == good


@pytest.mark.parametrize("place", ["file", "no such folder", "folder in the way"])
def test_no_cache_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    write(tmp_path / "rules", "own", rule("r", "x"))
    base = tmp_path / "cache"
    if place == "file":
        base.write_text("")
    elif place == "no such folder":
        base = Path("/proc/none")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", str(base))
        read_folders([tmp_path / "rules"])
        (kept,) = base.rglob("*.jsonl")
        kept.unlink()
        (kept / "x").mkdir(parents=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(base))
    assert read_folders([tmp_path / "rules"]).publishers == ["own"]


def test_a_user_without_a_home_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number nobody has a name for."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    write(tmp_path / "rules", "own", rule("r", "x"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert read_folders([tmp_path / "rules"]).publishers == ["own"]


def test_a_cache_of_another_user_runs_no_code(cache: Path, tmp_path: Path) -> None:
    write(tmp_path / "rules", "own", rule("r", "x"))
    read_folders([tmp_path / "rules"])
    (kept,) = cache.rglob("*.jsonl")
    kept.write_bytes(pickle.dumps(os.getcwd))
    assert read_folders([tmp_path / "rules"]).publishers == ["own"]


# ---------------------------------------------------------------- folders


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    write(tmp_path / "a", "one", rule("r", "first"), domains=["one.com"], recognise=[{"line": "x"}])
    write(tmp_path / "a", "two", rule("r", "x"))
    path = write(tmp_path / "b", "one", rule("r", "second"), domains=["new.com"])
    index = read_folders([tmp_path / "a", tmp_path / "b"])
    assert index.publishers == ["one", "two"]
    assert index.read("one").rules[0].line == "second"
    assert index.paths["one"] == [str(path)]
    assert index.owners.domains == {"new.com": "one"}
    assert index.plan.lines == {}
    assert read_folders([tmp_path / "b", tmp_path / "a"]).read("one").rules[0].line == "first"


def test_own_folders_come_after_the_shipped(tmp_path: Path, shipped: Path) -> None:
    write(shipped, "universal", rule("r", "x"), pack=True)
    write(shipped, "ar", rule("r", "x"), pack=True)
    write(tmp_path, "universal", rule("own", "x"), pack=True)
    rules = RuleBase([tmp_path])
    assert rules.folders == (shipped, tmp_path)
    assert rules.packs == ["ar", "universal"]
    assert [r.id for r in rules.file("universal").rules] == ["own"]


def test_the_shipped_rules_are_found() -> None:
    index = read_folders([SHIPPED])
    assert {"universal", "ar", "en"} <= set(index.packs)
    assert {path.stem for path in (SHIPPED / "publishers").glob("*.yaml")} == set(index.publishers)


def test_packs_are_told_by_their_folder(tmp_path: Path) -> None:
    write(tmp_path, "ar", rule("r", "x"), pack=True)
    write(tmp_path, "own", rule("r", "x"))
    index = read_folders([tmp_path])
    assert (index.packs, index.publishers) == (["ar"], ["own"])


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "own", rule("r", "x"))
    (tmp_path / "README.md").write_text("- no rules")
    (tmp_path / "publishers" / ".own.yaml.swp").write_text("- no rules")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "ci.yml").write_text("jobs: {}")
    assert read_folders([tmp_path]).publishers == ["own"]


def test_another_ending_of_yaml_is_told(tmp_path: Path) -> None:
    write(tmp_path, "own", rule("r", "x")).rename(tmp_path / "publishers" / "own.yml")
    with pytest.raises(RuleError, match=r"own\.yml: is not read: rule files end in \.yaml"):
        read_folders([tmp_path])


@pytest.mark.parametrize("name", ["none", "file.yaml"])
def test_what_is_no_folder_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.yaml").write_text("id: file\nname: x")
    with pytest.raises(RuleError, match="is not a folder of rules"):
        Cleaner(tmp_path / name)


def test_unknown_ids(tmp_path: Path) -> None:
    rules = RuleBase()
    assert "nobody" not in rules
    for ask in (rules.path, rules.file, rules.publisher_matcher):
        with pytest.raises(KeyError):
            ask("nobody")


def test_the_hash_depends_on_what_the_rules_say(tmp_path: Path) -> None:
    def hash_of(folder: str, line: str = "x") -> str:
        write(tmp_path / folder, "own", rule("r", line))
        return read_folders([tmp_path / folder]).hash

    assert hash_of("a") == hash_of("b") != hash_of("c", "y")
    path = tmp_path / "b" / "publishers" / "own.yaml"
    path.write_text(
        "# in another order, with a comment\nrules:\n  - {line: x, kind: other, examples: {keep: [b], remove: [a]}, id: r}\nname: own\nid: own\n"
    )
    assert read_folders([tmp_path / "b"]).hash == hash_of("a")
    assert read_folders([tmp_path / "a", tmp_path / "b"]).hash == hash_of("a")


def test_the_hash_is_the_same_in_every_process() -> None:
    script = "from cleaner.rulefiles.rulebase import RuleBase; print(RuleBase().hash)"
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert hashes == {read_folders([SHIPPED]).hash}


def test_rule_bases_travel_as_their_folders(tmp_path: Path) -> None:
    write(tmp_path, "own", rule("r", "x"))
    rules = RuleBase([tmp_path])
    assert rules.recogniser
    again = pickle.loads(pickle.dumps(rules))
    assert (again.folders, again.hash) == (rules.folders, rules.hash)


# ---------------------------------------------------------------- which rules apply


def family(folder: Path) -> RuleBase:
    write(folder, "house", rule("footer", "house footer"), rule("share", "house share"), rule("old", "old"), pack=True)
    write(
        folder,
        "paper",
        rule("share", "paper share"),
        rule("logo", "paper logo"),
        extends=["house"],
        disable=["universal.paging-mark"],
    )
    write(folder, "local", rule("logo", "local logo"), extends=["paper"], disable=["ar.share-word"])
    return RuleBase([folder])


def test_a_file_has_the_rules_of_those_it_extends(tmp_path: Path) -> None:
    matcher = family(tmp_path).publisher_matcher("local")
    assert [rule.id for rule in matcher.rules] == ["house.footer", "paper.share", "house.old", "local.logo"]
    text = "house footer\nhouse share\npaper share\npaper logo\nlocal logo\nold"
    assert found(matcher, text) == {"house.footer": 1, "paper.share": 1, "local.logo": 2, "house.old": 1}


def test_disabled_rules_are_those_of_the_family(tmp_path: Path) -> None:
    rules = family(tmp_path)
    assert rules.disabled("local") == {"ar.share-word", "universal.paging-mark"}
    assert rules.disabled("paper") == {"universal.paging-mark"}


def test_what_two_parents_extend_comes_once(tmp_path: Path) -> None:
    write(tmp_path, "root", rule("r", "root"))
    write(tmp_path, "left", rule("a", "left"), extends=["root"])
    write(tmp_path, "right", rule("r", "right"), extends=["root"])
    write(tmp_path, "leaf", rule("b", "leaf"), extends=["left", "right"])
    matcher = RuleBase([tmp_path]).publisher_matcher("leaf")
    assert [rule.id for rule in matcher.rules] == ["right.r", "left.a", "leaf.b"]


@pytest.mark.parametrize(
    ("extends", "problem"),
    [
        ({"a": ["none"]}, "extends 'none', which does not exist"),
        ({"a": ["a"]}, "extends itself"),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, "extends itself"),
    ],
)
def test_families_that_cannot_be(tmp_path: Path, extends: dict[str, list[str]], problem: str) -> None:
    for name, parents in extends.items():
        write(tmp_path, name, rule("r", "x"), extends=parents)
    with pytest.raises(RuleFilesError, match=problem) as caught:
        RuleBase([tmp_path])
    assert len(caught.value.errors) == len(extends)
    assert all(error.mend for error in caught.value.errors)


def test_packs_for_a_language(tmp_path: Path) -> None:
    for name in ("universal", "ar", "en", "de"):
        write(tmp_path, name, rule("r", name), pack=True)
    rules = RuleBase([tmp_path])
    text = "universal\nar\nen\nde"
    assert set(found(rules.pack_matcher("ar"), text)) == {"universal.r", "ar.r", "en.r"}
    assert set(found(rules.pack_matcher("en"), text)) == {"universal.r", "en.r"}
    assert (
        set(found(rules.pack_matcher("xx"), text))
        == set(found(rules.pack_matcher(None), text))
        == {"universal.r", "en.r"}
    )
    assert set(found(rules.pack_matcher("de"), text).values()) == {0}


PROSE = "قالت الوزارة في بيان لها اليوم إن سلاح الجو حاول عرقلة ضربات جوية على المدينة الواقعة في شرق البلاد أمس.\n" * 4


def test_a_disabled_rule_does_not_run(tmp_path: Path) -> None:
    write(tmp_path, "universal", rule("a", "furniture"), pack=True)
    write(tmp_path, "own", rule("a", "own furniture"), disable=["universal.a"])
    cleaner = Cleaner(tmp_path)
    text = f"{PROSE}furniture\nown furniture"
    assert [r.rule for r in cleaner.clean(text, publisher="own").removed] == ["own.a"]
    assert [r.rule for r in cleaner.clean(text, publisher="none").removed] == ["universal.a"]


@pytest.mark.parametrize(
    ("date", "removed"),
    [
        ("2018-12-31", []),
        ("2019-01-01", ["own.r"]),
        ("2019-06-30", ["own.r"]),
        ("2019-07-01", []),
        ("no date", ["own.r"]),
    ],
)
def test_rules_hold_on_their_days(tmp_path: Path, date: str, removed: list[str]) -> None:
    own = rule("r", "furniture", valid={"from": "2019-01-01", "until": "2019-06-30"})
    write(tmp_path, "own", own, rule("date", "Printed {date}", kind="date", set={"date": "{date}"}, remove=False))
    text = f"Printed {date}\n{PROSE}furniture"
    article = Cleaner(tmp_path).clean(text, publisher="own", kind="text")
    assert [r.rule for r in article.removed if r.rule == "own.r"] == removed
    assert ("furniture" in article.text) == (not removed)


def test_what_an_expired_rule_read_is_not_told(tmp_path: Path) -> None:
    own = rule("r", "Scribe: {name}", kind="byline", set={"author": "{name}"}, valid={"until": "2015-12-31"})
    write(tmp_path, "own", own, rule("date", "{date}", kind="date", set={"date": "{date}"}))
    text = f"2019-01-01\nScribe: Jane Doe\n{PROSE}"
    assert Cleaner(tmp_path).clean(text, publisher="own", kind="text").metadata.author is None


def test_an_index_can_be_empty(tmp_path: Path) -> None:
    index = read_folders([tmp_path])
    assert isinstance(index, RuleIndex)
    assert (index.publishers, index.packs, index.owners.domains, index.plan.lines) == ([], [], {}, {})
