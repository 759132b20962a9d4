"""What goes over many records of a desk, in both databases, beside the same worked out by plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import desk_cases
import pytest
import query_answers
import query_cases
from query_answers import ACTORS, is_meant, spoken_of
from query_cases import GROUPS, desk_id
from sqlalchemy import Connection, text

from tocsin.errors import TocsinError
from tocsin.records import Filter, Party, Reading, Telling, content_id
from tocsin.records.codebook import plover
from tocsin.run.desk.adding import keep_reading
from tocsin.store import queries, situation
from tocsin.store.dyads import dyads
from tocsin.store.histories import actor_history
from tocsin.store.opening import open_store
from tocsin.store.places import place_in_full, places
from tocsin.store.speakers import speaker_in_full, speakers
from tocsin.store.store import Store

store, desk_url = desk_cases.store, desk_cases.desk_url

KETO = desk_id(GROUPS[0])
FILTERS = [
    Filter(),
    Filter(country="COD"),
    Filter(type="ASSAULT", contested=True),
    Filter(since="2024-03-05", until="2024-03-10"),
    Filter(near=(-1.2, 29.1), radius_km=20),
    Filter(actor="COD"),
    Filter(recipient=KETO),
    Filter(either="keto"),
    Filter(text="market"),
    Filter(modality="threatened"),
    Filter(place=content_id("place", "kitala", "COD")),
    Filter(country="XXX"),
]


opened, desk, rows = query_cases.opened, query_cases.desk, query_cases.rows


@pytest.mark.parametrize("wanted", FILTERS)
def test_the_situation_holds_every_incident_that_is_listed(rows: Connection, desk: query_cases.Desk, wanted: Filter):
    listed = [desk.incidents[each][0] for each in query_answers.listed(desk, "incidents", wanted)]
    found = situation.situation(rows, wanted)
    points = found.points
    assert points.id == tuple(one.id for one in listed)
    assert [found.types[at].value for at in points.type] == [one.type for one in listed]
    assert [found.countries[at].value for at in points.country] == [one.spot and one.spot.country for one in listed]
    assert list(points.lat) == [one.spot and one.spot.lat for one in listed]
    assert list(points.lon) == [one.spot and one.spot.lon for one in listed]
    assert points.sources == tuple(one.sources for one in listed)
    assert points.contested == tuple(one.contested for one in listed)
    assert points.killed == tuple(next((r.high for r in one.rollups if r.what == "killed"), None) for one in listed)
    days = [None if one.start is None else (date.fromisoformat(one.start) - date(1970, 1, 1)).days for one in listed]
    assert list(points.day) == days
    ends = [None if one.end is None else (date.fromisoformat(one.end) - date(1970, 1, 1)).days for one in listed]
    assert list(points.days) == [
        None if day is None or end is None else end - day + 1 for day, end in zip(days, ends, strict=True)
    ]
    modalities = [
        min((desk.tellings[each].modality for each in desk.incidents[one.id][1]), key=query_answers.MODALITIES.index)
        for one in listed
    ]
    assert [found.modalities[at].value for at in points.modality] == modalities
    assert (found.incidents, found.left_off) == (len(listed), 0)
    assert found.contested == sum(one.contested for one in listed)
    assert (found.undated, found.unplaced) == (days.count(None), list(points.lat).count(None))
    for tallies in (found.types, found.countries, found.modalities):
        assert sum(one.incidents for one in tallies) == len(listed)
        assert sum(one.contested for one in tallies) == found.contested
    starts = Counter(one.start for one in listed if one.start)
    told = dict(zip(found.times.first, found.times.incidents, strict=True))
    assert (found.times.unit, {day: count for day, count in told.items() if count}) == ("day", starts)
    assert sum(found.times.contested) == sum(one.contested for one in listed if one.start)


def test_of_too_many_points_the_newest_are_given_and_all_are_counted(rows: Connection, monkeypatch: Any):
    whole = situation.situation(rows, Filter())
    cut = situation.situation(rows, Filter(), most=3)
    assert cut.points.id == whole.points.id[:3]
    assert (cut.incidents, cut.left_off) == (whole.incidents, whole.incidents - 3)
    assert cut.times == whole.times
    assert len(cut.points.killed) == len(cut.points.days) == 3


@pytest.mark.parametrize(
    ("last", "unit", "first"),
    [("2024-03-20", "day", "2024-03-07"), ("2025-03-20", "week", "2024-03-04"), ("2033-01-02", "month", "2024-03-01")],
)
def test_the_unit_of_time_goes_by_how_long_it_all_lasts(store: Store, last: str, unit: str, first: str):
    readings = [desk_cases.shelling(number) for number in (4, 5)]
    tellings = [next(iter(desk_cases.tellings_of(one).values())) for one in readings]
    made = [
        desk_cases.incident_of(f"incident-{n}", telling, start=day, end=day)
        for n, (telling, day) in enumerate(zip(tellings, ("2024-03-07", last), strict=True))
    ]
    with store.writing() as writer:
        for number, reading in enumerate(readings):
            desk_cases.keep(writer, reading, f"page {number}")
        writer.add((telling, ()) for telling in tellings)
        writer.replace_incidents([], [(one, [each.id]) for one, each in zip(made, tellings, strict=True)])
    with store.reading() as snapshot:
        times = situation.situation(snapshot.connection, Filter()).times
    assert (times.unit, times.first[0]) == (unit, first)
    assert times.first[-1] <= last
    assert (times.incidents[0], times.incidents[-1], sum(times.incidents)) == (1, 1, 2)
    assert list(times.first) == sorted(set(times.first))


def pairs_of(telling: Telling, wanted: Filter) -> set[tuple[str, str]]:
    """Give who acts on whom in a telling, as actors of the desk, with whom a filter names on its side."""

    def known(parties: tuple[Party, ...], who: str | None) -> set[str]:
        named = [one for one in parties if one.id is not None and (who is None or is_meant(who, one))]
        return {ACTORS[one.name][0] for one in named}

    actors, recipients = known(telling.actors, wanted.actor), known(telling.recipients, wanted.recipient)
    if wanted.either is None:
        return {(one, other) for one in actors for other in recipients}
    ends = known(telling.actors, wanted.either), known(telling.recipients, wanted.either)
    return {(one, other) for one in actors for other in recipients if one in ends[0] or other in ends[1]}


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("top", [None, 4])
def test_dyads_count_the_events_that_are_listed(
    rows: Connection, desk: query_cases.Desk, wanted: Filter, top: int | None
):
    tellings = [desk.tellings[each] for each in query_answers.listed(desk, "events", wanted)]
    found = dyads(rows, wanted, limit=500, top=top)
    told: dict[tuple[str, str], list[Telling]] = {}
    for telling in tellings:
        for pair in pairs_of(telling, wanted):
            told.setdefault(pair, []).append(telling)
    shown = {(row.actor, row.recipient): row for row in found.rows}
    assert set(shown) <= set(told)
    if top is None:
        assert set(shown) == set(told)
    assert [row.events for row in found.rows] == sorted((row.events for row in found.rows), reverse=True)
    for pair, row in shown.items():
        incidents = {desk.incident_of[one.id] for one in told[pair] if one.id in desk.incident_of}
        killed = [r.high for each in incidents for r in desk.incidents[each][0].rollups]
        assert (row.events, row.incidents) == (len(told[pair]), len(incidents))
        assert row.killed == (sum(killed) if killed else None)
        quads = Counter(plover().type(one.type).quad for one in told[pair])  # type: ignore[union-attr]
        assert row.quads.mconf == quads["MCONF"]
        assert row.quads.vcoop + row.quads.mcoop + row.quads.vconf + row.quads.mconf == row.events
        assert wanted.recipient in (None, row.recipient)
    assert {one.id for one in found.actors} == {each for pair in shown for each in pair}
    assert top is None or len(found.actors) <= top


def test_dyads_say_that_there_are_more(rows: Connection):
    few = dyads(rows, Filter(), limit=2)
    assert (len(few.rows), few.left_off) == (2, True)
    assert not dyads(rows, Filter(), limit=500).left_off
    with pytest.raises(TocsinError, match=r"store\.bad-limit"):
        dyads(rows, Filter(), limit=0)


def said_of(desk: query_cases.Desk, actor: str, wanted: Filter) -> list[tuple[Reading, Any]]:
    """Give the statements of an actor of the desk that are listed."""
    listed = set(query_answers.listed(desk, "statements", wanted))
    found = []
    for reading in desk.readings.values():
        names = {one.id: one.name for one in reading.actors}
        found += [
            (reading, one)
            for one in reading.statements
            if one.id in listed and one.speaker and ACTORS[names[one.speaker]][0] == actor
        ]
    return found


@pytest.mark.parametrize("wanted", [Filter(), Filter(stance="denies"), Filter(type="ASSAULT"), Filter(country="COD")])
def test_speakers_are_counted_by_their_statements(rows: Connection, desk: query_cases.Desk, wanted: Filter):
    found, cursor = [], None
    while True:
        page = speakers(rows, wanted, cursor=cursor, limit=2)
        found += page.rows
        if (cursor := page.cursor) is None:
            break
    said = {
        desk_id(group): said_of(desk, desk_id(group), Filter(stance=wanted.stance, type=wanted.type))
        for group in GROUPS
    }
    expected = {each for each, told in said.items() if told}
    if wanted.country:
        expected &= {desk_id(group) for group in GROUPS if group[0].country == wanted.country}
    assert len(found) == len(expected)
    assert {one.id for one in found} == expected
    assert [one.statements for one in found] == sorted((one.statements for one in found), reverse=True)
    for one in found:
        told = said[one.id]
        assert one.statements == len(told)
        assert {each.stance: each.statements for each in one.stances} == Counter(each.stance for _, each in told)
        events = {(e.id, k) for r, s in told for e in spoken_of(r, s.id) for k, ids in kinds(e) if s.id in ids}
        assert one.claims == sum(kind == "claims" for _, kind in events)
        assert one.denies == sum(kind == "denies" for _, kind in events)
        days = [reading.report.published.date for reading, _ in told if reading.report.published.date]
        assert (one.first, one.last) == (min(days, default=None), max(days, default=None))


def kinds(event: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give what is said of an event, with the statements that say it."""
    return ("claims", event.claimed_by), ("denies", event.denied_by)


def test_a_speaker_comes_with_what_it_says_of_events_and_what_others_answer(rows: Connection, desk: query_cases.Desk):
    answered = 0
    for group in GROUPS:
        found = speaker_in_full(rows, desk_id(group), Filter())
        assert found is not None
        told = said_of(desk, desk_id(group), Filter())
        assert found.speaker.statements == len(told)
        months = Counter((r.report.published.date[:7], s.stance) for r, s in told if r.report.published.date)
        assert {(one.month, one.stance): one.statements for one in found.months} == months
        shown = {
            (s.id, e.id)
            for r, s in told
            for e in spoken_of(r, s.id)
            if not desk.tellings[e.id].doubtful or e.id in desk.incident_of
        }
        assert {(one.statement, one.event) for one in found.positions} == shown
        assert {one.speaker for one in found.positions} <= {desk_id(group)}
        happenings = {one.event for one in found.positions} | {one.incident for one in found.positions}
        for one in found.answers:
            assert one.speaker != desk_id(group)
            assert one.event in happenings or one.incident in happenings
            text = desk.readings[one.words.report].report.text
            assert text[one.words.span.start : one.words.span.end] == one.words.span.quote
            answered += 1
    assert answered > 0
    cut = speaker_in_full(rows, KETO, Filter(), most=1)
    assert cut is not None
    assert (len(cut.positions), cut.left_off) == (1, True)
    assert speaker_in_full(rows, "actor-none", Filter()) is None


def test_an_actor_over_time_is_what_reports_tell_of_it(rows: Connection, desk: query_cases.Desk):
    found = actor_history(rows, KETO)
    assert found is not None
    assert {one.form for one in found.forms} == {form.id for form in GROUPS[0]}
    for one in found.forms:
        days = [
            desk.readings[each].report.published.date
            for each in desk.current
            if any(actor.name == one.name for actor in desk.readings[each].actors)
        ]
        known = [day for day in days if day]
        assert (one.reports, one.first, one.last) == (len(days), min(known), max(known))
    events = [
        desk.tellings[each]
        for each in (e.id for r, e in desk.events() if r.report.id in desk.current)
        if not desk.tellings[each].doubtful or each in desk.incident_of
    ]
    acting = sum(any(ACTORS[p.name][0] == KETO for p in one.actors if p.id) for one in events if one.start)
    assert sum(one.acting for one in found.months) == acting
    assert actor_history(rows, "actor-none") is None


def test_places_are_one_across_reports(store: Store):
    for number, town in ((4, "Kitala"), (5, "Kitala"), (6, "Mahale")):
        reading = desk_cases.shelling(number, town)
        keep_reading(
            store, desk_cases.capture_of(reading, f"https://a.example/{number}"), reading, now=desk_cases.ADDED
        )
    with store.reading() as snapshot:
        rows = snapshot.connection
        page = places(rows, Filter(), limit=1)
        (kitala,) = page.rows
        assert (kitala.name, kitala.country, kitala.reports, kitala.events) == ("Kitala", "COD", 2, 4)
        assert kitala.incidents == len(queries.incidents(rows, Filter(place=kitala.id)).rows) > 0
        assert len(queries.events(rows, Filter(place=kitala.id)).rows) == 4
        rest = places(rows, Filter(), cursor=page.cursor, limit=1)
        assert ([one.name for one in rest.rows], rest.cursor) == (["Mahale"], None)
        asked = {
            "country": (Filter(country="KEN"), None, []),
            "text": (Filter(text="Mahale"), None, ["Mahale"]),
            "time": (Filter(since="2025-01-01"), None, []),
            "near": (Filter(near=(kitala.lat, kitala.lon), radius_km=1), None, ["Kitala", "Mahale"]),
            "far": (Filter(near=(80.0, 0.0), radius_km=1), None, []),
            "name": (Filter(), "kit", ["Kitala"]),
        }
        for name, (wanted, words, names) in asked.items():
            assert [one.name for one in places(rows, wanted, name=words).rows] == names, name
        whole = place_in_full(rows, kitala.id)
        assert whole is not None
        assert whole.place == kitala
        (written,) = whole.names
        assert (written.name, written.reports) == ("Kitala", 2)
        reading = snapshot.full(written.example.report)
        assert reading is not None
        span = written.example.span
        assert reading.report.text[span.start : span.end] == "Kitala"
        assert place_in_full(rows, "place-none") is None
        with pytest.raises(TocsinError, match=r"store\.bad-filter"):
            places(rows, Filter(), name="%")
        with pytest.raises(TocsinError, match=r"store\.bad-limit"):
            places(rows, Filter(), limit=501)
        with pytest.raises(TocsinError, match=r"store\.bad-limit"):
            speakers(rows, Filter(), limit=0)


def test_the_reports_of_an_incident_come_in_order_of_publication(rows: Connection, desk: query_cases.Desk):
    for each, (_, members) in desk.incidents.items():
        found = queries.reports_of_incident(rows, each)
        assert {one.id for one in found} == {desk.tellings[member].report for member in members} & desk.current
        published = [one.published or "9" for one in found]
        assert published == sorted(published)
    assert queries.reports_of_incident(rows, "incident-none") == ()


def test_the_versions_of_a_report_are_all_of_its_page_the_newest_first(rows: Connection, desk: query_cases.Desk):
    several = 0
    for each, page in desk.pages.items():
        found = queries.versions_of_report(rows, each)
        assert {one.id for one in found} == {other for other, its in desk.pages.items() if its == page}
        assert [one.version for one in found] == list(range(len(found), 0, -1))
        several += len(found) > 1
    assert several
    assert queries.versions_of_report(rows, "rep-none") == ()


ADDED = {
    "incident": ("place_id", "killed", "modality"),
    "event": ("place_id", "record"),
    "place": ("place_id", "folded", "admin1", "precision", "data"),
    "desk_actor": ("reports", "events"),
}
INDEXES = (
    "event_party_event_n_side_form_n",
    "actor_form_n_desk_actor_n",
    "incident_place_id_day_start_n",
    "event_place_id_day_start_n",
    "incident_situation",
    "place_place_id_report_n_folded",
    "desk_actor_most_reports",
)


def test_an_older_desk_is_filled_with_what_overviews_need(desk_url: str):
    with open_store(desk_url) as opened:
        query_cases.fill(opened)
        for number, town in ((4, "Kitala"), (6, "Mahale")):
            reading = desk_cases.shelling(number, town)
            keep_reading(opened, desk_cases.capture_of(reading, f"https://a.example/{number}"), reading, now="2024")
        before = _seen(opened)
        with opened.writing() as writer:
            # as it was before there were these
            for index in INDEXES:
                writer.connection.execute(text(f"DROP INDEX ix_{index}"))
            for table, columns in ADDED.items():
                for column in columns:
                    writer.connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
            for table in ("position", "event_pair"):
                writer.connection.execute(text(f"DROP TABLE {table}"))
            writer.connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    with open_store(desk_url, create=False) as opened:
        assert _seen(opened) == before


def _seen(opened: Store) -> list[Any]:
    with opened.reading() as snapshot:
        rows = snapshot.connection
        found: list[Any] = [situation.situation(rows, Filter()), dyads(rows, Filter()), places(rows, Filter())]
        found += [place_in_full(rows, one.id) for one in found[2].rows]
        found += [speaker_in_full(rows, one.id, Filter()) for one in speakers(rows, Filter()).rows]
        return [*found, queries.events(rows, Filter(), limit=500), queries.actors(rows, Filter())]


def test_an_incident_is_as_real_as_its_most_real_event_also_when_one_is_corrected(store: Store):
    reading = desk_cases.shelling()
    first, second = (replace(one, modality="threatened") for one in desk_cases.tellings_of(reading).values())
    made = desk_cases.incident_of("incident-1", first)
    with store.writing() as writer:
        desk_cases.keep(writer, reading)
        writer.add([(first, ()), (second, ())])
        for telling in (first, second):
            writer.retell(telling)
        writer.replace_incidents([], [(made, [first.id, second.id])])
    assert _modality(store) == ["threatened"]
    with store.writing() as writer:
        writer.retell(replace(second, modality="happened"))
        writer.replace_incidents([made.id], [(made, [first.id, second.id])])
    assert _modality(store) == ["happened"]


def _modality(store: Store) -> list[str | None]:
    with store.reading() as snapshot:
        return [one.value for one in situation.situation(snapshot.connection, Filter()).modalities]
