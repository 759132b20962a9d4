"""Scoring events: types for given pairs, actors of sentences, and whole frames, on made-up records with known scores."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import marked

from tocsin.records import Annotation, EventMark, Mark, Report, Span
from tocsin.run.evaluate.events import evaluate_events
from tocsin.run.evaluate.frames import calibration_error, evaluate_frames, log_loss
from tocsin.run.evaluate.spans import evaluate_spans
from tocsin.run.evaluate.tasks import TASKS, load_records


def pair(root: str, answer: str) -> dict[str, Any]:
    """A sentence that names the answer the made-up classifier will give."""
    sentence = f"Ana {answer} Ben"
    return {
        "sentence": sentence,
        "source": [{"start": 0, "end": 3}],
        "target": [{"start": len(sentence) - 3, "end": len(sentence)}],
        "root": root,
    }


def named(report: Report, actor: list[Span], recipient: list[Span]) -> dict[str, float]:
    """Be sure of the types named in the sentence, each as much as the others."""
    assert ([s.quote for s in actor], [s.quote for s in recipient]) == (["Ana"], ["Ben"])
    types = report.text.split()[1:-1]
    return dict.fromkeys(types, 1 / len(types)) | {"AGREE": 0.0}


def test_a_perfect_classifier_scores_one() -> None:
    scores, confusion = evaluate_events([pair("AID", "AID"), pair("ASSAULT", "ASSAULT")], named)
    assert set(scores.values()) == {1.0}
    assert set(scores) == {"accuracy", "macro_f1", "AID_f1", "ASSAULT_f1"}
    assert confusion == {"AID": {"AID": 1}, "ASSAULT": {"ASSAULT": 1}}


def test_each_type_counts_the_same_in_macro_f1() -> None:
    rows = [*[pair("AID", "AID")] * 3, pair("ASSAULT", "AID")]
    scores, confusion = evaluate_events(rows, named)
    assert scores["accuracy"] == 0.75
    assert scores["AID_f1"] == pytest.approx(2 * 3 / (4 + 3))
    assert scores["ASSAULT_f1"] == 0.0
    assert scores["macro_f1"] == pytest.approx(scores["AID_f1"] / 2)
    assert confusion == {"AID": {"AID": 3}, "ASSAULT": {"AID": 1}}


def test_a_type_that_the_file_does_not_have_costs_and_is_not_averaged_in() -> None:
    scores, _ = evaluate_events([pair("AID", "AID"), pair("AID", "PROTEST")], named)
    assert set(scores) == {"accuracy", "macro_f1", "AID_f1"}
    assert scores["macro_f1"] == pytest.approx(2 / 3)


def test_yield_of_an_older_codebook_is_what_it_was_split_into() -> None:
    rows = [pair("YIELD", "CONCEDE"), pair("YIELD", "RETREAT"), pair("AID", "AID")]
    scores, confusion = evaluate_events(rows, named)
    assert set(scores.values()) == {1.0}
    assert confusion["YIELD"] == {"YIELD": 2}


def test_the_parts_of_yield_are_added_up() -> None:
    # a third each, so that only both together beat the other type
    rows = [pair("YIELD", "CONCEDE RETREAT SANCTION")]
    assert evaluate_events(rows, named)[0]["accuracy"] == 1.0


def test_where_the_file_has_no_yield_the_new_types_stand_for_themselves() -> None:
    scores, confusion = evaluate_events([pair("CONCEDE", "CONCEDE"), pair("RETREAT", "CONCEDE")], named)
    assert confusion == {"CONCEDE": {"CONCEDE": 1}, "RETREAT": {"CONCEDE": 1}}
    assert scores["accuracy"] == 0.5


def test_an_empty_file_of_pairs_scores_nought() -> None:
    assert evaluate_events([], named) == ({"accuracy": 0.0, "macro_f1": 0.0}, {})


TEXT = "Rebels and soldiers attacked a convoy and its crew."


def parties(actor: list[str], recipient: list[str]) -> Callable[[Report], Annotation]:
    def annotate(report: Report) -> Annotation:
        def of(kind: Any, words: list[str]) -> tuple[Mark, ...]:
            starts = [report.text.index(word) for word in words]
            return tuple(Mark(kind, report.span(s, s + len(w)), 1.0) for s, w in zip(starts, words, strict=True))

        found = (*of("actor-phrase", actor), *of("recipient-phrase", recipient))
        return Annotation(report.id, "m", "1", (), (), (), parties=found)

    return annotate


def sentence(source: list[str], target: list[str], both: list[str] | None = None) -> dict[str, Any]:
    def spans(words: list[str]) -> list[dict[str, int]]:
        return [{"start": TEXT.index(word), "end": TEXT.index(word) + len(word)} for word in words]

    row: dict[str, Any] = {"sentence": TEXT, "source": spans(source), "target": spans(target)}
    return row if both is None else row | {"both": spans(both)}


SPANS = [
    # exact, or sharing a character
    (sentence(["Rebels"], ["convoy"]), (["Rebels"], ["convoy"]), (1.0, 1.0, 1.0)),
    (sentence(["Rebels and soldiers"], ["a convoy"]), (["soldiers"], ["convoy and"]), (1.0, 1.0, 1.0)),
    # missed, or found in the wrong role
    (sentence(["Rebels", "soldiers"], ["convoy"]), (["Rebels"], []), (0.5, 0.0, 1.0)),
    (sentence(["Rebels"], ["convoy"]), (["convoy"], ["Rebels"]), (0.0, 0.0, 0.0)),
    # found besides
    (sentence(["Rebels"], ["convoy"]), (["Rebels", "soldiers"], ["convoy", "crew"]), (1.0, 1.0, 0.5)),
    # wanted on both sides
    (sentence([], [], ["soldiers"]), (["soldiers"], []), (1.0, 0.0, 1.0)),
    (sentence([], [], ["soldiers"]), (["soldiers"], ["soldiers"]), (1.0, 1.0, 1.0)),
    # nothing to find
    (sentence([], []), ([], []), (1.0, 1.0, 1.0)),
    (sentence([], []), (["Rebels"], []), (1.0, 1.0, 0.0)),
]


@pytest.mark.parametrize(("record", "found", "expected"), SPANS)
def test_actors_and_recipients(
    record: dict[str, Any], found: tuple[list[str], list[str]], expected: tuple[float, float, float]
) -> None:
    scores = evaluate_spans([record], parties(*found))
    assert (scores["source_recall"], scores["target_recall"], scores["precision"]) == expected


def test_sentences_are_counted_together() -> None:
    rows = [sentence(["Rebels"], []), sentence(["soldiers"], []), sentence(["soldiers", "crew"], [])]
    scores = evaluate_spans(rows, parties(["Rebels"], []))
    assert scores["source_recall"] == 0.25
    assert scores["precision"] == pytest.approx(1 / 3)


def gold(text: str) -> dict[str, Any]:
    """A record of the form that `frames` reads, from the markup."""
    passage = marked(text)
    events = [
        {
            "type": e.type,
            "mode": e.mode or "",
            "modality": e.modality,
            "triggers": [[e.trigger.start, e.trigger.end]],
            **{r: [[m.span.start, m.span.end] for m in e.of_role(r)] for r in ("actor", "recipient", "place", "time")},  # type: ignore[arg-type]
            "counts": [[f.kind, f.span.start, f.span.end] for f in e.figures],
        }
        for e in passage.annotation.events
    ]
    blocks = [[b.kind, b.start, b.end] for b in passage.report.blocks]
    return {"text": passage.report.text, "blocks": blocks, "events": events}


def frames(*pairs: tuple[str, str]) -> dict[str, float]:
    """Score passages: what is annotated, and what the reader found, both in the markup and of the same words."""
    found = {marked(told).report.text: marked(told).annotation for _, told in pairs}
    records = [gold(text) for text, _ in pairs]
    return evaluate_frames(records, lambda report: found[report.text])


RAID = "[A1 Gunmen] [E1=ASSAULT.firearms@1 shot] [R1+K1=killed two officers] in [P1 Tungar] [T1 on Sunday]."


def test_a_perfect_reader_of_frames_scores_one() -> None:
    scores = frames((RAID, RAID), ("It rained.", "It rained."))
    perfect = {name: value for name, value in scores.items() if name not in ("false_events", "ece", "log_loss")}
    assert set(perfect.values()) == {1.0}
    assert scores["false_events"] == 0.0
    assert scores["ece"] == pytest.approx(0.0, abs=1e-3)
    assert scores["log_loss"] == pytest.approx(0.0, abs=1e-3)


def test_a_reader_that_finds_nothing_scores_nought() -> None:
    scores = frames((RAID, "Gunmen shot two officers in Tungar on Sunday."))
    assert {scores[f"{name}_f1"] for name in ("trigger", "type", "mode", "roles", "counts")} == {0.0}
    assert scores["counts_exact"] == 0.0
    assert scores["false_events"] == 0.0


def test_the_wrong_type_or_mode_costs_that_and_no_more() -> None:
    scores = frames((RAID, RAID.replace("ASSAULT.firearms", "ASSAULT")))
    assert (scores["trigger_f1"], scores["type_f1"], scores["mode_f1"], scores["roles_f1"]) == (1.0, 1.0, 0.0, 1.0)
    scores = frames((RAID, RAID.replace("ASSAULT.firearms", "COERCE")))
    assert (scores["trigger_f1"], scores["type_f1"], scores["mode_f1"], scores["roles_f1"]) == (1.0, 0.0, 0.0, 1.0)


def test_modality_is_scored_over_the_events_found() -> None:
    two = "They [E1=ASSAULT shot]. They may [E2=PROTEST~hypothetical march]. They [E3=AID helped]."
    found = "They [E1=ASSAULT shot]. They may [E2=PROTEST march]. They helped."
    scores = frames((two, found))
    assert scores["modality_accuracy"] == 0.5
    assert scores["trigger_f1"] == pytest.approx(2 * 2 / (2 + 3))


def test_roles_are_scored_by_event() -> None:
    text = "[A1 Gunmen] [E1=ASSAULT shot] [R1 a guard]; [A2 soldiers] [E2=COERCE seized] [R2 a mill]."
    swapped = "[A2 Gunmen] [E1=ASSAULT shot] [R1 a guard]; [A1 soldiers] [E2=COERCE seized] [R2 a mill]."
    scores = frames((text, swapped))
    assert (scores["actor_f1"], scores["recipient_f1"], scores["roles_f1"]) == (0.0, 1.0, 0.5)


def test_roles_of_an_event_that_was_missed_or_made_up_count_against() -> None:
    text = "[A1 Gunmen] [E1=ASSAULT shot] and [E2=COERCE seized] [R2 a mill]."
    missed = frames((text, "[A1 Gunmen] [E1=ASSAULT shot] and seized a mill."))
    assert (missed["recipient_f1"], missed["roles_f1"]) == (0.0, pytest.approx(2 / 3))
    extra = frames(("[A1 Gunmen] [E1=ASSAULT shot] and seized a mill.", text))
    assert extra["roles_f1"] == pytest.approx(2 / 3)


def test_a_phrase_that_shares_a_character_fills_the_role() -> None:
    text = "[A1 The armed gunmen of the hills] [E1=ASSAULT shot]."
    assert frames((text, "The armed [A1 gunmen] of the hills [E1=ASSAULT shot]."))["actor_f1"] == 1.0
    # two pieces of one phrase: both are right, and one of them would do
    halves = frames((text, "[A1 The armed] gunmen of [A1 the hills] [E1=ASSAULT shot]."))
    assert halves["actor_f1"] == pytest.approx(2 / 3)


def test_figures_want_kind_and_both_bounds() -> None:
    text = "[E1=ASSAULT Shot]: [K1=killed at least two officers]."
    assert frames((text, "[E1=ASSAULT Shot]: [K1=killed at least two] officers."))["counts_f1"] == 1.0
    assert frames((text, "[E1=ASSAULT Shot]: at least [K1=killed two officers]."))["counts_f1"] == 0.0
    assert frames((text, "[E1=ASSAULT Shot]: [K1=injured at least two officers]."))["counts_f1"] == 0.0


def test_exact_figures_are_counted_over_those_that_were_marked() -> None:
    text = "[E1=ASSAULT Shot]: [K1=killed two officers], [K1=injured three men], [K1=missing four]."
    found = "[E1=ASSAULT Shot]: [K1=killed two officers], [K1=killed three men], four."
    scores = frames((text, found))
    assert scores["counts_exact"] == 0.5
    assert scores["counts_f1"] == pytest.approx(2 * 1 / (2 + 3))


def test_events_in_passages_without_any_are_counted_by_passage() -> None:
    quiet = ("It rained a lot.", "It [E1=ASSAULT rained] a [E2=AID lot].")
    scores = frames(quiet, ("It snowed.", "It snowed."), (RAID, RAID))
    assert scores["false_events"] == 0.5
    assert scores["trigger_f1"] == pytest.approx(2 / (3 + 1))


def test_two_marks_on_one_trigger_are_one_hit() -> None:
    scores = frames(("They [E1=ASSAULT opened fire].", "They [E1=ASSAULT opened] [E2=ASSAULT fire]."))
    assert scores["trigger_f1"] == pytest.approx(2 / 3)


def test_an_event_told_twice_is_two_triggers_with_the_roles_of_one() -> None:
    record = gold("[A1 Gunmen] [E1=ASSAULT shot]; the shooting went on.")
    start = record["text"].index("shooting")
    record["events"][0]["triggers"].append([start, start + len("shooting")])
    told = marked("[A1 Gunmen] [E1=ASSAULT shot]; the [E2=ASSAULT shooting] went on.").annotation
    scores = evaluate_frames([record], lambda _: told)
    assert (scores["trigger_f1"], scores["type_f1"], scores["actor_f1"]) == (1.0, 1.0, 1.0)


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0.0)
    assert calibration_error([(0.9, False)] * 4) == pytest.approx(0.9)
    assert calibration_error([(1.0, True), (0.0, False)]) == pytest.approx(0.0)
    # bins of three and of one, weighed by their size
    sure = [(0.25, False)] * 3 + [(0.55, True)]
    assert calibration_error(sure) == pytest.approx(0.75 * 0.25 + 0.25 * 0.45)
    assert calibration_error([]) == 0.0


def test_every_confidence_falls_into_one_bin() -> None:
    for number in range(101):
        assert calibration_error([(number / 100, True)]) == pytest.approx(1 - number / 100)


def test_log_loss_is_the_mean_surprise() -> None:
    assert log_loss([(0.8, True), (0.4, False)]) == pytest.approx(-(math.log(0.8) + math.log(0.6)) / 2)
    assert log_loss([(0.5, True)]) == pytest.approx(math.log(2))
    # being sure and wrong costs much, and not without end
    assert 5 < log_loss([(1.0, False)]) < 20
    assert log_loss([]) == 0.0


def test_confidence_is_in_the_trigger_and_its_type() -> None:
    found = "They [E1=ASSAULT@0.9 shot]. They [E2=AID@0.9 marched]. It [E3=AID@0.9 rained]."
    scores = frames(("They [E1=ASSAULT shot]. They [E2=PROTEST marched]. It rained.", found))
    # one in three is right
    assert scores["ece"] == pytest.approx(0.9 - 1 / 3)
    assert scores["log_loss"] == pytest.approx(-(math.log(0.9) + 2 * math.log(0.1)) / 3)


@pytest.mark.parametrize(
    ("task", "row"), [("events", pair("AID", "AID")), ("spans", sentence(["Rebels"], [])), ("frames", gold(RAID))]
)
def test_each_task_names_the_keys_that_it_needs(task: str, row: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row) + "\n")
    assert load_records(path, task, TASKS[task][1]) == [row]


def test_marks_of_the_builder_are_what_the_reader_gives() -> None:
    [mark] = marked(RAID).annotation.events
    assert isinstance(mark, EventMark)
    assert (mark.type, mark.mode, mark.modality, mark.score) == ("ASSAULT", "firearms", "happened", 1.0)
