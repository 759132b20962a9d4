"""Which report a page shows now: versions of one page, and pages that are found to be one.

A report belongs to one page, and of the reports of a page one is current. Another page that shows a kept report is from
then on another name of that report's page.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select, update

from tocsin.store.bulk import insert
from tocsin.store.schema import alias, report
from tocsin.store.tallies import Tallies


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a report belongs: its page, whether it is kept already, and what its page showed up to now.

    `changed` says that the page shows another report than before; `superseded` is that one's id if no page shows it.
    """

    page: str
    known: bool
    changed: bool
    superseded: str | None = None


@dataclass(frozen=True, slots=True)
class _Version:
    n: int
    id: str
    page: str
    current: bool


def settle(connection: Connection, report_id: str, page: str, tallies: Tallies) -> Settled:
    """Note that a page shows a report, and make that report current if it is kept already."""
    home = _home(connection, page)
    shown, known = _shown(connection, home), _version(connection, report.c.id == report_id)
    if shown is not None and shown.id == report_id:
        return Settled(home, known=True, changed=False)
    if known is None:
        _supersede(connection, shown, tallies)
        return Settled(home, known=False, changed=shown is not None, superseded=shown.id if shown else None)
    if known.current:
        return _join(connection, page, home, (shown, known), tallies)
    if shown is None:
        _name(connection, page, known)
        home = _home(connection, known.page)
        shown = _shown(connection, home)
    _supersede(connection, shown, tallies)
    tallies.touch([known.n])
    newest = {"page": home, "version": next_version(connection, home), "current": True}
    connection.execute(update(report).where(report.c.n == known.n).values(newest))
    return Settled(home, known=True, changed=True, superseded=shown.id if shown else None)


def next_version(connection: Connection, page: str) -> int:
    """Give the number of a page's next version."""
    latest = select(func.coalesce(func.max(report.c.version), 0)).where(report.c.page == page)
    return int(connection.execute(latest).scalar_one()) + 1


def _join(
    connection: Connection, page: str, home: str, versions: tuple[_Version | None, _Version], tallies: Tallies
) -> Settled:
    """Make a page another name of the page of a current report: of what it shows, and of that report."""
    shown, known = versions
    _name(connection, page, known)
    if shown is None or home != page:
        return Settled(known.page, known=True, changed=False)
    _supersede(connection, shown, tallies)
    # whatever stood for the page goes with it
    own = select(report.c.n).where(report.c.page == page)
    connection.execute(update(alias).where(alias.c.report_n.in_(own)).values(report_n=known.n))
    return Settled(known.page, known=True, changed=True, superseded=shown.id)


def _home(connection: Connection, page: str) -> str:
    """Give the page that a page is another name of, or itself."""
    query = select(report.c.page).join(alias, alias.c.report_n == report.c.n).where(alias.c.page == page)
    return connection.execute(query).scalar_one_or_none() or page


def _shown(connection: Connection, page: str) -> _Version | None:
    return _version(connection, (report.c.page == page) & report.c.current)


def _version(connection: Connection, where: ColumnElement[bool]) -> _Version | None:
    row = connection.execute(
        select(report.c.n, report.c.id, report.c.page, report.c.current).where(where)
    ).one_or_none()
    return None if row is None else _Version(*row)


def _supersede(connection: Connection, shown: _Version | None, tallies: Tallies) -> None:
    if shown is not None:
        tallies.touch([shown.n])
        connection.execute(update(report).where(report.c.n == shown.n).values(current=False))


def _name(connection: Connection, page: str, known: _Version) -> None:
    statement = insert(connection, alias).values(page=page, report_n=known.n)
    connection.execute(statement.on_conflict_do_update(index_elements=["page"], set_={"report_n": known.n}))
