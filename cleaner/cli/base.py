"""What all commands share: how errors become messages and exit codes, and how data is written.

Exit codes: 0 fine, 1 some record failed, 2 usage, 3 rule error, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from cleaner.errors import CleanerError, RuleError, RuleFilesError, UsageError

if TYPE_CHECKING:
    from cleaner.pipeline import Cleaner
    from cleaner.rulefiles.layers import Layer
    from cleaner.rulefiles.rulebase import RuleBase

FAILED, BAD_USAGE, BAD_RULES, STOPPED = 1, 2, 3, 130

PATIENCE = 1.0
"""After so many seconds without a sign a person wonders what goes on."""

F = TypeVar("F", bound=Callable[..., object])


class RuleFailure(click.ClickException):
    """Rule files that cannot be used: every error, with file, line, rule and mend."""

    exit_code = BAD_RULES

    def show(self, file: IO[str] | None = None) -> None:
        """Print the errors as they are: editors and CI logs read `path:line:` at the beginning of a line."""
        click.echo(self.format_message(), file=file, err=file is None)


class Command(click.Command):
    """A command none of whose failures shows a stack trace; the lines of its epilog are worked examples."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the examples, a line each."""
        if self.epilog:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {line}\n" for line in self.epilog.splitlines()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, its errors as click's."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(STOPPED)
        except CleanerError as error:
            raise _as_click(error, ctx) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'output'}: {error.strerror or error}") from None


class Group(Command, click.Group):
    """A group of such commands, shown in the order they were written in."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of use rather than of the alphabet."""
        return list(self.commands)


def _as_click(error: CleanerError, ctx: click.Context) -> click.ClickException:
    if isinstance(error, UsageError):
        return click.UsageError(str(error), ctx)
    if isinstance(error, RuleError | RuleFilesError):
        return RuleFailure(str(error))
    return click.ClickException(str(error))


def write(data: str | bytes) -> None:
    """Write data to stdout as UTF-8, whatever the locale and with no change of line ends."""
    click.echo(data.encode("utf-8", "replace") if isinstance(data, str) else data, nl=False)


def as_json(value: object) -> str:
    """Print a value as people read JSON: a line for each thing in it, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def say(message: str) -> None:
    """Write a message to stderr, on one line of its own."""
    click.echo(message.encode("utf-8", "replace").decode("utf-8"), err=True)


def names_several(paths: Sequence[str]) -> bool:
    """Whether paths name more than one input, as a folder may."""
    return len(paths) > 1 or any(os.path.isdir(path) for path in paths)  # noqa: PTH112  # no pathlib yet


def form_option(command: F) -> F:
    """Let a report be read by people or by programs."""
    forms = click.Choice(["text", "json"])
    return click.option("-f", "--format", "form", type=forms, default="text", show_default=True)(command)


def rules_options(command: F) -> F:
    """Options that say which rules are used; `rules_in_use` and `make_cleaner` take both."""
    given = click.option(
        "--rules",
        type=click.Path(exists=True, file_okay=False),
        metavar="DIR",
        multiple=True,
        help="A folder of rule files; a file replaces, or extends, the shipped one of its id. Repeatable.",
    )
    isolated = click.option(
        "--isolated",
        is_flag=True,
        help="The shipped rules and those of --rules alone: not ./rules, nor your own, nor those of packages.",
    )
    return given(isolated(command))


def rules_in_use(rules: Sequence[str], isolated: bool) -> tuple[RuleBase, list[Layer]]:
    """Read the rules, with their layers, and tell who may not know that the working folder counts."""
    from cleaner.rulefiles.layers import find_layers
    from cleaner.rulefiles.rulebase import RuleBase

    layers = find_layers(rules, isolated=isolated)
    if any(layer.name == "project" for layer in layers):
        say("the rules of ./rules count too; --isolated leaves them out")
    with _told_if_slow("checking the rule files that are new or changed; the next start will be quick"):
        return RuleBase(layer.folder for layer in layers[1:]), layers


@contextmanager
def _told_if_slow(message: str) -> Iterator[None]:
    from threading import Timer

    timer = Timer(PATIENCE, say, [message])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def kind_option(*kinds: str) -> Callable[[F], F]:
    """The option that says what inputs are, where that shall not be guessed."""
    return click.option(
        "--from", "kind", type=click.Choice(["auto", "text", "html", *kinds]), default="auto", show_default=True,
        help="What the input is.",
    )  # fmt: skip


def input_options(command: F) -> F:
    """Options that say where an input is from and how it is judged, of `clean` and `explain`."""
    options = (
        click.option("--url", metavar="URL", help="Where the article was published: names the publisher."),
        click.option(
            "--publisher",
            metavar="ID|none",
            help="The publisher, see 'cleaner rules list'; 'none': general rules alone. [default: recognised]",
        ),
        click.option(
            "--strictness",
            type=click.Choice(["off", "lenient", "balanced", "strict"]),
            default="balanced",
            show_default=True,
            help="How readily goes what no rule knows, in texts of no known publisher.",
        ),
        click.option("--weights", metavar="FILE", help="Weights made by 'cleaner train' in place of the shipped ones."),
        rules_options,
    )
    for option in reversed(options):
        command = option(command)
    return command


def make_cleaner(options: dict[str, Any], **more: Any) -> Cleaner:
    """Make a cleaner as the options of a command say, those of them that it has."""
    from cleaner.pipeline import Cleaner

    more |= {name: options[name] for name in ("strictness", "weights") if name in options}
    rules, _ = rules_in_use(options["rules"], options["isolated"])
    return Cleaner(rules, **more)
