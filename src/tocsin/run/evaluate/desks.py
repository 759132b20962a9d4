"""Scores incidents and disagreements on a folder of reports with gold: see docs/evaluation.md, "desk"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.errors import TocsinError
from tocsin.incidents.cutting import tellings_of
from tocsin.incidents.linking import link
from tocsin.incidents.memory import MemoryLedger
from tocsin.incidents.wording import data, fold
from tocsin.records import Disagreement, Event, Incident, Reading, Span

_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class GoldAccount:
    """One report's account of a gold incident: the words of its text that tell it."""

    report: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """A happening with the reports that tell it; `part` says whether it may be looked at."""

    id: str
    part: str
    type: str
    accounts: tuple[GoldAccount, ...]


@dataclass(frozen=True, slots=True)
class GoldDisagreement:
    """A field on which the accounts of a gold incident differ, with its competing values."""

    incident: str
    field: str
    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldDesk:
    """The gold of a folder: incidents, which reports are copies of one story, and disagreements."""

    incidents: tuple[GoldIncident, ...]
    copies: tuple[tuple[str, ...], ...]
    disagreements: tuple[GoldDisagreement, ...]
    reports: Mapping[str, Path]

    def part(self, name: str) -> GoldDesk:
        """Cut out the incidents of one part with their disagreements."""
        chosen = tuple(each for each in self.incidents if each.part == name)
        ids = {each.id for each in chosen}
        told = {account.report for each in chosen for account in each.accounts}
        copies = tuple(group for group in self.copies if set(group) <= told)
        return GoldDesk(chosen, copies, tuple(d for d in self.disagreements if d.incident in ids), self.reports)


def load_gold_desk(folder: Path) -> GoldDesk:
    """Read every gold*.toml of a folder, and see that each report and anchor is there."""
    incidents: list[GoldIncident] = []
    copies: list[tuple[str, ...]] = []
    disagreements: list[GoldDisagreement] = []
    reports = {path.stem: path for path in sorted((folder / "reports").glob("*.*"))}
    files = sorted(folder.glob("gold*.toml"))
    if not files or not reports:
        raise TocsinError("evaluate.no-gold-desk", folder=folder)
    for path in files:
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            incidents += [_gold_incident(row) for row in content.get("incident", ())]
            copies += [tuple(row["reports"]) for row in content.get("copies", ())]
            disagreements += [_gold_disagreement(row) for row in content.get("disagreement", ())]
            named = {account.report for each in incidents for account in each.accounts}
            named |= {name for group in copies for name in group}
            if unknown := sorted(named - set(reports)):
                raise ValueError(f"there is no report {unknown[0]}")
        except (ValueError, KeyError, TypeError) as error:
            raise TocsinError("evaluate.bad-gold", path=path, problem=f"{type(error).__name__}: {error}") from error
    return GoldDesk(tuple(incidents), tuple(copies), tuple(disagreements), reports)


def _gold_incident(row: Mapping[str, Any]) -> GoldIncident:
    accounts = tuple(GoldAccount(each["report"], each["anchor"]) for each in row["accounts"])
    return GoldIncident(row["id"], row["part"], row["type"], accounts)


def _gold_disagreement(row: Mapping[str, Any]) -> GoldDisagreement:
    return GoldDisagreement(row["incident"], row["field"], row["kind"], tuple(v["value"] for v in row["values"]))


def evaluate_desk(gold: GoldDesk, read: Callable[[Path], Reading]) -> tuple[int, Mapping[str, float]]:
    """Read all reports, link them, and score each part of the gold by itself: scores are named by their part."""
    readings = {name: read(path) for name, path in gold.reports.items()}
    incidents = link_readings(readings.values())
    scores: dict[str, float] = {}
    for part in sorted({each.part for each in gold.incidents}):
        found = score_desk(gold.part(part), readings, incidents)
        scores |= {f"{part}.{name}": value for name, value in found.items()}
    return len(readings), scores


def link_readings(readings: Iterable[Reading]) -> tuple[Incident, ...]:
    """Link readings to incidents in memory."""
    held = list(readings)
    ledger = MemoryLedger({reading.report.id: reading.report.text for reading in held})
    link(ledger, (telling for reading in held for telling in tellings_of(reading)))
    return tuple(incident for _, (incident, _) in sorted(ledger.incidents.items()))


def score_desk(gold: GoldDesk, readings: Mapping[str, Reading], incidents: Sequence[Incident]) -> Mapping[str, float]:
    """Score incidents by B-cubed over accounts, copies, and disagreements."""
    of_event = {event: incident for incident in incidents for account in incident.accounts for event in account.events}
    items: list[tuple[str, str]] = []
    joined: dict[str, list[Incident]] = {}
    missed = 0
    for each in gold.incidents:
        for account in each.accounts:
            event = anchored(readings[account.report], account.anchor, each.type)
            incident = of_event.get(event.id) if event else None
            missed += incident is None
            items.append((each.id, incident.id if incident else f"missed {each.id} {account.report}"))
            if incident is not None and incident not in joined.setdefault(each.id, []):
                joined[each.id].append(incident)
    precision, recall = b_cubed(items)
    found: dict[str, float] = {
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": _f1(precision, recall),
        "accounts_found": 1 - missed / len(items),
    }
    found["copies_once"] = _copies_once(gold.copies, readings, incidents)
    return {**found, **_disagreements(gold.disagreements, joined)}


def b_cubed(items: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Give B-cubed precision and recall of (gold cluster, cluster found) pairs."""
    precision = recall = 0.0
    for true, told in items:
        both = sum(1 for item in items if item == (true, told))
        precision += both / sum(1 for item in items if item[1] == told)
        recall += both / sum(1 for item in items if item[0] == true)
    return precision / len(items), recall / len(items)


def anchored(reading: Reading, anchor: str, kind: str) -> Event | None:
    """Find the event that some words of the text tell: one whose words they hold, else one told in their sentence."""
    start = reading.report.text.find(anchor)
    if start < 0:
        raise TocsinError("evaluate.bad-gold", path=reading.report.source, problem=f"it lacks the words {anchor!r}")
    span = reading.report.span(start, start + len(anchor))
    families: Mapping[str, str] = data("linking")["families"]
    candidates = [
        event
        for event in (*reading.events, *reading.doubtful)
        if event.modality in ("happened", "ongoing", "negated")
        and families.get(event.type, event.type) == families.get(kind, kind)
    ]
    return min((e for e in candidates if _nearness(e, span)[0] < 2), key=lambda e: _nearness(e, span), default=None)


def _nearness(event: Event, span: Span) -> tuple[int, int, int]:
    told = event.mentions or (event.trigger,)
    if any(mention.overlaps(span) for mention in told):
        return (0, 0, event.trigger.start)
    if any(sentence.overlaps(span) for sentence in event.evidence):
        return (1, min(abs(mention.start - span.start) for mention in told), event.trigger.start)
    return (2, 0, 0)


def _copies_once(
    copies: Sequence[tuple[str, ...]], readings: Mapping[str, Reading], incidents: Sequence[Incident]
) -> float:
    """Give the share of incidents with several copies of a story in which these count as one source."""
    right = total = 0
    for group in copies:
        ids = {readings[name].report.id for name in group}
        for incident in incidents:
            numbers = [account.group for account in incident.accounts if account.report in ids]
            if len(numbers) > 1:
                total += 1
                right += len(set(numbers)) == 1
    return right / total if total else 1.0


def _disagreements(gold: Sequence[GoldDisagreement], joined: Mapping[str, Sequence[Incident]]) -> Mapping[str, float]:
    told = [(name, d) for name, incidents in sorted(joined.items()) for i in incidents for d in i.disagreements]
    matched: dict[int, str] = {}
    taken: set[int] = set()
    for wanted in gold:
        candidates = [
            at for at, (name, d) in enumerate(told) if name == wanted.incident and at not in taken and fits(d, wanted)
        ]
        if candidates:
            best = min(candidates, key=lambda at: told[at][1].kind != wanted.kind)
            taken.add(best)
            matched[best] = wanted.kind
    # the same field told as correction and as contradiction is one disagreement, and so are two incidents of one gold
    others = {(name, d.field) for at, (name, d) in enumerate(told) if at not in taken}
    extra = others - {(told[at][0], told[at][1].field) for at in taken}
    precision = len(taken) / (len(taken) + len(extra)) if told else float(not gold)
    recall = len(taken) / len(gold) if gold else 1.0
    return {
        "disagreements_precision": precision,
        "disagreements_recall": recall,
        "disagreement_kinds": sum(told[at][1].kind == kind for at, kind in matched.items()) / max(1, len(matched)),
    }


def fits(found: Disagreement, wanted: GoldDisagreement) -> bool:
    """Say whether a disagreement is the one wanted: the same field, and two of its values."""
    if found.field != wanted.field:
        return False
    left = [value.value for value in found.values]
    matched = 0
    for each in wanted.values:
        # the value most like it, so that "Front" is not taken for "not Front" where both are there
        same = [value for value in left if same_value(value, each)]
        if same:
            left.remove(min(same, key=lambda value: (abs(len(value) - len(each)), value)))
            matched += 1
    return matched > 1


def same_value(found: str, wanted: str) -> bool:
    """Say whether two values are one: the same numbers, or one name inside the other, case and accents aside."""
    if any(c.isdigit() for c in wanted) and "-" not in wanted.rstrip("-"):
        return set(_FIGURE.findall(found)) == set(_FIGURE.findall(wanted.replace(",", "")))
    one, other = fold(found), fold(wanted)
    return one == other or (min(len(one), len(other)) > 3 and (one in other or other in one))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
