"""The full-text index of each database, over the tokens in `report_words`; the database keeps it in step."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index."""
    if op.get_bind().dialect.name == "postgresql":
        _index_of_postgresql()
    else:
        _index_of_sqlite()


def _index_of_sqlite() -> None:
    """Make the index over the tokens, which are folded already: "ascii" cuts them at spaces alone."""
    op.execute(
        "CREATE VIRTUAL TABLE report_fts USING "
        "fts5(words, content = 'report_words', content_rowid = 'report_n', tokenize = 'ascii')"
    )
    adding = "INSERT INTO report_fts (rowid, words) VALUES (new.report_n, new.words);"
    taking = "INSERT INTO report_fts (report_fts, rowid, words) VALUES ('delete', old.report_n, old.words);"
    for change, steps in (("INSERT", adding), ("DELETE", taking), ("UPDATE", f"{taking} {adding}")):
        op.execute(f"CREATE TRIGGER report_words_{change.lower()} AFTER {change} ON report_words BEGIN {steps} END")


def _index_of_postgresql() -> None:
    """Make the index over the tokens as they are; a word after the 16,383rd counts as standing there."""
    op.execute(
        "CREATE TABLE report_fts ("
        "report_n BIGINT PRIMARY KEY REFERENCES report_words (report_n) ON DELETE CASCADE, tsv TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_report_fts_tsv ON report_fts USING gin (tsv)")
    op.execute(
        """
        CREATE FUNCTION report_words_indexed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO report_fts (report_n, tsv)
            SELECT
                NEW.report_n,
                coalesce(string_agg(quote_literal(token) || ':' || least(at, 16383), ' '), '')::tsvector
            FROM unnest(string_to_array(NEW.words, ' ')) WITH ORDINALITY AS found (token, at)
            WHERE token <> ''
            ON CONFLICT (report_n) DO UPDATE SET tsv = excluded.tsv;
            RETURN NULL;
        END
        $$
        """
    )
    op.execute(
        "CREATE TRIGGER report_words_indexed AFTER INSERT OR UPDATE ON report_words "
        "FOR EACH ROW EXECUTE FUNCTION report_words_indexed()"
    )
