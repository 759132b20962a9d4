"""Rows of Tocsin's own tables: one for each incident, or one for each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from tocsin.records import CountKind, Figure, FigureClaim, Incident, Party, Responsibility, Spot, StoredEvent
from tocsin.store.exports.cases import ExportCase, roll_up
from tocsin.store.exports.cells import Cell, Out, joined, number
from tocsin.store.exports.data_files import columns
from tocsin.store.exports.losses import LossReport, Tally, Unit
from tocsin.store.exports.tables import write_csv

Rows = Literal["incidents", "events"]
# one cell, or a list of texts that a format may write as a list
Value = Cell | tuple[str, ...]
UNITS: Mapping[Rows, Unit] = {"incidents": "incident", "events": "event"}

_COUNTED: tuple[CountKind, ...] = (
    "killed",
    "injured",
    "missing",
    "arrested",
    "abducted",
    "displaced",
    "participants",
)


def records_of(cases: Iterable[ExportCase], rows: Rows, tally: Tally) -> Iterator[Incident | StoredEvent]:
    """Go through the incidents or the events of all cases and count what the others leave behind."""
    for case in cases:
        tally.see_incident(case.incident)
        tally.see_events(len(case.events))
        if rows == "incidents" and case.incident is not None:
            tally.row()
            tally.wrote_incident(case.incident)
            yield case.incident
        elif rows == "incidents":
            tally.left_out("event", "no_incident", len(case.events))
        elif case.incident is not None and not case.events:
            tally.left_out("incident", "no_events")
        for stored in case.events if rows == "events" else ():
            tally.row()
            tally.wrote_event(stored)
            yield stored


def values_of(record: Incident | StoredEvent, url: str | None = None) -> dict[str, Value]:
    """Give the values of one row by column."""
    return _of_incident(record, url) if isinstance(record, Incident) else _of_event(record)


def with_addresses(
    cases: Iterable[ExportCase], rows: Rows, tally: Tally
) -> Iterator[tuple[Incident | StoredEvent, str | None]]:
    """Go through records as `records_of` does, each incident with the address of the report that its title is from."""
    for case in cases:
        addresses = {stored.report.id: stored.report.url for stored in case.events}
        for record in records_of([case], rows, tally):
            yield record, addresses.get(record.title_evidence.report) if isinstance(record, Incident) else None


def write_own_csv(cases: Iterable[ExportCase], out: Out, rows: Rows) -> LossReport:
    """Write the own table of incidents or of events as CSV."""
    tally = Tally(f"csv-{rows}")
    write_csv(_flat(cases, rows, tally), out, columns(f"own-{rows}"))
    return tally.report()


def _flat(cases: Iterable[ExportCase], rows: Rows, tally: Tally) -> Iterator[dict[str, Cell]]:
    for record, url in with_addresses(cases, rows, tally):
        cells = {
            key: joined(value) if isinstance(value, tuple) else value for key, value in values_of(record, url).items()
        }
        tally.wrote_cells(UNITS[rows], cells)
        yield cells


def _of_incident(incident: Incident, url: str | None) -> dict[str, Value]:
    title, days = incident.title_evidence, sorted(filter(None, (account.published for account in incident.accounts)))
    values: dict[str, Value] = dict.fromkeys(columns("own-incidents"))
    values |= {
        "id": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "start": incident.start,
        "end": incident.end,
        **_place(incident.spot),
        "actors": incident.actors,
        "actor_countries": incident.actor_countries,
        "recipients": incident.recipients,
        "recipient_countries": incident.recipient_countries,
        "figures": tuple(figure_words(claim) for claim in incident.figures),
        "sources": incident.sources,
        "reports": incident.reports,
        "outlets": outlets_of(incident),
        "published_first": days[0] if days else None,
        "published_last": days[-1] if days else None,
        "contested": incident.contested,
        "disagreements": tuple(
            f"{each.field} ({each.kind}): {' / '.join(value.value for value in each.values)}"
            for each in incident.disagreements
        ),
        "accused": _responsible(incident, "accused"),
        "claimed_by": _responsible(incident, "claimed"),
        "denied_by": _responsible(incident, "denied"),
        "title": incident.title,
        "quote": title.span.quote,
        "quote_outlet": title.outlet,
        "url": url,
        "confidence": number(incident.confidence),
    }
    for kind in _COUNTED:
        rolled = roll_up(incident, kind)
        if rolled is not None:
            values |= {f"{kind}_low": rolled.low, f"{kind}_best": rolled.best, f"{kind}_high": rolled.high}
    return values


def _of_event(stored: StoredEvent) -> dict[str, Value]:
    event, telling, report = stored.event, stored.telling, stored.report
    best = event.evidence[0]
    values: dict[str, Value] = dict.fromkeys(columns("own-events"))
    values |= {
        "id": event.id,
        "incident": stored.incident,
        "type": event.type,
        "mode": event.mode,
        "modality": event.modality,
        "refined": event.refined,
        "contexts": event.contexts,
        "start": telling.start,
        "end": telling.end,
        "dated": telling.dated,
        **_place(telling.spot),
        **_parties("actor", telling.actors),
        **_parties("recipient", telling.recipients),
        "figures": tuple(figure_words(figure) for figure in telling.figures),
        "accused": tuple(dict.fromkeys(f"{each.party.name} (by {each.by})" for each in telling.accusations)),
        "claimed_by": _speakers(stored, "claims"),
        "denied_by": _speakers(stored, "denies"),
        "by_outlet": event.by_outlet,
        "background": telling.background,
        "in_headline": telling.in_headline,
        "doubtful": telling.doubtful,
        "confidence": number(event.confidence),
        "verdict": stored.verdict,
        "quote": best.quote,
        "quote_start": best.start,
        "quote_end": best.end,
        "report": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "model": report.model,
        "model_version": report.model_version,
        "added": report.added,
    }
    for kind in _COUNTED:
        low, sure, high = figures_of(telling.figures, kind)
        values |= {f"{kind}_low": low, f"{kind}_best": sure, f"{kind}_high": high}
    return values


def figures_of(
    figures: Sequence[Figure], kind: CountKind
) -> tuple[int | float | None, int | float | None, int | float | None]:
    """Give the lowest figure of a kind that a report has, the one that all its claims share, and the highest.

    Nothing is added up: where a report counts several sorts of people apart, all three are None.
    """
    claims = [figure for figure in figures if figure.what == kind]
    if len({(claim.who or "").casefold() for claim in claims}) != 1:
        return None, None, None
    bounds = [(claim.low, claim.high) for claim in claims]
    lows = {value for low, high in bounds if (value := number(high if low is None else low)) is not None}
    highs = {value for low, high in bounds if (value := number(low if high is None else high)) is not None}
    sure = next(iter(lows)) if len(lows) == 1 else None
    return min(lows, default=None), sure, max(highs, default=None)


def figure_words(figure: Figure | FigureClaim) -> str:
    """Write one claim in words: "killed: at least 12 soldiers (the army)"."""
    low, high = number(figure.low), number(figure.high)
    if low == high:
        size = "an unknown number" if low is None else f"{low}"
    elif high is None:
        size = f"at least {low}"
    else:
        size = f"up to {high}" if low is None else f"{low} to {high}"
    words = [f"{figure.what}:", "about" if figure.approximate and low == high else "", size, figure.who or ""]
    return " ".join(filter(None, words)) + (f" ({figure.speaker})" if figure.speaker else "")


def outlets_of(incident: Incident) -> tuple[str, ...]:
    """Give the outlets of an incident, each once, in the order of its accounts."""
    return tuple(dict.fromkeys(account.outlet for account in incident.accounts if account.outlet))


def _place(spot: Spot | None) -> dict[str, Value]:
    if spot is None:
        return {}
    return {
        "place": spot.name,
        "country": spot.country,
        "admin1": spot.admin1,
        "lat": number(spot.lat),
        "lon": number(spot.lon),
        "precision": spot.precision,
        "place_told": spot.told,
        "gazetteer_id": spot.gazetteer_id,
    }


def _parties(side: str, parties: Sequence[Party]) -> dict[str, Value]:
    return {
        f"{side}s": tuple(party.name for party in parties),
        f"{side}_countries": tuple(dict.fromkeys(party.country for party in parties if party.country)),
        f"{side}_sectors": tuple(dict.fromkeys(sector for party in parties for sector in party.sectors)),
    }


def _speakers(stored: StoredEvent, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.speaker for voice in stored.telling.voices if voice.kind == kind))


def _responsible(incident: Incident, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(each) for each in incident.responsibility if each.kind == kind))


def _said(each: Responsibility) -> str:
    """Name who is accused and by whom; of a claim or a denial, whose it is."""
    return f"{each.actor} (by {each.by})" if each.kind == "accused" and each.actor else each.by
