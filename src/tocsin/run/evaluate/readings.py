"""Scores whole readings against gold: statements, events with roles and figures, claims and denials, flags.

Gold is a folder of NAME.txt and NAME.toml, as `tocsin.run.evaluate.gold_readings` describes. Sums run over the whole
folder. A share of nothing (no gold, or nothing found) is 1.0.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tocsin.records import Event, Flag, Reading, Span, Statement, When
from tocsin.run.evaluate.attribution import Counts
from tocsin.run.evaluate.gold_readings import GoldEvent, GoldFlag, GoldReading, GoldStatement, Names, load_gold

__all__ = ["GoldReading", "evaluate_readings", "load_gold", "same_party"]

_ARTICLES = frozenset({"the", "a", "an"})
# A pronoun inside a longer name ("two of them") names nobody by itself.
_PRONOUNS = frozenset(
    {
        "i",
        "he",
        "she",
        "it",
        "we",
        "you",
        "they",
        "me",
        "him",
        "her",
        "them",
        "his",
        "its",
        "our",
        "your",
        "their",
        "who",
    }
)
_WORD = re.compile(r"\w+")
_FINE = ("minute", "hour", "part-of-day", "day")
_HALF = 0.5
Range = tuple[int, int]


@dataclass
class ReadingScores:
    """Running counts of the task; `shares` says of each thing looked at whether it was right."""

    events: Counts = field(default_factory=Counts)
    actors: Counts = field(default_factory=Counts)
    recipients: Counts = field(default_factory=Counts)
    figures: Counts = field(default_factory=Counts)
    statements: Counts = field(default_factory=Counts)
    claims: Counts = field(default_factory=Counts)
    denials: Counts = field(default_factory=Counts)
    flags: Counts = field(default_factory=Counts)
    shares: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))


def evaluate_readings(gold: Iterable[GoldReading], read: Callable[[GoldReading], Reading]) -> dict[str, float]:
    """Score readings of whole reports.

    `events_recall`, `events_precision`: an event found is right if one of its mentions shares a character with a
    trigger of a gold event of the same type; each is matched once. Over the events matched: `events_mode`,
    `events_place`, `events_date` (shares of right ones where gold or reading has one), `events_modality`, and F1 of the
    parties. `counts_f1`: figures with the right kind and bounds, those of missed events counting as missed;
    `counts_speaker`: the share of these whose speaker is right. `statements_f1`, `statements_recall`: half of the
    shorter content is shared and the speaker is right; `statements_stance` and `statements_via` are shares of these.
    `claims_recall`, `denials_recall`, `denials_precision`: pairs of an event and who claims or denies it.
    `flags_recall`, `flags_precision`: same kind, and all that gold quotes is shown, or two of it.
    """
    scores = ReadingScores()
    for one in gold:
        _score(scores, _Pair(one, read(one)))
    return {
        "events_recall": _recall(scores.events),
        "events_precision": _precision(scores.events),
        "events_mode": _share(scores.shares["mode"]),
        "events_actors_f1": scores.actors.f1,
        "events_recipients_f1": scores.recipients.f1,
        "events_place": _share(scores.shares["place"]),
        "events_date": _share(scores.shares["date"]),
        "events_modality": _share(scores.shares["modality"]),
        "counts_f1": scores.figures.f1,
        "counts_speaker": _share(scores.shares["speaker"]),
        "statements_f1": scores.statements.f1,
        "statements_recall": _recall(scores.statements),
        "statements_stance": _share(scores.shares["stance"]),
        "statements_via": _share(scores.shares["via"]),
        "denials_recall": _recall(scores.denials),
        "denials_precision": _precision(scores.denials),
        "claims_recall": _recall(scores.claims),
        "flags_recall": _recall(scores.flags),
        "flags_precision": _precision(scores.flags),
    }


def _recall(counts: Counts) -> float:
    return counts.hit / counts.gold if counts.gold else 1.0


def _precision(counts: Counts) -> float:
    return counts.hit / counts.found if counts.found else 1.0


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


def same_party(names: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether two parties share a name: one name's words stand in the other's, article and accents aside."""
    folded = [_folded(name) for name in others]
    return any(_within(one, other) or _within(other, one) for one in map(_folded, names) for other in folded)


def _folded(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = _WORD.findall(plain.casefold())
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _within(part: list[str], whole: list[str]) -> bool:
    if not part or _PRONOUNS.issuperset(part):
        return bool(part) and part == whole
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


class _Pair:
    """One gold reading beside what was read, with gold's quotations placed in the text that was read."""

    def __init__(self, gold: GoldReading, reading: Reading) -> None:
        self.gold, self.reading = gold, reading
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self.statements = {statement.id: statement for statement in reading.statements}
        self._moved = list(_moved(gold.text, reading.report.text))

    def placed(self, span: Span) -> Range | None:
        """Find where a quotation stands in the text that was read; None where its paragraph was left out."""
        start, end = self._at(span.start), self._at(span.end - 1)
        return None if start is None or end is None else (start, end + 1)

    def _at(self, offset: int) -> int | None:
        return next((offset + by for start, end, by in self._moved if start <= offset < end), None)

    def overlap(self, quote: Span, spans: Iterable[Span]) -> int:
        """Count the characters that a gold quotation shares with spans that were found."""
        placed = self.placed(quote)
        if placed is None:
            return 0
        return sum(max(0, min(placed[1], span.end) - max(placed[0], span.start)) for span in spans)

    def names(self, actor: str | None, span: Span | None = None) -> list[str]:
        """Give the names under which somebody was found."""
        record = self.actors.get(actor or "")
        found = [record.name, *record.variants] if record else []
        return found + ([span.quote] if span else [])

    def says(self, statement: str, names: Names) -> bool:
        """Say whether a statement of the reading is by a party of gold."""
        found = self.statements.get(statement)
        return found is not None and same_party(names, self.names(found.speaker, found.speaker_span))


def _moved(text: str, other: str) -> Iterator[tuple[int, int, int]]:
    """Pair the paragraphs of two texts: start, end and how far each has moved."""
    at = 0
    for paragraph in re.finditer(r"[^\n]+", text):
        found = other.find(paragraph[0], at)
        if found >= 0:
            yield paragraph.start(), paragraph.end(), found - paragraph.start()
            at = found + len(paragraph[0])


def _matched(likeness: dict[tuple[int, int], tuple[float, ...]]) -> dict[int, int]:
    """Pair gold with found, the likest first, each once; gold's number gives the found one's."""
    pairs: dict[int, int] = {}
    for wanted, found in sorted(likeness, key=lambda pair: (tuple(-x for x in likeness[pair]), pair)):
        if wanted not in pairs and found not in pairs.values():
            pairs[wanted] = found
    return pairs


def _count(counts: Counts, gold: Sequence[bool], found: int, pairs: dict[int, int]) -> None:
    """Count one report; `gold` says of each whether it is optional."""
    spare = sum(gold[number] for number in pairs)
    counts.add(len(pairs) - spare, found - spare, len(gold) - sum(gold))


def _score(scores: ReadingScores, pair: _Pair) -> None:
    _score_events(scores, pair)
    _score_statements(scores, pair)
    wanted, flags = pair.gold.flags, pair.reading.flags
    shown = {(i, j): _shown(pair, one, flag) for i, one in enumerate(wanted) for j, flag in enumerate(flags)}
    likeness: dict[tuple[int, int], tuple[float, ...]] = {
        key: (not wanted[key[0]].optional, value) for key, value in shown.items() if value
    }
    _count(scores.flags, [one.optional for one in wanted], len(flags), _matched(likeness))


def _shown(pair: _Pair, gold: GoldFlag, flag: Flag) -> int:
    """Count the quotations of a gold flag that a flag shows; 0 where it is another flag."""
    shown = sum(pair.overlap(quote, flag.spans) > 0 for quote in gold.quotes)
    return shown if gold.kind == flag.kind and shown >= min(2, len(gold.quotes)) else 0


def _score_statements(scores: ReadingScores, pair: _Pair) -> None:
    wanted, found = pair.gold.statements, pair.reading.statements
    likeness: dict[tuple[int, int], tuple[float, ...]] = {}
    for i, gold in enumerate(wanted):
        for j, statement in enumerate(found):
            shared = _shared(pair, gold, statement)
            if shared >= _HALF and _said_by(pair, gold, statement):
                likeness[i, j] = (not gold.optional, shared, pair.overlap(gold.words, statement.content))
    pairs = _matched(likeness)
    _count(scores.statements, [one.optional for one in wanted], len(found), pairs)
    for i, j in pairs.items():
        gold, statement = wanted[i], found[j]
        if gold.optional:
            continue
        scores.shares["stance"].append(statement.stance in gold.stances)
        via = pair.names(statement.via, statement.via_span)
        if gold.via or via:
            scores.shares["via"].append(same_party(gold.via, via))


def _shared(pair: _Pair, gold: GoldStatement, statement: Statement) -> float:
    """The share of the shorter of two contents that stands in both."""
    length = sum(span.end - span.start for span in statement.content)
    return pair.overlap(gold.words, statement.content) / min(length, gold.words.end - gold.words.start)


def _said_by(pair: _Pair, gold: GoldStatement, statement: Statement) -> bool:
    names = pair.names(statement.speaker, statement.speaker_span)
    return same_party(gold.speaker, names) if gold.speaker else not names


def _score_events(scores: ReadingScores, pair: _Pair) -> None:
    wanted, found = pair.gold.events, pair.reading.events
    likeness: dict[tuple[int, int], tuple[float, ...]] = {}
    for i, gold in enumerate(wanted):
        for j, event in enumerate(found):
            told = sum(pair.overlap(trigger, event.mentions or (event.trigger,)) > 0 for trigger in gold.triggers)
            if told and gold.type == event.type:
                alike = (event.mode in gold.modes) + (event.modality == gold.modality)
                likeness[i, j] = (not gold.optional, told, alike)
    pairs = _matched(likeness)
    _count(scores.events, [one.optional for one in wanted], len(found), pairs)
    for i, gold in enumerate(wanted):
        if not gold.optional:
            _score_event(scores, pair, gold, found[pairs[i]] if i in pairs else None)
    for j, event in enumerate(found):
        if j not in pairs.values():
            scores.figures.add(0, len({(c.what, c.low, c.high) for c in event.counts}), 0)
            scores.denials.add(0, len(_speakers(pair, event.denied_by)), 0)


def _score_event(scores: ReadingScores, pair: _Pair, gold: GoldEvent, event: Event | None) -> None:
    """Score one gold event against the one that was found for it, if any."""
    claimed, denied = (event.claimed_by, event.denied_by) if event else ((), ())
    hits = sum(any(pair.says(one, names) for one in claimed) for names in gold.claimed_by)
    scores.claims.add(hits, 0, len(gold.claimed_by))
    hits = sum(any(pair.says(one, names) for one in denied) for names in gold.denied_by)
    scores.denials.add(hits, max(hits, len(_speakers(pair, denied))), len(gold.denied_by))
    if "counts" not in gold.unscored:
        _score_counts(scores, pair, gold, event)
    if event is None:
        return
    if "mode" not in gold.unscored and (event.mode or gold.modes != (None,)):
        scores.shares["mode"].append(event.mode in gold.modes)
    if "modality" not in gold.unscored:
        scores.shares["modality"].append(event.modality == gold.modality)
    if "place" not in gold.unscored and (event.place or gold.places):
        scores.shares["place"].append(_is_place(pair, gold.places, event.place))
    if "date" not in gold.unscored and (event.when or gold.days):
        scores.shares["date"].append(_is_date(gold.days, event.when))
    if "actors" not in gold.unscored:
        _score_side(scores.actors, gold.actors, *_parties(pair, event.actors, event.actor_spans))
    if "recipients" not in gold.unscored:
        _score_side(scores.recipients, gold.recipients, *_parties(pair, event.recipients, event.recipient_spans))


def _score_side(counts: Counts, gold: Sequence[Names], known: list[list[str]], words: list[list[str]]) -> None:
    """Score the actors or the recipients of one event; words that name a party once more are no party of their own."""
    found = known + words
    alike: dict[tuple[int, int], tuple[float, ...]] = {
        (i, j): (j < len(known),)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if same_party(one, other)
    }
    pairs = _matched(alike)
    again = {j for _, j in alike if j >= len(known)} - set(pairs.values())
    counts.add(len(pairs), len(found) - len(again), len(gold))


def _speakers(pair: _Pair, statements: Sequence[str]) -> list[list[str]]:
    """List who makes some statements, each once."""
    speakers: list[list[str]] = []
    for one in statements:
        found = pair.statements.get(one)
        names = pair.names(found.speaker, found.speaker_span) if found else []
        if not any(same_party(names, known) for known in speakers):
            speakers.append(names)
    return speakers


def _parties(pair: _Pair, actors: Sequence[str], spans: Sequence[Span]) -> tuple[list[list[str]], list[list[str]]]:
    """List the parties of one side by their names: those that were resolved, and those of words alone."""
    known = []
    taken: list[Span] = []
    for actor in actors:
        mentions = pair.actors[actor].mentions if actor in pair.actors else ()
        own = [span for span in spans if any(span.overlaps(mention) for mention in mentions)]
        known.append([*pair.names(actor), *(span.quote for span in own)])
        taken += own
    return known, [[span.quote] for span in spans if span not in taken]


def _is_place(pair: _Pair, places: Names, found: str | None) -> bool:
    record = pair.places.get(found or "")
    if record is None:
        return not places
    names = [record.name, *(mention.quote for mention in record.mentions)]
    names += [f"{record.qualifier} {name}" for name in names] if record.qualifier else []
    return any(_folded(name) == _folded(place) for name in names for place in places)


def _is_date(days: tuple[str, str] | None, when: When | None) -> bool:
    if days is None or when is None or when.start is None or when.end is None:
        return days is None and (when is None or when.start is None)
    start, end = when.start[:10], when.end[:10]
    # a night that begins on the day is on the day
    return (start, end) == days or (days[0] == days[1] == start and when.precision in _FINE)


def _score_counts(scores: ReadingScores, pair: _Pair, gold: GoldEvent, event: Event | None) -> None:
    """Score the figures of one event: one figure of one speaker counts once, however often it is told."""
    found: list[tuple[tuple[str, float | None, float | None], list[str]]] = []
    for count in event.counts if event else ():
        row = ((count.what, count.low, count.high), pair.names(count.speaker))
        if row not in found:
            found.append(row)
    alike: dict[tuple[int, int], tuple[float, ...]] = {}
    for i, one in enumerate(gold.counts):
        for j, (figure, names) in enumerate(found):
            if figure == (one.what, one.low, one.high):
                alike[i, j] = (_by(one.speaker, names),)
    pairs = _matched(alike)
    scores.figures.add(len(pairs), len(found), len(gold.counts))
    scores.shares["speaker"] += [bool(alike[both][0]) for both in pairs.items()]


def _by(speaker: Names, names: list[str]) -> bool:
    return same_party(speaker, names) if speaker else not names
