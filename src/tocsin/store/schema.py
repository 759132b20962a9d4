"""The tables of a desk, the same in SQLite and PostgreSQL.

Numbers (`n`) join tables and never leave the store; everywhere else records go by their ids. Whole records lie as JSON
(compressed where large) beside the columns that filters need.
"""

from __future__ import annotations

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

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
    Column("sha256", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("media_type", Text),
    Column("charset", Text),
    Column("fetched", Text),
    Column("content", LargeBinary, nullable=False),  # zlib
)

report = Table(
    "report",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    # the page: its address or, for a file without one, the path; versions of one page share it
    Column("page", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("capture_n", _Key, ForeignKey("capture.n"), nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("outlet_folded", Text),
    Column("title", Text),
    Column("byline", Text),
    Column("published", Text),
    Column("published_basis", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("stages", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # the whole Reading: JSON, zlib
    UniqueConstraint("page", "version"),
    Index(None, "published", "n"),
    Index(None, "outlet_folded", "published"),
)

# an address under which the text of a kept report was found as well
alias = Table(
    "alias",
    metadata,
    Column("page", Text, primary_key=True),
    _of("report", index=True),
)

# tokens of title and text as `store.search` makes them; the index itself is made by the migration for each database
report_words = Table(
    "report_words",
    metadata,
    Column("report_n", _Key, ForeignKey("report.n", ondelete="CASCADE"), primary_key=True),
    Column("words", Text, nullable=False),
)

desk_actor = Table(
    "desk_actor",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("data", Text, nullable=False),  # DeskActor as JSON, without counts
)

actor_form = Table(
    "actor_form",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    Column("desk_actor_n", _Key, ForeignKey("desk_actor.n", ondelete="SET NULL"), index=True),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("data", Text, nullable=False),  # ActorForm as JSON
)

# the blocks in which forms are compared with one another
form_key = Table(
    "form_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("form_n", _Key, ForeignKey("actor_form.n", ondelete="CASCADE"), primary_key=True),
)

report_actor = Table(
    "report_actor",
    metadata,
    _of("report"),
    Column("id", Text, nullable=False),  # of the actor in its report
    _of("actor_form", name="form_n"),
    UniqueConstraint("report_n", "id"),
    Index(None, "form_n", "report_n"),
)

incident = Table(
    "incident",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("day_start", Text),
    Column("day_end", Text),
    Column("country", Text),
    Column("place", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("sources", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),  # Incident: JSON, zlib
    Index(None, "day_start", "n"),
    Index(None, "type", "day_start", "n"),
    Index(None, "country", "day_start", "n"),
    Index(None, "lat", "lon", "day_start"),
    Index(None, "contested", "day_start", "n"),
)

# a former id of an incident
incident_alias = Table(
    "incident_alias",
    metadata,
    Column("id", Text, primary_key=True),
    Column("now", Text, nullable=False, index=True),
)

event = Table(
    "event",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    _of("report", index=True),
    Column("incident_n", _Key, ForeignKey("incident.n", ondelete="SET NULL"), index=True),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("modality", Text, nullable=False),
    Column("day_start", Text),
    Column("day_end", Text),
    Column("country", Text),
    Column("place", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("confidence", Double, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("telling", LargeBinary, nullable=False),  # Telling: JSON, zlib
    # tellings of current reports that can belong to an incident lie in blocks; others do not
    Column("linkable", Boolean, nullable=False),
    CheckConstraint("trigger_start >= 0 AND trigger_start < trigger_end", name="trigger"),
    Index(None, "day_start", "n"),
    Index(None, "type", "day_start", "n"),
    Index(None, "country", "day_start", "n"),
    Index(None, "lat", "lon", "day_start"),
)

event_party = Table(
    "event_party",
    metadata,
    _of("event"),
    Column("side", Text, nullable=False),  # actor, recipient
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("country", Text),
    Column("form_n", _Key, ForeignKey("actor_form.n", ondelete="SET NULL")),
    Column("day_start", Text),  # of the event, so that a party's events come in order of time
    CheckConstraint("side IN ('actor', 'recipient')", name="side"),
    UniqueConstraint("event_n", "side", "position"),
    Index(None, "country", "side", "day_start", "event_n"),
    Index(None, "form_n", "side", "day_start", "event_n"),
    Index(None, "folded", "side", "day_start", "event_n"),
)

# one row for each pair of countries or of forms that an event joins: what a dyad's series is read from
incident_party = Table(
    "incident_party",
    metadata,
    _of("incident"),
    Column("side", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("country", Text),
    Column("day_start", Text),
    UniqueConstraint("incident_n", "side", "folded"),
    Index(None, "country", "side", "day_start", "incident_n"),
    Index(None, "folded", "side", "day_start", "incident_n"),
)

statement = Table(
    "statement",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    _of("report", index=True),
    Column("speaker", Text),
    Column("speaker_folded", Text, index=True),
    Column("speaker_country", Text),
    Column("form_n", _Key, ForeignKey("actor_form.n", ondelete="SET NULL"), index=True),
    Column("via", Text),
    Column("stance", Text, nullable=False),
    Column("published", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("data", Text, nullable=False),  # Statement as JSON
    CheckConstraint('start >= 0 AND start < "end"', name="span"),
    Index(None, "published", "n"),
)

place = Table(
    "place",
    metadata,
    _of("report"),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("gazetteer_id", Text, index=True),
    UniqueConstraint("report_n", "id"),
)

flag = Table(
    "flag",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    _of("report", index=True),
    Column("kind", Text, nullable=False),
    Column("published", Text),
    Column("data", Text, nullable=False),  # Flag as JSON
    Index(None, "kind", "published", "n"),
)

rejected = Table(
    "rejected",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("report_id", Text, index=True),
    Column("added", Text, nullable=False),
    Column("data", Text, nullable=False),  # Rejected as JSON
    Index(None, "reason", "n"),
)

# where an event is compared: hashes of time, place and parties
event_block = Table(
    "event_block",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("published", Text, primary_key=True),  # "" where unknown
    Column("event_id", Text, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True),
)

edge = Table(
    "edge",
    metadata,
    Column("first", Text, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("second", Text, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("weight", Double, nullable=False),
    CheckConstraint('"first" < "second"', name="order"),
)

review = Table(
    "review",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    Column("subject", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    # where the record lay when it was judged, so that it is found again after a re-reading gives it a new id
    Column("report_id", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("data", Text, nullable=False),  # Review as JSON
    Column("undone", Boolean, nullable=False, default=False),
    Index(None, "subject", "subject_id"),
    Index(None, "report_id"),
)

# pairs of tellings that a reviewer joined or parted
ruling = Table(
    "ruling",
    metadata,
    Column("first", Text, primary_key=True),
    Column("second", Text, primary_key=True, index=True),
    Column("verdict", Text, nullable=False),
    Column("review_n", _Key, ForeignKey("review.n", ondelete="CASCADE"), nullable=False, index=True),
    CheckConstraint('"first" < "second"', name="order"),
)

token = Table(
    "token",
    metadata,
    _n(),
    Column("name", Text, nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("scope", Text, nullable=False),  # read, write
    Column("created", Text, nullable=False),
    Column("expires", Text),
    Column("revoked", Boolean, nullable=False, default=False),
)

job = Table(
    "job",
    metadata,
    _n(),
    Column("id", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),  # waiting, running, done, failed
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("created", Text, nullable=False),
    Column("finished", Text),
    Column("data", Text, nullable=False),  # what came of each source: JSON
)
