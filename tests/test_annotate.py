"""The reader's own parts: windows, features, cutting runs, linking; with a made-up network in place of the model."""

from __future__ import annotations

import re
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tocsin.annotate import reader
from tocsin.annotate.decode import Relations, Scores, Weights, cut, distance_bucket, links_of, runs_of, tag_runs
from tocsin.annotate.layout import CASES, CODES, KINDS, OVERLAP, QUOTES, RELATION_WIDTH, RELATIONS, TAGS, WINDOW
from tocsin.annotate.options import AnnotateOptions
from tocsin.annotate.reader import (
    NEVER,
    PACKAGED,
    OnnxEncoder,
    Outputs,
    Reader,
    Words,
    load_reader,
    one_kind_a_name,
    sums_overflow,
)
from tocsin.annotate.tokens import load_tokenizer, tokenize, windows
from tocsin.records import Mark, Report, Span
from tocsin.run.evaluate.attribution import plain_report

TOKENIZER = load_tokenizer(PACKAGED / "tokenizer.json")
WIDTH = len(RELATIONS) * RELATION_WIDTH


class SayCue:
    """A network that takes each "said" for a cue, the word before for its source and the rest for content."""

    def __init__(self) -> None:
        self.said = TOKENIZER.token_to_id("said")
        self.lengths: list[int] = []

    def __call__(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> Outputs:
        assert features.shape == (len(ids), 5)
        self.lengths.append(len(ids))
        tags = np.zeros((len(ids), len(TAGS), 3), dtype=np.float32)
        tags[..., 0] = 4.0
        for at in np.flatnonzero(ids == self.said).tolist():
            tags[at, TAGS.index("cue")] = [-4.0, 4.0, -4.0]
        for at in np.flatnonzero(features[:, 0] == CASES.index("upper")).tolist():
            tags[at, TAGS.index("organisation")] = [-4.0, 4.0, -4.0]
        side = np.zeros((len(ids), WIDTH), dtype=np.float32)
        codes = np.zeros((len(ids), sum(map(len, CODES.values()))), dtype=np.float32)
        return Outputs(tags.reshape(len(ids), -1), codes, side, side)


def fake_reader() -> Reader:
    distance = np.full((len(RELATIONS), 65), -3.0, dtype=np.float32)
    distance[RELATIONS.index("source"), 31] = 3.0
    distance[RELATIONS.index("content"), 33:45] = 3.0
    meta = {
        "name": "fake",
        "version": "0",
        "decode": {"edge": 0.0},
        "bias": np.zeros(len(RELATIONS)),
        "distance": distance,
    }
    return Reader(SayCue(), TOKENIZER, meta, AnnotateOptions())


def report_of(*paragraphs: str) -> Report:
    return plain_report("\n\n".join(paragraphs))


WORDS = st.sampled_from(
    ["Ruiz", "said", "the", "bridge", "was", "closed.", "“No,”", "UNIFIL", "’s", "in", "2023", "Ağrı"]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=120).map(" ".join), min_size=1, max_size=8)


@given(TEXTS, st.integers(0, 318))
def test_windows_own_every_piece_once(paragraphs: list[str], first: int) -> None:
    tokens = tokenize(TOKENIZER, (report := report_of(*paragraphs)).text, report.blocks)
    owned = [p for w in windows(tokens, first) for p in range(w.own_start, w.own_end)]
    assert owned == list(range(len(tokens.ids)))
    for window in windows(tokens, first):
        assert window.start <= window.own_start <= window.own_end <= window.end
        assert window.end - window.start <= WINDOW - 2


def test_windows_overlap_by_a_fair_stretch() -> None:
    tokens = tokenize(TOKENIZER, (report := report_of("The bridge was closed by police. " * 200)).text, report.blocks)
    cuts = windows(tokens)
    assert len(cuts) > 3
    assert all(OVERLAP <= a.end - b.start <= 2 * OVERLAP for a, b in pairwise(cuts))
    assert all(w.start in tokens.sentence_starts for w in cuts)


def test_pieces_carry_offsets_and_features() -> None:
    text = "Envoy: ‘NATO must go’\n\nShe said “Stop.” twice in 7"
    tokens = tokenize(TOKENIZER, text, plain_report(text).blocks)
    rows = {text[s:e]: f for s, e, f in zip(tokens.starts, tokens.ends, tokens.features.tolist(), strict=True)}
    assert CASES[rows["NATO"][0]] == "upper"
    assert QUOTES[rows["NATO"][1]] == "single"
    assert QUOTES[rows["‘"][1]] == "opens"
    assert QUOTES[rows["’"][1]] == "closes"
    assert QUOTES[rows["Stop"][1]] == "double"
    assert KINDS[rows["NATO"][3]] == "headline"
    assert KINDS[rows["twice"][3]] == "paragraph"
    assert CASES[rows["7"][0]] == "digit"
    assert rows["She"][2] == 2
    # which actor the caller gives is for the caller to say
    assert {row[4] for row in rows.values()} == {0}


@given(
    st.integers(1, 7).flatmap(
        lambda n: st.lists(st.lists(st.floats(-3, 3, width=32), min_size=n, max_size=n), min_size=3, max_size=3)
    )
)
def test_cut_finds_the_best_runs(rows: list[list[float]]) -> None:
    inside, begins, ends = (np.array([r], dtype=np.float32) for r in rows)

    def worth(mask: tuple[bool, ...]) -> float:
        runs = runs_of(np.array(mask))
        edges = sum(begins[0, a] + ends[0, b] for a, b in runs)
        return float(sum(inside[0, i] for i, m in enumerate(mask) if m) + edges)

    best = max(worth(mask) for mask in product([False, True], repeat=inside.shape[1]))
    assert worth(tuple(cut(inside, begins, ends)[0].tolist())) == pytest.approx(best, abs=1e-4)


def test_runs_split_where_a_new_one_begins() -> None:
    p = np.array([[0.9, 0.1, 0.0], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.1, 0.8, 0.1]], dtype=np.float32)
    assert [(a, b) for a, b, _ in tag_runs(p, 0.5)] == [(1, 2), (3, 3)]
    assert tag_runs(p, 0.95) == []


def test_distance_buckets_are_exact_nearby_and_symmetric() -> None:
    offsets = np.arange(-400, 401)
    buckets = distance_bucket(offsets)
    assert buckets.min() >= 0
    assert buckets.max() <= 64
    assert distance_bucket(np.array([-3, 0, 3])).tolist() == [29, 32, 35]
    assert (buckets + buckets[::-1] == 64).all()
    assert (np.diff(buckets) >= 0).all()


def test_a_cue_is_linked_to_source_and_content() -> None:
    report = report_of("Mayor Ruiz said the bridge was closed.")
    annotation = fake_reader().annotate(report)
    (one,) = annotation.attributions
    assert [s.quote for s in one.source] == ["Ruiz"]
    assert [s.quote for s in one.cue] == ["said"]
    assert [s.quote for s in one.content] == ["the bridge was closed."]


@given(TEXTS)
def test_every_span_quotes_its_text(paragraphs: list[str]) -> None:
    report = report_of(*paragraphs)
    annotation = fake_reader().annotate(report)
    spans = [m.span for m in annotation.marks]
    spans += [s for a in annotation.attributions for part in (a.source, a.cue, a.content) for s in part]
    assert all(report.text[s.start : s.end] == s.quote for s in spans)
    assert len(annotation.attributions) == sum(p.split().count("said") for p in paragraphs)


def test_a_report_reads_the_same_in_any_company() -> None:
    reports = [report_of("UNIFIL said it left. " * n) for n in (1, 60, 7)]
    alone = [fake_reader().annotate(r) for r in reports]
    assert list(fake_reader().annotate_many(reports)) == alone
    assert list(fake_reader().annotate_many(reports[::-1])) == alone[::-1]


def test_no_window_is_longer_than_the_encoder_was_trained_for() -> None:
    reader = fake_reader()
    reader.annotate(report_of("word " * 3000))
    assert isinstance(reader.encoder, SayCue)
    assert max(reader.encoder.lengths) <= WINDOW


@pytest.mark.weights
@pytest.mark.parametrize("overflow", [True, False])
def test_the_network_gives_the_same_on_every_processor(overflow: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = not sums_overflow()
    here = load_reader().encoder
    monkeypatch.setattr(reader, "sums_overflow", lambda: overflow)
    encoder = load_reader().encoder
    assert isinstance(encoder, OnnxEncoder)
    options = encoder.session.get_session_options()
    if overflow:
        assert options.get_session_config_entry("session.x64quantprecision") == "1"
    else:
        with pytest.raises(RuntimeError, match="x64quantprecision"):
            options.get_session_config_entry("session.x64quantprecision")
    ids, features = np.arange(1000, 1040), np.zeros((40, 5), dtype=np.int64)
    if overflow or exact:
        for one, other in zip(encoder(ids, features), here(ids, features), strict=True):
            np.testing.assert_allclose(one, other, atol=1e-3)


def test_an_empty_report_has_an_empty_annotation() -> None:
    annotation = fake_reader().annotate(Report("rep-0", "test", "", ()))
    assert annotation.marks == annotation.attributions == ()


def test_two_runs_of_one_cue_are_joined() -> None:
    text = "She said and said it"
    tokens = tokenize(TOKENIZER, text, plain_report(text).blocks)
    given = SayCue()(np.array([0, *tokens.ids, 0]), np.zeros((len(tokens.ids) + 2, 5), dtype=np.int64))
    scores = Scores(given.tags.reshape(-1, len(TAGS), 3)[1:-1], given.codes[1:-1], given.left[1:-1], given.right[1:-1])
    for bias, count in ((2.0, 1), (-2.0, 2)):
        relations = Relations(
            np.zeros((len(RELATIONS), 65), dtype=np.float32), np.full(len(RELATIONS), bias, dtype=np.float32)
        )
        found = links_of(tokens, scores, 0, (0, len(tokens.ids)), relations, Weights())
        assert len(found) == count


@pytest.mark.parametrize(
    ("text", "runs", "marks"),
    [
        ("Gov . Li left N' Djamena .", [(0, 0), (2, 2), (4, 4), (5, 5)], ["Gov.", "Li", "N'Djamena"]),
        ("the Republic of Kosovo and Serbia", [(1, 2), (3, 3), (5, 5)], ["Republic of Kosovo", "Serbia"]),
        ("the Gulf of Aden", [(0, 1), (3, 3)], ["Gulf of Aden"]),
        ("authorities of Mali", [(0, 1)], ["authorities"]),
        ("some of the", [(2, 2)], []),
        ("north of Mali", [(0, 0), (2, 2)], ["north", "Mali"]),
    ],
)
def test_marks_get_the_edges_that_names_have(text: str, runs: list[tuple[int, int]], marks: list[str]) -> None:
    glued = text.replace(" .", ".").replace("N' ", "N'")
    starts, at = [], 0
    for word in text.split():
        at = glued.index(word, at)
        starts.append(at)
        at += len(word)
    ends = np.array([s + len(w) for s, w in zip(starts, text.split(), strict=True)])
    words = Words(glued, np.array(starts), ends, frozenset({len(glued)}))
    assert [glued[s:e] for s, e, _ in words.whole([(a, b, 0.9) for a, b in runs])] == marks


def test_a_number_keeps_its_bound() -> None:
    text = "at least three"
    words = Words(text, np.array([0, 3, 9]), np.array([2, 8, 14]), frozenset({14}))
    assert words.whole([(0, 2, 0.9)], trim=False) == [(0, 14, 0.9)]


def test_a_name_has_one_kind_in_a_report() -> None:
    text = "Ana Ruiz met Ana Ruiz in Rio"
    first, second, third = Span.of(text, 0, 8), Span.of(text, 13, 21), Span.of(text, 25, 28)
    marks = (Mark("person", first, 0.9), Mark("place", second, 0.6), Mark("place", third, 0.9))
    assert [m.kind for m in one_kind_a_name(marks)] == ["person", "person", "place"]
    both = (Mark("person", first, 0.9), Mark("place", first, 0.9))
    assert len({m.kind for m in one_kind_a_name(both)}) == 1


class Narrow(SayCue):
    """The same network as of a layout without the last tag and the last relation."""

    def __call__(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> Outputs:
        whole = super().__call__(ids, features)
        side = whole.left[:, :-RELATION_WIDTH]
        return Outputs(whole.tags[:, :-3], whole.codes, side, side)


def test_weights_of_an_older_layout_are_read_as_far_as_they_go() -> None:
    whole = fake_reader()
    meta = {"name": "fake", "version": "0", "decode": {"edge": 0.0}}
    older = Reader(
        Narrow(),
        TOKENIZER,
        meta | {"bias": whole.relations.bias[:-1].tolist(), "distance": whole.relations.distance[:-1].tolist()},
        AnnotateOptions(),
    )
    report = report_of("Ruiz said the bridge was closed.", "NATO said nothing.")
    found = older.annotate(report)
    assert found == whole.annotate(report)
    assert found.attributions
    assert found.denials == ()
    assert older.relations.bias[-1] == -NEVER


@pytest.mark.parametrize(
    ("text", "first", "whole"),
    [
        ("the mayor’s office", 2, "mayor’s office"),
        ("the mayor's office", 2, "mayor's office"),
        ("the mayor’s office", 3, "mayor’s office"),
        ("the mayor’s office", 4, "office"),
        ("the mayors’ office", 3, "office"),
        ("see also ’s office", 2, "’s office"),
        ("’s office", 0, "’s office"),
        ("s office", 0, "s office"),
    ],
)
def test_a_name_is_not_cut_within_a_possessive(text: str, first: int, whole: str) -> None:
    words = cut_up(text)
    [(start, end, _)] = words.whole([(first, len(words.starts) - 1, 0.9)])
    assert text[start:end] == whole


def cut_up(text: str) -> Words:
    """Take each word and each mark of a text for a word, as the tokenizer does."""
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    starts, ends = (np.array([edge(each) for each in found]) for edge in (re.Match.start, re.Match.end))
    return Words(text, starts, ends, frozenset())


@pytest.mark.parametrize(
    ("text", "runs", "marks"),
    [
        ("men of Ansar al-Bari said", [(2, 3)], ["Ansar al-Bari"]),
        ("men of Ansar al-Bari said", [(2, 4)], ["Ansar al-Bari"]),
        ("in Kaga-Bandoro today", [(1, 1)], ["Kaga-Bandoro"]),
        ("in Kaga-Bandoro today", [(3, 3)], ["Kaga-Bandoro"]),
        ("in north-eastern Mali", [(2, 3)], ["north-eastern"]),
        # a name is not what is based there, nor the letters before it
        ("the Geneva-based body", [(1, 1)], ["Geneva"]),
        ("Lee, R-Ashland, said", [(4, 4)], ["Ashland"]),
        # two marks stay two
        ("the Kosovo-Serbia border", [(1, 1), (3, 3)], ["Kosovo", "Serbia"]),
        # a dash that stands apart is no hyphen
        ("from Goma - Beni is calm", [(1, 1)], ["Goma"]),
    ],
)
def test_a_name_is_not_cut_at_a_hyphen(text: str, runs: list[tuple[int, int]], marks: list[str]) -> None:
    found = cut_up(text).whole([(first, last, 0.9) for first, last in runs])
    assert [text[start:end] for start, end, _ in found] == marks


def test_a_phrase_takes_in_all_of_a_hyphenated_word() -> None:
    [(start, end, _)] = cut_up("men in police-style jackets").whole([(0, 2, 0.9)], trim=False)
    assert (start, end) == (0, len("men in police-style"))
