"""Authors as people: names out of what bylines and marks say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from cleaner.dates.parse import parse_date
from cleaner.page.values import words
from cleaner.words import is_unspaced

_LONGEST = 60
_MOST_WORDS = 6
_MOST_PEOPLE = 20
_LONG_NAME = 4

_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|text|review|opinion|analysis) )?"
    r"(?:by|von|par|por|door|av|af|przez|di|de la|από)\b:? |"
    r"^(?:author|autor|autorin|auteur|autore|автор)\b(?:\s?:)? ?|"
    r"^(?:text|texte|interview|redaktion|foto|от|текст)\s?: ?|"
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

_NO_NAME = re.compile(
    r"\b(?:follow|bio|profile|posts?|articles?|share|view|see|contact|e?mail|twitter|facebook|updated|modified|published|posted|"
    r"read|comments?|about|more|subscribe|photos?|getty|images?|min(?:utes?)?|hours?|ago)\b",
    re.IGNORECASE,
)
"""What stands around a name and is none."""
_CREDIT = re.compile(r"foto|photo|bild|image", re.IGNORECASE)
_PARTICLES = frozenset(
    [
        *("van", "von", "der", "den", "zu", "zum", "ter", "ten", "de", "del", "della", "di", "da", "dos", "du", "la"),
        *("le", "el", "al", "bin", "ibn", "ben", "y", "e", "i"),
    ]
)
_COLONS = frozenset(":：")
_LONGEST_HAN = 4


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


def begins_byline(text: str) -> bool:
    """Whether a text begins as a byline does; a credit of a picture does not."""
    return bool(_BY.match(text)) and not _CREDIT.match(text)


def read_byline(pieces: Iterable[str], sites: Iterable[str] = ()) -> str | None:
    """`read_people` of a printed byline, given piece by piece: full names alone, without what stands around them."""
    texts = [_undated(piece) for piece in pieces if not _ROLE.search(piece) and not _NO_NAME.search(piece)]
    people = (read_people(["\n".join(texts)], sites) or "").split("; ")
    houses = {word for site in sites for word in words(site).split()}
    return "; ".join(filter(_is_full, (_unhoused(name, houses) for name in people))) or None


def _undated(text: str) -> str:
    """A text without the stamp at its end."""
    pieces = text.split()
    if any(map(str.isdigit, text)):
        for index in range(len(pieces)):
            if parse_date(" ".join(pieces[index:])):
                return " ".join(pieces[:index])
    return text


def _unhoused(name: str, houses: Collection[str]) -> str:
    """A name without the house that is printed behind it, as in "Jane Doe BBC"; empty where it is the house's own."""
    parts = name.split()
    begin = 2 if words(parts[0] if parts else "") not in houses else 0
    end = next((index for index, part in enumerate(parts) if index >= begin and words(part) in houses), len(parts))
    return " ".join(parts[:end])


def _is_full(name: str) -> bool:
    """Whether a name has two words or more, all with capitals where their script has any; or two to four of Han."""
    parts = name.split()
    if len(parts) < 2:
        return 2 <= len(name) <= _LONGEST_HAN and all(map(is_unspaced, name))
    return not _COLONS & set(name) and all(part in _PARTICLES or not part[:1].islower() for part in parts)


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
