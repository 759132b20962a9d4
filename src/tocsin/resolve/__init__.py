"""Annotation to actors, places and dates: who, where and when, each with its score and why."""
