"""Loss reports: counted on the records that were written, each loss once a record, in plain sentences."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from export_cases import (
    FRONT,
    GUNMEN,
    KITALA,
    NYANZA,
    VILLAGERS,
    all_cases,
    bare,
    case_of,
    clash,
    event_of,
    evidence,
    figure,
    head,
    loose,
    march,
    market,
    span,
)

from tocsin.records import Accusation, Disagreement, FigureClaim, Incident, Responsibility, RollUp, StoredEvent, Voice
from tocsin.store.exports import FORMATS, ExportCase, LossReport
from tocsin.store.exports.data_files import columns, data
from tocsin.store.exports.facts import EVENT_FACTS, INCIDENT_FACTS
from tocsin.store.exports.losses import Tally

# fields that the writers count while they write a row
COUNTED = {
    *("cameo", "coarse_place", "cut", "geometry", "mode", "open_type", "parties", "protest_target", "sectors"),
    *("split_figures", "unplaced_parties", "unreal_accounts", "wide_range", "stand_in"),
}
DOCS = (Path(__file__).parent.parent / "docs/exports.md").read_text(encoding="utf-8")


def report_of(name: str, *given_cases: ExportCase, rows: Any = None) -> LossReport:
    return FORMATS[name].write(given_cases, io.BytesIO(), rows)


def test_acled_says_what_it_could_not_hold():
    assert report_of("acled", *all_cases()).to_lines() == [
        "ACLED: 4 rows from 4 incidents and 9 events.",
        "ACLED holds incidents, and these events belong to none: 3 of 9 events were left out.",
        "ACLED keeps one figure of deaths, the most cautious: 1 of 4 incidents had rival figures of deaths.",
        "ACLED has no place for injured: 1 of 4 incidents had figures of injured.",
        "ACLED has no place for missing, arrested, abducted, released, displaced, forces and arms, and for a crowd only in "
        "a tag: 1 of 4 incidents had figures of another kind.",
        "ACLED writes deaths as a single number: 2 of 4 incidents had a figure such as “at least 12” or “about 40”.",
        "ACLED has no place for who was counted: 2 of 4 incidents had a figure of certain people.",
        "ACLED has no place for who gives a figure: 1 of 4 incidents had a figure with somebody who gives it.",
        "ACLED has no place for who accuses whom: 1 of 4 incidents had somebody who accuses another.",
        "ACLED has no place for who denies an event: 1 of 4 incidents had somebody who denies it.",
        "ACLED has no place for whether an event is contested: 1 of 4 incidents had somebody who denies it, or accounts "
        "that contradict each other.",
        "ACLED has kinds of events that turn on more than the records hold: 1 of 4 incidents had a type that the records "
        "leave open.",
        "ACLED has no place for whom a protest is against: 1 of 4 incidents had somebody against whom the protest was.",
        "ACLED keeps one place: 1 of 4 incidents had more than one place.",
        "ACLED has no place for the numbers of a gazetteer: 3 of 4 incidents had a place of a gazetteer.",
        "ACLED has no place for the codes of areas: 3 of 4 incidents had the code of a first-level area.",
        "ACLED keeps one date: 2 of 4 incidents had a range of days.",
        "ACLED quotes one account: 1 of 4 incidents had more than one account.",
        "ACLED has no place for where in which text the words stand: 4 of 4 incidents had evidence.",
        "ACLED has no place for how sure the coding is: 4 of 4 incidents had a confidence below 1.",
    ]


def test_what_is_left_out_is_said_first_and_is_no_loss_of_what_is_written():
    report = report_of("ucdp", march(), bare(), loose())
    assert report.to_lines() == [
        "UCDP GED: 0 rows from 2 incidents and 5 events.",
        "UCDP GED holds only events with at least one death: 2 of 2 incidents were left out.",
        "UCDP GED holds incidents, and these events belong to none: 3 of 5 events were left out.",
    ]
    one = report_of("plover", loose()).losses[0]
    assert (one.field, one.unit, one.rows, one.of, one.left_out) == ("unreal", "event", 2, 3, True)
    assert one.sentence == (
        "PLOVER JSON holds what happened, and not what is demanded, threatened, expected or denied: "
        "2 of 3 events were left out."
    )
    single = report_of("plover", case_of(event_of(head("hill"), modality="negated")))
    assert single.to_lines()[-1].endswith("1 of 1 event was left out.")


def test_a_format_that_holds_everything_reports_nothing_but_its_rows():
    for name in ("jsonl", "parquet"):
        if name == "parquet":
            pytest.importorskip("pyarrow")
        assert report_of(name, market(), clash(), rows="events").losses == ()
        assert report_of(name, market(), clash(), rows="incidents").losses == ()


def test_rows_of_one_sort_say_which_records_of_the_other_they_leave_out():
    alone = ExportCase(market().incident)
    for name in ("csv", "jsonl", "geojson"):
        (first, *_) = report_of(name, loose(), rows="incidents").losses
        assert (first.field, first.rows, first.left_out) == ("no_incident", 3, True)
        (first, *_) = report_of(name, alone, rows="events").losses
        assert (first.field, first.rows, first.left_out) == ("no_events", 1, True)


def test_the_report_as_a_dictionary():
    told = report_of("plover", bare()).to_dict()
    assert told == {
        "schema": "tocsin.losses/1",
        "format": "plover",
        "rows": 1,
        "incidents": 1,
        "events": 1,
        "losses": [
            {
                "field": "confidence",
                "unit": "event",
                "rows": 1,
                "of": 1,
                "left_out": False,
                "sentence": "PLOVER JSON has no place for how sure the coding is: 1 of 1 event had a confidence below 1.",
            }
        ],
    }


@pytest.mark.parametrize(("name", "rows"), [(name, rows) for name, each in FORMATS.items() for rows in each.rows])
def test_losses_are_counted_on_the_records_that_are_written(name: str, rows: str):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    report = report_of(name, *all_cases(), rows=rows)
    assert (report.incidents, report.events) == (4, 9)
    for loss in report.losses:
        assert 0 < loss.rows <= loss.of == (4 if loss.unit == "incident" else 9)
        assert loss.sentence.startswith(f"{report.title} ")
        assert f": {loss.rows} of {loss.of} {loss.unit}" in loss.sentence


def test_the_data_file_names_facts_that_can_be_told_and_says_each_in_words():
    losses = data("losses")
    used: dict[str, set[str]] = {"incident": set(), "event": set()}
    for spec in losses["formats"].values():
        assert set(spec) <= {"title", "incident", "event", "left_out"}
        for unit, facts in (("incident", INCIDENT_FACTS), ("event", EVENT_FACTS)):
            fields = set(spec.get(unit, {}))
            assert fields <= set(facts) | COUNTED
            assert fields <= set(losses["had"])
            used[unit] |= fields
    assert set(INCIDENT_FACTS) <= used["incident"]
    assert set(EVENT_FACTS) <= used["event"]
    assert set(losses["had"]) == used["incident"] | used["event"]


def test_a_loss_that_the_data_file_does_not_know_is_a_mistake():
    with pytest.raises(KeyError, match="has no geometry for acled"):
        Tally("acled").lost("incident", "geometry")
    with pytest.raises(KeyError, match="has no elsewhere for acled"):
        Tally("acled").left_out("incident", "elsewhere")


# what makes each fact true of an incident, and of an event, that has none of them
NOTHING = case_of(
    event_of(
        head("nobody", outlet=None, url=None, title=None), "A post was attacked.", actors=(), recipients=(), spot=None
    )
)
PLAIN = replace(NOTHING.incident, confidence=1.0, accounts=())
AT = evidence(head("valley"), span("said"))
CLAIM = FigureClaim("killed", None, 2.0, 2.0, False, None, False, AT)
ACCOUNT = replace(NOTHING.incident.accounts[0], evidence=())
OF_INCIDENTS: dict[str, dict[str, Any]] = {
    "claims": {"responsibility": (Responsibility("claimed", "a", "a", AT),)},
    "accusations": {"responsibility": (Responsibility("accused", "a", "b", AT),)},
    "denials": {"responsibility": (Responsibility("denied", "a", "a", AT),)},
    "contested": {"contested": True},
    "rival_deaths": {"rollups": (RollUp("killed", 1, 2, 3, 1),)},
    "disagreements": {"disagreements": (Disagreement("place", "contradiction", ()),)},
    "corrections": {"disagreements": (Disagreement("killed", "correction", ()),)},
    "figures": {"figures": (CLAIM,)},
    "injured": {"figures": (replace(CLAIM, what="injured"),)},
    "other_figures": {"figures": (replace(CLAIM, what="arrested"),)},
    "rare_figures": {"figures": (replace(CLAIM, what="released"),)},
    "figure_bounds": {"figures": (replace(CLAIM, high=None),)},
    "figure_people": {"figures": (replace(CLAIM, who="soldiers"),)},
    "figure_speakers": {"figures": (replace(CLAIM, speaker="a doctor"),)},
    "spots": {"spots": (KITALA, NYANZA)},
    "place_precision": {"spot": replace(NYANZA, gazetteer_id=None, admin1=None)},
    "place_stand_in": {"spot": replace(KITALA, told=False)},
    "gazetteer": {"spot": KITALA},
    "area_code": {"spot": KITALA},
    "range": {"end": "2024-03-13"},
    "many_parties": {"actors": ("a", "b")},
    "copies": {"reports": 2},
    "background": {"accounts": (replace(ACCOUNT, background=True),)},
    "many_accounts": {"accounts": (ACCOUNT, ACCOUNT)},
    "words": {"accounts": (replace(ACCOUNT, evidence=(AT,)),)},
    "spans": {"accounts": (replace(ACCOUNT, evidence=(AT,)),)},
    "confidence": {"confidence": 0.9},
}
VOICE = Voice("claims", "a", None, (), "statement-1", span("said"))
KILLED = figure("killed", 2, 2)
OF_EVENTS: dict[str, dict[str, Any]] = {
    "claims": {"voices": (VOICE,)},
    "accusations": {"accusations": (Accusation("a", FRONT, span("said")),)},
    "denials": {"voices": (replace(VOICE, kind="denies"),)},
    "rivals": {"figures": (KILLED, figure("killed", 3, 3))},
    "figures": {"figures": (KILLED,)},
    "other_figures": {"figures": (figure("missing", 2, 2),)},
    "figure_bounds": {"figures": (replace(KILLED, approximate=True),)},
    "figure_people": {"figures": (replace(KILLED, who="soldiers"),)},
    "figure_speakers": {"figures": (replace(KILLED, speaker="a doctor"),)},
    "place_precision": {"spot": replace(NYANZA, gazetteer_id=None)},
    "place_stand_in": {"spot": replace(KITALA, told=False)},
    "gazetteer": {"spot": KITALA},
    "area_code": {"spot": KITALA},
    "range": {"days": ("2024-03-12", "2024-03-13")},
    "stand_in": {"dated": "published"},
    "many_parties": {"recipients": (GUNMEN, VILLAGERS)},
    "variants": {"actors": (replace(FRONT, variants=("MF",)),)},
    "contexts": {"contexts": ("military",)},
    "refined": {"refined": "OWN"},
    "more_evidence": {"evidence": (span("one"), span("two", 40))},
    "verdict": {"verdict": "accept"},
    "doubtful": {"doubtful": True},
    "confidence": {"confidence": 0.9},
}


def plain_event(**changes: Any) -> StoredEvent:
    report = head("nobody", outlet=None, url=None, title=None)
    nothing = {"actors": (), "recipients": (), "spot": None, "contexts": (), "confidence": 1.0}
    return event_of(report, "A post was attacked.", **(nothing | changes))


@pytest.mark.parametrize("fact", list(INCIDENT_FACTS))
def test_each_fact_of_an_incident_is_told_from_the_record(fact: str):
    incident: Incident = PLAIN
    assert not INCIDENT_FACTS[fact](incident)
    assert INCIDENT_FACTS[fact](replace(incident, **OF_INCIDENTS[fact]))


@pytest.mark.parametrize("fact", list(EVENT_FACTS))
def test_each_fact_of_an_event_is_told_from_the_record(fact: str):
    stored = plain_event()
    if fact in OF_EVENTS:
        assert not EVENT_FACTS[fact](stored)
        assert EVENT_FACTS[fact](plain_event(**OF_EVENTS[fact]))
    elif fact in ("address", "title"):
        assert not EVENT_FACTS[fact](stored)
        assert EVENT_FACTS[fact](replace(stored, report=head("valley")))
    elif fact == "incident":
        assert not EVENT_FACTS[fact](stored)
        assert EVENT_FACTS[fact](replace(stored, incident="incident-1"))
    else:  # every event has evidence
        assert EVENT_FACTS[fact](stored)


def test_figures_of_different_people_are_no_rivals():
    assert not EVENT_FACTS["rivals"](clash().events[0])


@pytest.mark.parametrize(
    ("name", "field", "case"),
    [
        ("gdelt-events", "cameo", case_of(event_of(head("valley"), label="COERCE.withhold"))),
        ("gdelt-events", "mode", case_of(event_of(head("valley"), label="ASSAULT.of-our-own"))),
        ("gdelt-events", "sectors", case_of(event_of(head("valley"), actors=(replace(FRONT, sectors=("PRM",)),)))),
        ("gdelt-events", "wide_range", march()),
        ("gdelt-events", "stand_in", case_of(event_of(head("valley"), dated="published"))),
        ("gdelt-mentions", "unreal_accounts", market()),
        ("acled", "open_type", bare()),
        ("acled", "coarse_place", case_of(event_of(head("valley"), spot=replace(NYANZA, precision="country")))),
        ("acled", "wide_range", case_of(event_of(head("valley"), days=("2024-01-01", "2024-12-31")))),
        ("acled", "stand_in", case_of(event_of(head("valley"), dated="published"))),
        ("acled", "place_stand_in", case_of(event_of(head("valley"), spot=replace(KITALA, told=False)))),
        ("acled", "protest_target", march()),
        ("ucdp", "open_type", case_of(event_of(head("valley")), killed=1)),
        ("ucdp", "parties", case_of(event_of(head("valley"), label="PROTEST.riot"), killed=1)),
        ("ucdp", "stand_in", case_of(event_of(head("valley"), dated="published"), killed=1)),
        ("plover", "split_figures", clash()),
        ("polecat", "wide_range", march()),
    ],
)
def test_losses_that_only_a_row_shows(name: str, field: str, case: ExportCase):
    (loss,) = [loss for loss in report_of(name, case).losses if loss.field == field]
    assert (loss.rows, loss.of) == (1, 1 if loss.unit == "incident" else len(case.events))


def test_parties_without_a_side_are_counted():
    rivals = case_of(event_of(head("valley")), event_of(head("lake"), actors=(FRONT,)), killed=1)
    for name in ("acled", "ucdp"):
        assert "unplaced_parties" in {loss.field for loss in report_of(name, rivals).losses}


# the documentation


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", DOCS, flags=re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def first_cells(text: str, head_cell: str) -> list[str]:
    """Give the names in backticks in the first column of the table whose first head cell is this."""
    table = re.search(rf"^\| {re.escape(head_cell)} \|.*\n\|[-| ]+\n((?:\|.*\n)+)", text, flags=re.MULTILINE)
    assert table, head_cell
    return [name for row in table[1].splitlines() for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


@pytest.mark.parametrize(
    ("title", "schema"),
    [
        ("The table of incidents", "own-incidents"),
        ("The table of events", "own-events"),
        ("PLOVER JSON", "plover"),
        ("POLECAT", "polecat"),
        ("GDELT Events", "gdelt-events"),
        ("GDELT Mentions", "gdelt-mentions"),
        ("ACLED", "acled"),
        ("UCDP GED", "ucdp"),
    ],
)
def test_the_documentation_tells_of_every_column_in_order(title: str, schema: str):
    assert first_cells(section(title), "column") == list(columns(schema))
    if schema in FORMATS:
        assert data("schemas")[schema]["source"].split(",")[0].split(" (")[0] in DOCS


def test_the_documentation_has_the_mappings():
    acled = section("ACLED")
    rows = [re.findall(r"`([^`]+)`", row.split("|")[1]) for row in acled.splitlines() if row.startswith("| `")]
    labels = {tuple(rule["labels"]) for rule in data("acled")["events"]}
    assert labels <= {tuple(names) for names in rows}
    for rule in data("acled")["events"]:
        (row, *_) = [
            line for line in acled.splitlines() if line.startswith(f"| `{rule['labels'][0]}`") and rule["sub"] in line
        ]
        assert rule["event"] in row
    assert first_cells(acled, "sectors") == list(data("acled")["sectors"])
    assert first_cells(section("GDELT Events"), "sector") == list(data("gdelt")["types"])
    for name, each in FORMATS.items():
        assert f"`{name}`" in DOCS
        assert each.row in DOCS
