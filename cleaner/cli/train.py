"""The command that trains the classifier on a user's own texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cleaner.cli.base import Command, say, write

if TYPE_CHECKING:
    from cleaner.classify.training import Score

_EXAMPLES = """\
cleaner train labelled -o weights.json
cleaner train labelled --folds 2
cleaner clean --weights weights.json article.txt
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the weights here.")
@click.option("--folds", type=click.IntRange(min=2), help="Measure: train without each of so many parts of the sites.")
def train(folder: str, output: str | None, folds: int | None) -> None:
    """Train the classifier on labelled texts of your own.

    FOLDER holds <site>/<any name>/source.txt, a raw text, with expected.txt beside it, its body, as in
    the project's fixtures; expected.json may give the "title". Segments of the text that stand in the
    body are body, the others noise. The rules in use run first: what they remove is theirs.

    With --folds, prints for each strictness how much of the body stays and how much of the noise goes
    on sites that were left out of the training. Needs numpy and scipy: article-cleaner[train].
    """
    from pathlib import Path

    from cleaner.classify.classifier import write_weights
    from cleaner.classify.training import cross_validate, examples, read_folder
    from cleaner.classify.training import train as fit
    from cleaner.pipeline import Cleaner

    if not (output or folds):
        raise click.UsageError("give '-o FILE' to write weights, '--folds N' to measure, or both")
    texts = read_folder(Path(folder))
    found = list(examples(Cleaner(strictness="off"), texts))
    say(f"{len(texts)} texts of {len({text.site for text in texts})} sites")
    if folds:
        write("".join(_row(name, score) for name, score in cross_validate(found, folds).items()))
    if output:
        write_weights(fit(found), Path(output))
        say(f"weights written to {output}")


def _row(strictness: str, score: Score) -> str:
    return f"{strictness:<10} body kept {score.body_kept:6.1%}   noise removed {score.noise_removed:6.1%}\n"
