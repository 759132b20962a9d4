"""The tables as they were at first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite numbers rows by itself only where the key is called INTEGER
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# in the order of code points, as in SQLite
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make all tables."""
    _capture()
    _desk_actor()
    _incident()
    _incident_alias()
    _job()
    _rejected()
    _review()
    _token()
    _actor_form()
    _incident_party()
    _report()
    _ruling()
    _alias()
    _event()
    _flag()
    _form_key()
    _place()
    _report_actor()
    _report_words()
    _statement()
    _edge()
    _event_block()
    _event_party()


def _capture() -> None:
    op.create_table(
        "capture",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("url", TEXT),
        sa.Column("media_type", TEXT),
        sa.Column("charset", TEXT),
        sa.Column("fetched", TEXT),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_capture"),
        sa.UniqueConstraint("sha256", name="uq_capture_sha256"),
    )


def _desk_actor() -> None:
    op.create_table(
        "desk_actor",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("country", TEXT),
        sa.Column("data", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_desk_actor"),
        sa.UniqueConstraint("id", name="uq_desk_actor_id"),
    )
    op.create_index("ix_desk_actor_folded", "desk_actor", ["folded"])


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("mode", TEXT),
        sa.Column("day_start", TEXT),
        sa.Column("day_end", TEXT),
        sa.Column("country", TEXT),
        sa.Column("place", TEXT),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_incident"),
        sa.UniqueConstraint("id", name="uq_incident_id"),
    )
    op.create_index("ix_incident_contested_day_start_n", "incident", ["contested", "day_start", "n"])
    op.create_index("ix_incident_country_day_start_n", "incident", ["country", "day_start", "n"])
    op.create_index("ix_incident_day_start_n", "incident", ["day_start", "n"])
    op.create_index("ix_incident_lat_lon_day_start", "incident", ["lat", "lon", "day_start"])
    op.create_index("ix_incident_type_day_start_n", "incident", ["type", "day_start", "n"])


def _incident_alias() -> None:
    op.create_table(
        "incident_alias",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("now", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident_alias"),
    )
    op.create_index("ix_incident_alias_now", "incident_alias", ["now"])


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("created", TEXT, nullable=False),
        sa.Column("finished", TEXT),
        sa.Column("data", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_job"),
        sa.UniqueConstraint("id", name="uq_job_id"),
    )


def _rejected() -> None:
    op.create_table(
        "rejected",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("report_id", TEXT),
        sa.Column("added", TEXT, nullable=False),
        sa.Column("data", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_rejected"),
        sa.UniqueConstraint("id", name="uq_rejected_id"),
    )
    op.create_index("ix_rejected_reason_n", "rejected", ["reason", "n"])
    op.create_index("ix_rejected_report_id", "rejected", ["report_id"])


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("subject_id", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("report_id", TEXT),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("data", TEXT, nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_review"),
        sa.UniqueConstraint("id", name="uq_review_id"),
    )
    op.create_index("ix_review_report_id", "review", ["report_id"])
    op.create_index("ix_review_subject_subject_id", "review", ["subject", "subject_id"])


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("created", TEXT, nullable=False),
        sa.Column("expires", TEXT),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_token"),
        sa.UniqueConstraint("name", name="uq_token_name"),
    )


def _actor_form() -> None:
    op.create_table(
        "actor_form",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("desk_actor_n", KEY),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country", TEXT),
        sa.Column("data", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_actor_form"),
        sa.ForeignKeyConstraint(
            ["desk_actor_n"], ["desk_actor.n"], name="fk_actor_form_desk_actor_n", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("id", name="uq_actor_form_id"),
    )
    op.create_index("ix_actor_form_desk_actor_n", "actor_form", ["desk_actor_n"])


def _incident_party() -> None:
    op.create_table(
        "incident_party",
        sa.Column("incident_n", KEY, nullable=False),
        sa.Column("side", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("country", TEXT),
        sa.Column("day_start", TEXT),
        sa.CheckConstraint("side IN ('actor', 'recipient')", name=op.f("ck_incident_party_side")),
        sa.ForeignKeyConstraint(
            ["incident_n"], ["incident.n"], name="fk_incident_party_incident_n", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("incident_n", "side", "position", name="uq_incident_party_incident_n_side_position"),
    )
    op.create_index(
        "ix_incident_party_country_side_day_start_incident_n",
        "incident_party",
        ["country", "side", "day_start", "incident_n"],
    )
    op.create_index(
        "ix_incident_party_folded_side_day_start_incident_n",
        "incident_party",
        ["folded", "side", "day_start", "incident_n"],
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("page", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("capture_n", KEY, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("url", TEXT),
        sa.Column("outlet", TEXT),
        sa.Column("outlet_folded", TEXT),
        sa.Column("title", TEXT),
        sa.Column("byline", TEXT),
        sa.Column("published", TEXT),
        sa.Column("published_basis", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("model_version", TEXT, nullable=False),
        sa.Column("stages", TEXT, nullable=False),
        sa.Column("added", TEXT, nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_report"),
        sa.ForeignKeyConstraint(["capture_n"], ["capture.n"], name="fk_report_capture_n"),
        sa.UniqueConstraint("id", name="uq_report_id"),
        sa.UniqueConstraint("page", "version", name="uq_report_page_version"),
    )
    op.create_index("ix_report_outlet_folded_published", "report", ["outlet_folded", "published"])
    op.create_index("ix_report_published_n", "report", ["published", "n"])


def _ruling() -> None:
    op.create_table(
        "ruling",
        sa.Column("first", TEXT, nullable=False),
        sa.Column("second", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("review_n", KEY, nullable=False),
        sa.PrimaryKeyConstraint("first", "second", "review_n", name="pk_ruling"),
        sa.CheckConstraint('"first" < "second"', name=op.f("ck_ruling_order")),
        sa.ForeignKeyConstraint(["review_n"], ["review.n"], name="fk_ruling_review_n", ondelete="CASCADE"),
    )
    op.create_index("ix_ruling_review_n", "ruling", ["review_n"])
    op.create_index("ix_ruling_second", "ruling", ["second"])


def _alias() -> None:
    op.create_table(
        "alias",
        sa.Column("page", TEXT, nullable=False),
        sa.Column("report_n", KEY, nullable=False),
        sa.PrimaryKeyConstraint("page", name="pk_alias"),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"], name="fk_alias_report_n", ondelete="CASCADE"),
    )
    op.create_index("ix_alias_report_n", "alias", ["report_n"])


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("report_n", KEY, nullable=False),
        sa.Column("incident_n", KEY),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("mode", TEXT),
        sa.Column("modality", TEXT, nullable=False),
        sa.Column("day_start", TEXT),
        sa.Column("day_end", TEXT),
        sa.Column("country", TEXT),
        sa.Column("place", TEXT),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("telling", sa.LargeBinary(), nullable=False),
        sa.Column("linkable", sa.Boolean(), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_event"),
        sa.CheckConstraint("trigger_start >= 0 AND trigger_start < trigger_end", name=op.f("ck_event_trigger")),
        sa.ForeignKeyConstraint(["incident_n"], ["incident.n"], name="fk_event_incident_n", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"], name="fk_event_report_n", ondelete="CASCADE"),
        sa.UniqueConstraint("id", name="uq_event_id"),
    )
    op.create_index("ix_event_country_day_start_n", "event", ["country", "day_start", "n"])
    op.create_index("ix_event_day_start_n", "event", ["day_start", "n"])
    op.create_index("ix_event_incident_n", "event", ["incident_n"])
    op.create_index("ix_event_lat_lon_day_start", "event", ["lat", "lon", "day_start"])
    op.create_index("ix_event_report_n", "event", ["report_n"])
    op.create_index("ix_event_type_day_start_n", "event", ["type", "day_start", "n"])


def _flag() -> None:
    op.create_table(
        "flag",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("report_n", KEY, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("published", TEXT),
        sa.Column("data", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_flag"),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"], name="fk_flag_report_n", ondelete="CASCADE"),
        sa.UniqueConstraint("id", name="uq_flag_id"),
    )
    op.create_index("ix_flag_kind_published_n", "flag", ["kind", "published", "n"])
    op.create_index("ix_flag_report_n", "flag", ["report_n"])


def _form_key() -> None:
    op.create_table(
        "form_key",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("form_n", KEY, nullable=False),
        sa.PrimaryKeyConstraint("key", "form_n", name="pk_form_key"),
        sa.ForeignKeyConstraint(["form_n"], ["actor_form.n"], name="fk_form_key_form_n", ondelete="CASCADE"),
    )
    op.create_index("ix_form_key_form_n", "form_key", ["form_n"])


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("report_n", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country", TEXT),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("gazetteer_id", TEXT),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"], name="fk_place_report_n", ondelete="CASCADE"),
        sa.UniqueConstraint("report_n", "id", name="uq_place_report_n_id"),
    )
    op.create_index("ix_place_gazetteer_id", "place", ["gazetteer_id"])


def _report_actor() -> None:
    op.create_table(
        "report_actor",
        sa.Column("report_n", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("form_n", KEY, nullable=False),
        sa.ForeignKeyConstraint(["form_n"], ["actor_form.n"], name="fk_report_actor_form_n", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"], name="fk_report_actor_report_n", ondelete="CASCADE"),
        sa.UniqueConstraint("report_n", "id", name="uq_report_actor_report_n_id"),
    )
    op.create_index("ix_report_actor_form_n_report_n", "report_actor", ["form_n", "report_n"])


def _report_words() -> None:
    op.create_table(
        "report_words",
        sa.Column("report_n", KEY, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("report_n", name="pk_report_words"),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"], name="fk_report_words_report_n", ondelete="CASCADE"),
    )


def _statement() -> None:
    op.create_table(
        "statement",
        sa.Column("n", KEY, nullable=False, autoincrement=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("report_n", KEY, nullable=False),
        sa.Column("speaker", TEXT),
        sa.Column("speaker_folded", TEXT),
        sa.Column("speaker_country", TEXT),
        sa.Column("form_n", KEY),
        sa.Column("via", TEXT),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("published", TEXT),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("data", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_statement"),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_statement_span")),
        sa.ForeignKeyConstraint(["form_n"], ["actor_form.n"], name="fk_statement_form_n", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"], name="fk_statement_report_n", ondelete="CASCADE"),
        sa.UniqueConstraint("id", name="uq_statement_id"),
    )
    op.create_index("ix_statement_form_n", "statement", ["form_n"])
    op.create_index("ix_statement_published_n", "statement", ["published", "n"])
    op.create_index("ix_statement_report_n", "statement", ["report_n"])
    op.create_index("ix_statement_speaker_folded", "statement", ["speaker_folded"])


def _edge() -> None:
    op.create_table(
        "edge",
        sa.Column("first", TEXT, nullable=False),
        sa.Column("second", TEXT, nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_edge"),
        sa.CheckConstraint('"first" < "second"', name=op.f("ck_edge_order")),
        sa.ForeignKeyConstraint(["first"], ["event.id"], name="fk_edge_first", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["second"], ["event.id"], name="fk_edge_second", ondelete="CASCADE"),
    )
    op.create_index("ix_edge_second", "edge", ["second"])


def _event_block() -> None:
    op.create_table(
        "event_block",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("published", TEXT, nullable=False),
        sa.Column("event_id", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", "published", "event_id", name="pk_event_block"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_event_block_event_id", ondelete="CASCADE"),
    )
    op.create_index("ix_event_block_event_id", "event_block", ["event_id"])


def _event_party() -> None:
    op.create_table(
        "event_party",
        sa.Column("event_n", KEY, nullable=False),
        sa.Column("side", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("country", TEXT),
        sa.Column("form_n", KEY),
        sa.Column("day_start", TEXT),
        sa.CheckConstraint("side IN ('actor', 'recipient')", name=op.f("ck_event_party_side")),
        sa.ForeignKeyConstraint(["event_n"], ["event.n"], name="fk_event_party_event_n", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["form_n"], ["actor_form.n"], name="fk_event_party_form_n", ondelete="SET NULL"),
        sa.UniqueConstraint("event_n", "side", "position", name="uq_event_party_event_n_side_position"),
    )
    op.create_index(
        "ix_event_party_country_side_day_start_event_n", "event_party", ["country", "side", "day_start", "event_n"]
    )
    op.create_index(
        "ix_event_party_folded_side_day_start_event_n", "event_party", ["folded", "side", "day_start", "event_n"]
    )
    op.create_index(
        "ix_event_party_form_n_side_day_start_event_n", "event_party", ["form_n", "side", "day_start", "event_n"]
    )
