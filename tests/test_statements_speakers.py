"""The speaker is the actor at the head of the source, and the date of a statement is the one that dates the saying."""

from __future__ import annotations

import pytest
from builders import cast_of, lines_of, marked

from tocsin.events import EventsOptions, read_statements
from tocsin.records import Resolution, When

# name, text in the markup of training/GUIDELINES.md, actors with their phrases, statements expected
CASES = [
    (
        "person-before-body",
        "[S1 The [ROLE [NAT Kenyan] interior minister], [PER Joseph Ndolo],] [C1 said] [Q1 the camp would close].",
        {"Kenya": "country:Kenyan", "Joseph Ndolo": ""},
        ["Joseph Ndolo | said | indirect asserts | the camp would close"],
    ),
    (
        "apposition-first-name",
        "[S1 [PER Ana Ruiz], a spokeswoman for President [PER Juan Perez],] [C1 said] [Q1 the talks were over].",
        {"Juan Perez": "", "Ana Ruiz": ""},
        ["Ana Ruiz | said | indirect asserts | the talks were over"],
    ),
    (
        "spokesman-of-body",
        "[S1 A [ROLE spokesman] for [ORG UNIFIL]] [C1 said] [Q1 the patrol had turned back].",
        {"UNIFIL": "organisation:"},
        ["UNIFIL | said | indirect asserts | the patrol had turned back"],
    ),
    (
        "aide-of-person-is-not-him",
        "[S1 An aide to President [PER Juan Perez]] [C1 said] [Q1 the talks were over].",
        {"Juan Perez": ""},
        ["(An aide to President Juan Perez) | said | indirect asserts | the talks were over"],
    ),
    (
        "lawyer-of-person-is-not-her",
        "[S1 [PER Ana Ruiz]’s lawyer] [C1 said] [Q1 she had signed nothing].",
        {"Ana Ruiz": ""},
        ["(Ana Ruiz’s lawyer) | said | indirect denies | she had signed nothing"],
    ),
    (
        "possessive-source",
        "In [S1 [PER Ana Ruiz]’s] [C1 view] [Q1 the law is a trap].",
        {"Ana Ruiz": ""},
        ["Ana Ruiz | view | indirect asserts | the law is a trap"],
    ),
    (
        "mention-is-source",
        "[S1 A spokesman for [ORG UNIFIL]] [C1 said] [Q1 the patrol had turned back].",
        {"UNIFIL": "organisation:", "spokesman": "A spokesman for UNIFIL"},
        ["spokesman | said | indirect asserts | the patrol had turned back"],
    ),
    (
        "longer-mention",
        "[S1 The minister] [C1 said] [Q1 the camp would close].",
        {"Joseph Ndolo": "The minister"},
        ["Joseph Ndolo | said | indirect asserts | the camp would close"],
    ),
    (
        "pieces-far-apart",
        "[S1 The ministry], which runs the camp at Dadaab and two others near the border, [S1 it] [C1 says], "
        "[Q1 will pay].",
        {"ministry": "organisation:The ministry; it"},
        ["ministry | says | indirect asserts | will pay"],
    ),
    (
        "unresolved",
        "[S1 A shepherd] [C1 said] [Q1 the shots came from the ridge].",
        {},
        ["(A shepherd) | said | indirect asserts | the shots came from the ridge"],
    ),
    (
        "government-by-capital",
        "[S1 [LOC Ankara]] [C1 blamed] [Q1 the rebels for the blast].",
        {"Turkish government": "organisation:Ankara"},
        ["Turkish government | blamed | indirect accuses | the rebels for the blast"],
    ),
    (
        "police",
        "[S1 [ORG Police] in Karachi] [C1 said] [Q1 two men were held].",
        {"Police": "organisation:"},
        ["Police | said | indirect asserts | two men were held"],
    ),
    (
        "we-of-the-outlet",
        "[S1 We] [C1 asked] [Q1 the ministry to comment].",
        {},
        ["(We) | asked | indirect demands | the ministry to comment"],
    ),
    (
        "said-monday",
        "[S1 [PER Ana Ruiz]] [C1 said] on [DATE Monday] [Q1 the law is a trap].",
        {"Ana Ruiz": ""},
        ["Ana Ruiz | said | indirect asserts | the law is a trap @ Monday"],
    ),
    (
        "monday-first",
        "On [DATE Monday], [S1 [PER Ana Ruiz]] [C1 said] [Q1 the law is a trap].",
        {"Ana Ruiz": ""},
        ["Ana Ruiz | said | indirect asserts | the law is a trap @ Monday"],
    ),
    (
        "date-in-content",
        "[S1 [PER Ana Ruiz]] [C1 said] [Q1 the law would pass on [DATE Monday]].",
        {"Ana Ruiz": ""},
        ["Ana Ruiz | said | indirect asserts | the law would pass on Monday"],
    ),
    (
        "date-of-other-clause",
        "[S1 [PER Ana Ruiz]], who was elected in [DATE May], [C1 said] [Q1 the law is a trap].",
        {"Ana Ruiz": ""},
        ["Ana Ruiz | said | indirect asserts | the law is a trap"],
    ),
    (
        "date-after-the-raid",
        "After [DATE Sunday]’s raid [S1 [PER Ana Ruiz]] [C1 said] [Q1 the law is a trap].",
        {"Ana Ruiz": ""},
        ["Ana Ruiz | said | indirect asserts | the law is a trap"],
    ),
    (
        "date-after-following",
        "[S1 [PER Ana Ruiz]] [C1 spoke] following the raid on [DATE Sunday], saying [Q1 the law is a trap].",
        {"Ana Ruiz": ""},
        ["Ana Ruiz | spoke | indirect asserts | the law is a trap"],
    ),
    (
        "told-radio-on-friday",
        "[S1 [PER Ana Ruiz]] [C1 told] Radio Lac on [DATE Friday] [Q1 that the law is a trap].",
        {"Ana Ruiz": "", "Radio Lac": "organisation:"},
        ["Ana Ruiz via Radio Lac | told | indirect asserts | that the law is a trap @ Friday"],
    ),
    (
        "statement-late-on-tuesday",
        "[Q1 “The law is a trap,”] [S1 she] [C1 said] in a statement late on [DATE Tuesday].",
        {"Ana Ruiz": "she"},
        ["Ana Ruiz | said | direct asserts | “The law is a trap,” @ Tuesday"],
    ),
]


@pytest.mark.parametrize(("text", "cast", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_speaker_and_date(text: str, cast: dict[str, str], expected: list[str]) -> None:
    passage = marked(text)
    dates = passage.annotation.of_kind("date")
    whens = tuple(When("2024-05-06", "2024-05-06", "day", "relative", mark.span) for mark in dates)
    actors = cast_of(passage.report, cast).actors
    resolution = Resolution(passage.report.id, actors=actors, whens=whens)
    statements, rejected = read_statements(passage.report, passage.annotation, resolution, EventsOptions())
    assert not rejected
    assert lines_of(statements, resolution) == expected
