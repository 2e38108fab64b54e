"""From a phrase of the rule language to a pattern.

A template becomes a regular expression over the folded segment, and beside it a *trigger*: bytes
of which one must occur in the packed document (`cleaner.text.pack`) wherever the expression can
match. All triggers of all rules are looked for at once; an expression runs only where one hit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from cleaner.matching.expression import is_sound, longest_match
from cleaner.matching.literals import needs_digit, required_beginnings, required_literals, required_signs
from cleaner.matching.pattern import LONGEST_TITLE, Pattern, PhraseError
from cleaner.text import fold, fold_to_bytes, pack
from cleaner.words import is_unspaced

_WORD = r"[\p{L}\p{N}\p{M}]"
_SLACK = r"[^\p{L}\p{N}]*?"

# Each macro: its expression over folded text, and the most characters it can take.
_MACROS: dict[str, tuple[str, int]] = {
    "date": (r"[\p{L}\p{N}\p{M}(][^\n]{2,88}?", 90),
    "time": (r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?: ?(?:[ap]\.?m\.?|ص|م|صباحا|مساء))?", 20),
    "count": (r"[0-9]{1,3}(?:[.,]?[0-9]{3}){0,3}(?:[.,][0-9])?[km]?", 18),
    "title": (r"[^\n]{2,300}?", LONGEST_TITLE),
    "caption": (r"[^\n]{2,300}?", LONGEST_TITLE),
    "name": (r"[\p{L}\p{N}][^\n:;,.!?|/、。।]{0,59}?", 60),
    "any": (r"[^\n]{1,300}?", 300),
}
MACROS = frozenset(_MACROS)
# Digits in a row, punctuation aside: every date that `parse_date` reads has a year of four figures, or
# day, month and year in figures; a time has three at least.
_DIGITS = {"date": 4, "time": 3, "count": 1}
SCENE_MACROS = frozenset({"title", "caption"})
"""Macros that stand for what the document itself says; they hold only once that is known."""
_OPEN = frozenset({"any", "title", "caption"})  # may end in punctuation of their own
_UNBOUNDED = _OPEN | {"date", "name"}  # need something after them to say where they end

_RARE = frozenset("<>|@#{}[]\\^~=")
_SHORT, _SHORT_LINE = 4, 40
"""Letters and digits that stand in most texts by chance, and those of a segment too short for prose."""

_TOKEN = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")


def compile_phrase(form: str, phrase: str, edits: int = 0, folded: bool = True) -> Pattern:
    """Compile one phrase of a form (`cleaner.rule.FORMS`); PhraseError when it cannot be."""
    if not (fold(phrase) if folded else phrase.strip()):
        raise PhraseError("an empty phrase", "write the words it stands for, or delete it")
    if form == "regex":
        return _compile_regex(phrase, folded)
    pieces = _TOKEN.split(phrase.strip())
    macros = pieces[1::2]
    if folded:
        pieces[::2] = map(_fold_piece, pieces[::2])
    _check_macros(form, pieces, macros)
    if edits:
        return _compile_fuzzy(form, phrase, edits, macros)
    body = "".join(_macro(form, pieces, n) if n % 2 else _literal(piece, folded) for n, piece in enumerate(pieces))
    whole = form == "line"
    limit = sum(len(pack(text)) for text in pieces[::2]) + sum(_MACROS[name][1] for name in macros)
    pinned = _pinned_triggers(form if folded else "", pieces)
    bare = whole and not pinned and not macros
    digits = max((_DIGITS.get(name, 0) for name in macros), default=0)
    return Pattern(
        source=_left(form, pieces) + body + _right(form, pieces),
        whole=whole,
        macros=frozenset(macros),
        triggers=pinned,
        digits=min(digits, 1) if pinned else digits,  # beside words also a year of an era is read: 令和6年
        bare=bare,
        signs=b"" if bare else _sign(pieces),
        echo=_echo(whole, pieces) if folded and not pinned else "",
        limit=limit if bare or (whole and folded) else None,
        literal=pieces[0] if whole and not macros else "",
        folded=folded,
    )


def _macro(form: str, pieces: list[str], number: int) -> str:
    """A macro as a group; the last of a phrase that reaches the segment's end may take all at once."""
    expression = _MACROS[pieces[number]][0]
    if form in ("line", "ends") and number == len(pieces) - 2 and not pieces[-1].strip() and pieces[number] != "name":
        expression = expression.removesuffix("?") if expression.endswith("}?") else expression
    return f"(?P<{pieces[number]}>{expression})"


def _sign(pieces: list[str]) -> bytes:
    """A sign that the template's text holds, as a folded byte: one outside ASCII if there is, for those are rarer."""
    marks = (char for piece in pieces[::2] for char in piece if not (char.isalnum() or char.isspace()))
    return fold_to_bytes(min(marks, key=str.isascii, default=""))[0]


def _echo(whole: bool, pieces: list[str]) -> Literal["", "whole", "part"]:
    if not SCENE_MACROS.intersection(pieces[1::2]):
        return ""
    return "whole" if whole and len(pieces) == 3 and not "".join(pieces[::2]).strip() else "part"


def _check_macros(form: str, pieces: list[str], macros: list[str]) -> None:
    for name in macros:
        if name not in MACROS:
            known = " ".join(f"{{{m}}}" for m in sorted(MACROS))
            raise PhraseError(f"unknown macro {{{name}}}", f"one of {known}")
    if sum(name in _UNBOUNDED for name in macros) > 3:
        raise PhraseError("more than three open macros in one phrase", "split it, or write more of its words")
    first_open = not pieces[0].strip() and macros and macros[0] in _UNBOUNDED
    last_open = not pieces[-1].strip() and macros and macros[-1] in _UNBOUNDED
    if (last_open and form in ("starts", "contains")) or (first_open and form in ("ends", "contains")):
        raise PhraseError(
            f"nothing says where {{{macros[-1 if last_open else 0]}}} ends in '{form}'",
            "write the words that follow it, or use 'line'",
        )


def _fold_piece(piece: str) -> str:
    """A piece of a template folded, but for the blanks at its edges."""
    words = fold(piece)
    return " " * piece[:1].isspace() + words + " " * (words != "" and piece[-1:].isspace())


def _literal(piece: str, folded: bool) -> str:
    """A piece of text as an expression; blanks in it may be any run of blanks, or missing at its edges."""
    blank, edge = (" ", " ?") if folded else (r"\s+", r"\s*")
    words = [re.escape(word) for word in piece.split()]
    edge_left = edge if piece[:1].isspace() else ""
    edge_right = edge if piece[-1:].isspace() and words else ""
    return edge_left + blank.join(words) + edge_right


def _bounded(char: str) -> bool:
    """Whether a word must begin or end at this character, the first or last of a phrase."""
    return not char or (unicodedata.category(char)[0] in "LNM" and not is_unspaced(char))


def _left(form: str, pieces: list[str]) -> str:
    if form in ("line", "starts"):
        return r"\A" + _SLACK
    return rf"(?<!{_WORD})" if _bounded(pieces[0].lstrip()[:1]) else ""


def _right(form: str, pieces: list[str]) -> str:
    ends_open = not pieces[-1].strip() and len(pieces) > 1 and pieces[-2] in _OPEN
    if form in ("line", "ends"):
        return r"\Z" if ends_open else r"[^\p{L}\p{N}\p{Mn}\p{Mc}]*\Z"
    return rf"(?!{_WORD})" if _bounded(pieces[-1].rstrip()[-1:]) else ""


def _pinned_triggers(form: str, pieces: list[str]) -> tuple[bytes, ...]:
    """The longest piece of text, pinned to the segment's edges where it stands at one.

    Without folding what stands around the phrase may have letters in its packed form, as ™ has.
    """
    candidates = []
    for index in range(0, len(pieces), 2):
        key = pack(pieces[index])
        if key:
            first = index == 0 and form in ("line", "starts")
            last = index == len(pieces) - 1 and form in ("line", "ends")
            candidates.append(b"\n" * first + key + b"\n" * last)
    return (max(candidates, key=len),) if candidates else ()


def _compile_fuzzy(form: str, phrase: str, edits: int, macros: list[str]) -> Pattern:
    """A line that may differ by a few characters.

    Of `edits + 1` parts of the text one is intact (pigeonhole), so those parts are the triggers.
    """
    text = fold(phrase)
    key = pack(text)
    if form != "line" or macros or not 1 <= edits <= 3:
        raise PhraseError("'edits' goes with a 'line' without macros, from 1 to 3", "delete 'edits'")
    if len(key) < 6 * (edits + 1):
        raise PhraseError("too short a line for so many edits", "list the spellings instead")
    step = len(key) // (edits + 1)
    parts = [key[i * step : (i + 1) * step if i < edits else None] for i in range(edits + 1)]
    return Pattern(
        source=rf"\A{_SLACK}(?:{re.escape(text)}){{e<={edits}}}[^\p{{L}}\p{{N}}]*\Z",
        whole=True,
        macros=frozenset(),
        triggers=tuple(dict.fromkeys(parts)),
        limit=len(key) + edits,
    )


def _triggers(source: str, folded: bool) -> tuple[bytes, ...]:
    """What occurs in the packed document wherever an expression matches: pinned to the segment's begin if it can be."""
    literals = {pack(text) for text in required_literals(source)}
    least = min(map(len, literals), default=0)
    beginnings = {b"\n" + pack(text) for text in required_beginnings(source)} if folded else set[bytes]()
    if beginnings and min(map(len, beginnings)) >= min(least or _SHORT, _SHORT):
        return _shortest(beginnings)
    return _shortest(literals) if least else ()


def _shortest(triggers: set[bytes]) -> tuple[bytes, ...]:
    """The triggers that hold no other: where one occurs, so does what it holds."""
    return tuple(sorted(one for one in triggers if not any(other in one for other in triggers - {one})))


@cache
def _fold_in_expression(char: str) -> str:
    return re.escape(fold(f"({char})")[1:-1])


def _compile_regex(phrase: str, folded: bool) -> Pattern:
    source = "".join(_fold_in_expression(c) if c > "\x7f" else c for c in phrase) if folded else phrase
    limit = longest_match(source) if folded else None
    signs = required_signs(source)
    numeric = needs_digit(source)
    words = _triggers(source, folded)
    least = min(map(len, words), default=0)
    # A sign, or a figure in a short segment, is rarer than two or three letters; any figure than one.
    common = (
        least < _SHORT and ((signs and signs <= _RARE and folded) or (numeric and 0 < (limit or 0) < _SHORT_LINE))
    ) or (least == 1 and numeric)
    triggers = () if common else words
    bare = limit == 0
    return Pattern(
        source=source,
        whole=False,
        macros=frozenset(_GROUP.findall(source)) & MACROS,
        triggers=triggers,
        common=words if common else (),
        digits=int(numeric),
        bare=bare,
        signs=b"" if bare else fold_to_bytes("".join(sorted(signs)))[0],
        limit=limit,
        folded=folded,
        doubtful=not is_sound(source),
    )
