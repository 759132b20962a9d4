"""Attributions that the layout of a page shows by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.typographic import combined, layout_attributions
from tocsin.records import Attribution, Report, Span
from tocsin.run.evaluate.attribution import plain_report


def shown(report: Report) -> list[tuple[str, str, list[str]]]:
    return [(a.source[0].quote, a.cue[0].quote, [s.quote for s in a.content]) for a in layout_attributions(report)]


INTERVIEW = [
    "Envoy speaks",
    "The envoy spoke to Radio Lac on Monday.",
    "HOST: Will the road be open?",
    "“ODHIAMBO: It will.",
    "“And it will stay open.",
    "HOST: Since when?",
    "Note: the interview was cut.",
]


def test_a_transcript_is_read_line_by_line() -> None:
    assert shown(plain_report("\n\n".join(INTERVIEW))) == [
        ("HOST", ":", ["Will the road be open?"]),
        ("ODHIAMBO", ":", ["It will.", "“And it will stay open."]),
        ("HOST", ":", ["Since when?"]),
        ("Note", ":", ["the interview was cut."]),
    ]


def test_labels_that_never_come_back_are_no_transcript() -> None:
    lines = ["Where: the bridge.", "When: on Monday at noon.", "Who: all who live there."]
    assert shown(plain_report("\n\n".join(lines))) == []


def test_a_name_below_a_quotation_is_its_source() -> None:
    report = plain_report("“We waited for nine hours at the gate.” ― Ana Ruiz, teacher")
    assert shown(report) == [("Ana Ruiz, teacher", "―", ["“We waited for nine hours at the gate.”"])]


def test_a_dash_that_goes_on_is_no_credit() -> None:
    assert shown(plain_report("“We waited for nine hours at the gate,” — and then it rained all night.")) == []


def test_what_the_layout_shows_counts_over_the_model() -> None:
    report = plain_report("“We waited for nine hours at the gate.” ― Ana Ruiz")
    text = report.text
    clumsy = Attribution((), (Span.of(text, 42, 45),), (Span.of(text, 0, 30),), 0.6)
    inner = Attribution((Span.of(text, 1, 3),), (Span.of(text, 4, 10),), (Span.of(text, 11, 20),), 0.6)
    (layout,) = layout_attributions(report)
    assert combined((clumsy, inner), [layout]) == (inner, layout)
    assert combined((clumsy,), []) == (clumsy,)


@given(st.lists(st.sampled_from([*INTERVIEW, "“No way back for us all,” — Jo Li", ":", "A: ", "“”"]), max_size=9))
def test_spans_quote_the_text(lines: list[str]) -> None:
    report = plain_report("\n\n".join(lines))
    for one in layout_attributions(report):
        for span in (*one.source, *one.cue, *one.content):
            assert report.text[span.start : span.end] == span.quote
