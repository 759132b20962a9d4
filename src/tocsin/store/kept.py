"""Reads back what a desk keeps, all of it as it was at one moment."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from tocsin.records import Capture, Reading, ReportHead, Review, Subject
from tocsin.store.blobs import from_json, unpack
from tocsin.store.reviews import reviews_of
from tocsin.store.schema import alias, capture, desk_actor, event, incident, rejected, report, review, statement

# the columns of `report` that a ReportHead is made of, by the names of its fields
HEAD_COLUMNS: tuple[ColumnElement[Any], ...] = tuple(report.c[name] for name in ReportHead.__dataclass_fields__)


def head_of(row: Sequence[Any]) -> ReportHead:
    """Make a report's head of a row of `HEAD_COLUMNS`."""
    return ReportHead(*row)


class Snapshot:
    """A desk as it was when the reading began, whatever others write in the meantime.

    `connection` runs further queries in the same transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def report_ids(self) -> tuple[str, ...]:
        """List the ids of all reports, superseded ones too, in the order in which they were kept."""
        return tuple(self.connection.scalars(select(report.c.id).order_by(report.c.n)))

    def head(self, report_id: str) -> ReportHead | None:
        """Give what is known of a report without its text; None where it is not kept."""
        row = self._row(select(*HEAD_COLUMNS), report_id)
        return None if row is None else head_of(row)

    def full(self, report_id: str) -> Reading | None:
        """Give a reading as it was written; None where it is not kept."""
        row = self._row(select(report.c.reading), report_id)
        return None if row is None else unpack(row.reading, Reading)

    def capture(self, report_id: str) -> Capture | None:
        """Give the raw bytes that a report was read from; None where it is not kept."""
        row = self._row(select(capture).join(report, report.c.capture_n == capture.c.n), report_id)
        if row is None:
            return None
        return Capture(row.source, zlib.decompress(row.content), row.url, row.media_type, row.charset, row.fetched)

    def report_of_capture(self, found: Capture) -> str | None:
        """Find the current report that was read from the same bytes; None where there is none.

        Bytes that were fetched must be those of the same page: what two addresses show are two reports.
        """
        known = select(report.c.id).join(capture, report.c.capture_n == capture.c.n)
        known = known.where(capture.c.sha256 == found.sha256, report.c.current)
        if found.url is not None:
            named = select(alias.c.report_n).where(alias.c.page == found.url)
            known = known.where((report.c.page == found.url) | report.c.n.in_(named))
        return self.connection.execute(known.order_by(report.c.n).limit(1)).scalar_one_or_none()

    def reviews(self, subject: Subject | None = None, *, subject_id: str | None = None) -> tuple[Review, ...]:
        """Give what reviewers decided and did not take back, in the order in which they did."""
        return reviews_of(self.connection, subject, subject_id=subject_id)

    def review(self, review_id: str) -> Review | None:
        """Find what a reviewer decided and did not take back, by the id of the decision."""
        query = select(review.c.data).where(review.c.id == review_id, ~review.c.undone)
        data = self.connection.execute(query).scalar_one_or_none()
        return None if data is None else from_json(data, Review)

    def last_added(self) -> str | None:
        """Say when the last report was added, ISO 8601 in UTC; None where there is none."""
        # the last in the order in which they were kept, which spares looking at all
        return self.connection.scalar(select(report.c.added).order_by(report.c.n.desc()).limit(1))

    def counts(self) -> dict[str, int]:
        """Count what is kept: current reports with their events and statements, versions of reports, and the rest."""
        current = report.c.current
        events = event.join(report, event.c.report_n == report.c.n)
        statements = statement.join(report, statement.c.report_n == report.c.n)
        counted = {
            "reports": select(func.count()).select_from(report).where(current),
            "versions": select(func.count()).select_from(report),
            "events": select(func.count()).select_from(events).where(current),
            "statements": select(func.count()).select_from(statements).where(current),
            "incidents": select(func.count()).select_from(incident),
            "actors": select(func.count()).select_from(desk_actor),
            "rejected": select(func.count()).select_from(rejected),
        }
        return {name: self.connection.execute(query).scalar_one() for name, query in counted.items()}

    def _row(self, query: Select[Any], report_id: str) -> Row[Any] | None:
        return self.connection.execute(query.where(report.c.id == report_id)).one_or_none()
