"""What the documentation says is true: its rules load, their examples hold, its commands and lists are complete."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cleaner.dates.parse import parse_date
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.phrase import MACROS
from cleaner.model import FIELDS
from cleaner.rule import FORMS, KINDS, SELECTORS, RuleFile
from cleaner.rulefiles.load import load_file
from cleaner.workbench.ruletest import matches_of

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def yaml_blocks() -> list[tuple[str, str]]:
    return [(page.name, block) for page in PAGES for block in YAML.findall(page.read_text(encoding="utf-8"))]


def load(block: str, folder: Path) -> RuleFile:
    """A block as a rule file; one that begins with its rules gets a head."""
    head = "" if block.startswith("id:") else "id: example-news\nname: Example News\nlanguage: ar\n"
    path = folder / "example-news.yaml"
    path.write_text(head + block, encoding="utf-8")
    file, _, errors = load_file(path)
    assert not errors, "\n".join(map(str, errors))
    assert file is not None
    return file


@pytest.mark.parametrize(("page", "block"), yaml_blocks())
def test_rules_in_the_documentation_do_what_they_say(page: str, block: str, tmp_path: Path) -> None:
    file = load(block, tmp_path)
    assert file.rules or file.layouts
    for rule in file.rules:
        compiled = CompiledRule(rule, file.id, 1)
        for text in rule.examples.remove:
            assert matches_of(compiled, text, file.language), (page, rule.id, text)
        for text in rule.examples.keep:
            assert not matches_of(compiled, text, file.language), (page, rule.id, text)


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = next((ROOT / "seeds").glob("000_*.txt")).read_text(encoding="utf-8")
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "one", "raw": seed}) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"raw_text": seed}
    for block in PYTHON.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        exec(block, names)
    row = names["clean_row"]({"raw": seed})
    item = names["CleanPipeline"]().process_item({"html": seed, "url": "https://paper.example/1", "spider": "s"})
    assert row["status"] == item["status"] == "ok"
    assert row["text"] == item["text"] == names["article"].text
    assert (item["spider"], item["hostname"]) == ("s", "paper.example")


def test_rules_page_is_complete() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for word in (*KINDS, *FORMS, *FIELDS, *SELECTORS, "valid", "counter", "cut", "run"):
        assert f"`{word}`" in page, word
    for macro in MACROS:
        assert f"`{{{macro}}}`" in page, macro


def test_rules_page_lists_every_lint_code() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for module in ("lint", "checks", "reach", "waivers"):
        for code in re.findall(
            r'"(R\d{3})"', (ROOT / "cleaner" / "workbench" / f"{module}.py").read_text(encoding="utf-8")
        ):
            assert code in page, code


def test_architecture_page_names_every_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for path in (ROOT / "cleaner").rglob("[!_]*.py"):
        module = path.relative_to(ROOT / "cleaner")
        assert f"`{module.as_posix()}`" in page or module.parts[0] == "cli", module


def test_pages_name_no_module_that_is_gone() -> None:
    folders = [ROOT / folder for folder in (".", "cleaner", "docs", "tests", "tests/bench")]
    for page in [*PAGES, *sorted((ROOT / "cleaner").rglob("*.py"))]:
        for name in re.findall(r"`([\w/.]+\.py)`", page.read_text(encoding="utf-8")):
            assert any((folder / name).is_file() for folder in folders), (page.name, name)


def test_readme_counts_the_packs() -> None:
    packs = [path.stem for path in (ROOT / "rules" / "packs").glob("*.yaml") if path.stem != "universal"]
    assert f"packs of {len(packs)} languages" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_dependencies_page_names_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = re.search(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert names
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for name in re.findall(r'^  "([\w-]+)', names[1], re.MULTILINE):
        assert f"| {name} |" in page, name


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_readme_shows_what_the_seed_gives() -> None:
    """The front matter of the README's example, field by field."""
    from cleaner import clean

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    metadata = clean((ROOT / "seeds" / "000_9dae1a76f652294f.txt").read_bytes()).metadata
    assert f'date: "{metadata.date}"' in readme
    assert f'sitename: "{metadata.sitename}"' in readme
    assert parse_date(str(metadata.date))
