"""Rule files that were found right, kept one by one: a changed file does not make all others be checked again."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.cache import cache_path, write
from cleaner.errors import RuleError
from cleaner.matching.phrasebook import Phrasebook
from cleaner.rulefiles.load import load_file


class CheckedFile(NamedTuple):
    """A rule file as plain JSON types, with the phrases that checking it compiled: `cleaner.matching.phrasebook`."""

    path: str
    plain: dict[str, Any]
    phrases: list[Any]


class CheckedFiles:
    """The files of one folder of rules, read from the cache where they have not changed since.

    `version` names the form of what is kept, and what was checked; `save` keeps what was read.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._path = cache_path(("checked", version, str(folder.resolve())), ".json")
        self._kept = self._read()
        self._seen: dict[str, Any] = {}

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def load(self, path: str, status: os.stat_result) -> tuple[CheckedFile, list[RuleError]]:
        """Read a file, with all that is wrong with it; what is wrong is not kept."""
        mark = [status.st_mtime_ns, status.st_size]
        kept = self._kept.get(path)
        if isinstance(kept, list) and kept[0] == mark:
            self._seen[path] = kept
            return CheckedFile(path, kept[1], kept[2]), []
        phrasebook = Phrasebook()
        _, plain, problems = load_file(Path(path), phrasebook)
        file = CheckedFile(path, plain, list(phrasebook.entries()))
        if not problems:
            self._seen[path] = [mark, file.plain, file.phrases]
        return file, problems

    def save(self) -> None:
        """Keep what was loaded, and no more."""
        if self._seen != self._kept:
            write(self._path, json.dumps(self._seen, ensure_ascii=False).encode())
