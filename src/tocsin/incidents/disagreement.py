"""Where the accounts of an incident differ: figures, place, day, doer, and whether it happened at all.

A later figure corrects an earlier one that comes from the same speaker or outlet, that it says it replaces, or that it
goes beyond, where the earlier one is "at least" or only one of the two is somebody's whom the report quotes; all others
contradict. Vague words ("dozens", "several", "about 300") contradict nothing that they allow, and a part ("three
children") does not contradict the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import inf

from tocsin.incidents.comparing import akin_party, distance, is_known, shared_party
from tocsin.incidents.copies import publisher
from tocsin.incidents.evidence import evidence_at
from tocsin.incidents.figures import ANYBODY, counted, is_part, least, side_by_side
from tocsin.incidents.responsibility import is_speaker, unhappened
from tocsin.incidents.wording import fold
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
_ABOUT = 0.1  # share by which "about 300" may be off
_KINDS: tuple[tuple[DisagreementKind, bool], ...] = (("correction", True), ("contradiction", False))
_ESTIMATED = ("participants", "forces")  # these do not grow as news comes in; other tolls do


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
    """What one speaker of one report counts in all, the least and the most that it allows, and whether it is a part."""

    claim: FigureClaim
    low: float
    high: float
    part: bool
    who: str
    value: str


def _of_figures(claims: Sequence[FigureClaim]) -> Iterable[Disagreement]:
    for what in sorted({claim.what for claim in claims}):
        totals = _totals([claim for claim in claims if claim.what == what])
        pairs = [
            ((at, to), frozenset({a.value, b.value}), kind)
            for (at, a), (to, b) in combinations(enumerate(totals), 2)
            if a.claim.low != b.claim.low and (kind := _differ(a, b)) is not None
        ]
        # two values of which one corrects the other for somebody are no contradiction for others
        corrected = {values for _, values, kind in pairs if kind == "correction"}
        for kind, wanted in _KINDS:
            differing = {at for pair, values, _ in pairs if (values in corrected) == wanted for at in pair}
            said = [_Said(t.value, _by(t.claim), t.claim.evidence) for at, t in enumerate(totals) if at in differing]
            if said:
                yield _disagreement(what, kind, said)


def _totals(claims: Sequence[FigureClaim]) -> list[_Total]:
    """Give what each speaker of each report counts: anybody where they say so, else those they name.

    One who gives several figures for anybody, or counts several groups, is taken by the one given most often, and of
    those by the largest: the others are parts. That nobody was hit counts where somebody is quoted with it.
    """
    held: dict[tuple[str, str | None], list[FigureClaim]] = {}
    for claim in claims:
        if (claim.low is not None or claim.high is not None) and (claim.high != 0 or claim.speaker is not None):
            held.setdefault((claim.evidence.report, claim.speaker), []).append(claim)
    totals = []
    for group in held.values():
        beside = side_by_side(group)
        others = [claim for claim in group if not is_part(claim) and claim not in beside] or group
        whole = [claim for claim in others if counted(claim) == ANYBODY] or others
        told = Counter(least(claim) for claim in whole)
        best = max(whole, key=lambda c: (told[least(c)], least(c), -c.evidence.span.start))
        totals.append(_total(best, part=best in beside or _is_some(best)))
    return sorted(totals, key=lambda t: (t.claim.evidence.published or "9999", t.claim.evidence.report))


def _total(claim: FigureClaim, *, part: bool) -> _Total:
    low = 0.0 if claim.low is None else claim.low
    high = inf if claim.high is None else claim.high
    slack = _ABOUT if claim.approximate else 0.0
    return _Total(claim, low * (1 - slack), high * (1 + slack), part, counted(claim), written(claim))


def _differ(one: _Total, other: _Total) -> DisagreementKind | None:
    """Say how a later figure stands to an earlier one: it contradicts or corrects it, or fits it (None)."""
    a, b = one.claim, other.claim
    if a.low == b.low or not _comparable(one, other):
        return None
    later = (a.evidence.published or "") < (b.evidence.published or "")
    grown = least(a) < least(b)
    if max(one.low, other.low) <= min(one.high, other.high):
        # "at least four" allows nine, and is out of date once there are nine; "dozens" is not
        return "correction" if later and grown and a.high is None and not (a.approximate or b.approximate) else None
    if a.evidence.report == b.evidence.report:
        return "correction" if a.newer != b.newer else "contradiction"
    rivals = None not in (a.speaker, b.speaker) or a.what in _ESTIMATED
    if later and (b.newer or _same_voice(a, b) or (grown and (a.high is None or not rivals))):
        return "correction"
    return "contradiction"


def _comparable(one: _Total, other: _Total) -> bool:
    """Say whether two figures count the same: a part of those hit is no rival of the whole, unless it is more."""
    if one.who == other.who != ANYBODY:
        return True
    parts = [total for total in (one, other) if total.part]
    if len(parts) == 1:
        whole = other if parts[0] is one else one
        return parts[0].low > whole.high
    return not parts


def _is_some(claim: FigureClaim) -> bool:
    """Say whether a figure counts some of those hit, or a single one that it describes ("the driver")."""
    return is_part(claim) or (claim.low == claim.high == 1 and counted(claim) != ANYBODY)


def _same_voice(one: FigureClaim, other: FigureClaim) -> bool:
    """Say whether one and the same gives two figures: the same speaker, or outlets of one publisher."""
    if one.speaker is not None and other.speaker is not None:
        return fold(one.speaker) == fold(other.speaker)
    mine = publisher(one.evidence.outlet)
    return one.speaker == other.speaker and mine is not None and mine == publisher(other.evidence.outlet)


def _by(claim: FigureClaim) -> str:
    return claim.speaker or claim.evidence.outlet or _OUTLET


def written(claim: FigureClaim) -> str:
    """Write a figure: "4+" for at least four, "30-" for at most thirty, "20 to 30", "about 12"."""
    low, high = (None if value is None else f"{value:.15g}" for value in (claim.low, claim.high))
    about = "about " if claim.approximate else ""
    if low is None:
        return f"{high}-"
    if high is None:
        return f"{low}+"
    return f"{about}{low}" if low == high else f"{low} to {high}"


# --- place and day ---


def _of_place(tellings: Sequence[Telling]) -> Disagreement | None:
    placed = [(t, t.spot) for t in tellings if t.spot is not None and t.spot.told and t.spot.precision in _TOWN]
    naming: dict[Spot, set[str]] = {}
    for t, spot in placed:
        naming.setdefault(spot, set()).add(t.report)
    # two places that only one and the same report names are no disagreement
    apart = [
        pair for pair in combinations(naming, 2) if len(naming[pair[0]] | naming[pair[1]]) > 1 and _elsewhere(*pair)
    ]
    involved = {spot for pair in apart for spot in pair}
    said = [_Said(spot.name, t.outlet or _OUTLET, _evidence(t)) for t, spot in placed if spot in involved]
    return _disagreement("place", "contradiction", said) if apart else None


def _elsewhere(one: Spot, other: Spot) -> bool:
    if one.gazetteer_id is not None and one.gazetteer_id == other.gazetteer_id:
        return False
    if one.name in other.name or other.name in one.name:
        return False
    km = distance(one, other)
    return km is not None and km > _APART


def _of_day(tellings: Sequence[Telling]) -> Disagreement | None:
    """Find rival days: those of two reports that have no day in common; a night belongs to both of its days.

    Of a report that gives several days, the one that most reports give stands for it.
    """
    days: dict[str, list[tuple[str, str]]] = {}
    dated = [t for t in tellings if t.dated == "told" and t.precision in _EXACT]
    for t in dated:
        days.setdefault(t.report, []).append((t.start or "", t.end or ""))
    # reports that give the same days are looked at together
    giving: dict[frozenset[tuple[str, str]], set[str]] = {}
    for report, held in days.items():
        giving.setdefault(frozenset(held), set()).add(report)
    apart = {
        report
        for one, other in combinations(giving, 2)
        if not any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)
        for report in giving[one] | giving[other]
    }
    shared = Counter(start for held in days.values() for start in {start for start, _ in held})
    main = {report: min(held, key=lambda day: (-shared[day[0]], day))[0] for report, held in days.items()}
    chosen = [t for t in dated if t.report in apart and t.start == main[t.report]]
    said = [_Said(t.start or "", t.outlet or _OUTLET, _evidence(t)) for t in chosen]
    return _disagreement("day", "contradiction", said) if len({s.value for s in said}) > 1 else None


# --- who, and whether ---


@dataclass(frozen=True, slots=True)
class _Doer:
    """Somebody who is said to have done it; `quoted` where a report has it from somebody else."""

    party: Party
    said: _Said
    quoted: bool

    @property
    def report(self) -> str:
        return self.said.evidence.report


def _of_actor(tellings: Sequence[Telling]) -> Disagreement | None:
    """Find rival doers: those whom accounts name or blame, and those of whom it is denied."""
    named = [doer for t in tellings if t.modality != "negated" for doer in _doers(t)]
    rivals = _rivals(named)
    first: dict[Party, _Doer] = {}
    for doer in named:
        first.setdefault(doer.party, doer)
    denied = []
    denials = list(_denials(tellings))
    nothing = [voice for _, voice in denials if unhappened(voice)]
    for telling, voice in denials:
        accused = [d for d in first.values() if is_speaker(d.party, voice)] or _doers(telling)
        # whoever says that nothing happened does not say by that that it was another
        if accused and not any(voice is one or is_speaker(accused[0].party, one) for one in nothing):
            rivals.add(accused[0].party.name)
            denied.append(_Said(f"not {accused[0].party.name}", voice.speaker, evidence_at(telling, voice.span)))
    said = [doer.said for doer in named if doer.party.name in rivals] + denied
    return _disagreement("actor", "contradiction", said) if len({s.value for s in said}) > 1 else None


def _doers(telling: Telling) -> list[_Doer]:
    """List whom a telling names as the doer, and whom its report lets others blame; only those known by a name."""
    at = _evidence(telling)
    teller = _teller(telling)
    quoted = teller != (telling.outlet or _OUTLET)
    told = [_Doer(actor, _Said(actor.name, teller, at), quoted) for actor in telling.actors if _has_name(actor)]
    blamed = [
        _Doer(a.party, _Said(a.party.name, a.by, replace(at, span=a.span)), True)
        for a in telling.accusations
        if _has_name(a.party)
    ]
    return told + blamed


def _has_name(party: Party) -> bool:
    """Say whether a party is one body or person, and not "soldiers" or "Armed men" who may be anybody's."""
    if not is_known(party):
        return False
    if party.kind in ("country", "organisation"):
        return True
    # of a group without a country, the first letter may be large for no more than that it begins a sentence
    return any(c.isupper() for c in (party.name[1:] if party.kind == "group" and party.country is None else party.name))


def _rivals(named: Sequence[_Doer]) -> set[str]:
    """Name the doers who cannot both be meant: two reports tell of others, or somebody who is quoted does."""
    told: dict[str, dict[Party, None]] = {doer.report: {} for doer in named}
    for doer in named:
        if not doer.quoted:
            told[doer.report][doer.party] = None
    # what is one for all that follows is looked at once, for a hundred reports may name the same doer
    alike: dict[_Naming, set[tuple[str, str]]] = {}
    for doer in named:
        naming = _Naming(doer.party, doer.quoted, tuple(told[doer.report]))
        alike.setdefault(naming, set()).add((doer.report, doer.said.by))
    apart = [pair for pair in combinations(alike, 2) if _are_rivals(*((one, alike[one]) for one in pair))]
    return {naming.party.name for pair in apart for naming in pair}


@dataclass(frozen=True, slots=True)
class _Naming:
    """How doers are named: who, whether somebody is quoted with it, and whom the report itself tells of."""

    party: Party
    quoted: bool
    told: tuple[Party, ...]


def _are_rivals(one: tuple[_Naming, set[tuple[str, str]]], other: tuple[_Naming, set[tuple[str, str]]]) -> bool:
    """Say whether some of those who name two doers so contradict each other; each comes with report and speaker."""
    (mine, by_some), (theirs, by_others) = one, other
    if _alike_parties(mine.party, theirs.party):
        return False
    if mine.quoted or theirs.quoted:
        # what one and the same says in one report is no contradiction
        return len(by_some | by_others) > 1
    reports = {report for report, _ in by_some | by_others}
    return len(reports) > 1 and not any(_alike_parties(a, b) for a in mine.told for b in theirs.told)


@lru_cache(maxsize=65536)
def _alike_parties(one: Party, other: Party) -> bool:
    return shared_party(one, other) or akin_party(one, other)


def _teller(telling: Telling) -> str:
    claims = [voice.speaker for voice in telling.voices if voice.kind == "claims"]
    return claims[0] if claims and not telling.by_outlet else telling.outlet or _OUTLET


def _of_happening(tellings: Sequence[Telling], responsibility: Sequence[Responsibility]) -> Disagreement | None:
    against = [
        _Said("no", voice.speaker, evidence_at(t, voice.span)) for t, voice in _denials(tellings) if unhappened(voice)
    ]
    against += [
        _Said("no", r.by, r.evidence)
        for r in responsibility
        if r.kind == "denied" and r.actor is None and all(r.evidence != s.evidence for s in against)
    ]
    told = [_Said("yes", _teller(t), _evidence(t)) for t in tellings if t.modality != "negated"]
    return _disagreement("happened", "contradiction", told + against) if told and against else None


def _denials(tellings: Sequence[Telling]) -> list[tuple[Telling, Voice]]:
    return [(t, voice) for t in tellings for voice in t.voices if voice.kind == "denies"]


def _evidence(telling: Telling) -> Evidence:
    span: Span = next((s for s in telling.evidence if s.overlaps(telling.trigger)), telling.evidence[0])
    return evidence_at(telling, span)


def _disagreement(field: DisagreementField, kind: DisagreementKind, said: Sequence[_Said]) -> Disagreement:
    values: dict[str, list[_Said]] = {}
    for each in said:
        values.setdefault(each.value, []).append(each)
    return Disagreement(field, kind, tuple(_value(value, held) for value, held in values.items()))


def _value(value: str, said: Sequence[_Said]) -> Value:
    days = sorted(s.evidence.published for s in said if s.evidence.published)
    by = tuple(dict.fromkeys(s.by for s in said))
    return Value(value, by, days[0] if days else None, tuple(dict.fromkeys(s.evidence for s in said)))
