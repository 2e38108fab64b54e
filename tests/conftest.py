"""What all tests share: a rule cache and settings of their own, and random tests that draw the same examples every time."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ship
from hypothesis import HealthCheck, settings

import cleaner.cli.base
import cleaner.matching.pattern

# `ci` draws the same examples on every run. To look for new ones: HYPOTHESIS_PROFILE=hunt pytest tests/test_match.py
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "hunt", settings.get_profile("ci"), derandomize=False, max_examples=int(os.environ.get("EXAMPLES", "5000"))
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Rules are cached below a folder of this run; processes that tests start inherit it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True, scope="session")
def _patient_search() -> Iterator[None]:
    """A busy machine must not turn a match into a time-out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaner.matching.pattern, "SEARCH_SECONDS", 20)
        yield


@pytest.fixture(autouse=True, scope="session")
def _patient_user() -> Iterator[None]:
    """Nor must it make the command say what takes so long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaner.cli.base, "PATIENCE", 600)
        yield


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small rules as the shipped ones: for tests of the command, not of what it ships."""
    return ship(tmp_path / "shipped", monkeypatch)
