"""The command that shows what became of each segment: as lines, as JSON, or as pages for a browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from cleaner.cli.base import (
    FAILED,
    Command,
    as_json,
    input_options,
    kind_option,
    make_cleaner,
    names_several,
    say,
    write,
)

if TYPE_CHECKING:
    from cleaner.inputs import Input
    from cleaner.pipeline import Trace

    Reader = Callable[[Input], Trace]

_ARTICLES, _INDEX = "articles", "index.html"
_BAD = ("empty", "error")
_EXAMPLES_EXPLAIN = """\
cleaner explain article.txt
cleaner explain - --publisher none < article.txt
cleaner explain article.txt -f json
cleaner explain article.txt --html > article.html
cleaner explain articles --html -o pages
"""


@click.command("explain", cls=Command, epilog=_EXAMPLES_EXPLAIN)
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
    help="Lines for a terminal, JSON, or a page for a browser.",
)  # fmt: skip
@click.option("--html", "form", flag_value="html", help="The same as '-f html'.")
@click.option("-o", "--output", metavar="FILE|DIR", help="Write here instead of to stdout.")
@kind_option()
@input_options
@click.option("--no-bidi", is_flag=True, help="No isolates around texts: for terminals that print them as boxes.")
def explain(paths: Sequence[str], **options: Any) -> None:
    """Show what became of each segment of an article, and why.

    First what was recognised: the publisher with its reasons, and the metadata. Then a line for
    each segment: its line in the input (of HTML: in the text taken out of it), the verdict, the
    kind of noise, the rule, the text. Long texts are shortened. Verdicts other than kept and
    removed: 'protected' by a rule, 'read' for metadata only, 'spared' although a rule would
    remove it, because so much would go that everything was rolled back.

    With --html a page of its own, in need of nothing else: the raw text, coloured by kind, its
    rules under the mouse, the keyboard or a finger, beside the clean text and the metadata.
    Several paths, or a folder, want a folder to write to: a page each, and index.html with counts.
    """
    from cleaner.inputs import find_inputs, read
    from cleaner.show.terminal import invite

    form, output = options["form"], options["output"]
    several = names_several(paths)
    if several and (form != "html" or not output):
        raise click.UsageError("several inputs want '--html -o DIR', a page each with an index")
    invite(paths)
    cleaner = make_cleaner(options)
    known = {name: options[name] for name in ("url", "publisher", "kind")}

    def reader(source: Input) -> Trace:
        return cleaner.trace(read(source), id=source.id, **known)

    if _write_pages(paths, Path(output), reader) if several else _show(find_inputs(paths)[0][0], options, reader):
        click.get_current_context().exit(FAILED)


def _show(source: Input, options: dict[str, Any], reader: Reader) -> bool:
    """Show one article; whether there was none."""
    from cleaner.errors import InputError
    from cleaner.show.explain import as_dict, as_lines
    from cleaner.show.explainpage import article_page
    from cleaner.show.terminal import print_lines

    try:
        trace = reader(source)
    except InputError as error:
        say(f"{source.name}: {error}")
        return True
    if options["form"] == "text" and not options["output"]:
        print_lines(as_lines(trace, bidi=not options["no_bidi"]))
    elif options["form"] == "text":
        lines = as_lines(trace, bidi=not options["no_bidi"])
        _put("".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines), options["output"])
    elif options["form"] == "json":
        _put(as_json(as_dict(trace)), options["output"])
    else:
        _put(article_page(trace, source.name), options["output"])
    return _told_as_bad(source, trace)


def _put(data: str, output: str | None) -> None:
    """Write to a file, in a folder that may be new, or to stdout."""
    if output:
        Path(output).parent.mkdir(parents=True, exist_ok=True)
        Path(output).write_bytes(data.encode("utf-8", "replace"))
    else:
        write(data)


def _told_as_bad(source: Input, trace: Trace) -> bool:
    if trace.article.status in _BAD:
        say(f"{source.name}: {trace.article.status}")
    return trace.article.status in _BAD


def _write_pages(paths: Sequence[str], folder: Path, reader: Reader) -> bool:
    """Write a page for each article and the index; whether any failed."""
    from cleaner.batch import plan
    from cleaner.errors import InputError
    from cleaner.inputs import find_inputs
    from cleaner.show.explainpage import article_page, entry_of, index_page
    from cleaner.show.terminal import with_progress

    inputs, problems = find_inputs(paths, folder)
    for problem in problems:
        say(problem)
    entries, failed = [], bool(problems)
    tasks = plan(inputs, "html", str(folder / _ARTICLES), several=True)
    for source, target in with_progress(tasks, total=len(tasks), to_stdout=False):
        try:
            trace = reader(source)
        except InputError as error:
            say(f"{source.name}: {error}")
            failed = True
            continue
        failed |= _told_as_bad(source, trace)
        place = Path(str(target))
        _put(article_page(trace, source.name), str(place))
        entries.append(entry_of(trace, source.name, quote(place.relative_to(folder).as_posix())))
    _put(index_page(entries), str(folder / _INDEX))
    return failed
