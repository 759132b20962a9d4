"""Score the finding and locating of places against a file in the form of LGL and GeoWebNews (`geo_train`)."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tocsin.records import Annotation, Report
from tocsin.resolve.gazetteer.entry import How, distance_km
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.options import ResolveOptions
from tocsin.resolve.places import resolve_spans
from tocsin.run.evaluate.attribution import Counts, plain_report

NEAR = 161.0  # kilometres (100 miles): the usual measure for these corpora
FARTHEST = 20_038.0  # half the way around the globe: how far off a place is that was not located
# kinds of GeoWebNews that are names of places, whatever they stand for; LGL has no kinds
NAMES = frozenset(
    {None, "Literal", "Literal_Modifier", "Mixed", "Metonymic", "Non_Literal_Modifier", "Embedded_Literal"}
)
# kinds that one may or may not mark as places: bodies and buildings that are called after one
OPTIONAL = frozenset({None, "Coercion", "Embedded_Non_Lit"})
Spans = list[tuple[int, int]]


@dataclass
class PlaceScores:
    """Running counts of one corpus."""

    overlap: Counts = field(default_factory=Counts)
    exact: Counts = field(default_factory=Counts)
    gaps: list[float | None] = field(default_factory=list)

    def add(self, other: PlaceScores) -> None:
        """Take in the counts of another corpus."""
        for own, more in ((self.overlap, other.overlap), (self.exact, other.exact)):
            own.add(more.hit, more.found, more.gold)
        self.gaps += other.gaps

    def located(self) -> dict[str, float]:
        """Score the locating: mentions that were not located are wrong, and as far off as can be."""
        near = sum(gap is not None and gap <= NEAR for gap in self.gaps)
        resolved = sum(gap is not None for gap in self.gaps)
        return {
            "acc161": near / len(self.gaps) if self.gaps else 0.0,
            "median_km": statistics.median(FARTHEST if gap is None else gap for gap in self.gaps) if self.gaps else 0.0,
            "acc161_resolved": near / resolved if resolved else 0.0,
        }


def evaluate_places(
    records: Iterable[dict[str, Any]],
    annotate: Callable[[Report], Annotation],
    gazetteer: Gazetteer,
    options: ResolveOptions | None = None,
) -> dict[str, float]:
    """Score a reader on names of places, and the resolver on the names that annotators marked.

    `detection_f1`: a place that the reader marked and one that annotators did share characters, each matched
    once; `detection_exact_f1`: they have the same characters. Wanted are names of places with coordinates;
    words for peoples, names of bodies and buildings, and places that annotators could not locate count
    neither way. `acc161`, `median_km` and `acc161_resolved` (of those that were located) are over all
    annotated characters with coordinates, and once more for each corpus in the file.
    """
    corpora: dict[str, PlaceScores] = {}
    for record in records:
        scores = corpora.setdefault(str(record.get("corpus") or "other"), PlaceScores())
        _detect(scores, record, annotate, gazetteer)
        gold = [t for t in record["toponyms"] if t.get("lat") is not None]
        places = resolve_spans(
            record["text"], [(t["start"], t["end"]) for t in gold], gazetteer, address=record.get("domain"),
            options=options,
        )  # fmt: skip
        for place, toponym in zip(places, gold, strict=True):
            known = place.lat is not None and place.lon is not None
            scores.gaps.append(
                distance_km(place.lat or 0.0, place.lon or 0.0, toponym["lat"], toponym["lon"]) if known else None
            )
    total = PlaceScores()
    for scores in corpora.values():
        total.add(scores)
    result = {"detection_f1": total.overlap.f1, "detection_exact_f1": total.exact.f1} | total.located()
    if len(corpora) > 1:
        for name in sorted(corpora):
            one = {"detection_f1": corpora[name].overlap.f1} | corpora[name].located()
            result |= {f"{name}_{score}": value for score, value in one.items()}
    return result


def _detect(
    scores: PlaceScores, record: dict[str, Any], annotate: Callable[[Report], Annotation], gazetteer: Gazetteer
) -> None:
    annotation = annotate(plain_report(record["text"], record.get("doc_id", "evaluation")))
    wanted: Spans = []
    neither: Spans = []
    for toponym in record["toponyms"]:
        kind, located = toponym.get("kind"), toponym.get("lat") is not None
        span = (toponym["start"], toponym["end"])
        if located and kind in NAMES and not _is_people(toponym["name"], gazetteer):
            wanted.append(span)
        elif located or kind in OPTIONAL:
            neither.append(span)
    found = [(m.span.start, m.span.end) for m in annotation.of_kind("place")]
    found = [f for f in found if _overlaps(f, wanted) or not _overlaps(f, neither)]
    scores.overlap.add(_matched(wanted, found), len(found), len(wanted))
    scores.exact.add(len(set(wanted) & set(found)), len(found), len(wanted))


def _is_people(name: str, gazetteer: Gazetteer) -> bool:
    matches = gazetteer.named(name)
    return bool(matches) and min(matches, key=lambda m: -m[0].population)[1] == How.PEOPLE


def _overlaps(span: tuple[int, int], others: Spans) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _matched(wanted: Spans, found: Spans) -> int:
    free = list(found)
    hits = 0
    for span in wanted:
        match = next((f for f in free if _overlaps(f, [span])), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits
