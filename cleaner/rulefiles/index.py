"""All rule files of some folders, checked once and kept.

Reading and checking thousands of YAML files takes seconds, so the result is kept in the user's
cache folder, under a stamp of every file's name, size and time: an index of what recognition
needs, then each file's rules, read when they are asked for. It is JSON, because a cache that runs
code when it is read is a door.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

from cleaner.cache import cache_path, write
from cleaner.detect import Owners, Sign, name_key
from cleaner.errors import RuleError, RuleFilesError
from cleaner.matching.condition import compile_evidence
from cleaner.matching.phrasebook import Phrasebook
from cleaner.matching.search import Plan, Targets, make_plan
from cleaner.rule import RuleFile
from cleaner.rulefiles.cache import CheckedFile, CheckedFiles
from cleaner.rulefiles.load import build

_FOLDERS = ("publishers", "packs", "families")
_FORMAT = "21"


class RuleIndex:
    """What the rule files of some folders say, by id.

    `publishers`, `packs` and `families` are sorted ids, `paths` the files each is written in, `owners`, `signs` and
    `plan` what `cleaner.detect` needs, `hash` the fingerprint of all rules. Made of what `_serialise` gives, from
    `begin` on.
    """

    def __init__(self, data: bytes, begin: int) -> None:
        end = data.index(b"\n", begin)
        index = json.loads(data[begin:end])
        self._data, self._body = data, end + 1  # not cut out: of thousands of files it is many megabytes
        self.hash: str = index["hash"]
        self.publishers: list[str] = index["publishers"]
        self.packs: list[str] = index["packs"]
        self.families: list[str] = index["families"]
        self.paths: dict[str, list[str]] = index["paths"]
        self.owners = Owners(index["domains"], index["names"])
        self.signs = list(map(Sign._make, index["signs"]))
        plan = index["plan"]
        self.plan = Plan(**plan | {"lines": _to_bytes(plan["lines"]), "parts": _to_bytes(plan["parts"])})
        self._places: dict[str, list[list[int]]] = index["places"]
        self._phrases: dict[str, list[int]] = index["phrases"]
        if max((end for parts in self._places.values() for _, end in parts), default=0) > len(data) - self._body:
            raise ValueError("cut short")

    def read(self, file_id: str) -> RuleFile:
        """A publisher's or pack's file, whole; KeyError if there is none."""
        return _joined(self.parts(file_id))

    def parts(self, file_id: str) -> list[RuleFile]:
        """The files it is written in, in the order of `paths`: each but the first extends those before it."""
        return [build(RuleFile, json.loads(self._line(begin, end))) for begin, end in self._places[file_id]]

    def phrasebook(self, file_id: str) -> Phrasebook:
        """The compiled phrases that are kept of a file; an empty book where none are."""
        begin, end = self._phrases.get(file_id, (0, 0))
        return Phrasebook(json.loads(self._line(begin, end) or b"[]"))

    def _line(self, begin: int, end: int) -> bytes:
        return self._data[self._body + begin : self._body + end]


Parts = list[CheckedFile]
"""The files that one id is written in."""


def read_folders(folders: Sequence[Path]) -> RuleIndex:
    """The index of the folders, from the cache if no file changed since.

    Of two files with one id, the one in the later folder counts; if it extends its own id, both do.
    Raises RuleError, RuleFilesError.
    """
    stamp = _stamp(folders)
    kept = cache_path((str(folder.resolve()) for folder in folders), ".jsonl")
    try:
        data = kept.read_bytes()
        if data.startswith(stamp):
            return RuleIndex(data, len(stamp))
    except (OSError, ValueError, KeyError, TypeError):
        pass  # missing, or not ours: made anew below
    files, errors = check_folders(folders)
    if errors:
        raise RuleFilesError(errors)
    data = stamp + _serialise(files)
    write(kept, data)
    return RuleIndex(data, len(stamp))


def check_folders(folders: Sequence[Path]) -> tuple[dict[str, Parts], list[RuleError]]:
    """Read all rule files of the folders: their parts by id, and every error found."""
    files: dict[str, Parts] = {}
    errors: list[RuleError] = []
    for folder in folders:
        checked = CheckedFiles(folder, _FORMAT)
        for path, status in _rule_files([folder]):
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


def _joined(parts: Iterable[RuleFile]) -> RuleFile:
    return reduce(lambda lower, upper: upper.over(lower), parts)


def _serialise(files: Mapping[str, Parts]) -> bytes:
    """The index as a line of JSON, then each file's plain form."""
    body = _Body()
    places = {file_id: [body.add(part.plain) for part in parts] for file_id, parts in sorted(files.items())}
    digest = hashlib.sha256(body.data).hexdigest()[:16]
    whole = {file_id: _joined(build(RuleFile, part.plain) for part in parts) for file_id, parts in files.items()}
    packs, families = (
        [file_id for file_id, parts in files.items() if lies_in(folder, parts[-1].path)]
        for folder in ("packs", "families")
    )
    # Of packs only: every process needs them, of publishers it needs few.
    phrases = {file_id: body.add([phrase for part in files[file_id] for phrase in part.phrases]) for file_id in packs}
    publishers = [whole[name] for name in sorted({*files} - {*packs, *families})]
    signs = [
        (file.id, number, sign.weight, compile_evidence(sign).aim)
        for file in publishers
        for number, sign in enumerate(file.recognise)
    ]
    plan = make_plan(aim for *_, aim in signs)
    index = {
        "hash": digest,
        "publishers": [file.id for file in publishers],
        "packs": sorted(packs),
        "families": sorted(families),
        "paths": {file_id: [part.path for part in parts] for file_id, parts in files.items()},
        "places": places,
        "phrases": phrases,
        "domains": {domain: file.id for file in publishers for domain in file.domains},
        "names": _names(publishers),
        "signs": [sign[:3] for sign in signs],
        "plan": {
            "lines": _to_text(plan.lines),
            "parts": _to_text(plan.parts),
            "numeric": plan.numeric,
            "zones": plan.zones,
            "reaches": plan.reaches,
        },
    }
    return json.dumps(index, ensure_ascii=False).encode() + b"\n" + body.data


def _names(publishers: Iterable[RuleFile]) -> dict[str, str]:
    """The publisher of each name that is one publisher's alone."""
    owners: dict[str, set[str]] = {}
    for file in publishers:
        owners.setdefault(name_key(file.name), set()).add(file.id)
    return {name: ids.pop() for name, ids in owners.items() if name and len(ids) == 1}


class _Body:
    """Lines of JSON, to be read one by one."""

    def __init__(self) -> None:
        self.data = bytearray()

    def add(self, value: Any) -> tuple[int, int]:
        """Add a line; where it begins and ends."""
        begin = len(self.data)
        self.data += json.dumps(value, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        return begin, len(self.data)


def _to_text(table: Mapping[bytes, Targets]) -> dict[str, Targets]:
    return {key.decode("latin-1"): targets for key, targets in table.items()}


def _to_bytes(table: Mapping[str, Targets]) -> dict[bytes, Targets]:
    return {key.encode("latin-1"): targets for key, targets in table.items()}


def lies_in(folder: str, path: str) -> bool:
    """Whether a rule file is a pack or of a family, by the folder it lies in."""
    return folder in Path(path).parts[-3:-1]


def _rule_files(folders: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
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


def _stamp(folders: Sequence[Path]) -> bytes:
    """A line that is another when any file has changed."""
    lines = [f"{path} {status.st_mtime_ns} {status.st_size}" for path, status in _rule_files(folders)]
    return hashlib.sha256("\n".join([_FORMAT, *lines]).encode(errors="surrogateescape")).hexdigest().encode() + b"\n"
