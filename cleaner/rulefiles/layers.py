"""Where rules come from beside the shipped ones: installed packages, the user's folder, the project, `--rules`.

A later layer's file replaces an earlier one of its id, or extends it. Only the command looks for
layers; from Python a `Cleaner` has the shipped rules and the folders that it is given.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.cache import cache_path, write
from cleaner.errors import RuleError
from cleaner.rulefiles import rulebase

ENTRY_POINTS = "cleaner.rules"
"""The group of entry points by which an installed package says that it holds rules."""

_NAME = "article-cleaner"


class Layer(NamedTuple):
    """A folder of rules and what brought it: `shipped`, `package NAME`, `user`, `project` or `given`."""

    name: str
    folder: Path


def find_layers(given: Iterable[str | Path] = (), *, isolated: bool = False) -> list[Layer]:
    """List the layers, the shipped one first, each folder once, at its latest place.

    `isolated` leaves out what depends on the machine and the working folder: only the shipped rules
    and those `given` remain. Raises RuleError for a package that names a folder it does not have.
    """
    found = [] if isolated else [*_packages(), *_user(), *_project()]
    found += [Layer("given", Path(folder)) for folder in given]
    places = {rulebase.SHIPPED.resolve(): Layer("shipped", rulebase.SHIPPED)}
    for layer in found:
        place = layer.folder.resolve()
        if place != rulebase.SHIPPED.resolve():
            places.pop(place, None)
            places[place] = layer
    return list(places.values())


def layer_of(layers: Sequence[Layer], path: Path) -> str:
    """Name the layer that a rule file belongs to."""
    place = path.resolve()
    return next((layer.name for layer in reversed(layers) if place.is_relative_to(layer.folder.resolve())), "given")


def _project() -> Iterator[Layer]:
    """The folder `rules` of the working folder, where it looks like one of rule files."""
    folder = Path("rules")
    if any((folder / name).is_dir() for name in ("publishers", "packs", "families")):
        yield Layer("project", folder)


def _user() -> Iterator[Layer]:
    base = _config_folder()
    if base and (folder := base / _NAME / "rules").is_dir():
        yield Layer("user", folder)


def _config_folder() -> Path | None:
    """Find where a user's settings lie; None for a user without a home."""
    told = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    try:
        below = "Library/Application Support" if sys.platform == "darwin" else ".config"
        return Path(told) if told else Path.home() / below
    except RuntimeError:
        return None


def _packages() -> list[Layer]:
    """List the rules of installed packages, by name. Looking for them takes as long as a hundred articles: it is kept.

    An installation changes the time of a folder that Python imports from, so those times are the stamp.
    """
    stamp = [[folder, _changed(folder)] for folder in sys.path]
    kept = cache_path(sys.path, ".json")
    try:
        known = json.loads(kept.read_bytes())
        if known["stamp"] == stamp:
            return [Layer(name, Path(folder)) for name, folder in known["packages"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # missing, or not ours: made anew below
    found = sorted(_search())
    write(kept, json.dumps({"stamp": stamp, "packages": [[name, str(folder)] for name, folder in found]}).encode())
    return found


def _changed(folder: str) -> int:
    try:
        return os.stat(folder or ".").st_mtime_ns  # noqa: PTH116  # a cheap call, made at every start
    except OSError:
        return 0


def _search() -> Iterator[Layer]:
    """Ask all installed packages. None is imported: rules never run code."""
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS):
        folder = _folder_of(point.value)
        if folder is None:
            problem = f"'{point.name} = {point.value}' leads to no folder of rules"
            mend = "name the package, or package.folder, that holds publishers/ or packs/"
            raise RuleError(f"entry point {ENTRY_POINTS}", 0, problem, mend=mend)
        yield Layer(f"package {point.name}", folder)


def _folder_of(name: str) -> Path | None:
    """The folder of a package (`acme_rules`), or one below it (`acme_rules.rules`)."""
    from importlib.util import find_spec

    package, *below = name.split(".")
    spec = find_spec(package)
    homes = (spec.submodule_search_locations or ()) if spec else ()
    folders = (Path(home, *below) for home in homes)
    return next((folder for folder in folders if folder.is_dir()), None)
