"""Find which names, and which titles without a name, stand for one person."""

from __future__ import annotations

from tocsin.resolve.actors.lexicon import Lexicon
from tocsin.resolve.actors.mentions import Draft, Held, Mention, last_before, nearest
from tocsin.resolve.actors.names import Name, Relation, answers_to, compare, sounds_like
from tocsin.resolve.actors.page import Page
from tocsin.resolve.actors.titles import same_office

# how sure a link is; set by hand from what each kind of link rests on, as no labelled links were at hand
_EXACT, _ROLE_LINK, _SPELT_WITH_OFFICE, _SPELT, _OF_SEVERAL = 1.0, 0.95, 0.95, 0.75, 0.6
# a title is linked to the nearest of several holders only this many blocks back
_NEAR_BLOCKS = 3


class Persons:
    """Links the mentions of named and unnamed persons of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lexicon: Lexicon = page.lexicon
        self.drafts: list[Draft] = []

    def link_names(self, mentions: list[Mention]) -> None:
        """Link full names first, in reading order, and then what somebody is called by one word."""
        named = [m for m in mentions if m.sort == "person" and m.name is not None and m.name.parts]
        for mention in named:
            if mention.name is not None and not mention.name.bare:
                self._full(mention, mention.name)
        for mention in named:
            if mention.name is not None and mention.name.bare:
                self._bare(mention, mention.name)
        for mention in named:
            if mention.alias_of is not None:
                self._alias(mention, mention.alias_of)
        for draft in self.drafts:
            draft.mentions.sort(key=lambda m: m.start)

    def _alias(self, mention: Mention, other: Mention) -> None:
        """Make one of two names that the text says are one person's."""
        draft, into = mention.draft, other.draft
        if draft is None or into is None or draft is into:
            return
        into.also.extend(draft.names)
        for one in draft.mentions:
            into.add(one, why=f"the text says that “{other.text}” is “{mention.text}”")
        self.drafts.remove(draft)

    # full names

    def _full(self, mention: Mention, name: Name) -> None:
        fits: list[tuple[Draft, Relation]] = []
        for draft in self.drafts:
            relation = self._relation(draft, mention, name)
            if relation != "different":
                fits.append((draft, relation))
        same = [d for d, relation in fits if relation == "same"]
        if same:
            same[0].add(mention)
            return
        shorter = [d for d, relation in fits if relation == "shorter"]
        if shorter:
            draft = nearest(shorter, mention.start) or shorter[0]
            sure = _EXACT if len(shorter) == 1 else _OF_SEVERAL
            draft.add(mention, sure, f"“{name.shown}” is a form of “{draft.names[0].shown}”")
            return
        if fits:
            self._add_variant(fits[0][0], mention, name)
            return
        self.drafts.append(Draft("person").add(mention, why=f"named “{name.shown}”"))

    def _add_variant(self, draft: Draft, mention: Mention, name: Name) -> None:
        office = self._shared_office(draft, mention)
        ground = f"holds the same office ({office})" if office else "nothing tells the two apart"
        draft.trust = min(draft.trust, _SPELT_WITH_OFFICE if office else _SPELT)
        draft.add(mention, why=f"“{name.shown}” taken as a spelling of “{draft.names[0].shown}”: {ground}")

    def _relation(self, draft: Draft, mention: Mention, name: Name) -> Relation:
        """Compare a full name with all full names of a draft; any that differs speaks against it."""
        relations = {compare(name, other) for other in draft.names if not other.bare}
        if "same" in relations and not self._gender_clash(draft, mention):
            return "same"
        if "different" in relations:
            return "variant" if self._renamed(draft, mention, name) else "different"
        if not relations or self._gender_clash(draft, mention):
            return "different"
        if "variant" not in relations:
            return "shorter"
        return "different" if self._contradicts(draft, mention) else "variant"

    def _renamed(self, draft: Draft, mention: Mention, name: Name) -> bool:
        """Say whether one office and one surname make one person of two given names with one initial."""
        if self._gender_clash(draft, mention) or not self._shared_office(draft, mention, sole=True):
            return False
        last = {other.parts[-1] for other in draft.names}
        first = {other.parts[0][0] for other in draft.names if not other.bare}
        alike = last == {name.parts[-1]} and first == {name.parts[0][0]}
        ends = {other.parts[0].endswith("a") for other in draft.names if not other.bare} == {
            name.parts[0].endswith("a")
        }
        return alike and ends and not self._side_by_side(draft, mention)

    def _contradicts(self, draft: Draft, mention: Mention) -> bool:
        """Say whether something tells two people of nearly one name apart."""
        if self._side_by_side(draft, mention) or any(h.office.kin for h in (*draft.held, *mention.held)):
            return True
        if not draft.held or not mention.held or self._shared_office(draft, mention):
            return False
        return not any(h.office.shown == o.office.shown for h in draft.held for o in mention.held)

    def _side_by_side(self, draft: Draft, mention: Mention) -> bool:
        """Say whether one sentence names both: a writer does not spell one name two ways in one breath."""
        here = self.page.sentence(mention.start)
        return any(
            self.page.sentence(m.start) == here
            and m.name is not None
            and mention.name is not None
            and not m.name.bare
            and compare(m.name, mention.name) != "same"
            for m in draft.mentions
        )

    @staticmethod
    def _gender_clash(draft: Draft, mention: Mention) -> bool:
        return bool(draft.gender and mention.gender and draft.gender != mention.gender)

    def _shared_office(self, draft: Draft, mention: Mention, *, sole: bool = False) -> str | None:
        """Name an office that both hold, in one country as far as the text says."""
        for held in mention.held:
            for other in draft.held:
                fits = same_office(held.office, other.office, self.lexicon) and not held.office.kin
                if (
                    fits
                    and (not sole or held.office.sole)
                    and (not (held.code and other.code) or held.code == other.code)
                ):
                    return other.office.shown
        return None

    # one word

    def _bare(self, mention: Mention, name: Name) -> None:
        """Find whom one word means: the person of that surname, of several the one named last."""
        call = name.parts[0]
        fits = [(rank, d) for d in self.drafts if (rank := max(answers_to(n, call) for n in d.names))]
        fits = [
            (rank, d) for rank, d in fits if not self._gender_clash(d, mention) and not self._other_office(d, mention)
        ]
        if not fits:
            self._bare_variant(mention, name, call)
            return
        best = max(rank for rank, _ in fits)
        drafts = [d for rank, d in fits if rank == best]
        if best == 1 and len(drafts) > 1:
            self.drafts.append(Draft("person").add(mention, why=f"named “{name.shown}” only"))
            return
        holders = [d for d in drafts if self._shared_office(d, mention)]
        chosen = nearest(holders or drafts, mention.start)
        if chosen is None:
            return
        several = len(holders or drafts) > 1
        full = next((n.shown for n in chosen.names if not n.bare), "")
        why = f"“{name.shown}” taken as {full}, the last named of {len(drafts)} who are called so" if several else ""
        chosen.add(mention, _OF_SEVERAL if several else _EXACT, why)

    def _bare_variant(self, mention: Mention, name: Name, call: str) -> None:
        fits = [
            d
            for d in self.drafts
            if any(sounds_like(n, call) for n in d.names)
            and not self._gender_clash(d, mention)
            and not self._other_office(d, mention)
            and not self._side_by_side(d, mention)
        ]
        if len(fits) == 1:
            self._add_variant(fits[0], mention, name)
            return
        self.drafts.append(Draft("person").add(mention, why=f"named “{name.shown}” only"))

    def _other_office(self, draft: Draft, mention: Mention) -> bool:
        """Say whether the two hold different offices of which a person holds one at a time."""
        if not draft.held or not mention.held or self._shared_office(draft, mention):
            return False
        here = [h for h in mention.held if h.office.sole]
        there = [h for h in draft.held if h.office.sole]
        return bool(here and there)

    # titles without a name

    def link_titles(self, mentions: list[Mention]) -> None:
        """Link titles that stand alone to their holders, or to one another."""
        for mention in sorted((m for m in mentions if m.sort == "role" and m.draft is None), key=lambda m: m.start):
            self._title(mention, mention.held[0])

    def _title(self, mention: Mention, held: Held) -> None:
        if mention.article != "a" and not held.office.kin:
            fits = [(d, fit) for d in self.drafts if (fit := self._holds(d, mention, held))]
            for sort in ("person", "role"):
                # one whose country and body agree, before one of whom the text says neither
                for wanted in (2, 1):
                    found = [d for d, fit in fits if d.sort == sort and fit == wanted]
                    if found and self._to_holder(mention, held, found, wanted):
                        return
        self.drafts.append(Draft("role").add(mention, why="a title without a name"))

    def _to_holder(self, mention: Mention, held: Held, found: list[Draft], fit: int) -> bool:
        shown = held.office.shown
        if len(found) == 1 and (found[0].sort == "person" or last_before(found[0], mention.start)):
            found[0].add(mention, _ROLE_LINK if fit == 2 else _OF_SEVERAL, f"the only {shown} named")
            return True
        block = self.page.block(mention.start)
        near = [
            d
            for d in found
            if (m := last_before(d, mention.start)) and block - self.page.block(m.start) <= _NEAR_BLOCKS
        ]
        chosen = nearest(near, mention.start) if near else None
        if chosen is None:
            return False
        chosen.add(mention, _OF_SEVERAL, f"the last named of {len(found)} who are called {shown}")
        return True

    def _holds(self, draft: Draft, mention: Mention, held: Held) -> int:
        """Say whether somebody holds an office as a title without a name describes it: 2 yes, 1 maybe, 0 no."""
        best = 0
        for other in draft.held if not self._gender_clash(draft, mention) else ():
            if not same_office(held.office, other.office, self.lexicon):
                continue
            code = other.code or (draft.code if draft.sort == "person" else None)
            clash = bool(held.code and code and held.code != code)
            if held.body and other.body:
                clash = clash or held.body.draft is not other.body.draft
            unsure = (held.code and not code) or (held.body and not other.body and not (held.code and code))
            if not clash and not (unsure and not held.office.sole):
                best = max(best, 1 if unsure else 2)
        return best
