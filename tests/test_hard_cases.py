"""Lines that decide whether a general rule is safe, each within an article made for it; see hard_cases.yaml."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner import Cleaner
from cleaner.text import fold

CASES = yaml.safe_load((Path(__file__).parent / "hard_cases.yaml").read_text(encoding="utf-8"))
CLEANER = Cleaner()

ARABIC_TITLE = "بلدية الجزيرة تعيد فتح المرفأ القديم بعد عشر سنوات"
ARABIC = [
    "أعادت بلدية الجزيرة صباح الأحد فتح المرفأ القديم أمام قوارب الصيد، بعد أعمال ترميم استمرت عشر سنوات كاملة.",
    "وقال رئيس البلدية إن الأرصفة الخشبية استبدلت كلها، وإن المنارة الصغيرة عند المدخل ستضاء كل ليلة من جديد.",
    "ورست في الميناء عند الظهر أربعة قوارب محملة بالسردين، واستقبلها الأهالي على الرصيف بالزغاريد والتمر والحليب.",
    "ويعمل في الصيد نحو ثلث سكان الجزيرة، وكانوا يضطرون في السنوات الماضية إلى الإبحار من الميناء التجاري البعيد.",
    "وتتوقع غرفة التجارة أن ينخفض سعر الكيلوغرام الواحد في السوق المحلية، لأن كلفة النقل بالشاحنات لم تعد قائمة.",
    "وتستعد البلدية لترميم سوق السمك المجاورة قبل نهاية الصيف، على أن يستمر البيع في الخيام إلى أن تكتمل الأعمال.",
]
ENGLISH_TITLE = "Island council reopens its old harbour after ten years"
ENGLISH = [
    "The island council reopened the old harbour to fishing boats on Sunday morning, ten years after work on it began.",
    "The mayor said that every wooden pier had been replaced and that the little lighthouse would be lit once more.",
    "Four boats loaded with sardines moored at noon, and people on the quay met their crews with bread and olives.",
    "About a third of the islanders live by fishing, and for a decade they had to sail from the distant cargo port.",
    "Traders expect the price of a kilo to fall in the local market, because nobody has to pay for lorries now.",
    "The fish market beside the harbour is to be rebuilt before autumn, and until then stalls will stand in tents.",
]
HEAD = {"date", "byline", "dateline", "section", "breadcrumb"}
"""Kinds of noise that stand above the text; all others stand below it."""


def article(text: str) -> tuple[str, list[str]]:
    """Title and paragraphs in the language of a case."""
    arabic = any("\u0600" <= c <= "\u06ff" for c in text)
    return (ARABIC_TITLE, ARABIC) if arabic else (ENGLISH_TITLE, ENGLISH)


def cleaned(lines: list[str], newline: str = "\n\n") -> list[str]:
    """The lines that are left of an article of these lines."""
    result = CLEANER.clean(newline.join(lines), publisher="none", kind="text")
    assert result.status != "rolled_back"
    return [line for line in result.text.splitlines() if line]


def case_name(case: dict[str, Any]) -> str:
    return case["text"][:40]


@pytest.mark.parametrize("place", [0, 1, 3, 5, 6])
@pytest.mark.parametrize("case", CASES["keep"], ids=case_name)
def test_line_of_its_own_stays(case: dict[str, Any], place: int) -> None:
    """Below the title, among the first, middle and last paragraphs, and at the very end."""
    title, body = article(case["text"])
    lines = [*body[:place], case["text"], *body[place:]]
    assert cleaned([title, *lines]) == lines


@pytest.mark.parametrize("place", [0, 3, 5])
@pytest.mark.parametrize("case", CASES["keep"], ids=case_name)
def test_sentence_of_a_paragraph_stays(case: dict[str, Any], place: int) -> None:
    """Within a paragraph, as its first words and as its last."""
    title, body = article(case["text"])
    for paragraph in (
        f"{body[place]} {case['text']} {body[place - 1]}",
        f"{case['text']} {body[place]}",
        f"{body[place]} {case['text']}",
    ):
        lines = [*body[:place], paragraph, *body[place + 1 :]]
        assert cleaned([title, *lines]) == lines


@pytest.mark.parametrize("newline", ["\n\n", "\r\n", "\n \n\n"])
@pytest.mark.parametrize("case", CASES["remove"], ids=case_name)
def test_noise_goes_where_it_stands(case: dict[str, Any], newline: str) -> None:
    title, body = article(case["text"])
    noise = gallery(case["text"])
    lines = [title, *noise, *body] if case["kind"] in HEAD else [title, *body, *noise]
    assert cleaned(lines, newline) == body


@pytest.mark.parametrize("case", [case for case in CASES["remove"] if case["kind"] in HEAD], ids=case_name)
def test_noise_above_the_title_goes_and_leaves_the_title(case: dict[str, Any]) -> None:
    title, body = article(case["text"])
    result = CLEANER.clean("\n".join([case["text"], title, *body]), publisher="none", kind="text")
    assert result.text.splitlines() == body
    assert result.metadata.title == title


@pytest.mark.parametrize("case", CASES["remove"], ids=case_name)
def test_noise_is_told_by_its_kind(case: dict[str, Any]) -> None:
    title, body = article(case["text"])
    noise = gallery(case["text"])
    raw = "\n".join([title, *noise, *body] if case["kind"] in HEAD else [title, *body, *noise])
    kinds = {r.kind for r in CLEANER.clean(raw, publisher="none", kind="text").removed} - {"title"}
    assert kinds == {case["kind"]}


def gallery(text: str) -> list[str]:
    """A counter n/N with all its siblings, since one alone may be a score; any other text alone."""
    match = re.fullmatch(r"(\W*)[0-9]+( ?/ ?)([0-9]+)", fold(text))
    return [f"{match[1]}{n}{match[2]}{match[3]}" for n in range(1, int(match[3]) + 1)] if match else [text]
