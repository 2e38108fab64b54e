"""How long the command takes to start: `python tests/bench/startup.py`.

`cleaner --version` beside a click hello-world, and a warm `cleaner clean` with and without 2,000
publisher files more. Whole processes, in turn, medians of the ratios and differences.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_rules import SEEDS, write_publishers

ROUNDS = 15
HELLO = """
import click
@click.command()
@click.version_option("1")
def hello():
    click.echo("hello")
hello()
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - begin


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "hello.py").write_text(HELLO, encoding="utf-8")
        write_publishers(folder / "many", 2000)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        seed = str(next(SEEDS.glob("*.txt")))
        cleaner = [sys.executable, "-m", "cleaner"]
        commands = {
            "click hello-world --version": [sys.executable, str(folder / "hello.py"), "--version"],
            "cleaner --version": [*cleaner, "--version"],
            "cleaner clean, warm": [*cleaner, "clean", seed],
            "cleaner clean, warm, 2,000 publishers more": [*cleaner, "clean", "--rules", str(folder / "many"), seed],
        }
        times: dict[str, list[float]] = {key: [] for key in commands}
        for command in commands.values():  # fill the caches
            seconds(command, environment)
        for _ in range(ROUNDS):
            for key, command in commands.items():
                times[key].append(seconds(command, environment))
    hello, version, plain, many = times.values()
    for key, values in times.items():
        print(f"{key:44}{statistics.median(values) * 1000:8.0f} ms")
    ratio = statistics.median(a / b for a, b in zip(version, hello, strict=True))
    more = statistics.median(a - b for a, b in zip(many, plain, strict=True))
    print(f"--version is {ratio:.2f} times hello-world; 2,000 publishers add {more * 1000:.0f} ms")


if __name__ == "__main__":
    main()
