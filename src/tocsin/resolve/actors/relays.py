"""Find for whom a spokesperson speaks where the text names no body."""

from __future__ import annotations

from dataclasses import replace

from tocsin.resolve.actors.mentions import Draft, Mention
from tocsin.resolve.actors.page import Page

_SPEAKS_FOR = "spokesperson"


def link_spokespersons(page: Page, drafts: list[Draft], phrases: dict[tuple[int, int], Mention]) -> None:
    """Take a spokesperson without body or country to speak for whomever the same sentence has him relay.

    "According to the spokeswoman, Ana Ruiz, the minister was adamant that ...": hers is the minister's office.
    """
    for draft in drafts:
        loose = [h for h in draft.held if h.office.called == _SPEAKS_FOR]
        if not loose or draft.code or any(h.code or h.known or _is_placed(h.body) for h in draft.held):
            continue
        for mention in draft.mentions:
            other = _relayed(page, draft, mention, phrases) if mention.held else None
            if other is None or other.draft is None:
                continue
            draft.held = [replace(h, body=other) if h in loose else h for h in draft.held]
            draft.trust = min(draft.trust, 0.9)
            draft.why.append(f"relays “{other.text}” and names no body, so taken to speak for that side")
            break


def _is_placed(body: Mention | None) -> bool:
    """Say whether anything is known about whose a body is."""
    return body is not None and body.draft is not None and bool(body.draft.code or body.draft.known)


def _relayed(page: Page, draft: Draft, mention: Mention, phrases: dict[tuple[int, int], Mention]) -> Mention | None:
    sentence = page.sentence(mention.start)
    for (start, _), other in sorted(phrases.items(), key=lambda item: item[0]):
        later = start >= mention.end and page.sentence(start) == sentence
        if later and other.source and other.draft is not draft and other.sort in ("person", "role", "organisation"):
            return other
    return None
