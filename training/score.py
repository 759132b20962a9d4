"""Score an exported model on everything that training did not see: `python -m training.score --exported DIR`."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tocsin.annotate import AnnotateOptions, Reader, load_reader
from tocsin.annotate.layout import ATTRIBUTION_TAGS, ENTITY_TAGS
from tocsin.run.evaluate.attribution import Counts, evaluate_attribution, plain_report
from tocsin.run.evaluate.entities import evaluate_entities, outermost
from tocsin.run.evaluate.events import evaluate_events
from tocsin.run.evaluate.frames import evaluate_frames
from tocsin.run.evaluate.spans import evaluate_spans
from training.data_sets import OWN, PLACE_KINDS, held_back, read_corpus
from training.event_markup import frames_of
from training.event_sets import passages_of, sentence_held_back
from training.markup import Passage, read_file, report_of

Scores = dict[str, float]


def own_passages() -> Iterator[Passage]:
    """Read the project's own development passages."""
    for path in sorted(OWN.glob("dev_mixed*.txt")):
        yield from (p for p in read_file(path) if isinstance(p, Passage))


def score_attribution(reader: Reader) -> Scores:
    """Score `attribution_dev`, wholly unseen."""
    return evaluate_attribution(read_corpus("attribution_dev"), reader.annotate)


def score_entities(reader: Reader) -> Scores:
    """Score the documents of re3d that were held back."""
    return evaluate_entities((r for r in read_corpus("re3d_train") if held_back(r["doc_id"], 4)), reader.annotate)


def score_places(reader: Reader) -> Scores:
    """Score place names in the documents of LGL and GeoWebNews that were held back (exact and by overlap)."""
    counts = {"detection_f1": Counts(), "exact_f1": Counts()}
    for record in read_corpus("geo_train"):
        if held_back(record["doc_id"], 4):
            gold = outermost([(t["start"], t["end"]) for t in record["toponyms"] if t["kind"] in PLACE_KINDS])
            found = [(m.span.start, m.span.end) for m in reader.annotate(plain_report(record["text"])).of_kind("place")]
            hit = sum(any(s < e2 and s2 < e for s2, e2 in gold) for s, e in found)
            counts["detection_f1"].add(min(hit, len(gold)), len(found), len(gold))
            counts["exact_f1"].add(len(set(gold) & set(found)), len(found), len(gold))
    return {name: c.f1 for name, c in counts.items()}


def score_own(reader: Reader) -> Scores:
    """Score all kinds of marks (exact) and the attributions of the project's own development passages."""
    counts: dict[str, Counts] = defaultdict(Counts)
    records: list[dict[str, Any]] = []
    for passage in own_passages():
        annotation = reader.annotate(report_of(passage))
        for kind in ENTITY_TAGS:
            gold = set(outermost([(s, e) for k, s, e in passage.entities if k == kind]))
            found = {(m.span.start, m.span.end) for m in annotation.marks if m.kind == kind}
            for name in (kind, "all"):
                counts[name].add(len(gold & found), len(found), len(gold))
        links = [{p: getattr(a, p) for p in ATTRIBUTION_TAGS} for a in passage.attributions]
        records.append({"text": passage.text, "attributions": links})
    return {name: c.f1 for name, c in counts.items()} | evaluate_attribution(records, reader.annotate)


def score_frames(reader: Reader) -> Scores:
    """Score events on the project's own development sentences."""
    passages = passages_of(*(path.name for path in sorted(OWN.glob("dev_events_*.txt"))))
    return evaluate_frames(frames_of(passages), reader.annotate)


def score_pairs(reader: Reader) -> Scores:
    """Score event types of given actors on the sentences of plv_train that were held back."""
    records = (r for r in read_corpus("plv_train") if sentence_held_back(r["sentence"]))
    return evaluate_events(records, reader.classify_pair)[0]


def score_spans(reader: Reader) -> Scores:
    """Score actors and recipients on the sentences of cameo_spans that were held back."""
    return evaluate_spans((r for r in read_corpus("cameo_spans") if sentence_held_back(r["sentence"])), reader.annotate)


TASKS: dict[str, Callable[[Reader], Scores]] = {
    "own": score_own,
    "entities": score_entities,
    "places": score_places,
    "attribution": score_attribution,
    "frames": score_frames,
    "events": score_pairs,
    "spans": score_spans,
}


def main() -> None:
    """Read the command line, score, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exported", type=Path, help="folder of a model; the packaged one if not given")
    parser.add_argument("--only", nargs="*", choices=TASKS, default=list(TASKS))
    parser.add_argument("--json", type=Path, help="write the scores here as well")
    args = parser.parse_args()
    reader = load_reader(AnnotateOptions(weights=str(args.exported) if args.exported else None))
    scores = {name: TASKS[name](reader) for name in args.only}
    for name, values in scores.items():
        print(f"{name:12} " + "  ".join(f"{k} {v:.3f}" for k, v in values.items()), flush=True)
    if args.json:
        args.json.write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
