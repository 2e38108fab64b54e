"""Every way a document's bytes come in: marked, declared, mislabelled, broken, or no text at all."""

import encodings
import gzip
import pkgutil
import random
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.decode import _sample, decode, looks_binary, read_signs

ROOT = Path(__file__).parent.parent
SEEDS = {path.stem[:3]: path.read_text("utf-8") for path in sorted(ROOT.glob("seeds/*"))}
ARABIC = "قرر البنك المركزي رفع سعر الفائدة بنصف نقطة مئوية، وتراجعت العملة المحلية أمام الدولار."

# One or two sentences each, as short as a news flash.
TEXTS = {
    "cp1256": ARABIC,
    "iso8859-6": ARABIC,
    "cp1256 Persian": "وزير امور خارجه ايران گفت که گفتگوهاي هسته‌اي با قدرت‌هاي جهاني ادامه دارد.",
    "cp1256 vocalised": "إِنَّ اللَّهَ يَأْمُرُ بِالْعَدْلِ وَالْإِحْسَانِ وَإِيتَاءِ ذِي الْقُرْبَى",
    "cp1251": "Министерство обороны заявило в среду, что переговоры с партнёрами продолжатся.",
    "koi8-r": "Ранее сообщалось, что цены на нефть снизились, а курс рубля почти не изменился.",
    "cp1252 French": "Le ministre a déclaré que les négociations se poursuivraient « dès l’été ».",
    "cp1252 German": "Der Außenminister erklärte, die Gespräche würden fortgeführt. Die Ölpreise fielen.",
    "cp1252 Icelandic": "Forsætisráðherra sagði að viðræðum við samstarfsaðila yrði haldið áfram.",
    "cp1252 one accent": "He went to the café",
    "cp1254": "Başbakan çarşamba günü yaptığı açıklamada görüşmelerin süreceğini söyledi.",
    "cp1253": "Ο πρωθυπουργός δήλωσε ότι οι διαπραγματεύσεις θα συνεχιστούν την επόμενη εβδομάδα.",
    "cp1255": "ראש הממשלה אמר ביום רביעי כי השיחות עם השותפים יימשכו בשבוע הבא. מחירי הנפט ירדו בשני אחוזים.",
    "cp932": "外務大臣は水曜日、来週も交渉を続けると述べた。ニュースをまとめてお届けします。",
    "cp932 katakana": "トランプ",
    "euc_jp": "報道官によると、双方は安全保障と経済協力の問題について話し合ったという。大臣は語った。",
    "gb18030": "外交部长星期三表示，与伙伴国的谈判将于下周继续进行。据发言人介绍，双方讨论了经济合作问题。",
    "cp950": "外交部長星期三表示，與夥伴國的談判將於下週繼續進行。據發言人介紹，雙方討論了經濟合作問題。",
    "cp949": "외교부 장관은 수요일 협력국과의 협상이 다음 주에도 계속될 것이라고 밝혔다. 믜",
}  # fmt: skip
GUESSED = [pytest.param(key.split()[0], text, id=key) for key, text in TEXTS.items()]


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_guesses_legacy_encodings(encoding, text):
    assert decode(text.encode(encoding)) == (text, encoding, (f"decoded as {encoding} (guessed)",))


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_guesses_inside_markup(encoding, text):
    page = f"<head><title>News</title></head>\n<body class='page'><p>{text}</p></body>\n" + "pad\n" * 50
    assert decode(page.encode(encoding)).text == page


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_believes_a_true_declaration(encoding, text):
    assert decode(text.encode(encoding), declared=encoding) == (text, encoding, ())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6"])
def test_guesses_seeds_and_their_slices(seed, encoding):
    for length in (40, 80, 150, 300, 100_000):
        for start in range(0, len(SEEDS[seed]), 97):
            data = SEEDS[seed][start : start + length].encode(encoding, "ignore")
            if sum(byte > 127 for byte in data) >= 20:  # else a date line or the like
                decoded = decode(data)
                assert (decoded.text, decoded.encoding) == (data.decode(encoding), encoding)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "mac-arabic", "cp720", "cp864"])
def test_reads_seeds_as_declared(seed, encoding):
    data = SEEDS[seed].encode(encoding, "ignore")
    assert decode(data, declared=encoding) == (data.decode(encoding), encoding, ())


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [("Windows-1256 ", "cp1256", "خبر"), ("x-cp1256", "cp1256", "خبر"), ("ISO-8859-1", "cp1252", "€5 – été"),
     ("us-ascii", "cp1252", "“”"), ("latin5", "cp1254", "ığ"), ("x-sjis", "cp932", "①"),
     ("gb2312", "gb18030", "新闻€"), ("ks_c_5601-1987", "cp949", "뷁"), ("windows-874", "cp874", "ข่าว"),
     ("iso-8859-8-i", "iso8859-8", "שלום"), ("utf8", "utf-8", "é"), ("UTF-8-SIG", "utf-8", "é")],
)  # fmt: skip
def test_reads_labels_as_the_web_does(label, encoding, text):
    assert decode(text.encode(encoding), declared=label) == (text, encoding, ())


@pytest.mark.parametrize(
    "label",
    ["klingon", "utf-7", "unicode_escape", "base64", "rot13", "idna", "punycode", "undefined",
     "\0", "\ud800", " ", "é", "a" * 100_000, "../x", "x\ny"],
)  # fmt: skip
def test_ignores_unknown_labels(label):
    decoded = decode(ARABIC.encode(), declared=label)
    assert (decoded.text, decoded.encoding) == (ARABIC, "utf-8")
    (warning,) = decoded.warnings
    assert warning.endswith("is unknown and was ignored")
    assert warning.isascii()
    assert warning.isprintable()
    assert len(warning) < 120


@pytest.mark.parametrize(
    ("actual", "declared", "name"),
    [("cp1256", "utf-8", "utf-8"), ("utf-8", "windows-1256", "cp1256"), ("cp1256", "iso-8859-1", "cp1252"),
     ("utf-8-sig", "cp1256", "cp1256"), ("utf-16", "utf-8", "utf-8"), ("cp1256", "utf-16", "utf-16-le")],
)  # fmt: skip
def test_doubts_a_wrong_declaration(actual, declared, name):
    decoded = decode(ARABIC.encode(actual), declared=declared)
    assert decoded.text == ARABIC
    assert decoded.warnings[0] == f"declared {name} but the bytes are {decoded.encoding}"


@pytest.mark.parametrize("declared", ["cp1256", "iso-8859-1", "shift_jis", "utf-16"])
def test_ascii_is_the_same_in_all(declared):
    assert decode(b"plain text", declared=declared) == ("plain text", "utf-8", ())


@pytest.mark.parametrize("encoding", ["iso2022_jp", "hz", "utf-16-le"])
def test_declared_encodings_made_of_ascii_bytes(encoding):
    text = "abc" if encoding == "utf-16-le" else "日本 abc"
    assert decode(text.encode(encoding), declared=encoding) == (text, encoding, ())


def test_declared_encoding_with_a_broken_byte_is_kept():
    data = TEXTS["cp932"].encode("cp932")[:-1]
    decoded = decode(data, declared="shift_jis")
    assert decoded.text == TEXTS["cp932"][:-1] + "\ufffd"
    assert decoded.encoding == "cp932"
    assert decode(data).text == decoded.text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, "plain", "«Ελλάδα» 2017\r\n"])
def test_utf16_without_mark(encoding, text):
    data = text.encode(encoding)
    assert decode(data) == (text, encoding, (f"decoded as {encoding} (guessed)",))
    assert decode(data, declared=encoding) == (text, encoding, ())
    assert not looks_binary(data)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_declared_utf16_of_other_scripts(encoding):
    text = "日本語のニュース 2019\n二行目"
    assert decode(text.encode(encoding), declared=encoding) == (text, encoding, ())


@pytest.mark.parametrize("text", ["a\0b", "one\0two\0 three", "خبر\0عاجل", "\0" * 4, "text" + "\0" * 9])
def test_stray_nuls_stay(text):
    assert decode(text.encode()) == (text, "utf-8", ())
    assert not looks_binary(text.encode())


@pytest.mark.parametrize("cut", [1, 3, 5])
def test_utf8_cut_at_the_end(cut):
    data = "خبر عاجل من القاهرة".encode()[:-cut]
    warning = "1 character could not be decoded and was replaced"
    assert decode(data) == (data.decode("utf-8", "ignore") + "\ufffd", "utf-8", (warning,))


def test_english_utf8_cut_in_its_only_quote():
    assert decode(b"he said it\xe2\x80").encoding == "utf-8"


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256"])
def test_utf8_with_stray_bytes(declared):
    data = ARABIC.encode()
    data = data[:40] + b"\xff" + data[40:80] + b"\xc7\xe1" + data[80:]
    decoded = decode(data, declared=declared)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 3
    assert decoded.warnings[-1] == "3 characters could not be decoded and were replaced"


def test_counts_what_was_lost_before_apart():
    warnings = ("1 U+FFFD in the document itself: text lost before it came here",)
    assert decode("a\ufffdb".encode()) == ("a\ufffdb", "utf-8", warnings)
    both = decode("خبر\ufffdعاجل".encode() + b"\xff")
    assert [warning.split()[0] for warning in both.warnings] == ["1", "1"]


@pytest.mark.parametrize("text", ["x", ARABIC, "\ufeffsecond mark stays"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_marks_are_dropped(encoding, text):
    assert decode(f"\ufeff{text}".encode(encoding)) == (text, encoding, ())


@settings(deadline=None)
@given(st.text(), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_marked_text_round_trips(text, encoding):
    assume(not (encoding == "utf-16-le" and text.startswith("\0")))  # the mark of UTF-32
    decoded = decode(f"\ufeff{text}".encode(encoding), declared="utf-8")
    assert (decoded.text, decoded.encoding) == (text, encoding)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_unmarked_utf8_round_trips(text):
    assert decode(text.encode()).text == text


CODECS = sorted({module.name for module in pkgutil.iter_modules(encodings.__path__)})
SURROGATES = [b"\xed\xa0\x80", b"+2AA-", b"\\ud800", b"\xff\xfe\x00\xd8", b"\x83\x36\xc7\x38"]
PIECES = st.one_of(st.binary(), st.text().map(str.encode), st.sampled_from(SURROGATES))


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES).map(b"".join), st.one_of(st.none(), st.sampled_from(CODECS), st.text()))
def test_any_bytes_become_encodable_text(data, declared):
    decoded = decode(data, declared=declared)
    decoded.text.encode("utf-8")
    "".encode(decoded.encoding)
    assert all(isinstance(warning, str) for warning in decoded.warnings)
    assert looks_binary(data) in (True, False)


@pytest.mark.parametrize("end", ["\n", " "], ids=["lines", "one line"])
@pytest.mark.parametrize("name", ["cp1256", "cp1251", "gb18030", "utf-8"])
def test_large_documents_by_a_bounded_sample(name, end):
    text = "ASCII only, for a while. " * 9000 + (TEXTS.get(name, ARABIC) + end) * 9000
    data = text.encode(name)
    assert 0 < len(_sample(data)) <= 1 << 16
    assert decode(data)[:2] == (text, name)


@pytest.mark.parametrize("place", [0, 100_000, 300_000])
def test_one_accent_in_a_large_document(place):
    data = b"word " * (place // 5) + b"caf\xe9" + b" word" * ((300_000 - place) // 5)
    assert decode(data)[:2] == (data.decode("cp1252"), "cp1252")


def noise(size):
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n....", gzip.compress(b"text"), zlib.compress(noise(400)), noise(300), noise(99_999),
     b"%PDF-1.7\n%", b"PK\x03\x04 docx", b"\xff\xd8\xff\xe0 jpeg", b"\0\0\0\x18ftypmp42", b"RIFF\0\0\0\0WEBP",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 doc", b"name" + bytes(96) + b"0000644\0" + b"tar\n" * 80],
    ids=range(12),
)  # fmt: skip
def test_binary_is_recognised(data):
    assert looks_binary(data)
    decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1256", "cp864"])
def test_seeds_are_not_binary(encoding):
    assert not any(looks_binary(text.encode(encoding, "ignore")) for text in SEEDS.values())


@pytest.mark.parametrize("data", [b"", b"\x0b", b"PK news", b"SQLite format 3 is", b"RIFF raff", b"%PDF is"])
def test_text_that_begins_like_a_file_is_not_binary(data):
    assert not looks_binary(data)


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_legacy_text_is_not_binary(encoding, text):
    assert not looks_binary(text.encode(encoding) + b"\x1a\0\0\0")


def test_utf8_does_not_pay_for_the_guesser():
    # The package itself may import it by way of another library: only what `decode` adds counts.
    code = (
        "import sys, cleaner.decode\n"
        "before = 'charset_normalizer' in sys.modules\n"
        "cleaner.decode.decode('خبر'.encode(), declared='utf-8')\n"
        "sys.exit(before != ('charset_normalizer' in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_signs_that_were_read_as_controls() -> None:
    text = "\x93It\x92s \x80 5 \x96 nobody\x94, she said\x85"
    read, mended = read_signs(text)
    assert (read, len(mended)) == ("“It’s € 5 – nobody”, she said…", 1)
    for odd in ("a\x85b", "\x81\x9f", "“It’s”", ""):
        assert read_signs(odd) == (odd, ())
    article = Cleaner().clean(text.encode())
    assert (article.text, article.warnings) == (read, list(mended))
    page = Cleaner().clean(f"<p>{text}</p>")
    assert page.text == read
    assert mended[0] in page.warnings
    assert Cleaner().clean("It\x92s nobody's").text == "It\x92s nobody's"
