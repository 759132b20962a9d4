"""The project's own annotated sentences: the markup is read right, and the files keep their promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import event_markup
from training.event_markup import EventPassage
from training.markup import MarkupError, Passage, parse_passage, read_file, repeats

DATA = Path(__file__).parents[1] / "training" / "data"
EVENT_FILES = sorted((*DATA.glob("*events_*.txt"), *DATA.glob("pairs_*.txt")))
FILES = sorted(set(DATA.glob("*.txt")) - set(EVENT_FILES))


def passages(path: Path) -> list[Passage]:
    """All passages of a file; a faulty one fails the test with its place and reason."""
    found = []
    for item in read_file(path):
        assert isinstance(item, Passage), str(item)
        found.append(item)
    return found


def event_passages(path: Path) -> list[EventPassage]:
    """All passages of a file with events; a faulty one fails the test with its place and reason."""
    found = []
    for item in event_markup.read_file(path):
        assert isinstance(item, EventPassage), str(item)
        found.append(item)
    return found


def test_marks_nest_and_keep_their_offsets() -> None:
    passage = parse_passage(
        [
            "! [S1 Kenya]: [Q1 ‘No’]",
            "[S2 The [ROLE [NAT Kenyan] envoy], [PER Jo],] [C2=denies denied] [Q2 it \\[sic\\]]",
        ]
    )
    text = passage.text
    assert text == "Kenya: ‘No’\n\nThe Kenyan envoy, Jo, denied it [sic]"
    assert [(k, text[s:e]) for k, s, e in passage.entities] == [
        ("role", "Kenyan envoy"),
        ("nationality", "Kenyan"),
        ("person", "Jo"),
    ]
    first, second = passage.attributions
    assert [text[s:e] for s, e in first.content] == ["‘No’"]
    assert first.cue == []
    assert second.stance == "denies"
    assert [text[s:e] for s, e in second.source] == ["The Kenyan envoy, Jo,"]
    assert [b[0] for b in passage.blocks] == ["headline", "paragraph"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[PER Jo", "not closed"),
        ("Jo] left", "too many"),
        ("[XYZ Jo] left", "unknown mark"),
        ("[PER2 Jo] left", "unknown mark"),
        ("[S Jo] left", "unknown mark"),
        ("[S1 Jo] [C1=shouts said] [Q1 no]", "unknown stance"),
        ("[S1 Jo] [C1 said] no", "no content"),
        ("[Q1 no]", "neither cue nor source"),
        ("[PER Jo ] left", "space at its edge"),
        ("see [1] for more", "without a kind"),
    ],
)
def test_faults_are_named(line: str, complaint: str) -> None:
    with pytest.raises(MarkupError, match=complaint):
        parse_passage([line])


def test_a_template_filled_twice_counts_as_a_repeat() -> None:
    once = "On [DATE Monday] [PER Jo Li] crossed the bridge to [LOC Ama] in silence."
    again = "On [DATE Friday] [PER Ed Ng] crossed the bridge to [LOC Ubo] in silence."
    share, sentences = repeats([parse_passage([once]), parse_passage([again])])
    assert sentences == 1
    assert share > 0.4


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_passage_follows_the_guidelines(path: Path) -> None:
    assert len(passages(path)) >= 30


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_sentences_are_written_not_spun(path: Path) -> None:
    # a file at a time: the formulas of news ("said on Tuesday that") add up over any large collection
    share, sentences = repeats(passages(path))
    assert share < 0.02
    assert sentences <= 2


@pytest.mark.parametrize("path", EVENT_FILES, ids=lambda p: p.name)
def test_every_passage_with_events_follows_its_page(path: Path) -> None:
    found = event_passages(path)
    assert len(found) >= 30
    assert any(passage.events for passage in found)


@pytest.mark.parametrize("path", EVENT_FILES, ids=lambda p: p.name)
def test_the_sentences_with_events_are_written_not_spun(path: Path) -> None:
    share, _, whole = event_markup.repeats(event_passages(path))
    assert share < 0.01
    assert [sentence for sentence, times in whole.items() if times > 1] == []


def test_all_sentences_with_events_together_are_written_not_spun() -> None:
    found = [passage for path in EVENT_FILES if path.name.startswith("events_") for passage in event_passages(path)]
    share, _, whole = event_markup.repeats(found)
    assert share < 0.02
    assert [sentence for sentence, times in whole.items() if times > 1] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("pairs_*.txt")), ids=lambda p: p.name)
def test_a_pair_is_one_event_with_both_sides(path: Path) -> None:
    for passage in event_passages(path):
        [event] = passage.events
        assert len(event.actor) == len(event.recipient) == 1, passage.text


def test_training_never_sees_the_development_sentences() -> None:
    texts = {path.name: {p.text for p in passages(path)} for path in FILES}
    texts |= {path.name: {p.text for p in event_passages(path)} for path in EVENT_FILES}
    seen = {text for name, found in texts.items() if not name.startswith("dev_") for text in found}
    held = {text for name, found in texts.items() if name.startswith("dev_") for text in found}
    assert seen
    assert held
    assert not seen & held
