"""The tasks that can be scored, and how a data file is read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.errors import TocsinError
from tocsin.records import Reading, Rejected
from tocsin.run.resources import Resources

Records = list[dict[str, Any]]
Scores = Mapping[str, float]
Scorer = Callable[[Records, Resources], Scores | tuple[Scores, Mapping[str, Mapping[str, int]]]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one task on one file."""

    task: str
    file: str
    records: int
    scores: Mapping[str, float]
    confusion: Mapping[str, Mapping[str, int]] | None = None

    def to_dict(self) -> dict[str, object]:
        """Turn it into what `--json` prints."""
        told = {"task": self.task, "file": self.file, "records": self.records, "scores": dict(self.scores)}
        return told if self.confusion is None else told | {"confusion": self.confusion}


def evaluate(task: str, path: str | Path, resources: Resources) -> Evaluation:
    """Score one task on a file of JSON lines, plain or gzipped, or on a folder where the task reads whole reports."""
    if task in FOLDER_TASKS:
        number, whole = FOLDER_TASKS[task](Path(path), resources)
        return Evaluation(task, str(path), number, {name: round(value, 4) for name, value in whole.items()})
    if task not in TASKS:
        raise TocsinError("evaluate.unknown-task", task=task, tasks=", ".join((*TASKS, *FOLDER_TASKS)))
    scorer, needs = TASKS[task]
    records = load_records(Path(path), task, needs)
    found = scorer(records, resources)
    values, confusion = found if isinstance(found, tuple) else (found, None)
    scores = {name: round(float(value), 4) for name, value in values.items()}
    return Evaluation(task, str(path), len(records), scores, confusion)


def load_records(path: Path, task: str, needs: tuple[str, ...]) -> Records:
    """Read the records of a file and see that each has the keys that the task needs."""
    records: Records = []
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, text in enumerate(lines, 1):
                if text.strip():
                    records.append(_record(text, number, path, task, needs))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise TocsinError("evaluate.no-file", path=path, problem=error) from error
    return records


def _record(text: str, number: int, path: Path, task: str, needs: tuple[str, ...]) -> dict[str, Any]:
    try:
        record = json.loads(text)
        missing = [key for key in needs if key not in record]
        problem = f"it lacks {', '.join(missing)}" if missing else ""
    except (ValueError, TypeError) as error:
        record, problem = {}, str(error)
    if problem or not isinstance(record, dict):
        raise TocsinError(
            "evaluate.bad-record", line=number, path=path, task=task, problem=problem or "it is no object"
        )
    return record


def _attribution(records: Records, resources: Resources) -> Mapping[str, float]:
    from tocsin.run.evaluate.attribution import evaluate_attribution

    return evaluate_attribution(records, resources.reader.annotate)


def _entities(records: Records, resources: Resources) -> Mapping[str, float]:
    from tocsin.run.evaluate.entities import evaluate_entities

    return evaluate_entities(records, resources.reader.annotate)


def _places(records: Records, resources: Resources) -> Mapping[str, float]:
    from tocsin.run.evaluate.places import evaluate_places

    return evaluate_places(records, resources.reader.annotate, resources.gazetteer, resources.settings.resolve)


def _events(records: Records, resources: Resources) -> tuple[Scores, Mapping[str, Mapping[str, int]]]:
    from tocsin.run.evaluate.events import evaluate_events

    return evaluate_events(records, resources.reader.classify_pair)


def _spans(records: Records, resources: Resources) -> Scores:
    from tocsin.run.evaluate.spans import evaluate_spans

    return evaluate_spans(records, resources.reader.annotate)


def _frames(records: Records, resources: Resources) -> Scores:
    from tocsin.run.evaluate.frames import evaluate_frames

    return evaluate_frames(records, resources.reader.annotate)


def _readings(folder: Path, resources: Resources) -> tuple[int, Scores]:
    from tocsin.run.evaluate.readings import evaluate_readings, load_gold

    read = _reader_of_files(resources)
    gold = load_gold(folder)
    return len(gold), evaluate_readings(gold, lambda each: read(each.path))


def _desk(folder: Path, resources: Resources) -> tuple[int, Scores]:
    from tocsin.run.evaluate.desks import evaluate_desk, load_gold_desk

    return evaluate_desk(load_gold_desk(folder), _reader_of_files(resources))


def _reader_of_files(resources: Resources) -> Callable[[Path], Reading]:
    from tocsin.run.local import LocalRunner

    runner = LocalRunner(resources.settings, resources=resources)

    def read(path: Path) -> Reading:
        (found,) = runner.read([str(path)])
        if isinstance(found, Rejected):
            raise TocsinError("read.rejected", source=found.source, reason=found.message, rejected=found)
        return found

    return read


# task -> its scorer, which gives how many reports there were, and their scores
FOLDER_TASKS: dict[str, Callable[[Path, Resources], tuple[int, Scores]]] = {"readings": _readings, "desk": _desk}

# task -> its scorer, and the keys that every record must have
TASKS: dict[str, tuple[Scorer, tuple[str, ...]]] = {
    "attribution": (_attribution, ("text", "attributions")),
    "entities": (_entities, ("text", "entities")),
    "places": (_places, ("text", "toponyms")),
    "events": (_events, ("sentence", "source", "target", "root")),
    "spans": (_spans, ("sentence", "source", "target")),
    "frames": (_frames, ("text", "blocks", "events")),
}
