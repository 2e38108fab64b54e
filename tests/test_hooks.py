"""What other repositories take from this one: hooks for pre-commit, and the action. Their commands run."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import ROOT, command, run, write_rules

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION_PATH = ROOT / ".github" / "actions" / "check-rules"
ACTION: dict[str, Any] = yaml.safe_load((ACTION_PATH / "action.yml").read_text(encoding="utf-8"))
STEPS = [step for step in ACTION["runs"]["steps"] if "cleaner rules" in step.get("run", "")]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    assert run("rules", "new", "example-news", "-o", tmp_path).exit_code == 0
    return tmp_path


def break_rule(repository: Path) -> None:
    path = repository / "rules" / "publishers" / "example-news.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('keep: ["Printed on recycled paper"]', 'keep: ["Printed on 1 May 2017"]'), encoding="utf-8"
    )


def shell(line: str, place: Path, **names: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a hook or a step does; the shipped rules are few, for speed."""
    script = f'cleaner() {{ {shlex.join(command(write_rules(place / "few")))} "$@"; }}\n{line}'
    env = {**os.environ, **names}
    return subprocess.run(["bash", "-e", "-c", script], cwd=place, env=env, capture_output=True, text=True, check=False)


def test_hooks_have_what_pre_commit_asks_for() -> None:
    for hook in HOOKS:
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        assert hook["language"] == "python"


def test_hooks_run(repository: Path) -> None:
    for hook in HOOKS:
        files = "" if hook.get("pass_filenames") is False else "rules/publishers/example-news.yaml"
        done = shell(f"{hook['entry']} {files}", repository)
        assert done.returncode == 0, done.stderr + done.stdout


@pytest.mark.parametrize("fixtures", ["", "fixtures"])
def test_the_action_runs(repository: Path, fixtures: str) -> None:
    assert len(STEPS) == 2
    for step in STEPS:
        done = shell(step["run"], repository, RULES=ACTION["inputs"]["rules"]["default"], FIXTURES=fixtures)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "1 article" not in shell(STEPS[1]["run"], repository, RULES="rules", FIXTURES="rules").stderr
    break_rule(repository)
    done = shell(STEPS[1]["run"], repository, RULES="rules", FIXTURES=fixtures)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=rules/publishers/example-news.yaml,line=")


def test_the_action_installs_this_project(tmp_path: Path) -> None:
    (install,) = (step["run"] for step in ACTION["runs"]["steps"] if "pip install" in step.get("run", ""))
    shown = shell(
        install.replace("python -m pip install --quiet", "realpath"), tmp_path, GITHUB_ACTION_PATH=str(ACTION_PATH)
    )
    assert (Path(shown.stdout.strip()) / "pyproject.toml").is_file()


def test_the_action_is_a_composite_that_trusts_no_input() -> None:
    """Inputs reach a shell through its environment alone, never as part of a script."""
    assert ACTION["runs"]["using"] == "composite"
    assert all(step.get("shell") == "bash" for step in ACTION["runs"]["steps"] if "run" in step)
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])
