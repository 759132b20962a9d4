"""What answers that go over many records need: columns for them, and what statements say of events."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from tocsin.records.ids import content_id
from tocsin.store.search import fold

revision = "0004"
down_revision = "0003"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AT_ONCE = 500
_MODALITIES = ("happened", "ongoing", "future", "threatened", "demanded", "hypothetical", "negated")


def upgrade() -> None:
    """Make the columns and the table, and fill them from the whole records."""
    op.add_column("incident", sa.Column("place_id", TEXT))
    op.add_column("incident", sa.Column("killed", sa.Integer()))
    op.add_column("incident", sa.Column("modality", TEXT))
    op.add_column("event", sa.Column("place_id", TEXT))
    op.add_column("event", sa.Column("record", sa.LargeBinary()))
    for name in ("place_id", "folded", "admin1", "precision", "data"):
        op.add_column("place", sa.Column(name, TEXT))
    op.create_table(
        "position",
        sa.Column("event_n", KEY, nullable=False),
        sa.Column("statement_n", KEY, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.CheckConstraint("kind IN ('claims', 'denies', 'tells')", name=op.f("ck_position_kind")),
        sa.ForeignKeyConstraint(["event_n"], ["event.n"], name="fk_position_event_n", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement_n"], ["statement.n"], name="fk_position_statement_n", ondelete="CASCADE"),
        sa.UniqueConstraint("event_n", "statement_n", "kind", name="uq_position_event_n_statement_n_kind"),
    )
    _of_incidents()
    _of_tellings()
    _of_readings()
    _counts()
    op.create_index("ix_position_statement_n", "position", ["statement_n"])
    op.create_index("ix_incident_place_id_day_start_n", "incident", ["place_id", "day_start", "n"])
    op.create_index("ix_event_place_id_day_start_n", "event", ["place_id", "day_start", "n"])
    op.create_index("ix_event_party_event_n_side_form_n", "event_party", ["event_n", "side", "form_n"])
    op.create_index("ix_actor_form_n_desk_actor_n", "actor_form", ["n", "desk_actor_n"])
    held = ["day_start", "n", "day_end", "id", "lat", "lon", "type", "mode", "country"]
    held += ["place_id", "modality", "sources", "contested", "killed"]
    op.create_index("ix_incident_situation", "incident", held)
    op.create_index("ix_place_place_id_report_n_folded", "place", ["place_id", "report_n", "folded"])
    op.create_index("ix_desk_actor_most_reports", "desk_actor", [sa.text("reports DESC"), "folded", "n"])
    op.create_index("ix_event_pair_event_n", "event_pair", ["event_n"])
    op.create_index("ix_event_pair_actor_n_recipient_n_event_n", "event_pair", ["actor_n", "recipient_n", "event_n"])
    placed = ["actor_country", "recipient_country", "day_start", "event_n"]
    op.create_index("ix_event_pair_actor_country_recipient_country_day_start_event_n", "event_pair", placed)


def _rows(table: str, column: str) -> Iterator[list[tuple[int, Any]]]:
    """Give the numbers and the whole records of a table, some at a time."""
    query = sa.text(
        f"SELECT n, {column} FROM {table} WHERE n > :last ORDER BY n LIMIT {_AT_ONCE}"  # noqa: S608 - own names
    )
    last = -1
    while rows := op.get_bind().execute(query, {"last": last}).all():
        yield [(row[0], json.loads(zlib.decompress(row[1]))) for row in rows]
        last = rows[-1][0]


def _run(statement: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        op.get_bind().execute(sa.text(statement), rows)


def _of_incidents() -> None:
    for chunk in _rows("incident", "data"):
        rows = [
            {
                "n": n,
                "place": _place_of(one["spot"]),
                "killed": max((each["high"] for each in one["rollups"] if each["what"] == "killed"), default=None),
            }
            for n, one in chunk
        ]
        _run("UPDATE incident SET place_id = :place, killed = :killed WHERE n = :n", rows)
    rank = " ".join(f"WHEN '{each}' THEN {at}" for at, each in enumerate(_MODALITIES))
    op.execute(
        "UPDATE incident SET modality = (SELECT event.modality FROM event WHERE event.incident_n = incident.n "  # noqa: S608 - own words
        f"ORDER BY CASE event.modality {rank} END LIMIT 1)"
    )


def _of_tellings() -> None:
    for chunk in _rows("event", "telling"):
        rows = [{"n": n, "place": place} for n, one in chunk if (place := _place_of(one["spot"])) is not None]
        _run("UPDATE event SET place_id = :place WHERE n = :n", rows)


def _of_readings() -> None:
    for chunk in _rows("report", "reading"):
        numbers = {"first": chunk[0][0], "last": chunk[-1][0]}
        events, statements = (
            {
                row[0]: row[1]
                for row in op.get_bind().execute(
                    sa.text(f"SELECT id, n FROM {table} WHERE report_n BETWEEN :first AND :last"),  # noqa: S608
                    numbers,
                )
            }
            for table in ("event", "statement")
        )
        told = [one for _, reading in chunk for one in (*reading["events"], *reading.get("doubtful", ()))]
        records = ({"id": one["id"], "record": zlib.compress(_written(one))} for one in told)
        _run("UPDATE event SET record = :record WHERE id = :id", [each for each in records if each["id"] in events])
        _run(
            "UPDATE place SET place_id = :place_id, folded = :folded, admin1 = :admin1, precision = :precision, "
            "data = :data WHERE report_n = :report_n AND id = :id",
            [_place(n, place) for n, reading in chunk for place in reading["places"]],
        )
        _run(
            "INSERT INTO position (event_n, statement_n, kind) VALUES (:event, :statement, :kind)",
            [
                {"event": events[event], "statement": statements[statement], "kind": kind}
                for _, reading in chunk
                for event, statement, kind in _positions(reading)
                if event in events and statement in statements
            ],
        )


_LISTED = "report.current AND (NOT event.doubtful OR event.incident_n IS NOT NULL)"


def _counts() -> None:
    """Count reports and events of actors, and write down who acts on whom in which event."""
    for name in ("reports", "events"):
        op.add_column("desk_actor", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "event_pair",
        sa.Column("event_n", KEY, nullable=False),
        sa.Column("actor_n", KEY),
        sa.Column("recipient_n", KEY),
        sa.Column("actor_country", TEXT),
        sa.Column("recipient_country", TEXT),
        sa.Column("day_start", TEXT),
        sa.ForeignKeyConstraint(["event_n"], ["event.n"], name="fk_event_pair_event_n", ondelete="CASCADE"),
    )
    op.execute(
        "UPDATE desk_actor SET reports = (SELECT count(DISTINCT report.n) FROM actor_form "  # noqa: S608 - own words
        "JOIN report_actor ON report_actor.form_n = actor_form.n JOIN report ON report.n = report_actor.report_n "
        "WHERE actor_form.desk_actor_n = desk_actor.n AND report.current), "
        "events = (SELECT count(DISTINCT event.n) FROM actor_form "
        "JOIN event_party ON event_party.form_n = actor_form.n JOIN event ON event.n = event_party.event_n "
        f"JOIN report ON report.n = event.report_n WHERE actor_form.desk_actor_n = desk_actor.n AND {_LISTED})"
    )
    op.execute(
        "INSERT INTO event_pair (event_n, actor_n, recipient_n, actor_country, recipient_country, day_start) "  # noqa: S608
        "SELECT DISTINCT event.n, one.desk_actor_n, other.desk_actor_n, acting.country, receiving.country, "
        "event.day_start FROM event JOIN report ON report.n = event.report_n "
        "JOIN event_party AS acting ON acting.event_n = event.n AND acting.side = 'actor' "
        "JOIN event_party AS receiving ON receiving.event_n = event.n AND receiving.side = 'recipient' "
        "LEFT JOIN actor_form AS one ON one.n = acting.form_n "
        "LEFT JOIN actor_form AS other ON other.n = receiving.form_n "
        f"WHERE {_LISTED} AND ((one.desk_actor_n IS NOT NULL AND other.desk_actor_n IS NOT NULL) "
        "OR (acting.country IS NOT NULL AND receiving.country IS NOT NULL))"
    )


def _positions(reading: dict[str, Any]) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for event in (*reading["events"], *reading.get("doubtful", ())):
        own = [(event["id"], each, "claims") for each in event["claimed_by"]]
        own += [(event["id"], each, "denies") for each in event["denied_by"]]
        said = {each for _, each, _ in own}
        about = (one["id"] for one in reading["statements"] if event["id"] in one.get("about", ()))
        found += [*own, *((event["id"], each, "tells") for each in about if each not in said)]
    return list(dict.fromkeys(found))


def _place(report_n: int, one: dict[str, Any]) -> dict[str, Any]:
    qualifier, name = one.get("qualifier"), one["name"]
    bounded = name if qualifier is None or qualifier in name else f"{qualifier} {name}"
    mentions = {each["quote"]: each for each in sorted(one["mentions"], key=_start, reverse=True)}
    return {
        "report_n": report_n,
        "id": one["id"],
        "place_id": _place_id(one["gazetteer_id"], bounded, one["country"]),
        "folded": _stored(fold(name)[:200]),
        "admin1": _stored(one["admin1"]),
        "precision": one["precision"],
        "data": _written(sorted(mentions.values(), key=_start)).decode(),
    }


def _place_of(spot: dict[str, Any] | None) -> str | None:
    return None if spot is None else _place_id(spot.get("gazetteer_id"), spot["name"], spot.get("country"))


def _place_id(gazetteer_id: str | None, name: str, country: str | None) -> str:
    if gazetteer_id is not None:
        return content_id("place", gazetteer_id)
    return content_id("place", fold(name)[:200], country or "")


def _start(mention: dict[str, Any]) -> tuple[int, int]:
    return mention["start"], mention["end"]


def _written(record: object) -> bytes:
    return json.dumps(record, separators=(",", ":")).encode()


def _stored(text: str | None) -> str | None:
    """Replace what no database takes."""
    return None if text is None else "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
