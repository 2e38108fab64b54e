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
MODULES = {path.stem: path for path in sorted(PACKAGE.glob("*.py"))}

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
    "literals": (set(), "knows expressions, not what they are for"),
    "jalali": ({"text"}, "one calendar's days, wherever they are printed"),
    "date_tokens": ({"jalali", "text"}, "marks and numbers, no names"),
    "calendar_names": ({"date_tokens", "errors", "text"}, "names by language"),
    "dates": ({"calendar_names", "date_tokens", "text"}, "a printed stamp is read by itself, wherever it stands"),
    "document": ({"text", "words"}, "segments exist before there are rules"),
    "pattern": (set(), "a compiled phrase, whatever it was made from"),
    "phrase": ({"literals", "pattern", "text", "words"}, "a phrase is compiled once, for any document"),
    "phrasebook": ({"pattern", "phrase"}, "remembers phrases, whatever rules they are from"),
    "scene": ({"dates", "document", "pattern", "rule", "text", "words"}, "answers rules, holds none"),
    "search": ({"document", "rule", "scene"}, "proposes places, does not know what rules do there"),
    "condition": ({"pattern", "phrase", "phrasebook", "rule", "scene", "search", "text"}, "tests, reads no files"),
    "compiled": ({"condition", "model", "pattern", "phrase", "phrasebook", "rule", "scene", "search", "text"}, "runs, reads no files"),
    "match": ({"compiled", "model", "rule", "scene", "search"}, "finds and decides nothing"),
    "detect": ({"condition", "model", "scene", "search", "text"}, "names a publisher, removes nothing"),
    "title": ({"document", "model"}, "looks at lines and at what claims them"),
    "metadata": ({"model", "scene", "text"}, "collects what matches carry"),
    "apply": ({"document", "model"}, "decides on spans, whatever rule they come from"),
    "places": ({"model"}, "orders and distances, whatever the text"),
    "features": ({"document", "model", "places"}, "sees shapes and what rules claim, no words"),
    "classifier": ({"document", "errors", "features", "model"}, "judges segments; what goes is decided elsewhere"),
    "render": ({"document", "model", "text"}, "prints an article, whatever made it"),
    "yamlfile": ({"errors"}, "strict YAML for any file"),
    "ruleload": ({"compiled", "condition", "errors", "model", "page_select", "pattern", "phrase", "phrasebook", "rule", "yamlfile"}, "one file at a time"),
    "rulecache": ({"cache", "errors", "phrasebook", "ruleload"}, "one file like another"),
    "ruleindex": ({"cache", "rulecache", "condition", "detect", "errors", "phrasebook", "rule", "ruleload", "search"}, "all files, kept; cleans nothing"),
    "rulebase": ({"compiled", "condition", "detect", "match", "rule", "ruleindex"}, "which rules apply"),
    "page_values": ({"text"}, "values, whatever mark they come from"),
    "jsonld": (set(), "a block of text, mended and read"),
    "microdata": (set(), "items, whatever they are about"),
    "schema_org": ({"model", "page_values"}, "nodes, wherever they were written"),
    "page_marks": ({"model", "page_values"}, "marks, whatever is made of them"),
    "people": ({"page_values"}, "names in a text"),
    "page_title": ({"model", "page_values"}, "which statement is the title"),
    "page_stamps": ({"dates", "model", "page_marks", "page_values"}, "stamps, wherever they are printed"),
    "page_date": ({"dates", "model", "page_stamps"}, "which statement is the day"),
    "page_metadata": (
        {"detect", "jsonld", "microdata", "model", "page_date", "page_marks", "page_stamps", "page_title", "page_values", "people", "schema_org"},
        "chooses among statements; knows no rules",
    ),
    "page_kind": (set(), "judged by its tags alone"),
    "page_tree": (set(), "parsed before anything is known of it"),
    "page_blocks": (set(), "text as it stands in the tree"),
    "page_select": ({"rule"}, "selectors, whoever wrote them"),
    "page_names": ({"page_blocks"}, "names of elements, nothing of their text"),
    "page_features": ({"page_blocks", "page_names"}, "numbers, whatever is made of them"),
    "page_votes": ({"page_blocks", "page_features"}, "what another extractor would take"),
    "page_body": ({"jsonld", "model", "page_blocks", "page_features", "page_votes"}, "judges blocks, knows no rules"),
    "html": (
        {"model", "page_blocks", "page_body", "page_date", "page_kind", "page_metadata", "page_select", "page_tree", "rule"},
        "a page to text; runs no rules of text",
    ),
    "source": ({"decode", "html", "model", "page_kind", "rule"}, "an input as text, before any rule"),
}  # fmt: skip
# The pipeline may use all of these; only it knows their order.
CORE["pipeline"] = (set(CORE), "the order of the steps, and no command")
# What stands around the pipeline. None of these is imported by the core.
RIM = {
    *("inputs", "corpus", "layers", "batch", "compare", "stats", "repeats"),
    *("blowup", "checks", "reach", "waivers", "lint", "ruletest", "scaffold", "schema"),
    *("explain", "explainpage", "rulespage", "markup", "listing", "issues", "junit", "statsreport", "shown"),
    *("labels", "training", "terminal"),
    *("learn", "learn_page", "learn_lines", "learn_blocks", "learn_slots", "learn_glued", "learn_kinds", "learn_signs"),
    *("learn_inside", "learn_template", "learn_file", "learn_yaml", "learn_sample", "learn_cluster"),
    *(
        "cli",
        "cli_base",
        "cli_explain",
        "cli_train",
        "cli_author",
        "cli_rules",
        "cli_corpus",
        "cli_learn",
        "__main__",
        "__init__",
    ),
}

# Each library: who alone may import it.
LIBRARIES: dict[str, set[str]] = {
    "ahocorasick_rs": {"search"},
    "babel": {"calendar_names"},
    "charset_normalizer": {"decode"},
    "click": {"cli", "cli_base", "cli_explain", "cli_train", "cli_author", "cli_rules", "cli_corpus", "cli_learn"},
    "lxml": {"page_blocks", "page_select", "page_tree"},
    "msgspec": {"ruleload", "schema"},
    "numpy": {"training"},
    "regex": {"pattern", "blowup"},
    "rich": {"terminal"},
    "scipy": {"training"},
    "tld": {"ruleload"},
    "trafilatura": {"page_votes"},
    "yaml": {"yamlfile"},
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
    names = [name.split(".") for name in imports(tree(module)) if name.split(".")[0] == "cleaner"]
    return {name[1] if len(name) > 1 and name[1] in MODULES else "__init__" for name in names}


def libraries(module: str, *, deferred: bool = True) -> set[str]:
    tops = {name.split(".")[0] for name in imports(tree(module), deferred=deferred)}
    return tops - sys.stdlib_module_names - {"cleaner"}


def test_every_module_has_its_place() -> None:
    assert set(MODULES) == set(CORE) | RIM


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
    allowed = {"rich"} if module == "terminal" else set()  # a module that is itself imported when needed
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
        ("import cleaner.cli", {"click"}),
        ("from cleaner import Cleaner", {"ahocorasick_rs", "cleaner.pipeline", "tempfile"}),
        (
            "from cleaner import clean; print(clean('First Published: 2017-11-14\\n\\nWords.').status)",
            {"ahocorasick_rs", "cleaner.pipeline", "tempfile", "regex", "babel"},
        ),
    ],
)
def test_what_is_loaded(code: str, allowed: set[str]) -> None:
    """With the rules in the cache; `_own_cache` in conftest.py holds them once a test has read them."""
    loaded("from cleaner.rulebase import RuleBase; RuleBase()")
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
        f"{module}.py"
        for module in MODULES
        if module not in ("__init__", "__main__") and f"`{module}.py`" not in manual
    ]
    assert [name for name in missing if not name.startswith("cli")] == []


@pytest.mark.parametrize("command", [["ruff", "check", "."], ["mypy"]], ids=["ruff", "mypy"])
def test_checkers_are_content(command: list[str]) -> None:
    tool = [sys.executable, "-m", *command]
    run = subprocess.run(
        tool, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}
    )
    assert run.returncode == 0, run.stdout + run.stderr
