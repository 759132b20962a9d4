"""Incidents and events made by hand for the tests of exports: rival figures, denials, gaps, and hostile text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

from tocsin.records import (
    Account,
    Count,
    Disagreement,
    Event,
    Evidence,
    Figure,
    FigureClaim,
    Incident,
    Party,
    ReportHead,
    Responsibility,
    RollUp,
    Span,
    Spot,
    StoredEvent,
    Telling,
    Value,
    Voice,
    When,
    content_id,
)
from tocsin.store.exports import FORMATS, ExportCase
from tocsin.store.exports.data_files import columns

KITALA = Spot("Kitala", "COD", "03", -1.25, 29.5, "city", "geonames:212730")
NEAR_KITALA = replace(KITALA, name="near Kitala", precision="point")
NYANZA = Spot("Nyanza", "KEN", "07", -0.5, 34.5, "admin1", "geonames:182763")
KENYA = Spot("Kenya", "KEN", None, 1.0, 38.0, "country", "geonames:192950")
ARMY = Party("the army", "actor-1", "organisation", "COD", ("MIL",), ("army",))
FRONT = Party("the Mutongo Front", "actor-2", "organisation", "COD", ("REB",))
GUNMEN = Party("gunmen", None, "group", None, ("UAF",))
VILLAGERS = Party("villagers", None, "group", "COD", ("CVL",))
POLICE = Party("police", "actor-3", "organisation", "KEN", ("COP",))
STUDENTS = Party("students", "actor-4", "group", "KEN", ("EDU", "CVL"))
FOREIGN = Party("the Ugandan army", "actor-5", "organisation", "UGA", ("MIL",))

# what a page on the web may hold, and each format must survive
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1\t2",
    "-1+1",
    "@cmd",
    "\tTab first",
    "\rCR first",
    "'=quoted formula",
    "'plain apostrophe",
    '"straight" quotes; and a semicolon',
    "two\nlines\r\nand three",
    "<script>alert(1)</script> & <b>",
    "half \ud83d character",
    "NUL \x00 and bell \x07",
    "line\u2028separator and \u202eturned",
    "comma, and , comma",
    "",
)


SHELLED = "Gunmen shelled the market of Kitala on Tuesday, killing at least 12."


def span(quote: str, start: int = 10) -> Span:
    return Span(start, start + len(quote), quote)


def head(name: str, **changes: Any) -> ReportHead:
    """Make the head of a report; `name` makes its id, outlet and address."""
    made = ReportHead(
        id=content_id("report", name),
        source=f"https://{name}.example/1",
        url=f"https://{name}.example/1",
        outlet=f"The {name.title()} Post",
        title=f"Attack in Kitala, says {name}",
        byline=None,
        published="2024-03-13",
        published_basis="metadata",
        language="en",
        version=1,
        current=True,
        model="reader",
        model_version="4",
        stages="document=1 events=1",
        added="2024-03-14T09:30:00+00:00",
    )
    return replace(made, **changes)


def event_of(report: ReportHead, quote: str = SHELLED, **changes: Any) -> StoredEvent:
    """Make an event of a report; `changes` are `label`, `days`, or fields of the event, its telling or its keeping."""
    told = {"actors": (GUNMEN,), "recipients": (VILLAGERS,), "spot": KITALA, "figures": (), "voices": (), **changes}
    kind, _, mode = told.pop("label", "ASSAULT.heavy-weapons").partition(".")
    start, end = told.pop("days", ("2024-03-12", "2024-03-12"))
    verdict, modality = told.pop("verdict", None), told.pop("modality", "happened")
    trigger = span(quote[:6])
    event = Event(
        id=content_id("event", report.id, quote, kind, mode, modality),
        type=kind,
        mode=mode or None,
        modality=modality,
        actors=tuple(party.id for party in told["actors"] if party.id),
        recipients=tuple(party.id for party in told["recipients"] if party.id),
        place="place-1" if told["spot"] else None,
        when=When(start, end, "day", "relative", span("Tuesday", 40)) if start else None,
        counts=tuple(Count(f.what, f.who, f.low, f.high, f.approximate, None, f.span) for f in told["figures"]),
        claimed_by=tuple(voice.statement for voice in told["voices"] if voice.kind == "claims"),
        denied_by=tuple(voice.statement for voice in told["voices"] if voice.kind == "denies"),
        trigger=trigger,
        evidence=(span(quote),),
        confidence=0.87,
        actor_spans=tuple(span(party.name, 3 + at) for at, party in enumerate(told["actors"]) if party.name),
        recipient_spans=tuple(span(party.name, 30 + at) for at, party in enumerate(told["recipients"]) if party.name),
        mentions=(trigger,),
        contexts=("military",),
    )
    rest = {
        key: value for key, value in told.items() if key not in ("actors", "recipients", "spot", "figures", "voices")
    }
    event = replace(event, **{key: value for key, value in rest.items() if hasattr(event, key)})
    telling = _telling_of(event, report, told, (start, end))
    telling = replace(telling, **{key: value for key, value in rest.items() if hasattr(telling, key)})
    assert all(hasattr(event, key) or hasattr(telling, key) for key in rest)
    return StoredEvent(event, telling, report, None, verdict)


def _telling_of(event: Event, report: ReportHead, told: dict[str, Any], days: tuple[str | None, str | None]) -> Telling:
    return Telling(
        id=event.id,
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        title=report.title,
        type=event.type,
        mode=event.mode,
        modality=event.modality,
        confidence=event.confidence,
        actors=told["actors"],
        recipients=told["recipients"],
        spot=told["spot"],
        start=days[0],
        end=days[1],
        precision="day" if days[0] else "unknown",
        dated="told" if days[0] else "unknown",
        figures=told["figures"],
        voices=told["voices"],
        by_outlet=not told["voices"],
        trigger=event.trigger,
        evidence=event.evidence,
        words=("market", "shelled"),
        lead=("attack",),
        names=("mutongo front",),
        in_headline=False,
        background=False,
    )


def figure(
    what: str, low: float | None, high: float | None, *, who: str | None = None, speaker: str | None = None
) -> Figure:
    quote = f"{what} {low} {high}"
    return Figure(what, who, low, high, False, speaker, False, span(quote, 50))  # type: ignore[arg-type]


def incident_of(events: tuple[StoredEvent, ...], rollups: tuple[RollUp, ...] = (), **changes: Any) -> Incident:
    """Make the incident of some events, as linking would: an account a report, each an independent source."""
    by_report: dict[str, list[StoredEvent]] = {}
    for stored in events:
        by_report.setdefault(stored.report.id, []).append(stored)
    accounts = tuple(
        Account(
            report,
            told[0].report.outlet,
            told[0].report.published,
            told[0].report.title,
            tuple(stored.event.id for stored in told),
            False,
            group,
            None,
            tuple(evidence(told[0].report, each) for stored in told for each in stored.event.evidence),
        )
        for group, (report, told) in enumerate(by_report.items(), 1)
    )
    first = events[0]
    actors = [party for stored in events if stored.event.modality != "negated" for party in stored.telling.actors]
    recipients = [party for stored in events for party in stored.telling.recipients]
    made = Incident(
        id=content_id("incident", first.event.id),
        title=first.event.evidence[0].quote,
        title_evidence=evidence(first.report, first.event.evidence[0]),
        type=first.event.type,
        mode=first.event.mode,
        start=first.telling.start,
        end=first.telling.end,
        spot=first.telling.spot,
        spots=tuple(dict.fromkeys(stored.telling.spot for stored in events if stored.telling.spot)),
        actors=tuple(dict.fromkeys(party.name for party in actors)),
        recipients=tuple(dict.fromkeys(party.name for party in recipients)),
        actor_countries=tuple(sorted({party.country for party in actors if party.country})),
        recipient_countries=tuple(sorted({party.country for party in recipients if party.country})),
        sources=len(accounts),
        reports=len(accounts),
        accounts=accounts,
        figures=tuple(
            FigureClaim(f.what, f.who, f.low, f.high, f.approximate, f.speaker, f.newer, evidence(s.report, f.span))
            for s in events
            for f in s.telling.figures
        ),
        rollups=rollups,
        responsibility=(),
        disagreements=(),
        contested=False,
        confidence=0.91,
    )
    return replace(made, **changes)


def evidence(report: ReportHead, at: Span) -> Evidence:
    return Evidence(report.id, report.outlet, report.published, at)


def in_incident(case: ExportCase) -> ExportCase:
    """Give the events the id of their incident, as the store does."""
    assert case.incident is not None
    return replace(case, events=tuple(replace(stored, incident=case.incident.id) for stored in case.events))


def market() -> ExportCase:
    """Make an incident of three reports: rival tolls, injured, a denial, an accusation, two places."""
    valley = event_of(
        head("valley"),
        figures=(figure("killed", 12, None, speaker="the army"), figure("injured", 30, 30)),
        voices=(Voice("claims", "the army", "COD", ("MIL",), "statement-1", span("said", 60)),),
        actors=(FRONT,),
    )
    lake = event_of(
        head("lake", added="2024-03-15T10:00:00+00:00"),
        "Seven people were killed near Kitala when shells hit the market.",
        figures=(figure("killed", 7, 7, who="people", speaker="a doctor"),),
        actors=(FRONT,),
        spot=NEAR_KITALA,
        in_headline=True,
    )
    hill = event_of(
        head("hill"),
        "The Mutongo Front said that its men had shelled nobody.",
        modality="negated",
        actors=(FRONT,),
        voices=(Voice("denies", "the Mutongo Front", "COD", ("REB",), "statement-2", span("had shelled nobody", 20)),),
    )
    events = (valley, lake, hill)
    values = (
        Value("at least 12", ("the army",), "2024-03-13", (evidence(valley.report, span("killed 12 None", 50)),)),
        Value("7", ("a doctor",), "2024-03-13", (evidence(lake.report, span("killed 7 7", 50)),)),
    )
    incident = incident_of(
        events,
        (RollUp("injured", 30, 30, 30, 30), RollUp("killed", 7, 12, 12, 7)),
        responsibility=(
            Responsibility("accused", FRONT.name, "the army", evidence(valley.report, span("said", 60))),
            Responsibility("denied", FRONT.name, FRONT.name, evidence(hill.report, span("had shelled nobody", 20))),
        ),
        disagreements=(Disagreement("killed", "contradiction", values),),
        contested=True,
    )
    return in_incident(ExportCase(incident, events))


def clash() -> ExportCase:
    """Make an incident of one report in which two sides fight, over a week."""
    stored = event_of(
        head("river"),
        "Soldiers fought the Mutongo Front all week.",
        label="ASSAULT.firearms",
        actors=(ARMY, FRONT),
        recipients=(),
        days=("2024-03-11", "2024-03-17"),
        figures=(figure("killed", 3, 3, who="soldiers"), figure("killed", 5, 5, who="rebels")),
    )
    return in_incident(ExportCase(incident_of((stored,), (RollUp("killed", 8, 8, 8, 8),)), (stored,)))


def march() -> ExportCase:
    """Make an incident without deaths: students march, in a province, in a month that is all that is known."""
    stored = event_of(
        head("city", url=None),
        "Hundreds of students marched in Nyanza in March.",
        label="PROTEST.demo",
        actors=(STUDENTS,),
        recipients=(POLICE,),
        spot=NYANZA,
        days=("2024-03-01", "2024-03-31"),
        figures=(figure("participants", 100, 999),),
    )
    incident = incident_of((stored,), (RollUp("participants", 100, 100, 999, 100),))
    return in_incident(ExportCase(incident, (stored,)))


def bare() -> ExportCase:
    """Make an incident of which nearly nothing is known, from a report without outlet, address and day."""
    report = head("nobody", outlet=None, url=None, title=None, published=None)
    stored = event_of(
        report,
        "A post was attacked.",
        label="ASSAULT",
        actors=(),
        recipients=(),
        spot=None,
        days=(None, None),
    )
    return in_incident(ExportCase(incident_of((stored,)), (stored,)))


def loose() -> ExportCase:
    """Make three events that belong to no incident: one that happened, one demanded, one threatened."""
    report = head("coast")
    return ExportCase(
        None,
        (
            event_of(
                report, "The minister met the envoy.", label="CONSULT.visit", actors=(ARMY,), recipients=(POLICE,)
            ),
            event_of(report, "He demanded that they withdraw.", label="RETREAT.withdraw", modality="demanded"),
            event_of(report, "They will strike, he warned.", label="ASSAULT.aerial", modality="threatened"),
        ),
    )


def hostile(text: str) -> ExportCase:
    """Make an incident in which every text from the web is this one."""
    words = text or "nothing"
    report = head("web", outlet=text, title=text, url=f"https://web.example/{text.strip()}", source=text)
    stored = event_of(
        report,
        words,
        actors=(replace(FRONT, name=text, variants=(text,)),),
        recipients=(replace(VILLAGERS, name=f"{text}."),),
        spot=replace(KITALA, name=text),
        figures=(Figure("killed", text, 2, 2, False, text, False, span(words)),),
        voices=(Voice("denies", text, None, (), "statement-9", span(words)),),
        contexts=("military",),
    )
    incident = incident_of(
        (stored,),
        (RollUp("killed", 2, 2, 2, 2),),
        responsibility=(Responsibility("denied", text, text, evidence(report, span(words))),),
        disagreements=(Disagreement("killed", "contradiction", (Value(text, (text,), None, ()),)),),
        contested=True,
    )
    return in_incident(ExportCase(incident, (stored,)))


def all_cases() -> list[ExportCase]:
    return [market(), clash(), march(), bare(), loose()]


def rows_of(name: str, *given_cases: ExportCase, bare_quotes: bool = False) -> list[dict[str, str]]:
    """Write cases in a format that is a table, and read them back by column."""
    out = io.BytesIO()
    FORMATS[name].write(given_cases, out)
    text = io.StringIO(out.getvalue().decode(), newline="")
    tabs = FORMATS[name].suffix == ".tsv"
    quoting = csv.QUOTE_NONE if bare_quotes else csv.QUOTE_MINIMAL
    read = list(csv.reader(text, delimiter="\t" if tabs else ",", quoting=quoting))
    if not name.startswith("gdelt"):
        assert read.pop(0) == list(columns(name))
    assert {len(row) for row in read} <= {len(columns(name))}
    return [dict(zip(columns(name), row, strict=True)) for row in read]


def filled(row: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in row.items() if value}


def case_of(*events: StoredEvent, killed: int | None = None, **changes: Any) -> ExportCase:
    """Make an incident of these events, with a number of deaths."""
    if killed is not None:
        changes["rollups"] = (RollUp("killed", killed, killed, killed, killed),)
    return ExportCase(incident_of(events, **changes), events)


def assault(
    label: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], spot: Spot | None = KITALA
) -> ExportCase:
    return case_of(event_of(head("valley"), label=label, actors=actors, recipients=recipients, spot=spot))
