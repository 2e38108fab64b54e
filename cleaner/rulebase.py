"""The rules in use: where they lie, how they are read, and which apply to a text.

Reading and checking thousands of YAML files takes a second, so what was read is kept as JSON in
the user's cache folder, under a stamp of every file's name, size and time. JSON, because a cache
that runs code when it is read is a door. Without a writable cache all works, only slower.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cleaner.compiled import CompiledRule, Test
from cleaner.detect import Recogniser, Sign
from cleaner.errors import CleanerError, RuleError
from cleaner.match import Matcher
from cleaner.rule import RuleFile
from cleaner.ruleload import build, compile_evidence, load_file
from cleaner.search import Aim

_FORMAT = "1"
_UNIVERSAL = "universal"
_WEB_LANGUAGE = "en"
"""English furniture stands on pages of every language."""

_PACKAGE = Path(__file__).parent
SHIPPED = _PACKAGE / "rules" if (_PACKAGE / "rules").is_dir() else _PACKAGE.parent / "rules"
"""Inside the package in a wheel, beside it in the repository."""


class RuleErrors(CleanerError):
    """All that is wrong with the rule files of a folder."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        super().__init__(tuple(errors))
        self.errors = list(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class RuleBase:
    """Publishers and packs by id, read from folders in order; a later file replaces an earlier of its id.

    Picklable: only the folders travel, and the hash is checked on arrival by whoever cares.
    """

    def __init__(self, folders: Iterable[Path | str] = ()) -> None:
        self.folders = (SHIPPED, *map(Path, folders))
        self._index = _read_index(self.folders)
        self.hash: str = self._index["hash"]
        self._files: dict[str, RuleFile] = {}
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleBase, (self.folders[1:],)

    @property
    def publishers(self) -> list[str]:
        """All publisher ids, sorted."""
        return sorted(self._index["publishers"])

    @property
    def packs(self) -> list[str]:
        """All pack ids, sorted."""
        return sorted(self._index["packs"])

    def path(self, file_id: str) -> Path:
        """Where a publisher or pack is written; KeyError if there is none."""
        return Path(self._index["paths"][file_id])

    def __contains__(self, file_id: object) -> bool:
        return file_id in self._index["paths"]

    def file(self, file_id: str) -> RuleFile:
        """A publisher's or pack's file; KeyError if there is none."""
        if file_id not in self._files:
            self._files[file_id] = build(RuleFile, self._index["files"][file_id])
        return self._files[file_id]

    @cached_property
    def recogniser(self) -> Recogniser:
        """Finds the publisher of a text or a URL."""
        signs = [_read_sign(*sign) for sign in self._index["signs"]]
        return Recogniser(signs, self._index["domains"], cache(self._evidence))

    def _evidence(self, sign: Sign) -> Test:
        return compile_evidence(self.file(sign.publisher).recognise[sign.number])

    def pack_matcher(self, language: str | None) -> Matcher:
        """The rules for every text of a language: the universal pack, its own, and English."""
        names = (_UNIVERSAL, language or "", _WEB_LANGUAGE)
        return self._matcher(tuple(dict.fromkeys(name for name in names if name in self._index["packs"])), 0)

    def publisher_matcher(self, publisher: str) -> Matcher:
        """The rules of one publisher, those it extends first."""
        return self._matcher((*self._lineage(publisher), publisher), 1)

    def disabled(self, publisher: str) -> frozenset[str]:
        """Full ids of the pack rules that must not run on a publisher's texts."""
        lineage = (*self._lineage(publisher), publisher)
        return frozenset(rule for name in lineage for rule in self.file(name).disable)

    def _lineage(self, file_id: str, below: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What a file extends, furthest first, each once."""
        out: dict[str, None] = {}
        for parent in self.file(file_id).extends:
            if parent in (*below, file_id):
                raise RuleError(self.path(file_id), 0, f"extends itself through '{parent}'", mend="delete one 'extends'")
            if parent not in self:
                raise RuleError(self.path(file_id), 0, f"extends '{parent}', which does not exist", mend="see 'cleaner rules list'")
            out |= dict.fromkeys((*self._lineage(parent, (*below, file_id)), parent))
        return tuple(out)

    def _matcher(self, names: tuple[str, ...], rank: int) -> Matcher:
        """Compiled rules of several files; of two with one id in a lineage the later counts."""
        if names not in self._matchers:
            rules: dict[str, CompiledRule] = {}
            for name in names:
                for rule in self.file(name).rules:
                    compiled = CompiledRule(rule, name, rank and (1 + (name == names[-1])))
                    rules[rule.id if rank else compiled.id] = compiled
            self._matchers[names] = Matcher(rules.values())
        return self._matchers[names]


def check_folders(folders: Sequence[Path]) -> tuple[dict[str, Any], list[RuleError]]:
    """Read all rule files of the folders: the index made of them, and every error found."""
    index: dict[str, Any] = {"publishers": [], "packs": [], "paths": {}, "files": {}, "signs": [], "domains": {}}
    errors: list[RuleError] = []
    for path in _rule_paths(folders):
        checked, plain, problems = load_file(path)
        errors += problems
        if checked is None or problems:
            continue
        group = "packs" if _is_pack(path) else "publishers"
        if checked.id not in index[group]:
            index[group].append(checked.id)
        index["paths"][checked.id] = str(path)
        index["files"][checked.id] = plain
    for publisher in index["publishers"]:
        checked = build(RuleFile, index["files"][publisher])
        index["signs"] += _signs(checked)
        index["domains"] |= dict.fromkeys(checked.domains, publisher)
    return index, errors


def _signs(checked: RuleFile) -> list[list[Any]]:
    """A publisher's evidence as JSON (triggers as Latin-1 text), for `_read_sign`."""
    signs = []
    for number, evidence in enumerate(checked.recognise):
        aim = compile_evidence(evidence).aim
        triggers = [[trigger.decode("latin-1"), shift] for trigger, shift in aim.triggers]
        signs.append([checked.id, number, evidence.weight, triggers, aim.on_digits, aim.reach])
    return signs


def _read_sign(publisher: str, number: int, weight: int, triggers: list[list[Any]], *digits: Any) -> Sign:
    return Sign(publisher, number, weight, Aim(tuple((t.encode("latin-1"), n) for t, n in triggers), *digits))


def _is_pack(path: Path) -> bool:
    return "packs" in (parent.name for parent in list(path.parents)[:2])


def _rule_paths(folders: Sequence[Path]) -> list[Path]:
    """Every rule file, folder by folder, by name."""
    out: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise RuleError(folder, 0, "is not a folder of rules", mend="give a folder with publishers/ and packs/")
        out += sorted(path for path in folder.rglob("*.yaml"))
    return out


def _read_index(folders: Sequence[Path]) -> dict[str, Any]:
    """The index of the folders, from the cache if no file changed since."""
    stamp = _stamp(folders)
    kept = _cache_path(folders)
    try:
        head, _, body = kept.read_text(encoding="utf-8").partition("\n")
        if head == stamp:
            cached: dict[str, Any] = json.loads(body)
            return cached
    except (OSError, ValueError):
        pass
    index, errors = check_folders(folders)
    if errors:
        raise RuleErrors(errors)
    index["hash"] = _content_hash(index)
    _write(kept, f"{stamp}\n{json.dumps(index, ensure_ascii=False)}")
    return index


def _stamp(folders: Sequence[Path]) -> str:
    digest = hashlib.sha256(_FORMAT.encode())
    for path in _rule_paths(folders):
        status = path.stat()
        digest.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _content_hash(index: dict[str, Any]) -> str:
    """Depends on what the rules say, not on where they lie."""
    text = json.dumps(index["files"], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _cache_path(folders: Sequence[Path]) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    name = hashlib.sha256("\0".join(str(f.resolve()) for f in folders).encode(errors="surrogateescape"))
    return Path(base).expanduser() / "article-cleaner" / f"{name.hexdigest()[:16]}.json"


def _write(path: Path, text: str) -> None:
    """Write whole or not at all: another process may be reading."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).replace(path)
    except OSError:
        return
