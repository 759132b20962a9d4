"""The way back from any record of a desk to the sentence that it came from, and to what read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.errors import TocsinError
from tocsin.records import Incident, ReportHead, Span, StoredEvent, StoredFlag, StoredStatement
from tocsin.store import queries
from tocsin.store.kept import Snapshot

StepKind = Literal["incident", "account", "event", "statement", "flag", "actor", "report", "review"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: what it is, its id, what it says in plain words, and the spans that show it."""

    kind: StepKind
    id: str
    told: str
    report: str | None = None
    spans: tuple[Span, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Trail:
    """The steps from a record down to its reports, and the reports with the model and the stages that read them."""

    steps: tuple[Step, ...]
    reports: tuple[ReportHead, ...]


def trail(snapshot: Snapshot, record_id: str) -> Trail:
    """Walk back from an incident, event, statement, flag, actor or report, named by its id.

    Raises `desk.unknown-id` where nothing of that id is kept.
    """
    connection = snapshot.connection
    if (incident := queries.incident(connection, record_id)) is not None:
        steps = _of_incident(incident, queries.events_of_incident(connection, incident.id))
    elif (event := queries.event(connection, record_id)) is not None:
        steps = _of_event(event, 0)
    elif (statement := queries.statement(connection, record_id)) is not None:
        steps = [_of_statement(statement)]
    elif (flag := queries.flag(connection, record_id)) is not None:
        steps = [_of_flag(flag)]
    elif (actor := queries.actor(connection, record_id)) is not None:
        joined = [Step("actor", member.form, f"{member.name}: {member.why}", depth=1) for member in actor.members]
        steps = [Step("actor", actor.id, f"{actor.name}, {actor.kind}"), *joined]
    elif (head := queries.report_of(connection, record_id)) is not None:
        steps = [Step("report", head.id, head.title or head.source, head.id)]
    else:
        raise TocsinError("desk.unknown-id", id=record_id)
    decided = [
        Step("review", r.id, f"{r.verdict} by {r.author} on {r.at[:10]}" + (f": {r.note}" if r.note else ""))
        for r in snapshot.reviews(subject_id=record_id)
    ]
    ids = dict.fromkeys(step.report for step in steps if step.report is not None)
    heads = (snapshot.head(each) for each in ids)
    return Trail((*steps, *decided), tuple(head for head in heads if head is not None))


def _of_incident(incident: Incident, events: tuple[StoredEvent, ...]) -> list[Step]:
    steps = [Step("incident", incident.id, incident.title)]
    for account in incident.accounts:
        role = "recalls it" if account.background else "tells it"
        shared = f"; counts with others as source {account.group} ({account.joined})" if account.joined else ""
        outlet = account.outlet or "an outlet that is not named"
        steps.append(Step("account", account.report, f"{outlet} {role}{shared}", account.report, depth=1))
        for event in (e for e in events if e.report.id == account.report):
            steps += _of_event(event, 2)
    return steps


def _of_event(stored: StoredEvent, depth: int) -> list[Step]:
    event = stored.event
    kind = f"{event.type} {event.mode}" if event.mode else event.type
    sure = f"{kind}, {event.modality}, confidence {event.confidence:.2f}"
    doubted = "; the model alone would not have told it" if stored.telling.doubtful else ""
    how = f" ({event.why})" if event.why else ""
    return [Step("event", event.id, f"{sure}{doubted}{how}", stored.report.id, event.evidence, depth)]


def _of_statement(stored: StoredStatement) -> Step:
    said = stored.statement
    told = f"{stored.speaker_name or 'somebody not named'} {said.stance} ({said.form})"
    spans = tuple(span for span in (said.speaker_span, said.cue, *said.content) if span is not None)
    return Step("statement", said.id, told, stored.report.id, spans)


def _of_flag(stored: StoredFlag) -> Step:
    return Step("flag", stored.id, f"{stored.flag.kind}: {stored.flag.message}", stored.report.id, stored.flag.spans)
