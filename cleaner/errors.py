"""Every error that reaches a user.

CleanerError            base; its text is the whole message, fit to print
├── InputError          a path or a stream cannot be read
├── UsageError          a call that names what does not exist
├── RuleError           a rule file is wrong: file, line, rule, mend
└── RuleFilesError      all that is wrong with the rule files of a folder
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command imports this module at every start
    from collections.abc import Sequence
    from pathlib import Path


class CleanerError(Exception):
    """Base of all errors raised on purpose; `str(error)` is fit to be shown to a user."""


class InputError(CleanerError):
    """A path or stream that cannot be read as an article."""


class UsageError(CleanerError):
    """A call that names something that does not exist, such as an unknown publisher."""


class RuleError(CleanerError):
    """A rule file that cannot be accepted.

    `line` is 1-based, 0 where no line is to blame; `rule` is the rule's id or empty;
    `mend` says what to write instead, or is empty.
    """

    def __init__(self, path: Path | str, line: int, problem: str, rule: str = "", mend: str = "") -> None:
        super().__init__(path, line, problem, rule, mend)
        self.path, self.line, self.problem, self.rule, self.mend = path, line, problem, rule, mend

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        rule = f" [{self.rule}]" if self.rule else ""
        mend = f"\n  mend: {self.mend}" if self.mend else ""
        return f"{place}:{rule} {self.problem}{mend}"


class RuleFilesError(CleanerError):
    """All that is wrong with the rule files of a folder."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        super().__init__(tuple(errors))
        self.errors = list(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))
