"""`explain --html`: what the pages hold, that no text can break them, and how a browser takes them."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from commands import FIRST, LAST, PNG, RAW, TITLE, run
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, Trace
from cleaner.classify.classifier import Classifier, Model, Term, write_weights
from cleaner.classify.features import LEVELS
from cleaner.show.explainpage import article_page, entry_of, index_page
from cleaner.show.safe import visible

pytestmark = pytest.mark.usefixtures("rules")

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ATTACK = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'\"&amp;</p></style>"


class Page(HTMLParser):
    """What a page shows: the texts of each class of element, tips apart, and all tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.marks: list[tuple[str, str]] = []
        self.segments: list[tuple[str | None, str]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._void = {"meta", "br"}
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag not in self._void:
            self._open.append((tag, dict(attrs)))
        if tag == "p" and dict(attrs).get("class") == "segment":
            self.segments.append((dict(attrs).get("dir"), ""))
        if tag == "mark":
            self.marks.append((str(dict(attrs)["class"]), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [attributes.get("class") for _, attributes in self._open]
        tags = [tag for tag, _ in self._open]
        if "tip" in classes:
            return
        if "segment" in classes:
            self.segments[-1] = (self.segments[-1][0], self.segments[-1][1] + data)
        if "mark" in tags:
            self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)


def trace(raw: str) -> Trace:
    return Cleaner().trace(raw, publisher="gazette")


def test_the_raw_text_with_all_that_goes() -> None:
    html = article_page(trace(f"{RAW}ملاحظة: نص\n"), "a.txt")
    page = Page(html)
    assert [text for _, text in page.segments] == [line for line in [*RAW.splitlines(), "ملاحظة: نص"] if line]
    assert [text for looks, text in page.marks if looks == "removed"] == [
        "جريدة الساحل", TITLE, "نشر في: 2017-11-14", "1/2", "2/2", "اقرأ المزيد", "شارك",
    ]  # fmt: skip
    assert [text for looks, text in page.marks if looks == "kept"] == ["ملاحظة: نص"]
    assert "removed as <b>read-also</b><br><code>gazette.read-more</code>" in html
    assert f'<dt>title</dt><dd><p dir="auto">{TITLE}</p>' in html
    assert '<p dir="auto">2017-11-14</p><code class="faint">gazette.date-line</code>' in html
    assert f'<p dir="auto">{FIRST}</p>' in html


def test_the_classifier_says_how_sure_it_is(tmp_path: Path) -> None:
    short = [[6.0] * LEVELS["end"] if size < 4 else [-6.0] * LEVELS["end"] for size in range(LEVELS["size"])]
    model = Model(0, [Term("size", "end", short)])
    write_weights(Classifier(model, model), tmp_path / "weights.json")
    prose = "The harbour master said on Tuesday evening that the old quay would open to visitors early next month."
    cleaner = Cleaner(weights=tmp_path / "weights.json")
    one = cleaner.trace(f"Old quay opens\n{prose}\n{prose} It rained.\nWhat to cook on Sunday\nContact us | About")
    guessed = [removal for removal in one.article.removed if removal.rule == "classifier"]
    assert guessed
    shown = re.findall(r"<code>classifier (0\.\d\d|1\.00)</code>", article_page(one, "a.txt"))
    assert len(shown) == len(guessed)


def test_directions() -> None:
    """The text's own for most, and what has no letters follows the others."""
    html = article_page(trace(f"{FIRST}\n1/2\n2/2\nHarbour news of the day\n{LAST}"), "a.txt")
    assert [side for side, _ in Page(html).segments] == ["auto", None, None, "auto", "auto"]
    assert '<div dir="rtl">' in html
    assert '<div dir="ltr">' in article_page(trace("The harbour opens again on Sunday."), "a.txt")


TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*RAW.splitlines(), ATTACK, "\u202eabc", "a\x00b\x1b[31m", "]]>", "<!--"]), st.text(max_size=30)
    ),
    max_size=10,
).map("\n".join)


@given(TEXTS)
def test_no_text_breaks_a_page(raw: str) -> None:
    """Every segment is shown as it is, and there is no tag or attribute but ours."""
    one = trace(raw)
    page = Page(article_page(one, raw[:20]))
    document = one.document
    assert [text for _, text in page.segments] == [
        visible(document.text[row_start:row_end]).replace("\r", "\n")
        for row_start, row_end in zip(document.starts, document.ends, strict=True)
    ]
    assert page.tags <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "main",
            "section",
            "div",
            "h1",
            "h2",
            "p",
            "span",
        ),
        *("b", "bdi", "br", "code", "mark", "ul", "li", "dl", "dt", "dd"),
    }
    assert page.names <= {
        *("lang", "charset", "name", "content", "http-equiv", "class", "dir", "style", "tabindex", "id", "role"),
        "aria-describedby",
    }


def test_a_page_needs_nothing_but_itself() -> None:
    html = article_page(trace(RAW), "a.txt")
    assert "default-src &#x27;none&#x27;" in html
    assert not any(word in html for word in ("http:", "https:", "url(", "@import", "<script", "src="))


def test_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RAW, encoding="utf-8")
    shown = run("explain", path, "--html").stdout
    assert shown == run("explain", path, "-f", "html").stdout
    assert run("explain", path, "--html", "-o", tmp_path / "a.html").stdout == ""
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == shown
    assert run("explain", path, "-o", tmp_path / "a.lines").exit_code == 0
    assert (tmp_path / "a.lines").read_text(encoding="utf-8") == run("explain", path).stdout


def test_a_folder_with_its_index(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "sub").mkdir(parents=True)
    for name in ("a.txt", "index.txt", "sub/ملف 1#.txt"):
        (texts / name).write_text(RAW, encoding="utf-8")
    (texts / "image.txt").write_bytes(PNG)
    (texts / "none.txt").write_bytes(b"")
    result = run("explain", texts, "--html", "-o", tmp_path / "pages")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "image.txt: looks binary" in result.stderr
    assert "none.txt: empty" in result.stderr
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert "4 articles, cleaned and explained" in index
    assert 'href="articles/sub/%D9%85%D9%84%D9%81%201%23.html"' in index
    assert (tmp_path / "pages" / "articles" / "sub" / "ملف 1#.html").exists()
    assert (tmp_path / "pages" / "articles" / "index.html").exists()


def test_an_index_escapes_what_it_lists() -> None:
    page = index_page([entry_of(trace(f"{ATTACK}\n{FIRST}\n{LAST}"), ATTACK, ATTACK)])
    assert "<script" not in page
    assert "<img" not in page


# ---------------------------------------------------------------- in a browser


def browse(path: Path, profile: Path, *flags: str) -> subprocess.CompletedProcess[bytes]:
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    more = ["--disable-component-update", f"--user-data-dir={profile}", *flags]
    command = [str(BROWSER), "--headless", "--no-sandbox", *quiet, *more, path.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=120)


def corner(png: Path) -> int:
    """How bright the first pixel of a picture is, from 0 to 255: the first of its first row, whatever the filter."""
    data, place, packed = png.read_bytes(), 8, b""
    while place < len(data):
        (size,), kind = struct.unpack(">I", data[place : place + 4]), data[place + 4 : place + 8]
        packed += data[place + 8 : place + 8 + size] if kind == b"IDAT" else b""
        place += size + 12
    return max(zlib.decompress(packed)[1:4])


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_in_a_browser(tmp_path: Path) -> None:
    """No script of a text runs; light and dark follow the reader's choice."""
    page = tmp_path / "page.html"
    page.write_text(article_page(trace(f"{TITLE}\n{FIRST}\n{ATTACK}\n{LAST}"), "a.txt"), encoding="utf-8")
    shown = browse(page, tmp_path / "profile", "--dump-dom").stdout.decode()
    assert f"<title>{TITLE}</title>" in shown
    assert "&lt;script&gt;document.title" in shown
    for scheme, dark in (("1", False), ("0", True)):
        picture = tmp_path / f"{scheme}.png"
        browse(page, tmp_path / "profile", f"--screenshot={picture}", f"--blink-settings=preferredColorScheme={scheme}")
        assert (corner(picture) < 100) is dark
