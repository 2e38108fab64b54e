"""Bytes in, text out: which encoding a raw document is in, and what was lost in reading it.

Order of trust: byte order mark, UTF-16 by its NULs, UTF-8 (even slightly broken), the declaration, a guess.
Legacy text is almost never valid UTF-8, while declarations outlive conversions: so UTF-8 goes first.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final, NamedTuple

_SAMPLE: Final = 1 << 16  # bytes an encoding is chosen by: more cost time and change no answer
_BLOCKS: Final = 8  # places of a larger document that the sample is taken from

# UTF-32 LE before UTF-16 LE, whose mark it begins with.
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# What the web means by a label: the superset that browsers read it as (WHATWG Encoding Standard).
_SUPERSETS: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "cp950", "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le",
}  # fmt: skip
# Text codecs of Python that no document is in; some of them return lone surrogates.
_NOT_FOR_DOCUMENTS: Final = {"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode"}

# What charset-normalizer may answer. From its whole list it takes a short Arabic text for Thai. euc_kr
# stands for its superset cp949 because short Shift-JIS is valid cp949.
_GUESSES: Final = ("cp1256", "iso8859_6", "cp1251", "koi8_r", "cp1252", "cp1253", "cp1254", "cp1255",
                   "cp932", "euc_jp", "gb18030", "cp950", "euc_kr")  # fmt: skip
# The 18 commonest letters are 4/5 of an Arabic, Persian or Urdu text; other scripts' bytes, read as Arabic,
# reach 3/5 in a few words at most. cp1256, the commoner one, stands first: the first wins a tie.
_ARABIC: Final = {name: "اليمونرتبعدهةأسفكق".encode(name) for name in ("cp1256", "iso8859_6")}

_ASCII: Final = bytes(range(128))
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_RUNS: Final = re.compile(rb"[\x80-\xff]{3,}")
# Up to 0x2F a byte is no part of a longer character in any of these encodings: a safe place to cut.
_UNCUT: Final = re.compile(rb"[\x00-\x2f].*[\x00-\x2f]", re.DOTALL)
_SHIFTED: Final = re.compile(rb"[\x00\x1b]|~\{")  # ASCII that means more in UTF-16, ISO-2022 or HZ

# ESC is spared beside white space: ISO-2022 and copied terminal output hold it.
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\f\r\x1a\x1b"))
_MAGIC: Final = re.compile(
    rb"\x89PNG|\x1f\x8b|PK[\x03\x05]|%PDF-|GIF8[79]a|\xff\xd8\xff|RIFF.{4}(WEBP|WAVE|AVI )|BZh[1-9]1AY"
    rb"|\xfd7zXZ|\x28\xb5\x2f\xfd|7z\xbc\xaf|Rar!\x1a|\x7fELF|\xca\xfe\xba\xbe|\xd0\xcf\x11\xe0\xa1\xb1"
    rb"|SQLite format 3\0|.{4}ftyp|OggS|ID3[\x02-\x04]|fLaC\0|wOF[F2]|\0asm|II\*\0|MM\0\*|\0\0\1\0",
    re.DOTALL,
)


class Decoded(NamedTuple):
    """A document's text, the Python codec it was read with, and messages about doubts and losses."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of `data`, without byte order mark and always encodable to UTF-8. Never raises.

    `declared` is the label a server or page gave (`windows-1256`); it is believed unless unknown or
    contradicted by the bytes. What cannot be decoded becomes U+FFFD. Ask `looks_binary` first where the
    bytes may not be text at all.
    """
    wanted, broken = _codec(declared or ""), None
    try:
        text = data.decode("utf-8")
        plain = not (b"\0" in data or "\ufffd" in text or text.startswith("\ufeff"))
        if plain and (wanted == "utf-8" or not declared):
            return Decoded(text, "utf-8", ())
    except UnicodeDecodeError as error:
        broken = error
    encoding, guessed = _choose(data, broken, wanted)
    text, lost, held = _read(data, encoding)
    warnings = []
    if declared and not wanted:
        warnings.append(f"declared encoding {declared[:40]!a} is unknown and was ignored")
    elif wanted and wanted != encoding and not (encoding == "utf-8" and text.isascii()):
        warnings.append(f"declared {wanted} but the bytes are {encoding}")
    if guessed:
        warnings.append(f"decoded as {encoding} (guessed)")
    if lost:
        count, verb = ("1 character", "was") if lost == 1 else (f"{lost} characters", "were")
        warnings.append(f"{count} could not be decoded and {verb} replaced")
    if held:
        warnings.append(f"the document already holds {held} replacement character{'s' * (held > 1)} (U+FFFD)")
    return Decoded(text, encoding, tuple(warnings))


def looks_binary(data: bytes) -> bool:
    """Tell whether `data` is a picture, an archive or the like, by its magic number or control characters.

    Looks at the first 64 KB. UTF-16 is text; without its mark, only if of an alphabetic script.
    """
    head = data[:_SAMPLE]
    if head.startswith(tuple(mark for mark, _ in _BOMS)) or _wide(head):
        return False
    body = head.rstrip(b"\0")
    controls = len(body) - len(body.translate(None, _CONTROLS))
    # Of compressed or random bytes about 10 % are controls, of a text with a few stray ones below 1 %.
    return bool(_MAGIC.match(head)) or (controls > 2 and controls > len(body) * 0.03)


@lru_cache(64)
def _codec(label: str) -> str | None:
    """Return the codec that `label` means, or None where Python has none that reads documents."""
    label = label.strip().lower().removeprefix("x-").replace("windows-", "cp").removesuffix("-i")
    try:
        bytes(4).decode(label)  # unlike codecs.lookup, refuses base64 and its like
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_FOR_DOCUMENTS else _SUPERSETS.get(name, name)


def _choose(data: bytes, broken: UnicodeDecodeError | None, wanted: str | None) -> tuple[str, bool]:
    """Return the codec to read `data` with and whether it is a guess; `broken` is what UTF-8 stumbled on."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, False
    if wide := _wide(data):
        return wide, wide != wanted
    if broken is None:
        shifted = wanted and data.isascii() and _SHIFTED.search(data) and _share(data, wanted) == 1
        return (wanted if wanted and shifted else "utf-8"), False
    # All is valid but the cut last character; one byte of it is no proof, it may be a Latin "café".
    cut = broken.reason == "unexpected end of data" and broken.end - broken.start > 1
    sample = _sample(data)
    # Of legacy Chinese and Japanese 0.4 of the characters pass for UTF-8, of other legacy text 0.2.
    if cut or _share(sample, "utf-8") > 0.66:
        return "utf-8", False
    # cp1252 (also called latin-1) is what servers send when nobody told them: not against Arabic bytes.
    arabic = _arabic(sample)
    if wanted and not (arabic and wanted == "cp1252") and _share(sample, wanted) > 0.95:
        return wanted, False
    name = codecs.lookup(arabic or _western(sample) or _normalizer(sample) or wanted or "cp1252").name
    return _SUPERSETS.get(name, name), True


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark: every other byte is a page number, at least one of them NUL.

    Pages of alphabets are below 0x20 (Arabic: 6), where text has almost no bytes; 0x20 is punctuation.
    """
    even, odd = data[:4096:2], data[1:4096:2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(high) > 3 and 0 in high:
            pages = sum(byte <= 0x20 and byte not in b"\t\n\r" for byte in high)
            if pages > len(high) * 0.9 and sum(byte < 0x20 for byte in low) < len(low) * 0.3:
                return encoding
    return None


def _sample(data: bytes) -> bytes:
    """Return at most 64 KB of `data`, from all over it: lines, or parts of them, that are not ASCII."""
    blocks, step = [data] if len(data) <= _SAMPLE else [], len(data) // _BLOCKS
    for start in range(0, 0 if blocks else step * _BLOCKS, step or 1):
        if hit := _HIGH.search(data, start, start + step):
            begin = max(0, hit.start() - 64)
            block = data[begin : begin + _SAMPLE // _BLOCKS]
            blocks.append(inner.group() if (inner := _UNCUT.search(block)) else block)
    return b"\n".join(line for block in blocks for line in block.split(b"\n") if not line.isascii())


def _share(data: bytes, encoding: str) -> float:
    """Return the share, 0 to 1, of the non-ASCII characters of `data` that `encoding` can decode."""
    text, lost, _ = _read(data, encoding)
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return 1 - lost / foreign if foreign else 1.0


def _read(data: bytes, encoding: str) -> tuple[str, int, int]:
    """Return the text, how many characters were replaced, and how many U+FFFD it held before."""
    try:
        text, lost = data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd") - data.decode(encoding, "ignore").count("\ufffd")
    return text.removeprefix("\ufeff"), lost, text.count("\ufffd") - lost


def _arabic(sample: bytes) -> str | None:
    """Recognise Arabic by its letters; charset-normalizer needs 40 characters for it, Persian 300."""
    runs = b"".join(_RUNS.findall(sample))  # words: an é or « between ASCII letters is none
    if len(runs) * 2 < len(sample.translate(None, _ASCII)):
        return None
    counts = {name: len(runs) - len(runs.translate(None, letters)) for name, letters in _ARABIC.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > len(runs) * 0.6 else None


def _western(sample: bytes) -> str | None:
    """Recognise Latin script by accents that stand alone; charset-normalizer takes Turkish for French."""
    high = sample.translate(None, _ASCII)
    kana = sum(map(high.count, b"\x81\x82\x83"))  # Shift-JIS has them before ASCII bytes, cp1252 hardly ever
    if kana * 3 > len(high) or len(b"".join(_RUNS.findall(sample))) * 2 > len(high):
        return None
    # Ğ İ Ş ğ ı ş of cp1254 are Ð Ý Þ ð ý þ in cp1252: Icelandic, which is also full of á æ í ó ú.
    turkish = sum(map(high.count, b"\xd0\xdd\xde\xf0\xfd\xfe"))
    icelandic = sum(map(high.count, b"\xc1\xc6\xcd\xd3\xda\xe1\xe6\xed\xf3\xfa"))
    return "cp1254" if turkish > icelandic and turkish * 16 > len(high) else "cp1252"


def _normalizer(sample: bytes) -> str | None:
    """Ask charset-normalizer, again with fewer last bytes in case the end cuts a character."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # 50 ms that a UTF-8 document need not pay

    for names in (_GUESSES, (*_GUESSES, "cp949")):
        for cut in range(3):
            if match := from_bytes(sample[: len(sample) - cut], cp_isolation=list(names)).best():
                return match.encoding
    return None
