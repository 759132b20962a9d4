"""Turn sentences with events into labelled texts: the project's own, and public ones with actors.

plv_train and cameo_spans share sentences, so both are held back by a hash of the sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from tocsin.annotate.layout import ANSWER_TAGS, EVENT_TAGS, ROLE_TAGS
from tocsin.records import Block
from tocsin.run.evaluate.entities import outermost
from tocsin.run.evaluate.events import OLDER
from training.data_sets import OWN, Coded, Labelled, Spans, held_back, paragraphs, read_corpus
from training.event_markup import EventPassage, MarkedEvent, modes, read_file

MOST_PACKED = 6
# Files in which every denial of a marked event is marked, by how their names begin.
ANSWERED = ("answers", "standoffs", "whole", "articles", "pages", "reports", "recalled")


def fold_sentence(text: str) -> str:
    """Bring a sentence to the form by which it is held back, whatever its spaces and case."""
    return re.sub(r"\W+", " ", text).strip().lower()


def sentence_held_back(text: str) -> bool:
    """Say whether a sentence of the public sets is held back: one in five."""
    return held_back(fold_sentence(text), 5)


def labels_of(event_type: str) -> tuple[str, ...]:
    """List all labels of a type, with and without mode, also of a type of an older codebook."""
    return tuple(
        label
        for name in OLDER.get(event_type, (event_type,))
        for label in (name, *(f"{name}.{mode}" for mode in sorted(modes()[name])))
    )


def tuning_part(passage: EventPassage) -> bool:
    """Say whether a passage of the training files is kept for fitting thresholds: one in fourteen."""
    return held_back(passage.text, 14)


def passages_of(*names: str) -> list[EventPassage]:
    """Read the annotated passages of files in training/data."""
    found: list[EventPassage] = []
    for name in names:
        for passage in read_file(OWN / name):
            if not isinstance(passage, EventPassage):
                raise passage
            found.append(passage)
    return found


def joined(passages: list[EventPassage]) -> Labelled:
    """Make one text of some passages, as if they were one report's paragraphs.

    Denials count as annotated where they are in all of them.
    """
    text, blocks, events = "", [], []
    for passage in passages:
        text += "\n\n" if text else ""
        base = len(text)
        text += passage.text
        blocks += [Block(kind, start + base, end + base) for kind, start, end in passage.blocks]  # type: ignore[arg-type]
        events += [_moved(event, base) for event in passage.events]
    spans: dict[str, Spans] = {tag: [] for tag in EVENT_TAGS}
    coded: list[Coded] = []
    for event in events:
        spans["trigger"] += event.triggers
        spans["party"] += event.actor + event.recipient
        spans["scene"] += event.place
        spans["moment"] += event.time
        spans["figure"] += [(start, end) for _, start, end in event.counts]
        coded.append(Coded("label", event.triggers, (event.label,)))
        coded.append(Coded("modality", event.triggers, (event.modality,)))
        coded += [Coded("figure", [(start, end)], (kind,)) for kind, start, end in event.counts]
    answered = all(is_answered(passage) for passage in passages)
    if answered:
        spans["denial"] = [span for event in events for span in event.denial]
    flat = {tag: outermost(found) for tag, found in spans.items()}
    known = {*EVENT_TAGS, *(ANSWER_TAGS if answered else ())}
    return Labelled(text, blocks, known, flat, events=[_linked(event, answered) for event in events], coded=coded)


def is_answered(passage: EventPassage) -> bool:
    """Say whether every denial of a passage's events is marked."""
    return passage.file.removeprefix("events_").startswith(ANSWERED)


def _linked(event: MarkedEvent, answered: bool) -> dict[str, Spans]:
    counts = [(start, end) for _, start, end in event.counts]
    roles = {"actor": event.actor, "recipient": event.recipient, "place": event.place, "time": event.time}
    denial = {"denial": event.denial} if answered else {}
    return {"trigger": event.triggers, "count": counts, **roles, **denial}


def _moved(event: MarkedEvent, by: int) -> MarkedEvent:
    def move(spans: Spans) -> Spans:
        return [(start + by, end + by) for start, end in spans]

    return MarkedEvent(
        type=event.type,
        mode=event.mode,
        modality=event.modality,
        triggers=move(event.triggers),
        actor=move(event.actor),
        recipient=move(event.recipient),
        place=move(event.place),
        time=move(event.time),
        counts=[(kind, start + by, end + by) for kind, start, end in event.counts],
        denial=move(event.denial),
    )


def packed(passages: list[EventPassage], rng: random.Random) -> Iterator[Labelled]:
    """Give passages alone or several together, at random, so that links are learnt across and apart.

    Those in which denials are marked go together, and the others.
    """
    for answered in (True, False):
        order = [passage for passage in rng.sample(passages, len(passages)) if is_answered(passage) is answered]
        while order:
            take = rng.choice((1, 1, 2, 3, 4, MOST_PACKED))
            yield joined(order[:take])
            order = order[take:]


# What is only wanted, planned or denied is another deed to whoever is given the pair: a promise, a threat, a refusal.
DONE = frozenset({"happened", "ongoing"})


def own_pairs(passages: list[EventPassage]) -> Iterator[Labelled]:
    """Give each deed that was done, with actor and recipient, once more, as a pair that a caller hands in."""
    for passage in passages:
        blocks = [Block(kind, start, end) for kind, start, end in passage.blocks]  # type: ignore[arg-type]
        for event in passage.events:
            if event.actor and event.recipient and event.modality in DONE:
                yield Labelled(
                    passage.text,
                    blocks,
                    set(),
                    {},
                    given={"actor": event.actor[:1], "recipient": event.recipient[:1]},
                    pair=(event.label,),
                )


def spans_of(marks: list[dict[str, Any]]) -> Spans:
    """Take the characters of marks."""
    return [(m["start"], m["end"]) for m in marks]


def plv(keep: Callable[[str], bool]) -> Iterator[Labelled]:
    """Read the pairs of plv_train with their type."""
    for record in read_corpus("plv_train"):
        if keep(record["sentence"]):
            text = record["sentence"]
            given = {"actor": spans_of(record["source"]), "recipient": spans_of(record["target"])}
            yield Labelled(text, paragraphs(text), set(), {}, given=given, pair=labels_of(record["root"]))


def cameo(keep: Callable[[str], bool]) -> Iterator[Labelled]:
    """Read the sentences of cameo_spans with the phrases of their actors and recipients."""
    for record in read_corpus("cameo_spans"):
        if keep(record["sentence"]):
            text = record["sentence"]
            both = spans_of(record["both"])
            spans = {
                "actor-phrase": outermost(spans_of(record["source"]) + both),
                "recipient-phrase": outermost(spans_of(record["target"]) + both),
            }
            yield Labelled(text, paragraphs(text), set(ROLE_TAGS), spans)
