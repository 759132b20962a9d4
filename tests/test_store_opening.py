"""Opening a desk: addresses, migrations, and what can stand against it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import desk_cases
import pytest
from alembic import command, op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from desk_cases import postgresql
from sqlalchemy import CheckConstraint, create_engine, inspect, text
from sqlalchemy.engine import make_url

from tocsin.errors import TocsinError
from tocsin.store.opening import open_store
from tocsin.store.schema import metadata

desk_url = desk_cases.desk_url
store = desk_cases.store
SECRET = "s3cret!"
# the database takes the full-text index for tables of its own
OWN_TABLES = ("alembic_version", "report_fts")


def refused(url: str, **options: bool) -> TocsinError:
    with pytest.raises(TocsinError) as caught:
        open_store(url, **options)
    return caught.value


def run(url: str, *statements: str) -> None:
    """Run statements on a database past the store."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg") if "postgresql" in url else url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_migrations_make_the_tables_that_the_code_expects(store):
    with store.reading() as snapshot:
        context = MigrationContext.configure(
            snapshot.connection,
            opts={"include_name": lambda name, kind, parents: not (name or "").startswith(OWN_TABLES)},
        )
        assert compare_metadata(context, metadata) == []


def test_migrations_make_the_checks_that_the_code_expects(store):
    with store.reading() as snapshot:
        made = inspect(snapshot.connection)
        found = {check["name"] for table in metadata.tables for check in made.get_check_constraints(table)}
    checks = [c for table in metadata.tables.values() for c in table.constraints if isinstance(c, CheckConstraint)]
    assert len(checks) > 4
    assert found == {str(check.name) for check in checks}


def test_a_desk_is_kept_when_it_is_closed_and_opened_again(desk_url):
    with open_store(desk_url) as opened, opened.writing() as writer:
        kept = desk_cases.keep(writer, desk_cases.shelling())
    with open_store(desk_url, create=False) as opened, opened.reading() as snapshot:
        assert snapshot.report_ids() == (kept.report,)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_may_be_written_in_three_ways(scheme):
    url = postgresql().url("desk_ways")
    postgresql().run("DROP DATABASE IF EXISTS desk_ways", "CREATE DATABASE desk_ways")
    with open_store(url.replace("postgresql", scheme, 1)) as opened, opened.reading() as snapshot:
        assert snapshot.connection.dialect.driver == "psycopg"


def test_sqlite_is_set_up_for_many_readers_and_a_writer(tmp_path):
    wanted = {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 30000, "foreign_keys": 1}
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}") as opened:
        for _ in range(2):
            with opened.reading() as snapshot:
                query = snapshot.connection.exec_driver_sql
                assert {name: query(f"PRAGMA {name}").scalar_one() for name in wanted} == wanted
                assert query("PRAGMA mmap_size").scalar_one() > 0


def test_without_create_nothing_is_made(desk_url):
    error = refused(desk_url, create=False)
    assert error.slug == "store.no-desk"
    if desk_url.startswith("sqlite"):
        assert not Path(make_url(desk_url).database or "").exists()
    assert refused(desk_url, create=False).slug == "store.no-desk"


def test_a_desk_of_a_newer_tocsin_is_refused(desk_url):
    open_store(desk_url).close()
    run(desk_url, "UPDATE alembic_version SET version_num = '9999'")
    error = refused(desk_url)
    assert error.slug == "store.newer"
    assert "9999" in str(error)


def test_tables_of_something_else_are_left_alone(desk_url):
    run(desk_url, "CREATE TABLE stock (item TEXT)")
    assert refused(desk_url).slug == "store.other-database"


def test_tables_that_could_not_all_be_made_are_not_made_at_all(desk_url, monkeypatch):
    def fail(statement):
        raise RuntimeError("planted")

    with monkeypatch.context() as patch:
        patch.setattr(op, "execute", fail)
        with pytest.raises(RuntimeError, match="planted"):
            open_store(desk_url)
    assert refused(desk_url, create=False).slug == "store.no-desk"
    open_store(desk_url).close()


def test_tables_are_changed_without_taking_along_what_points_to_them(tmp_path, monkeypatch):
    """SQLite empties a table to make it anew, and rows elsewhere that belong to its rows must stay."""
    seen = []
    upgrade = command.upgrade

    def noted(config, revision):
        connection = config.attributes["connection"]
        seen.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one())
        upgrade(config, revision)

    monkeypatch.setattr(command, "upgrade", noted)
    open_store(f"sqlite:///{tmp_path / 'desk.db'}").close()
    assert seen == [0]


def test_several_processes_may_open_a_new_desk_at_once(desk_url):
    program = "import sys; from tocsin.store.opening import open_store; open_store(sys.argv[1]).close()"
    running = [
        subprocess.Popen([sys.executable, "-c", program, desk_url], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [one.communicate()[1] for one in running] == [""] * 4
    assert [one.returncode for one in running] == [0] * 4
    open_store(desk_url, create=False).close()


def test_a_second_writer_gives_up_after_a_while(store, monkeypatch):
    monkeypatch.setattr("tocsin.store.store.WAIT_SECONDS", 1)
    url = store._engine.url.render_as_string(hide_password=False)
    with open_store(url) as other, store.writing(), pytest.raises(TocsinError) as caught, other.writing():
        pass
    assert caught.value.slug == "store.busy"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("notes.txt", "store.no-database"),
        ("damaged.db", "store.no-database"),
        ("folder", "store.is-folder"),
        ("nowhere/desk.db", "store.no-folder"),
    ],
)
def test_a_file_that_cannot_be_a_desk_is_named(tmp_path, name, slug):
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("These are notes, and no database at all. " * 40)
    open_store(f"sqlite:///{tmp_path / 'whole.db'}").close()
    whole = (tmp_path / "whole.db").read_bytes()
    (tmp_path / "damaged.db").write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    error = refused(f"sqlite:///{tmp_path / name}")
    assert error.slug == slug
    assert name in str(error)


def test_an_empty_file_becomes_a_desk(tmp_path):
    (tmp_path / "desk.db").touch()
    open_store(f"sqlite:///{tmp_path / 'desk.db'}").close()
    assert (tmp_path / "desk.db").stat().st_size


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_file_that_may_not_be_written_is_named(closed):
    # root may write everywhere, so another user tries
    folder = Path(tempfile.mkdtemp(prefix="tocsin-"))
    try:
        open_store(f"sqlite:///{folder / 'desk.db'}").close()
        (folder / "desk.db").chmod(0o444 if closed == "file" else 0o666)
        folder.chmod(0o777 if closed == "file" else 0o555)
        program = (
            "import os, sys\nfrom tocsin.errors import TocsinError\nfrom tocsin.store.opening import open_store\n"
            "os.geteuid() or os.setuid(65534)\n"
            "try:\n    open_store(sys.argv[1])\nexcept TocsinError as error:\n    print(error)"
        )
        told = subprocess.run(
            [sys.executable, "-c", program, f"sqlite:///{folder / 'desk.db'}"], capture_output=True, text=True
        )
        assert "[store.read-only]" in told.stdout, told
        assert ("desk.db may" if closed == "file" else f"{folder.name} may") in told.stdout
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder)


def test_a_missing_psycopg_is_named_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = refused(f"postgresql://ana:{SECRET}@127.0.0.1/desk")
    assert error.slug == "store.no-psycopg"
    assert 'pip install "tocsin[postgres]"' in str(error)


def test_a_database_of_other_characters_is_refused():
    postgresql().run(
        "DROP DATABASE IF EXISTS desk_latin",
        "CREATE DATABASE desk_latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
    )
    error = refused(postgresql().url("desk_latin"))
    assert error.slug == "store.encoding"
    assert "LATIN1" in str(error)


@pytest.fixture(scope="module")
def locked_url():
    """Give the address of a database whose user needs a password."""
    server = postgresql()
    rules = Path(server.run("SHOW hba_file")[0][0])
    before = rules.read_text()
    rules.write_text(f"local all ana scram-sha-256\n{before}")
    server.run(f"CREATE ROLE ana LOGIN PASSWORD '{SECRET}'", "CREATE DATABASE desk_locked", "SELECT pg_reload_conf()")
    yield make_url(server.url("desk_locked")).set(username="ana", password=SECRET)
    rules.write_text(before)
    server.run("DROP DATABASE desk_locked WITH (FORCE)", "DROP ROLE ana", "SELECT pg_reload_conf()")


def test_a_wrong_password_is_told_from_a_missing_right(locked_url):
    wrong = refused(locked_url.set(password="other").render_as_string(hide_password=False))
    assert wrong.slug == "store.no-connection"
    assert "password authentication failed" in str(wrong)
    right = refused(locked_url.render_as_string(hide_password=False))
    assert right.slug == "store.no-connection"
    assert "permission denied" in str(right)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (f"postgresql://ana:{SECRET}@127.0.0.1:1/desk", "store.no-connection"),
        (f"postgresql://ana@127.0.0.1:1/desk?password={SECRET}", "store.no-connection"),
        (f"postgresql://ana:{SECRET}@/desk?host=/nowhere", "store.no-connection"),
        (f"postgresql://ana:{SECRET}@127.0.0.1/desk?no_such_option=1", "store.no-connection"),
        (f"postgresql://ana:{SECRET}@127.0.0.1:port/desk", "store.bad-url"),
        (f"postgresql+asyncpg://ana:{SECRET}@127.0.0.1/desk", "store.bad-url"),
        (f"mysql://ana:{SECRET}@127.0.0.1/desk", "store.bad-url"),
        (f"mysql://ana@127.0.0.1/desk?password={SECRET}", "store.bad-url"),
        (f"ana:{SECRET}@127.0.0.1/desk", "store.bad-url"),
        (f"postgresql:ana:{SECRET}@127.0.0.1/desk", "store.bad-url"),
        ("desk.db", "store.bad-url"),
        ("", "store.bad-url"),
        ("sqlite://", "store.bad-url"),
        ("sqlite:///:memory:", "store.bad-url"),
        ("sqlite:///file:desk.db?mode=ro&uri=true", "store.bad-url"),
    ],
)
def test_a_bad_address_is_told_without_its_password(url, slug):
    error = refused(url)
    assert error.slug == slug
    told = [str(error), repr(error), repr(error.values), *traceback.format_exception(error)]
    # the traceback quotes the lines of this test
    assert not [line for line in told if SECRET in line]


def _cut_off(writer, ending):
    postgresql().run(ending)
    desk_cases.keep(writer, desk_cases.shelling())


def test_a_failure_while_writing_is_told_without_the_password(locked_url):
    database = locked_url.database
    postgresql().run(f"ALTER DATABASE {database} OWNER TO ana")
    with open_store(locked_url.render_as_string(hide_password=False)) as opened:
        assert SECRET not in opened.url
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'"
        with pytest.raises(TocsinError) as caught, opened.writing() as writer:
            _cut_off(writer, ending)
    assert caught.value.slug == "store.failed"
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_opening_needs_no_file_beside_the_package(desk_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    open_store(desk_url).close()
    assert {name for name in os.listdir(tmp_path) if not name.startswith("desk.db")} == set()
