"""Scores of what Tocsin reads against files that people have annotated, one module a task."""
