"""The commands that write files for rule authors: a new publisher's, and pages about all rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from cleaner.cli.base import Command, rules_in_use, rules_options, say, write

_EXAMPLES_NEW_RULES = """\
cleaner rules new example-news --name "Example News" --language en -o my-project
"""
_EXAMPLES_DOCS = """\
cleaner rules docs -o pages
cleaner rules stats articles -f json > stats.json; cleaner rules docs -o pages --stats stats.json
"""


@click.command("new", cls=Command, epilog=_EXAMPLES_NEW_RULES)
@click.argument("id_", metavar="ID")
@click.option("--name", help="What the publisher calls itself. [default: the ID]")
@click.option("--language", metavar="CODE", help="The language of its texts, such as 'ar'.")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False), metavar="DIR", default=".", show_default=True,
    help="Where rules/ and fixtures/ are, or shall be.",
)  # fmt: skip
def new_rules(id_: str, name: str | None, language: str | None, output: str) -> None:
    """Begin a publisher: a commented rule file and a first fixture.

    They pass 'rules lint' and 'rules test' as they are; replace what is made up by what the
    publisher prints. Nothing that exists is overwritten. The paths written are printed.
    """
    from cleaner.rulefiles.load import is_id
    from cleaner.workbench.scaffold import Starter, starter_files, write_new

    if not is_id(id_) or "/" in id_:
        raise click.UsageError(f"'{id_}' is no id; use lower case words with hyphens, such as example-news")
    paths = write_new(Path(output), starter_files(Starter(id_, name or id_, language)))
    write("".join(f"{path}\n" for path in paths))


@click.command("docs", cls=Command, epilog=_EXAMPLES_DOCS)
@click.option("-o", "--output", type=click.Path(file_okay=False), metavar="DIR", required=True, help="Write here.")
@click.option(
    "--stats", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
    help="What 'rules stats -f json' wrote: each rule is shown with the number of texts that it matched in.",
)  # fmt: skip
@rules_options
def write_docs(output: str, stats: str | None, rules: Sequence[str], isolated: bool) -> None:
    """Write a web page about each publisher and pack, and an index.

    What it removes by which rules, with their examples both ways. The pages need nothing but
    themselves, and are written anew each time.
    """
    from cleaner.workbench.issues import counted
    from cleaner.workbench.rulespage import read_counts, rule_pages

    rule_base, layers = rules_in_use(rules, isolated)
    try:
        counts = read_counts(Path(stats)) if stats else None
    except ValueError:
        raise click.UsageError(f"'{stats}' is not what 'cleaner rules stats -f json' writes") from None
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    pages = dict(rule_pages(rule_base, layers, counts))
    for name, text in pages.items():
        (folder / name).write_bytes(text.encode("utf-8", "replace"))
    say(f"{counted(len(pages), 'page')} in {folder}")
