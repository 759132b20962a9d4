"""A desk, opened: what can be asked of it and done with it, in one place for the command line, the API and Python."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Concatenate, Literal, ParamSpec, TypeVar

from sqlalchemy import Connection

from tocsin.errors import TocsinError
from tocsin.records import (
    ActorHistory,
    Arrival,
    Capture,
    DeskActor,
    DeskPlace,
    Dyads,
    Filter,
    Incident,
    Page,
    PlaceInFull,
    Reading,
    Rejected,
    ReportHead,
    Review,
    Ruling,
    Situation,
    Speaker,
    SpeakerInFull,
    StoredEvent,
    StoredFlag,
    StoredRejected,
    StoredStatement,
    Subject,
    Verdict,
)
from tocsin.run.desk.adding import Added, add, keep_reading
from tocsin.run.desk.rereading import Reread, reread
from tocsin.run.desk.reviewing import review, undo
from tocsin.run.desk.trail import Trail, trail
from tocsin.run.local import LocalRunner
from tocsin.run.resources import Resources
from tocsin.settings import SETTINGS_FILE, Settings, load_settings, now
from tocsin.store import arrivals, dyads, histories, places, queries, situation, speakers
from tocsin.store.exports.cases import ExportCase, cases
from tocsin.store.opening import open_store
from tocsin.store.reviews import reviews_of_incident, rulings_of
from tocsin.store.store import Store

# names the desk where no option does
VARIABLE = "TOCSIN_DESK"
_TEMPLATE = """# A Tocsin desk. docs/settings.md lists every setting.

[store]
# a file in this folder, or a PostgreSQL database: postgresql://USER@HOST/NAME
database = "{database}"
"""

Order = Literal["newest", "oldest", "sources"]
EVERYTHING = Filter()
# what an id can stand for
Found = Incident | StoredEvent | StoredStatement | StoredFlag | DeskActor | ReportHead | StoredRejected | Review
P = ParamSpec("P")
T = TypeVar("T")


def init_desk(folder: Path, *, database: str = "desk.sqlite") -> Path:
    """Make a desk in a folder, which is made too where it is missing; give its settings file.

    Raises `desk.exists` where there is one already.
    """
    file = folder / SETTINGS_FILE
    if _is_desk(folder):
        raise TocsinError("desk.exists", folder=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if '"' in database or "\n" in database or "\\" in database:
            raise TocsinError("desk.bad-database", database=database)
        open_store(database_url(folder, database)).close()
        # what else a settings file says already stays
        before = file.read_text(encoding="utf-8").rstrip() + "\n\n" if file.exists() else ""
        file.write_text(before + _TEMPLATE.format(database=database), encoding="utf-8")
    except OSError as error:
        raise TocsinError("desk.unwritable", folder=folder, problem=error.strerror or error) from error
    return file


def find_desk(folder: Path | None = None) -> Path:
    """Find the desk: the folder named, else the variable TOCSIN_DESK, else this folder or the nearest one above.

    Raises `desk.none` where there is no desk.
    """
    named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        if not _is_desk(named):
            raise TocsinError("desk.none-there", folder=named)
        return named
    here = Path.cwd()
    for each in (here, *here.parents):
        if _is_desk(each):
            return each
    raise TocsinError("desk.none", folder=here)


def _is_desk(folder: Path) -> bool:
    file = folder / SETTINGS_FILE
    try:
        return file.is_file() and any(
            line.strip() == "[store]" for line in file.read_text(encoding="utf-8").splitlines()
        )
    except (OSError, UnicodeDecodeError):
        return False


def database_url(folder: Path, database: str) -> str:
    """Turn the setting store.database into an address: a path without a scheme is a file in the desk's folder."""
    return database if "://" in database else f"sqlite:///{(folder / database).resolve()}"


def open_desk(
    folder: Path | None = None,
    settings: Settings | None = None,
    *,
    assignments: Sequence[str] = (),
    building: Callable[[str, float], None] | None = None,
    debug: bool = False,
) -> Desk:
    """Open a desk, found as `find_desk` does, with its own settings file unless settings are given.

    `building` is told how far the gazetteer is, where reading has to build it first; with `debug`, an unexpected
    failure in a report goes through to the caller.
    """
    found = find_desk(folder)
    chosen = settings or load_settings(found / SETTINGS_FILE, assignments=assignments)
    store = open_store(database_url(found, chosen.store.database), create=False)
    return Desk(store, chosen, folder=found, resources=Resources(chosen, progress=building), debug=debug)


class Desk:
    """One desk's record. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        folder: Path | None = None,
        resources: Resources | None = None,
        clock: Callable[[], str] = now,
        debug: bool = False,
    ) -> None:
        self.store = store
        self.settings = settings
        self.folder = folder
        self._clock = clock
        self._runner: LocalRunner | None = None
        self._resources = resources
        self._debug = debug

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    @property
    def runner(self) -> LocalRunner:
        """Give the runner that reads for this desk, made when it is first needed."""
        if self._runner is None:
            self._runner = LocalRunner(self.settings, resources=self._resources, debug=self._debug)
        return self._runner

    # --- what changes the record ---

    def add(
        self,
        sources: Iterable[str],
        *,
        stdin: BinaryIO | None = None,
        jobs: int = 1,
        progress: Callable[[int, str], None] | None = None,
    ) -> Iterator[Added]:
        """Read sources and keep their reports; see `tocsin.run.desk.adding.add`."""
        return add(self.store, self.runner, sources, now=self._clock, stdin=stdin, jobs=jobs, progress=progress)

    def add_capture(self, capture: Capture | Rejected) -> Added:
        """Read one capture and keep its report, or keep why there is none; what is known is not read again."""
        if isinstance(capture, Rejected):
            return self._reject(capture)
        with self.store.reading() as snapshot:
            known = snapshot.report_of_capture(capture)
        if known is not None:
            return Added(capture.source, "known", known)
        found = self.runner.read_capture(capture)
        if isinstance(found, Rejected):
            return self._reject(found)
        kept = keep_reading(self.store, capture, found, now=self._clock())
        return Added(capture.source, kept.state, kept.report, reading=found)

    def _reject(self, rejected: Rejected) -> Added:
        with self.store.writing() as writer:
            writer.keep_rejected(rejected, self._clock())
        return Added(rejected.source, "rejected", rejected=rejected)

    def review(
        self,
        subject: Subject,
        subject_id: str,
        verdict: Verdict,
        *,
        author: str,
        fields: Sequence[tuple[str, str]] = (),
        others: Sequence[str] = (),
        note: str = "",
    ) -> Review:
        """Keep what a person decides of a record, and bring incidents and actors up to date."""
        about = (subject, subject_id, verdict)
        return review(self.store, about, author=author, at=self._clock(), fields=fields, others=others, note=note)

    def undo(self, review_id: str) -> Review:
        """Take a decision back; the record is again as if it had never been made."""
        return undo(self.store, review_id)

    def reread(self, *, progress: Callable[[int, str], None] | None = None, force: bool = False) -> Iterator[Reread]:
        """Read again what was read with older stages or another model, and say what changed."""
        return reread(self.store, self.runner, now=self._clock, progress=progress, force=force)

    # --- what is asked of it ---

    def incidents(
        self, wanted: Filter = EVERYTHING, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
    ) -> Page[Incident]:
        """List incidents by day, or those with the most independent sources first."""
        return self._ask(queries.incidents, wanted, order=order, cursor=cursor, limit=limit)

    def events(
        self, wanted: Filter = EVERYTHING, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
    ) -> Page[StoredEvent]:
        """List events of single reports by day."""
        return self._ask(queries.events, wanted, order=order, cursor=cursor, limit=limit)

    def statements(
        self, wanted: Filter = EVERYTHING, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
    ) -> Page[StoredStatement]:
        """List statements by the day on which their report was published."""
        return self._ask(queries.statements, wanted, order=order, cursor=cursor, limit=limit)

    def flags(
        self, wanted: Filter = EVERYTHING, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
    ) -> Page[StoredFlag]:
        """List what an editor should look at."""
        return self._ask(queries.flags, wanted, order=order, cursor=cursor, limit=limit)

    def rejected(
        self, wanted: Filter = EVERYTHING, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
    ) -> Page[StoredRejected]:
        """List what was left out, and why."""
        return self._ask(queries.rejected, wanted, order=order, cursor=cursor, limit=limit)

    def reports(
        self, wanted: Filter = EVERYTHING, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
    ) -> Page[ReportHead]:
        """List reports by the day on which they were published."""
        return self._ask(queries.reports, wanted, order=order, cursor=cursor, limit=limit)

    def arrivals(self, wanted: Filter = EVERYTHING, *, cursor: str | None = None, limit: int = 50) -> Page[Arrival]:
        """List reports as they came in, the last first, with how much was found in each."""
        return self._ask(arrivals.arrivals, wanted, cursor=cursor, limit=limit)

    def actors(self, wanted: Filter = EVERYTHING, *, cursor: str | None = None, limit: int = 50) -> Page[DeskActor]:
        """List actors across reports, those in the most reports first."""
        return self._ask(queries.actors, wanted, cursor=cursor, limit=limit)

    def incident(self, incident_id: str) -> Incident | None:
        """Find an incident by its id or a former one."""
        return self._ask(queries.incident, incident_id)

    def events_of(self, incident_id: str) -> tuple[StoredEvent, ...]:
        """Give all events of an incident."""
        return self._ask(queries.events_of_incident, incident_id)

    def reports_of(self, incident_id: str) -> tuple[ReportHead, ...]:
        """Give the reports that tell an incident."""
        return self._ask(queries.reports_of_incident, incident_id)

    def versions_of(self, report_id: str) -> tuple[ReportHead, ...]:
        """Give all versions of the page of a report, the newest first."""
        return self._ask(queries.versions_of_report, report_id)

    def situation(self, wanted: Filter = EVERYTHING) -> Situation:
        """Count all incidents that fit, and give them as points."""
        return self._ask(situation.situation, wanted)

    def dyads(self, wanted: Filter = EVERYTHING, *, limit: int = 50, top: int | None = None) -> Dyads:
        """Count events by who acts on whom; with `top`, among the actors that take part in the most."""
        return self._ask(dyads.dyads, wanted, limit=limit, top=top)

    def places(
        self, wanted: Filter = EVERYTHING, *, name: str | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[DeskPlace]:
        """List places across reports, those in the most reports first."""
        return self._ask(places.places, wanted, name=name, cursor=cursor, limit=limit)

    def place(self, place_id: str) -> PlaceInFull | None:
        """Find a place by its id, with the names that reports give it."""
        return self._ask(places.place_in_full, place_id)

    def speakers(self, wanted: Filter = EVERYTHING, *, cursor: str | None = None, limit: int = 50) -> Page[Speaker]:
        """List who speaks, those with the most statements first."""
        return self._ask(speakers.speakers, wanted, cursor=cursor, limit=limit)

    def speaker(self, actor_id: str, wanted: Filter = EVERYTHING) -> SpeakerInFull | None:
        """Find a speaker by its id, with what it says of events and what others say of the same."""
        return self._ask(speakers.speaker_in_full, actor_id, wanted)

    def actor_history(self, actor_id: str) -> ActorHistory | None:
        """Give an actor over time, found by its id."""
        return self._ask(histories.actor_history, actor_id)

    def event(self, event_id: str) -> StoredEvent | None:
        """Find an event by its id."""
        return self._ask(queries.event, event_id)

    def statement(self, statement_id: str) -> StoredStatement | None:
        """Find a statement by its id."""
        return self._ask(queries.statement, statement_id)

    def flag(self, flag_id: str) -> StoredFlag | None:
        """Find a flag by its id."""
        return self._ask(queries.flag, flag_id)

    def actor(self, actor_id: str) -> DeskActor | None:
        """Find an actor of the desk by its id."""
        return self._ask(queries.actor, actor_id)

    def report(self, report_id: str) -> ReportHead | None:
        """Find what is known of a report."""
        return self._ask(queries.report_of, report_id)

    def rejection(self, rejected_id: str) -> StoredRejected | None:
        """Find what was left out by its id."""
        return self._ask(queries.rejected_of, rejected_id)

    def decision(self, review_id: str) -> Review | None:
        """Find what a reviewer decided and did not take back."""
        with self.store.reading() as snapshot:
            return snapshot.review(review_id)

    def reading(self, report_id: str) -> Reading | None:
        """Give the whole reading of a report as it was kept."""
        with self.store.reading() as snapshot:
            return snapshot.full(report_id)

    def capture(self, report_id: str) -> Capture | None:
        """Give the bytes that a report was read from."""
        with self.store.reading() as snapshot:
            return snapshot.capture(report_id)

    def find(self, record_id: str) -> Found:
        """Find an incident, event, statement, flag, actor, report, rejection or decision by its id.

        Raises `desk.unknown-id` where nothing of that id is kept.
        """
        ways: tuple[Callable[[str], Found | None], ...] = (
            self.incident,
            self.event,
            self.statement,
            self.flag,
            self.actor,
            self.report,
            self.rejection,
            self.decision,
        )
        found = next((found for way in ways if (found := way(record_id)) is not None), None)
        if found is None:
            raise TocsinError("desk.unknown-id", id=record_id)
        return found

    def counts(self) -> dict[str, int]:
        """Count what the desk keeps."""
        with self.store.reading() as snapshot:
            return snapshot.counts()

    def reviews(self, subject_id: str | None = None) -> tuple[Review, ...]:
        """List what reviewers decided and did not take back, of one record or of all, in order of time."""
        with self.store.reading() as snapshot:
            return snapshot.reviews(subject_id=subject_id)

    def reviews_of(self, incident_id: str) -> tuple[Review, ...]:
        """List the decisions in force that made an incident what it is, in order of time."""
        return self._ask(reviews_of_incident, incident_id)

    def rulings(self) -> tuple[Ruling, ...]:
        """List the pairs of events that reviewers joined or parted by merging and splitting incidents."""
        return self._ask(rulings_of)

    def trail(self, record_id: str) -> Trail:
        """Walk from any record back to outlet, sentence, model and version."""
        with self.store.reading() as snapshot:
            return trail(snapshot, record_id)

    def cases(self, wanted: Filter = EVERYTHING) -> Iterator[ExportCase]:
        """Give incidents with their events, one after another, as exports need them; events without one come last."""
        with self.store.reading() as snapshot:
            yield from cases(snapshot.connection, wanted)

    def _ask(self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self.store.reading() as snapshot:
            return question(snapshot.connection, *args, **kwargs)
