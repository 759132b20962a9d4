"""The JSON form of a reading."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tocsin.records import (
    Actor,
    Annotation,
    Block,
    Count,
    Event,
    Flag,
    Place,
    Published,
    Reading,
    Report,
    RunnerUp,
    Span,
    Statement,
    When,
)
from tocsin.records.contract import FIELDS, to_dict, to_line

TEXT = "Beni calm, says Ana Keto"
SPAN = Span.of(TEXT, 0, 4)
KEYS = {
    "report": "id source url outlet title byline published language text blocks",
    "actors": "id name kind country roles sectors variants mentions",
    "places": "id name country admin1 lat lon precision gazetteer_id score runners_up mentions",
    "statements": "id speaker speaker_span via cue content form stance about when",
    "events": "id type mode modality actors recipients place when counts claimed_by denied_by trigger evidence confidence contexts refined",
    "flags": "kind message spans",
}


def reading() -> Reading:
    return Reading(
        report=Report("r", "s", TEXT, (Block("headline", 0, 10),), published=Published("2024-05-04", "stated", SPAN)),
        annotation=Annotation("r", "m", "1", (), (), ()),
        actors=(Actor("a", "Ana Keto", "person", mentions=(Span.of(TEXT, 16, 24),)),),
        places=(
            Place(
                "p",
                "Beni",
                "COD",
                None,
                0.5,
                29.5,
                "city",
                "1",
                0.9,
                (RunnerUp("B", None, None, 1, 2, "3", 0.1),),
                (SPAN,),
            ),
        ),
        statements=(
            Statement(
                "s",
                "a",
                None,
                None,
                None,
                None,
                (SPAN,),
                "indirect",
                "asserts",
                when=When(None, None, "day", "stated", SPAN),
            ),
        ),
        events=(
            Event(
                "e",
                "PROTEST",
                "rally",
                "happened",
                ("a",),
                (),
                "p",
                When(None, None, "day", "stated", SPAN),
                (Count("participants", None, 20, None, False, "a", SPAN),),
                ("s",),
                (),
                Span.of(TEXT, 5, 9),
                (SPAN,),
                0.9,
                why="not part of the contract",
            ),
        ),
        flags=(Flag("date-mismatch", "m", (SPAN,)),),
    )


def test_keys_come_in_the_order_of_the_contract():
    row = to_dict(reading())
    assert " ".join(row) == "schema report actors places statements events flags"
    assert " ".join(row["report"]) == KEYS["report"]
    assert list(row["report"]["published"]) == ["date", "basis", "span"]
    assert list(row["report"]["blocks"][0]) == ["kind", "start", "end"]
    for name in ("actors", "places", "statements", "events", "flags"):
        assert " ".join(row[name][0]) == KEYS[name]
    assert row["statements"][0]["content"] == [{"start": 0, "end": 4, "quote": "Beni"}]
    assert list(row["statements"][0]["when"]) == ["start", "end", "precision", "basis", "span"]
    assert row["places"][0]["runners_up"][0]["gazetteer_id"] == "3"
    assert list(row["events"][0]["counts"][0]) == ["what", "who", "low", "high", "approximate", "speaker", "span"]
    assert row["events"][0]["trigger"] == {"start": 5, "end": 9, "quote": "calm"}


def test_every_field_of_the_contract_exists_in_its_record():
    for record, names in FIELDS.items():
        assert set(names) <= set(record.__dataclass_fields__), record.__name__


def test_a_line_of_json_reads_back_and_is_one_line():
    line = to_line(to_dict(reading()))
    assert json.loads(line) == to_dict(reading())
    assert "\n" not in line


@given(st.text(alphabet=st.characters()))
def test_any_text_reads_back_and_stays_on_one_line(text):
    line = to_line({"text": text})
    assert json.loads(line) == {"text": text}
    assert len(line.splitlines()) == 1
    line.encode()
