"""The history of a desk's tables, one for both databases; Alembic runs it."""
