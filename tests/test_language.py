"""The language of a text, by its script and its small words."""

import pytest

from cleaner.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال الوزير إن الجسر مغلق وإن الطريق مفتوح في المدينة من هذا اليوم", "ar"),
        ("وزیر گفت که پل بسته است و راه باز است و این را به مردم", "fa"),
        ("اس نے کہا کہ پل بند ہے اور سڑک کھلی ہے یہ لوگ", "ur"),
        ("The minister said that the bridge was closed to all of them", "en"),
        ("Die Brücke ist geschlossen, und der Minister sagte nicht, dass die Straße frei sei", "de"),
        ("Le pont est fermé et le ministre a dit que la route ne sera pas ouverte dans la ville", "fr"),
        ("El puente está cerrado y el ministro dijo que la carretera no se abrirá en la ciudad", "es"),
        ("Мост закрыт, и министр сказал, что дорога в город не будет открыта", "ru"),
        ("Міністр сказав, що міст закрито і дорога до міста не працює", "uk"),
        ("Η γέφυρα είναι κλειστή, είπε ο υπουργός", "el"),
        ("הגשר סגור, אמר השר, והדרך פתוחה", "he"),
        ("मंत्री ने कहा कि पुल बंद है", "hi"),
        ("মন্ত্রী বলেছেন সেতু বন্ধ", "bn"),
        ("部长说桥梁已关闭道路开放给市民通行", "zh"),
        ("橋は閉鎖されたと大臣は言った", "ja"),
        ("다리가 폐쇄되었다고 장관이 말했다", "ko"),
        ("รัฐมนตรีกล่าวว่าสะพานปิดแล้ว", "th"),
        ("شارك الخبر مع أصدقائك", "ar"),
        ("کتاب پنجره گل چراغ", None),
        ("", None),
        ("1/7 2/7 • » —", None),
        ("Qwrt zxcv bnmp lkjh gfds", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_line_of_another_language_does_not_decide() -> None:
    text = "First Published: 2017-11-14\n" + "قال الوزير إن الجسر مغلق في المدينة. " * 20
    assert detect_language(text) == "ar"


def test_any_characters_are_survived() -> None:
    assert detect_language("\ud800" * 30 + "\U0001f600" * 30) is None
