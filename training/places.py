"""Fit the weights of the place resolver on annotated documents, and measure them on documents held back.

    python -m training.places geo_train.jsonl.gz            fit, measure, write the weights
    python -m training.places geo_train.jsonl.gz --folds 5  measure only, every document held back once

Seconds on one core. The same input gives the same weights. A document is held back by a hash of its id, so
adding documents moves none from one side to the other.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.resolve.gazetteer import Gazetteer, open_gazetteer
from tocsin.resolve.gazetteer.entry import Entry, distance_km
from tocsin.resolve.places import outlet_country
from tocsin.resolve.places_coherence import JOINT, Coherence
from tocsin.resolve.places_fallback import FALLBACK, Holder, fallback_rows, holders_of
from tocsin.resolve.places_features import LOCAL, Choice, Setting, choices_of
from tocsin.resolve.places_locate import locate, share_kinds, sides_of
from tocsin.resolve.places_model import ROUNDS, Weights, chances, weigh
from tocsin.resolve.places_text import Head, Page, find_heads, read_mention
from training.data_sets import held_back

Array = npt.NDArray[np.float64]

TARGET = Path(__file__).resolve().parent.parent / "src" / "tocsin" / "resolve" / "data" / "place_weights.json"
NEAR = 161.0  # kilometres (100 miles) within which a place counts as found, as is usual for these corpora
HELD_BACK = 4  # one document in four: those that the reader model is not trained on either
DIGITS = 4
STEPS, RATE, SHRINK = 500, 0.1, 1e-3
# the corpora differ in what they mark; the world's news counts more than one country's small towns
CORPUS_WEIGHT = {"lgl": 1.0, "geowebnews": 6.0}
# what can only speak for a place, or only against it: without this, features that go together cancel one another out
FOR = frozenset(
    (
        "capital", "capital_named", "size_of_city", "size_of_area", "other_name_size", "other_behind",
        "kind_fits", "joined", "inside", "loose", "country_near", "country_in_sentence", "country_in_paragraph",
        "country_share", "area_near",
        "area_in_sentence", "area_in_paragraph", "area_share", "outlet_country", "same_name", "share_of_country",
        "share_of_area", "within_30", "within_100", "within_300", "embedded", "embedded_site", "beside", "held",
        "people_in_sentence", "in_sentence", "in_paragraph", "near", "nearish", "before", "share", "early",
        "cluster", "belief", "none_settlement", "none_small", "none_elsewhere", "none_only_other",
    )
)  # fmt: skip
AGAINST = frozenset(
    (
        "other_name", "other_unlike", "bare_name", "in_namesake", "kind_clashes", "not_joined", "not_inside",
        "not_loose", "country_unnamed", "article_city", "point",
    )
)  # fmt: skip
PRETENDED = 0.2  # weight of a known name that is treated as unknown, so that more than the few unknown ones teach


@dataclass(frozen=True)
class Document:
    """One annotated document, read as the resolver reads it."""

    name: str
    corpus: str
    text: str
    address: str | None
    gold: list[tuple[int, int, float, float]]
    heads: list[Head]
    choices: list[Choice]

    def right(self, number: int, entries: Iterable[Entry]) -> npt.NDArray[np.bool_]:
        """Say which places are where annotators put the mention."""
        lat, lon = self.gold[number][2:]
        return np.array([distance_km(e.lat, e.lon, lat, lon) <= NEAR for e in entries], dtype=bool)


def main() -> None:
    """Read the arguments and do what they ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    with open_gazetteer() as gazetteer:
        documents = list(read(arguments.corpus, gazetteer))
        if arguments.folds:
            results: list[tuple[str, float | None]] = []
            for fold in range(arguments.folds):
                weights = fit([d for d in documents if part(d.name, arguments.folds) != fold], gazetteer)
                held = [d for d in documents if part(d.name, arguments.folds) == fold]
                results += measure(held, weights, gazetteer)
            show(f"{arguments.folds} folds", results)
            return
        held = [d for d in documents if held_back(d.name, HELD_BACK)]
        weights = fit([d for d in documents if not held_back(d.name, HELD_BACK)], gazetteer)
        scores = show("held back", measure(held, weights, gazetteer))
    write(weights, len(documents) - len(held), len(held), scores)


def part(name: str, parts: int) -> int:
    """Say which of so many parts a document belongs to."""
    return hashlib.blake2b(name.encode(), digest_size=4).digest()[1] % parts


def read(path: Path, gazetteer: Gazetteer) -> Iterator[Document]:
    """Read the corpus; mentions without coordinates are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record: dict[str, Any] = json.loads(line)
            gold = [(t["start"], t["end"], t["lat"], t["lon"]) for t in record["toponyms"] if t["lat"] is not None]
            page = Page.of(record["text"])
            mentions = share_kinds([read_mention(page, start, end, gazetteer) for start, end, _, _ in gold])
            setting = Setting(
                find_heads(page, gazetteer), gazetteer.known_areas, outlet_country(record["domain"]),
                sides_of(mentions, gazetteer),
            )  # fmt: skip
            yield Document(
                record["doc_id"], record["corpus"], record["text"], record["domain"], gold, list(setting.heads),
                choices_of(mentions, setting),
            )  # fmt: skip


def fit(documents: Sequence[Document], gazetteer: Gazetteer) -> Weights:
    """Fit the three sets of weights one after the other, each on what the ones before it make of the documents."""
    cases = [(d, number) for d in documents for number in range(len(d.choices))]
    right = [right_choices(d, number) for d, number in cases]
    importance = np.array([CORPUS_WEIGHT[d.corpus] for d, _ in cases])
    doubts = [d.choices[number].doubts for d, number in cases]
    local = fitted(LOCAL, [d.choices[number].local for d, number in cases], right, importance, doubts)
    beliefs = {d.name: [chances(c.local @ local - c.doubts) for c in d.choices] for d in documents}
    joint = local
    for _ in range(ROUNDS):
        rows = {d.name: Coherence(d.choices).rows(beliefs[d.name]) for d in documents}
        tables = [np.hstack((d.choices[number].local, rows[d.name][number])) for d, number in cases]
        joint = fitted((*LOCAL, *JOINT), tables, right, importance, doubts)
        beliefs = {
            d.name: [
                chances(np.hstack((c.local, r)) @ joint - c.doubts)
                for c, r in zip(d.choices, rows[d.name], strict=True)
            ]
            for d in documents
        }
    blank = np.zeros(len(FALLBACK))
    unfinished = Weights(local, joint, blank)
    holders = {d.name: _holders(d, unfinished, gazetteer) for d in documents}
    weights = Weights(local, joint, fit_fallback(documents, holders))
    # as they will be written, so that what is measured is what ships
    return Weights(weights.local.round(DIGITS), weights.joint.round(DIGITS), weights.fallback.round(DIGITS))


def right_choices(document: Document, number: int) -> npt.NDArray[np.bool_]:
    """Say which choices of a mention are right; none of the places, where no place is."""
    right = document.right(number, (e for e, _ in document.choices[number].matches))
    return np.append(right, not right.any())


def fit_fallback(documents: Sequence[Document], holders: Mapping[str, Sequence[Holder]]) -> Array:
    """Fit where unknown names are put: into a place whose point is near."""
    tables, right, importance = [], [], []
    for document in documents:
        for number, choice in enumerate(document.choices):
            rows, kept = fallback_rows(choice.mention, holders[document.name], document.text)
            found = document.right(number, (h.entry for h in kept))
            if found.any():
                unknown = right_choices(document, number)[-1]
                tables.append(rows)
                right.append(found)
                importance.append(CORPUS_WEIGHT[document.corpus] * (1.0 if unknown else PRETENDED))
    return fitted(FALLBACK, tables, right, np.array(importance))


def _holders(document: Document, weights: Weights, gazetteer: Gazetteer) -> list[Holder]:
    return holders_of(document.choices, weigh(document.choices, weights), document.heads, gazetteer)


def fitted(
    names: Sequence[str],
    tables: Sequence[Array],
    right: Sequence[npt.NDArray[np.bool_]],
    importance: Array,
    doubts: Sequence[Array] = (),
) -> Array:
    """Fit weights so that the right rows of each table get the most of its chances (Adam on all tables at once)."""
    sizes = np.array([len(t) for t in tables])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    table_of = np.repeat(np.arange(len(tables)), sizes)
    rows = np.vstack(tables)
    spread = rows.std(axis=0) + 1e-9
    rows = rows / spread
    wanted = np.concatenate(right).astype(float)
    offset = -np.concatenate(doubts) if doubts else np.zeros(len(rows))
    share = (importance / importance.sum())[table_of]
    low = np.array([0.0 if name in FOR else -np.inf for name in names])
    high = np.array([0.0 if name in AGAINST else np.inf for name in names])
    weights, first, second = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        powers = rows @ weights + offset
        powers = np.exp(powers - np.maximum.reduceat(powers, starts)[table_of])
        believed = powers / np.add.reduceat(powers, starts)[table_of]
        powers = powers * wanted
        aimed = powers / (np.add.reduceat(powers, starts)[table_of] + 1e-300)
        slope = rows.T @ ((believed - aimed) * share) + SHRINK * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        change = RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights = np.clip(weights - change, low, high)
    result: Array = weights / spread
    return result


def measure(documents: Sequence[Document], weights: Weights, gazetteer: Gazetteer) -> list[tuple[str, float | None]]:
    """Resolve documents from their text and give, for each mention, its corpus and how far off it is."""
    found = []
    for document in documents:
        located = locate(
            Page.of(document.text), [(s, e, False) for s, e, _, _ in document.gold], gazetteer, weights,
            outlet_country=outlet_country(document.address),
        )  # fmt: skip
        for one, (_, _, lat, lon) in zip(located, document.gold, strict=True):
            found.append((document.corpus, distance_km(*one.point, lat, lon) if one.point else None))
    return found


def show(title: str, results: Sequence[tuple[str, float | None]]) -> dict[str, float]:
    """Print the scores of each corpus and return them."""
    scores: dict[str, float] = {}
    for corpus in sorted({c for c, _ in results}):
        gaps = [gap for c, gap in results if c == corpus]
        near = sum(gap is not None and gap <= NEAR for gap in gaps)
        median = statistics.median(gap if gap is not None else float("inf") for gap in gaps)
        scores[corpus] = round(near / len(gaps), 4)
        resolved = sum(gap is not None for gap in gaps)
        print(
            f"{title}: {corpus} {len(gaps)} mentions, acc161 {scores[corpus]}, of resolved {near / resolved:.4f}, "
            f"median {median:.1f} km"
        )
    return scores


def write(weights: Weights, learnt: int, held: int, scores: Mapping[str, float]) -> None:
    """Write the weights with where they come from."""
    names = {"local": LOCAL, "joint": (*LOCAL, *JOINT), "fallback": FALLBACK}
    data: dict[str, Any] = {
        "source": f"training/places.py on {learnt} documents of LGL and GeoWebNews; {held} held back",
        "held_back_acc161": dict(scores),
    }
    for part_name, columns in names.items():
        values = getattr(weights, part_name)
        data[part_name] = {name: round(float(value), DIGITS) for name, value in zip(columns, values, strict=True)}
    TARGET.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
