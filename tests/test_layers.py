"""Rules from installed packages, the user's folder, the project and `--rules`: which counts, and who says so."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from commands import ARABIC, RAW, ROOT, run, ship, write_rules

from cleaner import Cleaner
from cleaner.errors import RuleError, RuleFilesError
from cleaner.rulefiles.layers import find_layers
from cleaner.rulefiles.rulebase import RuleBase

OWN = """\
id: gazette
name: Gazette
{extends}rules:
  - id: {rule}
    kind: {kind}
    line: "{line}"
    examples: {{remove: ["{line}"], keep: ["نص آخر"]}}
"""


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small shipped rules, an empty project to stand in, and no settings."""
    folder = ship(tmp_path / "shipped" / "rules", monkeypatch)
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return folder


def write(folder: Path, rule: str, line: str, *, kind: str = "share", extends: bool = True) -> Path:
    """A file of the gazette, extending the one below or in its place."""
    path = folder / "publishers" / "gazette.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = OWN.format(extends="extends: [gazette]\n" * extends, rule=rule, kind=kind, line=line)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return write(tmp_path / "settings" / "article-cleaner" / "rules", "user-line", "سطر المستخدم")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project" / "rules", "project-line", "سطر المشروع")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package of rules; to import it would be an error."""
    home = tmp_path / "site"
    write(home / "acme_rules" / "data", "package-line", "سطر الحزمة")
    (home / "acme_rules" / "__init__.py").write_text("raise RuntimeError('rules never run code')\n", encoding="utf-8")
    about = home / "acme_rules-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[cleaner.rules]\nacme = acme_rules.data\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(home))
    return home


def names(*given: Path, isolated: bool = False) -> list[str]:
    return [layer.name for layer in find_layers(given, isolated=isolated)]


def rule_ids(rules: RuleBase) -> list[str]:
    return [rule.id for rule in rules.file("gazette").rules]


def test_layers_in_their_order(package: Path, user: Path, project: Path, tmp_path: Path) -> None:
    given = write(tmp_path / "given", "given-line", "سطر")
    assert names(given) == ["shipped", "package acme", "user", "project", "given"]
    assert names(given, isolated=True) == ["shipped", "given"]
    rules = RuleBase(layer.folder for layer in find_layers([given])[1:])
    assert rule_ids(rules)[-4:] == ["package-line", "user-line", "project-line", "given-line"]
    assert rules.file("gazette").name == "Gazette"
    assert rules.file("gazette").extends == []
    assert rules.recogniser.recognise  # the evidence of the lowest file is still there
    assert rules.file("gazette").domains == ["gazette.example"]


def test_nothing_but_the_shipped_rules() -> None:
    assert names() == ["shipped"]


@pytest.mark.parametrize("folder", ["rules", "rules/elsewhere"])
def test_a_folder_named_rules_without_rule_files_is_none(folder: str) -> None:
    Path(folder).mkdir(parents=True)
    assert names() == ["shipped"]


def test_a_folder_counts_once(project: Path, shipped: Path) -> None:
    assert names(project) == ["shipped", "given"]
    assert names(shipped) == ["shipped", "project"]
    os.chdir(shipped.parent)
    assert names() == ["shipped"]


def test_a_file_replaces_or_extends_or_replaces_what_was_extended(tmp_path: Path) -> None:
    extending = write(tmp_path / "a", "name-line", "جريدة أخرى", kind="section")
    replacing = write(tmp_path / "b", "alone", "سطر", extends=False)
    rules = RuleBase([extending])
    assert rule_ids(rules) == ["name-line", "date-line", "read-more", "quote", "place"]
    assert rules.file("gazette").rules[0].kind == "section"
    assert rules.origin("gazette", "name-line") == extending / "publishers" / "gazette.yaml"
    assert rules.origin("gazette", "quote").is_relative_to(rules.folders[0])
    assert rule_ids(RuleBase([extending, replacing])) == ["alone"]
    assert rule_ids(RuleBase([replacing, extending])) == ["alone", "name-line"]


def test_a_file_that_extends_itself_and_nothing_below(tmp_path: Path) -> None:
    folder = write_rules(tmp_path / "a", lonely="id: lonely\nname: Lonely\nextends: [lonely]\n")
    with pytest.raises(RuleFilesError, match=r"lonely\.yaml: extends itself"):
        RuleBase([folder])


def test_a_pack_can_be_extended(tmp_path: Path) -> None:
    path = tmp_path / "own" / "packs" / "ar.yaml"
    path.parent.mkdir(parents=True)
    more = ARABIC.replace("share-word", "more").replace('["شارك", "مشاركة"]', '"انشر"').replace("شارك", "انشر")
    path.write_text(more.replace("language: ar\n", "language: ar\nextends: [ar]\n"), encoding="utf-8")
    article = Cleaner(tmp_path / "own").clean(f"{RAW}انشر\n", publisher="none")
    assert [removal.rule for removal in article.removed][-2:] == ["ar.share-word", "ar.more"]


def test_packages_are_looked_for_again_when_something_was_installed(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names() == ["shipped", "package acme"]
    monkeypatch.setattr("cleaner.rulefiles.layers._search", lambda: pytest.fail("it was kept"))
    assert names() == ["shipped", "package acme"]
    monkeypatch.undo()
    monkeypatch.setattr(sys, "path", [str(package), *sys.path])
    (package / "acme_rules-1.0.dist-info" / "entry_points.txt").unlink()
    (package / "acme_rules-1.0.dist-info" / "METADATA").unlink()
    (package / "acme_rules-1.0.dist-info").rmdir()
    assert "package acme" not in names()


def test_a_package_without_its_folder_is_named(package: Path) -> None:
    entry = package / "acme_rules-1.0.dist-info" / "entry_points.txt"
    entry.write_text("[cleaner.rules]\nacme = acme_rules.lost\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"'acme = acme_rules\.lost' leads to no folder of rules"):
        find_layers()
    assert names(isolated=True) == ["shipped"]


def test_python_does_not_look_at_the_working_folder(project: Path) -> None:
    assert "project-line" not in rule_ids(Cleaner().rulebase)


def test_the_command_says_that_the_working_folder_counts(project: Path) -> None:
    text = f"{RAW}سطر المشروع\n"
    result = run("clean", data=text)
    assert "سطر المشروع" not in result.stdout
    assert result.stderr == "the rules of ./rules count too; --isolated leaves them out\n"
    result = run("clean", "--isolated", data=text)
    assert "سطر المشروع" in result.stdout
    assert result.stderr == ""


def test_list_and_show_name_the_layer_of_each_part(user: Path, project: Path) -> None:
    rows = json.loads(run("rules", "list", "-f", "json").stdout)
    layers = {row["id"]: row["layer"] for row in rows}
    assert layers == {"gazette": "shipped + user + project", "ar": "shipped", "universal": "shipped"}
    shown = run("rules", "show", "gazette").stdout
    place = user / "publishers" / "gazette.yaml"
    assert "# rules/publishers/gazette.yaml (project)\n" in shown
    assert f"# {place} (user)\n" in shown
    assert f"  # from gazette, {place}\n  - id: user-line\n" in shown
    assert "  # from gazette, rules/publishers/gazette.yaml\n  - id: project-line\n" in shown


def test_examples_are_told_with_the_file_they_are_in(project: Path) -> None:
    path = project / "publishers" / "gazette.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('["نص آخر"]', '["سطر المشروع"]'), encoding="utf-8")
    result = run("rules", "test", "gazette")
    assert result.exit_code == 1
    assert result.stdout.startswith("rules/publishers/gazette.yaml:5: error T002 [gazette.project-line]")


def test_an_extension_that_repeats_a_rule_is_superfluous(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "read-more", "x")
    path = own / "publishers" / "gazette.yaml"
    rule = 'kind: read-also\n    ends: "اقرأ المزيد"\n    examples: {remove: ["تم. اقرأ المزيد"], keep: ["اقرأ المزيد من"]}\n'
    path.write_text(path.read_text(encoding="utf-8").split("kind:")[0] + rule, encoding="utf-8")
    result = run("rules", "lint", own)
    assert "R303 [gazette.read-more] replaces 'gazette.read-more' and changes nothing" in result.stdout


def test_the_repository_s_own_rules_are_the_shipped_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.rulefiles.rulebase.SHIPPED", ROOT / "rules")
    monkeypatch.chdir(ROOT)
    assert names() == ["shipped"]
