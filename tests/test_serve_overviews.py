"""What the API tells that goes over many records: situation, dyads, places, speakers, health, and single records."""

from __future__ import annotations

from pathlib import Path

import api_cases
import pytest
from api_cases import JSON, slug_of

from tocsin.serve import asked
from tocsin.store.jobs import Job, put_job
from tocsin.store.tokens import add_token

reading, client = api_cases.reading, api_cases.client


def get(client, path: str, **params: object):
    """Ask, and give what was answered."""
    answer = client.get(f"/api/v1/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_situation_comes_in_columns_that_fit_the_lists(client):
    found = get(client, "situation")
    listed = get(client, "incidents")["rows"]
    points = found["points"]
    assert found["schema"] == "tocsin.situation/1"
    assert points["id"] == [one["id"] for one in listed]
    assert {len(column) for column in points.values()} == {len(listed)}
    assert [found["types"][at]["value"] for at in points["type"]] == [one["type"] for one in listed]
    killed = [
        max((each["high"] for each in one["rollups"] if each["what"] == "killed"), default=None) for one in listed
    ]
    assert points["killed"] == killed
    assert max(killed, key=lambda each: each or 0) == 9
    assert get(client, "situation", type="PROTEST")["incidents"] == 1
    assert get(client, "situation", modality="negated")["points"]["id"] == []


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("situation?limit=3", 422, "serve.invalid"),
        ("situation?type=WAR", 422, "store.not-in-codebook"),
        ("situation?modality=maybe", 422, "serve.invalid"),
        ("dyads?top=1", 422, "serve.invalid"),
        ("dyads?top=51", 422, "serve.invalid"),
        ("dyads?cursor=x", 422, "serve.invalid"),
        ("places?name=", 422, "serve.invalid"),
        ("places?name=%25", 422, "store.bad-filter"),
        ("places?cursor=x", 400, "store.bad-cursor"),
        ("places/place-0", 404, "desk.unknown-id"),
        ("speakers?cursor=x", 400, "store.bad-cursor"),
        ("speakers?stance=laughs", 422, "serve.invalid"),
        ("speakers/actor-0", 404, "desk.unknown-id"),
        ("speakers/actor-0?since=x", 422, "store.bad-filter"),
        ("actors/actor-0/history", 404, "desk.unknown-id"),
        ("incidents/incident-0/reports", 404, "desk.unknown-id"),
        ("incidents/incident-0/reviews", 404, "desk.unknown-id"),
        ("rejected/rejected-0", 404, "desk.unknown-id"),
        ("reviews/review-0", 404, "desk.unknown-id"),
        ("jobs?cursor=x", 400, "store.bad-cursor"),
        ("jobs?limit=0", 422, "serve.invalid"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_shape(client, path, status, slug):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, slug_of(answer)) == (status, slug)


MODELS = {
    "incidents": (asked.AskedSituation, asked.AskedExport),
    "events": (asked.AskedDyads,),
    "places": (asked.AskedPlaces,),
    "speakers": (asked.AskedSpeakers,),
}


@pytest.mark.parametrize("name", MODELS)
def test_parameters_are_the_filters_that_the_store_knows(name):
    fields = api_cases.filters_of(name)
    for model in MODELS[name]:
        assert set(model.model_fields) - {"cursor", "limit", "top", "name", "rows"} == fields


def test_dyads_name_who_acts_on_whom(client):
    found = get(client, "dyads")
    assert found["schema"] == "tocsin.dyads/1"
    # those whom nobody could resolve ("4 people") are no actors of the desk
    assert (found["rows"], found["left_off"]) == ([], False)
    assert get(client, "dyads", top=5, limit=500)["actors"] == []


def test_places_and_what_lies_there(client):
    rows = get(client, "places")["rows"]
    assert [(one["name"], one["reports"]) for one in rows] == [("Kitala", 2), ("Mahale", 1)]
    assert get(client, "places", name="maha")["rows"] == rows[1:]
    kitala = get(client, f"places/{rows[0]['id']}")
    assert kitala["place"] == {key: value for key, value in rows[0].items() if key != "schema"}
    example = kitala["names"][0]["example"]
    text = get(client, f"reports/{example['report']}/reading")["report"]["text"]
    assert text[example["span"]["start"] : example["span"]["end"]] == example["span"]["quote"] == "Kitala"
    events = get(client, "events", place=rows[0]["id"])["rows"]
    assert {event["spot"]["name"] for event in events} == {"Kitala"}
    assert len(events) == rows[0]["events"]
    first = get(client, "places", limit=1)
    assert get(client, "places", limit=1, cursor=first["cursor"])["rows"] == rows[1:]


def test_a_speaker_and_what_it_denies(client):
    (keto,) = get(client, "speakers", stance="denies")["rows"]
    assert (keto["name"], keto["statements"], keto["denies"]) == ("Ana Keto", 6, 3)
    found = get(client, f"speakers/{keto['id']}")
    assert {one["kind"] for one in found["positions"]} == {"denies"}
    for one in found["positions"]:
        assert get(client, f"statements/{one['statement']}")["content"][0] == one["words"]["span"]
        assert one["statement"] in get(client, f"events/{one['event']}")["denied_by"]
    assert get(client, f"speakers/{keto['id']}", since="2030-01-01")["positions"] == []
    assert len(get(client, "statements", actor=keto["id"], type="ASSAULT", stance="denies")["rows"]) == 3
    assert {row["speaker_actor"] for row in get(client, "statements", actor=keto["id"])["rows"]} == {keto["id"]}
    assert get(client, "statements", type="PROTEST")["rows"] == []


def test_an_actor_over_time(client):
    for actor in get(client, "actors")["rows"]:
        history = get(client, f"actors/{actor['id']}/history")
        assert sum(one["reports"] for one in history["forms"]) == actor["reports"]
        assert sum(one["acting"] + one["receiving"] for one in history["months"]) == actor["events"]
        incidents = get(client, "incidents", actor=actor["id"])["rows"]
        assert bool(incidents) == bool(actor["events"])


def test_the_reports_of_an_incident_are_those_of_its_accounts(client):
    for incident in get(client, "incidents")["rows"]:
        reports = get(client, f"incidents/{incident['id']}/reports")["rows"]
        assert {one["id"] for one in reports} == {one["report"] for one in incident["accounts"]}


def test_the_versions_of_a_report_are_those_of_its_page(client):
    for report in get(client, "reports")["rows"]:
        assert get(client, f"reports/{report['id']}/versions")["rows"] == [report]
    assert slug_of(client.get("/api/v1/reports/rep-none/versions")) == "desk.unknown-id"


def test_the_decisions_that_made_an_incident_are_found_by_any_of_its_ids(client):
    def decide(subject: str, of: str, verdict: str, *others: str) -> str:
        body = {"subject": subject, "id": of, "verdict": verdict, "author": "Ana", "others": others}
        made = client.post("/api/v1/reviews", json=body)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def decided(incident: str) -> list[str]:
        return [one["id"] for one in get(client, f"incidents/{incident}/reviews")["rows"]]

    first, second = (one["id"] for one in get(client, "incidents", order="sources", limit=2)["rows"])
    assert decided(first) == decided(second) == []
    accepted = decide("incident", second, "accept")
    merged = decide("incident", second, "merge", first)
    assert {get(client, f"incidents/{one}")["id"] for one in (first, second)} <= {first, second}
    assert set(decided(first)) == set(decided(second)) == {accepted, merged}
    events = [one["id"] for one in get(client, f"incidents/{first}/events")["rows"]]
    out = decide("incident", first, "split", events[-1])
    apart = get(client, f"events/{events[-1]}")["incident"]
    assert out in decided(apart)
    assert out in decided(first)
    taken = decide("event", events[0], "reject")
    rest = get(client, f"events/{events[1]}")["incident"]
    assert (taken in decided(rest)) == any(
        one["id"] == get(client, f"events/{events[0]}")["report"]["id"]
        for one in get(client, f"incidents/{rest}/reports")["rows"]
    )
    for review in (taken, out, merged, accepted):
        client.delete(f"/api/v1/reviews/{review}")
    assert decided(first) == decided(second) == []


def test_single_decisions_and_rejections_are_found_by_their_ids(client):
    event = get(client, "events")["rows"][0]["id"]
    body = {"subject": "event", "id": event, "verdict": "accept", "author": "Ana"}
    made = client.post("/api/v1/reviews", json=body).json()
    assert get(client, f"reviews/{made['id']}") == made
    client.delete(f"/api/v1/reviews/{made['id']}")
    assert client.get(f"/api/v1/reviews/{made['id']}").status_code == 404


def test_jobs_are_listed_the_newest_first(client):
    store = client.app.state.tocsin.desk.store
    for number in range(5):
        put_job(store, Job(f"job-{number}", "done", 0, api_cases.NOW, api_cases.NOW))
    page = get(client, "jobs", limit=2)
    assert [one["id"] for one in page["rows"]] == ["job-4", "job-3"]
    rest = get(client, "jobs", limit=3, cursor=page["cursor"])
    assert ([one["id"] for one in rest["rows"]], rest["cursor"]) == (["job-2", "job-1", "job-0"], None)
    assert get(client, "jobs/job-3") == page["rows"][1]
    assert get(client, "health")["jobs"] == {"waiting": 0, "running": 0, "done": 5, "failed": 0}


def test_health_names_versions_and_how_much_is_kept(client):
    found = get(client, "health")
    assert found["counts"] == get(client, "counts")
    assert (found["database"], found["last_added"]) == ("sqlite", api_cases.NOW)
    assert found["tables"] >= "0004"
    assert "events=" in found["stages"]
    checks = {one["name"]: one for one in found["checks"]}
    assert set(checks) == {"python", "libraries", "weights", "gazetteer"}
    assert checks["python"]["found"]


def test_a_caller_with_a_token_is_not_told_where_files_lie(client):
    token = add_token(client.app.state.tocsin.desk.store, "ana", "read", now=api_cases.NOW)
    answer = client.get("/api/v1/health", headers={"Authorization": f"Bearer {token}"})
    assert {one["found"] for one in answer.json()["checks"]} == {""}


def test_what_was_read_can_be_kept_with_the_same_result(client):
    source = {"text": "a 21 Mahale", "source": "wire 21"}
    read = client.post("/api/v1/read", json=source, headers=JSON).json()
    kept = client.post("/api/v1/reports", json=source, headers=JSON).json()
    assert kept["report"] == read["report"]["id"]
    assert get(client, f"reports/{kept['report']}/reading") == read


def test_an_empty_desk_has_empty_overviews(tmp_path: Path):
    from tocsin.run.desk import init_desk

    init_desk(tmp_path)
    with api_cases.api(tmp_path) as client:
        assert get(client, "situation")["times"] == {"unit": "day", "first": [], "incidents": [], "contested": []}
        for name in ("places", "speakers", "jobs"):
            assert get(client, name) == {"rows": [], "cursor": None}
        assert get(client, "dyads")["rows"] == []
        assert get(client, "health")["last_added"] is None
