"""Decides what an event is about, and which of a user's own types it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tocsin.records.codebook.types import Codebook, OwnType
from tocsin.records.codebook.wording import Phrases, holds_any, words_in

# a country or body and a sector that must be of one and the same party: "KEN COP"
PAIR = re.compile(r"([A-Z]{3}) ([A-Z]{3})")


@dataclass(frozen=True, slots=True)
class Party:
    """One actor or recipient as a codebook sees it; `country` is an ISO alpha-3 code or one of PLOVER's bodies."""

    names: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells of one event, as far as own types ask for it: its words, and the sentences they stand in."""

    type: str
    mode: str | None
    modality: str
    triggers: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    contexts: tuple[str, ...] = ()


def contexts_of(text: str, codebook: Codebook, labels: Iterable[str] = ()) -> tuple[str, ...]:
    """List the contexts that words of a text speak for, and those that come with event labels ("COERCE.cyber")."""
    found = _context_words(codebook).labels(words_in(text))
    labels = frozenset(labels)
    return tuple(one.name for one in codebook.contexts if one.name in found or not labels.isdisjoint(one.labels))


def refine(codebook: Codebook, told: Told) -> str | None:
    """Give the first of the codebook's own types whose conditions an event fulfils."""
    return next((own.name for own in codebook.own if _fulfils(own, told, codebook)), None)


@lru_cache(maxsize=8)
def _context_words(codebook: Codebook) -> Phrases:
    return Phrases((one.name, one.words) for one in codebook.contexts)


def _fulfils(own: OwnType, told: Told, codebook: Codebook) -> bool:
    event_type, _, mode = own.refines.partition(".")
    return (
        told.type == event_type
        and (not mode or told.mode == mode)
        and (not own.modality or told.modality in own.modality)
        and (not own.contexts or not set(own.contexts).isdisjoint(told.contexts))
        and (not own.trigger_words or _any_holds(told.triggers, own.trigger_words))
        and (not own.words or _any_holds(told.sentences, own.words))
        and (not own.actors or _any_is(told.actors, own.actors, codebook))
        and (not own.recipients or _any_is(told.recipients, own.recipients, codebook))
    )


def _any_holds(texts: Iterable[str], phrases: tuple[str, ...]) -> bool:
    return any(holds_any(text, phrases) for text in texts)


def _any_is(parties: Iterable[Party], wanted: tuple[str, ...], codebook: Codebook) -> bool:
    return any(_is(party, one, codebook) for party in parties for one in wanted)


def _is(party: Party, wanted: str, codebook: Codebook) -> bool:
    pair = PAIR.fullmatch(wanted)
    if pair and pair[2] in codebook.sectors:
        return party.country == pair[1] and _has_sector(party, pair[2], codebook)
    if wanted in codebook.sectors:
        return _has_sector(party, wanted, codebook)
    if wanted in codebook.bodies or party.country == wanted:
        return party.country == wanted
    return any(holds_any(name, (wanted,)) for name in party.names)


def _has_sector(party: Party, sector: str, codebook: Codebook) -> bool:
    if sector in party.sectors:
        return True
    return sector == "PRE" and any(
        holds_any(name, names) for names in codebook.partially_recognised for name in party.names
    )
