"""A desk's database, opened: many may read it, one at a time writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from tocsin.errors import TocsinError
from tocsin.store.kept import Snapshot
from tocsin.store.ledger import TellingCache
from tocsin.store.writing import Writer

# how long a writer waits for another one
WAIT_SECONDS = 30
# the one lock that PostgreSQL holds for whoever writes to a desk; any number that others are unlikely to use
_LOCK = 7_281_350_982_147
_MMAP_BYTES = 256 * 2**20
# the statements with which a transaction begins in SQLite, as an option of a connection; by default a reader's
_BEGIN = "tocsin_begin"
# in psycopg's and libpq's words, options of an address that are secret
_SECRET = re.compile("password|secret|key", re.IGNORECASE)


class Store:
    """A desk's database: `writing` and `reading` give its transactions. Make one with `open_store`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cache = TellingCache()
        if engine.dialect.name == "sqlite":
            listen_to_sqlite(engine)

    @property
    def url(self) -> str:
        """Give the address of the database without its password."""
        return shown(self._engine.url)

    @property
    def database(self) -> str:
        """Name the kind of database: sqlite or postgresql."""
        return self._engine.dialect.name

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the one transaction that may write; it is kept whole at the end, or not at all after an exception.

        Waits for another writer (`store.busy` after half a minute).
        """
        with translated(self._engine.url), locked(self._engine) as connection:
            writer = Writer(connection, self._cache)
            yield writer
            writer.tallies.settle()

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Open a transaction that sees the desk as it is now, and goes on seeing it so."""
        options: dict[str, Any] = {}
        if self._engine.dialect.name == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with translated(self._engine.url), self._engine.connect() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield Snapshot(connection)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def listen_to_sqlite(engine: Engine) -> None:
    """Set up each connection to SQLite, and let SQLAlchemy say where its transactions begin, not the driver."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for setting in (
            f"busy_timeout = {WAIT_SECONDS * 1000}",
            "foreign_keys = ON",
            "synchronous = NORMAL",
            f"mmap_size = {_MMAP_BYTES}",
        ):
            connection.execute(f"PRAGMA {setting}").close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        for statement in connection.get_execution_options().get(_BEGIN, ("BEGIN",)):
            connection.exec_driver_sql(statement)


@contextmanager
def locked(engine: Engine, *, before: tuple[str, ...] = ()) -> Iterator[Connection]:
    """Open a transaction in which nobody else writes to this desk, nor brings its tables up to date.

    In SQLite, the statements `before` run before it begins.
    """
    with engine.connect() as connection:
        connection.execution_options(**{_BEGIN: (*before, "BEGIN IMMEDIATE")})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection


def without_transaction() -> dict[str, Any]:
    """Give the option of a connection to SQLite that runs each statement by itself."""
    return {_BEGIN: ()}


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turn what a database says when it cannot go on into an error for the user, without the password."""
    try:
        yield
    except OperationalError as error:
        if is_busy(error):
            raise TocsinError("store.busy", url=shown(url), seconds=WAIT_SECONDS) from error
        raise TocsinError("store.failed", url=shown(url), problem=problem_of(error, url)) from error


def shown(url: URL) -> str:
    """Write a database's address without its password."""
    hidden = {name: "***" for name in url.query if _SECRET.search(name)}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def problem_of(error: DBAPIError, url: URL) -> str:
    """Give what the database said, on one line and without the password."""
    said = " ".join(str(error.orig).split())
    options = [url.query[name] for name in url.query if _SECRET.search(name)]
    for secret in [url.password, *options]:
        if isinstance(secret, str) and secret:
            said = said.replace(secret, "***")
    return said


def is_busy(error: DBAPIError) -> bool:
    """Say whether a database gave up waiting for another writer."""
    # PostgreSQL's code for a lock that could not be had; SQLite has words alone
    return getattr(error.orig, "sqlstate", None) == "55P03" or "database is locked" in str(error.orig)
