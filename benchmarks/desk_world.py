"""A made-up world that fills a desk with any number of reports, the same ones every time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, TypeVar

from tocsin.records import (
    Account,
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
    Place,
    Published,
    Reading,
    Report,
    RollUp,
    Sameness,
    Span,
    Spot,
    Statement,
    Telling,
    content_id,
)
from tocsin.records.codebook import plover
from tocsin.store.blobs import pack, to_json
from tocsin.store.rows import (
    event_row,
    flag_rows,
    folded,
    party_rows,
    place_of,
    place_rows,
    position_rows,
    report_row,
    statement_rows,
)

T = TypeVar("T")
Rows = dict[str, list[dict[str, Any]]]

COUNTRIES = 160
TOWNS_A_COUNTRY = 40
FORMS_A_COUNTRY = 80
OUTLETS = 400
WORDS = 40_000
EVENTS_A_REPORT = 5
STATEMENTS_A_REPORT = 2
SENTENCES = 10
SENTENCE_WORDS = 15
FIRST_DAY = date(2015, 1, 1)
DAYS = 3650
ADDED = "2025-01-01T00:00:00Z"
# shares: events that an earlier report told, without a day, that last for some days, and for up to a year
TOLD_BEFORE, UNDATED, SOME_DAYS, LONG = 0.7, 0.04, 0.1, 0.02
# out of so many happenings the next reports choose what they tell once more
REMEMBERED = 2000
CONTESTED, DENIED = 0.1, 0.05
NOBODY = ("residents", "gunmen", "three soldiers", "protesters", "a bus")


@dataclass(frozen=True, slots=True)
class Happening:
    """What reports tell: the number of its incident, and everything that their events have in common."""

    number: int
    type: str
    mode: str | None
    start: str | None
    end: str | None
    spot: Spot
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]

    @property
    def parties(self) -> tuple[Party, ...]:
        """Give everybody who takes part."""
        return *self.actors, *self.recipients


class World:
    """Countries, towns, actors, outlets and words, of which few are met often and most seldom."""

    def __init__(self) -> None:
        random = Random(7)
        letters = "ABCDEFGHIJKLMNOPRSTUVZ"
        self._syllables = [one + other for one in "bdfgklmnprstvz" for other in "aeiou"]
        self.countries = random.sample([a + b + c for a in letters for b in letters for c in letters], COUNTRIES)
        made = ("".join(random.choices(self._syllables, k=2 + at % 4)) for at in range(2 * WORDS))
        self.words = list(dict.fromkeys(made))[:WORDS]
        self.weights = list(accumulate((rank + 20) ** -0.8 for rank in range(len(self.words))))
        self.partners = {one: random.sample(self.countries, 8) for one in self.countries}
        self.towns = {one: self._towns(random, one) for one in self.countries}
        self.outlets = [f"The {self._name(random)} Post {number}" for number in range(OUTLETS)]
        self.forms = {one: [self._form(random, one) for _ in range(FORMS_A_COUNTRY)] for one in self.countries}
        self._form_n = {form.id: n for n, form in enumerate((f for forms in self.forms.values() for f in forms), 1)}
        labels = (label.partition(".") for label in plover().labels)
        self.kinds = [(kind, mode or None) for kind, _, mode in labels]
        random.shuffle(self.kinds)
        self._random = Random(13)
        self._recent: deque[Happening] = deque(maxlen=REMEMBERED)
        self._events = self._happenings = self._statements = 0

    def country(self, random: Random) -> str:
        """Choose a country as events have them."""
        return _skewed(random, self.countries)

    def dyad(self, random: Random) -> tuple[str, str]:
        """Choose two countries as events have them."""
        one = self.country(random)
        return one, _skewed(random, self.partners[one])

    def form(self, random: Random) -> ActorForm:
        """Choose a form of an actor."""
        return _skewed(random, self.forms[self.country(random)])

    def desk_actor(self, random: Random) -> str:
        """Choose the id of an actor of the desk; each has one form."""
        return _desk_id(self.form(random))

    def kind(self, random: Random) -> tuple[str, str | None]:
        """Choose a type and a mode."""
        return _skewed(random, self.kinds)

    def outlet(self, random: Random) -> str:
        """Choose an outlet."""
        return _skewed(random, self.outlets)

    def word(self, random: Random, first: int, last: int) -> str:
        """Choose a word by its rank: those before come more often."""
        return self.words[random.randrange(first, min(last, len(self.words)))]

    def days(self, random: Random, most: int) -> tuple[str, str]:
        """Choose a first and a last day, at most so many days."""
        first = random.randrange(DAYS)
        return _day(first), _day(first + random.randrange(most))

    def point(self, random: Random) -> tuple[float, float]:
        """Choose the point of a town."""
        _, lat, lon = _skewed(random, self.towns[self.country(random)])
        return lat, lon

    def box(self, random: Random, degrees: float) -> tuple[float, float, float, float]:
        """Choose a box around a town: south, west, north, east."""
        lat, lon = self.point(random)
        south, north = max(-90.0, lat - degrees / 2), min(90.0, lat + degrees / 2)
        return south, max(-180.0, lon - degrees / 2), north, min(180.0, lon + degrees / 2)

    def actors(self) -> Rows:
        """Make the rows of all actors of the desk, each with its one form."""
        rows: Rows = {"desk_actor": [], "actor_form": []}
        for forms in self.forms.values():
            for form in forms:
                number, name = self._form_n[form.id], _desk_id(form)
                member = (Sameness(form.id, form.name, "same full name"),)
                actor = DeskActor(name, form.name, form.kind, form.country, (), (), (), member)
                columns = {"n": number, "name": form.name, "country": form.country}
                rows["desk_actor"].append(
                    columns | {"id": name, "folded": folded(form.name), "kind": form.kind, "data": to_json(actor)}
                )
                rows["actor_form"].append(columns | {"id": form.id, "desk_actor_n": number, "data": to_json(form)})
        return rows

    def reports(self, first: int, last: int) -> Rows:
        """Make the rows of reports and of all that belongs to them; called for one range after another."""
        names = "capture report report_words report_actor incident incident_party event event_party"
        rows: Rows = {name: [] for name in f"{names} statement position place flag".split()}
        for number in range(first + 1, last + 1):
            self._report(number, rows)
        return rows

    def _report(self, number: int, rows: Rows) -> None:
        """Make the rows of one report; of every fiftieth a newer version is kept elsewhere."""
        random, current = self._random, number % 50 != 0
        happenings = [self._happening(random, rows) for _ in range(EVENTS_A_REPORT)]
        report = _report_of(number, random, self, happenings[0].end)
        sentences = [report.span(block.start, block.end) for block in report.blocks[1:]]
        parties = {party.id: party for one in happenings for party in one.parties if party.id is not None}
        actors = tuple(Actor(each, p.name, p.kind or "group", p.country) for each, p in sorted(parties.items()))
        reading = Reading(
            report,
            Annotation(report.id, "by-chance", "1", (), (), ()),
            actors,
            places=_places(report, happenings, sentences),
            statements=tuple(
                _statement(report, actor, at)
                for actor, at in zip(actors[:STATEMENTS_A_REPORT], sentences, strict=False)
            ),
            events=tuple(
                _event(report, one, at, number + place)
                for place, (one, at) in enumerate(zip(happenings, sentences, strict=False))
            ),
            flags=(Flag("headline-body", "The headline and the text differ.", (sentences[0],)),) * (number % 2),
        )
        # as `store.search` would cut them, for all are of small letters
        words = " ".join(f"{report.title} {report.text}".replace(".", " ").split())
        about = {"n": number, "capture_n": number, "page": report.url, "version": 1, "current": current}
        rows["capture"].append({"n": number, "sha256": f"{number:064x}", "source": report.source, "content": b""})
        rows["report"].append(report_row(reading) | about | {"stages": "document=1", "added": ADDED})
        rows["report_words"].append({"report_n": number, "words": words})
        rows["report_actor"] += [{"report_n": number, "id": a.id, "form_n": self._form_n[a.id]} for a in actors]
        said = {one.id: self._statements + at for at, one in enumerate(reading.statements, 1)}
        self._statements += len(said)
        rows["statement"] += [
            row | {"n": said[row["id"]], "form_n": self._form_n[actor.id]}
            for row, actor in zip(statement_rows(number, reading), actors, strict=False)
        ]
        told = {one.id: self._events + at for at, one in enumerate(reading.events, 1)}
        rows["position"] += position_rows(reading, told, said)
        rows["place"] += place_rows(number, reading)
        rows["flag"] += flag_rows(number, reading)
        for event, happening in zip(reading.events, happenings, strict=True):
            self._write_event(
                number, event, _telling(report, event, happening), happening.number if current else None, rows
            )

    def _write_event(self, report_n: int, event: Event, telling: Telling, incident: int | None, rows: Rows) -> None:
        self._events += 1
        denied = self._random.random() < DENIED
        about = {"n": self._events, "incident_n": incident, "denied": denied, "linkable": incident is not None}
        rows["event"].append(event_row(report_n, event, telling) | about)
        parties = (*telling.actors, *telling.recipients)
        rows["event_party"] += [
            row | {"form_n": self._form_n.get(party.id or "")}
            for row, party in zip(party_rows(self._events, telling), parties, strict=True)
        ]

    def _happening(self, random: Random, rows: Rows) -> Happening:
        """Choose what is told once more, or make something new with its incident."""
        if self._recent and random.random() < TOLD_BEFORE:
            return random.choice(self._recent)
        country, other = self.dyad(random)
        name, lat, lon = _skewed(random, self.towns[country])
        kind, mode = _skewed(random, self.kinds)
        start, end = _time(random)
        self._happenings += 1
        made = Happening(
            self._happenings,
            kind,
            mode,
            start,
            end,
            Spot(name, country, None, lat, lon, "city"),
            tuple(_party(_skewed(random, self.forms[country])) for _ in range(1 + (random.random() < 0.3))),
            (Party(random.choice(NOBODY)) if random.random() < 0.3 else _party(_skewed(random, self.forms[other])),),
        )
        self._recent.append(made)
        rows["incident"].append(_incident_row(made, 1 + int(12 * random.random() ** 6), random.random() < CONTESTED))
        rows["incident_party"] += _incident_parties(made)
        return made

    def _towns(self, random: Random, country: str) -> list[tuple[str, float, float]]:
        lat, lon = random.uniform(-45, 65), random.uniform(-170, 170)
        return [
            (f"{self._name(random)} {country}", round(lat + random.gauss(0, 3), 4), round(lon + random.gauss(0, 3), 4))
            for _ in range(TOWNS_A_COUNTRY)
        ]

    def _form(self, random: Random, country: str) -> ActorForm:
        name = f"{self._name(random)} {self._name(random)}"
        return ActorForm(content_id("form", name, country), name, random.choice(("person", "organisation")), country)

    def _name(self, random: Random) -> str:
        return "".join(random.choices(self._syllables, k=random.randint(2, 3))).title()


def _skewed(random: Random, values: Sequence[T], skew: float = 2) -> T:
    """Choose one, the first ones most often."""
    return values[int(len(values) * random.random() ** skew)]


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(number)).isoformat()


def _time(random: Random) -> tuple[str | None, str | None]:
    chance, first = random.random(), random.randrange(DAYS)
    if chance < UNDATED:
        return None, None
    if chance < UNDATED + LONG:
        return _day(first), _day(first + random.randrange(30, 366))
    return _day(first), _day(first + (random.randrange(30) if chance < UNDATED + LONG + SOME_DAYS else 0))


def _party(form: ActorForm) -> Party:
    return Party(form.name, form.id, form.kind, form.country)


def _desk_id(form: ActorForm) -> str:
    return content_id("actor", form.id)


def _report_of(number: int, random: Random, world: World, published: str | None) -> Report:
    words = random.choices(world.words, cum_weights=world.weights, k=SENTENCES * SENTENCE_WORDS)
    lines = [" ".join(words[at : at + SENTENCE_WORDS]) + "." for at in range(0, len(words), SENTENCE_WORDS)]
    ends = list(accumulate(len(line) + 2 for line in lines))
    blocks = [Block("paragraph", end - len(line) - 2, end - 2) for line, end in zip(lines, ends, strict=True)]
    address = f"https://a.example/{number}"
    return Report(
        content_id("report", number),
        address,
        "\n\n".join(lines),
        (replace(blocks[0], kind="headline"), *blocks[1:]),
        address,
        _skewed(random, world.outlets),
        lines[0],
        published=Published(published, "metadata"),
    )


def _statement(report: Report, speaker: Actor, at: Span) -> Statement:
    name = content_id("statement", report.id, at.start)
    return Statement(name, speaker.id, None, None, None, None, (at,), "indirect", "asserts")


def _places(report: Report, happenings: Sequence[Happening], sentences: Sequence[Span]) -> tuple[Place, ...]:
    """Let each sentence begin with the name of the place at which it plays."""
    found: dict[str, Place] = {}
    for one, at in zip(happenings, sentences, strict=False):
        spot, name = one.spot, content_id("place", report.id, one.spot.name)
        mention = report.span(at.start, at.start + at.quote.index(" "))
        place = Place(name, spot.name, spot.country, None, spot.lat, spot.lon, spot.precision, mentions=(mention,))
        found.setdefault(name, place)
    return tuple(found.values())


def _event(report: Report, happening: Happening, at: Span, number: int) -> Event:
    """Make an event; the statement in its sentence claims it or, less often, denies it."""
    said, denied = (content_id("statement", report.id, at.start),), number % 5 == 0
    trigger = report.span(at.start, at.start + at.quote.index(" "))
    return Event(
        content_id("event", report.id, at.start),
        happening.type,
        happening.mode,
        "happened",
        tuple(party.id for party in happening.actors if party.id is not None),
        tuple(party.id for party in happening.recipients if party.id is not None),
        None,
        None,
        (),
        () if denied else said,
        said if denied else (),
        trigger,
        (at,),
        0.9,
    )


def _telling(report: Report, event: Event, happening: Happening) -> Telling:
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
        actors=happening.actors,
        recipients=happening.recipients,
        spot=happening.spot,
        start=happening.start,
        end=happening.end,
        precision="day" if happening.start else "unknown",
        dated="told" if happening.start else "unknown",
        figures=(),
        voices=(),
        by_outlet=True,
        trigger=event.trigger,
        evidence=event.evidence,
        words=tuple(sorted(set(event.evidence[0].quote[:-1].split()))),
        lead=(),
        names=(),
        in_headline=False,
        background=False,
        doubtful=False,
    )


def _incident_row(one: Happening, sources: int, contested: bool) -> dict[str, Any]:
    name, span = content_id("incident", one.number), Span(0, len(one.spot.name), one.spot.name)
    title = Evidence("", None, one.end, span)
    whole = Incident(
        id=name,
        title=span.quote,
        title_evidence=title,
        type=one.type,
        mode=one.mode,
        start=one.start,
        end=one.end,
        spot=one.spot,
        spots=(one.spot,),
        actors=tuple(party.name for party in one.actors),
        recipients=tuple(party.name for party in one.recipients),
        actor_countries=tuple(party.country for party in one.actors if party.country),
        recipient_countries=tuple(party.country for party in one.recipients if party.country),
        sources=sources,
        reports=sources,
        accounts=tuple(Account("", None, one.end, None, (), False, at, None, (title,)) for at in range(sources)),
        figures=(),
        rollups=(RollUp("killed", 0, one.number % 9, one.number % 40, 0),) if one.type == "ASSAULT" else (),
        responsibility=(),
        disagreements=(),
        contested=contested,
        confidence=0.9,
    )
    columns = {"n": one.number, "id": name, "title": whole.title, "type": one.type, "mode": one.mode}
    places = {"country": one.spot.country, "place": one.spot.name, "lat": one.spot.lat, "lon": one.spot.lon}
    days = {"day_start": one.start, "day_end": one.end}
    killed = max((each.high for each in whole.rollups), default=None)
    counts = {"sources": sources, "reports": sources, "contested": contested, "data": pack(whole)}
    counts |= {"place_id": place_of(one.spot), "killed": killed, "modality": "happened"}
    return columns | places | days | counts


def _incident_parties(one: Happening) -> Iterator[dict[str, Any]]:
    for side, parties in (("actor", one.actors), ("recipient", one.recipients)):
        for position, party in enumerate(parties):
            yield {
                "incident_n": one.number,
                "side": side,
                "position": position,
                "folded": folded(party.name),
                "country": party.country,
                "day_start": one.start,
            }
