"""Keeps readings: each whole or not at all, and each once."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from tocsin.errors import TocsinError
from tocsin.records import Capture, Keeping, Reading, Rejected, Telling
from tocsin.store.blobs import unpack
from tocsin.store.bulk import insert, inserted, write
from tocsin.store.forms import FormWriter
from tocsin.store.incidents import IncidentWriter
from tocsin.store.reviews import ReviewWriter, follow
from tocsin.store.rows import (
    event_row,
    flag_rows,
    number_of,
    party_rows,
    place_rows,
    position_rows,
    rejected_row,
    report_row,
    shortened,
    statement_rows,
)
from tocsin.store.schema import capture as captures
from tocsin.store.schema import (
    event,
    event_party,
    flag,
    place,
    position,
    rejected,
    report,
    report_actor,
    report_words,
    statement,
)
from tocsin.store.search import indexed
from tocsin.store.spans import check_spans
from tocsin.store.versions import next_version, settle


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reading, and the id of its report.

    `state` is `new`, `changed` where the report is now current instead of another one, or `known` where it was current
    already. `superseded` is the report that is no longer current because of this one.
    """

    state: Keeping
    report: str
    superseded: str | None = None


class Writer(IncidentWriter, FormWriter, ReviewWriter):
    """The transaction that may write; `Store.writing` gives it."""

    def keep(
        self,
        capture: Capture,
        reading: Reading,
        tellings: Mapping[str, Telling],
        *,
        page: str,
        stages: str,
        added: str,
    ) -> Kept:
        """Keep a reading with what it was read from, found at a page (an address or a path).

        `tellings` holds that of each event by the event's id; `stages` names the versions of the stages, `added` is an
        ISO 8601 time in UTC. A report that is kept already stays as it was read first, but where its page showed
        another one in between it becomes the newest version. Raises `store.bad-telling` and `store.bad-span`; then
        nothing is kept.
        """
        _check(reading, tellings)
        name = reading.report.id
        with self.connection.begin_nested():
            settled = settle(self.connection, name, shortened(page), self.tallies)
            if not settled.known:
                row = report_row(reading) | {"stages": stages, "added": added, "capture_n": self._capture(capture)}
                row |= {"page": settled.page, "version": next_version(self.connection, settled.page), "current": True}
                report_n = inserted(self.connection, report, [row])[name]
                self.tallies.begin([report_n])
                self._write_parts(report_n, reading, tellings)
                for one in reading.rejected:
                    self.keep_rejected(one, added)
        if settled.changed:
            return Kept("changed", name, settled.superseded)
        return Kept("known" if settled.known else "new", name)

    def replace(self, reading: Reading, tellings: Mapping[str, Telling], *, stages: str) -> None:
        """Put a newer reading of a kept report, whose text is the same, in the place of the old one.

        Take the tellings of the old one out of the ledger, and link the new ones, in the same transaction. Decisions of
        reviewers follow events that are told by the same words now. Raises as `keep` does, and `store.unknown-report`.
        """
        _check(reading, tellings)
        report_n = number_of(self.connection, reading.report.id)
        self.tallies.touch([report_n])
        packed = self.connection.execute(select(report.c.reading).where(report.c.n == report_n)).scalar_one()
        before = unpack(packed, Reading)
        self.remove([one.id for one in (*before.events, *before.doubtful)])
        for table in (event, statement, place, flag, report_actor, report_words):
            self.connection.execute(table.delete().where(table.c.report_n == report_n))
        row = report_row(reading) | {"stages": stages}
        self.connection.execute(update(report).where(report.c.n == report_n).values(row))
        self._write_parts(report_n, reading, tellings)
        follow(self.connection, "event", _renamed(before, reading))

    def keep_rejected(self, rejected_one: Rejected, added: str) -> bool:
        """Keep what was left out, once; say whether it is new."""
        adding = insert(self.connection, rejected).values(rejected_row(rejected_one, added))
        adding = adding.on_conflict_do_nothing(index_elements=["id"])
        return self.connection.execute(adding.returning(rejected.c.n)).first() is not None

    def tellings_of(self, report_id: str) -> dict[str, Telling]:
        """Give the tellings of a report as they were kept, whether or not they are in the ledger now.

        Raises `store.unknown-report`.
        """
        query = select(event.c.id, event.c.telling).where(event.c.report_n == number_of(self.connection, report_id))
        return {row.id: self._cache.decoded(row.telling) for row in self.connection.execute(query.order_by(event.c.n))}

    def _capture(self, capture: Capture) -> int:
        """Keep raw bytes, once however often they were found, and give their number."""
        query = select(captures.c.n).where(captures.c.sha256 == capture.sha256)
        number = self.connection.execute(query).scalar_one_or_none()
        if number is None:
            row = {
                "sha256": capture.sha256,
                "source": capture.source,
                "url": capture.url,
                "media_type": capture.media_type,
                "charset": capture.charset,
                "fetched": capture.fetched,
                "content": zlib.compress(capture.content),
            }
            number = self.connection.execute(captures.insert().values(row).returning(captures.c.n)).scalar_one()
        return int(number)

    def _write_parts(self, report_n: int, reading: Reading, tellings: Mapping[str, Telling]) -> None:
        rows = [event_row(report_n, one, tellings[one.id]) for one in (*reading.events, *reading.doubtful)]
        numbers = inserted(self.connection, event, rows)
        said = inserted(self.connection, statement, statement_rows(report_n, reading))
        parties = (row for each, n in numbers.items() for row in party_rows(n, tellings[each]))
        words = {"report_n": report_n, "words": indexed(reading.report.title, reading.report.text)}
        parts: tuple[tuple[Any, Any], ...] = (
            (event_party, parties),
            (position, position_rows(reading, numbers, said)),
            (place, place_rows(report_n, reading)),
            (flag, flag_rows(report_n, reading)),
            # the databases keep their full-text index in step with these
            (report_words, [words]),
        )
        for table, made in parts:
            write(self.connection, table.insert(), made)


def _renamed(before: Reading, after: Reading) -> list[tuple[str, str]]:
    """Find events that got another id though the same words tell them: (old, new)."""
    new = {one.id: one for one in (*after.events, *after.doubtful)}
    found = []
    for old in (*before.events, *before.doubtful):
        words = (old.trigger, *old.mentions)
        heirs = [one for one in new.values() if any(a.overlaps(b) for a in words for b in (one.trigger, *one.mentions))]
        if old.id not in new and heirs:
            heir = min(
                heirs, key=lambda one: (one.type != old.type, abs(one.trigger.start - old.trigger.start), one.id)
            )
            found.append((old.id, heir.id))
    return found


def _check(reading: Reading, tellings: Mapping[str, Telling]) -> None:
    events = (*reading.events, *reading.doubtful)
    for one in events:
        telling = tellings.get(one.id)
        if telling is None or telling.id != one.id or telling.report != reading.report.id:
            raise TocsinError("store.bad-telling", event=one.id, report=reading.report.id)
    check_spans(reading, (tellings[one.id] for one in events))
