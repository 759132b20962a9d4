"""Turn what was linked into actors: name, kind, country, roles, sectors, score, and why."""

from __future__ import annotations

from tocsin.records import Actor, ActorKind, Span, content_id
from tocsin.resolve.actors.lexicon import Lexicon
from tocsin.resolve.actors.mentions import Draft, Held, Mention, Sort
from tocsin.resolve.actors.names import Name, compare
from tocsin.resolve.actors.page import Page
from tocsin.resolve.actors.titles import same_office
from tocsin.resolve.actors.wording import SMALL, key, shown, words

_KINDS: dict[Sort, ActorKind] = {
    "person": "person",
    "role": "person",
    "organisation": "organisation",
    "group": "group",
    "country": "country",
    "several": "group",
    "words": "group",
}
_UNKNOWN, _GUNMEN = ("UNK",), ("UAF",)
_DEEPEST = 4
_NAMELESS = "unnamed"


class Coder:
    """Codes the drafts of one page."""

    def __init__(self, page: Page, phrases: dict[tuple[int, int], Mention]) -> None:
        self.page = page
        self.lexicon: Lexicon = page.lexicon
        self._phrases: dict[int, list[tuple[int, int]]] = {}
        for span, mention in phrases.items():
            self._phrases.setdefault(id(mention), []).append(span)
        self._claimed = {span: mention.draft for span, mention in phrases.items()}

    def actors(self, drafts: list[Draft]) -> tuple[Actor, ...]:
        """Make the actors of a report, in the order in which they are first mentioned."""
        spans = [(self._spans(draft), draft) for draft in drafts]
        ordered = sorted((item for item in spans if item[0]), key=lambda item: (item[0][0].start, -item[0][0].end))
        seen: dict[tuple[str, str], int] = {}
        made = []
        for mentions, draft in ordered:
            name, kind = self._name(draft), self._kind(draft)
            count = seen[name, kind] = seen.get((name, kind), 0) + 1
            # two nameless residents are two actors, and need two ids
            parts = (self.page.report.id, name, kind) if count == 1 else (self.page.report.id, name, kind, count)
            made.append(self._actor(content_id("act", *parts), name, kind, mentions, draft))
        return tuple(made)

    def _actor(self, ident: str, name: str, kind: ActorKind, mentions: list[Span], draft: Draft) -> Actor:
        country, ground = self.country(draft)
        why = [*draft.why, *([ground] if ground else [])]
        links = sum(m.score for m in draft.mentions) / len(draft.mentions)
        return Actor(
            id=ident,
            name=name,
            kind=kind,
            country=country,
            roles=self._roles(draft),
            sectors=self.sectors(draft),
            variants=self._variants(draft, name),
            mentions=tuple(mentions),
            score=round(max(0.0, min(1.0, links * draft.trust)), 2),
            why="; ".join(why),
        )

    def _spans(self, draft: Draft) -> list[Span]:
        """Give the mentions: the whole phrase where it is a source, the name with its titles otherwise."""
        found: dict[tuple[int, int], None] = {}
        for mention in draft.mentions:
            for span in self._phrases.get(id(mention), [(mention.start, mention.end)]):
                if self._claimed.setdefault(span, draft) is draft and span[0] < span[1]:
                    found[span] = None
        return [self.page.report.span(*span) for span in sorted(found)]

    @staticmethod
    def _kind(draft: Draft) -> ActorKind:
        if draft.sort == "pronoun":
            return "organisation" if draft.gender == "thing" else "group" if draft.plural else "person"
        return "organisation" if draft.sort == "seat" or draft.mentions[0].why == "place" else _KINDS[draft.sort]

    # names

    def _name(self, draft: Draft) -> str:
        if draft.sort == "person":
            return self._person_name(draft).shown
        if draft.sort == "country" and draft.code in self.lexicon.country_names:
            return self.lexicon.country_names[draft.code]
        if draft.sort == "organisation":
            return self._body_name(draft)
        if draft.sort == "several":
            names = [
                self._name(m.draft) for m in draft.mentions[0].others if m.draft is not None and m.draft is not draft
            ]
            return " and ".join(names) or shown(draft.mentions[0].text)
        texts = [self.page.text[m.start : m.end] for m in draft.mentions if m.sort != "pronoun"]
        longest = max(texts, key=len) if texts else draft.mentions[0].text
        return shown(longest) or _NAMELESS

    def _person_name(self, draft: Draft) -> Name:
        """Choose the fullest name; of spellings the most frequent outside quotations, then the first."""
        counts: dict[Name, int] = {}
        for mention in draft.mentions:
            if mention.name is not None and mention.sort == "person" and mention.name not in draft.also:
                weight = 0 if self.page.quoted(mention.start) else 1
                counts[mention.name] = counts.get(mention.name, 0) + weight
        order = list(counts) or draft.names
        return max(order, key=lambda n: (len(n.parts), counts.get(n, 0), -order.index(n)))

    def _body_name(self, draft: Draft) -> str:
        """Choose a proper name over an abbreviation over a description, then the longest, written as mostly."""
        texts = self._body_texts(draft)
        if not texts:
            country = self.lexicon.country_names.get(draft.code or "", draft.code or "")
            return f"Government of {country}"
        order = list(dict.fromkeys(texts))
        # "Government" says less than "Serbian government", whatever its capital.
        bare = {
            t for t in order if any(set(key(t).split()) < set(key(other).split()) for other in order) and " " not in t
        }
        best = max(order, key=lambda t: (t not in bare, _properness(t), len(words(t)), texts.count(t), -order.index(t)))
        alike = [t for t in order if key(t) == key(best)]
        return max(alike, key=lambda t: (texts.count(t), -order.index(t)))

    @staticmethod
    def _body_texts(draft: Draft) -> list[str]:
        """List the names of a body; words such as "the ministry" only where there is no name."""
        bodies = [m for m in draft.mentions if m.sort == "organisation"]
        named = [m for m in bodies if m.known or m.code or not m.parts <= m.own]
        seats = any(m.sort == "seat" for m in draft.mentions)
        return [shown(m.text) for m in named or ([] if seats else bodies)]

    def _variants(self, draft: Draft, name: str) -> tuple[str, ...]:
        """List the other spellings of a person's name, and the other names of a body."""
        if draft.sort == "person":
            best = self._person_name(draft)
            others = [n.shown for n in draft.names if n.shown != name and self._is_spelling(n, best)]
        elif draft.sort in ("organisation", "country"):
            texts = self._body_texts(draft) if draft.sort == "organisation" else []
            texts += [shown(m.text) for m in draft.mentions if m.sort in ("seat", "country") and m.why != "word"]
            others = [text for text in texts if key(text) != key(name)]
        else:
            others = []
        return tuple(dict.fromkeys(others))

    @staticmethod
    def _is_spelling(name: Name, best: Name) -> bool:
        """Say whether a name is spelt otherwise, and not merely shorter."""
        if name.bare and not best.bare:
            full = {word.text.casefold() for word in words(best.shown)}
            return any(word.text.casefold() not in full for word in words(name.shown))
        relation = compare(name, best)
        return relation in ("variant", "different") or (relation == "same" and name.shown.lower() != best.shown.lower())

    # country

    def country(self, draft: Draft, depth: int = 0) -> tuple[str | None, str]:
        """Give the country or supranational code of an actor, and what it rests on."""
        if draft.known is not None:
            return draft.known.country, f"known as {draft.known.name}"
        for held in draft.held:
            if held.code and not held.office.kin:
                return held.code, f"country from the title “{held.office.shown}”"
        if draft.code:
            named = next((m for m in draft.mentions if m.code == draft.code), draft.mentions[0])
            return draft.code, f"country from “{shown(self.page.text[named.start : named.end])}”"
        if draft.sort == "several" and depth < _DEEPEST:
            inner = [m.draft for m in draft.mentions[0].others]
            codes = {self.country(d, depth + 1)[0] for d in inner if d is not None and d is not draft}
            return (codes.pop(), "") if len(codes) == 1 else (None, "no one country holds for all of them")
        for body in self._bodies(draft):
            if body.draft is not None and body.draft is not draft and depth < _DEEPEST:
                code, _ = self.country(body.draft, depth + 1)
                if code:
                    return code, f"country from “{shown(body.text)}”"
        return None, "no country is named with it" if depth == 0 else ""

    @staticmethod
    def _bodies(draft: Draft) -> list[Mention]:
        bodies = [h.body for h in draft.held if h.body is not None and not h.office.kin]
        bodies.extend(m.body for m in draft.mentions if m.body is not None and not any(h.office.kin for h in m.held))
        return list(dict.fromkeys(bodies))

    # roles and sectors

    def _roles(self, draft: Draft) -> tuple[str, ...]:
        """List the titles, each once and in its fullest form."""
        kept: list[Held] = []
        for held in draft.held:
            if held.office.kin:
                continue
            twin = next((k for k in kept if same_office(k.office, held.office, self.lexicon)), None)
            if twin is None:
                kept.append(held)
            elif len(held.office.parts) > len(twin.office.parts):
                kept[kept.index(twin)] = held
        return tuple(dict.fromkeys(h.office.shown for h in kept))

    def sectors(self, draft: Draft, depth: int = 0) -> tuple[str, ...]:
        """Work the PLOVER sectors of an actor out, the main one first."""
        if draft.sort in ("person", "role"):
            return self._person_sectors(draft, depth)
        if draft.sort == "group":
            return self._group_sectors(draft, depth)
        if draft.sort == "organisation":
            return self._body_sectors(draft, depth)
        if draft.sort == "several":
            found: dict[str, None] = {}
            for other in draft.mentions[0].others:
                if other.draft is not None and other.draft is not draft and depth < _DEEPEST:
                    found.update(dict.fromkeys(self.sectors(other.draft, depth + 1)))
            return tuple(found)
        return _UNKNOWN if draft.sort in ("words", "pronoun") else ()

    def _person_sectors(self, draft: Draft, depth: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        civil: tuple[str, ...] = ()
        for held in draft.held:
            of_body = self._sectors_of(held.body, depth)
            sectors = held.office.sectors(self.lexicon, of_body, bool(held.code))
            if held.office.kin or sectors == ("CVL",):
                civil = civil or sectors
                continue
            found.update(dict.fromkeys(sectors))
        if not found:
            nouns = [m.noun for m in draft.mentions if m.noun is not None]
            found.update(dict.fromkeys(s for noun in nouns for s in noun.sectors if s != "UNK"))
        if not found and not draft.held:
            for body in self._bodies(draft):
                found.update(dict.fromkeys(self._sectors_of(body, depth)))
        return tuple(found) or civil

    def _sectors_of(self, body: Mention | None, depth: int) -> tuple[str, ...]:
        if body is None or body.draft is None or depth >= _DEEPEST:
            return ()
        return self.sectors(body.draft, depth + 1)

    def _group_sectors(self, draft: Draft, depth: int) -> tuple[str, ...]:
        default: tuple[str, ...] = ()
        for mention in draft.mentions:
            if mention.sort != "group":
                continue
            noun = mention.noun
            line = tuple(w.folded for w in words(mention.text) if w.folded not in mention.own)
            if noun is not None and not noun.weak:
                return noun.sectors
            if noun is not None and noun.person and set(line) & self.lexicon.lists["armed"]:
                return _GUNMEN
            around = self.lexicon.qualified(line) or self._sectors_of(mention.body, depth) or self._made_of(mention)
            if around:
                return around
            default = default or (noun.sectors if noun else ())
        return default or (() if draft.code else _UNKNOWN)

    def _made_of(self, mention: Mention) -> tuple[str, ...]:
        """Read the sectors of "a group of senators" off its members, and of other nouns off the matching title."""
        line = tuple(w.folded for w in words(mention.text))
        if "of" in line:
            members, _ = self.lexicon.head(line[line.index("of") + 1 :])
            if members is not None:
                return members.sectors
        if mention.noun is None and line:
            for ending, one in (("", ""), ("s", ""), ("ies", "y"), ("es", ""), ("men", "man")):
                if line[-1].endswith(ending) and (
                    hit := self.lexicon.titles.get((line[-1].removesuffix(ending) + one,))
                ):
                    return hit.sectors
        return ()

    def _body_sectors(self, draft: Draft, depth: int) -> tuple[str, ...]:
        if draft.known is not None:
            return draft.known.sectors
        if draft.kind is not None and draft.kind.sectors:
            return draft.kind.sectors
        for mention in draft.mentions:
            line = tuple(w.folded for w in words(mention.text))
            noun, _ = self.lexicon.head(line)
            around = self.lexicon.qualified(line) or self._sectors_of(mention.body, depth)
            if around or (noun is not None and not noun.weak):
                return around or (noun.sectors if noun else ())
        return ()


def _properness(text: str) -> int:
    """Rank how a body is named: 2 by a proper name, 1 by an abbreviation, 0 by a description."""
    line = words(text)
    if len(line) == 1:
        return 1 if text.isupper() else 2 if text[:1].isupper() else 0
    plain = any(w.text[0].islower() and w.folded not in SMALL for w in line)
    return 0 if plain else 2
