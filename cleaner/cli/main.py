"""The command line: what it is called with, where its output goes.

Only click is imported here; each command imports what it needs when it runs, so that `--version`
and `--help` do not wait for the engine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from cleaner import __version__
from cleaner.cli.base import FAILED, Group, input_options, kind_option, make_cleaner, names_several, say, write
from cleaner.cli.explain import explain
from cleaner.cli.rules import rules_group
from cleaner.cli.train import train

_RECORDS = "jsonl"
_FORMATS = ("text", "json", "jsonl", "md")
_EXAMPLES = """\
cleaner clean article.txt
cleaner explain article.txt
cleaner rules list
"""
_EXAMPLES_CLEAN = """\
cleaner clean article.txt
cleaner clean - < article.txt
cleaner clean page.html --url https://example.com/news/1 -f md --links --tables
cleaner clean article.txt -f json -o article.json
cleaner clean articles -f jsonl > articles.jsonl
cleaner clean articles -o cleaned --keep caption,date
cleaner clean articles.jsonl -f jsonl --jobs 4 > cleaned.jsonl
cleaner clean - --from jsonl -f jsonl < articles.jsonl
"""


def main() -> None:
    """Run the command line; the entry point of the `cleaner` command."""
    _prepare_process()
    try:
        cli(prog_name="cleaner")
    except Exception as error:
        if os.environ.get("CLEANER_DEBUG"):
            raise
        say(f"cleaner: internal error: {type(error).__name__}: {error} (CLEANER_DEBUG=1 shows where)")
        sys.exit(FAILED)
    finally:
        _leave_quietly()


def _prepare_process() -> None:
    """UTF-8 whatever the locale; a reader that goes away ends the process without a word."""
    import signal

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _outlive_reader() -> None:
    """Have a reader that goes away told by an error, which ends other processes properly, instead of by a signal."""
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def _leave_quietly() -> None:
    """Python would complain again at its end about output that could not be written."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner", message="%(prog)s %(version)s")
def cli() -> None:
    """Remove the noise around scraped news articles.

    Share words, counters, captions, related headlines and the like go, by the rules of the
    publisher that a text comes from; 'cleaner explain' says which rule took what.

    Exit status: 0 fine, 1 some input failed, 2 wrong usage, 3 a rule file is wrong.
    """


@cli.command(epilog=_EXAMPLES_CLEAN)
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "-f", "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True,
    help="The body alone, a record with metadata and receipts, a record on one line, or Markdown.",
)  # fmt: skip
@click.option("--links", is_flag=True, help="HTML as Markdown: with the body's links. Nothing for texts.")
@click.option("--tables", is_flag=True, help="HTML as Markdown: tables of data as tables. Nothing for texts.")
@click.option("-o", "--output", metavar="FILE|DIR", help="Write here instead of to stdout.")
@kind_option(_RECORDS)
@input_options
@click.option("--keep", metavar="KIND,...", multiple=True, help="Kinds of noise that stay, such as 'caption,date'.")
@click.option("--no-fallback", is_flag=True, help="HTML: do not let trafilatura choose the blocks of the article.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True,
    help="How many processes work at once; pays from some hundred texts on.",
)  # fmt: skip
def clean(paths: Sequence[str], **options: Any) -> None:
    """Clean articles: texts that some scraper made, or HTML pages.

    PATH is a file, a folder (all its .txt, .text, .html and .htm files, at any depth, and with
    '-f jsonl' its .jsonl files), or - for stdin, which is also the default. Several inputs need
    '-f jsonl', for a record a line, or '-o DIR', for a file each. An input is never written onto.
    The record's id is the path as given.

    A .jsonl file, and with '--from jsonl' any input, is a text a line, under 'raw', 'html' or
    'text', with an 'id' and a 'url' if it likes; it needs '-f jsonl'. Each line gives a record;
    the line's other keys follow the record's own, but for those that a record has itself.

    Data goes to stdout as UTF-8, messages go to stderr. What cannot be read, is binary, is larger
    than 64 MB, or holds no text at all (an empty file is not an article) is told there, the others
    are cleaned, and the exit status is 1.
    """
    from pathlib import Path

    from cleaner.batch import Outlets, Request, clean_all, plan
    from cleaner.corpus import read_items
    from cleaner.inputs import find_inputs
    from cleaner.show.terminal import invite, with_progress

    form, output, records = options["form"], options["output"], options["kind"] == _RECORDS
    several = names_several(paths)
    results = Path(output) if output and several else None
    inputs, problems = find_inputs(paths, results, records=form == _RECORDS)
    lines = records or any(source.holds_records for source in inputs)
    _check_usage(paths, options, several=several or lines, lines=lines)
    cleaner = make_cleaner(options, keep=_kinds(options["keep"]), fallback=not options["no_fallback"])
    invite(paths)
    tasks = plan(inputs, form, output, several=several)
    for problem in problems:
        say(problem)
    wanted = {name: options[name] for name in ("url", "publisher", "links", "tables")}
    request = Request(form, kind="auto" if records else options["kind"], **wanted)
    to_stdout = any(task.target is None for task in tasks)
    if options["jobs"] > 1:
        _outlive_reader()
    items = with_progress(read_items(tasks, records=records), total=None if lines else len(tasks), to_stdout=to_stdout)
    texts, failed = clean_all(cleaner, items, request, Outlets(write, say), jobs=options["jobs"])
    if failed and texts > 1:
        say(f"{failed} of {texts} inputs failed")
    if failed or problems:
        click.get_current_context().exit(FAILED)


def _check_usage(paths: Sequence[str], options: Mapping[str, Any], *, several: bool, lines: bool) -> None:
    """Refuse what cannot be meant."""
    if options["form"] != "md" and (options["links"] or options["tables"]):
        raise click.UsageError("'--links' and '--tables' are for '-f md'")
    if several and options["url"]:
        raise click.UsageError("'--url' is one article's; for several inputs of a publisher give '--publisher'")
    if lines and options["form"] != _RECORDS:
        raise click.UsageError("JSON Lines is many articles: give '-f jsonl', for a record a line")
    if list(paths).count("-") > 1:
        raise click.UsageError("stdin can be read only once; give one '-'")


def _kinds(values: Sequence[str]) -> list[str]:
    """Read `--keep a,b --keep c`."""
    return [kind.strip() for value in values for kind in value.split(",") if kind.strip()]


cli.add_command(explain)
cli.add_command(rules_group)
cli.add_command(train)
