"""The incidents that linking made, put in the place of those that they replace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, get_args

from sqlalchemy import case, delete, select, update

from tocsin.records import Incident, Modality
from tocsin.store.blobs import pack
from tocsin.store.bulk import assign, brought_up_to_date, chunks, drop, insert, moves, rows_among, write
from tocsin.store.ledger import LedgerWriter
from tocsin.store.rows import folded, place_of
from tocsin.store.schema import event, incident, incident_alias, incident_party

# from what happened down to what did not
_MOST_REAL = (
    select(event.c.modality)
    .where(event.c.incident_n == incident.c.n)
    .order_by(case({each: rank for rank, each in enumerate(get_args(Modality))}, value=event.c.modality))
    .limit(1)
    .correlate(incident)
)
_OF_INCIDENT = event.join(incident, event.c.incident_n == incident.c.n)


class IncidentWriter(LedgerWriter):
    """The part of a ledger that holds incidents."""

    def incidents_of(self, ids: Collection[str]) -> set[str]:
        """Give the ids of the incidents that these tellings belong to now."""
        query = select(incident.c.id).select_from(_OF_INCIDENT).distinct()
        return {row.id for row in rows_among(self.connection, query, event.c.id, ids)}

    def members_of(self, incidents: Collection[str]) -> set[str]:
        """Give the ids of all tellings of these incidents."""
        query = select(event.c.id).select_from(_OF_INCIDENT)
        return {row.id for row in rows_among(self.connection, query, incident.c.id, incidents)}

    def replace_incidents(self, old: Collection[str], new: Iterable[tuple[Incident, Sequence[str]]]) -> None:
        """Put new incidents, each with the ids of its tellings, in the place of old ones.

        An old id that is not among the new ones stays known as another name of the new incident that holds most of
        its tellings (the smallest id where several hold as many). An incident that did not change keeps its row.
        """
        made = {one.id: (one, tuple(members)) for one, members in new}
        former = self._members_by_incident({*old, *made})
        query = select(incident.c.id, incident.c.n)
        replaced = {row.id: row.n for row in rows_among(self.connection, query, incident.c.id, {*old, *made})}
        numbers, written = brought_up_to_date(
            self.connection, incident, {each: _row(one) for each, (one, _) in made.items()}
        )
        heirs = {member: each for each, (_, members) in made.items() for member in members}
        owners = {member: numbers[each] for member, each in heirs.items()}
        moved = moves(self.connection, event, event.c.incident_n, owners, list(replaced.values()))
        self.tallies.touch_doubtful([each for held in moved.values() for each in held])
        assign(self.connection, event, event.c.incident_n, moved)
        self._take_modalities(list(numbers.values()))
        self._write_parties({numbers[each]: made[each][0] for each in sorted(written)})
        gone = sorted(set(replaced) - set(made))
        drop(self.connection, incident, gone)
        drop(self.connection, incident_alias, list(made))
        for each in gone:
            self._rename(each, Counter(heirs[member] for member in former.get(each, ()) if member in heirs))

    def _take_modalities(self, incidents: Collection[int]) -> None:
        """Give incidents the most real modality of their events, which may change where nothing else does."""
        most_real = _MOST_REAL.scalar_subquery()
        query = select(incident.c.n).where(incident.c.modality.is_distinct_from(most_real))
        changed = [row.n for row in rows_among(self.connection, query, incident.c.n, incidents)]
        for chunk in chunks(changed):
            self.connection.execute(update(incident).where(incident.c.n.in_(chunk)).values(modality=most_real))

    def _members_by_incident(self, incidents: Collection[str]) -> dict[str, list[str]]:
        query = select(incident.c.id, event.c.id.label("event_id")).select_from(_OF_INCIDENT)
        found: dict[str, list[str]] = {}
        for row in rows_among(self.connection, query, incident.c.id, incidents):
            found.setdefault(row.id, []).append(row.event_id)
        return found

    def _write_parties(self, incidents: Mapping[int, Incident]) -> None:
        for chunk in chunks(list(incidents)):
            self.connection.execute(delete(incident_party).where(incident_party.c.incident_n.in_(chunk)))
        rows = (row for number, one in incidents.items() for row in _party_rows(number, one))
        write(self.connection, incident_party.insert(), rows)

    def _rename(self, former: str, heirs: Mapping[str, int]) -> None:
        """Let a former id, and all that stood for it, stand for the heir that has most of its tellings."""
        others = incident_alias.c.now == former
        if not heirs:
            self.connection.execute(delete(incident_alias).where(others))
            return
        now = min(heirs, key=lambda each: (-heirs[each], each))
        self.connection.execute(update(incident_alias).where(others).values(now=now))
        statement = insert(self.connection, incident_alias).values(id=former, now=now)
        self.connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"now": now}))


def _row(one: Incident) -> dict[str, Any]:
    spot = one.spot
    return {
        "id": one.id,
        "title": one.title,
        "type": one.type,
        "mode": one.mode,
        "day_start": one.start,
        "day_end": one.end,
        "country": spot.country if spot else None,
        "place": spot.name if spot else None,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "sources": one.sources,
        "reports": one.reports,
        "contested": one.contested,
        "place_id": place_of(spot),
        "killed": max((each.high for each in one.rollups if each.what == "killed"), default=None),
        "data": pack(one),
    }


def _party_rows(number: int, one: Incident) -> Iterator[dict[str, Any]]:
    sides = (("actor", one.actors, one.actor_countries), ("recipient", one.recipients, one.recipient_countries))
    for side, names, countries in sides:
        for position, (name, country) in enumerate(zip_longest(names, countries)):
            yield {
                "incident_n": number,
                "side": side,
                "position": position,
                "folded": folded(name or ""),
                "country": country,
                "day_start": one.start,
            }
