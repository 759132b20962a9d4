"""What a codebook holds: event types with modes, contexts, sectors, and a user's own types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EventMode:
    """One mode of a type; `score` is None where the codebook gives none."""

    name: str
    score: float | None
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event: its quad class, conflict-cooperation score, definition and modes.

    `corrected` says what was chosen where the manual contradicts itself.
    """

    name: str
    quad: str
    score: float
    definition: str
    modes: tuple[EventMode, ...] = ()
    recipient_required: bool = False
    corrected: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The type alone, and with each of its modes: "CONSULT", "CONSULT.visit", ..."""
        return (self.name, *(f"{self.name}.{mode.name}" for mode in self.modes))

    def mode(self, name: str) -> EventMode | None:
        """Find a mode by its name."""
        return next((mode for mode in self.modes if mode.name == name), None)


@dataclass(frozen=True, slots=True)
class EventContext:
    """What an event can be about: words that speak for it, and types and modes that always bring it (`labels`)."""

    name: str
    definition: str
    words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnType:
    """A user's own type: a PLOVER type or mode (`refines`) under conditions, of which all that are given must hold.

    Of each condition's list, one entry is enough.
    """

    name: str
    refines: str
    definition: str
    words: tuple[str, ...] = ()
    trigger_words: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()


# compared by identity, so that what is worked out from a codebook can be kept per codebook
@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """A list of event types with its name, version and source.

    `sectors` and `bodies` are code and definition; `partially_recognised` are the names of each entity that the
    sector PRE is for; `country_codes` are ISO codes that PLOVER writes otherwise; `former` are names of older versions
    and what holds now. `own` are a user's own types in the order of the file.
    """

    name: str
    version: str
    source: str
    types: tuple[EventType, ...]
    quads: Mapping[str, str] = field(default_factory=dict)
    contexts: tuple[EventContext, ...] = ()
    sectors: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    partially_recognised: tuple[tuple[str, ...], ...] = ()
    country_codes: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: tuple[OwnType, ...] = ()

    def type(self, name: str) -> EventType | None:
        """Find a type by its name."""
        return next((one for one in self.types if one.name == name), None)

    def context(self, name: str) -> EventContext | None:
        """Find a context by its name."""
        return next((one for one in self.contexts if one.name == name), None)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every type alone and with each of its modes, in the order of the codebook."""
        return tuple(label for one in self.types for label in one.labels)
