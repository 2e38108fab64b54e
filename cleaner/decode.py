"""Bytes in, text out: which encoding a raw document is in, and what was lost in reading it.

Order of trust: byte order mark, UTF-16 by its NULs, UTF-8 (even slightly broken), the declaration, a guess.
Legacy text is almost never valid UTF-8, while declarations outlive conversions: so UTF-8 goes first.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final, NamedTuple

_SAMPLE: Final = 1 << 16  # bytes that an encoding is chosen by
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"),
                (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip  # longer marks first
# What the web means by a label: the superset that browsers read it as (WHATWG Encoding Standard). "" is for
# Python's text codecs that no document is in; some of them return lone surrogates.
_MEANT: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "big5": "cp950",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le",
    "utf-7": "", "unicode-escape": "", "raw-unicode-escape": "", "idna": "", "punycode": ""}  # fmt: skip
# What charset-normalizer may answer: from its whole list it takes short Arabic for Thai or Japanese.
_GUESSES: Final = ("cp1256", "iso8859_6", "cp1251", "koi8_r", "cp1252", "cp1253", "cp1254", "cp1255",
                   "cp932", "euc_jp", "gb18030", "cp950")  # fmt: skip
# The 18 commonest letters are 4/5 of an Arabic, Persian or Urdu text; other scripts' bytes, read as Arabic,
# reach 3/5 in a few words at most. cp1256, the commoner one, stands first: the first wins a tie.
_ARABIC: Final = {name: "اليمونرتبعدهةأسفكق".encode(name) for name in ("cp1256", "iso8859_6")}
_ASCII: Final = bytes(range(128))
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_RUNS: Final = re.compile(rb"[\x80-\xff]{3,}")
# Up to 0x2F a byte is no part of a longer character in any of these encodings: a safe place to cut.
_UNCUT: Final = re.compile(rb"[\x00-\x2f].*[\x00-\x2f]", re.DOTALL)
_SHIFTED: Final = re.compile(rb"[\x00\x1b]|~\{")  # ASCII that means more in UTF-16, ISO-2022 or HZ
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\f\r\x1a\x1b"))  # ESC is in ISO-2022 and terminal output
_MAGIC: Final = re.compile(
    rb"(?s)\x89PNG|\x1f\x8b|PK[\x03\x05]|%PDF-|GIF8[79]a|\xff\xd8\xff|RIFF.{4}(WEBP|WAVE|AVI )|BZh[1-9]1AY"
    rb"|\xfd7zXZ|\x28\xb5\x2f\xfd|7z\xbc\xaf|Rar!\x1a|\x7fELF|\xca\xfe\xba\xbe|\xd0\xcf\x11\xe0\xa1\xb1"
    rb"|SQLite format 3\0|\0\0\0.ftyp|OggS|ID3[\x02-\x04]|\0asm|II\*\0|MM\0\*|\0\0\1\0")  # fmt: skip


# Signs of Windows-1252 by the control characters that they become when it is taken for Latin-1.
_SIGNS: Final = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}
_TELLING: Final = "\x80\x91\x92\x93\x94\x95\x96\x97"  # the euro sign, quotes, the bullet and dashes


class Decoded(NamedTuple):
    """A document's text, the Python codec it was read with, and messages about doubts and losses."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of `data`, without byte order mark and always encodable to UTF-8. Never raises.

    `declared` is the label a server or page gave (`windows-1256`), believed unless unknown or contradicted
    by the bytes. What cannot be decoded becomes U+FFFD. Ask `looks_binary` first where it may be no text.
    """
    wanted, broken = _codec(declared or ""), None
    try:
        text = data.decode("utf-8")
        odd = b"\0" in data or "\ufffd" in text or text.startswith("\ufeff")
        if not odd and (wanted == "utf-8" or not declared):
            return Decoded(text, "utf-8", ())
    except UnicodeDecodeError as error:
        broken = error
    encoding, guessed = _choose(data, broken, wanted)
    text, lost, held = _read(data, encoding)
    same = encoding.startswith((wanted or "").removesuffix("-le")) or (encoding == "utf-8" and text.isascii())
    s, were = ("s", "were") if lost > 1 else ("", "was")
    notes = (
        (declared and not wanted, f"declared encoding {declared!a:.60} is unknown and was ignored"),
        (not same, f"declared {wanted} but the bytes are {encoding}"),
        (guessed, f"decoded as {encoding} (guessed)"),
        (lost, f"{lost} character{s} could not be decoded and {were} replaced"),
        (held, f"{held} U+FFFD in the document itself: text lost before it came here"),
    )
    return Decoded(text, encoding, tuple(note for applies, note in notes if applies))


def read_signs(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with its control characters of 0x80 to 0x9F read as the signs they were meant as, and a message if so.

    Browsers read them so, too; each is one character as before.
    """
    if not any(map(text.__contains__, _TELLING)):
        return text, ()
    return text.translate(_SIGNS), ("signs of Windows-1252 that had been read as Latin-1 were put right",)


def looks_binary(data: bytes) -> bool:
    """Tell whether `data` is a picture, an archive or the like, by its magic number or control characters.

    Looks at the first 64 KB. UTF-16 is text; without its mark, only if of an alphabetic script.
    """
    if _MAGIC.match(data):
        return True
    body = data[:_SAMPLE].rstrip(b"\0")
    controls = len(body) - len(body.translate(None, _CONTROLS))
    # Of compressed or random bytes about 10 % are controls, of a text with a few stray ones below 1 %.
    noisy = controls > max(2, len(body) * 0.03)
    return noisy and not (_wide(data) or any(data.startswith(mark) for mark, _ in _BOMS))


@lru_cache(64)
def _codec(label: str) -> str | None:
    """Return the codec that `label` means, or None where Python has none that reads documents."""
    label = label.strip().lower().removeprefix("x-").replace("windows-", "cp").removesuffix("-i")
    try:
        bytes(4).decode(label)  # unlike codecs.lookup, refuses base64 and its like
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) or None


def _choose(data: bytes, broken: UnicodeDecodeError | None, wanted: str | None) -> tuple[str, bool]:
    """Return the codec to read `data` with and whether it is a guess; `broken` is what UTF-8 stumbled on."""
    if bom := next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None):
        return bom, False
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
    # Labels put on by default are not believed: latin-1 of Arabic bytes, nor UTF-16 of what has no NUL.
    arabic = _arabic(sample)
    default = (wanted == "cp1252" and arabic) or ((wanted or "").startswith("utf-") and b"\0" not in data)
    if wanted and not default and _share(data, wanted) > 0.95:
        return wanted, False
    return _codec(arabic or _western(sample) or _normalizer(sample) or wanted or "") or "cp1252", True


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
    blocks, step = [data] if len(data) <= _SAMPLE else [], len(data) // 8 + 1
    for start in range(0, 0 if blocks else len(data), step):
        if hit := _HIGH.search(data, start, start + step):
            block = data[(begin := max(0, hit.start() - 64)) : begin + _SAMPLE // 8]
            inner = _UNCUT.search(block)
            blocks.append(inner.group() if inner and not inner.group().isascii() else block)
    return b"\n".join(line for block in blocks for line in block.split(b"\n") if not line.isascii())


def _share(data: bytes, encoding: str) -> float:
    """Return the share, 0 to 1, of the non-ASCII characters of `data` that `encoding` can decode."""
    text, lost, _ = _read(data, encoding)
    return 1 - lost / max(1, len(text) - len(text.encode("ascii", "ignore")))


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
    return "cp1254" if turkish > icelandic * 4 and turkish * 16 > len(high) else "cp1252"


def _normalizer(sample: bytes) -> str | None:
    """Ask charset-normalizer, again with fewer last bytes in case the end cuts a character."""
    from charset_normalizer import from_bytes  # 50 ms that a UTF-8 document need not pay

    # Short Shift-JIS is valid cp949 too, but hardly euc_kr; of both, only kana is full of these two bytes.
    korean = "euc_kr" if b"\x82" in sample or b"\x83" in sample else "cp949"
    for cut in range(3):
        if match := from_bytes(sample[: len(sample) - cut], cp_isolation=[*_GUESSES, korean]).best():
            return match.encoding
    return None
