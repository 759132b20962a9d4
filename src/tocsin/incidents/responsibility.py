"""Who is said to have done it, by whom, and who denies it."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.incidents.comparing import shared_party
from tocsin.incidents.evidence import evidence_at
from tocsin.incidents.wording import data, fold, words_of
from tocsin.records import Party, Responsibility, ResponsibilityKind, Telling, Voice


def responsibility_of(tellings: Sequence[Telling]) -> tuple[Responsibility, ...]:
    """Collect who is named as the doer, by the outlets and by those whom they quote, each saying once."""
    found: dict[tuple[str, str | None, str, str], Responsibility] = {}
    for telling in tellings:
        for each in _of(telling):
            found.setdefault((each.kind, each.actor, each.by, each.evidence.report), each)
    return tuple(found.values())


def _of(telling: Telling) -> list[Responsibility]:
    outlet = telling.outlet or "the report"
    claims = [voice for voice in telling.voices if voice.kind == "claims"]
    denials = [voice for voice in telling.voices if voice.kind == "denies"]
    if telling.modality == "negated":
        at = evidence_at(telling, telling.evidence[0])
        return [Responsibility("denied", None, claims[0].speaker if claims else outlet, at)]
    said: list[Responsibility] = []
    for actor in telling.actors:
        if not claims or telling.by_outlet:
            at = evidence_at(telling, telling.evidence[0])
            said.append(Responsibility("told", actor.name, outlet, at))
        for voice in claims:
            kind: ResponsibilityKind = "claimed" if is_speaker(actor, voice) else "accused"
            said.append(Responsibility(kind, actor.name, voice.speaker, evidence_at(telling, voice.span)))
    for blamed in telling.accusations:
        at = evidence_at(telling, blamed.span)
        said.append(Responsibility("accused", blamed.party.name, blamed.by, at))
    said += [
        Responsibility("denied", _cleared(telling, voice), voice.speaker, evidence_at(telling, voice.span))
        for voice in denials
    ]
    return said


def _cleared(telling: Telling, voice: Voice) -> str | None:
    """Name whom a denial clears: the one who speaks, else whom the telling has as the doer; None where it says no."""
    if unhappened(voice):
        return None
    doers = telling.actors
    return next((doer.name for doer in doers if is_speaker(doer, voice)), doers[0].name if doers else voice.speaker)


def is_speaker(actor: Party, voice: Voice) -> bool:
    """Say whether the one who speaks is the actor, or one of its own."""
    if fold(actor.name) == fold(voice.speaker):
        return True
    own = actor.kind == "country" or bool(set(actor.sectors) & set(voice.speaker_sectors))
    if own and actor.country is not None and actor.country == voice.speaker_country:
        return True
    speaker = Party(voice.speaker, None, "organisation", voice.speaker_country, voice.speaker_sectors)
    return shared_party(actor, speaker)


def unhappened(voice: Voice) -> bool:
    """Say whether a denial says that nothing of the kind happened at all."""
    said = f" {' '.join(words_of(voice.span.quote))} "
    return any(f" {phrase} " in said for phrase in data("wording")["unhappened"]["words"])
