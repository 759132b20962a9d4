"""Marked events to coded ones: who, whom, where, when, how many, who claims it and who denies it."""

from tocsin.events.coding.coder import code_events
from tocsin.events.coding.doubtful import code_doubtful

__all__ = ["code_doubtful", "code_events"]
