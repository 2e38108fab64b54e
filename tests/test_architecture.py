"""Who may import whom, how large a thing may grow, and what must not be loaded: as docs/architecture.md says."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "cleaner"
FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in FILES
    if path.parent == PACKAGE or path.stem != "__init__"
}

# Each module of the core: what of ours it may import, and why no more. Deferred imports count too.
CORE: dict[str, tuple[set[str], str]] = {
    "errors": (set(), "what everything may raise"),
    "model": (set(), "values; nothing here computes"),
    "rule": (set(), "what a rule file can say; read from the cache without YAML"),
    "text": (set(), "folding is characters and nothing else"),
    "words": (set(), "scripts differ, whatever the text is for"),
    "decode": (set(), "bytes to text, before anything is known of it"),
    "cache": (set(), "files in a folder, whatever is in them"),
    "language": (set(), "judged by letters and words alone"),
    "matching.expression": (set(), "reads expressions, asks nothing of them"),
    "matching.literals": ({"matching.expression"}, "knows expressions, not what they are for"),
    "dates.jalali": ({"text"}, "one calendar's days, wherever they are printed"),
    "dates.date_tokens": ({"dates.jalali", "text"}, "marks and numbers, no names"),
    "dates.calendar_names": ({"dates.date_tokens", "errors", "text"}, "names by language"),
    "dates.parse": ({"dates.calendar_names", "dates.date_tokens", "text"}, "a printed stamp is read by itself, wherever it stands"),
    "tags": ({"model"}, "what a page's code leaves in a text, whoever wrote it"),
    "sentence": (set(), "how sentences close, whatever they say"),
    "document": ({"sentence", "tags", "text", "words"}, "segments exist before there are rules"),
    "matching.pattern": (set(), "a compiled phrase, whatever it was made from"),
    "matching.phrase": ({"matching.expression", "matching.literals", "matching.pattern", "text", "words"}, "a phrase is compiled once, for any document"),
    "matching.phrasebook": ({"matching.pattern", "matching.phrase"}, "remembers phrases, whatever rules they are from"),
    "matching.scene": ({"dates.parse", "document", "matching.pattern", "rule", "text", "words"}, "answers rules, holds none"),
    "matching.search": ({"document", "rule", "matching.scene"}, "proposes places, does not know what rules do there"),
    "matching.condition": ({"matching.pattern", "matching.phrase", "matching.phrasebook", "rule", "matching.scene", "matching.search", "text"}, "tests, reads no files"),
    "matching.compiled": ({"matching.condition", "model", "matching.pattern", "matching.phrase", "matching.phrasebook", "rule", "matching.scene", "matching.search", "text"}, "runs, reads no files"),
    "matching.match": ({"matching.compiled", "model", "rule", "matching.scene", "matching.search"}, "finds and decides nothing"),
    "detect": ({"matching.condition", "model", "matching.scene", "matching.search", "text"}, "names a publisher, removes nothing"),
    "prose": ({"document", "text"}, "looks words up, knows no cue of a title"),
    "title": ({"document", "model", "prose"}, "looks at lines, at what claims them, and at words they share"),
    "metadata": ({"detect", "language", "model", "matching.scene", "text"}, "collects what matches carry"),
    "apply": ({"document", "model"}, "decides on spans, whatever rule they come from"),
    "classify.places": ({"model"}, "orders and distances, whatever the text"),
    "classify.features": ({"document", "model", "classify.places", "sentence"}, "sees shapes and what rules claim, no words"),
    "classify.stretch": ({"classify.features", "classify.places"}, "sees levels and probabilities, no text"),
    "classify.classifier": ({"document", "errors", "classify.features", "classify.places", "classify.stretch", "model"}, "judges segments; what goes is decided elsewhere"),
    "markdown": ({"model", "page.values"}, "prints an article, whatever made it"),
    "render": ({"document", "markdown", "model", "tags", "text"}, "prints an article, whatever made it"),
    "rulefiles.yamlfile": ({"errors"}, "strict YAML for any file"),
    "rulefiles.load": ({"matching.compiled", "matching.condition", "errors", "model", "page.select", "matching.pattern", "matching.phrase", "matching.phrasebook", "rule", "rulefiles.yamlfile"}, "one file at a time"),
    "rulefiles.cache": ({"cache", "errors", "matching.phrasebook", "rulefiles.load"}, "one file like another"),
    "rulefiles.folders": ({"errors", "rulefiles.cache"}, "which files there are, whatever they say"),
    "rulefiles.index": ({"cache", "rulefiles.folders", "matching.condition", "detect", "errors", "matching.phrasebook", "rule", "rulefiles.load", "matching.search"}, "all files, kept; cleans nothing"),
    "rulefiles.rulebase": ({"matching.compiled", "matching.condition", "detect", "matching.match", "rule", "rulefiles.index"}, "which rules apply"),
    "page.values": ({"text"}, "values, whatever mark they come from"),
    "page.jsonld": (set(), "a block of text, mended and read"),
    "page.microdata": (set(), "items, whatever they are about"),
    "page.schema_org": ({"model", "page.values"}, "nodes, wherever they were written"),
    "page.marks": ({"model", "page.values"}, "marks, whatever is made of them"),
    "page.people": ({"dates.parse", "page.values", "words"}, "names in a text"),
    "page.title": ({"model", "page.values"}, "which statement is the title"),
    "page.headline": ({"page.marks", "page.values"}, "where the headline is, whatever is looked for beside it"),
    "page.stamps": ({"dates.parse", "model", "page.headline", "page.marks"}, "stamps, wherever they are printed"),
    "page.bylines": ({"model", "page.headline", "page.names", "page.people", "page.values"}, "bylines, whoever they name"),
    "page.date": ({"dates.parse", "model", "page.stamps"}, "which statement is the day"),
    "page.metadata": (
        {"detect", "page.bylines", "page.headline", "page.jsonld", "page.microdata", "model", "page.date", "page.marks", "page.stamps", "page.title", "page.values", "page.people", "page.schema_org"},
        "chooses among statements; knows no rules",
    ),
    "page.kind": (set(), "judged by its tags alone"),
    "page.tree": (set(), "parsed before anything is known of it"),
    "page.blocks": ({"model"}, "text as it stands in the tree"),
    "page.captions": ({"page.blocks", "page.names", "words"}, "marks of captions, whatever the article is"),
    "page.structure": ({"model", "page.blocks"}, "blocks, whoever chose them"),
    "page.select": ({"rule"}, "selectors, whoever wrote them"),
    "page.names": ({"page.blocks"}, "names of elements, nothing of their text"),
    "page.features": ({"page.blocks", "page.names"}, "numbers, whatever is made of them"),
    "page.votes": ({"page.blocks", "page.features"}, "what another extractor would take"),
    "page.body": ({"page.metadata", "page.blocks", "page.features", "page.structure", "page.votes"}, "judges blocks, knows no rules"),
    "page.html": (
        {"model", "page.blocks", "page.body", "page.captions", "page.date", "page.kind", "page.metadata", "page.select", "page.structure", "page.tree", "rule"},
        "a page to text; runs no rules of text",
    ),
    "source": ({"decode", "page.html", "model", "page.kind", "rule"}, "an input as text, before any rule"),
}  # fmt: skip
# The pipeline may use all of these; only it knows their order.
CORE["pipeline"] = (set(CORE), "the order of the steps, and no command")
# What stands around the pipeline. None of these is imported by the core.
RIM = {
    *(
        "inputs",
        "records",
        "corpus",
        "parallel",
        "rulefiles.layers",
        "batch",
        "workbench.compare",
        "workbench.stats",
        "workbench.repeats",
    ),
    *(
        "workbench.blowup",
        "workbench.checks",
        "workbench.reach",
        "workbench.waivers",
        "workbench.lint",
        "workbench.ruletest",
        "workbench.scaffold",
        "rulefiles.schema",
    ),
    *(
        "show.explain",
        "show.explainpage",
        "workbench.rulespage",
        "show.markup",
        "workbench.listing",
        "workbench.issues",
        "workbench.junit",
        "workbench.statsreport",
        "show.safe",
    ),
    *("classify.labels", "classify.training", "show.terminal"),
    *(
        "learn.learn",
        "learn.page",
        "learn.lines",
        "learn.blocks",
        "learn.slots",
        "learn.glued",
        "learn.kinds",
        "learn.signs",
    ),
    *(
        "learn.inside",
        "learn.template",
        "learn.file",
        "learn.printed",
        "learn.sample",
        "learn.traits",
        "learn.facts",
        "learn.cluster",
    ),
    *(
        "cli.main",
        "cli.base",
        "cli.explain",
        "cli.train",
        "cli.author",
        "cli.rules",
        "cli.corpus",
        "cli.learn",
        "__main__",
        "__init__",
    ),
}

# Each library: who alone may import it.
LIBRARIES: dict[str, set[str]] = {
    "ahocorasick_rs": {"matching.search"},
    "babel": {"dates.calendar_names"},
    "charset_normalizer": {"decode"},
    "click": {"cli.main", "cli.base", "cli.explain", "cli.train", "cli.author", "cli.rules", "cli.corpus", "cli.learn"},
    "lxml": {"page.blocks", "page.select", "page.tree"},
    "msgspec": {"rulefiles.load", "rulefiles.schema"},
    "numpy": {"classify.training"},
    "regex": {"matching.pattern", "workbench.blowup"},
    "rich": {"show.terminal"},
    "scipy": {"classify.training"},
    "tld": {"rulefiles.load"},
    "trafilatura": {"page.votes"},
    "yaml": {"rulefiles.yamlfile"},
}
# Too slow to load for nothing: imported within a function, or only by modules that are.
DEFERRED = {"babel", "charset_normalizer", "lxml", "msgspec", "numpy", "regex", "rich", "scipy", "tld", "trafilatura"}

LONGEST_MODULE = 250
LONGEST_FUNCTION = 50
MOST_PARAMETERS = 6


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(node: ast.AST, *, deferred: bool = True) -> Iterator[str]:
    """The dotted names that code imports, those for type checkers aside."""
    for child in ast.iter_child_nodes(node):
        if for_types_only(child) or (not deferred and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports name the package"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        else:
            yield from imports(child, deferred=deferred)


def ours(module: str) -> set[str]:
    """The modules of ours that a module imports."""
    return {home(name.split(".")[1:]) for name in imports(tree(module)) if name.split(".")[0] == "cleaner"}


def home(parts: list[str]) -> str:
    """The module that a dotted name below the package leads to."""
    while parts and ".".join(parts) not in MODULES:
        parts = parts[:-1]
    return ".".join(parts) or "__init__"


def libraries(module: str, *, deferred: bool = True) -> set[str]:
    tops = {name.split(".")[0] for name in imports(tree(module), deferred=deferred)}
    return tops - sys.stdlib_module_names - {"cleaner"}


def test_every_module_has_its_place() -> None:
    assert set(MODULES) == set(CORE) | RIM


def test_packages_hold_no_code_of_their_own() -> None:
    inits = [path for path in FILES if path.stem == "__init__" and path.parent != PACKAGE]
    assert inits
    assert [path for path in inits if len(ast.parse(path.read_text(encoding="utf-8")).body) != 1] == []


@pytest.mark.parametrize("module", CORE)
def test_core_imports(module: str) -> None:
    allowed, reason = CORE[module]
    assert ours(module) <= allowed, reason


def test_the_table_says_no_more_than_is_used() -> None:
    unused = {module: allowed - ours(module) for module, (allowed, _) in CORE.items() if module != "pipeline"}
    assert {module: names for module, names in unused.items() if names} == {}


def test_no_cycles() -> None:
    # `cleaner/__init__.py` looks up its public names when they are asked for.
    graph = {module: ours(module) - {"__init__"} for module in MODULES if module != "__init__"}
    done: set[str] = set()
    while ready := [module for module in graph if module not in done and graph[module] <= done]:
        done.update(ready)
    assert set(graph) - done == set()


@pytest.mark.parametrize("module", MODULES)
def test_libraries(module: str) -> None:
    found = libraries(module)
    assert found <= set(LIBRARIES), "list it in LIBRARIES, and what it earns in docs/dependencies.md"
    assert {library for library in found if module not in LIBRARIES[library]} == set()


@pytest.mark.parametrize("module", MODULES)
def test_slow_libraries_are_imported_when_they_are_needed(module: str) -> None:
    allowed = {"rich"} if module == "show.terminal" else set()  # a module that is itself imported when needed
    assert libraries(module, deferred=False) & DEFERRED <= allowed


def loaded(code: str) -> set[str]:
    """The libraries that a fresh process has loaded after some code."""
    script = f"{code}\nimport sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split()) & {*LIBRARIES, "numpy", "tempfile", "cleaner.pipeline"}


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import cleaner", set()),
        ("import cleaner.cli.main", {"click"}),
        ("from cleaner import Cleaner", {"ahocorasick_rs", "cleaner.pipeline", "tempfile"}),
        (
            "from cleaner import clean; print(clean('First Published: 2017-11-14\\n\\nWords.').status)",
            {"ahocorasick_rs", "cleaner.pipeline", "tempfile", "regex", "babel"},
        ),
    ],
)
def test_what_is_loaded(code: str, allowed: set[str]) -> None:
    """With the rules in the cache; `_own_cache` in conftest.py holds them once a test has read them."""
    loaded("from cleaner.rulefiles.rulebase import RuleBase; RuleBase()")
    assert loaded(code) <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_short(module: str) -> None:
    lines = MODULES[module].read_bytes().count(b"\n")
    assert lines <= LONGEST_MODULE


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines without decorators and docstring."""
    first = function.body[0]
    is_doc = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    doc = (first.end_lineno or 0) - first.lineno + 1 if is_doc else 0
    return (function.end_lineno or 0) - function.lineno + 1 - doc


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether click calls it, with a parameter for each option of the command line."""
    return any(".command(" in ast.unparse(decorator) for decorator in function.decorator_list)


@pytest.mark.parametrize("module", MODULES)
def test_functions_are_short(module: str) -> None:
    assert {f.name: length(f) for f in functions(module) if length(f) > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("module", MODULES)
def test_functions_take_few_parameters(module: str) -> None:
    def count(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
        taken = function.args
        names = [argument.arg for argument in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
        return len([name for name in names if name not in ("self", "cls")])

    assert {f.name: count(f) for f in functions(module) if count(f) > MOST_PARAMETERS and not is_command(f)} == {}


def test_every_module_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    missing = [
        module
        for module in MODULES
        if module not in ("__init__", "__main__") and f"`{module.replace('.', '/')}.py`" not in manual
    ]
    assert [name for name in missing if not name.startswith("cli.")] == []


@pytest.mark.parametrize("command", [["ruff", "check", "."], ["mypy"]], ids=["ruff", "mypy"])
def test_checkers_are_content(command: list[str]) -> None:
    tool = [sys.executable, "-m", *command]
    run = subprocess.run(
        tool, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}
    )
    assert run.returncode == 0, run.stdout + run.stderr
