"""The tables of a desk, the same in SQLite and PostgreSQL.

Numbers (`n`) join tables and never leave the store; everywhere else records go by their ids. Whole records lie as JSON
(compressed where large) beside the columns that filters need.
"""

from __future__ import annotations

import re

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# NUL and lone surrogates: databases refuse them
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class StoredText(TypeDecorator[str]):
    """Text that any string can be put into and that both databases put in the same order, by code points.

    A character that a database refuses becomes U+FFFD, so that offsets stay right; whole records, which lie as JSON,
    keep it.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Choose the order of code points in PostgreSQL too; it also lets an index find names by their beginning."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what no database takes."""
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


# SQLite numbers rows by itself only where the key is called INTEGER
_Key = BigInteger().with_variant(Integer, "sqlite")


def _n() -> Column[int]:
    return Column("n", _Key, primary_key=True, autoincrement=True)


def _of(table: str, *, index: bool = False, name: str | None = None) -> Column[int]:
    target = ForeignKey(f"{table}.n", ondelete="CASCADE")
    return Column(name or f"{table}_n", _Key, target, nullable=False, index=index)


capture = Table(
    "capture",
    metadata,
    _n(),
    Column("sha256", StoredText, nullable=False, unique=True),
    Column("source", StoredText, nullable=False),
    Column("url", StoredText),
    Column("media_type", StoredText),
    Column("charset", StoredText),
    Column("fetched", StoredText),
    Column("content", LargeBinary, nullable=False),  # zlib
)

report = Table(
    "report",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    # the page: its address or, for a file without one, the path; versions of one page share it
    Column("page", StoredText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("capture_n", _Key, ForeignKey("capture.n"), nullable=False),
    Column("source", StoredText, nullable=False),
    Column("url", StoredText),
    Column("outlet", StoredText),
    Column("outlet_folded", StoredText),
    Column("title", StoredText),
    Column("byline", StoredText),
    Column("published", StoredText),
    Column("published_basis", StoredText, nullable=False),
    Column("language", StoredText, nullable=False),
    Column("text", StoredText, nullable=False),
    Column("model", StoredText, nullable=False),
    Column("model_version", StoredText, nullable=False),
    Column("stages", StoredText, nullable=False),
    Column("added", StoredText, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # the whole Reading: JSON, zlib
    UniqueConstraint("page", "version"),
    Index(None, "published", "n"),
    Index(None, "outlet_folded", "published"),
)

# an address under which the text of a kept report was found as well
alias = Table(
    "alias",
    metadata,
    Column("page", StoredText, primary_key=True),
    _of("report", index=True),
)

# tokens of title and text as `store.search` makes them; the index itself is made by the migration for each database
report_words = Table(
    "report_words",
    metadata,
    Column("report_n", _Key, ForeignKey("report.n", ondelete="CASCADE"), primary_key=True),
    Column("words", StoredText, nullable=False),
)

desk_actor = Table(
    "desk_actor",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    Column("name", StoredText, nullable=False),
    Column("folded", StoredText, nullable=False, index=True),
    Column("kind", StoredText, nullable=False),
    Column("country", StoredText),
    Column("data", StoredText, nullable=False),  # DeskActor as JSON, without counts
    # current reports and listed events in which it occurs, as `tallies` keeps them
    Column("reports", Integer, nullable=False, server_default="0"),
    Column("events", Integer, nullable=False, server_default="0"),
)
Index("ix_desk_actor_most_reports", desk_actor.c.reports.desc(), desk_actor.c.folded, desk_actor.c.n)

actor_form = Table(
    "actor_form",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    Column("desk_actor_n", _Key, ForeignKey("desk_actor.n", ondelete="SET NULL"), index=True),
    Column("name", StoredText, nullable=False),
    Column("country", StoredText),
    Column("data", StoredText, nullable=False),  # ActorForm as JSON
)

# the blocks in which forms are compared with one another
form_key = Table(
    "form_key",
    metadata,
    Column("key", StoredText, primary_key=True),
    Column("form_n", _Key, ForeignKey("actor_form.n", ondelete="CASCADE"), primary_key=True, index=True),
)

report_actor = Table(
    "report_actor",
    metadata,
    _of("report"),
    Column("id", StoredText, nullable=False),  # of the actor in its report
    _of("actor_form", name="form_n"),
    UniqueConstraint("report_n", "id"),
    Index(None, "form_n", "report_n"),
)

incident = Table(
    "incident",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    Column("title", StoredText, nullable=False),
    Column("type", StoredText, nullable=False),
    Column("mode", StoredText),
    Column("day_start", StoredText),
    Column("day_end", StoredText),
    Column("country", StoredText),
    Column("place", StoredText),
    Column("lat", Double),
    Column("lon", Double),
    Column("sources", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),  # Incident: JSON, zlib
    Column("place_id", StoredText),  # of the place across reports, as in `place`
    Column("killed", Integer),  # the highest figure
    Column("modality", StoredText),  # the most real one that an event of it has
    Index(None, "day_start", "n"),
    Index(None, "type", "day_start", "n"),
    Index(None, "country", "day_start", "n"),
    Index(None, "lat", "lon", "day_start"),
    Index(None, "contested", "day_start", "n"),
    Index(None, "place_id", "day_start", "n"),
)

# a former id of an incident
incident_alias = Table(
    "incident_alias",
    metadata,
    Column("id", StoredText, primary_key=True),
    Column("now", StoredText, nullable=False, index=True),
)

event = Table(
    "event",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    _of("report", index=True),
    Column("incident_n", _Key, ForeignKey("incident.n", ondelete="SET NULL"), index=True),
    Column("type", StoredText, nullable=False),
    Column("mode", StoredText),
    Column("modality", StoredText, nullable=False),
    Column("day_start", StoredText),
    Column("day_end", StoredText),
    Column("country", StoredText),
    Column("place", StoredText),
    Column("lat", Double),
    Column("lon", Double),
    Column("confidence", Double, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("telling", LargeBinary, nullable=False),  # Telling: JSON, zlib
    # tellings of current reports that can belong to an incident lie in blocks; others do not
    Column("linkable", Boolean, nullable=False),
    # what the reader model doubts is shown where it belongs to an incident
    Column("doubtful", Boolean, nullable=False),
    Column("place_id", StoredText),
    Column("record", LargeBinary),  # Event: JSON, zlib; never NULL in a desk that is up to date
    CheckConstraint("trigger_start >= 0 AND trigger_start < trigger_end", name="trigger"),
    Index(None, "day_start", "n"),
    Index(None, "type", "day_start", "n"),
    Index(None, "country", "day_start", "n"),
    Index(None, "lat", "lon", "day_start"),
    Index(None, "place_id", "day_start", "n"),
)

event_party = Table(
    "event_party",
    metadata,
    _of("event"),
    Column("side", StoredText, nullable=False),  # actor, recipient
    Column("position", Integer, nullable=False),
    Column("name", StoredText, nullable=False),
    Column("folded", StoredText, nullable=False),
    Column("country", StoredText),
    Column("form_n", _Key, ForeignKey("actor_form.n", ondelete="SET NULL")),
    Column("day_start", StoredText),  # of the event, so that a party's events come in order of time
    CheckConstraint("side IN ('actor', 'recipient')", name="side"),
    UniqueConstraint("event_n", "side", "position"),
    Index(None, "country", "side", "day_start", "event_n"),
    Index(None, "form_n", "side", "day_start", "event_n"),
    Index(None, "folded", "side", "day_start", "event_n"),
)

# who acts on whom in the events that lists can show (of current reports, and borne out), as `tallies` keeps it: numbers
# of actors of the desk, which are put right in the transaction that changes them, and countries
event_pair = Table(
    "event_pair",
    metadata,
    _of("event", index=True),
    Column("actor_n", _Key),
    Column("recipient_n", _Key),
    Column("actor_country", StoredText),
    Column("recipient_country", StoredText),
    Column("day_start", StoredText),
    Index(None, "actor_n", "recipient_n", "event_n"),
    Index(None, "actor_country", "recipient_country", "day_start", "event_n"),
)

# one row for each name on one side of an incident; a country beyond those of the names has a row with the name ""
incident_party = Table(
    "incident_party",
    metadata,
    _of("incident"),
    Column("side", StoredText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("folded", StoredText, nullable=False),
    Column("country", StoredText),
    Column("day_start", StoredText),
    CheckConstraint("side IN ('actor', 'recipient')", name="side"),
    UniqueConstraint("incident_n", "side", "position"),
    Index(None, "country", "side", "day_start", "incident_n"),
    Index(None, "folded", "side", "day_start", "incident_n"),
)

statement = Table(
    "statement",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    _of("report", index=True),
    Column("speaker", StoredText),
    Column("speaker_folded", StoredText, index=True),
    Column("speaker_country", StoredText),
    Column("form_n", _Key, ForeignKey("actor_form.n", ondelete="SET NULL"), index=True),
    Column("via", StoredText),
    Column("stance", StoredText, nullable=False),
    Column("published", StoredText),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("data", StoredText, nullable=False),  # Statement as JSON
    CheckConstraint('start >= 0 AND start < "end"', name="span"),
    Index(None, "published", "n"),
)

# what statements say of events
position = Table(
    "position",
    metadata,
    _of("event"),
    _of("statement", index=True),
    Column("kind", StoredText, nullable=False),  # claims, denies, tells
    CheckConstraint("kind IN ('claims', 'denies', 'tells')", name="kind"),
    UniqueConstraint("event_n", "statement_n", "kind"),
)

place = Table(
    "place",
    metadata,
    _of("report"),
    Column("id", StoredText, nullable=False),
    Column("name", StoredText, nullable=False),
    Column("country", StoredText),
    Column("lat", Double),
    Column("lon", Double),
    Column("gazetteer_id", StoredText, index=True),
    # of the place across reports; never NULL in a desk that is up to date, nor is `data`
    Column("place_id", StoredText),
    Column("folded", StoredText),
    Column("admin1", StoredText),
    Column("precision", StoredText),
    Column("data", StoredText),  # mentions as JSON, the first of each wording
    UniqueConstraint("report_n", "id"),
    Index(None, "place_id", "report_n", "folded"),
)

flag = Table(
    "flag",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    _of("report", index=True),
    Column("kind", StoredText, nullable=False),
    Column("published", StoredText),
    Column("data", StoredText, nullable=False),  # Flag as JSON
    Index(None, "kind", "published", "n"),
)

rejected = Table(
    "rejected",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    Column("source", StoredText, nullable=False),
    Column("stage", StoredText, nullable=False),
    Column("reason", StoredText, nullable=False),
    Column("report_id", StoredText, index=True),
    Column("added", StoredText, nullable=False),
    Column("data", StoredText, nullable=False),  # Rejected as JSON
    Index(None, "reason", "n"),
)

# where an event is compared: hashes of time, place and parties
event_block = Table(
    "event_block",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("published", StoredText, primary_key=True),  # "" where unknown
    Column("event_id", StoredText, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True),
)

edge = Table(
    "edge",
    metadata,
    Column("first", StoredText, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("second", StoredText, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("weight", Double, nullable=False),
    CheckConstraint('"first" < "second"', name="order"),
)

review = Table(
    "review",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    Column("subject", StoredText, nullable=False),
    Column("subject_id", StoredText, nullable=False),
    Column("verdict", StoredText, nullable=False),
    Column("author", StoredText, nullable=False),
    Column("at", StoredText, nullable=False),
    # where the record lay when it was judged, so that it is found again after a re-reading gives it a new id
    Column("report_id", StoredText),
    Column("start", Integer),
    Column("end", Integer),
    Column("data", StoredText, nullable=False),  # Review as JSON
    Column("undone", Boolean, nullable=False, default=False),
    Index(None, "subject", "subject_id"),
    Index(None, "report_id"),
)

# pairs of tellings that a reviewer joined or parted
ruling = Table(
    "ruling",
    metadata,
    Column("first", StoredText, primary_key=True),
    Column("second", StoredText, primary_key=True, index=True),
    Column("verdict", StoredText, nullable=False),
    Column("review_n", _Key, ForeignKey("review.n", ondelete="CASCADE"), primary_key=True, index=True),
    CheckConstraint('"first" < "second"', name="order"),
)

token = Table(
    "token",
    metadata,
    _n(),
    Column("name", StoredText, nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("scope", StoredText, nullable=False),  # read, write
    Column("created", StoredText, nullable=False),
    Column("expires", StoredText),
    Column("revoked", Boolean, nullable=False, default=False),
)

job = Table(
    "job",
    metadata,
    _n(),
    Column("id", StoredText, nullable=False, unique=True),
    Column("state", StoredText, nullable=False),  # waiting, running, done, failed
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("created", StoredText, nullable=False),
    Column("finished", StoredText),
    Column("data", StoredText, nullable=False),  # what came of each source: JSON
)


# what lasts longer than a day is looked for by itself, so that a short span of time does not walk over all before it
for _table in (event, incident):
    _lasting = _table.c.day_end > _table.c.day_start
    Index(
        f"ix_{_table.name}_lasting",
        _table.c.day_start,
        _table.c.n,
        _table.c.day_end,
        sqlite_where=_lasting,
        postgresql_where=_lasting,
    )
Index("ix_report_superseded", report.c.n, sqlite_where=~report.c.current, postgresql_where=~report.c.current)
Index(None, flag.c.published, flag.c.n)
Index(None, incident.c.sources, incident.c.n)
Index(None, statement.c.speaker_country, statement.c.published, statement.c.n)
Index(None, rejected.c.added, rejected.c.n)
Index(None, event.c.report_n, event.c.day_start, event.c.n)
# who takes part in an event, as actors of the desk, without a look at whole rows
Index(None, event_party.c.event_n, event_party.c.side, event_party.c.form_n)
Index(None, actor_form.c.n, actor_form.c.desk_actor_n)
# all that a map of incidents needs, in their order of time
SITUATION = "ix_incident_situation"
Index(
    SITUATION,
    *(incident.c[name] for name in ("day_start", "n", "day_end", "id", "lat", "lon", "type", "mode", "country")),
    *(incident.c[name] for name in ("place_id", "modality", "sources", "contested", "killed")),
)
