"""What a caller may put into the address of a request: filters, order and cursor of each list."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tocsin.errors import TocsinError
from tocsin.records import Filter, Modality, Stance

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?"
_NEAR = re.compile(rf"{_NUMBER},{_NUMBER}")
_BOX = re.compile(rf"{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}")

Words = Annotated[str, StringConstraints(max_length=2000)]
RecordId = Annotated[str, StringConstraints(max_length=200)]
Dated = Literal["newest", "oldest"]


class Asked(BaseModel):
    """Parameters of one list; any other one is refused, so that none is misspelt in silence."""

    model_config = ConfigDict(extra="forbid")

    def filter(self) -> Filter:
        """Give what is asked for as a filter."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name in Filter.__dataclass_fields__}
        for name, shape, wanted in (("near", _NEAR, "LAT,LON"), ("box", _BOX, "SOUTH,WEST,NORTH,EAST")):
            text = given.get(name)
            if text is None:
                continue
            if not shape.fullmatch(text):
                raise TocsinError("serve.bad-area", field=name, value=text, wanted=f"{wanted} in degrees")
            given[name] = tuple(float(part) for part in text.split(","))
        return Filter(**given)


class Paged(Asked):
    """Where a page of a list begins, and how much it holds."""

    cursor: str | None = Field(None, max_length=16_384, description="The cursor of the page before.")
    limit: int = Field(50, ge=1, le=500, description="Rows on a page.")


class Times(Asked):
    """Days between which records lie."""

    since: Words | None = Field(None, description="First day, such as 2024-03-12.", examples=["2024-03-01"])
    until: Words | None = Field(None, description="Last day.", examples=["2024-03-31"])


class OfReports(Asked):
    """What their reports are like."""

    text: Words | None = Field(None, description='Words in titles and texts of reports; "in quotes" as they stand.')
    outlet: Words | None = Field(None, description="Name of the outlet.", examples=["The Lake Courier"])
    report: RecordId | None = Field(None, description="Id of a report.")


class Area(Asked):
    """Where it lies."""

    near: Words | None = Field(None, description="Latitude and longitude, with radius_km.", examples=["-1.68,29.22"])
    radius_km: float | None = Field(None, allow_inf_nan=False, description="Kilometres around near.", examples=[50])
    box: Words | None = Field(None, description="South, west, north, east.", examples=["-3,28,0,30"])
    country: Words | None = Field(None, description="Country of the place (ISO 3166-1 alpha-3).", examples=["COD"])


class Told(Times, OfReports, Area):
    """What is told: who, where, when, and of which type."""

    place: RecordId | None = Field(None, description="Id of a place across reports.")
    actor: Words | None = Field(None, description="Who did it: an id, a country's code, or words of a name.")
    recipient: Words | None = Field(None, description="To whom it was done.")
    either: Words | None = Field(None, description="Who is on one side or the other.")
    type: Words | None = Field(None, description="A type of PLOVER.", examples=["ASSAULT"])
    mode: Words | None = Field(None, description="A mode of PLOVER.", examples=["aerial"])
    modality: Modality | None = Field(None, description="Whether it happened, goes on, or is only threatened.")
    contested: bool | None = Field(None, description="Whether accounts contradict each other.")


class AskedIncidents(Told, Paged):
    """Parameters of the list of incidents."""

    order: Literal["newest", "oldest", "sources"] = Field("newest", description="sources: most of them first.")


class AskedEvents(Told, Paged):
    """Parameters of the list of events."""

    incident: RecordId | None = Field(None, description="Id of an incident.")
    order: Dated = "newest"


class Said(Times, OfReports):
    """What is said: when, with which stance, and of which type of events."""

    type: Words | None = Field(None, description="Type of PLOVER of an event that it speaks of.", examples=["ASSAULT"])
    stance: Stance | None = Field(None, description="What the words do.")


class AskedStatements(Said, Paged):
    """Parameters of the list of statements."""

    actor: Words | None = Field(None, description="Who speaks: an id, a country's code, or words of a name.")
    incident: RecordId | None = Field(None, description="Id of an incident.")
    order: Dated = "newest"


class AskedActors(Paged):
    """Parameters of the list of actors."""

    country: Words | None = Field(None, description="The actor's country (ISO 3166-1 alpha-3).", examples=["COD"])
    actor: Words | None = Field(None, description="An id, a country's code, or words of a name.")
    report: RecordId | None = Field(None, description="Id of a report.")
    incident: RecordId | None = Field(None, description="Id of an incident.")
    kind: Words | None = Field(None, description="person, organisation, country or another kind.")


class AskedFlags(Times, OfReports, Paged):
    """Parameters of the list of flags."""

    incident: RecordId | None = Field(None, description="Id of an incident.")
    kind: Words | None = Field(None, description="Kind of flag.")
    order: Dated = "newest"


class AskedRejected(Times, Paged):
    """Parameters of the list of what was left out."""

    report: RecordId | None = Field(None, description="Id of a report.")
    kind: Words | None = Field(None, description="Beginning of the reason.", examples=["document"])
    order: Dated = "newest"


class AskedReports(Times, OfReports, Paged):
    """Parameters of the list of reports."""

    actor: Words | None = Field(None, description="Who occurs in it: an id, a country's code, or words of a name.")
    incident: RecordId | None = Field(None, description="Id of an incident.")
    order: Dated = "newest"


class AskedArrivals(Paged):
    """Parameters of the list of what came in."""

    text: Words | None = Field(None, description='Words in titles and texts of reports; "in quotes" as they stand.')
    outlet: Words | None = Field(None, description="Name of the outlet.", examples=["The Lake Courier"])


class AskedExport(Told):
    """Parameters of an export."""

    rows: Literal["incidents", "events"] | None = Field(None, description="What a row is, where a format has both.")


class AskedSituation(Told):
    """Parameters of the situation, which are the filters of incidents."""


class AskedDyads(Told):
    """Parameters of dyads, which are the filters of events."""

    incident: RecordId | None = Field(None, description="Id of an incident.")
    limit: int = Field(50, ge=1, le=500, description="Rows at most.")
    top: int | None = Field(None, ge=2, le=50, description="Only among so many actors with the most events.")


class AskedPlaces(Times, OfReports, Area, Paged):
    """Parameters of the list of places; time, text and outlet are of the reports that name them."""

    name: Words | None = Field(None, min_length=1, description="Words of its name.", examples=["Kharkiv"])


class AskedSpeakers(Said, Paged):
    """Parameters of the list of speakers, of which statements that fit are counted."""

    actor: Words | None = Field(None, description="Who speaks: an id, a country's code, or words of a name.")
    country: Words | None = Field(None, description="The speaker's country (ISO 3166-1 alpha-3).", examples=["COD"])


class AskedSpeaker(Said):
    """Which statements of a speaker are asked for."""


class AskedJobs(Paged):
    """Parameters of the list of jobs."""


class AskedReviews(Paged):
    """Parameters of the list of reviews."""

    id: RecordId | None = Field(None, description="Id of the record that was reviewed.")
    order: Dated = "oldest"
