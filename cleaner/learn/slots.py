"""Lines with a part that differs from page to page: labels before a name, values below a label.

What differs is known by what stays: the first or last words of the line, or the line beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cleaner.learn.lines import Draft, Place, Repeated, least_support
from cleaner.learn.page import Page
from cleaner.rule import Neighbour, Rule, Shape
from cleaner.text import fold

_MOST_WORDS = 6
_FEWEST_WORDS = 2
_LABEL = (":", "：", "|", "»", "©")
_ROOM = 1.5
_SHARE_BESIDE = 0.7
_LONGEST_LABEL = 60


def find_labels(pages: Sequence[Page], loose: set[Place]) -> list[Draft]:
    """Lines that begin, or end, with the same words; what the rules take is taken out of `loose`."""
    least = max(least_support(len(pages)), 3) if len(pages) > 5 else 2
    found: dict[str, set[Place]] = defaultdict(set)
    for place in loose:
        for phrase in _phrases(pages[place.page].lines[place.segment]):
            found[phrase].add(place)
    inside = _in_articles(pages, found)
    drafts = []
    order = sorted(found, key=lambda phrase: (-len({p.page for p in found[phrase]}), -len(phrase), phrase))
    for phrase in order:
        places = found[phrase] & loose
        seen = len({place.page for place in places})
        if seen < least or phrase in inside:
            continue
        text, longest = _printed(pages, phrase, places), max(_length(pages, place) for place in places)
        shape = Shape(max_chars=int(longest * _ROOM))
        drafts.append(Draft(Rule(id="", kind="other", line=text, shape=shape), {text: seen}, sorted(places)))
        loose -= places
    return drafts


def _phrases(line: str) -> Iterator[str]:
    """The folded beginnings and ends of a line that may be labels, with a macro for the rest."""
    words = fold(line).split()
    for number in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        head, tail = words[:number], words[-number:]
        if number >= _FEWEST_WORDS or head[-1].endswith(_LABEL):
            yield " ".join([*head, "{any}"])
        if number >= _FEWEST_WORDS:
            yield " ".join(["{any}", *tail])


def _in_articles(pages: Sequence[Page], phrases: Mapping[str, set[Place]]) -> set[str]:
    """The phrases that lines of articles begin or end with, too."""
    return {
        phrase
        for number, page in enumerate(pages)
        for index in page.own_lines()
        for phrase in _phrases(page.lines[index])
        if phrase in phrases and Place(number, index) not in phrases[phrase]
    }


def _printed(pages: Sequence[Page], phrase: str, places: set[Place]) -> str:
    """A phrase as a page prints it."""
    page, segment = min(places)
    words, count = pages[page].lines[segment].split(), len(phrase.split()) - 1
    return " ".join(["{any}", *words[-count:]] if phrase.startswith("{any} ") else [*words[:count], "{any}"])


def _length(pages: Sequence[Page], place: Place) -> int:
    return pages[place.page].document.length(place.segment)


def find_values(pages: Sequence[Page], repeated: Mapping[str, Repeated], loose: set[Place]) -> list[Draft]:
    """Lines without words of their own, or short and new on every page, right below a line of the publisher's."""
    least = max(least_support(len(pages)), 3) if len(pages) > 5 else 2
    drafts = []
    for line in repeated.values():
        below = {Place(p, i + 1) for p, i in line.places if i + 1 < len(pages[p].keys)}
        values = below & loose
        seen = len({place.page for place in values})
        if (
            not line.can_be_phrase
            or len(line.text) > _LONGEST_LABEL
            or seen < least
            or len(values) < _SHARE_BESIDE * len(below)
        ):
            continue
        if any(pages[p].is_prose(i) for p, i in below):
            continue
        shape = Shape(max_chars=int(max(_length(pages, place) for place in values) * _ROOM), full_stop=False)
        rule = Rule(id="", kind="other", line="{any}", previous=Neighbour(line=line.text), shape=shape)
        drafts.append(Draft(rule, {line.text: seen}, sorted(values)))
        loose -= values
    return drafts
