"""Events, statements, actors, flags, reports and what was left out, as rows of lists and one by one in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.cli.show import SAYS, day
from tocsin.cli.show_events import figure, in_quotes, short_day, shortened
from tocsin.cli.show_incidents import counted, joined, kind, parties, review_line, section, when, where
from tocsin.cli.terminal import Line, line, position
from tocsin.records import (
    DeskActor,
    Incident,
    Reading,
    ReportHead,
    Review,
    Span,
    StoredEvent,
    StoredFlag,
    StoredRejected,
    StoredStatement,
    Telling,
)

_DIM = "dim"
_NOBODY = "(nobody named)"


def event_row(stored: StoredEvent) -> list[Line]:
    """Give what one report tells, and the sentence that tells it."""
    telling = stored.telling
    facts = [_when(telling), _where(telling), kind(telling.type, telling.mode)]
    told = [_sides(telling, most=3), *_figures(telling), telling.modality, *_voices(telling), stored.verdict or ""]
    sentence = telling.evidence[0]
    return [
        line((joined(facts), "bold"), f" · {joined(told)}"),
        line(
            f"{_from(stored.report)}: {in_quotes(shortened(sentence.quote))}", *_ends([sentence], telling.id), indent=4
        ),
    ]


def statement_row(stored: StoredStatement) -> list[Line]:
    """Give who says what, in which report."""
    return [
        line((_speaker(stored), "bold"), (f" {SAYS[stored.statement.stance]}: ", "green"), shortened(_said(stored))),
        line(_from(stored.report), *_ends(stored.statement.content, stored.statement.id), indent=4),
    ]


def actor_row(actor: DeskActor) -> list[Line]:
    """Give who an actor is, and in how many reports it occurs."""
    told = [*_actor_facts(actor), counted(actor.reports, "report"), counted(actor.events, "event")]
    also = f" · also written {', '.join(actor.variants)}" if actor.variants else ""
    return [line((actor.name, "bold"), f"  {joined(told)}{also}", (f"  {actor.id}", _DIM))]


def flag_row(stored: StoredFlag) -> list[Line]:
    """Give what an editor should look at, and where."""
    return [
        line((f"{stored.flag.kind}: ", "yellow"), stored.flag.message),
        line(_from(stored.report), *_ends(stored.flag.spans, stored.id), indent=4),
    ]


def rejected_row(stored: StoredRejected) -> list[Line]:
    """Give what was left out, and why."""
    left, part = stored.rejected, stored.rejected.report_id
    place = "" if left.span is None else f"  [{left.span[0]}-{left.span[1]}]"
    return [
        line((f"{left.reason}: ", "yellow"), left.message),
        line(f"{left.source}, {short_day(stored.added[:10])}", (f"{place}  {part or stored.id}", _DIM), indent=4),
    ]


def report_row(head: ReportHead) -> list[Line]:
    """Give one report: when, where, what it is called, and which version of its page it is."""
    published = short_day(head.published) if head.published else "day unknown"
    told = [published, head.outlet or "(outlet not named)"]
    version = f" · version {head.version}" if head.version > 1 else ""
    old = "" if head.current else ", replaced by a newer one"
    return [
        line((joined(told), "bold"), f" · {head.title or head.source}{version}{old}", (f"  {head.id}", _DIM)),
    ]


def event_in_full(stored: StoredEvent, reviews: Iterable[Review]) -> Iterator[Line]:
    """Show one event with its parties, figures, voices and every sentence that tells it."""
    event, telling = stored.event, stored.telling
    yield line((kind(telling.type, telling.mode), "bold"), f" · {telling.modality}", (f"  {event.id}", _DIM))
    if event.refined:
        yield line(("in your codebook ", _DIM), event.refined)
    yield line(joined([_when(telling), _where(telling), _sides(telling)]))
    doubted = " · the reader model alone would not have told it" if telling.doubtful else ""
    yield line(f"confidence {event.confidence:.2f}{doubted}")
    if event.contexts:
        yield line(("about ", _DIM), ", ".join(event.contexts))
    if event.why:
        yield line(("because ", _DIM), event.why)
    yield line(("incident ", _DIM), stored.incident or "none: no incident is made of it")
    yield from _report_lines(stored.report)
    yield from section("Figures", (_figure_line(stored, each) for each in range(len(telling.figures))))
    yield from section("Who says so", _voice_lines(telling))
    yield from section("Evidence", _quotes(telling.evidence))
    yield from section("Decided by reviewers", (review_line(each) for each in reviews))


def statement_in_full(stored: StoredStatement, reviews: Iterable[Review]) -> Iterator[Line]:
    """Show one statement with every piece of text that it was made of."""
    said = stored.statement
    yield line((_speaker(stored), "bold"), (f" {SAYS[said.stance]}, ", "green"), said.form, (f"  {said.id}", _DIM))
    yield from _report_lines(stored.report)
    yield from section("Words", _quotes(said.content))
    marks = (("speaker", said.speaker_span), ("through", said.via_span), ("cue", said.cue))
    marked = [(name, span) for name, span in marks if span is not None]
    marked += [("when", said.when.span)] if said.when else []
    yield from section("Marked", (_marked(name, span) for name, span in marked))
    if said.about:
        yield from section("About", (line(each, indent=2) for each in said.about))
    yield from section("Decided by reviewers", (review_line(each) for each in reviews))


def actor_in_full(actor: DeskActor, reviews: Iterable[Review]) -> Iterator[Line]:
    """Show one actor with every form that was taken for it, and why."""
    yield line((actor.name, "bold"), (f"  {actor.id}", _DIM))
    yield line(joined(_actor_facts(actor)))
    yield line(f"in {counted(actor.reports, 'report')} and {counted(actor.events, 'event')}")
    if actor.variants:
        yield line(("also written ", _DIM), ", ".join(actor.variants))
    members = (line((m.name, "bold"), f"  {m.why}", (f"  {m.form}", _DIM), indent=2) for m in actor.members)
    yield from section("Forms taken for this actor", members)
    yield from section("Decided by reviewers", (review_line(each) for each in reviews))


def flag_in_full(stored: StoredFlag, reviews: Iterable[Review]) -> Iterator[Line]:
    """Show one flag with the words that it is about."""
    yield line((f"{stored.flag.kind}: ", "yellow"), stored.flag.message, (f"  {stored.id}", _DIM))
    yield from _report_lines(stored.report)
    yield from section("Evidence", _quotes(stored.flag.spans))
    yield from section("Decided by reviewers", (review_line(each) for each in reviews))


def report_in_full(
    head: ReportHead, reading: Reading, incidents: Iterable[Incident], reviews: Iterable[Review]
) -> Iterator[Line]:
    """Show what is known of a report, what was found in it, and the incidents that it tells of."""
    yield line((head.title or "(without a title)", "bold"), (f"  {head.id}", _DIM))
    published = f"published {day(head.published)} ({head.published_basis})" if head.published else "day unknown"
    byline = f"by {head.byline}" if head.byline else ""
    yield line(joined([head.outlet or "(outlet not named)", byline, published, f"language {head.language}"]))
    yield line(("source ", _DIM), head.url or head.source)
    state = f"version {head.version} of its page" + ("" if head.current else ", replaced by a newer one")
    yield line(f"{state} · added {day(head.added[:16])} UTC")
    yield line(("read by ", _DIM), f"{head.model} {head.model_version}; {head.stages}")
    found = (
        (len(reading.report.text), "character"),
        (len(reading.actors), "actor"),
        (len(reading.places), "place"),
        (len(reading.events), "event"),
        (len(reading.statements), "statement"),
        (len(reading.flags), "flag"),
    )
    yield line(joined([*(counted(number, noun) for number, noun in found), f"{len(reading.rejected)} left out"]))
    yield from section("Incidents", (line(each.title, (f"  {each.id}", _DIM), indent=2) for each in incidents))
    told = (
        line(kind(e.type, e.mode), f", {e.modality}: {in_quotes(e.trigger.quote)}", *_ends([e.trigger], e.id), indent=2)
        for e in reading.events
    )
    yield from section("Events", told)
    names = {actor.id: actor.name for actor in reading.actors}
    said = (
        line(
            f"{names.get(s.speaker or '', _NOBODY)} {SAYS[s.stance]}: {shortened(s.content[0].quote)}",
            *_ends(s.content, s.id),
            indent=2,
        )
        for s in reading.statements
    )
    yield from section("Statements", said)
    yield from section("Decided by reviewers", (review_line(each) for each in reviews))


def _ends(spans: Iterable[Span], record_id: str) -> tuple[tuple[str, str], ...]:
    return ((position(spans), _DIM), (f"  {record_id}", _DIM))


def _from(head: ReportHead) -> str:
    published = f", {short_day(head.published)}" if head.published else ""
    return f"{head.outlet or head.title or head.source}{published}"


def _report_lines(head: ReportHead) -> Iterator[Line]:
    yield line(("report ", _DIM), f"{_from(head)}: {head.title or head.source}", (f"  {head.id}", _DIM))


def _when(telling: Telling) -> str:
    published = " (the day published)" if telling.dated == "published" else ""
    return when(telling.start, telling.end) + published


def _where(telling: Telling) -> str:
    stands_in = " (the report's place)" if telling.spot is not None and not telling.spot.told else ""
    return where(telling.spot) + stands_in


def _sides(telling: Telling, *, most: int | None = None) -> str:
    return parties((p.name for p in telling.actors), (p.name for p in telling.recipients), most=most)


def _figures(telling: Telling) -> list[str]:
    told = []
    for what in dict.fromkeys(each.what for each in telling.figures):
        same = dict.fromkeys(figure(each) for each in telling.figures if each.what == what)
        told.append(f"{' or '.join(same)} {what}")
    return told


def _voices(telling: Telling) -> list[str]:
    told = []
    for way, verb in (("claims", "said by"), ("denies", "denied by")):
        names = dict.fromkeys(voice.speaker for voice in telling.voices if voice.kind == way)
        if names:
            told.append(f"{verb} {', '.join(names)}")
    return told


def _voice_lines(telling: Telling) -> Iterator[Line]:
    if telling.by_outlet:
        yield line("the report itself", indent=2)
    for voice in telling.voices:
        verb, style = ("says so", "green") if voice.kind == "claims" else ("denies it", "yellow")
        place = position([voice.span])
        yield line(
            (voice.speaker, "bold"), (f" {verb}: ", style), f"{in_quotes(voice.span.quote)}", (place, _DIM), indent=2
        )
    for accused in telling.accusations:
        said = f" says that {accused.party.name} did it: {in_quotes(accused.span.quote)}"
        yield line((accused.by, "bold"), said, (position([accused.span]), _DIM), indent=2)


def _figure_line(stored: StoredEvent, number: int) -> Line:
    one = stored.telling.figures[number]
    who = f" ({one.who})" if one.who else ""
    told = f"{figure(one)} {one.what}{who}, says {one.speaker or stored.report.outlet or 'the report itself'}"
    return line(f"{told}: {in_quotes(one.span.quote)}", (position([one.span]), _DIM), indent=2)


def _quotes(spans: Iterable[Span]) -> Iterator[Line]:
    for span in spans:
        yield line(in_quotes(span.quote), (position([span]), _DIM), indent=2)


def _marked(name: str, span: Span) -> Line:
    return line((f"{name} ", _DIM), f"{in_quotes(span.quote)}", (position([span]), _DIM), indent=2)


def _speaker(stored: StoredStatement) -> str:
    words = stored.statement.speaker_span
    name = stored.speaker_name or (f"{words.quote} (not identified)" if words else _NOBODY)
    return f"{name} (through {stored.via_name})" if stored.via_name else name


def _said(stored: StoredStatement) -> str:
    return " … ".join(span.quote for span in stored.statement.content)


def _actor_facts(actor: DeskActor) -> list[str]:
    country = actor.country if actor.country and actor.country != actor.name else ""
    return [actor.kind, country, "/".join(actor.sectors), "; ".join(actor.roles)]
