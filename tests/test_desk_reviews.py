"""What reviewers decide is in force at once, survives reading anew, and is taken back without a trace."""

from __future__ import annotations

from dataclasses import replace

import desk_cases
import pytest
from desk_cases import capture_of, shelling

from tocsin.errors import TocsinError
from tocsin.incidents.cutting import tellings_of
from tocsin.incidents.linking import link
from tocsin.records import Filter, Incident, Reading
from tocsin.run.desk import Desk
from tocsin.run.desk.adding import identify_actors, keep_reading
from tocsin.run.desk.judged import judged_pairs, judged_passages
from tocsin.run.desk.reviewing import apply_again
from tocsin.settings import Settings
from tocsin.store.store import Store

store = desk_cases.store
NOW = "2026-11-30T10:00:00Z"


def one_desk(store: Store, *numbers: int) -> tuple[Desk, list[Reading]]:
    """Make a desk of outlets that tell the same shelling, each with its own number of dead."""
    made = [shelling(n, outlet=f"Outlet {n}", url=f"https://lake.example/{n}") for n in numbers]
    for reading in made:
        keep_reading(store, capture_of(reading, reading.report.url), reading, now=NOW)
    times = iter(f"2026-11-30T10:00:{second:02}Z" for second in range(60))
    return Desk(store, Settings(), clock=lambda: next(times)), made


def shellings(desk: Desk) -> list[Incident]:
    return list(desk.incidents(Filter(type="ASSAULT"), order="oldest").rows)


def record(desk: Desk) -> tuple[object, ...]:
    return desk.incidents(limit=500).rows, desk.events(limit=500).rows, desk.actors(limit=500).rows


def test_a_corrected_figure_changes_the_incident_and_taking_it_back_restores_it(store: Store):
    desk, (first, _) = one_desk(store, 4, 9)
    before = record(desk)
    event = first.events[0].id
    decided = desk.review("event", event, "correct", author="Ana", fields=[("killed", "7+"), ("place", "Sake")])
    (incident,) = shellings(desk)
    assert {(claim.low, claim.high) for claim in incident.figures} == {(7, None), (9, 9)}
    assert desk.event(event).verdict == "correct"
    assert desk.event(event).telling.spot.name == "Sake"
    desk.undo(decided.id)
    assert record(desk) == before


def test_a_rejected_event_is_in_no_incident_and_on_no_list(store: Store):
    desk, (first, _) = one_desk(store, 4, 9)
    before = record(desk)
    decided = desk.review("event", first.events[0].id, "reject", author="Ana", note="a film")
    (incident,) = shellings(desk)
    assert incident.reports == 1
    assert first.events[0].id not in [row.event.id for row in desk.events().rows]
    assert desk.event(first.events[0].id).verdict == "reject"
    desk.undo(decided.id)
    assert record(desk) == before


def test_an_incident_is_split_and_put_together_again(store: Store):
    desk, (_, second) = one_desk(store, 4, 9)
    before = record(desk)
    (incident,) = shellings(desk)
    split = desk.review("incident", incident.id, "split", author="Ana", others=[second.events[0].id])
    apart = shellings(desk)
    assert [each.reports for each in apart] == [1, 1]
    merged = desk.review("incident", apart[0].id, "merge", author="Ben", others=[apart[1].id])
    assert [each.reports for each in shellings(desk)] == [2]
    desk.undo(merged.id)
    assert [each.reports for each in shellings(desk)] == [1, 1]
    desk.undo(split.id)
    assert record(desk) == before


def test_a_new_report_finds_its_place_among_what_was_split(store: Store):
    desk, (_, second) = one_desk(store, 4, 9)
    (incident,) = shellings(desk)
    desk.review("incident", incident.id, "split", author="Ana", others=[second.events[0].id])
    third = shelling(5, outlet="Outlet 5", url="https://lake.example/5")
    keep_reading(store, capture_of(third, third.report.url), third, now=NOW)
    assert sorted(each.reports for each in shellings(desk)) == [1, 2]


def test_actors_are_merged_and_parted_by_hand(store: Store):
    desk, _ = one_desk(store, 4)
    before = record(desk)
    ids = {actor.name: actor.id for actor in desk.actors().rows}
    merged = desk.review("actor", ids["Ana Keto"], "merge", author="Ana", others=[ids["Mutongo Front"]])
    (one,) = [actor for actor in desk.actors().rows if "Ana Keto" in (actor.name, *actor.variants)]
    assert any("joined by Ana" in member.why for member in one.members)
    desk.undo(merged.id)
    assert record(desk) == before


def test_decisions_outlive_a_newer_reading_that_names_events_anew(store: Store):
    desk, (first, _) = one_desk(store, 4, 9)
    old = first.events[0]
    desk.review("event", old.id, "correct", author="Ana", fields=[("killed", "7")])
    newer = replace(first, events=(replace(old, id="event-of-a-newer-model"), *first.events[1:]))
    with store.writing() as writer:
        former = writer.tellings_of(first.report.id)
        told = {telling.id: telling for telling in tellings_of(newer)}
        writer.replace(newer, told, stages="events=2")
        identify_actors(writer, newer)
        link(writer, told.values(), removed=sorted(former))
        apply_again(writer, first.report.id)
    assert desk.event("event-of-a-newer-model").verdict == "correct"
    (incident,) = shellings(desk)
    assert {claim.low for claim in incident.figures} == {7, 9}


def test_a_rejected_report_takes_no_part(store: Store):
    desk, (first, _) = one_desk(store, 4, 9)
    before = record(desk)
    decided = desk.review("report", first.report.id, "reject", author="Ana")
    assert [each.reports for each in shellings(desk)] == [1]
    desk.undo(decided.id)
    assert record(desk) == before


def test_decisions_are_annotated_data(store: Store):
    desk, (first, second) = one_desk(store, 4, 9)
    shelled, marched = first.events
    desk.review("event", shelled.id, "correct", author="Ana", fields=[("modality", "ongoing")])
    desk.review("event", marched.id, "reject", author="Ana")
    told, quiet = judged_passages(desk)
    (frame,) = told["events"]
    assert (frame["type"], frame["modality"]) == ("ASSAULT", "ongoing")
    assert [told["text"][start:end] for start, end in frame["triggers"]] == ["fired them"]
    assert [told["text"][start:end] for _, start, end in frame["counts"]] == ["4 people"]
    assert quiet["events"] == []
    (incident,) = shellings(desk)
    desk.review("incident", incident.id, "split", author="Ana", others=[second.events[0].id])
    (pair,) = judged_pairs(desk)
    assert pair["same"] is False
    assert {end["id"] for end in pair["events"]} == {shelled.id, second.events[0].id}


@pytest.mark.parametrize(
    ("about", "more", "slug"),
    [
        (("event", "EVENT", "merge"), {}, "review.no-such-verdict"),
        (("event", "EVENT", "accept"), {"author": " "}, "review.no-author"),
        (("event", "EVENT", "correct"), {}, "review.fields"),
        (("event", "EVENT", "correct"), {"fields": [("mood", "good")]}, "review.unknown-field"),
        (("event", "EVENT", "correct"), {"fields": [("killed", "many")]}, "review.bad-value"),
        (("event", "EVENT", "correct"), {"fields": [("start", "Tuesday")]}, "review.bad-value"),
        (("event", "EVENT", "correct"), {"fields": [("lat", "91")]}, "review.bad-value"),
        (("event", "no-such", "accept"), {}, "review.unknown-record"),
        (("statement", "no-such", "reject"), {}, "review.unknown-record"),
        (("incident", "INCIDENT", "split"), {"others": ["no-such"]}, "review.not-a-part"),
        (("incident", "no-such", "merge"), {"others": ["INCIDENT"]}, "review.unknown-record"),
        (("actor", "no-such", "merge"), {"others": ["x"]}, "review.unknown-record"),
        (("incident", "INCIDENT", "merge"), {}, "review.others"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_kept(store: Store, about, more, slug):
    desk, (first, _) = one_desk(store, 4, 9)
    ids = {"EVENT": first.events[0].id, "INCIDENT": shellings(desk)[0].id}
    before = record(desk)
    subject, subject_id, verdict = about
    given = {"author": "Ana"} | {k: [ids.get(i, i) for i in v] if k == "others" else v for k, v in more.items()}
    with pytest.raises(TocsinError) as caught:
        desk.review(subject, ids.get(subject_id, subject_id), verdict, **given)
    assert caught.value.slug == slug
    assert record(desk) == before
    assert desk.reviews() == ()


def test_a_review_that_is_not_there_cannot_be_taken_back(store: Store):
    desk, (first,) = one_desk(store, 4)
    decided = desk.review("event", first.events[0].id, "accept", author="Ana")
    desk.undo(decided.id)
    for name in (decided.id, "review-none"):
        with pytest.raises(TocsinError, match=r"review\.unknown"):
            desk.undo(name)
