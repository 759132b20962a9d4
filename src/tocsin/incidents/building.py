"""Builds an incident from the tellings that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tocsin.incidents.copies import Printed, Source, sources_of
from tocsin.incidents.disagreement import disagreements_of
from tocsin.incidents.evidence import evidence_at
from tocsin.incidents.figures import claims_of, roll_ups
from tocsin.incidents.responsibility import responsibility_of, unhappened
from tocsin.incidents.wording import fold
from tocsin.records import Account, Evidence, Incident, Party, Span, Spot, Telling, content_id

_FINEST = ("point", "city", "admin2", "admin1", "border", "country", "none")
_TITLE = 160  # characters


def build(members: Sequence[Telling], texts: Mapping[str, str]) -> Incident | None:
    """Build the incident of some tellings; None where none of them says for sure that it happened.

    `texts` are the texts of their reports by id, to find copies; a single report needs none.
    """
    tellings = sorted(members, key=_order)
    real = [telling for telling in tellings if telling.modality != "negated" and not telling.doubtful]
    if not real:
        return None
    sources = _sources(tellings, texts)
    claims = claims_of(tellings)
    responsibility = responsibility_of(tellings)
    disagreements = disagreements_of(tellings, claims, responsibility)
    kind, mode = _kind(tellings)
    start, end = _days(tellings)
    title = _title(real, kind)
    spots = _spots(tellings, sources)
    actors = [p for t in tellings if t.modality != "negated" for p in t.actors]
    recipients = [p for t in tellings for p in t.recipients]
    return Incident(
        id=content_id("incident", tellings[0].id),
        title=title.span.quote[:_TITLE],
        title_evidence=title,
        type=kind,
        mode=mode,
        start=start,
        end=end,
        spot=spots[0] if spots else None,
        spots=spots,
        actors=_names(actors),
        recipients=_names(recipients),
        actor_countries=_countries(actors),
        recipient_countries=_countries(recipients),
        sources=len({source.group for source in sources.values()}),
        reports=len(sources),
        accounts=_accounts(tellings, sources),
        figures=claims,
        rollups=roll_ups(claims, {report: source.group for report, source in sources.items()}),
        responsibility=responsibility,
        disagreements=disagreements,
        contested=any(each.kind == "contradiction" for each in disagreements)
        or any(each.kind == "denied" for each in responsibility),
        confidence=max(telling.confidence for telling in real),
    )


def _order(telling: Telling) -> tuple[str, str]:
    return telling.published or "9999", telling.id


def _sources(tellings: Sequence[Telling], texts: Mapping[str, str]) -> dict[str, Source]:
    heads = {t.report: Printed(t.report, t.outlet, t.published, texts.get(t.report, "")) for t in tellings}
    return sources_of(list(heads.values()))


def _kind(tellings: Sequence[Telling]) -> tuple[str, str | None]:
    """Pick the type that most reports tell, and of its modes the one that most do, none before some."""
    kind = _most(_per_report((t.report, t.type) for t in tellings))
    modes = _per_report((t.report, t.mode) for t in tellings if t.type == kind and t.mode is not None)
    return kind, _most(modes) if modes else None


def _per_report(pairs: Iterable[tuple[str, str | None]]) -> Counter[str]:
    return Counter(value for _, value in dict.fromkeys(pairs) if value is not None)


def _most(counter: Counter[str]) -> str:
    return min(counter, key=lambda value: (-counter[value], value))


def _days(tellings: Sequence[Telling]) -> tuple[str | None, str | None]:
    """Give the range of days that the texts tell; the day published where none does."""
    told = [t for t in tellings if t.dated == "told"] or tellings
    exact = [t for t in told if t.start == t.end] or told
    starts = [t.start for t in exact if t.start is not None]
    ends = [t.end for t in exact if t.end is not None]
    return (min(starts), max(ends)) if starts and ends else (None, None)


def _spots(tellings: Sequence[Telling], sources: Mapping[str, Source]) -> tuple[Spot, ...]:
    """Give every place that accounts name, the finest first, of those the one that most independent sources give.

    The places that reports play at stand in only where no text gives the event a place of its own.
    """
    spots = [(t.spot, sources[t.report].group) for t in tellings if t.spot is not None]
    backing: dict[tuple[str | None, str], set[int]] = {}
    first: dict[tuple[str | None, str], Spot] = {}
    for spot, group in [pair for pair in spots if pair[0].told] or spots:
        key = (spot.gazetteer_id, spot.name if spot.gazetteer_id is None else "")
        first.setdefault(key, spot)
        backing.setdefault(key, set()).add(group)
    ordered = sorted(
        first, key=lambda key: (_FINEST.index(first[key].precision), -len(backing[key]), first[key].name, key[0] or "")
    )
    return tuple(first[key] for key in ordered)


def _names(parties: Sequence[Party]) -> tuple[str, ...]:
    """Give the names of parties, as written most often, those named most often first."""
    spellings: dict[str, Counter[str]] = {}
    for party in parties:
        spellings.setdefault(fold(party.name), Counter())[party.name] += 1
    ordered = sorted(spellings, key=lambda key: (-spellings[key].total(), key))
    return tuple(_most(spellings[key]) for key in ordered)


def _countries(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(sorted({party.country for party in parties if party.country is not None}))


def _accounts(tellings: Sequence[Telling], sources: Mapping[str, Source]) -> tuple[Account, ...]:
    held: dict[str, list[Telling]] = {}
    for telling in tellings:
        held.setdefault(telling.report, []).append(telling)
    return tuple(_account(group, sources[report]) for report, group in held.items())


def _account(tellings: Sequence[Telling], source: Source) -> Account:
    head = tellings[0]
    spans = sorted({span for telling in tellings for span in telling.evidence})
    return Account(
        report=head.report,
        outlet=head.outlet,
        published=head.published,
        title=head.title,
        events=tuple(telling.id for telling in tellings),
        background=all(telling.background for telling in tellings),
        group=source.group,
        joined=source.joined,
        evidence=tuple(evidence_at(head, span) for span in spans),
    )


def _title(real: Sequence[Telling], kind: str) -> Evidence:
    """Pick the words that stand for the incident: a headline that tells it, else its best sentence, never a denial."""

    def rank(telling: Telling) -> tuple[object, ...]:
        span = _words(telling)
        return (
            telling.background,
            _is_denied(telling, span) or any(voice.kind == "denies" and unhappened(voice) for voice in telling.voices),
            span not in _heads(telling),
            telling.type != kind,
            -telling.confidence,
            *_order(telling),
        )

    best = min(real, key=rank)
    return evidence_at(best, _words(best))


def _words(telling: Telling) -> Span:
    """Pick the words of one telling that may stand for it."""
    sentences = [span for span in telling.evidence if span.overlaps(telling.trigger)]
    heads = [] if telling.background else _heads(telling)
    spans = [*heads, *sentences, *telling.evidence]
    return next((span for span in spans if not _is_denied(telling, span)), spans[0])


def _is_denied(telling: Telling, span: Span) -> bool:
    return any(voice.kind == "denies" and voice.span.overlaps(span) for voice in telling.voices)


def _heads(telling: Telling) -> list[Span]:
    """Give the evidence of a telling that stands in its report's title."""
    if not telling.in_headline or telling.title is None:
        return []
    return [span for span in telling.evidence if span.quote.strip() in telling.title]
