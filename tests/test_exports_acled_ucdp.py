"""ACLED's and UCDP's tables: what is filled from the records, and that nothing is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from export_cases import (
    ARMY,
    FOREIGN,
    FRONT,
    GUNMEN,
    KENYA,
    KITALA,
    NEAR_KITALA,
    NYANZA,
    POLICE,
    STUDENTS,
    VILLAGERS,
    assault,
    bare,
    case_of,
    clash,
    event_of,
    figure,
    filled,
    head,
    loose,
    march,
    market,
    rows_of,
)

from tocsin.records import Disagreement, Party, RollUp, Spot
from tocsin.records.codebook import plover
from tocsin.store.exports.data_files import data
from tocsin.store.exports.ucdp import prio_grid

# event types and sub-event types of ACLED's codebook, Table 2
SUB_TYPES = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
        *("Remote explosive/landmine/IED", "Grenade"),
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        *(
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
        ),
        *("Looting/property destruction", "Non-violent transfer of territory", "Other"),
    },
}


def test_every_number_of_deaths_is_one_that_somebody_gave():
    for case in (market(), clash(), march(), bare()):
        claimed = [f for f in case.incident.figures if f.what == "killed"]
        given = {bound for f in claimed for bound in (f.low, f.high) if bound is not None}
        # a report that counts sorts of people apart gives their sum
        given |= {
            sum(f.low or 0 for f in claimed if f.evidence.report == report)
            for report in {f.evidence.report for f in claimed}
        }
        for row in rows_of("acled", case):
            assert int(row["fatalities"]) in (given or {0})
        for row in rows_of("ucdp", case):
            assert {int(row[key]) for key in ("low", "best", "high", "deaths_unknown")} <= given
            assert row["deaths_a"] == row["deaths_b"] == row["deaths_civilians"] == ""


# ACLED


def test_acled_writes_an_incident():
    (row,) = rows_of("acled", market())
    assert filled(row) == {
        "event_id_cnty": market().incident.id,
        "event_date": "2024-03-12",
        "year": "2024",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "the Mutongo Front",
        "inter1": "Rebel group",
        "actor2": "villagers",
        "inter2": "Civilians",
        "interaction": "Rebel group-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": "180",
        "country": "Democratic Republic of the Congo",
        "location": "Kitala",
        "latitude": "-1.25",
        "longitude": "29.5",
        "geo_precision": "1",
        "source": "The Valley Post; The Lake Post; The Hill Post",
        "notes": "According to The Valley Post, “Gunmen shelled the market of Kitala on Tuesday, killing at least 12.”",
        "fatalities": "7",
        "timestamp": "1710496800",
    }


def test_the_mapping_to_acled_names_what_the_codebooks_have():
    for rule in data("acled")["events"]:
        assert set(rule["labels"]) <= set(plover().labels)
        assert rule["event"] == "" or rule["event"] in SUB_TYPES
        assert rule["sub"] == "" or rule["sub"] in SUB_TYPES[rule["event"]]
        assert rule["sub"] or rule["note"]
    assert set(data("acled")["sectors"]) | {"PRE", "UNK"} == set(plover().sectors)
    assert set(data("acled")["crowds"]) <= set(plover().labels)


@pytest.mark.parametrize(
    ("label", "actors", "recipients", "event", "sub"),
    [
        ("ASSAULT.firearms", (ARMY,), (FRONT,), "Battles", "Armed clash"),
        ("ASSAULT.firearms", (ARMY, FRONT), (), "Battles", "Armed clash"),
        ("ASSAULT.firearms", (GUNMEN,), (VILLAGERS,), "Violence against civilians", "Attack"),
        ("ASSAULT.firearms", (), (VILLAGERS,), "Violence against civilians", "Attack"),
        ("ASSAULT.firearms", (GUNMEN,), (), "", ""),
        ("ASSAULT.firearms", (STUDENTS,), (VILLAGERS,), "", ""),
        ("ASSAULT.targeted", (GUNMEN,), (Party("the minister", sectors=("GOV",)),), "", ""),
        ("ASSAULT.abduct", (GUNMEN,), (VILLAGERS,), "Violence against civilians", "Abduction/forced disappearance"),
        ("ASSAULT.abduct", (FRONT,), (ARMY,), "", ""),
        ("ASSAULT.drone", (ARMY,), (FRONT,), "Explosions/Remote violence", "Air/drone strike"),
        ("ASSAULT.explosives", (GUNMEN,), (VILLAGERS,), "Explosions/Remote violence", ""),
        ("COERCE.arrest", (POLICE,), (STUDENTS,), "Strategic developments", "Arrests"),
        ("COERCE.arrest", (FRONT,), (STUDENTS,), "Violence against civilians", "Abduction/forced disappearance"),
        ("PROTEST.riot", (STUDENTS,), (), "Riots", "Violent demonstration"),
        ("AGREE", (ARMY, FRONT), (), "Strategic developments", "Agreement"),
        ("MOBILIZE.troops", (ARMY,), (), "Strategic developments", "Change to group/activity"),
    ],
)
def test_acled_types_turn_on_the_mode_and_on_the_sides(
    label: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], event: str, sub: str
):
    (row,) = rows_of("acled", assault(label, actors, recipients))
    assert (row["event_type"], row["sub_event_type"]) == (event, sub)
    assert (row["civilian_targeting"] != "") == (
        event == "Violence against civilians" or (event.startswith("Explosions") and recipients == (VILLAGERS,))
    )


@pytest.mark.parametrize("label", ["CONSULT.visit", "AGREE", "ACCUSE.allege", "PROTEST.strike", "COERCE.cyber"])
def test_acled_has_no_row_for_what_it_has_no_event_for(label: str):
    assert rows_of("acled", assault(label, (ARMY,), (POLICE,))) == []


@pytest.mark.parametrize(
    ("actors", "recipients", "inters"),
    [
        ((ARMY,), (FRONT,), ("State forces", "Rebel group", "State forces-Rebel group")),
        ((FRONT,), (ARMY,), ("Rebel group", "State forces", "State forces-Rebel group")),
        ((GUNMEN,), (), ("Political militia", "", "Political militia only")),
        ((FOREIGN,), (VILLAGERS,), ("External/Other forces", "Civilians", "Civilians-External/Other forces")),
        ((replace(ARMY, country="UNO"),), (), ("External/Other forces", "", "External/Other forces only")),
        ((Party("somebody"),), (VILLAGERS,), ("", "Civilians", "")),
        ((), (VILLAGERS,), ("", "Civilians", "")),
    ],
)
def test_acled_codes_who_faces_whom(actors: tuple[Party, ...], recipients: tuple[Party, ...], inters: tuple[str, ...]):
    (row,) = rows_of("acled", assault("ASSAULT.drone", actors, recipients))
    assert (row["inter1"], row["inter2"], row["interaction"]) == inters


def test_doers_that_rival_accounts_name_are_not_put_on_one_side():
    valley = event_of(head("valley"), actors=(ARMY,))
    lake = event_of(head("lake"), "Rebels shelled the market, the paper says.", actors=(FRONT,))
    both = case_of(valley, lake, disagreements=(Disagreement("actor", "contradiction", ()),))
    (row,) = rows_of("acled", both)
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("the army", "", "villagers")
    (dead,) = rows_of("ucdp", case_of(valley, lake, killed=7))
    assert (dead["side_a"], dead["type_of_violence"]) == ("the army", "")
    together = case_of(event_of(head("hill"), actors=(ARMY, POLICE)))
    assert rows_of("acled", together)[0]["assoc_actor_1"] == "police"


def test_whom_a_protest_is_against_is_no_actor_of_it():
    (row,) = rows_of("acled", march())
    assert (row["actor1"], row["inter1"], row["actor2"], row["interaction"]) == (
        *("students", "Protesters", "", "Protesters only"),
    )
    assert (row["event_type"], row["sub_event_type"]) == ("Protests", "Peaceful protest")
    hurt = event_of(
        head("city"), label="PROTEST.demo", actors=(STUDENTS,), recipients=(), figures=(figure("injured", 3, 3),)
    )
    (row,) = rows_of("acled", case_of(hurt))
    assert (row["event_type"], row["sub_event_type"]) == ("Protests", "")


def test_the_note_quotes_no_denial():
    valley, _, hill = market().events
    case = case_of(hill, valley, title_evidence=market().incident.title_evidence)
    (row,) = rows_of("acled", case)
    assert row["notes"].startswith("According to The Valley Post, “Gunmen shelled")


def test_those_who_protest_together_do_not_face_each_other():
    march_of_two = assault("PROTEST.demo", (STUDENTS, VILLAGERS), ())
    (row,) = rows_of("acled", march_of_two)
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("students", "villagers", "")
    (row,) = rows_of("gdelt-events", march_of_two)
    assert (row["Actor1Name"], row["Actor2Name"]) == ("students", "")


def test_acled_dates_a_week_and_a_month_by_their_middle_and_longer_ranges_not_at_all():
    for days, wanted in {
        ("2024-03-12", "2024-03-12"): ("2024-03-12", "2024", "1"),
        ("2024-03-12", "2024-03-13"): ("2024-03-12", "2024", "2"),
        ("2024-03-11", "2024-03-17"): ("2024-03-14", "2024", "2"),
        ("2024-03-01", "2024-03-31"): ("2024-03-16", "2024", "3"),
        ("2024-03-01", "2024-04-30"): ("", "2024", ""),
    }.items():
        (row,) = rows_of("acled", case_of(event_of(head("valley"), days=days)))
        assert (row["event_date"], row["year"], row["time_precision"]) == wanted
    (row,) = rows_of("acled", case_of(event_of(head("valley"), dated="published")))
    assert (row["event_date"], row["time_precision"]) == ("2024-03-12", "")


@pytest.mark.parametrize(
    ("spot", "precision", "location", "latitude"),
    [
        (KITALA, "1", "Kitala", "-1.25"),
        (NEAR_KITALA, "2", "near Kitala", "-1.25"),
        (replace(KITALA, name="12 km from Kitala"), "2", "12 km from Kitala", "-1.25"),
        (NYANZA, "3", "Nyanza", "-0.5"),
        (replace(NYANZA, precision="admin2"), "2", "Nyanza", "-0.5"),
        (KENYA, "", "", ""),
        (replace(KITALA, told=False), "", "Kitala", "-1.25"),
    ],
)
def test_acled_has_no_point_for_a_country(spot: Spot, precision: str, location: str, latitude: str):
    (row,) = rows_of("acled", assault("ASSAULT.drone", (ARMY,), (), spot))
    assert (row["geo_precision"], row["location"], row["latitude"]) == (precision, location, latitude)


def test_acled_counts_dozens_as_twelve():
    stored = event_of(head("valley"), figures=(replace(figure("killed", 12, 99), approximate=True),))
    (row,) = rows_of("acled", case_of(stored, figures=(), rollups=(RollUp("killed", 12, 12, 99, 12),)))
    assert row["fatalities"] == "12"


@pytest.mark.parametrize(
    ("low", "high", "approximate", "tag"),
    [
        (200, 200, False, "crowd size=200"),
        (200, 200, True, "crowd size=around 200"),
        (200, None, False, "crowd size=at least 200"),
        (100, 999, True, "crowd size=between 100 and 999"),
        (None, None, False, "crowd size=no report"),
    ],
)
def test_acled_tells_the_size_of_a_crowd_in_a_tag(low: int | None, high: int | None, approximate: bool, tag: str):
    told = (replace(figure("participants", low, high), approximate=approximate),) if low else ()
    rollups = (RollUp("participants", low, low, high or low, low),) if low else ()
    stored = event_of(head("city"), label="PROTEST.demo", figures=told)
    (row,) = rows_of("acled", case_of(stored, rollups=rollups))
    assert row["tags"] == tag


# UCDP


def test_ucdp_writes_an_incident_with_deaths():
    (row,) = rows_of("ucdp", market(), march(), bare())
    assert filled(row) == {
        "id": str(int(market().incident.id[-16:], 16) & 2**63 - 1),
        "year": "2024",
        "type_of_violence": "3",
        "side_a": "the Mutongo Front",
        "side_b": "villagers",
        "number_of_sources": "3",
        "source_article": ";".join(
            f"The {name.title()} Post,2024-03-13,Attack in Kitala, says {name}" for name in ("valley", "lake", "hill")
        ),
        "source_office": "The Valley Post;The Lake Post;The Hill Post",
        "source_date": "2024-03-13",
        "source_headline": ";".join(f"Attack in Kitala, says {name}" for name in ("valley", "lake", "hill")),
        "source_original": "the army;a doctor",
        "where_prec": "1",
        "where_coordinates": "Kitala",
        "latitude": "-1.25",
        "longitude": "29.5",
        "geom_wkt": "POINT (29.5 -1.25)",
        "priogrid_gid": "127860",
        "country": "Democratic Republic of the Congo",
        "country_id": "490",
        "region": "Africa",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2024-03-12",
        "date_end": "2024-03-12",
        "deaths_unknown": "12",
        "best": "12",
        "high": "12",
        "low": "7",
    }


@pytest.mark.parametrize(
    ("label", "actors", "recipients", "code", "sides"),
    [
        ("ASSAULT", (ARMY,), (FRONT,), "1", ("the army", "the Mutongo Front", "490", "")),
        ("ASSAULT", (FRONT,), (ARMY,), "1", ("the army", "the Mutongo Front", "490", "")),
        ("ASSAULT", (ARMY,), (FOREIGN,), "1", ("the army", "the Ugandan army", "490", "500")),
        (
            "ASSAULT",
            (FRONT, replace(FRONT, name="another front")),
            (),
            "2",
            ("the Mutongo Front", "another front", "", ""),
        ),
        ("ASSAULT", (FRONT,), (VILLAGERS,), "3", ("the Mutongo Front", "villagers", "", "")),
        ("ASSAULT", (POLICE,), (VILLAGERS,), "3", ("police", "villagers", "501", "")),
        ("ASSAULT", (GUNMEN,), (VILLAGERS,), "", ("gunmen", "villagers", "", "")),
        ("ASSAULT", (VILLAGERS,), (ARMY,), "", ("villagers", "the army", "", "")),
        ("ASSAULT", (ARMY,), (), "", ("the army", "", "490", "")),
        ("PROTEST.riot", (STUDENTS,), (POLICE,), "", ("", "", "", "")),
    ],
)
def test_ucdp_types_violence_only_where_the_sides_tell(
    label: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], code: str, sides: tuple[str, ...]
):
    (row,) = rows_of(
        "ucdp", case_of(event_of(head("valley"), label=label, actors=actors, recipients=recipients), killed=1)
    )
    assert row["type_of_violence"] == code
    assert (row["side_a"], row["side_b"], row["gwnoa"], row["gwnob"]) == sides


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (("2024-03-12", "2024-03-12"), "1"),
        (("2024-03-12", "2024-03-13"), "2"),
        (("2024-03-11", "2024-03-17"), "3"),
        (("2024-03-01", "2024-03-31"), "4"),
        (("2024-01-01", "2024-12-31"), "5"),
        (("2023-01-01", "2024-12-31"), ""),
    ],
)
def test_ucdp_codes_how_well_the_day_is_known(days: tuple[str, str], code: str):
    (row,) = rows_of("ucdp", case_of(event_of(head("valley"), days=days), killed=1))
    assert (row["date_prec"], row["date_start"], row["date_end"]) == (code, *days)
    assert row["event_clarity"] == ("1" if code == "1" else "2")


@pytest.mark.parametrize(
    ("spot", "code"),
    [
        (KITALA, "1"),
        (NEAR_KITALA, "2"),
        (replace(NYANZA, precision="admin2"), "3"),
        (NYANZA, "4"),
        (replace(NYANZA, precision="border"), "5"),
        (KENYA, "6"),
        (Spot("the camp"), ""),
        (replace(KITALA, told=False), ""),
    ],
)
def test_ucdp_codes_how_well_the_place_is_known(spot: Spot, code: str):
    (row,) = rows_of("ucdp", case_of(event_of(head("valley"), spot=spot), killed=1))
    assert row["where_prec"] == code


def test_ucdp_holds_no_incident_without_a_death():
    stored = event_of(head("valley"))
    assert rows_of("ucdp", case_of(stored), case_of(stored, killed=0), loose()) == []
    assert len(rows_of("ucdp", case_of(stored, rollups=(RollUp("killed", 0, 0, 1, 0),)))) == 1


def test_cells_of_prio_grid_begin_in_the_south_west():
    assert prio_grid(-90, -180) == 1
    assert prio_grid(34.531094, 69.162796) == 179779  # Kabul
    assert prio_grid(90, 180) == 360 * 720
