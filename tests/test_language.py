"""The language of a text, by its script, its small words and its letters."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.language import detect_language, detect_languages
from cleaner.rulefiles.rulebase import RuleBase

SENTENCES = {
    "ar": "قال الوزير إن الجسر مغلق وإن الطريق مفتوح في المدينة من هذا اليوم",
    "bn": "মন্ত্রী বলেছেন সেতু বন্ধ",
    "cs": "Most je uzavřen a ministr řekl, že silnice do města nebude podle něj otevřena",
    "da": "Broen er lukket, og ministeren siger, at vejen ikke bliver åbnet efter weekenden",
    "de": "Die Brücke ist geschlossen, und der Minister sagte nicht, dass die Straße frei sei",
    "el": "Η γέφυρα είναι κλειστή, είπε ο υπουργός",
    "en": "The minister said that the bridge was closed to all of them",
    "es": "El puente está cerrado y el ministro dijo que la carretera no se abrirá en la ciudad",
    "fa": "وزیر گفت که پل بسته است و راه باز است و این را به مردم",
    "fi": "Silta on suljettu ja ministeri sanoo, että tie ei ole auki ennen kuin se on korjattu",
    "fr": "Le pont est fermé et le ministre a dit que la route ne sera pas ouverte dans la ville",
    "he": "הגשר סגור, אמר השר, והדרך פתוחה",
    "hi": "मंत्री ने कहा कि पुल बंद है",
    "id": "Jembatan itu ditutup dan menteri mengatakan bahwa jalan tidak akan dibuka untuk umum pada hari ini",
    "it": "Il ponte è chiuso e il ministro ha detto che la strada non sarà aperta per questo anno",
    "ja": "橋は閉鎖されたと大臣は言った",
    "ko": "다리가 폐쇄되었다고 장관이 말했다",
    "nl": "De brug is gesloten en de minister zegt dat de weg niet voor het weekend wordt geopend",
    "no": "Broen er stengt, og ministeren sier at veien ikke blir åpnet etter helgen, men noen går over",
    "pl": "Most jest zamknięty, a minister powiedział, że droga nie będzie otwarta przez rok",
    "pt": "A ponte está fechada e o ministro disse que a estrada não será aberta ao público até ao fim do ano",
    "ru": "Мост закрыт, и министр сказал, что дорога в город не будет открыта",
    "sv": "Bron är stängd och ministern säger att vägen inte öppnas för trafik efter helgen",
    "th": "รัฐมนตรีกล่าวว่าสะพานปิดแล้ว",
    "tr": "Köprü kapalı ve bakan bu yolun daha sonra açılacağını söyledi ama bir tarih vermedi",
    "uk": "Міністр сказав, що міст закрито і дорога до міста не працює",
    "ur": "اس نے کہا کہ پل بند ہے اور سڑک کھلی ہے یہ لوگ",
    "vi": "Cầu đã đóng và bộ trưởng cho biết đường này sẽ không được mở trong năm nay",
    "zh": "部长说桥梁已关闭道路开放给市民通行",
    # neighbours without a pack
    "bg": "Мостът е затворен и министърът каза, че пътят към града няма да се отвори преди края на годината",
    "hr": "Most je zatvoren, a ministar je rekao da se cesta neće otvoriti prije kraja godine",
    "ro": "Podul este închis și ministrul a spus că drumul nu va fi deschis în acest an",
    "hu": "A híd le van zárva, és a miniszter szerint az út csak az év végén nyílik meg",
    "mr": "पूल बंद आहे आणि रस्ता सुरू होता असे त्यांनी सांगितले",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items(), ids=SENTENCES)
def test_one_sentence_tells(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("شارك الخبر مع أصدقائك", "ar"),
        ("کتاب پنجره گل چراغ", None),
        ("", None),
        ("1/7 2/7 • » —", None),
        ("Qwrt zxcv bnmp lkjh gfds", None),
        ("Og i det. Det er i og for sig", "da"),
        ("og i det som er for det", None),  # Danish or Norwegian
        ("Łódź: otwarcie mostu odłożone", "pl"),  # no small word, but letters of one language
        ("Мосты закрыты", "ru"),
        (
            "Uzmanlar on iki noktadan su aldı, çoğalan yosunların balıkları boğduğunu açıkladı",
            "tr",
        ),  # iki, su: Lithuanian too
        ("Erdoğan and Yılmaz met at the old harbour", "en"),  # names alone
        ("港口重新開放ー漁民歡迎", "zh"),  # the long mark of kana, used as a dash
        ("港口の重新開放について", "ja"),
    ],
)
def test_little_text(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_line_of_another_language_does_not_decide() -> None:
    text = "First Published: 2017-11-14\n" + "قال الوزير إن الجسر مغلق في المدينة. " * 20
    assert detect_languages(text) == ["ar"]


def test_where_the_middle_does_not_tell_the_rest_does() -> None:
    table = "\n".join(f"Harbour {n} Harbour" for n in range(200))
    assert detect_language(f"{SENTENCES['de']}\n{table}\n{SENTENCES['de']}") == "de"


AROUND = {
    "ar": SENTENCES["ar"],
    "el": SENTENCES["el"],
    "fr": "Ce site est protégé et les textes ne sont pas libres pour une copie sur un autre site ou dans la presse",
    "ru": "Использование материалов сайта в других изданиях не может быть без ссылки на него, как это и сказано в законе",
}


@pytest.mark.parametrize("other", AROUND)
@pytest.mark.parametrize("at_end", [False, True])
def test_what_stands_around_may_be_in_another_language(other: str, at_end: bool) -> None:
    body, edge = f"{SENTENCES['en']}. " * 30, (f"{AROUND[other]}. " * 9)[:400]
    text = f"{body}\n{edge}" if at_end else f"{edge}\n{body}"
    assert detect_languages(text) == ["en", other]


def test_a_text_in_one_language_has_one() -> None:
    for language, sentence in SENTENCES.items():
        assert detect_languages(f"{sentence}. " * 40) == [language]


@given(st.text(st.characters(), max_size=2000))
def test_any_characters_are_survived(text: str) -> None:
    found = detect_languages(text)
    assert len(set(found)) == len(found)


def test_lone_surrogates_are_survived() -> None:
    assert detect_language("\ud800" * 30 + "\U0001f600" * 30) is None


def test_every_pack_has_a_language_that_is_told() -> None:
    assert {name for name in RuleBase().packs if name != "universal"} <= set(SENTENCES)


def test_the_table_is_in_order() -> None:
    """Words fit the way they are counted; a letter belongs to one language."""
    data = json.loads((Path(cleaner.__file__).parent / "data" / "languages.json").read_text(encoding="utf-8"))
    for words in data["words"].values():
        assert words == words.lower()
        assert len(set(words.split())) == len(words.split()) < 2**16 // 240
    letters = "".join(data["letters"].values())
    assert len(set(letters)) == len(letters)
