"""The example pages, and saved pages of real outlets where those are at hand, read as they should."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tocsin.acquire import acquire
from tocsin.document import DocumentOptions, read_capture
from tocsin.records import Capture, Rejected, Report

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OPTIONS = DocumentOptions(as_of=date(2026, 1, 1))

# file -> outlet, byline, day and basis of publication, paragraphs, captions
EXAMPLES = {
    "catatumbo-displacement.html": ("Cordillera Times", "Andrea Villalba", "2024-02-09", "metadata", 12, 0),
    "chindwin-ferry.txt": ("Chindwin Post", "Nang Mya Sein", "2024-01-22", "stated", 11, 1),
    "ituri-camp-raid.html": ("Great Lakes Dispatch", "Patrick Oyella", "2023-11-06", "metadata", 11, 0),
    "kupiansk-evacuation-bus.html": ("The Continental Herald", "Martha Quill, Yuriy Danko", "2024-05-16", "metadata", 11, 1),
    "lake-chad-fishing-camp.txt": ("Sahara Line", None, "2023-10-03", "inferred", 12, 0),
    "mali-market-attack.html": ("The Niger Bend Courier", "Salimata Kone", "2024-03-14", "metadata", 12, 1),
    "pibor-convoy.html": ("The Bahr Monitor", "Deng Machar Lual", "2024-01-20", "stated", 9, 0),
    "red-sea-bulk-carrier.md": ("Strait & Harbour", "Tobias Venn", "2024-04-18", "metadata", 11, 1),
    "tavush-border-shooting.html": ("Caucasus Ledger", "Nino Abuladze-Ross", "2023-06-22", "metadata", 12, 1),
    "visegrad-border-police.html": ("Drina Weekly", "Dunja Perkman", "2023-10-09", "metadata", 12, 0),
}  # fmt: skip
REFUSED = {
    "not-an-article-front-page.html": "document.listing-page",
    "not-an-article-script-shell.html": "document.script-shell",
    "not-english-francais.html": "document.language",
}
# words that only furniture says on these pages
FURNITURE = re.compile(
    r"newsletter|cookie|subscribe|donate|copyright|©|share this|read more|related|tocsin|all rights|advertisement|"
    r"invented|download our|privacy|sign up|follow us|min read|comments",
    re.IGNORECASE,
)


def example(name: str) -> tuple[Report, tuple[Rejected, ...]] | Rejected:
    (capture,) = acquire(ROOT / "examples" / name)
    assert isinstance(capture, Capture)
    return read_capture(capture, OPTIONS)


def test_every_example_is_listed_here() -> None:
    names = {path.name for path in (ROOT / "examples").iterdir() if path.is_file()} - {"README.md"}
    assert names == set(EXAMPLES) | set(REFUSED)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_as_it_should(name: str) -> None:
    result = example(name)
    assert not isinstance(result, Rejected), result
    report = result[0]
    kinds = [block.kind for block in report.blocks]
    found = (report.outlet, report.byline, report.published.date, report.published.basis)
    assert (*found, kinds.count("paragraph"), kinds.count("caption")) == EXAMPLES[name]
    assert kinds[0] == "headline"
    assert 350 <= len(report.text.split()) <= 800
    assert not FURNITURE.findall(report.text)


@pytest.mark.parametrize("name", REFUSED)
def test_an_example_that_is_no_report_says_why(name: str) -> None:
    result = example(name)
    assert isinstance(result, Rejected)
    assert result.reason == REFUSED[name]


def saved_pages() -> list[dict[str, Any]]:
    sys.path.insert(0, str(SHARED / "corpora"))
    try:
        import load
    finally:
        sys.path.pop(0)
    return list(load.news_pages())


@pytest.mark.shared
def test_saved_pages_are_read_or_refused_for_the_right_reason() -> None:
    wrong = []
    for page in saved_pages():
        capture = Capture(source=page["file"], content=page["html"], url=page["url"], media_type="text/html")
        result = read_capture(capture, OPTIONS)
        reason = result.reason if isinstance(result, Rejected) else "report"
        expected = expected_of(page)
        if reason not in expected:
            wrong.append((page["file"], page["kind"], reason))
    assert wrong == []


def expected_of(page: dict[str, Any]) -> set[str]:
    """Say how a page may come out, by what its manifest says of it and what it holds."""
    html, kind = page["html"], page["kind"]
    for word, reason in (
        ("listing", "document.listing-page"),
        ("script", "document.script-shell"),
        ("feed", "document.feed"),
    ):
        if word in kind:
            return {reason}
    if kind == "redirect":
        # one of these only reloads itself after ten minutes, around a whole article
        return {"report"} if b'http-equiv="refresh" content="600"' in html else {"document.redirect"}
    if page["lang"] == "en":
        return {"report"}
    # two articles of outlets from elsewhere are written in English all the same
    english = html.lower().count(b" the ") > 30
    return {"report"} if english else {"document.language"}


@pytest.mark.shared
def test_the_report_that_tocsin_must_read_well_keeps_its_paragraphs_and_loses_its_foot() -> None:
    (path,) = (SHARED / "reports").glob("kosovo-*.txt")
    (capture,) = acquire(path)
    assert isinstance(capture, Capture)
    result = read_capture(capture, OPTIONS)
    assert not isinstance(result, Rejected)
    report, left_out = result
    kinds = [block.kind for block in report.blocks]
    assert (kinds[0], kinds.count("paragraph"), kinds.count("subhead"), kinds.count("caption")) == (
        "headline",
        14,
        6,
        1,
    )
    lines = [line.strip() for line in capture.content.decode().splitlines() if line.strip()]
    foot = lines.index(next(line for line in lines if line.startswith("Donate today")))
    assert [" ".join(line.split()) for line in lines[:foot]] == report.text.split("\n\n")
    # two of the lines of the foot are one broken sentence
    assert len(left_out) in (len(lines) - foot, len(lines) - foot - 1)
    assert report.published.date == "2023-09-29"
