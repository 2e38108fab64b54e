"""The command that learns rules from raw texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.base import FAILED, Command, make_cleaner, rules_options, say, write
from cleaner.cli.corpus import Reading

if TYPE_CHECKING:
    from cleaner.learn.learn import Lesson
    from cleaner.learn.page import Page
    from cleaner.pipeline import Cleaner

_EXAMPLES_LEARN = """\
cleaner rules learn raw --id example-news > example-news.yaml
cleaner rules learn raw --cluster -o my-rules
"""
_SUFFIXES = (".yaml", ".yml")
_SAMPLE = 2000


@click.command("learn", cls=Command, epilog=_EXAMPLES_LEARN)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--id", "id_", metavar="ID", help="The publisher's id. [default: the output's or the folder's name]")
@click.option("--name", metavar="NAME", help="The publisher's name as readers know it. [default: the id]")
@click.option("--cluster", is_flag=True, help="The texts are of several publishers: part them first, a file for each.")
@click.option("-o", "--output", metavar="FILE|DIR", help="A .yaml file, or a folder for rules. [default: stdout]")
@click.option(
    "--sample", type=click.IntRange(3), default=_SAMPLE, show_default=True, metavar="N",
    help="Of more texts than this, learn from so many, fairly chosen; all are held in memory.",
)  # fmt: skip
@rules_options
def learn_rules(paths: Sequence[str], **options: Any) -> None:
    """Propose a rule file from raw texts of a publisher, twenty or more, five at the least.

    PATH is a file, a folder, a .jsonl file (a text a line, under 'raw', 'html' or 'text') or - for
    such lines from stdin. What repeats from text to text outside of the articles becomes rules,
    each with the number of texts that show it; what was considered and left out stands as comments
    at the file's end. Repetition is evidence, not proof: read the file before you use it.

    In a folder the file goes to publishers/ID.yaml, so that --rules takes the folder. A file that
    exists is never written over. The same texts give the same file, in whatever order they come.

    Exit status: 1 if a text could not be read, else 0.
    """
    from cleaner.learn.learn import learn, read_texts
    from cleaner.learn.sample import Reservoir
    from cleaner.rule import RuleFile
    from cleaner.show.terminal import with_pulse

    output, clustered = Path(options["output"]) if options["output"] else None, options["cluster"]
    if clustered and (output is None or output.suffix in _SUFFIXES or options["id_"] or options["name"]):
        raise click.UsageError(
            "'--cluster' makes several files: give a folder with '-o DIR', no '--id' and no '--name'"
        )
    id_ = _id(options["id_"], output, paths)
    cleaner = make_cleaner(options)
    reading, texts = Reading(paths), Reservoir(options["sample"])
    for text in reading:
        texts.add(text.text, text.url)
    pages = read_texts(with_pulse(texts.texts()), cleaner)
    if clustered:
        for lesson in _lessons(pages, cleaner):
            _write(lesson, output)
    else:
        _write(learn(pages, cleaner, RuleFile(id=id_, name=options["name"] or id_, domains=texts.domains())), output)
    if texts.too_long:
        say(f"{texts.too_long} texts were too long for articles and left out")
    if reading.problems:
        click.get_current_context().exit(FAILED)


def _id(given: str | None, output: Path | None, paths: Sequence[str]) -> str:
    """The id that was asked for, or one made of the name of the file or of the first path."""
    if output and output.suffix in _SUFFIXES:
        if given not in (None, output.stem):
            raise click.UsageError(f"a rule file is named after its id: '-o {given}{output.suffix}'")
        given = output.stem
    if given:
        if _slug(given) != given:
            raise click.UsageError(f"'{given}' is no id; write it in lower case, like this-one")
        return given
    return _slug(Path(paths[0]).resolve().stem) or "publisher"


def _slug(name: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", name.lower()))


def _lessons(pages: Sequence[Page], cleaner: Cleaner) -> Iterator[Lesson]:
    """A lesson for each publisher of a mixed heap; what cannot be learned from is told."""
    from cleaner.errors import UsageError
    from cleaner.learn.cluster import FEWEST, cluster
    from cleaner.learn.learn import learn
    from cleaner.rule import RuleFile

    groups, rest = cluster(pages)
    for number, group in enumerate(groups, 1):
        id_ = f"publisher-{number}"
        try:
            yield learn([pages[index] for index in group], cleaner, RuleFile(id=id_, name=id_))
        except UsageError as error:
            say(f"{id_}: {error}")
    if rest:
        say(f"texts of no publisher that has {FEWEST} or more: {len(rest)}")


def _write(lesson: Lesson, output: Path | None) -> None:
    """Write a learned file to stdout, to a file, or into a folder of rules; never over another."""
    from cleaner.learn.printed import print_lesson

    text, file = print_lesson(lesson), lesson.file
    if output is None:
        write(text)
    else:
        path = output if output.suffix in _SUFFIXES else output / "publishers" / f"{file.id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    where = f"{path}: " if output else ""
    say(f"{where}{len(file.rules)} rules from {lesson.pages} texts; {len(lesson.left_out)} considered and left out")
