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
from tocsin.incidents.figures import ANYBODY, counted
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


@dataclass(frozen=True, slots=True)
class _Total:
    """What one speaker of one report counts in all, and the claims that it is made of."""

    low: float | None
    high: float | None
    vague: bool
    newer: bool
    speaker: str | None
    outlet: str | None
    claim: FigureClaim


def _of_figures(claims: Sequence[FigureClaim]) -> Iterable[Disagreement]:
    kinds = sorted({claim.what for claim in claims})
    for what in kinds:
        totals = _totals([claim for claim in claims if claim.what == what])
        relations: dict[frozenset[str], set[DisagreementKind]] = {}
        for one, other in combinations(totals, 2):
            kind = _differ(one, other)
            if kind is not None:
                relations.setdefault(frozenset({_written(one), _written(other)}), set()).add(kind)
        # two values of which one corrects the other for somebody are no contradiction for others
        corrected = {pair for pair, found in relations.items() if "correction" in found}
        for kind, pairs in (("correction", corrected), ("contradiction", set(relations) - corrected)):
            values = {value for pair in pairs for value in pair}
            if values:
                said = [_Said(_written(t), _by(t), t.claim.evidence) for t in totals if _written(t) in values]
                yield _disagreement(what, kind, said)  # type: ignore[arg-type]


def _totals(claims: Sequence[FigureClaim]) -> list[_Total]:
    """Give what each speaker of each report counts: anybody where they say so, else those they name.

    One who gives several figures for anybody, or counts several groups, is taken by the largest: the others are parts.
    """
    held: dict[tuple[str, str | None], list[FigureClaim]] = {}
    for claim in claims:
        held.setdefault((claim.evidence.report, claim.speaker), []).append(claim)
    totals = []
    for (_, speaker), group in held.items():
        whole = [claim for claim in group if counted(claim) == ANYBODY] or group
        best = max(whole, key=lambda c: (c.low or c.high or 0.0, -c.evidence.span.start))
        vague = best.approximate or (best.low != best.high and None not in (best.low, best.high))
        newer = any(claim.newer for claim in whole)
        totals.append(_Total(best.low, best.high, vague, newer, speaker, best.evidence.outlet, best))
    return sorted(totals, key=lambda t: (t.claim.evidence.published or "9999", t.claim.evidence.report))


def _differ(one: _Total, other: _Total) -> DisagreementKind | None:
    """Say how a later figure stands to an earlier one: it contradicts or corrects it, or fits it (None)."""
    if one.low == other.low or None in (one.low, other.low):
        return None
    if (one.vague or other.vague) and _meet(one, other):
        return None
    later = (one.claim.evidence.published or "") < (other.claim.evidence.published or "")
    if one.claim.evidence.report == other.claim.evidence.report:
        return "correction" if one.newer != other.newer else "contradiction"
    grown = (one.low or 0.0) < (other.low or 0.0)
    rivals = None not in (one.speaker, other.speaker) and one.speaker != other.speaker
    if later and (other.newer or _by(one) == _by(other) or (grown and (one.high is None or not rivals))):
        return "correction"
    return "contradiction"


def _meet(one: _Total, other: _Total) -> bool:
    low = max(t.low if t.low is not None else 0.0 for t in (one, other))
    high = min(t.high if t.high is not None else float("inf") for t in (one, other))
    return low <= high


def _written(total: _Total) -> str:
    return written(total.claim)


def written(claim: FigureClaim) -> str:
    """Write a figure: "4+" for at least four, "30-" for at most thirty, "20 to 30", "about 12"."""
    low, high = (None if value is None else f"{value:.15g}" for value in (claim.low, claim.high))
    about = "about " if claim.approximate else ""
    if low is None:
        return f"{high}-"
    if high is None:
        return f"{low}+"
    return f"{about}{low}" if low == high else f"{low} to {high}"


def _by(total: _Total) -> str:
    return total.speaker or publisher(total.outlet) or total.outlet or _OUTLET


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
    """Find rival days: those of two reports that have no day in common."""
    dated = [t for t in tellings if t.dated == "told" and t.precision in _EXACT and t.start is not None]
    days: dict[str, set[str]] = {}
    for t in dated:
        days.setdefault(t.report, set()).update(_span_of_days(t))
    apart = {report for a, b in combinations(days, 2) if not days[a] & days[b] for report in (a, b)}
    said = [_Said(t.start or "", t.outlet or _OUTLET, _evidence(t)) for t in dated if t.report in apart]
    return _disagreement("day", "contradiction", said) if len({s.value for s in said}) > 1 else None


def _span_of_days(telling: Telling) -> set[str]:
    """Give the days of a telling; a night belongs to both."""
    return {day for day in (telling.start, telling.end) if day is not None}


# --- who, and whether ---


@dataclass(frozen=True, slots=True)
class _Doer:
    """Somebody who is said to have done it."""

    party: Party
    said: _Said


def _of_actor(tellings: Sequence[Telling]) -> Disagreement | None:
    """Find rival doers: those whom accounts name or blame, and those who deny that it was them."""
    named = [doer for t in tellings if t.modality != "negated" for doer in _doers(t)]
    apart = [(a, b) for a, b in combinations(named, 2) if _rivals(a, b)]
    rivals = {doer.party.name for pair in apart for doer in pair}
    said = [doer.said for doer in named if doer.party.name in rivals]
    for telling, voice in _denials(tellings):
        accused = next((doer.party.name for doer in named if is_speaker(doer.party, voice)), None)
        if accused is not None and not unhappened(voice):
            said += [doer.said for doer in named if doer.party.name == accused]
            said.append(_Said(f"not {accused}", voice.speaker, _said_at(telling, voice)))
    return _disagreement("actor", "contradiction", said) if len({s.value for s in said}) > 1 else None


def _doers(telling: Telling) -> list[_Doer]:
    """List whom a telling names as the doer, and whom its report lets others blame; only those known by a name."""
    at = _evidence(telling)
    told = [_Doer(actor, _Said(actor.name, _teller(telling), at)) for actor in telling.actors if _has_name(actor)]
    blamed = [
        _Doer(a.party, _Said(a.party.name, a.by, Evidence(telling.report, telling.outlet, telling.published, a.span)))
        for a in telling.accusations
        if _has_name(a.party)
    ]
    return told + blamed


def _has_name(party: Party) -> bool:
    return is_known(party) and (party.kind == "country" or any(c.isupper() for c in party.name))


def _rivals(one: _Doer, other: _Doer) -> bool:
    """Say whether two doers cannot both be meant: others, and not named side by side by one who tells."""
    if shared_party(one.party, other.party) or akin_party(one.party, other.party):
        return False
    return one.said.by != other.said.by or one.said.evidence != other.said.evidence


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
