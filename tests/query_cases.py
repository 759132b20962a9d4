"""A small desk of invented reports by chance, and the same questions answered by plain Python over the same records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random

import desk_cases
import pytest
from sqlalchemy import Connection, select

from tocsin.records import (
    Actor,
    ActorForm,
    Annotation,
    Block,
    DeskActor,
    Event,
    Evidence,
    Flag,
    Incident,
    Party,
    Published,
    Reading,
    Rejected,
    Report,
    Review,
    RollUp,
    Sameness,
    Spot,
    Statement,
    Telling,
    Voice,
    content_id,
)
from tocsin.store import schema
from tocsin.store.opening import open_store
from tocsin.store.store import Store

REPORTS = 40
TOWNS = (
    Spot("Kitala", "COD", None, -1.2, 29.1, "city"),
    Spot("Beni", "COD", None, 0.49, 29.47, "city"),
    Spot("Kitala Farm", "COD", None, -1.21, 29.11, "point"),
    Spot("Suva", "FJI", None, -18.1, 178.4, "city"),
    Spot("Taveuni", "FJI", None, -16.8, -179.9, "city"),
    Spot("Antimeridian", "FJI", None, -16.5, 180.0, "point"),
    Spot("Antimeridian once more", "FJI", None, -16.6, -180.0, "point"),
    Spot("North Camp", None, None, 89.5, 10.0, "point"),
    Spot("Far North Camp", None, None, 89.6, -170.0, "point"),
    Spot("Kharkiv", "UKR", None, 49.98, 36.25, "city"),
    Spot("Ukraine", "UKR", None, None, None, "country"),
)
FORMS = tuple(
    ActorForm(content_id("form", name, kind, country), name, kind, country)  # type: ignore[arg-type]
    for name, kind, country in (
        ("Ana Keto", "person", "COD"),
        ("Keto", "person", None),
        ("Mutongo Front", "organisation", "COD"),
        ("Élodie Kándá", "person", "COD"),
        ("RSF", "organisation", "SDN"),
        ("Russian forces", "organisation", "RUS"),
        ("Russia", "country", "RUS"),
        ("Ukraine", "country", "UKR"),
        ("Ukrainian army", "organisation", "UKR"),
        ("armed men", "group", None),
    )
)
# the first two forms are one actor
GROUPS = (FORMS[:2], *((form,) for form in FORMS[2:]))
CROWDS = ("gunmen", "Mutongo Front fighters", "residents", "keto supporters")
OUTLETS = ("The Lake Courier", "Éclair du Nord", "Wire", None)
KINDS = (("ASSAULT", "firearms"), ("ASSAULT", "drone"), ("ASSAULT", None), ("PROTEST", "demo"), ("RETREAT", "withdraw"))
WORDS = ("shelled", "market", "convoy", "ceasefire", "talks", "police", "students", "river", "zvečan", "kitala", "a")
ADDED = ("2024-03-15T08:00:00Z", "2024-03-16T23:59:59Z", "2024-03-17T00:00:00Z")
LISTS = ("incidents", "events", "statements", "actors", "flags", "rejected", "reports")


def desk_id(group: Collection[ActorForm]) -> str:
    """Name an actor of the desk."""
    return content_id("actor", *(form.id for form in group))


@dataclass
class Desk:
    """What was put into a desk, by ids, and the numbers that its database gave to it."""

    readings: dict[str, Reading] = field(default_factory=dict)
    tellings: dict[str, Telling] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    current: set[str] = field(default_factory=set)
    incidents: dict[str, tuple[Incident, tuple[str, ...]]] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    rejected: dict[str, tuple[Rejected, str]] = field(default_factory=dict)
    verdicts: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    flags: dict[str, tuple[str, Flag]] = field(default_factory=dict)

    @cached_property
    def incident_of(self) -> dict[str, str]:
        """Give the incident of each event that belongs to one."""
        return {event: name for name, (_, members) in self.incidents.items() for event in members}

    def events(self) -> Iterator[tuple[Reading, Event]]:
        """Give every event with its reading."""
        for reading in self.readings.values():
            for one in (*reading.events, *reading.doubtful):
                yield reading, one


def fill(store: Store, seed: int = 1) -> Desk:
    """Fill a desk: reports and newer versions of some, forms, actors, incidents under new ids, and reviews."""
    random, desk = Random(seed), Desk()
    for number in range(REPORTS):
        # every tenth page was found again with another text
        page = f"https://page.example/{number - 1 if number % 10 == 9 else number}"
        reading, tellings = a_report(random, number)
        _keep(store, desk, reading, tellings, page, ADDED[number % len(ADDED)])
    _join_actors(store)
    _join_incidents(store, desk, random)
    with store.writing() as writer:
        for number, reason in enumerate(("document.too-short", "document.furniture", "acquire.timeout")):
            one = Rejected(f"https://bad.example/{number}", reason.split(".")[0], reason, f"problem {number}")
            writer.keep_rejected(one, ADDED[number])
            desk.rejected[one.message] = (one, ADDED[number])
    _number(store, desk)
    _review(store, desk, random)
    return desk


def a_report(random: Random, number: int) -> tuple[Reading, dict[str, Telling]]:
    """Make a reading of some sentences, of which the first ones tell events, and its tellings."""
    lines = [" ".join(random.choices(WORDS, k=random.randint(4, 9))) for _ in range(6)]
    # what makes each report another one
    lines[-1] = f"number {number} {lines[-1]}"
    title = random.choice((None, "Market shelled", "Talks on the river"))
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 2
    report = Report(
        content_id("report", number),
        f"file-{number}.txt",
        "\n\n".join(lines),
        tuple(blocks),
        outlet=random.choice(OUTLETS),
        title=title,
        published=Published(random.choice((None, *(f"2024-03-{day:02}" for day in range(10, 18)))), "metadata"),
    )
    actors = tuple(
        Actor(content_id("person", number, form.id), form.name, form.kind, form.country)
        for form in random.sample(FORMS, 4)
    )
    statements = tuple(_statement(random, report, actors, line) for line in range(random.randrange(4)))
    told = [_event(random, report, actors, statements, line) for line in range(random.randrange(5))]
    events = tuple(event for event, telling in told if not telling.doubtful)
    doubtful = tuple(event for event, telling in told if telling.doubtful)
    flags = tuple(
        Flag(kind, f"{kind} in {number}", (report.span(0, 4),))  # type: ignore[arg-type]
        for kind in random.sample(("name-variant", "headline-body", "count-conflict"), random.randrange(3))
    )
    reading = Reading(
        report,
        Annotation(report.id, "by-hand", "1", (), (), ()),
        actors,
        statements=statements,
        events=events,
        flags=flags,
        rejected=(Rejected(report.source, "events", "events.unsure", f"may {number}", report.id, (0, 3)),),
        doubtful=doubtful,
    )
    return reading, {event.id: telling for event, telling in told}


def _statement(random: Random, report: Report, actors: tuple[Actor, ...], line: int) -> Statement:
    block = report.blocks[line]
    speaker = random.choice((None, *actors))
    name = content_id("statement", report.id, line)
    content = (report.span(block.start, block.end),)
    words = content[0] if speaker is None else None
    stance = random.choice(("denies", "asserts"))
    return Statement(name, speaker.id if speaker else None, words, None, None, None, content, "indirect", stance)


def _event(
    random: Random, report: Report, actors: tuple[Actor, ...], statements: tuple[Statement, ...], line: int
) -> tuple[Event, Telling]:
    block = report.blocks[line]
    evidence, trigger = report.span(block.start, block.end), report.span(block.start, block.start + 1)
    kind, mode = random.choice(KINDS)
    parties = [Party(actor.name, actor.id, actor.kind, actor.country) for actor in actors]
    parties += [Party(random.choice(CROWDS))]
    acting, receiving = random.sample(parties, random.randrange(3)), random.sample(parties, random.randrange(3))
    start = random.choice((None, *(f"2024-03-{day:02}" for day in range(1, 15))))
    last = None if start is None else random.choice((start, start, start, "2024-03-16", "2024-06-30"))
    denied = tuple(one.id for one in statements[:1] if random.random() < 0.3)
    modality = random.choice(("happened", "happened", "threatened"))
    event = Event(
        id=content_id("event", report.id, line),
        type=kind,
        mode=mode,
        modality=modality,  # type: ignore[arg-type]
        actors=tuple(party.id for party in acting if party.id),
        recipients=tuple(party.id for party in receiving if party.id),
        place=None,
        when=None,
        counts=(),
        claimed_by=tuple(one.id for one in statements[1:2] if random.random() < 0.5),
        denied_by=denied,
        trigger=trigger,
        evidence=(evidence,),
        confidence=0.8,
    )
    voices = tuple(Voice("denies", "somebody", None, (), each, evidence) for each in denied)
    telling = Telling(
        id=event.id,
        report=report.id,
        outlet=report.outlet,
        published=report.published.date,
        title=report.title,
        type=kind,
        mode=mode,
        modality=event.modality,
        confidence=0.8,
        actors=tuple(acting),
        recipients=tuple(receiving),
        spot=random.choice((None, *TOWNS)),
        start=start,
        end=last,
        precision="day",
        dated="told",
        figures=(),
        voices=voices,
        by_outlet=True,
        trigger=trigger,
        evidence=(evidence,),
        words=(),
        lead=(),
        names=(),
        in_headline=False,
        background=False,
        doubtful=random.random() < 0.2,
    )
    return event, telling


def _keep(store: Store, desk: Desk, reading: Reading, tellings: dict[str, Telling], page: str, added: str) -> None:
    name, forms = reading.report.id, {form.name: form for form in FORMS}
    with store.writing() as writer:
        capture = desk_cases.capture_of(reading)
        kept = writer.keep(capture, reading, tellings, page=page, stages="document=1", added=added)
        writer.put_forms(name, {actor.id: forms[actor.name] for actor in reading.actors}, {})
    desk.readings[name], desk.pages[name] = reading, page
    desk.tellings |= tellings
    desk.current = (desk.current | {name}) - {kept.superseded}  # type: ignore[arg-type]
    desk.rejected |= {one.message: (one, added) for one in reading.rejected}


def _join_actors(store: Store) -> None:
    made = []
    for group in GROUPS:
        first = group[0]
        members = tuple(Sameness(form.id, form.name, "as the test wants it") for form in group)
        actor = DeskActor(desk_id(group), first.name, first.kind, first.country, (), (), (), members)
        made.append((actor, [form.id for form in group]))
    with store.writing() as writer:
        writer.replace_actors([], made)


def _join_incidents(store: Store, desk: Desk, random: Random) -> None:
    """Put most events of current reports into incidents of one to four, the first of which had another id before."""
    free = [desk.tellings[one.id] for reading, one in desk.events() if reading.report.id in desk.current]
    random.shuffle(free)
    free = free[: len(free) * 4 // 5]
    while free:
        members, free = free[: random.randint(1, 4)], free[4:]
        one = _incident(random, len(desk.incidents), members)
        desk.incidents[one.id] = one, tuple(telling.id for telling in members)
    first = next(iter(desk.incidents.values()))
    desk.former["incident-before"] = first[0].id
    with store.writing() as writer:
        writer.add((desk.tellings[each], ()) for _, members in desk.incidents.values() for each in members)
        writer.replace_incidents([], [(replace(first[0], id="incident-before"), first[1])])
        writer.replace_incidents(["incident-before"], desk.incidents.values())


def _incident(random: Random, number: int, members: list[Telling]) -> Incident:
    parties = [party for telling in members for party in telling.actors]
    others = [party for telling in members for party in telling.recipients]
    first = members[0]
    return desk_cases.incident_of(
        content_id("incident", number),
        first,
        title_evidence=Evidence(first.report, first.outlet, first.published, first.trigger),
        actors=tuple(dict.fromkeys(party.name for party in parties)),
        recipients=tuple(dict.fromkeys(party.name for party in others)),
        actor_countries=tuple(dict.fromkeys(party.country for party in parties if party.country)),
        recipient_countries=tuple(dict.fromkeys(party.country for party in others if party.country)),
        sources=random.randint(1, 4),
        rollups=(RollUp("killed", 1, 2, random.randint(2, 9), 1),) if number % 3 else (),
        contested=random.random() < 0.3,
    )


def _number(store: Store, desk: Desk) -> None:
    """Read which numbers the database gave, which part rows of one day."""
    with store.reading() as snapshot:
        rows = snapshot.connection
        for name in ("incident", "event", "statement", "report", "desk_actor", "rejected", "flag"):
            table = schema.metadata.tables[name]
            for number, each in rows.execute(select(table.c.n, table.c.id)):
                desk.numbers[name, each] = number
        own = {(r.report.id, f"{f.kind} {f.message}"): f for r in desk.readings.values() for f in r.flags}
        joined = select(schema.flag.c.id, schema.report.c.id, schema.flag.c.kind, schema.flag.c.data)
        for each, report, kind, data in rows.execute(joined.join(schema.report)):
            found = [f for (of, _), f in own.items() if of == report and f.kind == kind and f.message in data]
            desk.flags[each] = report, found[0]
        for number, data in rows.execute(select(schema.rejected.c.n, schema.rejected.c.data)):
            (message,) = [m for m in desk.rejected if f'"{m}"' in data]
            desk.numbers["rejected", message] = number


def _review(store: Store, desk: Desk, random: Random) -> None:
    """Let somebody judge a fifth of all records, some twice, and take some of it back."""
    ids = [(table, each) for table, each in desk.numbers if table not in ("rejected", "desk_actor")]
    judged = random.sample(sorted(ids), len(ids) // 5)
    again = [each for each in judged if random.random() < 0.4]
    standing = []
    with store.writing() as writer:
        for number, (subject, each) in enumerate((*judged, *again)):
            # some of the second decisions are of an earlier time than the first
            at = f"2024-04-01T00:00:{random.randrange(60):02}Z"
            verdict = random.choice(("accept", "reject", "reject"))
            review = Review(content_id("review", number), subject, each, verdict, "Ana", at)  # type: ignore[arg-type]
            writer.put_review(review)
            if random.random() < 0.2:
                writer.undo_review(review.id)
            else:
                standing.append((at, number, (subject, each), verdict))
    desk.verdicts = {key: verdict for _, _, key, verdict in sorted(standing)}


@pytest.fixture(scope="module", params=desk_cases.DATABASES)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    else:
        # one of its own for each file of tests
        name = request.module.__name__.rpartition("_")[2]
        desk_cases.postgresql().run(f"CREATE DATABASE {name}")
        address = desk_cases.postgresql().url(name)
    with open_store(address) as store:
        yield store


@pytest.fixture(scope="module")
def desk(opened: Store) -> Desk:
    return fill(opened)


@pytest.fixture(scope="module")
def rows(opened: Store, desk: Desk) -> Iterator[Connection]:
    with opened.reading() as snapshot:
        yield snapshot.connection
