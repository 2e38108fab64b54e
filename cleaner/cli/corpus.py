"""The commands that run rules over many texts: what a change of rules changes, how each rule fares."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from cleaner.cli.base import FAILED, Command, as_json, form_option, make_cleaner, rules_options, say, write

if TYPE_CHECKING:
    from cleaner.corpus import Sample
    from cleaner.rulefiles.rulebase import RuleBase

_SHIPPED = "shipped"
_EXAMPLES_DIFF = """\
cleaner rules diff shipped my-rules articles
cleaner rules diff my-rules my-rules article.txt -f json
"""
_EXAMPLES_STATS = """\
cleaner rules stats articles --save baseline.json
cleaner rules stats articles --rules my-rules -f json
"""
_corpus = click.argument("corpus", nargs=-1, required=True, metavar="CORPUS...")


@click.command("diff", cls=Command, epilog=_EXAMPLES_DIFF)
@click.argument("old")
@click.argument("new")
@_corpus
@click.option(
    "--samples", type=click.IntRange(0), default=20, show_default=True, help="How many changed texts to show."
)
@form_option
def diff_rules(old: str, new: str, corpus: Sequence[str], samples: int, form: str) -> None:
    """Show what changed rules change for the texts of a corpus.

    OLD and NEW are folders of rules. One that has its own packs/universal.yaml is taken as a whole
    rule base, such as a checkout of another version; other folders stand on the shipped rules;
    the word 'shipped' means those alone. CORPUS is files, folders, .jsonl files (a text a line,
    under 'raw', 'html' or 'text') or - for such lines from stdin.

    First counts by rule and field, then samples: what newly goes (-), newly stays (+), goes as
    another kind (~), and fields that differ. That another rule takes the same piece as the same
    kind is no change.

    Exit status: 0 nothing changed, 1 something did or a text could not be read.
    """
    from cleaner.pipeline import Cleaner
    from cleaner.show.terminal import print_lines
    from cleaner.workbench.compare import as_dict, as_lines, compare

    before, after = (Cleaner(_rules_named(name)) for name in (old, new))
    reading = Reading(corpus)
    result = compare(before, after, reading, samples)
    if form == "json":
        write(as_json(as_dict(result)))
    else:
        print_lines(as_lines(result))
    if result.changed or reading.problems:
        click.get_current_context().exit(FAILED)


def _rules_named(name: str) -> RuleBase:
    from cleaner.rulefiles.rulebase import RuleBase

    if name == _SHIPPED:
        return RuleBase()
    folder = Path(name)
    if not folder.is_dir():
        raise click.UsageError(f"'{name}' is no folder of rules; the shipped ones are called '{_SHIPPED}'")
    return RuleBase([folder], shipped=not (folder / "packs" / "universal.yaml").exists())


@click.command("stats", cls=Command, epilog=_EXAMPLES_STATS)
@_corpus
@click.option("--save", type=click.Path(dir_okay=False), metavar="FILE", help="Keep what part of the texts went.")
@click.option(
    "--baseline", type=click.File("rb"), metavar="FILE", help="Tell whose part moved since a run with --save."
)
@form_option
@rules_options
def rule_stats(corpus: Sequence[str], form: str, **options: Any) -> None:
    """Tell how rules fare on the texts of a corpus.

    What part of each publisher's texts goes; which rules fired, how often and where; which were
    tried and never fired; which lines repeat and stay, with a rule for each that can be copied
    into the publisher's file. CORPUS is files, folders, .jsonl files (a text a line, under 'raw',
    'html' or 'text') or - for such lines from stdin.

    Exit status: 0 fine, 1 a text could not be read, or a publisher's part moved by 5 points or
    more since the baseline (on 5 texts or more each time).
    """
    from cleaner.show.terminal import print_lines
    from cleaner.workbench.stats import gather
    from cleaner.workbench.statsreport import as_dict, as_lines

    baseline = _baseline(options["baseline"])
    cleaner = make_cleaner(options, strictness="off")
    reading = Reading(corpus)
    stats = gather(cleaner, reading)
    if options["save"]:
        Path(options["save"]).write_text(as_json(stats.baseline()), encoding="utf-8")
    if form == "json":
        write(as_json(as_dict(stats, baseline)))
    else:
        print_lines(as_lines(stats, baseline))
    if reading.problems or stats.failed or (baseline and stats.moved(baseline)):
        click.get_current_context().exit(FAILED)


def _baseline(file: IO[bytes] | None) -> dict[str, Any] | None:
    """Read what `--save` wrote."""
    if file is None:
        return None
    try:
        told = json.load(file)
        return {
            "publishers": {
                id_: {"texts": int(p["texts"]), "share": float(p["share"])} for id_, p in told["publishers"].items()
            }
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        raise click.UsageError(f"'{file.name}' is no baseline; make one with --save") from None


class Reading:
    """The texts of a corpus, with progress on a terminal; what cannot be read is told and counted."""

    def __init__(self, corpus: Sequence[str]) -> None:
        self._corpus = corpus
        self.problems = 0

    def __iter__(self) -> Iterator[Sample]:
        from cleaner.corpus import read_corpus
        from cleaner.show.terminal import with_pulse

        return iter(with_pulse(read_corpus(self._corpus, self._note)))

    def _note(self, problem: str) -> None:
        self.problems += 1
        say(problem)
