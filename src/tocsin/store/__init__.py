"""Keeps the reports, events and incidents of a desk in one database, SQLite or PostgreSQL."""
