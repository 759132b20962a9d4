"""Across reports: which tellings are of one happening, how many independent sources it has, and where they differ."""
