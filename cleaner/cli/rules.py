"""The commands about rules: what there is, what is wrong with it, whether it does what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.author import new_rules, write_docs
from cleaner.cli.base import (
    BAD_RULES,
    FAILED,
    Group,
    as_json,
    form_option,
    make_cleaner,
    rules_in_use,
    rules_options,
    say,
    write,
)
from cleaner.cli.corpus import diff_rules, rule_stats
from cleaner.cli.learn import learn_rules

if TYPE_CHECKING:
    from cleaner.workbench.issues import Issue

_issue_form_option = click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
    help="'github' prints workflow commands: findings show up beside the lines of a pull request.",
)  # fmt: skip


_EXAMPLES_LIST_RULES = """\
cleaner rules list
cleaner rules list -f json
"""
_EXAMPLES_SHOW_RULES = """\
cleaner rules show universal
cleaner rules show universal -f json
"""
_EXAMPLES_LINT_RULES = """\
cleaner rules lint
cleaner rules lint my-rules -f github
"""
_EXAMPLES_TEST_RULES = """\
cleaner rules test universal
cleaner rules test --rules my-rules --fixtures my-fixtures --coverage
cleaner rules test -f junit > report.xml
"""
_EXAMPLES_PRINT_SCHEMA = """\
cleaner rules schema > rules.schema.json
"""


@click.group("rules", cls=Group)
def rules_group() -> None:
    """List, show, check, test, learn and compare rules."""


@rules_group.command("list", epilog=_EXAMPLES_LIST_RULES)
@form_option
@rules_options
def list_rules(form: str, rules: Sequence[str], isolated: bool) -> None:
    """List publishers, packs and families.

    The columns: id, kind, language, number of rules, layer, path, name. The layers, a later file
    replacing or extending an earlier one of its id: 'shipped', 'package NAME' (installed), 'user'
    (your settings folder), 'project' (./rules), 'given' (--rules).
    """
    from cleaner.workbench.listing import list_files, print_table

    rows = list_files(*rules_in_use(rules, isolated))
    write(as_json(rows) if form == "json" else print_table(rows))


@rules_group.command("show", epilog=_EXAMPLES_SHOW_RULES)
@click.argument("id_", metavar="ID")
@form_option
@rules_options
def show_rules(id_: str, form: str, rules: Sequence[str], isolated: bool) -> None:
    """Show a publisher or pack with all rules that apply to its texts.

    The text is YAML, with a comment where each rule comes from. A publisher's own rules come last:
    they replace those of the same id that it extends. Rules of packs that it disables are marked.
    """
    from cleaner.workbench.listing import describe, print_description

    about = describe(*rules_in_use(rules, isolated), id_)
    write(as_json(about) if form == "json" else print_description(about))


@rules_group.command("lint", epilog=_EXAMPLES_LINT_RULES)
@click.argument("paths", nargs=-1, metavar="[PATH|DIR]...", type=click.Path(exists=True))
@_issue_form_option
def lint_rules(paths: Sequence[str], form: str) -> None:
    """Check rule files: the shipped ones, or those given.

    Errors are what the loader refuses, expressions that can blow up, and rules that would remove an
    ordinary sentence. Warnings are duplicates, rules that change nothing or are never reached, and
    phrases too general; a rule's 'waive' key takes them back, with a reason.
    Exit status: 3 if there is any error, else 0.
    """
    from pathlib import Path

    from cleaner.rulefiles.rulebase import SHIPPED
    from cleaner.workbench.issues import has_errors
    from cleaner.workbench.lint import lint

    report = lint([Path(path) for path in paths] or [SHIPPED])
    waived = {"waived finding": report.waived} if report.waived else {}
    _print(report.issues, form, {"file": report.files, "rule": report.rules, **waived})
    if has_errors(report.issues):
        click.get_current_context().exit(BAD_RULES)


@rules_group.command("test", epilog=_EXAMPLES_TEST_RULES)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--fixtures",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    multiple=True,
    help="Whole articles with what must come out. Repeatable. [default: the folders 'fixtures' beside those of rules]",
)
@click.option("--coverage", is_flag=True, help="Warn of rules that match in no fixture, and fixtures of no publisher.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "github", "junit"]), default="text", show_default=True,
    help="'github' prints workflow commands, 'junit' the XML that CI systems show.",
)  # fmt: skip
@rules_options
def test_rules(ids: Sequence[str], form: str, **options: Any) -> None:
    """Try the examples of every rule, and whole articles.

    Without ID, those of all publishers and packs. A rule must match each of its 'remove' examples
    and none of its 'keep' examples. Below the folder of fixtures, PUBLISHER/NAME/source.txt (or
    .html) must give expected.txt and what expected.json says. Exit status: 1 if anything is wrong.
    """
    from pathlib import Path

    from cleaner.workbench.issues import has_errors
    from cleaner.workbench.junit import print_junit
    from cleaner.workbench.ruletest import fixtures_beside, test

    cleaner = make_cleaner(options)
    fixtures = [Path(folder) for folder in options["fixtures"]] or fixtures_beside(cleaner.rulebase)
    report = test(cleaner, ids, fixtures, coverage=options["coverage"])
    if form == "junit":
        write(print_junit(report))
    _print(report.issues, form, {"example": report.examples, "article": report.fixtures})
    if has_errors(report.issues):
        click.get_current_context().exit(FAILED)


def _print(issues: Sequence[Issue], form: str, tried: dict[str, int]) -> None:
    from cleaner.workbench.issues import count_issues, counted, print_issues

    if form != "junit":
        write(print_issues(issues, form))
    say(f"{', '.join(counted(number, noun) for noun, number in tried.items())}: {count_issues(issues)}")


@rules_group.command("schema", epilog=_EXAMPLES_PRINT_SCHEMA)
def print_schema() -> None:
    """Print the JSON Schema of rule files.

    Editors check and complete YAML by it.
    """
    from cleaner.rulefiles.schema import rule_schema

    write(as_json(rule_schema()))


for one in (new_rules, learn_rules, diff_rules, rule_stats, write_docs):
    rules_group.add_command(one)
