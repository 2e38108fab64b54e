"""All rule files of some folders, checked once and kept.

Reading and checking thousands of YAML files takes seconds, so the result is kept in the user's
cache folder, under a stamp of every file's name, size and time: a line of what every start needs, then
lines that are read when they are asked for: each file's rules, and tables. It is JSON, because a cache that
runs code when it is read is a door.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

from cleaner.cache import cache_path, write
from cleaner.detect import Owners, Sign, name_key
from cleaner.errors import RuleFilesError
from cleaner.matching.condition import compile_evidence
from cleaner.matching.phrasebook import Phrasebook
from cleaner.matching.search import Plan, Targets, make_plan
from cleaner.rule import RuleFile
from cleaner.rulefiles.folders import Parts, check_folders, lies_in, rule_files
from cleaner.rulefiles.load import build

_FORMAT = "25"


class RuleIndex:
    """What the rule files of some folders say, by id.

    `publishers`, `packs` and `families` are sorted ids, `plan` what recognition searches a text for, `hash` the
    fingerprint of all rules. Made of what `_serialise` gives, from `begin` on.
    """

    def __init__(self, data: bytes, begin: int) -> None:
        end = data.index(b"\n", begin)
        index = json.loads(data[begin:end])
        self._data, self._body = data, end + 1  # not cut out: of thousands of files it is many megabytes
        if len(data) - self._body != index["size"]:
            raise ValueError("cut short")
        self.hash: str = index["hash"]
        self.publishers: list[str] = index["publishers"]
        self.packs: list[str] = index["packs"]
        self.families: list[str] = index["families"]
        plan = index["plan"]
        self.plan = Plan(**plan | {"lines": _KeptTargets(plan["lines"]), "parts": _KeptTargets(plan["parts"])})
        self._tables: dict[str, int] = index["tables"]

    @cached_property
    def paths(self) -> dict[str, list[str]]:
        """The files that each id is written in."""
        return self._table("paths")

    @cached_property
    def owners(self) -> Owners:
        """Whose the domains and names are."""
        return Owners(**self._table("owners"))

    @cached_property
    def _files(self) -> dict[str, int]:
        return self._table("files")

    @cached_property
    def _phrases(self) -> dict[str, int]:
        return self._table("phrases")

    @cached_property
    def _signs(self) -> list[int]:
        signs: list[int] = self._line(self._tables["signs"])
        return signs

    def sign(self, number: int) -> Sign:
        """What a publisher is recognised by, by its number in `plan`."""
        return Sign._make(self._line(self._signs[number]))

    def read(self, file_id: str) -> RuleFile:
        """A publisher's or pack's file, whole; KeyError if there is none."""
        return _joined(self.parts(file_id))

    def parts(self, file_id: str) -> list[RuleFile]:
        """The files it is written in, in the order of `paths`: each but the first extends those before it."""
        return [build(RuleFile, plain) for plain in self._line(self._files[file_id])]

    def phrasebook(self, file_id: str) -> Phrasebook:
        """The compiled phrases that are kept of a file; an empty book where none are."""
        return Phrasebook(self._line(self._phrases[file_id]) if file_id in self._phrases else ())

    def _table(self, name: str) -> dict[str, Any]:
        table: dict[str, Any] = self._line(self._tables[name])
        return table

    def _line(self, begin: int) -> Any:
        begin += self._body
        return json.loads(self._data[begin : self._data.index(b"\n", begin)])


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
    files, errors = check_folders(folders, _FORMAT)
    if errors:
        raise RuleFilesError(errors)
    data = stamp + _serialise(files)
    write(kept, data)
    return RuleIndex(data, len(stamp))


def _joined(parts: Iterable[RuleFile]) -> RuleFile:
    return reduce(lambda lower, upper: upper.over(lower), parts)


def _serialise(files: Mapping[str, Parts]) -> bytes:
    """The index as a line of JSON, then the body: a line for each file's plain form and for each table."""
    body = _Body()
    begins = {file_id: body.add([part.plain for part in parts]) for file_id, parts in sorted(files.items())}
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
    tables = {
        "paths": {file_id: [part.path for part in parts] for file_id, parts in files.items()},
        "files": begins,
        "phrases": phrases,
        "owners": {
            "domains": {domain: file.id for file in publishers for domain in file.domains},
            "names": _names(publishers),
        },
        "signs": [body.add(sign[:3]) for sign in signs],
    }
    index = {
        "hash": digest,
        "publishers": [file.id for file in publishers],
        "packs": sorted(packs),
        "families": sorted(families),
        "plan": {
            "lines": _kept(plan.lines),
            "parts": _kept(plan.parts),
            "numeric": plan.numeric,
            "zones": plan.zones,
            "reaches": plan.reaches,
        },
        "tables": {name: body.add(table) for name, table in tables.items()},
        "size": len(body.data),
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

    def add(self, value: Any) -> int:
        """Add a line; where it begins."""
        begin = len(self.data)
        self.data += json.dumps(value, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        return begin


class _KeptTargets(dict[bytes, Any]):
    """A table of a plan, its targets as JSON until they are asked for: each start would make thousands of lists."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__((key.encode("latin-1"), targets) for key, targets in table.items())

    def __getitem__(self, key: bytes) -> Targets:
        targets: Targets = json.loads(super().__getitem__(key))
        return targets


def _kept(table: Mapping[bytes, Targets]) -> dict[str, str]:
    return {key.decode("latin-1"): json.dumps(targets) for key, targets in table.items()}


def _stamp(folders: Sequence[Path]) -> bytes:
    """A line that is another when any file has changed."""
    lines = [f"{path} {status.st_mtime_ns} {status.st_size}" for path, status in rule_files(folders)]
    return hashlib.sha256("\n".join([_FORMAT, *lines]).encode(errors="surrogateescape")).hexdigest().encode() + b"\n"
