"""What a person decides of records: kept beside what the stages made, in force at once, and taken back at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.errors import TocsinError
from tocsin.incidents.correcting import corrected
from tocsin.incidents.cutting import tellings_of
from tocsin.incidents.linking import link
from tocsin.records import Review, Subject, Verdict, content_id
from tocsin.run.desk.adding import join_forms
from tocsin.store.store import Store
from tocsin.store.writing import Writer

# which verdicts there are for what
_VERDICTS: dict[Subject, tuple[Verdict, ...]] = {
    "event": ("accept", "correct", "reject"),
    "statement": ("accept", "reject"),
    "flag": ("accept", "reject"),
    "incident": ("accept", "reject", "merge", "split"),
    "actor": ("accept", "merge", "split"),
    "report": ("accept", "reject"),
}


def review(
    store: Store,
    about: tuple[Subject, str, Verdict],
    *,
    author: str,
    at: str,
    fields: Sequence[tuple[str, str]] = (),
    others: Sequence[str] = (),
    note: str = "",
) -> Review:
    """Keep a decision on one record, and bring what depends on it up to date.

    `about` is the subject, its id and the verdict. A merge joins the incidents or actors in `others` to it; a split
    takes out of an incident the events in `others`, out of an actor the forms in `others`. Raises `review.*`.
    """
    subject, subject_id, verdict = about
    if verdict not in _VERDICTS.get(subject, ()):
        allowed = ", ".join(_VERDICTS.get(subject, ())) or "none"
        raise TocsinError("review.no-such-verdict", subject=subject, verdict=verdict, allowed=allowed)
    if not author.strip():
        raise TocsinError("review.no-author")
    if (verdict in ("merge", "split")) != bool(others):
        raise TocsinError("review.others", verdict=verdict)
    if (verdict == "correct") != bool(fields):
        raise TocsinError("review.fields", verdict=verdict)
    key = content_id("review", subject, subject_id, verdict, author, at, fields, others, note)
    decided = Review(key, subject, subject_id, verdict, author.strip(), at, tuple(fields), tuple(others), note)
    with store.writing() as writer:
        decided = _resolved(writer, decided)
        writer.put_review(decided)
        _apply(writer, decided)
    return decided


def undo(store: Store, review_id: str) -> Review:
    """Take a decision back. Raises `review.unknown` where there is none, or where it was taken back already."""
    with store.writing() as writer:
        decided = writer.undo_review(review_id)
        _apply(writer, decided)
    return decided


def apply_again(writer: Writer, report_id: str) -> None:
    """Put what was decided of a report's events in force again, after the report was read anew."""
    for decided in writer.reviews("event", report_id=report_id):
        _apply(writer, decided)


def _resolved(writer: Writer, decided: Review) -> Review:
    """See that what is decided on is there, and name it as it is kept: by present ids, actors by their forms."""
    if decided.subject == "incident":
        now = writer.incident_now(decided.subject_id)
        others = tuple(writer.incident_now(each) for each in decided.others) if decided.verdict == "merge" else None
        members = writer.members_of([now])
        if others is None:
            others = decided.others
            strangers = sorted(set(others) - members)
            if strangers or (others and not members - set(others)):
                raise TocsinError("review.not-a-part", id=strangers[0] if strangers else others[0], whole=now)
        return replace(decided, subject_id=now, others=others)
    if decided.subject == "actor" and decided.verdict == "merge":
        named = (decided.subject_id, *decided.others)
        return replace(decided, others=tuple(sorted({f for each in named for f in writer.forms_of_actor(each)})))
    if decided.subject == "actor" and decided.verdict == "split":
        forms = writer.forms_of_actor(decided.subject_id)
        strangers = sorted(set(decided.others) - set(forms))
        if strangers or not set(forms) - set(decided.others):
            raise TocsinError("review.not-a-part", id=(strangers or decided.others)[0], whole=decided.subject_id)
        return decided
    writer.check_kept(decided.subject, decided.subject_id)
    return decided


def _apply(writer: Writer, decided: Review) -> None:
    """Bring incidents and actors up to date with the decisions that are in force on a record now."""
    if decided.subject == "event":
        _retell(writer, decided.subject_id)
    elif decided.subject == "incident" and decided.verdict in ("merge", "split"):
        link(writer, ruled=writer.put_rulings(decided))
    elif decided.subject == "actor" and decided.others:
        join_forms(writer, set(decided.others), writer.reviews("actor"))
    elif decided.subject == "report":
        tellings = writer.tellings_of(decided.subject_id)
        rejected = any(r.verdict == "reject" for r in writer.reviews("report", subject_id=decided.subject_id)[-1:])
        if rejected:
            link(writer, removed=sorted(tellings))
        elif writer.is_current(decided.subject_id):
            link(writer, tellings.values())


def _retell(writer: Writer, event_id: str) -> None:
    """Tell an event as the reading has it, with every correction that is in force; a rejected one is not told."""
    reading = writer.reading_of_event(event_id)
    told = next(telling for telling in tellings_of(reading) if telling.id == event_id)
    rejected = False
    for decided in writer.reviews("event", subject_id=event_id):
        if decided.verdict == "correct":
            told = corrected(told, decided.fields)
        rejected = decided.verdict == "reject"
        if decided.verdict != "reject":
            # whoever accepts or corrects it vouches for it
            told = replace(told, doubtful=False)
    writer.retell(told)
    kept = [] if rejected or not writer.is_current(told.report) else [told]
    link(writer, kept, removed=[event_id])
