"""What records hold that a format may have no place for: each fact with the test for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tocsin.records import Figure, FigureClaim, Incident, ResponsibilityKind, Spot, StoredEvent, VoiceKind

_PLAIN_KINDS = ("killed", "injured")
_PLOVER_KINDS = ("killed", "injured", "arrested")
_RARE_KINDS = ("released", "forces", "materiel", "casualties")
_FINE = ("point", "city", "none")


def _responsible(kind: ResponsibilityKind) -> Callable[[Incident], bool]:
    return lambda incident: any(each.kind == kind for each in incident.responsibility)


def _voiced(kind: VoiceKind) -> Callable[[StoredEvent], bool]:
    return lambda stored: any(voice.kind == kind for voice in stored.telling.voices)


def _disagree(kind: str, fields: Iterable[str]) -> Callable[[Incident], bool]:
    wanted = set(fields)
    return lambda incident: any(each.kind == kind and each.field in wanted for each in incident.disagreements)


def _bounded(figures: Iterable[Figure | FigureClaim]) -> bool:
    return any(figure.approximate or figure.low is None or figure.low != figure.high for figure in figures)


def _differ(figures: Iterable[Figure]) -> bool:
    """Say whether two figures of one kind and of the same people differ."""
    seen: dict[tuple[str, str | None], tuple[float | None, float | None]] = {}
    return any(seen.setdefault((f.what, f.who), (f.low, f.high)) != (f.low, f.high) for f in figures)


def _coarse(spot: Spot | None) -> bool:
    return spot is not None and spot.precision not in _FINE


INCIDENT_FACTS: Mapping[str, Callable[[Incident], bool]] = {
    "claims": _responsible("claimed"),
    "accusations": _responsible("accused"),
    "denials": _responsible("denied"),
    "contested": lambda incident: incident.contested,
    "rival_deaths": lambda incident: any(e.what == "killed" and e.low != e.high for e in incident.rollups),
    "disagreements": _disagree("contradiction", ("place", "day", "actor", "happened")),
    "corrections": lambda incident: any(each.kind == "correction" for each in incident.disagreements),
    "figures": lambda incident: bool(incident.figures),
    "injured": lambda incident: any(figure.what == "injured" for figure in incident.figures),
    "other_figures": lambda incident: any(figure.what not in _PLAIN_KINDS for figure in incident.figures),
    "rare_figures": lambda incident: any(figure.what in _RARE_KINDS for figure in incident.figures),
    "figure_bounds": lambda incident: _bounded(incident.figures),
    "figure_people": lambda incident: any(figure.who for figure in incident.figures),
    "figure_speakers": lambda incident: any(figure.speaker for figure in incident.figures),
    "spots": lambda incident: len(incident.spots) > 1,
    "place_precision": lambda incident: _coarse(incident.spot),
    "place_stand_in": lambda incident: incident.spot is not None and not incident.spot.told,
    "gazetteer": lambda incident: incident.spot is not None and incident.spot.gazetteer_id is not None,
    "area_code": lambda incident: incident.spot is not None and incident.spot.admin1 is not None,
    "range": lambda incident: incident.start != incident.end,
    "many_parties": lambda incident: len(incident.actors) > 1 or len(incident.recipients) > 1,
    "copies": lambda incident: incident.sources < incident.reports,
    "background": lambda incident: any(account.background for account in incident.accounts),
    "many_accounts": lambda incident: len(incident.accounts) > 1,
    "words": lambda incident: any(account.evidence for account in incident.accounts),
    "spans": lambda incident: any(account.evidence for account in incident.accounts),
    "confidence": lambda incident: incident.confidence < 1,
}

EVENT_FACTS: Mapping[str, Callable[[StoredEvent], bool]] = {
    "claims": _voiced("claims"),
    "accusations": lambda stored: bool(stored.telling.accusations),
    "denials": _voiced("denies"),
    "rivals": lambda stored: _differ(stored.telling.figures),
    "figures": lambda stored: bool(stored.telling.figures),
    "other_figures": lambda stored: any(figure.what not in _PLOVER_KINDS for figure in stored.telling.figures),
    "figure_bounds": lambda stored: _bounded(stored.telling.figures),
    "figure_people": lambda stored: any(figure.who for figure in stored.telling.figures),
    "figure_speakers": lambda stored: any(figure.speaker for figure in stored.telling.figures),
    "place_precision": lambda stored: _coarse(stored.telling.spot),
    "place_stand_in": lambda stored: stored.telling.spot is not None and not stored.telling.spot.told,
    "gazetteer": lambda stored: stored.telling.spot is not None and stored.telling.spot.gazetteer_id is not None,
    "area_code": lambda stored: stored.telling.spot is not None and stored.telling.spot.admin1 is not None,
    "range": lambda stored: stored.telling.start != stored.telling.end,
    "stand_in": lambda stored: stored.telling.dated == "published",
    "many_parties": lambda stored: len(stored.telling.actors) > 1 or len(stored.telling.recipients) > 1,
    "variants": lambda stored: any(p.variants for p in (*stored.telling.actors, *stored.telling.recipients)),
    "contexts": lambda stored: bool(stored.event.contexts),
    "refined": lambda stored: stored.event.refined is not None,
    "words": lambda stored: bool(stored.event.evidence),
    "spans": lambda stored: bool(stored.event.evidence),
    "more_evidence": lambda stored: len(stored.event.evidence) > 1,
    "address": lambda stored: stored.report.url is not None,
    "title": lambda stored: stored.report.title is not None,
    "verdict": lambda stored: stored.verdict is not None,
    "incident": lambda stored: stored.incident is not None,
    "doubtful": lambda stored: stored.telling.doubtful,
    "confidence": lambda stored: stored.event.confidence < 1,
}
