"""The markup of events: read right, its faults named, and its passages put together without moving a word."""

from __future__ import annotations

import json
import random
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.layout import EVENT_TAGS, FIGURES, LABELS, MODALITIES
from tocsin.run.evaluate.frames import evaluate_frames
from tocsin.run.evaluate.tasks import TASKS, load_records
from training import event_markup, event_sets
from training.event_markup import EventPassage, MarkedEvent, main, parse_passage, read_file, repeats
from training.event_sets import joined, labels_of, own_pairs, packed, sentence_held_back, tuning_part
from training.markup import MarkupError

LINES = [
    "! [K1=killed Two officers] die in [E1 raid]",
    "[A1 Gunmen] [E1=ASSAULT.firearms opened fire on] [R1+A2 a patrol] in [P1 Banjska] on [T1 Sunday \\[sic\\]].",
    "~ [A2 They] had [E2=RETREAT~negated not left].",
]


def words(passage: EventPassage, spans: list[tuple[int, int]]) -> list[str]:
    return [passage.text[start:end] for start, end in spans]


def test_marks_keep_their_offsets() -> None:
    passage = parse_passage(LINES, "file.txt", 7)
    assert passage.text == (
        "Two officers die in raid\n\nGunmen opened fire on a patrol in Banjska on Sunday [sic].\n\nThey had not left."
    )
    assert [(kind, passage.text[s:e][:4]) for kind, s, e in passage.blocks] == [
        ("headline", "Two "),
        ("paragraph", "Gunm"),
        ("caption", "They"),
    ]
    first, second = passage.events
    assert (first.type, first.mode, first.modality) == ("ASSAULT", "firearms", "happened")
    assert words(passage, first.triggers) == ["raid", "opened fire on"]
    assert words(passage, first.actor) == ["Gunmen"]
    assert words(passage, first.recipient) == ["a patrol"]
    assert words(passage, first.place) == ["Banjska"]
    assert words(passage, first.time) == ["Sunday [sic]"]
    assert [(kind, passage.text[s:e]) for kind, s, e in first.counts] == [("killed", "Two officers")]
    assert (second.type, second.mode, second.modality) == ("RETREAT", "", "negated")
    assert words(passage, second.actor) == ["a patrol", "They"]
    assert (passage.file, passage.line) == ("file.txt", 7)


def test_words_that_deny_an_event_are_marked_beside_its_roles() -> None:
    text = "[A1 Rebels] [E1=ASSAULT raided] [P1 Tungar]. The front rejected [D1+D2 the charges]: [D2 nobody was [E2=COERCE held]]."
    first, second = (passage := parse_passage([text])).events
    assert words(passage, first.denial) == ["the charges"]
    assert words(passage, second.denial) == ["the charges", "nobody was held"]
    with pytest.raises(MarkupError, match="a role has no value"):
        parse_passage(["[E1=ASSAULT Raid] denied: [D1=killed nobody]"])


def test_marks_nest() -> None:
    [event] = parse_passage(["[R1+K1=killed two [A1 Malian] officers] were [E1=ASSAULT shot]"]).events
    assert (event.recipient, event.actor) == ([(0, 19)], [(4, 10)])


def test_events_come_in_the_order_of_their_numbers() -> None:
    text = "[E10=AID helped], [E2=PROTEST marched], [E1=ASSAULT shot]"
    assert [event.type for event in parse_passage([text]).events] == ["ASSAULT", "PROTEST", "AID"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[E1=ASSAULT shot", "not closed"),
        ("shot] them", "closing bracket too many"),
        ("see [1] for more", "bracket without a label"),
        ("see [sic] for more", "bracket without a label"),
        ("[E1=ASSAULT shot ] them", "space at its edge"),
        ("[E1=ASSAULT ] them", "empty or has space"),
        ("[X1 They] [E1=ASSAULT shot]", "label not understood"),
        ("[E1=ASSAULT~Happened shot]", "label not understood"),
        ("[E1=ASSAULT+Q2=x shot]", "label not understood"),
        ("[E1=assault shot]", "no such type"),
        ("[E1=WAR shot]", "no such type: 'WAR'"),
        ("[E1=ASSAULT.tickle shot]", "ASSAULT has no mode 'tickle'; it has .*firearms"),
        ("[E1=AID.food gave]", "it has none"),
        ("[E1=ASSAULT~maybe shot]", "no such modality: 'maybe'"),
        ("[E1=ASSAULT shot] and [E1=ASSAULT shot]", "has its type twice"),
        ("[E1=ASSAULT shot] and [E1~negated shot]", "without a type"),
        ("[E1 shot] them", "no trigger with a type"),
        ("[A1 They] left", "no trigger with a type"),
        ("[E1=ASSAULT shot] [A1=people them]", "a role has no value"),
        ("[E1=ASSAULT shot] [P1~negated there]", "a role has no value"),
        ("[E1=ASSAULT shot] [K1 two]", "a figure needs a kind"),
        ("[E1=ASSAULT shot] [K1=cows two]", "a figure needs a kind"),
        ("[E1=ASSAULT shot] [K1=killed~negated two]", "a figure needs a kind"),
        ("[E1=ASSAULT shot at them with great guns]", "more than five words"),
    ],
)
def test_faults_are_named(line: str, complaint: str) -> None:
    with pytest.raises(MarkupError, match=complaint):
        parse_passage([line])


def test_the_markup_knows_what_the_model_knows() -> None:
    assert event_markup.MODALITIES == MODALITIES
    assert event_markup.COUNTS == FIGURES
    assert [label for name in event_markup.modes() for label in sorted(labels_of(name))] == [
        label for name in event_markup.modes() for label in sorted(one for one in LABELS if one.split(".")[0] == name)
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.txt"
    path.write_text(
        "# a comment\n" + "\n".join(LINES) + "\n\n# wire, coast\nIt rained all day in the hills.\n\n\n[E1=WAR x] y\n",
        encoding="utf-8",
    )
    return path


def test_a_faulty_passage_does_not_hide_the_others(file: Path) -> None:
    first, second, fault = read_file(file)
    assert isinstance(first, EventPassage)
    assert isinstance(second, EventPassage)
    assert (first.line, second.line, second.events) == (2, 7, [])
    assert isinstance(fault, MarkupError)
    assert f"{file}:10: no such type" in str(fault)


def test_the_checker_counts_names_faults_and_fails(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file), "--repeats", "1"]) == 1
    shown = capsys.readouterr().out
    assert "no such type: 'WAR'" in shown
    assert "2 passages (1 without events), 4 sentences, 27 words, 2 events, 1 faulty" in shown
    assert "ASSAULT.firearms 1" in shown
    assert "modality: happened 1, negated 1" in shown
    assert "roles: actor 3, recipient 1, place 1, time 1" in shown
    assert "counts: killed 1" in shown
    assert "0.0% of all; repeated sentences: 0" in shown


def test_the_form_for_evaluation_is_what_evaluation_reads(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "frames.jsonl"
    file.write_text(file.read_text().replace("[E1=WAR x] y", "It snowed."))
    assert main([str(file), "--jsonl", str(out)]) == 0
    records = load_records(out, "frames", TASKS["frames"][1])
    passages = list(read_file(file))
    assert [record["text"] for record in records] == [p.text for p in passages if isinstance(p, EventPassage)]
    assert records[0]["events"] == json.loads(json.dumps([asdict(event) for event in passages[0].events]))  # type: ignore[union-attr]
    from tocsin.records import Annotation

    scores = evaluate_frames(records, lambda report: Annotation(report.id, "m", "1", (), (), ()))
    assert (scores["trigger_f1"], scores["false_events"]) == (0.0, 0.0)


def test_a_template_filled_twice_counts_as_a_repeat() -> None:
    once = parse_passage(["On Monday Jo Li [E1=RETREAT crossed] the bridge to Ama in silence."])
    again = parse_passage(["On Friday Ed Ng [E1=RETREAT crossed] the bridge to Ubo in silence."])
    share, grams, whole = repeats([once, again])
    assert share == 0.5
    assert set(grams.values()) == {2}
    assert [times for times in whole.values() if times > 1] == [2]
    assert repeats([once])[0] == 0.0
    assert repeats([]) == (0.0, {}, {})


def test_sequences_with_hardly_a_word_of_content_are_no_repeat() -> None:
    passages = [parse_passage([f"It was in the barn of {word}."]) for word in ("hay", "straw")]
    assert repeats(passages)[0] == 0.0
    share, grams, _ = repeats(passages, content=1)
    assert share > 0.0
    assert ("was", "in", "the", "barn") in grams
    assert ("it", "was", "in", "the") not in grams


PASSAGES = [
    parse_passage(LINES),
    parse_passage(["It rained."]),
    parse_passage(["[A1 Ana] [E1=CONSULT.visit visited] [R1 Mali].", "The [E1 visit] was short."]),
    parse_passage(["[R1 A mill] was [E1=ASSAULT burnt], [K1=injured two] hurt."]),
]


def texts(one: event_sets.Labelled) -> dict[str, list[str]]:
    found = {tag: [one.text[s:e] for s, e in spans] for tag, spans in one.spans.items()}
    for number, event in enumerate(one.events):
        found |= {f"{number} {role}": [one.text[s:e] for s, e in spans] for role, spans in event.items()}
    return found


@given(st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=6))
def test_passages_put_together_keep_their_words(passages: list[EventPassage]) -> None:
    whole = joined(passages)
    assert whole.text == "\n\n".join(p.text for p in passages)
    assert [whole.text[b.start : b.end] for b in whole.blocks] == [
        p.text[s:e] for p in passages for _, s, e in p.blocks
    ]
    alone = [texts(joined([passage])) for passage in passages]
    for tag in EVENT_TAGS:
        assert texts(whole)[tag] == [phrase for one in alone for phrase in one[tag]]
    events = [event for passage in passages for event in passage.events]
    assert len(whole.events) == len(events)
    roles = [{key: words for key, words in one.items() if " " in key} for one in alone]
    assert sorted(phrase for one in roles for words in one.values() for phrase in words) == sorted(
        phrase for key, words in texts(whole).items() if " " in key for phrase in words
    )
    coded = [(one.code, one.values, [whole.text[s:e] for s, e in one.spans]) for one in whole.coded]
    for passage, event in ((p, e) for p in passages for e in p.events):
        triggers = words(passage, event.triggers)
        assert ("label", (event.label,), triggers) in coded
        assert ("modality", (event.modality,), triggers) in coded


def test_nested_phrases_of_one_tag_are_taken_once() -> None:
    one = joined([parse_passage(["[A1 soldiers of [A2 Mali]] [E1=ASSAULT shot] and [E2=COERCE seized]."])])
    assert texts(one)["party"] == ["soldiers of Mali"]
    assert (texts(one)["0 actor"], texts(one)["1 actor"]) == (["soldiers of Mali"], ["Mali"])


@given(st.integers(0, 10_000))
def test_every_passage_is_packed_once(seed: int) -> None:
    made = list(packed(PASSAGES * 3, random.Random(seed)))
    together = "\n\n".join(one.text for one in made)
    for passage in PASSAGES:
        assert together.count(passage.text) == 3
    assert sum(len(one.events) for one in made) == 3 * sum(len(p.events) for p in PASSAGES)
    assert all(len(one.text.split("\n\n")) >= 1 for one in made)
    assert [one.text for one in packed(PASSAGES * 3, random.Random(seed))] == [one.text for one in made]


def test_what_is_only_wanted_or_planned_is_no_pair() -> None:
    lines = ["[A1+A2 France] [E1=REQUEST urged] [R1+A2 Mali] to [E2=RETREAT.release~demanded free] [R2 the envoy]."]
    assert [pair.pair for pair in own_pairs([parse_passage(lines)])] == [("REQUEST",)]


def test_pairs_are_given_where_an_event_has_both_sides() -> None:
    pairs = list(own_pairs(PASSAGES))
    assert [one.pair for one in pairs] == [("ASSAULT.firearms",), ("CONSULT.visit",)]
    sides = [{side: [one.text[s:e] for s, e in spans] for side, spans in one.given.items()} for one in pairs]
    assert sides == [{"actor": ["Gunmen"], "recipient": ["a patrol"]}, {"actor": ["Ana"], "recipient": ["Mali"]}]


def test_labels_of_a_type_are_it_and_its_modes_also_for_an_older_codebook() -> None:
    assert labels_of("AID") == ("AID",)
    assert "CONSULT.visit" in labels_of("CONSULT")
    assert labels_of("YIELD") == (*labels_of("CONCEDE"), *labels_of("RETREAT"))
    assert all(label in LABELS for label in labels_of("YIELD"))


def test_sentences_are_held_back_whatever_their_spaces_and_case() -> None:
    sentences = [f"Rebels number {n} attacked the town of Tungar." for n in range(2000)]
    held = [sentence for sentence in sentences if sentence_held_back(sentence)]
    assert 0.15 < len(held) / len(sentences) < 0.25
    for sentence in sentences[:100]:
        assert sentence_held_back(f"  {sentence.upper()}\t".replace(" ", "  ")) is sentence_held_back(sentence)


def test_one_passage_in_fourteen_is_kept_for_tuning_whatever_its_file() -> None:
    passages = [EventPassage("a", n, f"Text number {n}.", [("paragraph", 0, 5)], [MarkedEvent()]) for n in range(2800)]
    kept = [p for p in passages if tuning_part(p)]
    assert 0.05 < len(kept) / len(passages) < 0.1
    elsewhere = [EventPassage("b", 1, p.text, [], []) for p in passages]
    assert [tuning_part(p) for p in elsewhere] == [tuning_part(p) for p in passages]


def test_what_is_held_back_is_the_same_in_every_process() -> None:
    import os
    import subprocess

    code = (
        "from training.event_sets import sentence_held_back as s, tuning_part as t\n"
        "from training.event_markup import EventPassage as P\n"
        "print([(s(f'Rebels {n} left.'), t(P('a', 1, f'Rebels {n} left.', [], []))) for n in range(200)])"
    )
    root = str(Path(event_sets.__file__).parents[1])
    outputs = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([root, f"{root}/src"])}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True, cwd=root
        )
        outputs.add(done.stdout)
    [output] = outputs
    assert "True" in output
