"""Opens a desk's database by its address, and brings its tables up to date."""

from __future__ import annotations

import os
from pathlib import Path
from time import sleep

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from tocsin.errors import TocsinError
from tocsin.store.store import WAIT_SECONDS, Store, is_busy, locked, problem_of, shown, without_transaction

_MIGRATIONS = Path(__file__).parent / "migrations"
_SQLITE = ("sqlite", "sqlite+pysqlite")
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_CONNECT_SECONDS = 10
# SQLite does not wait by itself when a file's journal is changed: 30 seconds in all
_JOURNAL_TRIES = 300
_JOURNAL_WAIT = 0.1


def open_store(url: str, *, create: bool = True) -> Store:
    """Open a desk's database, made anew where there is none and `create` allows it.

    `url` is `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST/NAME`. Older tables are brought up to date. Whatever
    stands against it is a `TocsinError` (`store.*`) that never shows the password.
    """
    address = _address(url)
    if address.drivername in _SQLITE:
        _check_file(address, create)
    engine = _engine(address)
    store = Store(engine)
    try:
        _prepare(engine, create)
    except BaseException:
        store.close()
        raise
    return store


def migrations() -> Config:
    """Give Alembic's settings for the history of the tables, which needs no file of its own."""
    config = Config()
    # Alembic reads "%" as the beginning of a name to put in
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def revision() -> str:
    """Name the newest form of the tables, which every opened desk has."""
    return ", ".join(sorted(_newest()))


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise TocsinError("store.bad-url", url=_guarded(url)) from None
    if address.drivername in _POSTGRESQL:
        return address.set(drivername="postgresql+psycopg")
    path = address.database or ""
    if address.drivername not in _SQLITE or not path or path == ":memory:" or path.startswith("file:") or address.query:
        raise TocsinError("store.bad-url", url=shown(address))
    return address


def _guarded(url: str) -> str:
    """Leave out of what is no address all that could be a password."""
    scheme, mark, rest = url.rpartition("://")
    before, at, host = rest.rpartition("@")
    return f"{scheme}{mark}{'***@' if at or before else ''}{host}"


def _check_file(address: URL, create: bool) -> None:
    path = Path(address.database or "")
    if path.is_dir():
        raise TocsinError("store.is-folder", path=path)
    if not path.parent.is_dir():
        raise TocsinError("store.no-folder", path=path, folder=path.parent)
    if not path.exists() and not create:
        raise TocsinError("store.no-desk", url=shown(address))
    # SQLite writes beside the file as well
    for part in (path, path.parent):
        if part.exists() and not os.access(part, os.W_OK):
            raise TocsinError("store.read-only", path=part)


def _engine(address: URL) -> Engine:
    if address.drivername in _SQLITE:
        return create_engine(address)
    arguments = {"connect_timeout": _CONNECT_SECONDS, "client_encoding": "utf8"}
    asked = {name: value for name, value in arguments.items() if name not in address.query}
    try:
        return create_engine(address, connect_args=asked, pool_pre_ping=True)
    except ImportError as error:
        raise TocsinError("store.no-psycopg", problem=error) from error


def _prepare(engine: Engine, create: bool) -> None:
    try:
        if engine.dialect.name == "sqlite":
            _use_journal(engine)
        with engine.connect() as connection:
            _check_encoding(connection)
            ready = _heads(connection) == _newest()
        if not ready:
            _bring_up_to_date(engine, create)
    except DatabaseError as error:
        raise _failure(error, engine.url) from error


def _failure(error: DatabaseError, url: URL) -> TocsinError:
    problem = problem_of(error, url)
    if is_busy(error):
        return TocsinError("store.busy", url=shown(url), seconds=WAIT_SECONDS)
    if url.drivername not in _SQLITE:
        return TocsinError("store.no-connection", url=shown(url), problem=problem)
    if not isinstance(error, OperationalError):
        return TocsinError("store.no-database", path=url.database, problem=problem)
    return TocsinError("store.no-file", path=url.database, problem=problem)


def _use_journal(engine: Engine) -> None:
    """Let readers go on while somebody writes (write-ahead log); the file remembers it."""
    with engine.connect() as connection:
        connection.execution_options(**without_transaction())
        for left in reversed(range(_JOURNAL_TRIES)):
            try:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                return
            except OperationalError as error:
                if not left or not is_busy(error):
                    raise
                sleep(_JOURNAL_WAIT)


def _check_encoding(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise TocsinError("store.encoding", url=shown(connection.engine.url), encoding=encoding)


def _bring_up_to_date(engine: Engine, create: bool) -> None:
    """Make what tables are missing, while every other process waits that opens this desk too."""
    # SQLite changes a table by making it anew, which must not take the rows along that point to it
    with locked(engine, before=("PRAGMA foreign_keys = OFF",)) as connection:
        heads = _heads(connection)
        if not heads and inspect(connection).get_table_names():
            raise TocsinError("store.other-database", url=shown(engine.url))
        if not heads and not create:
            raise TocsinError("store.no-desk", url=shown(engine.url))
        config = migrations()
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if heads - known:
            raise TocsinError("store.newer", url=shown(engine.url), revision=", ".join(sorted(heads - known)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    # the connections that come are set up anew
    engine.dispose()


def _heads(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _newest() -> set[str]:
    return set(ScriptDirectory.from_config(migrations()).get_heads())
