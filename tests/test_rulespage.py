"""`rules docs`: a page about each publisher and pack, that links lead to and no text breaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import GAZETTE, RAW, run, ship

ATTACK = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return ship(
        tmp_path / "shipped", monkeypatch, attack=GAZETTE.replace("gazette", "attack").replace("جريدة الساحل", ATTACK)
    )


def pages(folder: Path, *args: str | Path) -> dict[str, str]:
    result = run("rules", "docs", "-o", folder, *args)
    assert (result.exit_code, result.stdout) == (0, "")
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert result.stderr == f"{len(found)} pages in {folder}\n"
    return found


def test_the_index_leads_to_every_page(tmp_path: Path) -> None:
    found = pages(tmp_path / "pages")
    assert set(found) == {"index.html", "gazette.html", "attack.html", "ar.html", "universal.html"}
    assert set(re.findall(r'href="([^"]+)"', found["index.html"])) == set(found) - {"index.html"}
    assert all('href="index.html"' in text for name, text in found.items() if name != "index.html")
    assert "2 publishers, 2 packs" in found["index.html"]


def test_a_rule_with_its_examples(tmp_path: Path) -> None:
    page = pages(tmp_path / "pages")["gazette.html"]
    assert '<section class="panel" id="read-more">' in page
    assert 'ends: "اقرأ المزيد"' in page
    assert "وعاد الصيادون. <s>اقرأ المزيد</s>" in page  # what goes, and no more
    assert '<span class="faint">leaves</span><span class="text" dir="auto">اقرأ المزيد من الكتب.</span>' in page
    assert '<span class="faint">protects</span><span class="text" dir="auto">ملاحظة: نص</span>' in page
    assert '<span class="faint">reads</span><span class="text" dir="auto">قال مراسلنا في الميناء إن</span>' in page
    assert "matched in" not in page


def test_no_text_breaks_a_page(tmp_path: Path) -> None:
    assert not any("<script" in text for text in pages(tmp_path / "pages").values())


def test_counts_of_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAW, encoding="utf-8")
    stats = tmp_path / "stats.json"
    stats.write_text(run("rules", "stats", tmp_path / "a.txt", "-f", "json").stdout, encoding="utf-8")
    page = pages(tmp_path / "pages", "--stats", stats)["gazette.html"]
    assert (page.count("matched in 1 text"), page.count("matched in 0 texts")) == (3, 2)


@pytest.mark.parametrize("told", ["[]", "{}", "no json", '{"rules": [1]}'])
def test_counts_that_are_none(told: str, tmp_path: Path) -> None:
    stats = tmp_path / "stats.json"
    stats.write_text(told, encoding="utf-8")
    result = run("rules", "docs", "-o", tmp_path / "pages", "--stats", stats)
    assert result.exit_code == 2
    assert "is not what 'cleaner rules stats -f json' writes" in " ".join(result.stderr.split())
