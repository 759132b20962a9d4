"""The day a report was published: from metadata, as stated, as inferred, or unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.published import infer_published

AS_OF = "2026-11-22"


def test_metadata_goes_first():
    published = infer_published("On Sunday 24 September", metadata_date="2023-09-30T08:00:00Z", as_of=AS_OF)
    assert (published.date, published.basis, published.span) == ("2023-09-30", "metadata", None)


def test_metadata_after_the_page_was_fetched_is_not_believed():
    assert infer_published("Nothing.", metadata_date="2027-01-01", as_of=AS_OF).basis == "unknown"
    assert infer_published("Nothing.", metadata_date="soon", as_of=None).basis == "unknown"


@pytest.mark.parametrize(
    ("text", "date", "quote"),
    [
        ("Two die\n\nPublished 3 May 2024\n\nOn Monday 29 April ...", "2024-05-03", "3 May 2024"),
        ("Two die\n\nUpdated: 4 May 2024\n\nPublished on 3 May 2024 10:30\n\nText", "2024-05-03", "3 May 2024 10:30"),
        ("Two die\n\nLast updated on May 4, 2024\n\nText on 1 May 2024.", "2024-05-04", "May 4, 2024"),
        ("Two die\n\nBy Ana Ruiz | 3 May 2024\n\nText.", "2024-05-03", "3 May 2024"),
        ("Two die\n\nFriday, 3 May 2024\n\nText.", "2024-05-03", "Friday, 3 May 2024"),
        ("GOMA, 3 May 2024 (Agency) – Two men died.", "2024-05-03", "3 May 2024"),
        ("BUKAVU, Congo, May 3, 2024 — Two men died.", "2024-05-03", "May 3, 2024"),
    ],
)
def test_stated(text: str, date: str, quote: str):
    published = infer_published(text, metadata_date=None, as_of=AS_OF)
    assert (published.date, published.basis) == (date, "stated")
    assert published.span is not None
    assert published.span.quote == quote
    assert text[published.span.start : published.span.end] == quote


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # 24 September was a Sunday in 2017 and 2023; 29 September a Friday in the same years
        ("A patrol was ambushed on Sunday 24th September. Envoys met on Friday 29th September.", "2023-09-29"),
        ("A patrol was ambushed last week on Sunday 24th September.", "2023-09-25"),
        ("A patrol was ambushed on Sunday 24 September; in 2021 two died there.", "2023-09-24"),
        ("GOMA, Sunday 3 March (Agency) — Two men died on Friday 1 March.", "2024-03-03"),
        ("It fell on Sunday 31 December and was retaken on Tuesday 2 January.", "2024-01-02"),
        ("It began on Sunday 24 September. Talks will be held on Wednesday 4 October.", "2023-09-24"),
        ("The camp burnt on Sunday, 24 September 2023.", "2023-09-24"),
        ("The envoy met them on 2 June 2022. The council met on 10 June 2022.", "2022-06-10"),
    ],
)
def test_inferred(text: str, date: str):
    published = infer_published(text, metadata_date=None, as_of=AS_OF)
    assert (published.date, published.basis) == (date, "inferred")
    assert published.span is not None
    assert text[published.span.start : published.span.end] == published.span.quote


def test_the_latest_fitting_year_is_bounded_by_the_day_of_fetching():
    text = "A patrol was ambushed on Sunday 24 September."
    assert infer_published(text, metadata_date=None, as_of="2023-09-23").date == "2017-09-24"
    assert infer_published(text, metadata_date=None, as_of="2023-09-24").date == "2023-09-24"


def test_a_year_that_the_text_names_weighs_where_the_news_is_not_fresh():
    text = "A patrol was ambushed on Sunday 24 September, the worst clash in 2017."
    assert infer_published(text, metadata_date=None, as_of=AS_OF).date == "2017-09-24"
    assert infer_published(text, metadata_date=None, as_of="2023-10-02").date == "2023-09-24"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two men died in Goma on Monday.",
        "It fell on Monday 24 September, on Sunday 24 September and on Friday 24 September.",
        "The talks will be held on Sunday 24 September.",
        "Ten years after 11 September 2001 he was born on 4 May 1990.",
        "In a raid on 12 March 2022, two men died. In 2024 the trial ended.",
        "The raid of 12 March 2022 killed two, police said on Monday.",
    ],
)
def test_unknown_rather_than_wrong(text: str):
    published = infer_published(text, metadata_date=None, as_of=AS_OF)
    assert (published.date, published.basis, published.span) == (None, "unknown", None)


def test_without_a_latest_day_a_named_year_must_settle_it():
    text = "A patrol was ambushed on Sunday 24 September."
    assert infer_published(text, metadata_date=None, as_of=None).basis == "unknown"
    assert infer_published(text + " It began in 2023.", metadata_date=None, as_of=None).date == "2023-09-24"
    assert infer_published(text + " It began in 2019.", metadata_date=None, as_of=None).basis == "unknown"


WORDS = "Published Updated on Sunday Monday 24 3 September May 2023 2024 2017 , : — | \n\n GOMA last week will in by"


@given(
    st.lists(st.sampled_from(WORDS.split(" ")), max_size=16).map(" ".join),
    st.sampled_from([None, AS_OF, "1999-01-01", "x"]),
)
def test_never_raises_and_never_after_the_latest_day(text: str, as_of: str | None):
    published = infer_published(text, metadata_date=None, as_of=as_of)
    assert (published.date is None) == (published.basis == "unknown") == (published.span is None)
    if published.span is not None:
        assert text[published.span.start : published.span.end] == published.span.quote
    if published.date and as_of and as_of != "x":
        assert published.date <= as_of


def test_a_dateline_without_a_year_is_the_day_published() -> None:
    text = (
        "Raid on camp\n\nBOL, Chad, Oct. 3 (Lake Wire) - Men in canoes came around 11 p.m. on Sunday, Oct. 1, "
        "the mayor said on Tuesday."
    )
    published = infer_published(text, metadata_date=None, as_of="2024-05-01")
    assert (published.date, published.basis) == ("2023-10-03", "inferred")
    assert published.span is not None
    assert published.span.quote == "Oct. 3"
