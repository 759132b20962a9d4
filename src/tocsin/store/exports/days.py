"""The days of a happening as other schemas want them: as one date, a middle, a month, a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days, both included; both None where nothing is known.

    `told` is False where no report tells the day and the one of publication stands in for it.
    """

    start: date | None = None
    end: date | None = None
    told: bool = True

    @property
    def length(self) -> int:
        """Count the days; 0 where none are known."""
        return (self.end - self.start).days + 1 if self.start and self.end else 0

    @property
    def single(self) -> date | None:
        """Give the one day that it was; None for a longer range."""
        return self.start if self.length == 1 else None

    @property
    def middle(self) -> date | None:
        """Give the day in the middle, the earlier of two."""
        return self.start + timedelta(days=(self.length - 1) // 2) if self.start else None

    @property
    def year(self) -> int | None:
        """Give the year in which the whole range lies."""
        return self.start.year if self.start and self.end and self.start.year == self.end.year else None

    @property
    def month(self) -> int | None:
        """Give the month in which the whole range lies, as 202403."""
        year = self.year
        if year is None or not self.start or not self.end or self.start.month != self.end.month:
            return None
        return year * 100 + self.start.month


def days_of(start: str | None, end: str | None, *, told: bool = True) -> Days:
    """Read a range from ISO 8601 days; one without one of its ends counts as not known."""
    if start is None or end is None:
        return Days()
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    return Days(min(first, last), max(first, last), told)


def moment(added: str) -> datetime:
    """Read an ISO 8601 time, in UTC where it names no zone."""
    read = datetime.fromisoformat(added)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def stamp(added: str | None) -> int | None:
    """Write a time as GDELT does: 20240312093000."""
    return None if added is None else int(moment(added).strftime("%Y%m%d%H%M%S"))
