"""The rules in use, and which of them apply to a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from cleaner.detect import Recogniser, Sign
from cleaner.matching.compiled import CompiledRule
from cleaner.matching.condition import Test, compile_evidence
from cleaner.matching.match import Matcher
from cleaner.rule import Layouts, RuleFile
from cleaner.rulefiles.index import read_folders

_UNIVERSAL = "universal"
_WEB_LANGUAGE = "en"
"""English furniture stands on pages of every language."""

_PACKAGE = Path(__file__).parents[1]
SHIPPED = _PACKAGE / "rules" if (_PACKAGE / "rules").is_dir() else _PACKAGE.parent / "rules"
"""Inside the package in a wheel, beside it in the repository."""


class RuleBase:
    """Publishers and packs by id, read from folders in order; a later file replaces or extends an earlier of its id.

    The shipped rules come first unless they are not wanted. Picklable: only the folders travel,
    with the hash of the rules, so that what caches by the pickle (Hugging Face's datasets) sees that rules changed.
    Raises RuleError and RuleFilesError.
    """

    def __init__(self, folders: Iterable[Path | str] = (), *, shipped: bool = True) -> None:
        given = tuple(map(Path, folders))
        self._made_of = given, shipped
        self.folders = (SHIPPED, *given) if shipped else given
        self._index = read_folders(self.folders)
        self.hash, self.publishers, self.packs = self._index.hash, self._index.publishers, self._index.packs
        self.families = self._index.families
        self._files: dict[str, RuleFile] = {}
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _read_again, (*self._made_of, self.hash)

    def path(self, file_id: str) -> Path:
        """Where a publisher or pack is written, of several files the last; KeyError if there is none."""
        return Path(self._index.paths[file_id][-1])

    def parts(self, file_id: str) -> list[tuple[Path, RuleFile]]:
        """The files that a publisher or pack is made of, the extended first; KeyError if there is none."""
        return list(zip(map(Path, self._index.paths[file_id]), self._index.parts(file_id), strict=True))

    def origin(self, file_id: str, rule_id: str) -> Path:
        """Where a rule of a publisher or pack is written."""
        return next(path for path, file in reversed(self.parts(file_id)) if any(r.id == rule_id for r in file.rules))

    def __contains__(self, file_id: object) -> bool:
        return file_id in self._index.paths

    def file(self, file_id: str) -> RuleFile:
        """A publisher's or pack's file; KeyError if there is none."""
        if file_id not in self._files:
            self._files[file_id] = self._index.read(file_id)
        return self._files[file_id]

    @cached_property
    def recogniser(self) -> Recogniser:
        """Finds the publisher of a text or a URL."""
        return Recogniser(self._index, self._evidence)

    def _evidence(self, sign: Sign) -> Test:
        return compile_evidence(self.file(sign.publisher).recognise[sign.number])

    def pack_matcher(self, language: str | None) -> Matcher:
        """The rules for every text of a language: the universal pack, its own, and English."""
        names = (_UNIVERSAL, language or "", _WEB_LANGUAGE)
        return self._matcher(tuple(dict.fromkeys(name for name in names if name in self.packs)), 0)

    def pack_matchers(self, languages: Sequence[str]) -> list[Matcher]:
        """`pack_matcher` of a text's first language, and the packs of the others each on its own."""
        others = [name for name in languages[1:] if name in self.packs and name != _WEB_LANGUAGE]
        return [self.pack_matcher(languages[0] if languages else None), *(self._matcher((name,), 0) for name in others)]

    def publisher_matcher(self, publisher: str) -> Matcher:
        """The rules of one publisher, those it extends first."""
        return self._matcher((*self._lineage(publisher), publisher), 1)

    def layouts(self, publisher: str | None) -> Layouts:
        """Where an article may stand on a page: as the publisher says and what it extends, and as other families do."""
        own = (publisher, *reversed(self._lineage(publisher))) if publisher else ()
        others = [name for name in self.families if name not in own]
        return Layouts(*([one for name in names for one in self.file(name).layouts] for names in (own, others)))

    def disabled(self, publisher: str) -> frozenset[str]:
        """Full ids of the pack rules that must not run on a publisher's texts."""
        lineage = (*self._lineage(publisher), publisher)
        return frozenset(rule for name in lineage for rule in self.file(name).disable)

    def _lineage(self, file_id: str) -> tuple[str, ...]:
        """What a file extends, furthest first, each once (that this ends was checked when it was read)."""
        out: dict[str, None] = {}
        for parent in self.file(file_id).extends:
            out |= dict.fromkeys((*self._lineage(parent), parent))
        return tuple(out)

    def _matcher(self, names: tuple[str, ...], rank: int) -> Matcher:
        """Compiled rules of several files; of two with one id in a lineage the later counts."""
        if names not in self._matchers:
            rules: dict[str, CompiledRule] = {}
            for name in names:
                phrasebook = self._index.phrasebook(name)
                for rule in self.file(name).rules:
                    compiled = CompiledRule(rule, name, rank and (1 + (name == names[-1])), phrasebook)
                    rules[rule.id if rank else compiled.id] = compiled
            self._matchers[names] = Matcher(rules.values())
        return self._matchers[names]


def _read_again(folders: tuple[Path, ...], shipped: bool, _hash: str) -> RuleBase:
    return RuleBase(folders, shipped=shipped)
