"""Folding: what two texts must share to count as the same phrase.

One table of single characters defines it all. `fold` gives the text that rules are matched
on; `fold_with_offsets` also says where each folded character came from; `fold_to_bytes` and
`pack` reduce the same folding to one byte a character, which is what the literal search reads.

The byte form is a prefilter: two characters may share a byte, never the other way round, so it
can propose too much and never miss. Encoding by a 256-slot character map is the fastest
per-character mapping that CPython offers (C loop, no dictionary); characters outside the
maps take the general path through `str.translate`, with the same result.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable

SEPARATORS = "\n\t\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that always part two segments."""

_ALIKE = str.maketrans(
    {
        "ı": "i",  # IĞDIR and Iğdır are one word
        **dict.fromkeys("ٱٲٳٵ", "ا"),  # hamza forms fall apart under NFKD; these do not
        **dict.fromkeys("ىیېۍے", "ي"),  # alef maqsura, Persian and Urdu ya
        **dict.fromkeys("ةەہھۃۂ", "ه"),  # ta marbuta and the Persian and Urdu forms of ha
        "ک": "ك",
        "ڪ": "ك",
        **dict.fromkeys("“”„‟«»″〝〞❝❞", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´\u1ffd❛❜ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−ـ", "-"),
        "،": ",",
        "؛": ";",
        "؟": "?",
        "٪": "%",
        "٫": ".",
        "٬": ",",
    }
)
_TATWEEL = "ـ"
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

# Marks that printing adds or drops at will: Latin, Greek and Cyrillic accents, Hebrew points,
# Arabic vowels and hamza, selectors of a glyph. The vowel signs of the Indian scripts and Thai
# are letters to a reader.
_LOOSE_MARKS = (
    *((0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED)),
    *((0xFE00, 0xFE0F), (0xE0100, 0xE01EF)),
)


def _fold_part(char: str) -> str:
    """Fold one character of a compatibility decomposition."""
    if char == _TATWEEL or unicodedata.category(char) == "Cf":
        return ""
    if unicodedata.category(char) == "Mn" and any(low <= ord(char) <= high for low, high in _LOOSE_MARKS):
        return ""
    if char.isspace() or unicodedata.category(char) in ("Cc", "Zs"):
        return " "
    digit = unicodedata.decimal(char, None)
    return str(digit) if digit is not None else char.translate(_ALIKE).casefold()


def _fold_char(char: str) -> str:
    whole = char.translate(_ALIKE)  # before decomposition: ´ and ʼ would fall apart into a blank
    folded = "".join(map(_fold_part, unicodedata.normalize("NFKD", whole if char != _TATWEEL else char)))
    return folded if folded == " " == _fold_part(char) else folded.strip()  # ¨ falls apart into a blank and a mark


def _byte(folded: str) -> int:
    """The byte of one folded character: itself in ASCII, a hash into the upper half for other letters and digits.

    The factor keeps the letters of each script below apart, so that their bytes can be read back.
    """
    if folded.isascii():
        return ord(folded)
    code = ord(folded)
    is_sign = unicodedata.category(folded)[0] not in "LN"
    return _SIGNS[code % len(_SIGNS)] if is_sign else 0x80 | ((code + (code >> 7) * 17) & 0x7F)


_IGNORED = 0
_SEVERAL = 1  # folds to several characters, none of them a letter or digit: `…`
_SPELT = 2  # folds to several characters with letters or digits among them: ligatures, `½`
_SIGNS = range(14, 32)  # neither letter nor digit, and not in ASCII, such as ©
_DELETED = bytes([_IGNORED, _SEVERAL, _SPELT, *_SIGNS, *b" ", *_PUNCTUATION.encode()])
_DELETED_IN_WORDS = _DELETED.replace(b" ", b"")


def _byte_of(char: str) -> int:
    """The byte of one raw character, whatever it folds to (one byte: positions are kept)."""
    if char in SEPARATORS:
        return 0x0A
    folded = _fold_char(char)
    if len(folded) > 1:
        return _SPELT if _pack_char(char) else _SEVERAL
    return _byte(folded[0]) if folded else _IGNORED


def _pack_char(char: str) -> str:
    return bytes(map(_byte, _fold_char(char))).translate(None, _DELETED).decode("latin-1")


class _Memo(dict[int, str]):
    """A `str.translate` table that computes an entry when it is first asked for."""

    def __init__(self, compute: Callable[[str], str]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, code: int) -> str:
        value = self[code] = self._compute(chr(code))
        return value


_FOLD = _Memo(_fold_char)
_BYTES = _Memo(lambda char: chr(_byte_of(char)))
_PACK = _Memo(_pack_char)


def fold(text: str) -> str:
    """Fold for comparison: case, compatibility forms, quotes, dashes, digits, marks, blanks.

    Runs of white space become one blank, those at the ends go. Lengths are not kept.
    """
    return " ".join(text.translate(_FOLD).split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters the index of its source in `text` (code points)."""
    folded: list[str] = []
    offsets: list[int] = []
    blank = True
    for index, char in enumerate(text):
        for part in _FOLD[ord(char)]:
            if part == " " and blank:
                continue
            blank = part == " "
            folded.append(part)
            offsets.append(index)
    if folded and blank:
        folded.pop()
        offsets.pop()
    return "".join(folded), offsets


def is_ignored(char: str) -> bool:
    """Whether folding deletes this character (marks, tatweel, controls of direction and joining)."""
    return not _FOLD[ord(char)]


def pack(text: str) -> bytes:
    """The letters and digits of a folded text, a byte each: what literals are searched in."""
    return text.translate(_PACK).encode("latin-1")


# ---------------------------------------------------------------- the fast maps
_ASCII = "\0\n\t\r" + "".join(map(chr, range(0x20, 0x7F)))
_SHARED = (
    "\u00a0\u00ad\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
    "\ufe0f\ufeff–—―‘’‚“”„″«»›•·…©×→€"
)
_ARABIC = (
    "".join(map(chr, (*range(0x621, 0x63B), *range(0x640, 0x656), 0x670, 0x671, 0x674, *range(0x660, 0x66A))))
    + "،؛؟٪٫٬۔پچژگکیۀہھےۓںٹڈڑەۃ"
    + "".join(map(chr, range(0x6F0, 0x6FA)))
    + "éèêëàâäáçïîôöóüûñíúÉ°"
)
_LATIN = "".join(map(chr, range(0xA1, 0x100))) + "œŒŸğĞıİşŞ€™"
_LATIN_EAST = (
    "áâäãçéëíîóôöúüýßÁÂÄÇÉÍÎÓÖÚÜÝ„§°" + "ąćęłńśźżĄĆĘŁŃŚŹŻ" + "čďěňřšťůžČĎĚŇŘŠŤŮŽľĺŕĽ"
    + "ășțşţĂȘȚŞŢ" + "őűŐŰ" + "đĐ" + "āēģīķļņūĀĒĢĪĶĻŅŪėįųĖĮŲõÕ"
)  # fmt: skip
_CYRILLIC = "".join(map(chr, (*range(0x400, 0x460), 0x490, 0x491))) + "№"
_GREEK = "".join(map(chr, (*range(0x384, 0x3CF),)))


class Script:
    """One 256-slot map: encodes the texts of a script to folded bytes, refuses all others."""

    def __init__(self, letters: str) -> None:
        chars = dict.fromkeys(_ASCII + _SHARED + letters)
        slots = "".join(chars)[:256].ljust(256, "\ufffe")
        self._encoding = codecs.charmap_build(slots)
        self._bytes = bytes(map(_byte_of, slots))
        self.blanks = tuple(char for char in slots if char != " " and _byte_of(char) == ord(" "))
        folded: dict[int, set[str]] = {}
        for char in slots:
            folded.setdefault(_byte_of(char), set()).add(_fold_char(char))
        # A byte that stands for different characters, or for several, cannot be read back.
        readable = {byte: min(found) for byte, found in folded.items() if len(found) == 1 and byte > _SPELT}
        self._decoding = "".join(readable.get(byte) or "\ufffe" for byte in range(256))

    def encode(self, text: str) -> bytes:
        """One folded byte a character; raises UnicodeEncodeError at the first foreign one."""
        return codecs.charmap_encode(text, "strict", self._encoding)[0].translate(self._bytes)

    def read(self, folded: bytes) -> str:
        """`fold` of the text that `encode` made these bytes of; UnicodeDecodeError where they do not tell."""
        text, _ = codecs.charmap_decode(folded.translate(None, b"\0"), "strict", self._decoding)
        return " ".join(text.split())


_SCRIPTS = tuple(map(Script, (_ARABIC, _LATIN, _LATIN_EAST, _CYRILLIC, _GREEK)))


def fold_to_bytes(text: str) -> tuple[bytes, Script | None]:
    """One byte per code point of `text`, separators as newlines; and the script that can read them back.

    `shrink` of these bytes is `pack` of the text, but where a character folds to several with letters
    among them: see `is_spelt`.
    """
    for script in _SCRIPTS:
        try:
            return script.encode(text), script
        except UnicodeEncodeError:
            continue
    return text.translate(_BYTES).encode("latin-1"), None


def is_spelt(folded: bytes) -> bool:
    """Whether bytes from `fold_to_bytes` leave out letters or digits, so that only the text itself tells them."""
    return _SPELT in folded


def several(text: str) -> bytes:
    """The folded bytes of all characters of a text that fold to several: of `½` those of `1⁄2`."""
    folds = (_FOLD[ord(char)] for char in set(text))
    return fold_to_bytes("".join(folded for folded in folds if len(folded) > 1))[0]


def shrink(folded: bytes) -> bytes:
    """The packed form of bytes from `fold_to_bytes`: letters, digits and newlines stay."""
    return folded.translate(None, _DELETED)


def shrink_words(folded: bytes) -> list[bytes]:
    """The packed form of each word in bytes from `fold_to_bytes`."""
    return folded.translate(None, _DELETED_IN_WORDS).split()
