"""From scores to event marks: triggers, type and mode, roles, figures and calibration, with made-up scores."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tocsin.annotate.decode import Relations, Scores
from tocsin.annotate.event_decode import EventWeights, FoundEvent, code_columns, events_of, pair_label, type_and_mode
from tocsin.annotate.layout import CODES, EVENT_RELATIONS, GIVEN, LABELS, RELATION_WIDTH, RELATIONS, TAGS
from tocsin.annotate.options import AnnotateOptions
from tocsin.annotate.reader import PACKAGED, Outputs, Reader
from tocsin.annotate.tokens import load_tokenizer, tokenize
from tocsin.records import Report
from tocsin.records.codebook import plover
from tocsin.run.evaluate.attribution import plain_report

TOKENIZER = load_tokenizer(PACKAGED / "tokenizer.json")
WIDTH = len(RELATIONS) * RELATION_WIDTH
NO_DISTANCE = Relations(np.zeros((len(RELATIONS), 65), dtype=np.float32), np.zeros(len(RELATIONS), dtype=np.float32))
ALL_CODES = sum(map(len, CODES.values()))
Marks = dict[str, list[str]]


def column(code: str, value: str) -> int:
    return code_columns(code).start + CODES[code].index(value)


class Made:
    """Scores made by hand for one text in which no word comes twice."""

    def __init__(self, text: str) -> None:
        self.tokens = tokenize(TOKENIZER, text, plain_report(text).blocks)
        self.text = text
        n = len(self.tokens.ids)
        self.tags = np.zeros((n, len(TAGS), 3), dtype=np.float32)
        self.tags[..., 0] = 8.0
        self.codes = np.zeros((n, ALL_CODES), dtype=np.float32)
        self.left = np.zeros((n, WIDTH), dtype=np.float32)
        self.right = np.zeros((n, WIDTH), dtype=np.float32)

    def pieces(self, phrase: str) -> NDArray[np.int64]:
        start = self.text.index(phrase)
        return np.flatnonzero((self.tokens.starts >= start) & (self.tokens.ends <= start + len(phrase)))

    def tag(self, kind: str, phrase: str, *chances: float) -> Made:
        """Let the words of a phrase be inside a tag with a probability each, or all of them surely."""
        pieces = self.pieces(phrase)
        numbers = self.tokens.words[pieces] - self.tokens.words[pieces[0]]
        for piece, number in zip(pieces, numbers, strict=True):
            chance = chances[number] if chances else 0.99
            inside = math.log(chance / (1 - chance))
            self.tags[piece, TAGS.index(kind)] = [0.0, -9.0, inside] if number else [0.0, inside, -9.0]
        return self

    def code(self, phrase: str, code: str, value: str, logit: float = 6.0) -> Made:
        self.codes[self.pieces(phrase), column(code, value)] = logit
        return self

    def link(self, trigger: str, role: str, phrase: str, score: float = 3.0) -> Made:
        """Give the words of a phrase a log-odds of standing in a role of a trigger."""
        relation = RELATIONS.index(role)
        # each pair of phrases has a dimension of its own, so that links of two triggers do not mix
        used = self.left[:, relation * RELATION_WIDTH : (relation + 1) * RELATION_WIDTH].any(axis=0)
        at = relation * RELATION_WIDTH + int(np.flatnonzero(~used)[0])
        self.left[self.pieces(trigger), at] = 1.0
        self.right[self.pieces(phrase), at] = score * RELATION_WIDTH**0.5
        return self

    def found(self, weights: EventWeights | None = None, own: tuple[int, int] | None = None) -> list[FoundEvent]:
        scores = Scores(self.tags, self.codes, self.left, self.right)
        own = own or (0, len(self.tokens.ids))
        return events_of(self.tokens, scores, 0, own, NO_DISTANCE, weights or EventWeights(), self.text)

    def words(self, first: int, last: int) -> str:
        pieces = np.flatnonzero((self.tokens.words >= first) & (self.tokens.words <= last))
        return self.text[self.tokens.starts[pieces[0]] : self.tokens.ends[pieces[-1]]]

    def roles(self, event: FoundEvent) -> Marks:
        found: Marks = {}
        for role, first, last, _ in event.roles:
            found.setdefault(role, []).append(self.words(first, last))
        return found


RAID = "Armed men opened fire on police in Banjska on Sunday, killing two officers and wounding one."


def raid() -> Made:
    made = Made(RAID).tag("trigger", "opened fire on")
    made.code("opened fire on", "label", "ASSAULT.firearms").code("opened fire on", "modality", "happened")
    for tag, phrase in (("party", "Armed men"), ("party", "police"), ("scene", "Banjska"), ("moment", "Sunday")):
        made.tag(tag, phrase)
    return made.tag("figure", "two officers").tag("figure", "one")


def test_a_trigger_is_found_with_type_mode_and_modality() -> None:
    made = raid()
    [event] = made.found()
    assert made.words(*event.trigger) == "opened fire on"
    assert (event.type, event.mode, event.modality) == ("ASSAULT", "firearms", "happened")
    assert event.score == pytest.approx(0.99, abs=0.25)
    assert 0 < event.score < 1


def test_the_words_beside_a_figure_weigh_in_what_it_counts() -> None:
    made = raid().link("opened fire on", "count", "two officers").link("opened fire on", "count", "one")
    made.code("two officers", "figure", "forces", 3.0).code("one", "figure", "injured", 3.0)

    def kinds(cue: float) -> list[str]:
        [event] = made.found(EventWeights(cue=cue))
        return [kind for kind, *_ in event.figures]

    assert kinds(0.0) == ["forces", "injured"]
    assert kinds(2.0) == ["forces", "injured"]
    assert kinds(4.0) == ["killed", "injured"]


def test_no_trigger_no_event() -> None:
    assert Made(RAID).tag("party", "police").found() == []


def test_sure_and_doubtful_triggers() -> None:
    weights = EventWeights(doubt=0.2)
    for chance, expected in ((0.9, 1), (0.55, 1), (0.45, 1), (0.25, 1), (0.15, 0)):
        made = Made(RAID).tag("trigger", "killing", chance)
        assert len(made.found(weights)) == expected, chance
    assert Made(RAID).tag("trigger", "killing", 0.45).found(replace(weights, doubt=0.5)) == []


def test_doubtful_words_beside_sure_ones_do_not_stretch_or_repeat_the_trigger() -> None:
    made = Made(RAID).tag("trigger", "opened fire", 0.9, 0.3)
    assert [made.words(*event.trigger) for event in made.found()] == ["opened"]


def test_doubtful_words_far_from_sure_ones_are_found_besides_and_in_order() -> None:
    made = Made(RAID).tag("trigger", "wounding", 0.9).tag("trigger", "opened", 0.3)
    found = made.found()
    assert [made.words(*event.trigger) for event in found] == ["opened", "wounding"]
    assert found[0].score < found[1].score


def test_only_triggers_that_begin_in_the_owned_pieces_are_given() -> None:
    made = Made(RAID).tag("trigger", "opened fire on").tag("trigger", "killing")
    first = int(made.pieces("opened")[0])
    assert [made.words(*e.trigger) for e in made.found(own=(first + 1, len(made.tokens.ids)))] == ["killing"]
    assert [made.words(*e.trigger) for e in made.found(own=(0, first + 1))] == ["opened fire on"]
    assert made.found(own=(0, first)) == []


def chances(**given: float) -> NDArray[np.float32]:
    found = np.zeros(len(LABELS), dtype=np.float32)
    for label, chance in given.items():
        found[LABELS.index(label.replace("__", "."))] = chance
    return found


def test_a_type_is_as_likely_as_all_of_its_labels_together() -> None:
    kind, mode, certainty = type_and_mode(chances(PROTEST=0.4, ASSAULT=0.1, ASSAULT__firearms=0.3, ASSAULT__aerial=0.2))
    assert (kind, mode) == ("ASSAULT", "firearms")
    assert certainty == pytest.approx(0.6)


def test_the_type_alone_may_be_likelier_than_each_mode() -> None:
    assert type_and_mode(chances(ASSAULT=0.4, ASSAULT__firearms=0.3, PROTEST=0.3))[:2] == ("ASSAULT", None)


@pytest.mark.parametrize("label", LABELS)
def test_every_label_can_be_chosen(label: str) -> None:
    sure = np.full(len(LABELS), 0.0, dtype=np.float32)
    sure[LABELS.index(label)] = 1.0
    kind, mode, certainty = type_and_mode(sure)
    assert (f"{kind}.{mode}" if mode else kind) == label
    assert certainty == 1.0
    book = plover().type(kind)
    assert book is not None
    assert mode is None or book.mode(mode) is not None


def test_phrases_stand_in_the_roles_they_are_linked_to() -> None:
    made = raid()
    for role, phrase in (("actor", "Armed men"), ("recipient", "police"), ("place", "Banjska"), ("time", "Sunday")):
        made.link("opened fire on", role, phrase)
    [event] = made.found(EventWeights(roles=dict.fromkeys(EVENT_RELATIONS, 0.6)))
    assert made.roles(event) == {
        "actor": ["Armed men"],
        "recipient": ["police"],
        "place": ["Banjska"],
        "time": ["Sunday"],
    }
    assert all(score == pytest.approx(1 / (1 + math.exp(-3)), abs=1e-3) for *_, score in event.roles)


def test_each_role_has_its_threshold() -> None:
    made = raid().link("opened fire on", "actor", "Armed men", 1.0).link("opened fire on", "recipient", "police", 1.0)
    sure = 1 / (1 + math.exp(-1.0))
    roles = dict.fromkeys(EVENT_RELATIONS, 0.99) | {"actor": sure - 0.01, "recipient": sure + 0.01}
    [event] = made.found(EventWeights(roles=roles))
    assert made.roles(event) == {"actor": ["Armed men"]}
    # half, where nothing was fitted
    [event] = raid().link("opened fire on", "actor", "Armed men", 0.1).link(
        "opened fire on", "actor", "police", -0.1
    ).found()  # fmt: skip
    assert made.roles(event)["actor"] == ["Armed men"]


def test_a_place_is_no_party_however_it_is_linked() -> None:
    made = raid().link("opened fire on", "actor", "Banjska").link("opened fire on", "place", "police")
    [event] = made.found(EventWeights(roles=dict.fromkeys(EVENT_RELATIONS, 0.6)))
    assert made.roles(event) == {}


def test_two_events_of_one_sentence_keep_their_own_roles() -> None:
    text = "Rebels shelled Tungar before soldiers stormed Goundam."
    made = Made(text)
    for trigger, actor, place in (("shelled", "Rebels", "Tungar"), ("stormed", "soldiers", "Goundam")):
        made.tag("trigger", trigger).tag("party", actor).tag("scene", place).code(trigger, "label", "ASSAULT")
        made.link(trigger, "actor", actor).link(trigger, "place", place)
    found = made.found(EventWeights(roles=dict.fromkeys(EVENT_RELATIONS, 0.6)))
    assert [made.roles(event) for event in found] == [
        {"actor": ["Rebels"], "place": ["Tungar"]},
        {"actor": ["soldiers"], "place": ["Goundam"]},
    ]


def test_figures_come_with_what_they_count() -> None:
    made = raid().link("opened fire on", "count", "two officers").link("opened fire on", "count", "one")
    made.code("two officers", "figure", "killed").code("one", "figure", "injured")
    [event] = made.found(EventWeights(roles=dict.fromkeys(EVENT_RELATIONS, 0.6)))
    assert [(kind, made.words(a, b)) for kind, a, b, _ in event.figures] == [
        ("killed", "two officers"),
        ("injured", "one"),
    ]
    assert event.roles == []


@pytest.mark.parametrize("modality", CODES["modality"])
def test_every_modality_can_be_read(modality: str) -> None:
    made = raid().code("opened fire on", "modality", "happened", 0.0).code("opened fire on", "modality", modality)
    assert made.found()[0].modality == modality


def test_sharpness_and_spread_change_how_sure_and_never_what() -> None:
    made = Made(RAID).tag("trigger", "killing", 0.8)
    made.code("killing", "label", "ASSAULT", 3.0).code("killing", "label", "PROTEST", 1.0)
    plain = made.found()[0]
    for weights, surer in (
        (EventWeights(sharpness=2.0), True),
        (EventWeights(sharpness=0.5), False),
        (EventWeights(spread=0.5), True),
        (EventWeights(spread=3.0), False),
    ):
        [event] = made.found(weights)
        assert (event.type, event.mode, event.trigger) == (plain.type, plain.mode, plain.trigger)
        assert (event.score > plain.score) is surer


def test_the_score_is_the_chance_of_the_trigger_times_that_of_the_type() -> None:
    made = Made(RAID).tag("trigger", "killing", 0.8).code("killing", "label", "ASSAULT", 50.0)
    [event] = made.found()
    assert event.score == pytest.approx(0.8, abs=1e-3)
    [sharper] = made.found(EventWeights(sharpness=2.0))
    assert sharper.score == pytest.approx(16 / 17, abs=1e-3)


def test_a_pair_gets_a_chance_for_each_type() -> None:
    codes = np.zeros((5, ALL_CODES), dtype=np.float32)
    codes[0, column("label", "CONSULT.visit")] = 9.0
    label = pair_label(codes, np.array([0, 1, 0, 2, 0]))
    assert list(label) == [one.name for one in plover().types]
    assert sum(label.values()) == pytest.approx(1.0, abs=1e-5)
    assert max(label, key=lambda name: label[name]) == "CONSULT"


def test_the_window_and_each_side_of_a_pair_have_a_third_of_the_say() -> None:
    # the first piece says AID, the actor's two pieces ASSAULT, the recipient's one PROTEST, the rest is not asked
    said = ["AID", "ASSAULT", "ASSAULT", "PROTEST", "SANCTION"]
    codes = np.full((5, ALL_CODES), -20.0, dtype=np.float32)
    for piece, label in enumerate(said):
        codes[piece, column("label", label)] = 1.0
    given = np.array([0, 1, 1, 2, 0])
    chances_ = pair_label(codes, given)
    assert chances_["ASSAULT"] == pytest.approx(chances_["AID"], rel=0.05)
    assert chances_["PROTEST"] == pytest.approx(chances_["AID"], rel=0.05)
    assert chances_["SANCTION"] < 0.01 < chances_["AID"]
    # without a recipient two are left
    alone = pair_label(codes, np.array([0, 1, 1, 0, 0]))
    assert alone["ASSAULT"] == pytest.approx(alone["AID"], rel=0.05)
    assert alone["PROTEST"] < 0.01


class Attacks:
    """A network that takes each "attacked" for a sure trigger, each "raided" for a doubtful one, and links the parties.

    Asked about a pair, it answers AID if "Mali" is the actor, ASSAULT if it is the recipient, PROTEST otherwise.
    """

    def __init__(self) -> None:
        self.word = {word: TOKENIZER.token_to_id(word) for word in ("attacked", "raided", "soldiers", "mali")}

    def __call__(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> Outputs:
        tags = np.zeros((len(ids), len(TAGS), 3), dtype=np.float32)
        tags[..., 0] = 6.0
        codes = np.zeros((len(ids), ALL_CODES), dtype=np.float32)
        left, right = (np.zeros((len(ids), WIDTH), dtype=np.float32) for _ in "lr")
        for word, inside in (("attacked", 4.0), ("raided", -0.8)):
            tags[ids == self.word[word], TAGS.index("trigger")] = [0.0, inside, -9.0]
            codes[ids == self.word[word], column("label", "ASSAULT")] = 9.0
        tags[ids == self.word["soldiers"], TAGS.index("party")] = [0.0, 5.0, -9.0]
        actor = slice(RELATIONS.index("actor") * RELATION_WIDTH, (RELATIONS.index("actor") + 1) * RELATION_WIDTH)
        left[:, actor] = 1.0
        right[:, actor] = np.where(ids == self.word["soldiers"], 1.0, -1.0)[:, None]
        given = set(features[ids == self.word["mali"], -1].tolist())
        answer = (
            "AID" if GIVEN.index("actor") in given else "ASSAULT" if GIVEN.index("recipient") in given else "PROTEST"
        )
        codes[0, column("label", answer)] = 30.0
        return Outputs(tags.reshape(len(ids), -1), codes, left, right)


def reader(**events: object) -> Reader:
    weights = {"roles": dict.fromkeys(EVENT_RELATIONS, 0.8), "trigger": 0.5, "doubt": 0.2, **events}
    meta = {
        "name": "fake",
        "version": "0",
        "decode": {},
        "events": weights,
        "bias": np.zeros(len(RELATIONS)),
        "distance": np.zeros((len(RELATIONS), 65)),
    }
    return Reader(Attacks(), TOKENIZER, meta, AnnotateOptions())


def test_a_reader_parts_sure_events_from_doubtful_ones() -> None:
    report = plain_report("The soldiers attacked a mill. Later they raided a farm.")
    annotation = reader().annotate(report)
    [event] = annotation.events
    assert event.trigger.quote == "attacked"
    assert [(role.role, role.span.quote) for role in event.roles] == [("actor", "soldiers")]
    [doubt] = annotation.doubtful
    assert doubt.trigger.quote == "raided"
    assert doubt.score < 0.5 <= event.score
    for mark in (event, doubt):
        for span in (mark.trigger, *(role.span for role in mark.roles)):
            assert report.text[span.start : span.end] == span.quote


def test_a_higher_bar_makes_events_doubtful_and_a_lower_one_the_other_way_round() -> None:
    report = plain_report("The soldiers attacked a mill. Later they raided a farm.")
    assert reader(trigger=0.999).annotate(report).events == ()
    annotation = reader(trigger=0.0).annotate(report)
    assert [mark.trigger.quote for mark in annotation.events] == ["attacked", "raided"]
    assert annotation.doubtful == ()


def test_an_event_on_the_edge_of_two_windows_is_found_once() -> None:
    text = " ".join(f"The soldiers attacked a mill near bridge {n}." for n in range(160))
    annotation = reader().annotate(plain_report(text))
    assert len(annotation.events) == 160
    assert len({mark.trigger.start for mark in annotation.events}) == 160


def test_reports_read_together_get_the_events_that_they_get_alone() -> None:
    reports = [plain_report(t * n) for t, n in (("Soldiers attacked. ", 1), ("They raided it. ", 90), ("Quiet. ", 3))]
    alone = [reader().annotate(report) for report in reports]
    assert any(annotation.events for annotation in alone)
    assert list(reader().annotate_many(reports)) == alone
    assert list(reader().annotate_many(reports[::-1])) == alone[::-1]


def test_a_pair_is_classified_by_who_is_given_as_what() -> None:
    report = plain_report("Mali and Niger signed a paper in Bamako.")
    mali, niger = report.span(0, 4), report.span(9, 14)

    def best(*sides: list[object]) -> str:
        label = reader().classify_pair(report, *sides)  # type: ignore[arg-type]
        return max(label, key=lambda name: label[name])

    assert best([mali], [niger]) == "AID"
    assert best([niger], [mali]) == "ASSAULT"
    assert best([niger], []) == "PROTEST"


def test_asking_about_a_pair_leaves_no_trace_in_what_is_read_next() -> None:
    one = reader()
    report = Report("r", "s", "Mali attacked.", plain_report("Mali attacked.").blocks)
    before = one.annotate(report)
    one.classify_pair(report, [report.span(0, 4)], [])
    assert one.annotate(report) == before


def test_a_pair_in_a_text_of_several_windows_is_read_in_the_first() -> None:
    report = plain_report("Mali and Niger signed. " + "It rained all day. " * 200)
    label = reader().classify_pair(report, [report.span(0, 4)], [report.span(9, 14)])
    assert label["AID"] > 0.9


def test_words_that_deny_an_event_are_linked_to_that_event_alone() -> None:
    text = "Rebels shelled Tungar before soldiers stormed Goundam, which the army called untrue."
    made = Made(text)
    for trigger in ("shelled", "stormed"):
        made.tag("trigger", trigger).code(trigger, "label", "ASSAULT")
    made.link("stormed", "denial", "called untrue", 7.0)
    far = Relations(NO_DISTANCE.distance, np.full(len(RELATIONS), -4.0, dtype=np.float32))
    scores = Scores(made.tags, made.codes, made.left, made.right)
    found = events_of(made.tokens, scores, 0, (0, len(made.tokens.ids)), far, EventWeights(), text)
    assert [[(made.words(a, b), round(score, 2)) for a, b, score in event.denials] for event in found] == [
        [],
        [("called untrue", 0.95)],
    ]
