"""Plain text and Markdown are cut into headlines, subheads, paragraphs and captions."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.document import DocumentOptions, read_capture
from tocsin.document.heading import byline_in
from tocsin.document.kinds import is_caption, looks_like_head
from tocsin.document.lines import paragraphs
from tocsin.records import Capture, Rejected, Report

LEAD = (
    "Soldiers opened fire on a minibus near the village of Tarn on Monday evening, killing its driver, "
    "the district governor said."
)
SECOND = "“He was taking bread to the market,” said his brother, Idris Vann. “He knew every man at that post.”"
THIRD = "The army denied that its soldiers had fired. It said that the bus had been caught between two gangs."


def read(text: str, media_type: str = "text/plain") -> Report:
    capture = Capture(source="x", content=text.encode(), media_type=media_type)
    result = read_capture(capture, DocumentOptions(as_of=date(2026, 1, 1)))
    assert not isinstance(result, Rejected), result
    return result[0]


def blocks(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def test_headline_standfirst_subhead_caption_and_paragraphs() -> None:
    report = read(
        f"""Driver killed as soldiers fire on minibus

Governor blames a patrol; army speaks of gangs

{LEAD}

Photo: The road to Tarn on Tuesday morning

{SECOND}

‘We were told to keep driving’

{THIRD}
"""
    )
    assert blocks(report) == [
        ("headline", "Driver killed as soldiers fire on minibus"),
        ("subhead", "Governor blames a patrol; army speaks of gangs"),
        ("paragraph", LEAD),
        ("caption", "Photo: The road to Tarn on Tuesday morning"),
        ("paragraph", SECOND),
        ("subhead", "‘We were told to keep driving’"),
        ("paragraph", THIRD),
    ]
    assert report.title == "Driver killed as soldiers fire on minibus"


def test_what_an_introduction_announces_is_a_paragraph_however_short() -> None:
    report = read(f"Headline of the day from Tarn\n\n{LEAD} He said:\n\n‘nobody gave that order’\n\n{THIRD}")
    assert blocks(report)[2] == ("paragraph", "‘nobody gave that order’")


def test_a_list_is_not_a_row_of_subheads() -> None:
    report = read(f"Headline of the day from Tarn\n\n{LEAD}\n\n- two buses\n- a mill\n- the bridge\n\n{THIRD}")
    assert [kind for kind, _ in blocks(report)] == ["headline"] + ["paragraph"] * 5


def test_one_sentence_is_a_report() -> None:
    assert blocks(read("Two soldiers were killed near Tarn on Monday.")) == [
        ("paragraph", "Two soldiers were killed near Tarn on Monday.")
    ]


def test_a_title_with_a_full_stop_is_still_a_headline() -> None:
    report = read(f"Army Says Bridge At Tarn Was Blown Up By Rebels.\n{LEAD}\n{THIRD}")
    assert [kind for kind, _ in blocks(report)] == ["headline", "paragraph", "paragraph"]


def test_lines_wrapped_at_a_width_are_joined() -> None:
    text = "\n\n".join(textwrap.fill(part, 64) for part in (LEAD, SECOND, THIRD))
    assert paragraphs(text) == [LEAD, SECOND, THIRD]


def test_wrapped_lines_with_indents_instead_of_blank_lines_are_cut_at_the_indent() -> None:
    text = "\n".join(textwrap.fill(part, 64, initial_indent="    ") for part in (LEAD, SECOND, THIRD))
    assert [part.strip() for part in paragraphs(text)] == [LEAD, SECOND, THIRD]


def test_one_line_a_paragraph_stays_so() -> None:
    assert paragraphs(f"{LEAD}\n{SECOND}\n{THIRD}") == [LEAD, SECOND, THIRD]
    assert paragraphs("River Media Ltd\nMill House\n12 Quay Street") == [
        "River Media Ltd",
        "Mill House",
        "12 Quay Street",
    ]


def test_a_sentence_broken_in_the_middle_is_joined() -> None:
    assert paragraphs("The governor said that the road\nwould be closed.") == [
        "The governor said that the road would be closed."
    ]


@given(st.integers(45, 100), st.lists(st.sampled_from((LEAD, SECOND, THIRD)), min_size=4, max_size=8))
def test_wrapping_at_any_width_is_undone(width: int, parts: list[str]) -> None:
    text = "\n\n".join(textwrap.fill(part, width, break_on_hyphens=False) for part in parts)
    assert paragraphs(text) == parts


def test_the_lines_above_an_article_tell_about_it() -> None:
    report = read(
        f"The Tarn Herald\n\nHome | News | Sport\n\nDriver killed as soldiers fire on minibus\n\n"
        f"By Ada Renn and Josef Kall\n\nPublished 4 March 2024\n\n{LEAD}\n\n{THIRD}"
    )
    assert (report.outlet, report.byline) == ("The Tarn Herald", "Ada Renn and Josef Kall")
    assert (report.published.date, report.published.basis) == ("2024-03-04", "stated")
    assert blocks(report)[:2] == [
        ("headline", "Driver killed as soldiers fire on minibus"),
        ("subhead", "Published 4 March 2024"),
    ]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Open Ward", "Open Ward"),
        ("La Orilla", "La Orilla"),
        ("Rivers & Rights, a monitoring group", "Rivers & Rights"),
        ("Salah al-Din Bell", "Salah al-Din Bell"),
    ],
)
def test_a_name_above_headline_and_date_is_the_outlet_whatever_it_is(line: str, outlet: str) -> None:
    head = "Driver killed as soldiers fire on minibus"
    report = read(f"{line}\n\n{head}\n\nPublished 4 March 2024\n\n{LEAD}\n\n{THIRD}")
    assert (report.outlet, report.title) == (outlet, head)


def test_a_headline_with_a_capital_on_each_word_is_no_outlet() -> None:
    head = f"{LEAD.split()[0]} {LEAD.split()[1].title()}"
    report = read(f"{head}\n\nThe army says it knows nothing of it\n\nPublished 4 March 2024\n\n{LEAD}\n\n{THIRD}")
    assert (report.outlet, report.title) == (None, head)


def test_keys_and_values_tell_about_an_article() -> None:
    report = read(
        f"Title: Driver killed near Tarn\nOutlet: Tarn Herald\nAuthor: Ada Renn\nDate: 2024-03-04\n"
        f"URL: https://herald.example/a\n\n{LEAD}\n\n{THIRD}"
    )
    assert (report.title, report.outlet, report.byline) == ("Driver killed near Tarn", "Tarn Herald", "Ada Renn")
    assert (report.url, report.published.date) == ("https://herald.example/a", "2024-03-04")
    assert blocks(report)[0] == ("headline", "Driver killed near Tarn")


def test_the_agency_of_a_dateline_is_the_outlet() -> None:
    report = read(f"Driver killed as soldiers fire on minibus\n\nTARN, March 4 (Hill Wire) - {LEAD}\n\n{THIRD}")
    assert report.outlet == "Hill Wire"


def test_only_names_make_a_byline() -> None:
    assert byline_in("By Ada Renn in Tarn") == ("Ada Renn", " in Tarn")
    assert byline_in("By María del Carmen Ruiz | 4 March 2024") == ("María del Carmen Ruiz", " | 4 March 2024")
    for sentence in ("By dawn the shelling had stopped", "By Monday the town was empty.", "By the river"):
        assert byline_in(sentence) is None


def test_captions_are_known_by_label_credit_or_a_picture_without_a_verb() -> None:
    for caption in (
        "Pictured: the mill at Tarn",
        "Drone footage of the column, released by the ministry",
        "Smoke over Tarn on Monday. (A. Renn/Handout via Hill Wire/AFP)",
        "In this photo from a video, a soldier stands at the gate.",
    ):
        assert is_caption(caption), caption
    for paragraph in (LEAD, "Footage of the raid showed at least ten men, the mayor said.", "The picture is unclear."):
        assert not is_caption(paragraph), paragraph


def test_heads_are_short_and_have_no_full_stop() -> None:
    assert looks_like_head("Who gave the order?")
    assert looks_like_head("U.S. envoy arrives in Tarn")
    for text in (LEAD, "He said:", "- two buses", "“Enough!”", "Q: Who gave the order?", ""):
        assert not looks_like_head(text), text


def test_markdown_is_read_without_its_marks() -> None:
    report = read(
        f"""---
title: "Driver killed near Tarn"
author: Ada Renn
date: 2024-03-04
publication: Tarn Herald
---
<!-- nobody sees this -->
# Driver killed near Tarn

![a road](road.jpg)
*The road to Tarn, seen from the mill.*

{LEAD.replace("Tarn", "**Tarn**").replace("minibus", "[minibus](https://x.example/a_(b))")}

Two accounts
------------

> {SECOND}

{THIRD.replace("gangs", "_gangs_")}[^1]

[^1]: A note.

| a | table |
""",
        "text/markdown",
    )
    assert blocks(report)[:6] == [
        ("headline", "Driver killed near Tarn"),
        ("caption", "The road to Tarn, seen from the mill."),
        ("paragraph", LEAD),
        ("subhead", "Two accounts"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]
    assert (report.outlet, report.byline, report.published.date) == ("Tarn Herald", "Ada Renn", "2024-03-04")


def test_the_same_text_has_the_same_id_wherever_it_lies() -> None:
    content = f"Driver killed near the village of Tarn\n\n{LEAD}\n\n{THIRD}".encode()
    first, second = (
        read_capture(Capture(source=source, content=content, media_type="text/plain"))
        for source in ("a.txt", "b/c.txt")
    )
    assert not isinstance(first, Rejected)
    assert not isinstance(second, Rejected)
    assert first[0].id == second[0].id
    assert first[0].id.startswith("rep-")
