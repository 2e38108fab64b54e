"""Folders of rule files: which files lie in them, and whether they are right together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cleaner.errors import RuleError
from cleaner.rulefiles.cache import CheckedFile, CheckedFiles

_FOLDERS = ("publishers", "packs", "families")

Parts = list[CheckedFile]
"""The files that one id is written in."""


def check_folders(folders: Sequence[Path], version: str) -> tuple[dict[str, Parts], list[RuleError]]:
    """Read all rule files of the folders: their parts by id, and every error found.

    `version` is `CheckedFiles`'. Of two files with one id, the one in the later folder counts; if it extends its own
    id, both do.
    """
    files: dict[str, Parts] = {}
    errors: list[RuleError] = []
    for folder in folders:
        checked = CheckedFiles(folder, version)
        for path, status in rule_files([folder]):
            file, problems = checked.load(path, status)
            errors += problems
            if not problems:
                file_id = file.plain["id"]
                below = files.get(file_id, []) if file_id in file.plain.get("extends", []) else []
                files[file_id] = [*below, file]
        checked.save()
    errors += _lineage_errors(files)
    return files, errors


def _lineage_errors(files: Mapping[str, Parts]) -> Iterator[RuleError]:
    """Files that extend what does not exist, or themselves."""
    extends = {file_id: _parents(file_id, parts) for file_id, parts in files.items()}
    for file_id, parts in files.items():
        path = parts[-1].path
        for parent in extends[file_id]:
            if parent not in files:
                yield RuleError(path, 0, f"extends '{parent}', which does not exist", mend="see 'cleaner rules list'")
        above, todo = set[str](), list(extends[file_id])
        while todo:
            parent = todo.pop()
            if parent == file_id:
                yield RuleError(path, 0, "extends itself, by way of others or at once", mend="delete one 'extends'")
                break
            if parent in files and parent not in above:
                above.add(parent)
                todo += extends[parent]


def _parents(file_id: str, parts: Parts) -> list[str]:
    """What a file extends; its own id only where no earlier folder has a file of it."""
    named = [parent for part in parts for parent in part.plain.get("extends", [])]
    return [parent for parent in named if parent != file_id or len(parts) == 1]


def lies_in(folder: str, path: str) -> bool:
    """Whether a rule file is a pack or of a family, by the folder it lies in."""
    return folder in Path(path).parts[-3:-1]


def rule_files(folders: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Every rule file with its status, folder by folder, by name."""
    for folder in folders:
        if not folder.is_dir():
            raise RuleError(folder, 0, "is not a folder of rules", mend="give a folder with publishers/ and packs/")
        yield from _below(str(folder))


def _below(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            yield from _below(entry.path)
        elif entry.name.endswith(".yaml"):
            yield entry.path, entry.stat()
        elif entry.name.endswith(".yml") and any(lies_in(name, entry.path) for name in _FOLDERS):
            raise RuleError(entry.path, 0, "is not read: rule files end in .yaml", mend="give it that name")
