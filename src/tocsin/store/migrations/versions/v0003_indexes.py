"""Indexes that filters of a large desk need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the indexes."""
    for table in ("event", "incident"):
        lasting = sa.text("day_end > day_start")
        op.create_index(
            f"ix_{table}_lasting",
            table,
            ["day_start", "n", "day_end"],
            sqlite_where=lasting,
            postgresql_where=lasting,
        )
    superseded = sa.text("NOT current")
    op.create_index("ix_report_superseded", "report", ["n"], sqlite_where=superseded, postgresql_where=superseded)
    op.create_index("ix_flag_published_n", "flag", ["published", "n"])
    op.create_index("ix_incident_sources_n", "incident", ["sources", "n"])
    op.create_index("ix_statement_speaker_country_published_n", "statement", ["speaker_country", "published", "n"])
    op.create_index("ix_rejected_added_n", "rejected", ["added", "n"])
    op.create_index("ix_event_report_n_day_start_n", "event", ["report_n", "day_start", "n"])
