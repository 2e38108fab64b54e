"""Made-up publishers: articles of drawn words in a fixed frame, so that what is noise is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random


def words(text: str) -> list[str]:
    """A list, written as its author likes to read it."""
    return text.split()


NOUNS = words("""
harbour ferry council bridge mayor market orchard school clinic railway museum festival fisherman teacher river
library stadium bakery quarry lighthouse theatre glacier factory village archive vineyard tunnel engineer choir
""")
VERBS = words("""
opened repaired praised delayed measured painted inspected crossed defended rented photographed cleaned
postponed surveyed funded rebuilt closed visited admired restored
""")
REASONS = (
    "after heavy rain in the northern valleys",
    "before the first visitors arrived from the islands",
    "although nobody had asked for it in years",
    "because the older plan had proved too costly",
    "while the neighbours watched from their windows",
    "as the committee had promised in the spring",
    "in spite of a warning from the insurers",
    "so that children could walk there in safety",
)
PLACES = words("Aldmoor Brackwell Carrow Dunfell Eastmere Farholt Glenby Hartsea Inverley Kestrel Lowfen Marsk")
FIRST_NAMES = words("Ada Bruno Clara Dario Edith Felix Greta Hugo Ines Jonas")
LAST_NAMES = words("Archer Bellamy Cotter Draper Ellwood Farrow Gilmour Hale Ingram Joiner")
MONTHS = words("January February March April May June July August September October November December")


@dataclass(frozen=True)
class Made:
    """A raw text and the lines of it that are the article's."""

    raw: str
    body: list[str]


def sentence(random: Random) -> str:
    """A sentence of prose, hardly ever drawn twice."""
    one, two = random.sample(NOUNS, 2)
    return (
        f"The {one} of {random.choice(PLACES)} {random.choice(VERBS)} {random.randint(2, 900)} parts of the {two}"
        f" {random.choice(REASONS)}."
    )


def paragraph(random: Random) -> str:
    """Two or three sentences."""
    return " ".join(sentence(random) for _ in range(random.randint(2, 3)))


def headline(random: Random) -> str:
    """A line without a full stop."""
    one, two = random.sample(NOUNS, 2)
    return f"{random.choice(PLACES)} {one} {random.choice(VERBS)} {random.randint(2, 900)} years after the {two}"


def name(random: Random) -> str:
    """A person's."""
    return f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"


def date(random: Random) -> str:
    """A day as British papers print it."""
    return f"{random.randint(1, 28)} {random.choice(MONTHS)} {random.randint(2011, 2023)}"


def _body(random: Random) -> list[str]:
    return [paragraph(random) for _ in range(random.randint(3, 7))]


def courier(random: Random, body: list[str] | None = None) -> Made:
    """A label before the date and the byline, a block of new headlines under an old one, a footer."""
    body = body or _body(random)
    head = [headline(random), f"Printed on {date(random)}", f"Words by {name(random)}", "Courier readers' circle"]
    tail = [
        "More from the Courier desk",
        *(headline(random) for _ in range(random.randint(3, 8))),
        "Courier House, Aldmoor",
    ]
    return Made("\n".join([*head, "", *body, "", *tail]), body)


def beacon(random: Random, body: list[str] | None = None) -> Made:
    """A menu, a picture's credit, words glued to the first and the last paragraph."""
    body = body or _body(random)
    head = ["Beacon Weekly", "Home and garden", "Letters", headline(random), f"Beacon picture: {name(random)}"]
    glued = [
        f"Read the Beacon aloud with friends {body[0]}",
        *body[1:-1],
        f"{body[-1]} Link at the Beacon: {headline(random)}",
    ]
    return Made("\n".join([*head, *glued, "Set in Beacon type by the printers of Carrow"]), body)


def tribune(random: Random, body: list[str] | None = None) -> Made:
    """A counter of readers, teasers that are whole sentences, the same for all texts."""
    body = body or _body(random)
    teasers = [
        "The long table in the old mill is set for a hundred guests again.",
        "Nobody in the lower town had counted the swans until this week.",
        "Seven recipes with barley that your grandmother may have known.",
    ]
    head = [headline(random), f"Read by {random.randint(2, 999)} people of the Tribune"]
    return Made("\n".join([*head, *body, "Tribune offers", *teasers, "Tribune, a paper of the coast"]), body)


PUBLISHERS: dict[str, Callable[[Random, list[str] | None], Made]] = {
    "courier": courier,
    "beacon": beacon,
    "tribune": tribune,
}


def articles(publisher: str, number: int, seed: int = 0) -> list[Made]:
    """So many articles of a publisher; equal arguments, equal articles."""
    random = Random(f"{publisher} {seed}")
    return [PUBLISHERS[publisher](random, None) for _ in range(number)]
