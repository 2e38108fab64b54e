"""Pages of our own making, in the shape of real ones."""

from __future__ import annotations

PROSE = (
    "The harbour was opened again on Sunday, after ten years of work that cost the town dearly.",
    "Nobody could say when the first ship would come, but the crane had been painted, and the mayor was content.",
    "The quay, built by hand in 1912, is four hundred metres long and was closed when its piles began to rot.",
    "Fishermen who had moved to the north in the meantime said they would wait for the winter before coming back.",
    "The council will meet in March to decide on fees, which are to stay below those of the neighbouring ports.",
)
TEASERS = ("Bridge closed for repairs", "New school has no roof", "Winter market moves to the station")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts or PROSE)


def page(body: str, head: str = "") -> str:
    """A page around an article: navigation above, teasers and a footer below."""
    teasers = "".join(f'<li><a href="/{number}">{text}</a></li>' for number, text in enumerate(TEASERS))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Harbour opens again</title>{head}</head><body>"
        '<nav class="menu"><a href="/">Home</a><a href="/sport">Sport</a></nav>'
        f"{body}"
        f'<aside class="related"><h3>Related</h3><ul>{teasers}</ul></aside>'
        '<footer class="footer"><p>All rights reserved by the Example Press of Example Town and its partners.</p></footer>'
        "</body></html>"
    )
