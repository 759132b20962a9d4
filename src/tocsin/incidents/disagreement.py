"""Where the accounts of an incident differ: figures, place, day, doer, and whether it happened at all.

A later figure that says of itself that it replaces an older one, that comes from the same speaker or outlet, or that
goes beyond an earlier "at least", corrects; all others contradict. Vague words ("dozens", "several") contradict
nothing that they allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from tocsin.incidents.comparing import akin_party, distance, is_known, shared_party
from tocsin.incidents.copies import publisher
from tocsin.incidents.figures import counted
from tocsin.incidents.responsibility import is_speaker, unhappened
from tocsin.records import (
    Disagreement,
    DisagreementField,
    DisagreementKind,
    Evidence,
    FigureClaim,
    Party,
    Responsibility,
    Span,
    Spot,
    Telling,
    Value,
    Voice,
)

_EXACT = ("minute", "hour", "part-of-day", "day")
_TOWN = ("point", "city")
_APART = 3.0  # km between two places known to the town that are not one
_OUTLET = "the report"


@dataclass(frozen=True, slots=True)
class _Said:
    """One value as one account gives it."""

    value: str
    by: str
    evidence: Evidence


def disagreements_of(
    tellings: Sequence[Telling], claims: Sequence[FigureClaim], responsibility: Sequence[Responsibility]
) -> tuple[Disagreement, ...]:
    """Find the fields on which the accounts of an incident differ."""
    found = list(_of_figures(claims))
    for each in (_of_place(tellings), _of_day(tellings), _of_actor(tellings), _of_happening(tellings, responsibility)):
        if each is not None:
            found.append(each)
    return tuple(found)


# --- figures ---


def _of_figures(claims: Sequence[FigureClaim]) -> Iterable[Disagreement]:
    groups: dict[tuple[DisagreementField, str], list[FigureClaim]] = {}
    for claim in claims:
        groups.setdefault((claim.what, counted(claim)), []).append(claim)
    for (what, _), held in sorted(groups.items()):
        differing: dict[DisagreementKind, list[FigureClaim]] = {"contradiction": [], "correction": []}
        for one, other in combinations(held, 2):
            kind = _differ(one, other)
            if kind is not None:
                differing[kind] += [one, other]
        for kind, parties in differing.items():
            if parties:
                # in order of publication, each claim once
                said = [_Said(written(c), _by(c), c.evidence) for c in held if any(c is p for p in parties)]
                yield _disagreement(what, kind, said)


def _differ(one: FigureClaim, other: FigureClaim) -> DisagreementKind | None:
    """Say how a later figure stands to an earlier one: it contradicts or corrects it, or fits it (None)."""
    if one.low == other.low and one.high == other.high:
        return None
    if (one.approximate or other.approximate) and _meet(one, other):
        return None
    if one.low == other.low and None in (one.high, other.high):
        return None  # "at least four", and "four"
    later = (one.evidence.published or "") < (other.evidence.published or "")
    same = _by(one) == _by(other)
    grown = one.speaker is None and one.high is None and other.low is not None and (one.low or 0) < other.low
    if other.newer or (one.newer and not later) or (later and (same or grown)):
        return "correction"
    return "contradiction"


def _meet(one: FigureClaim, other: FigureClaim) -> bool:
    low = max(c.low if c.low is not None else 0.0 for c in (one, other))
    high = min(c.high if c.high is not None else float("inf") for c in (one, other))
    return low <= high


def written(claim: FigureClaim) -> str:
    """Write a figure: "4+" for at least four, "30-" for at most thirty, "20 to 30", "about 12"."""
    low, high = (None if value is None else f"{value:g}" for value in (claim.low, claim.high))
    about = "about " if claim.approximate else ""
    if low is None:
        return f"{high}-"
    if high is None:
        return f"{low}+"
    return f"{about}{low}" if low == high else f"{low} to {high}"


def _by(claim: FigureClaim) -> str:
    return claim.speaker or publisher(claim.evidence.outlet) or claim.evidence.outlet or _OUTLET


# --- place and day ---


def _of_place(tellings: Sequence[Telling]) -> Disagreement | None:
    placed = [(t, t.spot) for t in tellings if t.spot is not None and t.spot.precision in _TOWN]
    apart = [
        pair for pair in combinations(placed, 2) if pair[0][0].report != pair[1][0].report and _elsewhere(*pair[0:2])
    ]
    involved = {t.id for pair in apart for t, _ in pair}
    said = [_Said(spot.name, t.outlet or _OUTLET, _evidence(t)) for t, spot in placed if t.id in involved]
    return _disagreement("place", "contradiction", said) if apart else None


def _elsewhere(one: tuple[Telling, Spot], other: tuple[Telling, Spot]) -> bool:
    if one[1].gazetteer_id is not None and one[1].gazetteer_id == other[1].gazetteer_id:
        return False
    if one[1].name in other[1].name or other[1].name in one[1].name:
        return False
    km = distance(one[1], other[1])
    return km is not None and km > _APART


def _of_day(tellings: Sequence[Telling]) -> Disagreement | None:
    dated = [t for t in tellings if t.dated == "told" and t.precision in _EXACT and t.start is not None]
    apart = [(a, b) for a, b in combinations(dated, 2) if a.report != b.report and _on_other_days(a, b)]
    involved = {t.id for pair in apart for t in pair}
    said = [_Said(t.start or "", t.outlet or _OUTLET, _evidence(t)) for t in dated if t.id in involved]
    return _disagreement("day", "contradiction", said) if apart else None


def _on_other_days(one: Telling, other: Telling) -> bool:
    return (one.end or "") < (other.start or "") or (other.end or "") < (one.start or "")


# --- who, and whether ---


def _of_actor(tellings: Sequence[Telling]) -> Disagreement | None:
    """Find rival doers: those whom accounts name, and those who deny that it was them."""
    named = [(t, actor) for t in tellings if t.modality != "negated" for actor in t.actors if is_known(actor)]
    apart = [(a, b) for a, b in combinations(named, 2) if _rivals(a[1], b[1]) and not _together(a, b)]
    involved = {(t.id, actor.name) for pair in apart for t, actor in pair}
    said = [_Said(actor.name, _teller(t), _evidence(t)) for t, actor in named if (t.id, actor.name) in involved]
    for telling, voice in _denials(tellings):
        accused = next((actor.name for _, actor in named if is_speaker(actor, voice)), None)
        if accused is not None and not unhappened(voice):
            said += [_Said(actor.name, _teller(t), _evidence(t)) for t, actor in named if actor.name == accused]
            said.append(_Said(f"not {accused}", voice.speaker, _said_at(telling, voice)))
    return _disagreement("actor", "contradiction", said) if len({s.value for s in said}) > 1 else None


def _rivals(one: Party, other: Party) -> bool:
    return not shared_party(one, other) and not akin_party(one, other)


def _together(one: tuple[Telling, Party], other: tuple[Telling, Party]) -> bool:
    """Say whether one telling names both, as doers side by side."""
    return one[0] is other[0]


def _teller(telling: Telling) -> str:
    claims = [voice.speaker for voice in telling.voices if voice.kind == "claims"]
    return claims[0] if claims and not telling.by_outlet else telling.outlet or _OUTLET


def _of_happening(tellings: Sequence[Telling], responsibility: Sequence[Responsibility]) -> Disagreement | None:
    against = [_Said("no", voice.speaker, _said_at(t, voice)) for t, voice in _denials(tellings) if unhappened(voice)]
    against += [
        _Said("no", r.by, r.evidence)
        for r in responsibility
        if r.kind == "denied" and r.actor is None and all(r.evidence != s.evidence for s in against)
    ]
    told = [_Said("yes", _teller(t), _evidence(t)) for t in tellings if t.modality != "negated"]
    return _disagreement("happened", "contradiction", told + against) if told and against else None


def _denials(tellings: Sequence[Telling]) -> list[tuple[Telling, Voice]]:
    return [(t, voice) for t in tellings for voice in t.voices if voice.kind == "denies"]


def _said_at(telling: Telling, voice: Voice) -> Evidence:
    return Evidence(telling.report, telling.outlet, telling.published, voice.span)


def _evidence(telling: Telling) -> Evidence:
    span: Span = next((s for s in telling.evidence if s.overlaps(telling.trigger)), telling.evidence[0])
    return Evidence(telling.report, telling.outlet, telling.published, span)


def _disagreement(field: DisagreementField, kind: DisagreementKind, said: Sequence[_Said]) -> Disagreement:
    values: dict[str, list[_Said]] = {}
    for each in said:
        values.setdefault(each.value, []).append(each)
    return Disagreement(field, kind, tuple(_value(value, held) for value, held in values.items()))


def _value(value: str, said: Sequence[_Said]) -> Value:
    days = sorted(s.evidence.published for s in said if s.evidence.published)
    by = tuple(dict.fromkeys(s.by for s in said))
    return Value(value, by, days[0] if days else None, tuple(dict.fromkeys(s.evidence for s in said)))
