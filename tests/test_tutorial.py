"""The tutorial is true: its commands run in order, in a repository with a remote, and print what it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT

PAGE = ROOT / "docs" / "tutorial.md"
BLOCKS = re.compile(r"^```(sh|text)(?: status=(\d))?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of an empty repository, and the command on the path."""
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "cleaner").write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cleaner "$@"\n')
    (tools / "cleaner").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Author")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "author@paper.example")
    place = tmp_path / "clone"
    for command in (
        ["git", "init", "-q", "--bare", "-b", "main", "origin"],
        ["git", "clone", "-q", "origin", "clone"],
        ["git", "-C", "clone", "switch", "-q", "-c", "main"],
        ["git", "-C", "clone", "commit", "-q", "--allow-empty", "-m", "Begin"],
        ["git", "-C", "clone", "push", "-q", "origin", "main"],
    ):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    return place


def is_shown(line: str, output: str) -> bool:
    """Whether an output has a line as the page shows it; three dots stand for lines left out."""
    return line in ("", "…") or line in output.splitlines()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_tutorial_from_raw_files_to_a_merge(repository: Path) -> None:
    output = ""
    for kind, status, block in BLOCKS.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "text":
            assert [line for line in block.splitlines() if not is_shown(line, output)] == [], output
            continue
        done = subprocess.run(["sh", "-eu", "-c", block], capture_output=True, cwd=repository, check=False, text=True)
        assert done.returncode == int(status or 0), f"{block}\n{done.stdout}\n{done.stderr}"
        output = done.stdout
    merged = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "origin/main"],
        cwd=repository,
        capture_output=True,
        check=True,
        text=True,
    )
    assert "rules/publishers/harbour-post.yaml" in merged.stdout.splitlines()
    left = subprocess.run(
        ["cleaner", "clean", "raw/choir.txt"], cwd=repository, capture_output=True, check=True, text=True
    )
    assert left.stdout.startswith("The harbour choir")
    assert left.stdout.rstrip().endswith("without a break.")
