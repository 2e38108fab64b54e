"""A wheel built from the project and unpacked elsewhere finds its rules."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "004_e680e29a2777495a.txt"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site: Path, cwd: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(site), "XDG_CACHE_HOME": str(cwd)}
    command = [sys.executable, "-P", "-m", "cleaner", *arguments]
    return subprocess.run(command, check=True, capture_output=True, env=environment, cwd=cwd).stdout.decode()


def test_wheel_holds_rules_and_typing_mark(unpacked: Path) -> None:
    for name in ("rules/packs/universal.yaml", "rules/publishers/alalam.yaml", "data/months.json", "py.typed"):
        assert (unpacked / "cleaner" / name).is_file(), name


def test_unpacked_wheel_cleans_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    assert str(unpacked) in run(unpacked, tmp_path, "rules", "list", "-f", "json")
    assert 'publisher: "alalam"' in run(unpacked, tmp_path, "clean", "-f", "md", str(SEED))
