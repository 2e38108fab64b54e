"""Authors as people: names out of what bylines and marks say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.page.values import words

_LONGEST = 60
_MOST_WORDS = 6
_MOST_PEOPLE = 20
_LONG_NAME = 4

_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|text|review|opinion|analysis) )?"
    r"(?:by|von|par|por|door|av|af|przez|di|de la)\b:? |"
    r"^(?:author|autor|autorin|auteur|autore|text|texte|redaktion|foto|от|автор|текст)\s?: ?|"
    r"^(?:بقلم|كتبت?)(?:\s?:)? |^(?:إعداد|الكاتب)\s?: ?|^(?:文|作者|記者|记者|责任编辑|編集)\s?[:：/]\s?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[(<\[]?\S+@\S+\.\w+[)>\]]?|(?<!\w)@\w+|https?:\S+|www\.\S+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_PARTS = re.compile(r"\s*(?:[;|/\n•·]|\s[–—-]\s|、|，)\s*")
_AND = re.compile(r"\s+(?:and|und|et|og|och|en|&|\+)\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,،]\s*(?:(?:and|und|et|y|e)\s+)?")

# Words that name no one; a name made of nothing else is none.
_NOBODY = frozenset(
    [
        *("admin", "administrator", "administrador", "webmaster", "root", "user", "author", "autor", "auteur", "guest"),
        *(
            "anonymous",
            "unknown",
            "none",
            "null",
            "default",
            "moderator",
            "sysadmin",
            "superuser",
            "support",
            "wordpress",
        ),
        *("editor", "editors", "editorial", "redaktion", "redaktionsteam", "redaccion", "redaction", "redazione"),
        *("redactie", "redakcja", "redakce", "redaksi", "toimitus", "staff", "team", "newsroom", "newsdesk", "desk"),
        *("press", "office", "info", "news", "online", "web", "contributor", "contributors", "reporter", "reporters"),
        *("correspondent", "writer", "writers", "publisher", "редакция", "редактор", "администратор"),
        *("管理员", "编辑", "小编", "編集部", "ادمين", "المحرر", "التحرير", "الاداره"),
        *("the", "by", "our", "la", "le", "die", "der", "das", "el", "and", "of", "in", "de", "site", "special"),
        *("own", "department", "chief", "board", "a"),
    ]
)
_OFFICES = frozenset(("staff", "team", "bureau", "desk", "newsdesk", "newsroom", "redaktion", "nachrichten", "editors"))
"""What a name of several people ends in who are not named."""
_NEVER = re.compile(r"[\d{}<>=#?!/\\]|^[a-z]+(?:[-_.][a-z]+)+$|\w\.[a-z]{2,}$")
"""Digits, marks of code, a slug such as `jane-doe`, a host."""
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|columnist|contributor|staff|producer|redakteur(?:in)?|analyst|journalist|"
    r"photographer|associated press|news|times|post|media|magazine)\b",
    re.IGNORECASE,
)


def read_people(values: Iterable[str], sites: Iterable[str] = ()) -> str | None:
    """The people that the values of an author's mark name, joined by `; `; None where they name no one.

    `sites` are the names of the site, which is not a person.
    """
    not_people = {words(site).removeprefix("the ") for site in sites} - {""}
    people: dict[str, str] = {}
    for value in values:
        for name in _split(value):
            key = words(name)
            if _is_name(name, key) and not _is_house(key.removeprefix("the "), not_people):
                people.setdefault(key, name)
    # "Jane Doe" beside "Doe" is one person.
    names = [
        name for key, name in people.items() if not any(key != other and f" {key} " in f" {other} " for other in people)
    ]
    return "; ".join(names[:_MOST_PEOPLE]) or None


def _is_house(key: str, sites: Iterable[str]) -> bool:
    """Whether a name is a site's or a department's of it, such as "Gazette" or "Gazette Sport"."""
    return any(
        key == site or key.replace(" ", "") == site or (len(site) >= _LONG_NAME and key.startswith(f"{site} "))
        for site in sites
    )


def _split(value: str) -> list[str]:
    text = _BY.sub("", " ".join(_MAIL.sub(" ; ", value).split()).lstrip("-–—•|:, "))
    out = []
    for part in _PARTS.split(_BRACKETS.sub(" ", text)):
        for name in _AND.split(_BY.sub("", part.strip())):
            out += _by_comma(name)
    return [name.strip(" .,;:،-–—|\"'") if not name.endswith("Jr.") else name for name in out]


def _by_comma(text: str) -> list[str]:
    """Names parted by commas, or one with what its bearer is behind a comma."""
    parts = [part for part in _COMMA.split(text) if part]
    if len(parts) < 2:
        return parts
    if len(parts) == 2 and all(len(part.split()) == 1 for part in parts):  # Doe, Jane
        return [f"{parts[1]} {parts[0]}"]
    names = [parts[0]]
    for part in parts[1:]:
        if part in ("Jr.", "Jr", "Sr.", "Sr", "II", "III"):
            names[-1] += f" {part}"
        elif len(part.split()) > 1 and not _ROLE.search(part):
            names.append(part)
    return names


def _is_name(name: str, key: str) -> bool:
    """Whether a text can be a person's name, or an agency's: few words, no digits, no address, no role alone."""
    if len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or len(key) < 2 or _NEVER.search(name):
        return False
    parts = key.split()
    if all(part in _NOBODY for part in parts) or parts[-1] in _OFFICES:
        return False
    small = sum(part[0].islower() for part in name.split())
    return len(parts) <= 3 or 2 * small <= len(parts)  # else a piece of a sentence
