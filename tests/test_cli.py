"""The command line: streams, formats, exit codes, and what becomes of inputs that are no articles."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click
import pytest
from commands import BODY, FIRST, PNG, RAW, ROOT, TITLE, command, process, run, write_labelled, write_rules
from made_publishers import articles

import cleaner.cli.main
import cleaner.inputs
from cleaner import __version__
from cleaner.cli.main import cli
from cleaner.rulefiles.rulebase import RuleBase

pytestmark = pytest.mark.usefixtures("rules")

HEAVY = ("regex", "msgspec", "yaml", "rich", "lxml", "trafilatura", "importlib.metadata", "ahocorasick_rs")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(RAW, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles at two depths, and files that are none."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    for name in ("b.txt", "a.TXT", "more/c.text"):
        (folder / name).write_text(RAW, encoding="utf-8")
    (folder / "readme.md").write_text("# not an article\n", encoding="utf-8")
    return folder


def records(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


# ---------------------------------------------------------------- start-up


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["clean", "--help"], ["rules", "lint", "-h"]])
def test_version_and_help_import_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys; sys.argv[0] = 'cleaner'\n"
        "from cleaner.cli.main import main\n"
        "try: main()\n"
        f"finally: print(sorted(set(sys.modules) & set({HEAVY})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == b"[]"


def test_version_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "cleaner", "--version"], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout == f"cleaner {__version__}\n".encode()


# ---------------------------------------------------------------- formats


def test_stdin_to_stdout_by_default() -> None:
    result = run("clean", data=RAW)
    assert (result.exit_code, result.stdout, result.stderr) == (0, BODY, "")


def test_dash_is_stdin(article: Path) -> None:
    assert run("clean", "-", data=RAW).stdout == run("clean", article).stdout == BODY


def test_record_of_a_file(article: Path) -> None:
    result = run("clean", article, "-f", "json")
    record = json.loads(result.stdout)
    assert record["id"] == str(article)
    assert record["publisher"] == "gazette"
    assert (record["title"], record["date"], record["image_count"]) == (TITLE, "2017-11-14", 2)
    assert record["text"] == BODY.rstrip("\n")
    assert result.stdout.count("\n") > 10


def test_record_of_stdin_has_no_id() -> None:
    (record,) = records(run("clean", "-f", "jsonl", data=RAW).stdout)
    assert record["id"] is None


def test_markdown() -> None:
    output = run("clean", "-f", "md", data=RAW).stdout
    assert output.startswith("---\n")
    assert f"\n{FIRST}\n\n" in output


def test_output_file(article: Path, tmp_path: Path) -> None:
    result = run("clean", article, "-o", tmp_path / "out.txt")
    assert result.stdout == ""
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == BODY


def test_utf8_whatever_the_locale(article: Path, rules: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = process(rules, "clean", article, env=env)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, BODY, b"")
    assert FIRST.encode() in process(rules, "explain", article, env=env).stdout
    missing = process(rules, "clean", "مفقود.txt", env=env)
    assert "مفقود.txt: no such file" in missing.stderr.decode()


# ---------------------------------------------------------------- several inputs


def test_folder_as_json_lines(folder: Path) -> None:
    result = run("clean", folder, "-f", "jsonl")
    assert result.exit_code == 0
    names = [str(folder / name) for name in ("a.TXT", "b.txt", "more/c.text")]
    assert [record["id"] for record in records(result.stdout)] == names


def test_json_lines_of_a_folder_are_for_json_lines(folder: Path, tmp_path: Path) -> None:
    (folder / "more" / "b.jsonl").write_text(LINES.splitlines()[0], encoding="utf-8")
    ids = [record["id"] for record in records(run("clean", folder, "-f", "jsonl").stdout)]
    assert ids == [str(folder / "a.TXT"), str(folder / "b.txt"), "one", str(folder / "more/c.text")]
    result = run("clean", folder, "-o", f"{tmp_path}/out/")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(list((tmp_path / "out").rglob("*.*"))) == 3


@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_several_inputs_need_a_place_each(folder: Path, form: str) -> None:
    result = run("clean", folder, "-f", form)
    assert result.exit_code == 2
    assert "-f jsonl" in result.stderr
    assert "-o DIR" in result.stderr


def test_folder_to_folder_keeps_names(folder: Path, tmp_path: Path) -> None:
    result = run("clean", folder, "-o", tmp_path / "out", "-f", "md")
    assert (result.exit_code, result.stdout) == (0, "")
    made = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert made == ["a.md", "b.md", "more/c.md"]


def test_an_input_is_never_written_onto(article: Path, folder: Path) -> None:
    link = article.with_name("link.txt")
    link.symlink_to(article)
    for args in ((article, "-o", article), (article, "-o", link), (folder, "-o", folder)):
        result = run("clean", *args)
        assert result.exit_code == 2
        assert "would be overwritten" in result.stderr
    assert article.read_text(encoding="utf-8") == RAW


def test_bad_inputs_do_not_stop_the_others(folder: Path) -> None:
    (folder / "image.txt").write_bytes(PNG)
    (folder / "none.txt").write_bytes(b"")
    result = run("clean", folder, "missing.txt", "-f", "jsonl")
    assert result.exit_code == 1
    by_status = [record["status"] for record in records(result.stdout)]
    assert sorted(by_status) == ["empty", "error", "error", "ok", "ok", "ok"]
    assert f"{folder / 'image.txt'}: looks binary (a PNG image?)" in result.stderr
    assert f"{folder / 'none.txt'}: empty" in result.stderr
    assert "missing.txt: no such file" in result.stderr
    assert result.stderr.splitlines()[-1] == "3 of 6 inputs failed"


def test_error_records_have_all_keys() -> None:
    (record,) = records(run("clean", "missing.txt", "-f", "jsonl").stdout)
    (fine,) = records(run("clean", "-f", "jsonl", data=RAW).stdout)
    assert list(record) == list(fine)
    assert record["text"] == ""
    assert record["warnings"] == ["no such file or directory"]


# ---------------------------------------------------------------- inputs that are no articles


@pytest.mark.parametrize("data", [b"", b" \n\t \n", b"\xef\xbb\xbf"])
def test_nothing_in_it(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    result = run("clean", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{path}: empty: there is no text in it\n"
    assert run("clean", data=data).stderr == "stdin: empty: there is no text in it\n"


def test_binary_stdin() -> None:
    result = run("clean", data=PNG)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "stdin: looks binary (a PNG image?)\n"


def test_explain_wants_one_text(tmp_path: Path) -> None:
    path = tmp_path / "corpus.JSONL"
    path.write_text(json.dumps({"raw": RAW}), encoding="utf-8")
    result = run("explain", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{path}: JSON Lines is many texts, not one; 'cleaner clean")


LINES = (
    json.dumps({"raw": RAW, "text": "older", "id": "one", "split": "train", "status": "theirs", "n": [1]})
    + "\n\n{not json\n[1]\n"
    + json.dumps({"text": RAW, "url": "https://gazette.example/1", "publisher": "theirs"}, ensure_ascii=False)
    + "\n"
    + json.dumps({"html": ""})
)


@pytest.mark.parametrize("way", ["file", "other name", "stdin"])
def test_json_lines_give_a_record_a_line(way: str, tmp_path: Path) -> None:
    path = tmp_path / ("a.jsonl" if way == "file" else "a.data")
    path.write_text("\ufeff" + LINES, encoding="utf-8")
    name = "stdin" if way == "stdin" else str(path)
    arguments = [path] if way == "file" else ["--from", "jsonl", "-" if way == "stdin" else path]
    result = run("clean", *arguments, "-f", "jsonl", data=path.read_bytes() if way == "stdin" else None)
    one, bad, no_object, two, empty = records(result.stdout)
    assert (one["id"], one["text"] + "\n", one["status"]) == ("one", BODY, "ok")
    assert list(one)[-2:] == ["split", "n"]
    assert (two["id"], two["url"], two["publisher"]) == (f"{name}:5", "https://gazette.example/1", "gazette")
    assert [(record["id"], record["status"]) for record in (bad, no_object, empty)] == [
        (f"{name}:{line}", "error") for line in (3, 4, 6)
    ]
    assert result.stderr.splitlines() == [
        f"{name}:3: is not a line of JSON",
        f"{name}:4: is not a record with a text under 'raw', 'html', 'text'",
        f"{name}:6: is not a record with a text under 'raw', 'html', 'text'",
        "3 of 5 inputs failed",
    ]
    assert result.exit_code == 1


def test_json_lines_beside_files_into_a_folder(folder: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(LINES.splitlines()[0], encoding="utf-8")
    result = run("clean", lines, folder, "-f", "jsonl", "-o", f"{tmp_path}/out/")
    assert (result.exit_code, result.stdout) == (0, "")
    assert records((tmp_path / "out" / "lines.jsonl").read_text(encoding="utf-8"))[0]["id"] == "one"
    assert len(list((tmp_path / "out").rglob("*.jsonl"))) > 1


def test_json_lines_are_not_written_onto(tmp_path: Path) -> None:
    lines = tmp_path / "b.jsonl"
    lines.write_text(LINES, encoding="utf-8")
    assert run("clean", lines, "-f", "jsonl", "-o", lines).exit_code == 2
    assert lines.read_text(encoding="utf-8") == LINES


def test_a_missing_file_of_json_lines() -> None:
    result = run("clean", "missing.jsonl", "-f", "jsonl")
    assert (result.exit_code, result.stderr) == (1, "missing.jsonl: no such file or directory\n")
    assert records(result.stdout)[0]["status"] == "error"


def test_explain_names_the_file_it_cannot_read() -> None:
    result = run("explain", "missing.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "missing.txt: no such file or directory\n")


def test_folder_without_texts(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("clean", tmp_path / "empty", "-f", "jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no .txt, .text, .html, .htm, .jsonl file in this folder" in result.stderr
    assert "no .txt, .text, .html, .htm file in this folder" in run("clean", tmp_path / "empty", "-o", tmp_path).stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(article: Path) -> None:
    article.chmod(0)
    result = run("clean", article)
    assert result.exit_code == 1
    assert "permission denied" in result.stderr


def test_too_large(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.inputs, "MOST_BYTES", 2**20)
    article.write_bytes(b"a" * (2**20 + 1))
    for result in (run("clean", article), run("clean", data=article.read_bytes())):
        assert (result.exit_code, result.stdout) == (1, "")
        assert "larger than 1 MB" in result.stderr


def test_what_was_rolled_back_is_told() -> None:
    raw = "\n".join(["شارك"] * 30)
    result = run("clean", "--publisher", "gazette", data=raw)
    assert (result.exit_code, result.stdout) == (0, raw + "\n")
    assert result.stderr.startswith("stdin: rolled back: ")
    assert result.stderr.count("\n") == 1


def test_warnings_go_to_stderr() -> None:
    result = run("clean", data=RAW.encode("cp1256"))
    assert (result.exit_code, result.stdout) == (0, BODY)
    assert "stdin: decoded as cp1256 (guessed)" in result.stderr


# ---------------------------------------------------------------- options


def test_keep(article: Path) -> None:
    output = run("clean", article, "--keep", "date,share", "--keep", "counter").stdout
    assert all(line in output.splitlines() for line in ("نشر في: 2017-11-14", "شارك", "1/2"))
    assert TITLE not in output


def test_publisher_by_name_by_url_and_not_at_all(article: Path) -> None:
    plain = RAW.removeprefix("جريدة الساحل\n")
    assert "نشر في" in run("clean", "--strictness", "off", data=plain).stdout
    assert "نشر في" in run("clean", article, "--strictness", "off", "--publisher", "none").stdout
    assert run("clean", "--publisher", "gazette", data=plain).stdout == BODY
    assert run("clean", "--url", "https://www.gazette.example/1", data=plain).stdout == BODY


def test_html_and_text_that_looks_like_it() -> None:
    page = f"<html><head><meta charset='utf-8'></head><body><p>شارك</p><p>{FIRST}</p></body></html>"
    assert run("clean", "--no-fallback", data=page).stdout == FIRST + "\n"
    assert run("clean", "--from", "text", data=page).stdout == page + "\n"


def test_own_rules(tmp_path: Path, article: Path) -> None:
    own = tmp_path / "own" / "publishers" / "gazette.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("id: gazette\nname: Gazette\ndomains: [gazette.example]\n", encoding="utf-8")
    output = run("clean", article, "--rules", tmp_path / "own", "--publisher", "gazette").stdout
    assert "نشر في: 2017-11-14" in output


# ---------------------------------------------------------------- wrong calls


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["clean", "--publisher", "nobody"], "unknown publisher 'nobody'; see 'cleaner rules list'"),
        (["clean", "--keep", "noise"], "unknown kind 'noise'; kinds are: ad, app-promo"),
        (["clean", "-f", "xml"], "'xml' is not one of"),
        (["clean", "--rules", "missing"], "'missing' does not exist"),
        (["clean", "-", "-", "-f", "jsonl"], "stdin can be read only once"),
        (["clean", "a.jsonl"], "give '-f jsonl'"),
        (["clean", "--from", "jsonl", "-f", "md"], "give '-f jsonl'"),
        (["clean", "a.jsonl", "-f", "jsonl", "--url", "https://a.example"], "--publisher"),
        (["explain", "--from", "jsonl"], "--from"),
        (["clean", "a.txt", "b.txt", "-f", "jsonl", "--url", "https://a.example"], "--publisher"),
        (["clean", "a.txt", "b.txt", "-o", "pyproject.toml"], "is a file"),
        (["explain", "tests"], "several inputs want '--html -o DIR'"),
        (["explain", "a.txt", "b.txt", "--html"], "several inputs want '--html -o DIR'"),
        (["explain", "-", "--publisher", "nobody"], "unknown publisher 'nobody'"),
        (["rules", "show", "nobody"], "unknown publisher or pack 'nobody'"),
        (["rules", "test", "nobody"], "unknown publisher or pack 'nobody'"),
        (["clena"], "No such command 'clena'"),
    ],
)
def test_wrong_usage(args: list[str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run(*args, data=RAW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())


def test_rule_errors_are_all_told_with_their_lines(tmp_path: Path) -> None:
    rule = "  - id: {}\n    kind: share\n    line: شارك\n"
    bad = f"id: bad\nname: Bad\nrules:\n{rule.format('one')}{rule.format('two')}"
    own = tmp_path / "own" / "publishers" / "bad.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(bad, encoding="utf-8")
    for args in (["clean"], ["explain"], ["rules", "list"], ["rules", "show", "ar"], ["rules", "test"]):
        result = run(*args, "--rules", tmp_path / "own", data=RAW)
        assert (result.exit_code, result.stdout) == (3, "")
        assert f"{own}:4: [one] no example of what to remove\n  mend: examples:" in result.stderr
        assert f"{own}:7: [two] no example of what to remove" in result.stderr


def test_a_bug_is_told_without_a_stack_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(cleaner.cli.main, "cli", broken)
    monkeypatch.setattr(cleaner.cli.main, "_prepare_process", lambda: None)
    with pytest.raises(SystemExit) as stopped:
        cleaner.cli.main.main()
    assert stopped.value.code == 1
    assert capsys.readouterr().err == (
        "cleaner: internal error: RuntimeError: no such luck (CLEANER_DEBUG=1 shows where)\n"
    )


# ---------------------------------------------------------------- processes


def test_a_reader_that_goes_away(folder: Path, rules: Path) -> None:
    for number in range(300):
        (folder / f"n{number}.txt").write_text(RAW, encoding="utf-8")
    with subprocess.Popen(
        [*command(rules), "clean", str(folder), "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=rules,
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == -signal.SIGPIPE


def test_stopped_by_the_keyboard(tmp_path: Path, rules: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*command(rules), "clean", str(pipe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=rules
    ) as running:
        with pipe.open("wb"):  # opens when the process does
            for _ in range(6):  # one that comes right before the read begins does not end the read
                running.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    running.wait(10)
                    break
            out, err = running.communicate(timeout=60)
        assert (running.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(article: Path, rules: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(rules, "clean", article, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.lower() == b"error: output: no space left on device\n"


def terminal(rules: Path, *args: str | Path, stderr_only: bool = False, env: dict[str, str] | None = None) -> str:
    """What a person sees who runs the command on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*command(rules), *map(str, args)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if stderr_only else theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **(env or {})},
        cwd=rules,
    ):
        os.close(theirs)
        seen = b""
        try:
            while data := os.read(ours, 4096):
                seen += data
        except OSError:
            pass  # how a terminal ends
    os.close(ours)
    return seen.decode()


def test_progress_is_for_terminals(folder: Path, rules: Path) -> None:
    for number in range(30):
        (folder / f"n{number}.txt").write_text(RAW, encoding="utf-8")
    (folder / "image.txt").write_bytes(PNG)
    seen = terminal(rules, "clean", folder, "-f", "jsonl", stderr_only=True)
    assert "cleaning" in seen
    assert "looks binary" in seen
    assert process(rules, "clean", folder, "-f", "jsonl").stderr.count(b"\n") == 2


def test_progress_over_a_corpus_is_for_terminals(folder: Path, rules: Path) -> None:
    assert "cleaning" in terminal(rules, "rules", "stats", folder, stderr_only=True)
    assert process(rules, "rules", "stats", folder).stderr == b""


def test_colour_is_for_terminals(article: Path, rules: Path) -> None:
    assert "\x1b[" in terminal(rules, "explain", article, env={"NO_COLOR": ""})
    assert "\x1b[" not in terminal(rules, "explain", article, env={"NO_COLOR": "1"})
    assert "\x1b[" not in terminal(rules, "explain", article, env={"TERM": "dumb"})
    assert b"\x1b[" not in process(rules, "explain", article).stdout


# ---------------------------------------------------------------- help


def commands_below(group: click.Group, path: str) -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = [(path, group)]
    for name, one in group.commands.items():
        found += commands_below(one, f"{path} {name}") if isinstance(one, click.Group) else [(f"{path} {name}", one)]
    return found


COMMANDS = commands_below(cli, "cleaner")
EXAMPLES = [line for _, one in COMMANDS for line in (one.epilog or "").splitlines()]


@pytest.mark.parametrize(("path", "one"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_has_help_with_examples(path: str, one: click.Command) -> None:
    result = run(*path.split()[1:], "--help")
    assert result.exit_code == 0
    if not isinstance(one, click.Group) or one is cli:
        assert one.epilog
        assert "\nExamples:\n" in result.stdout
    assert all(f"  {line}\n" in result.stdout for line in (one.epilog or "").splitlines())
    assert all(option.help for option in one.params if isinstance(option, click.Option) and option.name != "form")


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_of_the_help_run(example: str, folder: Path, article: Path, rules: Path) -> None:
    place = article.parent
    (place / "page.html").write_text(f"<html><body><p>{FIRST}</p></body></html>", encoding="utf-8")
    write_rules(place / "my-rules")
    (place / "my-fixtures").mkdir()
    (place / "articles.jsonl").write_text(json.dumps({"raw": RAW}), encoding="utf-8")
    write_labelled(place / "labelled")
    shutil.copy(ROOT / "cleaner" / "data" / "classifier.json", place / "weights.json")
    (place / "raw").mkdir()
    for number, made in enumerate(articles("courier", 6)):
        (place / "raw" / f"{number}.txt").write_text(made.raw, encoding="utf-8")
    script = f'cleaner() {{ {shlex.join(command(rules))} "$@"; }}\n{example}'
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, check=False, cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr.decode()
    assert done.stdout or re.search(r" -o |>|lint|test", example)


@pytest.mark.usefixtures("rules")
def test_what_takes_long_at_the_start_is_told(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(folders: Iterable[Path]) -> RuleBase:
        time.sleep(0.5)
        return RuleBase(folders)

    monkeypatch.setattr("cleaner.rulefiles.rulebase.RuleBase", slow)
    assert run("clean", article).stderr == ""
    monkeypatch.setattr("cleaner.cli.base.PATIENCE", 0.01)
    result = run("clean", article)
    assert result.exit_code == 0
    assert result.stderr == "checking the rule files that are new or changed; the next start will be quick\n"
