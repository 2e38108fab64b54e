"""The facts about an article, each with its origin: what rules found in the text, what a page says, what is known.

A publisher's rules go before the page, because somebody looked at its pages; the page goes before the packs, which
guess from the form of a line. Nothing is filled in that none of them gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.detect import host_of
from cleaner.language import detect_languages
from cleaner.matching.scene import Scene
from cleaner.model import LIST_FIELDS, Facts, Match, Statement
from cleaner.text import fold

if TYPE_CHECKING:
    from cleaner.page.metadata import PageMetadata
    from cleaner.rule import RuleFile

GIVEN, TEXT = "given", "text"
"""Origins of fields: the caller said it; all of the text shows it."""
_QUOTES = "\"'“”‘’«»‹›„‚"
_DAY = len("2019-11-18")


def languages_of(text: str, page: PageMetadata | None, about: RuleFile | None) -> dict[str, str]:
    """The publisher's language, then those the text is in, else what its page says; each with its origin."""
    found = dict.fromkeys(detect_languages(text), TEXT)
    if not found and page and page.metadata.language:
        found = {page.metadata.language: page.origins["language"]}
    return {about.language: about.id} | found if about and about.language else found


def certain_facts(url: str | None, languages: Mapping[str, str]) -> list[Statement]:
    """What is certain about an article before its rules are asked; of `languages`, with their origins, the first."""
    given = [("url", url, GIVEN), ("hostname", host_of(url), GIVEN)]
    spoken = [("language", name, origin) for name, origin in languages.items()][:1]
    return [Statement(name, value, origin) for name, value, origin in (*given, *spoken) if value]


def gather_facts(
    matches: Iterable[Match],
    scene: Scene,
    known: Iterable[Statement] = (),
    about: RuleFile | None = None,
    page: PageMetadata | None = None,
) -> Facts:
    """The facts of an article: `known` is certain, `about` its publisher's file, `page` what its page says.

    Of matches a publisher's come first, then those below the title: another story's byline may stand above it.
    """
    told = (match for match in matches if match.values)
    ranked = sorted(told, key=lambda match: (-match.rank, not _is_below_title(scene, match.segment), match.start))
    facts = Facts()
    for statement in known:
        facts.put(*statement)
    _take_lists(facts, ranked)
    _take_values(facts, [match for match in ranked if match.rank], scene)
    if page:
        _take_page(facts, page, scene, about)
    _take_values(facts, [match for match in ranked if not match.rank], scene)
    if about:
        facts.put("sitename", about.name, about.id)
    return facts


def _is_below_title(scene: Scene, segment: int) -> bool:
    return scene.title_segment <= segment < scene.document.head


def _take_page(facts: Facts, page: PageMetadata, scene: Scene, about: RuleFile | None) -> None:
    """What the page says, save its own name where the publisher is known; its date where it is the more exact."""
    date = page.metadata.date and (scene.read_date(page.metadata.date) or page.metadata.date)
    if _is_less(facts.metadata.date, date):
        facts.metadata.date = None
    facts.put("date", date, page.origins.get("date", ""))
    facts.fill(replace(page.metadata, sitename=None) if about else page.metadata, page.origins)


def _is_less(date: str | None, other: str | None) -> bool:
    """Whether a date is a day alone, and another the same day with its time."""
    return date is not None and other is not None and len(date) == _DAY < len(other) and other.startswith(date)


def _take_values(facts: Facts, matches: Sequence[Match], scene: Scene) -> None:
    for match in matches:
        for name, value in match.values.items():
            if name not in LIST_FIELDS:
                facts.put(name, _read(name, " ".join(value.split()), scene), match.rule)


def _read(name: str, text: str, scene: Scene) -> str | int | None:
    if name == "date":
        return scene.read_date(text)
    if name == "image_count":
        return int(text) if text.isdecimal() else None
    return text


def _take_lists(facts: Facts, matches: Sequence[Match]) -> None:
    """Entries from all rules, each once."""
    for match in matches:
        for name in LIST_FIELDS & match.values.keys():
            text = " ".join(match.values[name].split())
            entry = unquote(text) if name == "captions" else text
            entries = getattr(facts.metadata, name)
            if entry and fold(entry) not in map(fold, entries):
                entries.append(entry)
                facts.origins.setdefault(name, match.rule)


def unquote(text: str) -> str:
    """A text without the quotes that enclose all of it."""
    inner = text[1:-1]
    enclosed = inner and text[0] in _QUOTES and text[-1] in _QUOTES and text[0] not in inner and text[-1] not in inner
    return inner.strip() if enclosed else text
