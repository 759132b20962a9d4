"""What the API tells of a desk: lists, single records, trails, exports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import api_cases
import pytest
from api_cases import HOSTILE, slug_of

from tocsin.serve import asked
from tocsin.store.exports import FORMATS

reading, client = api_cases.reading, api_cases.client

LISTS = {
    "incidents": ("tocsin.incident/1", 2),
    "events": ("tocsin.event/1", 6),
    "statements": ("tocsin.statement/1", 6),
    "actors": ("tocsin.actor/1", 2),
    "flags": ("tocsin.flag/1", 6),
    "rejected": ("tocsin.rejected/1", 4),
    "reports": ("tocsin.report/1", 3),
}
MODELS = {
    "incidents": asked.AskedIncidents,
    "events": asked.AskedEvents,
    "statements": asked.AskedStatements,
    "actors": asked.AskedActors,
    "flags": asked.AskedFlags,
    "rejected": asked.AskedRejected,
    "reports": asked.AskedReports,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_comes_page_by_page_and_each_row_once(client, name):
    schema, count = LISTS[name]
    whole = client.get(f"/api/v1/{name}").json()
    assert whole["cursor"] is None
    assert len(whole["rows"]) == count
    assert {row["schema"] for row in whole["rows"]} == {schema}
    rows, cursor = [], None
    for _ in range(count):
        page = client.get(f"/api/v1/{name}", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        rows += page["rows"]
        cursor = page["cursor"]
    assert (rows, cursor) == (whole["rows"], None)


@pytest.mark.parametrize("name", LISTS)
def test_each_row_is_found_by_its_id(client, name):
    for row in client.get(f"/api/v1/{name}").json()["rows"]:
        assert client.get(f"/api/v1/{name}/{row['id']}").json() == row


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_the_filters_that_the_store_knows_for_it(name):
    fields = api_cases.filters_of(name)
    assert set(MODELS[name].model_fields) - {"cursor", "limit", "order"} == fields


@pytest.mark.parametrize(
    ("asked_for", "count"),
    [
        ("events?type=PROTEST", 3),
        ("events?since=2024-03-13&until=2024-03-13", 3),
        ("events?near=0,0&radius_km=0.001", 0),
        ("events?box=-90,-180,90,180", 6),
        ("events?actor=Mutongo", 3),
        ("events?modality=happened&limit=500", 6),
        ("events?contested=false", 3),
        ("incidents?order=sources&either=Mutongo", 1),
        ("incidents?type=PROTEST", 1),
        ("reports?outlet=The+Lake+Courier", 3),
        ("rejected?kind=document", 1),
        ("actors?kind=person", 1),
    ],
)
def test_filters_narrow_a_list_down(client, asked_for, count):
    answer = client.get(f"/api/v1/{asked_for}")
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["rows"]) == count


@pytest.mark.parametrize(
    ("asked_for", "status", "slug"),
    [
        ("events?cursor=xyz", 400, "store.bad-cursor"),
        ("events?cursor=%00", 400, "store.bad-cursor"),
        ("reviews?cursor=review-0", 400, "store.bad-cursor"),
        ("events?cursor=" + "x" * 20_000, 422, "serve.invalid"),
        ("events?limit=0", 422, "serve.invalid"),
        ("events?limit=501", 422, "serve.invalid"),
        ("events?limit=many", 422, "serve.invalid"),
        ("events?sinse=2024-01-01", 422, "serve.invalid"),
        ("events?order=sources", 422, "serve.invalid"),
        ("events?since=yesterday", 422, "store.bad-filter"),
        ("events?since=2024-02-02&until=2024-02-01", 422, "store.bad-filter"),
        ("events?near=1,2", 422, "store.bad-filter"),
        ("events?near=nan,2&radius_km=1", 422, "serve.bad-area"),
        ("events?near=1;2&radius_km=1", 422, "serve.bad-area"),
        ("events?near=1,2&radius_km=inf", 422, "serve.invalid"),
        ("events?box=1,2,3", 422, "serve.bad-area"),
        ("events?country=congo", 422, "store.bad-filter"),
        ("events?type=WAR", 422, "store.not-in-codebook"),
        ("events?text=", 422, "store.empty-query"),
        ("events?text=" + "+".join(map(str, range(200))), 422, "store.long-query"),
        ("events?text=" + "a" * 2001, 422, "serve.invalid"),
        ("actors?kind=alien", 422, "store.bad-filter"),
        ("exports/word", 404, "export.no-such-format"),
        ("exports/word/loss", 404, "export.no-such-format"),
        ("exports/ucdp?rows=events", 422, "export.no-such-rows"),
        ("exports/csv?limit=3", 422, "serve.invalid"),
        ("nothing", 404, "serve.no-such-path"),
        ("events/", 404, "serve.no-such-path"),
        ("jobs/job-0", 404, "serve.unknown-job"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_shape(client, asked_for, status, slug):
    answer = client.get(f"/api/v1/{asked_for}")
    assert (answer.status_code, slug_of(answer)) == (status, slug)


def test_an_error_of_a_parameter_says_which(client):
    for name, value in (("limit", "0"), ("since", "x"), ("box", "x"), ("sinse", "x")):
        assert client.get(f"/api/v1/events?{name}={value}").json()["error"]["where"] == f"query.{name}"


@pytest.mark.parametrize("path", ["incidents/{}", "incidents/{}/events", "events/{}", "statements/{}", "actors/{}"])
@pytest.mark.parametrize(
    "record_id", ["event-0", "%00", "..%5c..%5cetc", "%3Cscript%3E", "%ff%fe", "'%20OR%201=1--", "%F0%9F%94%A5"]
)
def test_ids_that_nobody_has_are_not_found(client, path, record_id):
    answer = client.get("/api/v1/" + path.format(record_id))
    assert (answer.status_code, slug_of(answer)) == (404, "desk.unknown-id")
    assert "<" not in answer.text


@pytest.mark.parametrize("path", ["flags/x", "reports/x", "reports/x/reading", "records/x/trail"])
def test_other_records_that_nobody_has_are_not_found_either(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, slug_of(answer)) == (404, "desk.unknown-id")


@pytest.mark.parametrize("path", ["../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "reports/..%2f..%2fetc%2fpasswd"])
def test_paths_lead_to_no_file(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert slug_of(answer) in ("serve.no-such-path", "desk.unknown-id")


def test_an_id_of_any_length_is_refused(client):
    answer = client.get("/api/v1/events/" + "e" * 5000)
    assert (answer.status_code, slug_of(answer)) == (422, "serve.invalid")


def test_an_incident_comes_with_its_events(client):
    for incident in client.get("/api/v1/incidents").json()["rows"]:
        events = client.get(f"/api/v1/incidents/{incident['id']}/events").json()
        told = {event for account in incident["accounts"] for event in account["events"]}
        assert {event["id"] for event in events["rows"]} == told
        assert {event["incident"] for event in events["rows"]} == {incident["id"]}


def test_a_reading_is_in_the_form_of_the_command_line_and_its_spans_fit(client):
    head = client.get("/api/v1/reports").json()["rows"][0]
    found = client.get(f"/api/v1/reports/{head['id']}/reading").json()
    assert found["schema"] == "tocsin.reading/1"
    text = found["report"]["text"]
    spans = [event["trigger"] for event in found["events"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)


def test_a_trail_leads_from_an_event_to_its_sentence_and_model(client):
    event = client.get("/api/v1/events").json()["rows"][0]
    trail = client.get(f"/api/v1/records/{event['id']}/trail").json()
    assert trail["steps"][0]["id"] == event["id"]
    assert trail["steps"][0]["spans"] == event["evidence"]
    assert [report["id"] for report in trail["reports"]] == [event["report"]["id"]]


def test_counts_are_those_of_the_desk(client):
    assert client.get("/api/v1/counts").json()["reports"] == 3


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_can_be_had_as_a_file_and_its_losses_too(client, name):
    answer = client.get(f"/api/v1/exports/{name}")
    assert answer.status_code == 200
    assert len(answer.content) == int(answer.headers["content-length"]) > 0
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "html" not in answer.headers["content-type"]
    loss = client.get(f"/api/v1/exports/{name}/loss").json()
    assert loss["schema"] == "tocsin.losses/1"
    assert loss["incidents"] == 2


def test_a_format_that_holds_less_says_what_it_leaves_out(client):
    losses = client.get("/api/v1/exports/acled/loss").json()["losses"]
    assert all(loss["sentence"] and 0 < loss["rows"] <= loss["of"] for loss in losses)
    assert losses


def test_an_export_holds_what_fits_the_filter(client):
    answer = client.get("/api/v1/exports/csv?rows=events&type=PROTEST")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 3
    assert {row["type"] for row in rows} == {"PROTEST"}
    assert {row["name"] for row in client.get("/api/v1/exports").json()["rows"]} == set(FORMATS)


def test_too_many_exports_at_once_are_put_off(tmp_path: Path):
    with api_cases.api(tmp_path, exports=1) as client:
        place = client.app.state.tocsin.exports
        with place:
            answer = client.get("/api/v1/exports/csv")
            assert (answer.status_code, slug_of(answer)) == (503, "serve.busy")
            assert int(answer.headers["retry-after"]) > 0
        assert client.get("/api/v1/exports/csv").status_code == 200


def test_markup_in_texts_comes_out_as_text_in_json_alone(client):
    for path in ("reports", "rejected", "events", "flags", "statements"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not {"<", ">", "&"} & set(answer.text)
    assert {row["byline"] for row in client.get("/api/v1/reports").json()["rows"]} == {HOSTILE}


def test_the_page_of_endpoints_loads_nothing_and_holds_nothing_of_a_report(client):
    answer = client.get("/api")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "src=" not in answer.text
    assert "https://" not in answer.text
    assert "Mutongo" not in answer.text
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert f"<td>{path}</td>" in answer.text


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/api/v1/docs", "/nothing"])
def test_there_is_no_other_page(client, path):
    assert slug_of(client.get(path)) == "serve.no-such-path"


def test_the_schema_has_examples_and_every_reference_leads_somewhere(client):
    text = client.get("/api/v1/openapi.json").text
    schema = json.loads(text)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(schema["components"]["schemas"])
    assert schema["components"]["schemas"]["Sources"]["examples"]
