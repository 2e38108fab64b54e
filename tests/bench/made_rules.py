"""Made-up rule files of a given size, in the mix that was measured on real rule bases.

45 % exact lines, 20 % prefixes, 12 % contained phrases, 23 % regular expressions; their words come from
the texts that are cleaned, so that they nearly match as often as real phrases do.
"""

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parents[2] / "seeds"
EXAMPLES = {"remove": ["مثال"], "keep": ["مثال آخر"]}


def words(texts: Iterable[str]) -> list[str]:
    """The distinct words of some texts, letters only."""
    return sorted({word for text in texts for word in text.split() if word.isalpha() and len(word) > 2})


def made_rules(count: int, seed: int, stock: list[str]) -> Iterator[dict[str, Any]]:
    """`count` rules as plain dictionaries, of words of a stock."""
    draw = random.Random(seed)
    for number in range(count):
        phrase = " ".join(draw.sample(stock, draw.randint(2, 4)))
        form = draw.choices(["line", "starts", "contains", "regex"], [45, 20, 12, 23])[0]
        if form == "regex":
            phrase = draw.choice([rf"^{phrase} [0-9]+$", rf"^{phrase}: \p{{L}}+", rf"{phrase}[ .:]*$"])
        yield {"id": f"made-{number}", "kind": "other", form: phrase, "examples": EXAMPLES}


def write_rules(folder: Path, generic: int, own: int, texts: Iterable[str]) -> None:
    """A rules folder: a pack of `generic` rules for every language, and a publisher of `own`."""
    stock = words(texts)
    pack = {"id": "universal", "name": "made", "rules": list(made_rules(generic, 1, stock))}
    publisher = {"id": "made", "name": "made", "rules": list(made_rules(own, 2, stock))}
    write(folder / "packs" / "universal.yaml", pack)
    write(folder / "publishers" / "made.yaml", publisher)


def write_publishers(folder: Path, count: int) -> None:
    """`count` publisher files of 15 rules, each with a domain and two signs of its own."""
    stock = words(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    draw = random.Random(3)
    for number in range(count):
        signs = [{"line": " ".join(draw.sample(stock, 3)) + f" {number}"} for _ in range(2)]
        file = {
            "id": f"made-{number}",
            "name": f"made {number}",
            "domains": [f"made-{number}.example"],
            "recognise": signs,
            "rules": list(made_rules(15, number, stock)),
        }
        write(folder / "publishers" / f"made-{number}.yaml", file)


def write(path: Path, file: dict[str, Any]) -> None:
    """JSON is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(file, ensure_ascii=False, indent=1), encoding="utf-8")
