"""Made-up articles in the exact shape of some publishers, each with its right answer.

A template takes a `Story` (what an editor wrote) and a `Layout` (what the site and the scraper made of it).
It returns an `Expected`: the raw text, and which of its lines are body, metadata or noise. Noise has the kind
it has in the gold of the seeds, the first one where the gold gives two; so `deck` and `publisher` are kinds.
The strategies at the end of the code draw stories from the words at the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from hypothesis import strategies as st

NBSP = "\u00a0"
BLANK = ("",)
WIDE = ("", NBSP, "")

Gap = Literal["native", "lost", "doubled", "nbsp", "ragged"]
Metadata = dict[str, object]

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
DAYS = ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
SITENAMES = {
    "islamist-movements": "بوابة الحركات الإسلامية",
    "akhbarmasr": "بوابة أخبار مصر",
    "middle-east-online": "ميدل ايست أونلاين",
    "mojaznews": "موجز نيوز",
    "alalam": "قناة العالم",
    "alweeam": "صحيفة الوئام",
    "okaz": "صحيفة عكاظ",
    "spa": "وكالة الأنباء السعودية",
    "alarabiya": "العربية",
    "bbc-arabic": "بي بي سي عربي",
    "cnn-arabic": "CNNArabic.com",
}
QUOTE_MARK = re.compile("[\"'“”«»]")
FIRST_DOTS = re.compile(r".*?\.{2,}")
RAGGED = (BLANK, (NBSP, ""), (), ("", "", ""), WIDE)
TRAILS = ("", " ", NBSP, "  ")


@dataclass(frozen=True)
class Story:
    """What the editor wrote; each template uses the fields its publisher prints."""

    title: str
    paragraphs: list[str]
    day: datetime = datetime(2018, 3, 5, 9, 30)
    section: str = "تقارير"
    source: str = "مصر العربية"
    deck: str = "تفاصيل ما جرى وما ينتظر أن يجري في الأيام المقبلة."
    captions: list[str] = field(default_factory=list)
    counters: int = 0
    related: list[str] = field(default_factory=list)
    dateline: str | None = None


@dataclass(frozen=True)
class Layout:
    """What the site and the scraper made of it."""

    newline: str = "\n"
    gap: Gap = "native"  # what became of the publisher's blank lines
    trailing: bool = False  # blanks and no-break spaces at the ends of lines
    nbsp_inside: bool = False  # no-break spaces before and inside paragraphs
    final_newline: bool = False
    stub: bool = True  # islamist-movements: an image's alternative text after the print link
    stub_words: int = 3  # ... its length when the title has no early ".."
    stubs: int = 2  # ... how often it comes back among the paragraphs
    arabic_digits: bool = True  # alalam's date
    dash: bool = True  # alalam's date: a dash before the hour
    glued: bool = True  # alweeam, okaz: noise on one line with the paragraph beside it
    end_arrow: bool = True  # middle-east-online's closing ">>"; always there above one or two headlines


@dataclass(frozen=True)
class Expected:
    """A raw text with its right answer."""

    raw: str
    body: list[str]
    metadata: Metadata
    noise: list[tuple[str, str]]  # segment, kind
    text: str  # the body with the blank lines the source has between its paragraphs


@dataclass(frozen=True)
class Part:
    """A line: its text, its role ("title", "body" or a kind of noise), the blank lines above it."""

    text: str
    role: str
    above: tuple[str, ...] = ()
    joint: str = ""  # what parts it from the line above where that is no line end


Template = Callable[[Story, Layout], Expected]
PLAIN = Layout()


# The publishers


def islamist_movements(story: Story, layout: Layout = PLAIN) -> Expected:
    """Title, date, print link glued to the stub of the title, body with the stub among it, share link."""
    stub = print_stub(story.title, layout.stub_words) if layout.stub else ""
    parts = [
        Part(story.title, "title"),
        Part(half_day_date(story.day), "date", BLANK),
        Part(f"طباعة {stub}".rstrip(), "print"),
        *with_stubs(body_parts(story.paragraphs, first=(NBSP,), between=()), stub, layout.stubs),
        Part("شارك", "share", BLANK),
    ]
    known = {"date": f"{story.day:%Y-%m-%dT%H:%M}", "captions": [stub] if stub else []}
    return finish(parts, layout, metadata("islamist-movements", story) | known)


def akhbarmasr(story: Story, layout: Layout = PLAIN) -> Expected:
    """Breadcrumb with section and outlet, title, image counters, body, disclaimer, related headlines."""
    parts = [
        Part(f"{story.section} / {story.source}", "section"),
        Part(story.title, "title", BLANK),
        *counters(story.counters),
        *body_parts(story.paragraphs, first=BLANK, between=(NBSP, "")),
        Part(disclaimer(story), "disclaimer", BLANK),
        Part("قد تقرأ أيضا", "related", BLANK),
        *(Part(headline, "related", BLANK) for headline in story.related),
    ]
    known = {
        "source": story.source,
        "categories": [story.section],
        "image_count": story.counters or None,
    }
    return finish(parts, layout, metadata("akhbarmasr", story) | known)


def middle_east_online(story: Story, layout: Layout = PLAIN) -> Expected:
    """Date, title, deck, publisher, quoted caption, body that opens with its place, bare headlines, ">>"."""
    opening = f"{story.dateline} - " if story.dateline else ""
    paragraphs = [opening + story.paragraphs[0], *story.paragraphs[1:]]
    parts = [
        Part(f"First Published: {story.day:%Y-%m-%d}", "date"),
        Part(story.title, "title", BLANK),
        Part(story.deck, "deck", WIDE),
        Part("ميدل ايست أونلاين", "publisher", WIDE),
        *(Part(f"'{caption}'", "caption", BLANK) for caption in story.captions),
        *body_parts(paragraphs, first=BLANK, between=BLANK),
        *(Part(headline, "related", BLANK if number else WIDE) for number, headline in enumerate(story.related)),
        *closing_arrow(layout.end_arrow or 0 < len(story.related) < 3),
    ]
    known = {
        "description": story.deck,
        "date": f"{story.day:%Y-%m-%d}",
        "dateline": story.dateline,
        "captions": story.captions,
    }
    return finish(parts, layout, metadata("middle-east-online", story) | known)


def mojaznews(story: Story, layout: Layout = PLAIN) -> Expected:
    """Title, body, copyright line naming the outlet, newsletter line, follow line."""
    parts = [
        Part(story.title, "title"),
        *body_parts(story.paragraphs, first=BLANK, between=WIDE),
        Part(rights(story), "copyright", BLANK),
        Part("اشترك فى النشرة البريدية لتحصل على اهم الاخبار بمجرد نشرها", "newsletter", BLANK),
        Part("تابعنا على مواقع التواصل الاجتماعى", "follow", BLANK),
    ]
    return finish(parts, layout, metadata("mojaznews", story) | {"source": story.source})


def alalam(story: Story, layout: Layout = PLAIN) -> Expected:
    """Title, the title cut at its first quote mark, date, lead, channel with section, body."""
    stub = quote_stub(story.title)
    lead, *rest = body_parts(story.paragraphs, first=BLANK, between=BLANK)
    parts = [
        Part(story.title, "title"),
        *([Part(stub, "caption", BLANK)] if stub else []),
        Part(greenwich_date(story.day, layout), "date", () if stub else BLANK),
        lead,
        Part(f"العالم - {story.section}", "section", BLANK),
        *rest,
    ]
    known = {
        "date": f"{story.day:%Y-%m-%dT%H:%M}+00:00",
        "categories": [story.section],
        "captions": [stub] if stub else [],
    }
    return finish(parts, layout, metadata("alalam", story) | known)


def alweeam(story: Story, layout: Layout = PLAIN) -> Expected:
    """Body, then a link that names the title, mostly glued to the last sentence."""
    link = Part(f"رابط الخبر بصحيفة الوئام: {story.title}", "source", joint=" " if layout.glued else "")
    parts = [*body_parts(story.paragraphs, first=(), between=()), link]
    return finish(parts, layout, metadata("alweeam", story))


def okaz(story: Story, layout: Layout = PLAIN) -> Expected:
    """Share bar glued to the first paragraph, body, columnist's address and number for text messages."""
    first, *rest = body_parts(story.paragraphs, first=(), between=())
    number = "للتواصل أرسل sms إلى 88548 الاتصالات ,636250 موبايلي, 738303 زين تبدأ بالرمز 112"
    parts = [
        Part("شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك", "share"),
        Part(first.text, "body", joint=" " if layout.glued else ""),
        *rest,
        Part("writer@example.com", "contact", BLANK),
        Part(number, "contact", ("", "")),
        Part("مسافة ثم الرسالة", "contact"),
    ]
    return finish(parts, layout, metadata("okaz", story) | {"title": None})


def spa(story: Story, layout: Layout = PLAIN) -> Expected:
    """Place with both calendars' days, body, end mark, the hour of sending."""
    place = story.dateline or "الرياض"
    day = f"{story.day.day} {MONTHS[story.day.month - 1]} {story.day.year}"
    parts = [
        Part(f"{place} 12 رجب 1440 هـ الموافق {day} م واس", "dateline"),
        *body_parts(story.paragraphs, first=(), between=()),
        Part("// انتهى //", "end-mark", BLANK),
        Part(f"{story.day:%H:%M} ت م", "end-mark"),
    ]
    known = {"title": None, "dateline": place, "date": f"{story.day:%Y-%m-%d}"}
    return finish(parts, layout, metadata("spa", story) | known)


def alarabiya(story: Story, layout: Layout = PLAIN) -> Expected:
    """A column, the paper it was taken from, a disclaimer."""
    parts = [
        *body_parts(story.paragraphs, first=(), between=()),
        Part(f"*نقلاً عن {story.source}", "source"),
        Part("** جميع المقالات المنشورة تمثل رأي كتابها فقط.", "disclaimer"),
    ]
    return finish(parts, layout, metadata("alarabiya", story) | {"title": None, "source": story.source})


def bbc_arabic(story: Story, layout: Layout = PLAIN) -> Expected:
    """Body with a list of other stories in it, a rule, the app's notice."""
    *body, last = body_parts(story.paragraphs, first=(), between=())
    headlines = [text for text in story.related if len(text) > 30][:4]  # shorter ones look like subheadings
    parts = [
        *body,
        *(Part(text, "read-also") for text in ["اقرأ أيضاً:", *headlines] if headlines),
        last,
        Part("_" * 42, "markup"),
        Part("يمكنكم تسلم إشعارات بأهم الموضوعات من تطبيق بي بي سي عربي على هاتفكم المحمول.", "app-promo"),
    ]
    return finish(parts, layout, metadata("bbc-arabic", story) | {"title": None})


def cnn_arabic(story: Story, layout: Layout = PLAIN) -> Expected:
    """Browser title, date, title and caption parted by wide blanks; related headlines amid the body."""
    place = story.dateline or "دبي، الإمارات العربية المتحدة"
    caption = story.captions[0] if story.captions else "أرشيف المدينة كما بدا بعد الترميم"
    first, *middle, last = body_parts(story.paragraphs, first=(), between=())
    parts = [
        Part(f"CNNArabic.com - {story.title}", "title-echo"),
        Part(f"{story.day:%H%M} (GMT+04:00) - {story.day:%d/%m/%y}", "date"),
        Part(story.title, "title", joint=" " * 4),
        Part(caption, "caption", joint=" " * 8),
        Part(f"{place} (CNN) -- {first.text}", "body", WIDE),
        *middle,
        *(
            Part(text, "related", joint=" " * 4 if number else "")
            for number, text in enumerate(["روابط ذات علاقة", *story.related[:4]])
        ),
        Part(last.text, "body", joint=" " * 5),
    ]
    known = {"date": f"{story.day:%Y-%m-%dT%H:%M}+04:00", "dateline": place, "captions": [fold(caption)]}
    return finish(parts, layout, metadata("cnn-arabic", story) | known)


TEMPLATES: dict[str, Template] = {
    "islamist-movements": islamist_movements,
    "akhbarmasr": akhbarmasr,
    "middle-east-online": middle_east_online,
    "mojaznews": mojaznews,
    "alalam": alalam,
    "alweeam": alweeam,
    "okaz": okaz,
    "spa": spa,
    "alarabiya": alarabiya,
    "bbc-arabic": bbc_arabic,
    "cnn-arabic": cnn_arabic,
}


# Their furniture


def print_stub(title: str, words: int) -> str:
    """Opening of a title: up to its first ".." when that comes within two to four words, else some words."""
    dots = FIRST_DOTS.match(title)
    if dots and 2 <= len(dots[0].strip(" .").split()) <= 4:
        return dots[0]
    return " ".join(title.split()[:words])


def quote_stub(title: str) -> str:
    """Opening of a title up to its first quote mark; nothing when it has none or starts with it."""
    mark = QUOTE_MARK.search(title)
    return title[: mark.start()].strip() if mark else ""


def with_stubs(parts: list[Part], stub: str, count: int) -> list[Part]:
    """Spread the lone stubs of missing images evenly among the paragraphs."""
    mixed = list(parts)
    for number in range(count if stub else 0, 0, -1):
        mixed.insert(number * len(parts) // (count + 1), Part(stub, "caption"))
    return mixed


def counters(count: int) -> list[Part]:
    """One bulleted line per image of a gallery: 1/7, 2/7 ..."""
    return [Part(f"  • {number}/{count}", "counter", BLANK if number == 1 else ()) for number in range(1, count + 1)]


def closing_arrow(shown: bool) -> list[Part]:
    """The arrow of a headline slider that has lost its pictures."""
    return [Part(">>", "related", ("", "", NBSP))] if shown else []


def disclaimer(story: Story) -> str:
    """The aggregator's line that repeats the title and names the outlet."""
    return (
        f"انت الان تتصفح خبر بعنوان {story.title} ونحن فى بوابة أخبار مصر لا نتحمل أى مسؤولية تجاه هذا الخبر "
        f"ويمكن الرجوع الى المصدر الاصلي للخبر من هنا {story.source}"
    )


def rights(story: Story) -> str:
    """The aggregator's copyright line that names the outlet."""
    return (
        f"جميع الحقوق محفوظة لمصدر الخبر {story.source} وتحت مسؤليتة ونرجوا متابعتنا بأستمرار "
        "لمعرفة أخر الأخبار علي مدار الساعة مع تحيات موقع موجز نيوز الأخباري"
    )


def half_day_date(day: datetime) -> str:
    """For example: الأربعاء 15/نوفمبر/2017 - 02:56 م."""
    half = "ص" if day.hour < 12 else "م"
    return f"{DAYS[day.weekday()]} {day:%d}/{MONTHS[day.month - 1]}/{day:%Y} - {day:%I:%M} {half}"


def greenwich_date(day: datetime, layout: Layout) -> str:
    """For example: الخميس ٢٩ نوفمبر ٢٠١٨ - ٠٥:١٣ بتوقيت غرينتش."""
    dash = " -" if layout.dash else ""
    line = f"{DAYS[day.weekday()]} {day:%d} {MONTHS[day.month - 1]} {day:%Y}{dash} {day:%H:%M} بتوقيت غرينتش"
    return line.translate(ARABIC_DIGITS) if layout.arabic_digits else line


# From parts to a text


def fold(text: str) -> str:
    """White space folded to single blanks."""
    return " ".join(text.split())


def metadata(publisher: str, story: Story) -> Metadata:
    """Every key of the gold, null where no publisher's text says more."""
    return {
        "title": fold(story.title),
        "description": None,
        "author": None,
        "date": None,
        "language": "ar",
        "publisher": publisher,
        "sitename": SITENAMES[publisher],
        "source": None,
        "categories": [],
        "dateline": None,
        "captions": [],
        "image_count": None,
    }


def body_parts(paragraphs: list[str], first: tuple[str, ...], between: tuple[str, ...]) -> list[Part]:
    """The paragraphs, with the blank lines above the first and above the others."""
    return [Part(text, "body", between if number else first) for number, text in enumerate(paragraphs)]


def finish(parts: list[Part], layout: Layout, known: Metadata) -> Expected:
    """Lay the parts out as a raw text and sort them into body and noise."""
    rows = [(part, gap_above(part, number, layout.gap)) for number, part in enumerate(parts)]
    lines: list[str] = []
    for number, (part, gap) in enumerate(rows):
        text = worn(part, number, layout)
        if part.joint:
            lines[-1] += part.joint + text
        else:
            lines += [*gap, text]
    return Expected(
        raw=layout.newline.join(lines) + layout.newline * layout.final_newline,
        body=[fold(part.text) for part in parts if part.role == "body"],
        metadata=known,
        noise=[(fold(part.text), part.role) for part in parts if part.role not in ("title", "body")],
        text="".join(body_with_gaps(rows)),
    )


def gap_above(part: Part, number: int, gap: Gap) -> tuple[str, ...]:
    """What became of the blank lines above a part."""
    if gap == "lost" or part.joint:
        return ()
    if gap == "doubled":
        return tuple(line for line in part.above for _ in range(2))
    if gap == "nbsp":
        return tuple(NBSP for _ in part.above)
    if gap == "ragged" and part.role == "body":
        return RAGGED[number % len(RAGGED)]
    return part.above


def worn(part: Part, number: int, layout: Layout) -> str:
    """The line with the white space that editors and scrapers leave in it."""
    text = part.text
    if layout.nbsp_inside and part.role == "body":
        text = text.replace("، ", f"،{NBSP}").replace(" إن ", f" إن {NBSP}")
        text = text if number % 3 else NBSP + text
    return text + (TRAILS[number % len(TRAILS)] if layout.trailing else "")


def body_with_gaps(rows: list[tuple[Part, tuple[str, ...]]]) -> Iterator[str]:
    """The paragraphs; one blank line where the source has any between two of them, removed lines or not."""
    blank = first = True
    for part, gap in rows:
        blank = blank or bool(gap)
        if part.role == "body":
            yield "" if first else "\n" * blank
            yield fold(part.text) + "\n"
            blank = first = False


# Strategies


@st.composite
def paragraphs(draw: st.DrawFn, min_size: int = 2, max_size: int = 12) -> list[str]:
    """Unlike paragraphs, the first and the last full sentences; some stand under a subheading."""
    ends = draw(st.lists(st.sampled_from(sentences()), min_size=2, max_size=2, unique=True))
    others = [text for text in PARAGRAPHS if text not in ends]
    middle = st.lists(st.sampled_from(others), min_size=min_size - 2, max_size=max_size - 2, unique=True)
    texts = [ends[0], *draw(middle), ends[1]]
    places = draw(st.lists(st.integers(1, len(texts) - 1), max_size=3, unique=True))
    headings = draw(st.lists(st.sampled_from(SUBHEADINGS), min_size=3, max_size=3, unique=True))
    for place, heading in zip(sorted(places, reverse=True), headings, strict=False):
        texts.insert(place, heading)
    return texts


def sentences() -> list[str]:
    """The paragraphs that can open or close a body: long enough and closed by a full stop."""
    return [text for text in PARAGRAPHS if len(text) > 70 and text.endswith(".")]


@st.composite
def related(draw: st.DrawFn) -> list[str]:
    """A run of 0, 1, 5, 20 or 30 unlike headlines."""
    size = draw(st.sampled_from((0, 1, 5, 20, 30)))
    start = draw(st.integers(0, len(HEADLINES) - 1))
    return (HEADLINES * 2)[start : start + size]


def stories() -> st.SearchStrategy[Story]:
    """Stories any of the publishers could have printed."""
    return st.builds(
        Story,
        title=st.sampled_from(TITLES),
        paragraphs=paragraphs(),
        day=st.datetimes(datetime(2005, 1, 1), datetime(2024, 12, 31)).map(to_the_minute),
        section=st.sampled_from(SECTIONS),
        source=st.sampled_from(OUTLETS),
        deck=st.sampled_from(DECKS),
        captions=st.lists(st.sampled_from(CAPTIONS), max_size=1),
        counters=st.sampled_from((0, 1, 2, 7, 12)),
        related=related(),
        dateline=st.none() | st.sampled_from(PLACES),
    )


def to_the_minute(day: datetime) -> datetime:
    """No publisher prints seconds."""
    return day.replace(second=0, microsecond=0)


def layouts() -> st.SearchStrategy[Layout]:
    """Every way a publisher or a scraper may lay a story out."""
    gaps: tuple[Gap, ...] = ("native", "lost", "doubled", "nbsp", "ragged")
    switch = st.booleans()
    return st.builds(
        Layout,
        newline=st.sampled_from(("\n", "\r\n")),
        gap=st.sampled_from(gaps),
        trailing=switch,
        nbsp_inside=switch,
        final_newline=switch,
        stub=switch,
        stub_words=st.integers(2, 4),
        stubs=st.sampled_from((0, 1, 2, 5)),
        arabic_digits=switch,
        dash=switch,
        glued=switch,
        end_arrow=switch,
    )


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, Expected]:
    """A publisher's id with one of its pages."""
    publisher = draw(st.sampled_from(sorted(TEMPLATES)))
    return publisher, TEMPLATES[publisher](draw(stories()), draw(layouts()))


# The words


def blocks(text: str) -> list[str]:
    """Blocks parted by blank lines, each unwrapped to one line."""
    return [fold(block) for block in text.strip().split("\n\n")]


PARAGRAPHS = blocks("""
وشارك في الاجتماع عدد من رؤساء البلديات وممثلون عن نقابة المهندسين، وطالبوا بتخصيص موازنة منفصلة لصيانة
الجسور قبل موسم الأمطار.

وتابع قائلا إن المشروع لن يتوقف عند حدود العاصمة، بل سيمتد إلى ثلاث محافظات ساحلية في العام المقبل.

وأشار المصدر إلى أن التحقيق ما زال في بدايته، وأن أحدا لم يوجه إليه أي اتهام رسمي حتى الآن.

وينص الدستور الجديد على أن جميع الحقوق السياسية مكفولة للمواطنين من دون تمييز، وأن القانون وحده ينظم
ممارستها.

وقررت هيئة الطيران المدني تعليق الرحلات إلى المطارات الشمالية أربعا وعشرين ساعة بسبب الغبار الكثيف، على أن
يعاد النظر في القرار مساء الجمعة.

وفاز اللاعب الشاب في مباراته الأولى بنتيجة 6-2 و3-6 و7-5، بعدما أنقذ ثلاث نقاط كادت تكلفه الخروج المبكر من
الدورة.

وكان المتحف قد افتتح أبوابه في 14 مارس/آذار 1998، ثم أغلق للترميم صيف عام 2011 ولم يستقبل زائرا منذ ذلك
الحين.

"لم نكن نتوقع كل هذا الإقبال".

فهل تكفي هذه الأموال لتغطية العجز المتراكم منذ خمس سنوات؟

ودعت اللجنة إلى مشاركة أوسع للنساء في مجالس القرى، معتبرة أن نسبة التمثيل الحالية لا تعكس حجم عملهن في
الحقول والأسواق.

وتعتمد الشركة الناشئة على طباعة ثلاثية الأبعاد لأطراف صناعية خفيفة، لا يتجاوز ثمن الواحد منها عشر ثمن
مثيله المستورد.

وقال الباحث إن فريقه يحتاج إلى المزيد من الوقت لقراءة النقوش، لأن نصفها تآكل بفعل الرطوبة.

وكتب الوزير على حسابه في تويتر أن الأسعار ستعود إلى مستواها السابق قبل نهاية الشهر، من دون أن يذكر تفاصيل.

وانتهى الاجتماع من دون بيان ختامي، واكتفى المشاركون بالاتفاق على موعد جديد في العاشر من أكتوبر المقبل.

وأضافت الصحيفة، نقلا عن مسؤول في الجمارك، أن الشحنة ظلت في الميناء تسعة أيام قبل أن يكتشف أحد محتواها.

وأعلن المصرف المركزي تثبيت سعر الفائدة للمرة الثالثة على التوالي، مستندا إلى تراجع التضخم إلى 4.6 في المئة
في فبراير.

ورفض النادي التعليق على الأنباء المتداولة، واكتفى مديره بالقول: "سنتحدث حين يكون لدينا ما نقوله".

ونشرت البلدية صورا للموقع قبل الهدم وبعده، وأكدت أن الأحجار القديمة نقلت كلها إلى مخزن المتحف.

ويعد هذا الطريق المنفذ الرئيسي للقرية، وهو مقطوع منذ السيول الأخيرة التي جرفت نحو ثلاثين مترا منه.

وأظهر تسجيل فيديو مدته دقيقتان السائق وهو يحاول إيقاف الحافلة بعد انفجار الإطار الأمامي، قبل أن تستقر على
جانب الطريق.

وقالت الطبيبة إن اللقاح آمن، وإن الآثار الجانبية المسجلة لم تتعد ارتفاعا طفيفا في الحرارة عند 3 في المئة
من الأطفال.

وبحسب بيانات الهيئة فإن استهلاك المياه ارتفع في يوليو/تموز بنسبة الخمس، بينما تراجع المخزون في السدود إلى
ما دون النصف.

وروى أحد الناجين كيف تسلق الجدار الخلفي للمدرسة وفي يده طفلان، ثم عاد ليبحث عن الثالث.

"كنا ننتظر القطار كل صباح.. ثم توقف القطار عن المجيء".

وعن سبب اختياره هذا العنوان لروايته الجديدة قال الكاتب إنه سمعه من جدته، وكانت تردده كلما غابت الشمس قبل
أن يعود الرعاة.

ولا تزال أسباب الحريق مجهولة.

وسجل المهاجم هدفين في الدقيقتين 12 و78، ليرفع رصيده إلى 15 هدفا في 20 مباراة هذا الموسم.

وأعرب المجلس عن ارتياحه لسير العملية الانتخابية، مشيرا إلى أن نسبة المشاركة بلغت 43 في المئة عند الظهر.

وكان من المقرر أن يبدأ العرض في الثامنة مساء، لكن المنظمين أجلوه ساعة كاملة لإتاحة الدخول للمنتظرين خارج
المسرح.

وفي سياق متصل، قال رئيس الغرفة التجارية إن إعلان الأسعار على واجهات المحال سيصبح إلزاميا بدءا من الأول من
يناير.

وتابع المصدر نفسه أن المباحثات التي جرت في جنيف يومي 3 و4 مايو كانت فنية بحتة ولم تتطرق إلى الملفات
السياسية.

وانقسم الأعضاء بين مؤيد ومعارض: 52 صوتا مقابل 48، مع امتناع سبعة عن التصويت.

وقالت المعلمة التي أمضت ثلاثين عاما في المهنة: "التلميذ الذي يسأل كثيرا ليس مشاغبا، بل هو الذي يستمع إلينا
حقا".

وبلغ سعر البرميل 71 دولارا و20 سنتا في التعاملات الصباحية، مرتفعا أربعين سنتا عن إغلاق الثلاثاء.

ويشرح أستاذ المناخ أن الكتل الهوائية الباردة تصل متأخرة كل عام بضعة أيام، وأن المزارعين لاحظوا ذلك قبل أن
تثبته محطات الرصد.

وشاركت في البطولة فرق من إحدى عشرة دولة، وغاب حامل اللقب بسبب إصابة خمسة من لاعبيه.

ونفت الوزارة ما نشرته بعض المواقع عن إلغاء الامتحانات، ودعت أولياء الأمور إلى متابعة صفحتها على فيسبوك
لمعرفة المواعيد الصحيحة.

وللمزيد من الشفافية ستنشر اللجنة محاضر جلساتها كل شهر، وفق ما قال رئيسها خلال مؤتمر صحفي عقده في مبنى
البلدية.

وبموجب القرار تحفظ جميع الحقوق المالية للعاملين الذين أحيلوا إلى التقاعد المبكر، على أن تصرف على دفعتين.

وقال المخرج ضاحكا: «صورت المشهد الأخير أولا، لأن الممثل كان سيحلق لحيته»

وفي تصريحات للصحفيين على هامش المعرض قال رئيس اللجنة المنظمة - وهو مهندس متقاعد - إن عدد الزوار تجاوز
سبعين ألفا في أسبوعه الأول.

وينتظر الأهالي منذ سبع سنوات وصول شبكة الصرف الصحي إلى حيهم، ويدفعون كل شهر ثمن نزح الخزانات من جيوبهم.

وتوقع التقرير أن يتباطأ النمو إلى 2.1% في النصف الثاني، قبل أن يعود إلى التحسن مع بدء تشغيل محطة الغاز
الجديدة.

وقد اطلع على نسخة من التقرير ثلاثة من أعضاء اللجنة، وأكدوا أن النسخة المتداولة على الإنترنت ليست هي النسخة
النهائية.

وأكدت الشرطة توقيف أربعة أشخاص للاشتباه في صلتهم بعصابة لسرقة الآثار، ومصادرة 16 قطعة ذات صلة بالعصر
البرونزي.

واشترك في كتابة المسلسل ثلاثة من خريجي معهد السينما، وهو أول عمل لهم يعرض على الشاشة الصغيرة.

قال الصياد العجوز: "البحر لا يغلق أبوابه، نحن من نتأخر".

وتراوحت درجات الحرارة بين 18 و31 درجة مئوية، وهبت رياح شمالية غربية على السواحل.

وحمل التطبيق الجديد أكثر من مليون مستخدم خلال أسبوعه الأول، وفق أرقام الشركة التي لم تذكر كم منهم عاد إليه
في اليوم التالي.

وفي قرية مجاورة، حيث لا تصل الحافلات إلا مرتين في الأسبوع، حولت شابة غرفة في بيت والدها إلى مكتبة تعير
الكتب مجانا.

وتضم القائمة القصيرة ست روايات، ثلاث منها لكاتبات ينشرن للمرة الأولى.

ولم يصدر تعليق فوري من الشركة المشغلة للميناء على تقديرات الخسائر.

وأوصى الأطباء بالمشي نصف ساعة يوميا والابتعاد عن المشروبات المحلاة، وقالوا إن تغيير العادات الصغيرة أنفع
من الحميات القاسية.

ومن بين القتلى سائق الشاحنة ومساعده، في حين نقل ثمانية مصابين إلى المستشفى العام، اثنان منهم في حالة حرجة.

وردا على سؤال عن موعد الانتخابات المحلية اكتفى رئيس الحكومة بالقول: قريبا.

والجدير بالذكر أن الجائزة تأسست عام 2004 وتمنح كل عامين لعمل علمي كتب بالعربية أصلا.

وأرسل الفريق عينات التربة إلى مختبرين مستقلين، وينتظر النتائج في غضون ستة أسابيع.

انقلاب شاحنة على الطريق الدائري عند السادسة صباحا أدى إلى تكدس السيارات لمسافة تجاوزت أربعة كيلومترات.

وتساءل النائب: أين ذهبت المنحة التي أعلن عنها قبل عامين؟ ومن يراقب إنفاقها؟

ومن المتوقع أن تبدأ عملية الفرز مباشرة بعد إقفال الصناديق عند السابعة مساء بالتوقيت المحلي (16:00 بتوقيت
غرينتش).

وأفادت مصادر طبية بأن الإصابات طفيفة.

واستعاد المدرب في حديثه مباراة الذهاب التي انتهت 2-1، وقال إن فريقه دفع ثمن الاسترخاء في الدقائق العشر
الأخيرة.

وعلى الرغم من تحسن الإنتاج، ما زال القمح المحلي لا يغطي سوى ثلثي الحاجة، وتستورد البلاد الباقي من البحر
الأسود.

واختتم المهرجان فعالياته بحفل أحيته فرقة من ذوي الاحتياجات الخاصة، عزفت مقطوعات من التراث الجبلي.

وكتب في رسالته الأخيرة إلى أخيه: «لا تبع الحقل، فالزيتون يتذكر».

وطالبت النقابة بنشر أسماء المخالفين، وبأن تشمل العقوبة أصحاب المطابع التي تولت طباعة الكتب المدرسية
المزورة.

وحسب اللائحة الجديدة لا يحق للنادي أن يسجل أكثر من 7 لاعبين أجانب، على أن يشارك 4 منهم فقط في كل مباراة.

وتشير الوثيقة، وهي في 112 صفحة، إلى أن المفاوضات بدأت فعليا قبل الإعلان عنها بعام كامل.

وقالت وكالة الأنباء الرسمية إن الزيارة تأتي تلبية لدعوة رسمية وتستغرق ثلاثة أيام.

وفي الختام وجه العمدة الشكر إلى المتطوعين الذين نظفوا الشاطئ، وعددهم 340 متطوعا، وقال إن الحملة ستعود في
الربيع.

وسألناه عن السر في نجاح التجربة فأجاب: الصبر، ثم الصبر، ثم محاسب جيد!

وتمكن علماء الفلك من رصد الجسم في ثلاث ليال متتالية، وقدروا قطره بما بين 20 و35 مترا.

وتقول الأسطورة إن البئر لا تجف ما دام في القرية طفل يعرف اسمها القديم.

وأغلقت المحال أبوابها عند الظهر، وخلت الشوارع إلا من سيارات الإسعاف ورجال المرور.

وبعد أن قرأ القاضي الحكم ساد القاعة صمت طويل، ثم تعالت الهتافات في الخارج.

واتفق الجانبان على تبادل المعلومات عن حركة السفن، وعلى تعيين ضابط اتصال لكل منهما في ميناء الآخر.

ومن المواضيع ذات الصلة التي ناقشها المؤتمر أثر الهواتف على نوم المراهقين، وقد عرضت فيه أربع دراسات.

ويقرأ أيضا في الأمسية الشاعر الشاب مختارات من ديوانه الأول، ترافقه عازفة عود.

وشاهد أيضا عشرات السكان النيران تتصاعد من المصنع، قبل وصول الدفاع المدني بنصف ساعة.

وحجبت الرقابة الإعلانات المضللة عن الأدوية، وأمهلت القنوات أسبوعين لسحبها.

وحافظت المكتبة على كتبها رغم الحرب، وكان أمينها ينقل كل ليلة صندوقا إلى قبو الكنيسة المجاورة.

وتجري المحادثات في أجواء "بناءة"، وفق تعبير المتحدث باسم الوفد، لكن نقطتين أساسيتين ما زالتا عالقتين.

ونقل عن مدير المستشفى قوله إن أجهزة الغسيل الكلوي تعمل على مدار الساعة، وإن ثلاثة منها تعطلت هذا الأسبوع.
""")

SUBHEADINGS = """
ماذا بعد؟
أرقام مقلقة
شهادات من الميدان
طريق طويل إلى الحل
مشاركة ضعيفة
بين الأمل والخوف
مصدر رزق وحيد
حقوق مؤجلة
الموسم المقبل
صورة قاتمة
"لن نرحل"
إعلان مفاجئ
نتائج أولية
كيف بدأت القصة
""".strip().splitlines()

TITLES = """
أزمة المياه تتصاعد.. القرى الجنوبية تنتظر صهاريج الحكومة منذ أسبوع
بعد غياب عامين.. مهرجان الفخار يعود إلى ساحة المدينة القديمة
بالأسماء والأرقام.. خريطة المدارس التي تبدأ دوام الفترتين
ديربي الشمال.. تعادل مثير يؤجل حسم الصدارة إلى الجولة الأخيرة
سباق مع الجفاف.. مزارعو الزيتون يجربون أصنافا "لا تعطش"
خلف أبواب المصنع.. عمال يروون ليلة الحريق
هل انتهت الأزمة؟.. مخابز العاصمة تعود إلى العمل بنصف طاقتها
من الصفر إلى العالمية .. حكاية ورشة صغيرة تصنع نايات القصب
قصة «المنارة» المهجورة.. بحار متقاعد يعيد إليها الضوء
ارتفاع طفيف.. أسعار الذهب تتحرك في نطاق ضيق قبل اجتماع المصرف المركزي
وزير الزراعة يعلن موعد صرف تعويضات السيول.. والمستحقون أكثر من عشرة آلاف
رئيس الاتحاد يرد على منتقديه بعد الخروج المبكر.. "لن أستقيل"
شتاء قاس.. وقود شحيح.. كيف تتدفأ مخيمات الجبل هذا العام؟
البرلمان يقر قانونا جديدا لحماية الآثار الغارقة
دراسة: النوم المتقطع يضعف ذاكرة المراهقين
المنتخب يودع البطولة بركلات الترجيح أمام جاره الشرقي
انخفاض صادرات التمور للعام الثاني على التوالي
افتتاح أول خط للحافلات الكهربائية بين المطار والميناء
خمسة أسئلة عن اللقاح الجديد وأجوبتها
مجلس الأمن يناقش تمديد مهمة المراقبين في المضيق
1200 متطوع ينظفون شاطئ الخليج في يوم واحد
لماذا تختفي طيور النورس من المرفأ القديم؟
محكمة الاستئناف تؤيد الحكم على مدير الشركة السابق
تعليق الدراسة في خمس محافظات بسبب العاصفة الترابية
شارك في ثلاث حروب ومات في حديقته
طباعة الكتب المدرسية تنتقل إلى مطابع محلية
وزير النقل: "لن نرفع التذاكر" قبل انتهاء أعمال الصيانة
الفائزة بجائزة الرواية: “كتبت النص على هامش دفاتر التلاميذ”
«المرصد» يحذر من موجة حر غير مسبوقة مطلع الأسبوع
شركة ناشئة تحول 'قشور الرمان' إلى ورق للتغليف
المعارضة ترفض "حكومة الأمر الواقع" وتدعو إلى انتخابات مبكرة
بعد فوزه بالذهبية "ابن الميناء" يحلم بالأولمبياد
مدينة “تحت الأرض” تعيد رسم تاريخ الوادي
خبراء الأرصاد يفسرون ظاهرة «القمر الأحمر» فوق الساحل الغربي
طبيبة القلب: لا تهملوا "الألم الصامت" بعد الأربعين
قمة المناخ تنتهي باتفاق 'هش' على تمويل الخسائر
الشرطة تفك لغز سرقة لوحة "السيدة ذات الوشاح" بعد عشرين عاما
حين تصبح «الموسيقى» دواء: تجربة فريدة في مستشفى الأطفال
العثور على نسخة نادرة من كتاب "البيطرة" في مكتبة المسجد
أول قطار بضائع يعبر الحدود منذ ثلاثين عاما... والتجار يترقبون
الليمون والزنجبيل وأشياء أخرى... ماذا يقول العلم عن وصفات الشتاء؟
""".strip().splitlines()

HEADLINES = """
الجزائر توسع شبكة القطارات نحو الجنوب
تونس تراهن على السياحة الصحراوية لإنعاش الموسم
اتفاق مائي جديد يقرب بين دول الحوض
17 قتيلا في حادث تصادم على الطريق الساحلي
مصرف لبنان يطمئن المودعين بعد أسبوع من القلق
سباق الرئاسة في موريتانيا يدخل أيامه الحاسمة
الأردن يفتح أبواب جامعاته أمام طلاب أفارقة
مؤتمر المانحين يتعهد بنصف المبلغ المطلوب
المغرب يختبر أول محطة لتحلية المياه بالطاقة الشمسية
هدنة هشة تعيد الحركة إلى أسواق عدن
حملة في الخرطوم لإنقاذ مكتبات الأحياء
رسائل متبادلة بين أنقرة وأثينا تخفف حدة التوتر
الكويت تحيل ملف العمالة الوافدة إلى لجنة مستقلة
دعوات أوروبية لإصلاح نظام اللجوء
سباق الهجن يجمع شباب الخليج في العلا
بغداد تعيد إحياء شارع المتنبي ليلا
خلافات الحلفاء تؤجل تشكيل الحكومة
الإمارات تطلق مسبارا لدراسة حزام الكويكبات
المعارضة تلوح بورقة الشارع قبل الانتخابات
طرابلس تبحث عن مخرج لأزمة السيولة
رجال دين يحذرون من خطاب الكراهية
زيادة الرواتب تشعل جدلا داخل البرلمان
بيروت تستعيد مهرجانها السينمائي بعد انقطاع
تركيا تعلن اكتشاف حقل غاز في البحر الأسود
واشنطن تعيد النظر في مساعداتها العسكرية
نقص الدواء يرهق مستشفيات صنعاء
مصر تستعيد تمثالا مهربا من متحف أوروبي
التضخم يلتهم مدخرات الطبقة الوسطى
خبراء: الحوار وحده يوقف النزيف
الدوحة تستضيف جولة جديدة من محادثات السلام
السودان: عودة تدريجية للنازحين إلى قراهم
حرب المسيرات تغير حسابات الميدان
ليبيا تطوي صفحة الانقسام المصرفي
غواصو البحر الأحمر يكتشفون حطام سفينة تجارية
مسقط تقترح خارطة طريق لتأمين الملاحة
إضراب المعلمين يدخل أسبوعه الثالث
باريس تدعو لرفع القيود عن منظمات الإغاثة
أزمة الخبز تعود إلى الواجهة
جدل في الرباط حول مدونة الأسرة
انتخابات بلدية بلا مفاجآت في عمان
نهر يحتضر بين سدين
دمشق ترمم أسواقها القديمة
عودة حذرة للسياح إلى أسوان
الأمم المتحدة تقلص حصص الغذاء في مخيمات اللجوء
الرياض تستعد لمعرض الكتاب بمشاركة 30 دولة
شبح الجفاف يهدد محاصيل الجزيرة
مناورات بحرية مشتركة قبالة سواحل اليونان
البنك الدولي يرفع توقعاته لنمو دول الخليج
نينوى تودع آخر مخيمات النزوح
تقرير أممي: ثلث أطفال المنطقة خارج المدرسة
أسعار النفط تتراجع مع عودة المخاوف من الركود
الفائزون بجائزة الشعر يتحدثون عن 'قصيدة المنفى'
القدس: ترميم سوق القطانين ينتظر التمويل
'لا عودة إلى الوراء' في ملف الإصلاح
المزيد من القيود على حركة الشاحنات في المعابر
تعليق مفاوضات السد حتى إشعار آخر
إيران.. قيود جديدة على تصدير الفستق
هل تنجح القاهرة في جمع الفرقاء؟
كيف تتحول النفايات إلى كهرباء في عمان؟
طهاة من حلب يفتحون مطاعمهم في برلين
""".strip().splitlines()

DECKS = """
الوزارة تتعهد بإصلاح الشبكة قبل الصيف والسكان يشككون في قدرتها على الوفاء بوعودها.
محللون يرون أن الخطوة تأخرت كثيرا، وأن آثارها لن تظهر قبل عامين على أقل تقدير.
المنظمون يتوقعون حضورا قياسيا رغم ارتفاع أسعار التذاكر وغياب أسماء كبيرة عن البرنامج.
القرار يثير ارتياحا في الأسواق ومخاوف لدى صغار المنتجين من منافسة غير متكافئة.
دراسة ميدانية تكشف أن نصف الأسر غيرت عاداتها الغذائية خلال عام واحد تحت ضغط الأسعار.
الرئيس يعد بحوار 'لا يستثني أحدا' والمعارضة تشترط إطلاق الموقوفين قبل الجلوس إلى الطاولة.
خبراء البيئة يحذرون من أن المشروع سيقضي على آخر غابات المانغروف في الساحل.
الفيلم يحصد ثلاث جوائز ويعيد النقاش حول تمويل السينما المستقلة في المنطقة.
انسحاب المنافس الأبرز يمهد الطريق أمام ولاية ثانية ويطرح أسئلة عن جدوى الاقتراع.
المختصون يدعون إلى تشخيص مبكر يوفر على المرضى سنوات من العلاج المكلف
العلماء يقولون إن البحيرة الجوفية أكبر مما كان يعتقد، وإن استغلالها يحتاج إلى اتفاق إقليمي.
لجنة التحقيق تحمل الشركة المنفذة المسؤولية وتطالب بمراجعة كل العقود المماثلة.
""".strip().splitlines()

CAPTIONS = """
نريد أفعالا لا وعودا
ليلة لا تنسى
لم يبق لنا سوى الأرض
الطريق ما زال طويلا
سنعود مهما طال الغياب
كل قطرة محسوبة
أبواب الحوار مفتوحة للجميع
من هنا مر الملوك
لا أحد فوق القانون
خطوة أولى في مسار شاق
""".strip().splitlines()

PLACES = """
القاهرة
أبوظبي
بيروت
الدار البيضاء
لندن
نيودلهي
بورت سودان
جنيف
سيدي بوزيد
الأمم المتحدة (نيويورك)
صنعاء
كوالالمبور
""".strip().splitlines()

OUTLETS = """
مصر العربية
اليوم السابع
المصري اليوم
بوابة الأهرام
صدى البلد
البوابة نيوز
الوفد
فيتو
الوطن
مصراوي
سكاي نيوز عربية
المصدر
بي بي سي
دوت مصر
""".strip().splitlines()

SECTIONS = """
أخبار العالم
أخبار مصر
أخبار الرياضة
الاقتصاد
منوعات
فن وثقافة
تقارير
سوريا
خاص بالعالم
علوم وتكنولوجيا
فلسطين
""".strip().splitlines()
