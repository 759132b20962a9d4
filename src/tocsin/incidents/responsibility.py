"""Who is said to have done it, by whom, and who denies it."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.incidents.comparing import shared_party
from tocsin.incidents.wording import data, fold, words_of
from tocsin.records import Evidence, Party, Responsibility, ResponsibilityKind, Telling, Voice


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
        at = Evidence(telling.report, telling.outlet, telling.published, telling.evidence[0])
        return [Responsibility("denied", None, claims[0].speaker if claims else outlet, at)]
    said: list[Responsibility] = []
    for actor in telling.actors:
        if not claims or telling.by_outlet:
            at = Evidence(telling.report, telling.outlet, telling.published, telling.evidence[0])
            said.append(Responsibility("told", actor.name, outlet, at))
        for voice in claims:
            kind: ResponsibilityKind = "claimed" if is_speaker(actor, voice) else "accused"
            said.append(Responsibility(kind, actor.name, voice.speaker, _at(telling, voice)))
    for blamed in telling.accusations:
        at = Evidence(telling.report, telling.outlet, telling.published, blamed.span)
        said.append(Responsibility("accused", blamed.party.name, blamed.by, at))
    for voice in denials:
        accused = next((actor.name for actor in telling.actors if is_speaker(actor, voice)), None)
        fallback = telling.actors[0].name if telling.actors and not unhappened(voice) else None
        said.append(Responsibility("denied", accused or fallback, voice.speaker, _at(telling, voice)))
    return said


def is_speaker(actor: Party, voice: Voice) -> bool:
    """Say whether the one who speaks is the actor, or one of its own."""
    if fold(actor.name) == fold(voice.speaker):
        return True
    speaker = Party(voice.speaker, None, "organisation", voice.speaker_country, voice.speaker_sectors)
    return shared_party(actor, speaker)


def unhappened(voice: Voice) -> bool:
    """Say whether a denial says that nothing of the kind happened at all."""
    said = f" {' '.join(words_of(voice.span.quote))} "
    return any(f" {phrase} " in said for phrase in data("wording")["unhappened"]["words"])


def _at(telling: Telling, voice: Voice) -> Evidence:
    return Evidence(telling.report, telling.outlet, telling.published, voice.span)
