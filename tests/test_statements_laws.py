"""What holds for all statements: spans quote the text, nothing raises, the same input gives the same output."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from builders import actor_of, cast_of, marked, sentences_of
from hypothesis import given
from hypothesis import strategies as st

from tocsin.events import EventsOptions, find_flags, read_statements
from tocsin.records import (
    Actor,
    Annotation,
    Attribution,
    Block,
    Mark,
    Published,
    Report,
    Resolution,
    Span,
    When,
)

PIECES = [
    "Ana Ruiz", "she", "the minister", "said", "denied", "according to", "told Radio Lac", "on Monday", "that", "must",
    "“", "”", "‘", "’", '"', ":", ",", ".", "\n\n", "We will not leave the valley", "the bridge was closed", "quoted",
    "Sunday 25 September", "as saying", "a source", "’s", "who", "and", "…", "É", "ß", "…’", "not", "made calls for",
    "via his spokesman", "it was reported that", "[", "]", "«", "»", "?", "citing", "vowed to", "and blamed",
]  # fmt: skip


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Report, Annotation, Resolution]:
    """A text of news-like pieces, with attributions, mentions, marks and dates at any place in it."""
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
    paragraphs = [p.strip() for p in " ".join(pieces).split("\n\n") if p.strip()] or ["x"]
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        kind = draw(st.sampled_from(["headline", "subhead", "paragraph", "caption"]))
        blocks.append(Block(kind, at, at + len(paragraph)))  # type: ignore[arg-type]
        at += len(paragraph) + 2
    report = Report("r", "s", text, tuple(blocks), published=Published("2023-09-29", "metadata"))

    def spans(most: int) -> st.SearchStrategy[tuple[Span, ...]]:
        start = st.integers(0, len(text) - 1)
        one = st.tuples(start, st.integers(1, 40)).map(lambda s: report.span(s[0], min(len(text), s[0] + s[1])))
        return st.lists(one, max_size=most).map(lambda found: tuple(sorted(found)))

    attribution = st.builds(Attribution, spans(2), spans(2), spans(3), st.floats(0, 1))
    kinds = st.sampled_from(["person", "organisation", "place", "date"])
    marks = draw(st.lists(st.tuples(kinds, spans(1)), max_size=6))
    actors = draw(
        st.lists(st.tuples(st.sampled_from(["person", "organisation", "country", "group"]), spans(4)), max_size=5)
    )
    annotation = Annotation(
        "r",
        "by-hand",
        "1",
        tuple(draw(st.just(sentences_of(report)))),
        tuple(Mark(kind, found[0], 1.0) for kind, found in marks if found),  # type: ignore[arg-type]
        tuple(draw(st.lists(attribution, max_size=8))),
    )
    resolution = Resolution(
        "r",
        tuple(Actor(f"a{i}", f"A{i}", kind, mentions=found) for i, (kind, found) in enumerate(actors)),  # type: ignore[arg-type]
        (),
        tuple(When("2023-09-25", "2023-09-25", "day", "inferred", span) for span in draw(spans(2))),
    )
    return report, annotation, resolution


@given(scenes())
def test_any_annotation_gives_statements_whose_spans_quote_the_text(
    scene: tuple[Report, Annotation, Resolution],
) -> None:
    report, annotation, resolution = scene
    statements, rejected = read_statements(report, annotation, resolution, EventsOptions())
    actors = {actor.id for actor in resolution.actors} | {None}
    for one in statements:
        for span in (*one.content, one.cue, one.speaker_span, one.via_span):
            assert span is None or report.text[span.start : span.end] == span.quote
        assert all(span.quote == span.quote.strip() for span in one.content)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))
        assert {one.speaker, one.via} <= actors
        assert one.why
        assert 0 <= one.score <= 1
    assert len({one.id for one in statements}) == len(statements)
    assert all(r.reason.startswith("events.") and r.stage == "statements" and r.message for r in rejected)
    for flag in find_flags(report, annotation, resolution, statements, (), EventsOptions()):
        assert flag.spans
        assert all(report.text[span.start : span.end] == span.quote for span in flag.spans)


@given(scenes())
def test_order_of_the_input_does_not_matter(scene: tuple[Report, Annotation, Resolution]) -> None:
    report, annotation, resolution = scene
    turned = replace(annotation, attributions=annotation.attributions[::-1], marks=annotation.marks[::-1])
    options = EventsOptions()
    assert read_statements(report, turned, resolution, options) == read_statements(
        report, annotation, resolution, options
    )


@given(scenes())
def test_every_attribution_becomes_a_statement_or_is_rejected(scene: tuple[Report, Annotation, Resolution]) -> None:
    report, annotation, resolution = scene
    statements, rejected = read_statements(report, annotation, resolution, EventsOptions())
    cues = [span for attribution in annotation.attributions for span in attribution.cue]
    if cues:
        assert statements or rejected


def test_two_readings_of_one_cue_are_joined() -> None:
    passage = marked("[S1 [PER Jan Kowal]] [C1 said] [Q1 that the plan was] dead and buried.")
    report, [first] = passage.report, passage.annotation.attributions
    whole = report.text[first.content[0].start :].rstrip(".")
    longer = replace(
        first, content=(Span.of(report.text, first.content[0].start, first.content[0].start + len(whole)),)
    )
    annotation = replace(passage.annotation, attributions=(first, longer))
    resolution = cast_of(report, {"Jan Kowal": ""})
    [statement], rejected = read_statements(report, annotation, resolution, EventsOptions())
    assert statement.content[0].quote == "that the plan was dead and buried"
    assert not rejected


def test_what_quotes_another_text_is_rejected() -> None:
    passage = marked("[S1 [PER Jan Kowal]] [C1 said] [Q1 that the plan was dead].")
    foreign = replace(passage.annotation.attributions[0], cue=(Span(0, 3, "xyz"),))
    annotation = replace(passage.annotation, attributions=(foreign,))
    statements, [rejected] = read_statements(passage.report, annotation, Resolution("r"), EventsOptions())
    assert not statements
    assert rejected.reason == "events.foreign-span"


def test_unsure_attributions_are_rejected_on_demand() -> None:
    passage = marked("[S1 [PER Jan Kowal]] [C1 said] [Q1 that the plan was dead].")
    resolution = cast_of(passage.report, {})
    statements, [rejected] = read_statements(
        passage.report, passage.annotation, resolution, EventsOptions(minimum_score=0.95)
    )
    assert not statements
    assert rejected.reason == "events.low-score"
    assert "0.90 is less than 0.95" in rejected.message


def test_repairs_lower_the_score_and_say_why() -> None:
    text = "[S1 [PER Jan Kowal]] [C1 said]: [Q1 ‘The plan is] dead.’"
    passage = marked(text)
    [repaired], _ = read_statements(
        passage.report, passage.annotation, cast_of(passage.report, {"Jan Kowal": ""}), EventsOptions()
    )
    assert "source “Jan Kowal” is Jan Kowal" in repaired.why
    assert "extended to the quotation marks" in repaired.why
    passage = marked("[PER Jan Kowal] said:\n‘The plan is dead, and so is the river.’")
    [found], _ = read_statements(
        passage.report, passage.annotation, cast_of(passage.report, {"Jan Kowal": ""}), EventsOptions()
    )
    assert found.score < repaired.score


@pytest.mark.parametrize("seed", ["0", "7"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    code = (
        "from builders import cast_of, marked\n"
        "from tocsin.events import EventsOptions, read_statements\n"
        "p = marked('According to her aide, [S1 the Secretary] [C1 urged] [Q1 calm in ‘the valley of] six rivers’.')\n"
        "r = cast_of(p.report, {'Secretary': 'the Secretary', 'aide': 'her aide'})\n"
        "print([(s.id, s.why, s.via) for s in read_statements(p.report, p.annotation, r, EventsOptions())[0]])"
    )
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed}
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    ).stdout
    assert out.startswith("[('statement-")
    assert (
        out
        == subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            env={**environment, "PYTHONHASHSEED": "1"},
            check=True,
        ).stdout
    )


def test_an_actor_may_have_no_mention_at_all() -> None:
    passage = marked("[S1 [PER Jan Kowal]] [C1 said] [Q1 that the plan was dead].")
    actor = actor_of(passage.report, "Nobody", "not in the text")
    [statement], _ = read_statements(passage.report, passage.annotation, Resolution("r", (actor,)), EventsOptions())
    assert statement.speaker is None
    assert statement.speaker_span is not None
