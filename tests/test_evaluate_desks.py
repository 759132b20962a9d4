"""The scores of a desk: B-cubed over accounts, copies that count once, and disagreements found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_cases import reading

from tocsin.errors import TocsinError
from tocsin.records import Disagreement, Reading, Value
from tocsin.run.evaluate.desks import (
    GoldDisagreement,
    anchored,
    b_cubed,
    evaluate_desk,
    fits,
    link_readings,
    load_gold_desk,
    same_value,
    score_desk,
)

# --- B-cubed ---


def test_b_cubed_of_an_example_worked_out_by_hand():
    # gold: {1 2 3} {4 5}; found: {1 2} {3 4 5}
    items = [("g1", "f1"), ("g1", "f1"), ("g1", "f2"), ("g2", "f2"), ("g2", "f2")]
    # precision: 1 1 1/3 2/3 2/3; recall: 2/3 2/3 1/3 1 1
    assert b_cubed(items) == (pytest.approx(11 / 15), pytest.approx(11 / 15))


def test_all_in_one_is_found_whole_and_all_apart_is_found_pure():
    gold = ["a", "a", "a", "b"]
    assert b_cubed([(each, "one") for each in gold]) == (pytest.approx((9 + 1) / 16), 1.0)
    assert b_cubed([(each, str(n)) for n, each in enumerate(gold)]) == (1.0, pytest.approx((1 / 3 * 3 + 1) / 4))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), min_size=1, max_size=12))
def test_b_cubed_is_a_share_and_whole_where_found_is_gold(items: list[tuple[str, str]]):
    precision, recall = b_cubed(items)
    assert 0 < precision <= 1
    assert 0 < recall <= 1
    assert b_cubed([(found, gold) for gold, found in items]) == (recall, precision)
    assert b_cubed([(gold, gold) for gold, _ in items]) == (1.0, 1.0)


# --- a desk with gold ---

STORY = (
    "Gunmen shot at sellers in the market of Goma on Friday, killing at least four, and went away towards the hills."
)
REPORTS: Mapping[str, dict[str, Any]] = {
    "first": {"text": STORY, "published": "11", "outlet": "The Lake Courier", "killed": ("at least four", 4, None)},
    "copy": {"text": f"Dead in Goma. {STORY}", "published": "11", "outlet": "Kivu Post", "killed": ("four", 4, None)},
    "later": {
        "text": "Nine people have died since gunmen shot at sellers in Goma on Friday, a nurse said.",
        "published": "12",
        "outlet": "Radio Sake",
        "killed": ("Nine people", 9, 9),
    },
    "other": {
        "text": "Police in Beni beat two students on Friday after a march, and both students are in hospital with wounds.",
        "published": "11",
        "outlet": "Radio Beni",
        "words": "beat",
        "mode": "beat",
        "place": "Beni",
    },
}
GOLD = """
[[incident]]
id = "market"
part = "tuning"
type = "ASSAULT"
accounts = [
  { report = "first", anchor = "shot at sellers" },
  { report = "copy", anchor = "shot at sellers" },
  { report = "later", anchor = "shot at sellers" },
]

[[incident]]
id = "students"
part = "held-back"
type = "ASSAULT"
accounts = [{ report = "other", anchor = "beat two students" }]

[[copies]]
reports = ["first", "copy"]

[[disagreement]]
incident = "market"
field = "killed"
kind = "correction"
values = [{ value = "at least 4" }, { value = "9" }]
"""


def read(name: str, **changed: Any) -> Reading:
    """Read a report of the small desk, made by hand."""
    told = {"words": "shot", "mode": "firearms", "place": "Goma", **REPORTS[name], **changed}
    killed = told.get("killed")
    found = reading(
        told["text"],
        events=[
            {
                "words": told["words"],
                "mode": told["mode"],
                "day": "Friday",
                "place": told["place"],
                "counts": [("killed", *killed, None)] if killed else [],
            }
        ],
        places={"Goma": "COD city", "Beni": "COD city"},
        days={"Friday": "2025-01-10"},
        outlet=told["outlet"],
    )
    published = replace(found.report.published, date=f"2025-01-{told['published']}")
    # two towns a long way apart
    places = tuple(replace(each, lat=1.0 if each.name == "Goma" else 9.0) for each in found.places)
    return replace(found, report=replace(found.report, published=published, source=name), places=places)


def desk(folder: Path, gold: str = GOLD) -> Path:
    """Write a folder of reports with gold."""
    (folder / "reports").mkdir(parents=True)
    for name, told in REPORTS.items():
        (folder / "reports" / f"{name}.txt").write_text(told["text"])
    (folder / "gold.toml").write_text(gold)
    return folder


def scored(folder: Path, gold: str = GOLD, **changed: dict[str, Any]) -> Mapping[str, float]:
    """Score the tuning part, with some reports read otherwise."""
    loaded = load_gold_desk(desk(folder, gold))
    readings = {name: read(name, **changed.get(name, {})) for name in loaded.reports}
    return score_desk(loaded.part("tuning"), readings, link_readings(readings.values()))


def test_a_desk_that_is_read_and_linked_right_has_full_scores(tmp_path: Path):
    assert scored(tmp_path / "desk") == {
        "b3_precision": 1.0,
        "b3_recall": 1.0,
        "b3_f1": pytest.approx(1.0),
        "accounts_found": 1.0,
        "copies_once": 1.0,
        "disagreements_precision": 1.0,
        "disagreements_recall": 1.0,
        "disagreement_kinds": 1.0,
    }


def test_parts_are_scored_apart_and_named(tmp_path: Path):
    number, scores = evaluate_desk(load_gold_desk(desk(tmp_path / "desk")), lambda path: read(path.stem))
    assert number == 4
    assert {name.partition(".")[0] for name in scores} == {"tuning", "held-back"}
    assert scores["tuning.b3_f1"] == scores["held-back.b3_f1"] == pytest.approx(1.0)
    assert scores["held-back.disagreements_recall"] == 1.0


def test_an_account_that_the_reader_misses_is_found_with_none(tmp_path: Path):
    text = "Nine people died in Goma. Men had shot at sellers. All shops were burnt on Friday."
    scores = scored(tmp_path / "desk", later={"text": text, "words": "burnt"})
    assert scores["accounts_found"] == pytest.approx(2 / 3)
    assert (scores["b3_precision"], scores["b3_recall"]) == (1.0, pytest.approx((2 / 3 * 2 + 1 / 3) / 3))


def test_an_account_joined_to_nothing_costs_recall(tmp_path: Path):
    scores = scored(
        tmp_path / "desk", later={"place": "Beni", "text": REPORTS["later"]["text"].replace("Goma", "Beni")}
    )
    assert scores["accounts_found"] == 1.0
    assert (scores["b3_precision"], scores["b3_recall"]) == (1.0, pytest.approx((2 / 3 * 2 + 1 / 3) / 3))


def test_copies_that_count_twice_are_told(tmp_path: Path):
    assert (
        scored(tmp_path / "desk", copy={"text": "Men with rifles shot at sellers in Goma on Friday; four died."})[
            "copies_once"
        ]
        == 0
    )


def test_a_disagreement_that_gold_does_not_have_costs_precision_and_one_of_another_kind_its_kind(tmp_path: Path):
    nothing = GOLD.split("[[disagreement]]")[0]
    none = scored(tmp_path / "none", nothing)
    assert (none["disagreements_precision"], none["disagreements_recall"]) == (0.0, 1.0)
    kind = scored(tmp_path / "kind", GOLD.replace('kind = "correction"', 'kind = "contradiction"'))
    assert (kind["disagreements_recall"], kind["disagreement_kinds"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("gold", "slug"),
    [
        ("[[incident]]\nid = 'a'\n", "evaluate.bad-gold"),
        ("[[incident", "evaluate.bad-gold"),
        (
            "[[disagreement]]\nincident = 'a'\nfield = 'killed'\nkind = 'correction'\nvalues = ['4']\n",
            "evaluate.bad-gold",
        ),
    ],
    ids=["field missing", "no TOML", "values without their key"],
)
def test_gold_that_is_not_in_its_form_is_refused(tmp_path: Path, gold: str, slug: str):
    with pytest.raises(TocsinError) as refused:
        load_gold_desk(desk(tmp_path / "desk", gold))
    assert refused.value.slug == slug


def test_a_folder_without_reports_or_gold_is_none(tmp_path: Path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "gold.toml").write_text(GOLD)
    with pytest.raises(TocsinError) as refused:
        load_gold_desk(tmp_path)
    assert refused.value.slug == "evaluate.no-gold-desk"


def test_every_gold_file_of_the_folder_is_read(tmp_path: Path):
    _, market, rest = GOLD.split("[[incident]]")
    folder = desk(tmp_path / "desk", f"[[incident]]{market}")
    (folder / "gold-more.toml").write_text(f"[[incident]]{rest}")
    gold = load_gold_desk(folder)
    assert sorted(each.id for each in gold.incidents) == ["market", "students"]
    assert gold.part("held-back").copies == ()
    assert [each.id for each in gold.part("held-back").incidents] == ["students"]


def test_an_anchor_finds_the_event_whose_words_it_holds_before_one_of_its_sentence():
    found = reading("Gunmen shot sellers and burnt stalls. They fled.", events=[{"words": "burnt"}, {"words": "shot"}])
    event = anchored(found, "shot sellers", "ASSAULT")
    assert event is not None
    assert event.trigger.quote == "shot"
    near = anchored(found, "stalls", "ASSAULT")
    assert near is not None
    assert near.trigger.quote == "burnt"
    assert anchored(found, "They fled", "ASSAULT") is None
    assert anchored(found, "shot sellers", "AID") is None


def test_an_anchor_finds_what_is_doubted_but_not_what_is_feared():
    doubted = reading("Gunmen shot sellers.", doubtful=[{"words": "shot"}])
    assert anchored(doubted, "shot sellers", "ASSAULT") is not None
    feared = reading("Gunmen shot sellers.", events=[{"words": "shot", "modality": "hypothetical"}])
    assert anchored(feared, "shot sellers", "ASSAULT") is None


def test_an_anchor_that_is_not_in_the_text_is_refused():
    with pytest.raises(TocsinError) as refused:
        anchored(reading("Gunmen shot sellers."), "shelled", "ASSAULT")
    assert refused.value.slug == "evaluate.bad-gold"


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ("4+", "at least 4", True),
        ("20 to 30", "20-30", False),
        ("20 to 30", "20 to 30", True),
        ("about 2000", "2,000", True),
        ("4", "14", False),
        ("2025-01-10", "2025-01-10", True),
        ("2025-01-10", "2025-01-11", False),
        ("Mutongo Front", "the Mutongo Front", True),
        ("MUTONGO FRONT", "Mutongo Front", True),
        ("Goma", "Sake", False),
        ("yes", "yes", True),
        ("no", "not known", False),
    ],
)
def test_values_are_one_by_their_numbers_or_their_names(found: str, wanted: str, same: bool):
    assert same_value(found, wanted) == same


def test_a_disagreement_fits_by_its_field_and_two_values():
    def told(field: str, *values: str) -> Disagreement:
        return Disagreement(field, "correction", tuple(Value(each, ("x",), None, ()) for each in values))  # type: ignore[arg-type]

    wanted = GoldDisagreement("market", "killed", "contradiction", ("4", "9", "11"))
    assert fits(told("killed", "4+", "9"), wanted)
    assert fits(told("killed", "9", "11", "36"), wanted)
    assert not fits(told("killed", "4", "7"), wanted)
    assert not fits(told("injured", "4", "9"), wanted)
