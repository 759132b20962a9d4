"""Says what an event is about, and which type of a user's own codebook it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from tocsin.events.coding.drafts import EventDraft
from tocsin.records import Actor, Span
from tocsin.records.codebook import Codebook, Party, Told, contexts_of, load_codebook, plover, refine


@cache
def codebook_of(path: Path | None) -> Codebook:
    """Give the codebook in a file, loaded once, or PLOVER's where none is named."""
    return plover() if path is None else load_codebook(path)


def contexts_and_own_type(
    codebook: Codebook, draft: EventDraft, mode: str | None, evidence: Iterable[Span]
) -> tuple[tuple[str, ...], str | None]:
    """Find the contexts of an event and the own type that it is, from the sentences that tell it."""
    mark, sentences = draft.mark, tuple(span.quote for span in evidence)
    labels = (mark.type, f"{mark.type}.{mode}")
    found = {name for sentence in sentences for name in contexts_of(sentence, codebook, labels)}
    contexts = tuple(one.name for one in codebook.contexts if one.name in found)
    told = Told(
        type=mark.type,
        mode=mode,
        modality=mark.modality,
        triggers=tuple(m.trigger.quote for m in draft.marks),
        sentences=sentences,
        actors=_parties(draft.actors, draft.actor_spans),
        recipients=_parties(draft.recipients, draft.recipient_spans),
        contexts=contexts,
    )
    return contexts, refine(codebook, told)


def _parties(actors: Sequence[Actor], spans: Iterable[Span]) -> tuple[Party, ...]:
    """The actors as the codebook sees them, and the phrases that stand for nobody known ("a bus") by their words."""
    known = [mention for actor in actors for mention in actor.mentions]
    rest = [span for span in spans if not any(span.overlaps(mention) for mention in known)]
    return (
        *(Party((actor.name, *actor.variants), actor.sectors, actor.country) for actor in actors),
        *(Party((span.quote,)) for span in rest),
    )
