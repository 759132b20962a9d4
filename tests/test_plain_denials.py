"""Short denials are read where the model passes over them, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from tocsin.annotate.plain_denials import plain_denials
from tocsin.language.sentences import split_sentences
from tocsin.records import Attribution
from tocsin.run.evaluate.attribution import plain_report

DENIED = [
    ("Cambodia rejected the accusation.", ("Cambodia", "rejected", "the accusation")),
    ("The ministry has firmly denied this, saying that it rained.", ("The ministry", "denied", "this")),
    (
        "It was late. A spokesman for the army dismissed the claims as lies.",
        ("A spokesman for the army", "dismissed", "the claims"),
    ),
    ("The rebels said so, but the governor disputed it.", ("the governor", "disputed", "it")),
    ("Both sides deny all charges.", ("Both sides", "deny", "all charges")),
]


@pytest.mark.parametrize(("text", "parts"), DENIED)
def test_a_short_denial_is_read(text: str, parts: tuple[str, str, str]) -> None:
    report = plain_report(text)
    [found] = plain_denials(report, split_sentences(text), ())
    assert tuple(span.quote for side in (found.source, found.cue, found.content) for span in side) == parts
    for span in (*found.source, *found.cue, *found.content):
        assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    "text",
    [
        "Parliament rejected the budget.",
        "He denied the patrol passage.",
        "The court dismissed the claimant.",
        "what they denied this way",
        "She denied it.".lower(),
        "The " + "very " * 14 + "old ministry denied this.",
    ],
)
def test_other_refusals_are_none(text: str) -> None:
    assert plain_denials(plain_report(text), split_sentences(text), ()) == ()


def test_what_the_model_has_found_is_not_read_twice() -> None:
    text = "Cambodia rejected the accusation."
    report = plain_report(text)
    spans = [
        (report.span(text.index(part), text.index(part) + len(part)),)
        for part in ("Cambodia", "rejected", "the accusation")
    ]
    assert plain_denials(report, split_sentences(text), (Attribution(*spans, 0.9),)) == ()
    # a cue that the model credits with nothing becomes no statement, and is read here
    assert len(plain_denials(report, split_sentences(text), (Attribution(*spans[:2], (), 0.9),))) == 1
