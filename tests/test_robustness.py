"""Whatever comes in, a report or a rejection comes out, and every block lies where it says."""

from __future__ import annotations

import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.document import DocumentOptions, read_capture
from tocsin.errors import MESSAGES
from tocsin.records import Capture, Rejected

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OPTIONS = DocumentOptions(as_of=date(2026, 1, 1))
LONGEST = 3_500
TYPES = {".html": "text/html", ".md": "text/markdown", ".txt": "text/plain"}
# what breaks parsers: tags that swallow, references to no character, marks of other encodings
SPLINTERS = (
    b"<", b">", b"</div>", b"<p>", b'"', b"&#x110000;", b"&#0;", b"&", b"<!--", b"-->", b"<script>", b"<![CDATA[", b"\x00",
    b"\xff\xfe", b"\xef\xbf\xbf", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"<table><tr>", b"<svg>", b"{{", b"<br><br>", b"<h1>",
    b"<figure><figcaption>", b'<a href="http://[">', b'<time datetime="9999-99-99">', b'<meta name=date content="0000">',
    b'<meta charset="utf-7">', b'<script type="application/ld+json">[[[', b"---\n", b"# ", b"\r", b"![](", b"**", b"> ",
)  # fmt: skip


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Pieces of the example pages, and of saved pages where those are at hand."""
    found = [(path.suffix, path.read_bytes()) for path in sorted((ROOT / "examples").glob("*.*"))]
    if (SHARED / "corpora" / "news_pages.tar.gz").is_file():
        found += [(".html", page["html"]) for page in saved_pages()]
    pieces = []
    for suffix, content in found:
        # the head of each, and one piece out of the middle
        middle = len(content) // 3
        pieces += [(suffix, content[:LONGEST]), (suffix, content[middle : middle + LONGEST])]
    return tuple(pieces)


@cache
def saved_pages() -> tuple[dict[str, object], ...]:
    sys.path.insert(0, str(SHARED / "corpora"))
    try:
        import load
    finally:
        sys.path.pop(0)
    return tuple(load.news_pages())


@st.composite
def sources(draw: st.DrawFn) -> Capture:
    """A page that was cut, spliced, or had bytes flipped and tags thrown in."""
    suffix, content = draw(st.sampled_from(seeds()))
    start, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
    kind = draw(st.sampled_from(("cut", "splice", "flip", "litter", "whole")))
    if kind == "cut":
        content = content[start:end]
    elif kind == "splice":
        content = content[:start] + draw(st.sampled_from(seeds()))[1][: end - start] + content[start:]
    elif kind == "flip":
        broken = bytearray(content)
        for at, value in draw(st.lists(st.tuples(st.integers(0, LONGEST - 1), st.integers(0, 255)), max_size=60)):
            if at < len(broken):
                broken[at] = value
        content = bytes(broken)
    elif kind == "litter":
        for at, splinter, times in draw(
            st.lists(
                st.tuples(st.integers(0, LONGEST), st.sampled_from(SPLINTERS), st.sampled_from((1, 1, 40))), max_size=25
            )
        ):
            content = content[:at] + splinter * times + content[at:]
    return Capture(
        source="fuzz",
        content=content,
        media_type=draw(st.sampled_from((TYPES.get(suffix), TYPES.get(suffix), None, *TYPES.values()))),
        charset=draw(
            st.sampled_from((None, None, "utf-8", "latin-1", "utf-16", "shift_jis", "no-such-charset", "base64"))
        ),
        url=draw(st.sampled_from((None, "https://paper.example/2024/05/05/story", "http://[broken"))),
        fetched=draw(st.sampled_from((None, "2024-05-05T00:00:00+00:00", "yesterday"))),
    )


def check(capture: Capture) -> str:
    """Read a capture and check what holds for every report and every rejection."""
    result = read_capture(capture, OPTIONS)
    if isinstance(result, Rejected):
        assert result.reason in MESSAGES
        assert result.message
        return result.reason
    report, left_out = result
    end = 0
    for block in report.blocks:
        assert report.text[end : block.start] == ("\n\n" if end else "")
        piece = report.text[block.start : block.end]
        assert piece
        assert piece == piece.strip()
        assert "\n" not in piece
        end = block.end
    assert end == len(report.text)
    span = report.published.span
    assert span is None or report.text[span.start : span.end] == span.quote
    assert all(one.reason in MESSAGES and one.report_id == report.id for one in left_out)
    return "report"


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(sources())
def test_two_thousand_broken_inputs_end_in_a_report_or_a_rejection(capture: Capture) -> None:
    check(capture)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from((None, *TYPES.values())))
def test_noise_ends_in_a_report_or_a_rejection(content: bytes, media_type: str | None) -> None:
    check(Capture(source="noise", content=content, media_type=media_type))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_ends_in_a_report_or_a_rejection(text: str) -> None:
    check(Capture(source="text", content=text.encode("utf-8", "surrogatepass"), media_type="text/plain"))


@pytest.mark.shared
def test_every_saved_page_ends_in_a_report_or_a_rejection() -> None:
    for page in saved_pages():
        capture = Capture(source=str(page["file"]), content=page["html"], url=page["url"], media_type="text/html")  # type: ignore[arg-type]
        check(capture)


@pytest.mark.parametrize(
    "content",
    [
        b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
        b"<ul><li>" * 20_000 + b"deep",
        b"<p>" + b"word " * 400_000,
        b"<a href=x>" * 30_000,
        b"<table>" * 5_000,
        b"<b><i>" * 20_000 + b"text",
        b"<!--" * 50_000,
        b"<p x='" + b"y" * 1_000_000,
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>text</p>",
        b"&lt;" * 200_000,
    ],
    ids=["deep divs", "deep lists", "one long paragraph", "links", "tables", "inline", "comments", "attribute", "json", "entities"],
)  # fmt: skip
def test_pages_made_to_hurt_are_refused_or_read(content: bytes) -> None:
    check(Capture(source="deep", content=b"<html><body>" + content, media_type="text/html"))


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(
    "unit",
    ["**a ", "![", "[a](", "> ", "- ", "“", "'", "a\n", "a.b@", "# ", "By A", "(c) ", "www.", "1. ", "word ", "é"],
)
def test_repetition_without_end_is_refused_or_read(suffix: str, unit: str) -> None:
    check(Capture(source="long", content=(unit * 20_000).encode(), media_type=TYPES[suffix]))
