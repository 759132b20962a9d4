"""What holds for the actors of any report, however its marks lie."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from actor_cases import actors_of
from builders import Marked, marked, report_of, sentences_of
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records import Actor, Annotation, Attribution, Mark, MarkKind, Report, Span
from tocsin.resolve.actors import resolve_actors
from tocsin.resolve.options import ResolveOptions

KINDS: tuple[MarkKind, ...] = ("person", "organisation", "place", "nationality", "group", "role", "weapon", "date")
TEXTS = (
    "The Kosovo Prime Minister, Arben Lluka, said he would not go. “We stay,” the Serbian government’s spokesman said.",
    "According to Ms. Ana Ruiz-Ocampo (UNHCR), whose son, Prince, left; they, he and she: it – who? Jr. II ’s ’ ( ) , .",
    "A source close to the ministry of the Interior of Kenya, Lt. Col. Ndolo and 30 armed men from Goma agreed that it was Monday.",
    "   .,;:!?“”‘’()[]—–-  ’s  s’  the a an of for and \u00a0 ² Ⅻ 李 محمد ",
)
TRAINING = Path(__file__).parent.parent / "training" / "data"


def assert_sound(report: Report, annotation: Annotation, actors: tuple[Actor, ...]) -> None:
    """Assert the rules: spans quote the text, no span has two actors, every source has exactly one."""
    spans = [span for actor in actors for span in actor.mentions]
    assert all(report.text[span.start : span.end] == span.quote for span in spans)
    assert max(Counter(spans).values(), default=1) == 1
    assert len({actor.id for actor in actors}) == len(actors)
    assert all(0 <= actor.score <= 1 and actor.mentions and actor.name and actor.why for actor in actors)
    firsts = [actor.mentions[0].start for actor in actors]
    assert firsts == sorted(firsts)
    sources = {span for attribution in annotation.attributions for span in attribution.source}
    assert sources <= set(spans)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Report, Annotation]:
    """Throw marks and attributions at a text without any sense."""
    report = report_of(*draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4)))
    end = len(report.text)

    def span() -> Span:
        start = draw(st.integers(0, end - 1))
        return report.span(start, draw(st.integers(start + 1, min(end, start + 60))))

    marks = tuple(Mark(draw(st.sampled_from(KINDS)), span(), 0.5) for _ in range(draw(st.integers(0, 25))))
    attributions = tuple(
        Attribution(tuple(span() for _ in range(draw(st.integers(0, 2)))), (), (span(),), 0.5)
        for _ in range(draw(st.integers(0, 6)))
    )
    mentions = tuple(Mark("organisation", span(), 0.5) for _ in range(draw(st.integers(0, 4))))
    annotation = Annotation(report.id, "chance", "1", tuple(sentences_of(report)), marks, attributions, mentions)
    return report, annotation


@given(readings())
def test_senseless_marks_never_raise(made: tuple[Report, Annotation]) -> None:
    report, annotation = made
    assert_sound(report, annotation, resolve_actors(report, annotation, ResolveOptions()))


@given(readings())
def test_the_order_of_marks_does_not_matter(made: tuple[Report, Annotation]) -> None:
    report, annotation = made
    turned = Annotation(
        annotation.report_id,
        annotation.model,
        annotation.version,
        annotation.sentences,
        tuple(sorted(annotation.marks, key=lambda m: (m.kind, -m.span.start, m.span.end))),
        annotation.attributions,
        annotation.mentions,
    )
    assert resolve_actors(report, annotation, ResolveOptions()) == resolve_actors(report, turned, ResolveOptions())


def _passages() -> list[Marked]:
    found = []
    # those with events are in another markup and name no sources
    for path in sorted(
        set(TRAINING.glob("*.txt")) - set(TRAINING.glob("*events_*.txt")) - set(TRAINING.glob("pairs_*.txt"))
    ):
        for raw in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in raw.splitlines() if line.strip() and not line.startswith("#")]
            if lines:
                found.append(marked("\n".join(lines)))
    return found


def test_every_source_of_the_annotated_sentences_has_one_actor() -> None:
    passages = _passages()
    if not passages:
        pytest.skip("needs training/data")
    for passage in passages:
        assert_sound(passage.report, passage.annotation, actors_of(passage))


def test_nothing_marked_gives_nothing() -> None:
    assert actors_of(marked("It rained.")) == ()
