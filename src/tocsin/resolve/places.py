"""Resolve the places of a report: where each is, how precisely that is known, and what else it might be."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from tocsin.errors import TocsinError
from tocsin.records import Annotation, Place, Report, RunnerUp, Span, content_id
from tocsin.resolve.gazetteer.entry import Entry
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.options import ResolveOptions
from tocsin.resolve.places_borders import Border, find_borders
from tocsin.resolve.places_locate import Located, locate
from tocsin.resolve.places_model import load_weights
from tocsin.resolve.places_text import Page


def resolve_places(
    report: Report, annotation: Annotation, gazetteer: Gazetteer, options: ResolveOptions | None = None
) -> tuple[Place, ...]:
    """Resolve the places that the reader model marked, one `Place` for all mentions of one place.

    Peoples ("Serbian") say where a report plays and which borders are meant, and give no place themselves.
    What cannot be located stays, with precision `none`.
    """
    claims = Claims.of(options or ResolveOptions())
    page = Page.of(report.text, annotation.sentences)
    spans = _spans(annotation)
    located = locate(
        page, spans, gazetteer, load_weights(),
        masked=[(m.span.start, m.span.end) for m in annotation.of_kind("person")],
        outlet_country=outlet_country(report.url or report.outlet),
    )  # fmt: skip
    groups: dict[tuple[object, ...], list[tuple[Span, Located]]] = {}
    for one in located:
        if not one.mention.people:
            span = report.span(one.mention.start, one.mention.end)
            groups.setdefault(_identity(one), []).append((span, one))
    drafts = [(members[0][0], _place(report.id, members, gazetteer, claims)) for members in groups.values()]
    borders: dict[tuple[str, ...], list[Border]] = {}
    for border in find_borders(page, located, gazetteer):
        borders.setdefault(tuple(sorted(side.ref for side in border.sides)), []).append(border)
    drafts += [_border_place(report, crossings) for crossings in borders.values()]
    return tuple(place for _, place in sorted(drafts, key=lambda d: (d[0].start, d[0].end, d[1].id)))


def resolve_spans(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    address: str | None = None,
    options: ResolveOptions | None = None,
) -> list[Place]:
    """Resolve given characters of a text, each by itself, in the order given; peoples give their country.

    `address` is where the text was published, if that is known.
    """
    claims = Claims.of(options or ResolveOptions())
    located = locate(
        Page.of(text), [(start, end, False) for start, end in spans], gazetteer, load_weights(),
        outlet_country=outlet_country(address),
    )  # fmt: skip
    name = content_id("text", text)
    return [_place(name, [(Span.of(text, m.mention.start, m.mention.end), m)], gazetteer, claims) for m in located]


def outlet_country(address: str | None) -> str | None:
    """Read the country of an outlet off the end of its address: ".ke" is Kenya, ".com" nothing."""
    if not address or "." not in address:
        return None
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    ending = host.rpartition(".")[2].lower()
    countries, ignored, outlets = _endings()
    if ending in outlets:
        return outlets[ending]
    return None if ending in ignored else countries.get(ending)


@dataclass(frozen=True)
class Claims:
    """Which country a disputed place is filed under."""

    countries: Mapping[str, str | None]
    areas: Mapping[tuple[str, str], str | None]
    places: Mapping[str, str | None]

    @classmethod
    def of(cls, options: ResolveOptions) -> Claims:
        """Read what the options say about disputed places."""
        countries: dict[str, str | None] = {}
        areas: dict[tuple[str, str], str | None] = {}
        places: dict[str, str | None] = {}
        known = _contested()
        for setting in options.contested:
            name, equals, country = setting.partition("=")
            name, country = name.strip().lower(), country.strip().upper()
            if name not in known or not equals or not (country.isalpha() and len(country) in (3, 4)):
                raise TocsinError("resolve.bad-contested", setting=setting, known=", ".join(sorted(known)))
            to = None if country == "NONE" else country
            entry = known[name]
            countries.update(dict.fromkeys(entry.get("countries", ()), to))
            areas.update(dict.fromkeys(((c, a) for c, a in entry.get("areas", ())), to))
            places.update(dict.fromkeys(entry.get("places", ()), to))
        return cls(countries, areas, places)

    def country(self, entry: Entry) -> str | None:
        """Name the country that a place is filed under."""
        if entry.ref in self.places:
            return self.places[entry.ref]
        area = (entry.country or "", entry.admin1 or "")
        if area in self.areas:
            return self.areas[area]
        return self.countries.get(entry.country or "", entry.country)


def _spans(annotation: Annotation) -> list[tuple[int, int, bool]]:
    """Collect places and peoples; of places that overlap, the longest stays."""
    places: list[tuple[int, int]] = []
    for mark in sorted(annotation.of_kind("place"), key=lambda m: (m.span.start - m.span.end, m.span.start)):
        # "north-eastern" is no name
        if not _is_bearing(mark.span.quote) and not any(
            mark.span.start < end and start < mark.span.end for start, end in places
        ):
            places.append((mark.span.start, mark.span.end))
    spans = [(start, end, False) for start, end in places]
    for mark in annotation.of_kind("nationality"):
        if not any(mark.span.start < end and start < mark.span.end for start, end in places):
            spans.append((mark.span.start, mark.span.end, True))
    return sorted(set(spans))


def _is_bearing(words: str) -> bool:
    return "-" in words and words.islower()


def _identity(one: Located) -> tuple[object, ...]:
    """Say what makes two mentions one place: unknown names and qualified places stand for themselves."""
    if one.entry is None:
        return ("none", one.mention.key)
    unknown = one.why.startswith(("not in", "only elsewhere"))
    return (one.entry.ref, one.precision, one.mention.key if unknown else "", one.point, (one.qualifier or "").lower())


def _place(report_id: str, members: Sequence[tuple[Span, Located]], gazetteer: Gazetteer, claims: Claims) -> Place:
    first = max((m for _, m in members), key=lambda m: m.score)
    entry = first.entry
    mentions = tuple(sorted(span for span, _ in members))
    point = first.point or (None, None)
    area = gazetteer.area_name(entry.country, entry.admin1) if entry else None
    return Place(
        id=content_id("place", report_id, *(f"{s.start}-{s.end}" for s in mentions)),
        name=members[0][1].name,
        country=claims.country(entry) if entry else None,
        admin1=area,
        lat=None if point[0] is None else round(point[0], 4),
        lon=None if point[1] is None else round(point[1], 4),
        precision=first.precision,
        gazetteer_id=entry.ref if entry else None,
        score=min(1.0, first.score),
        runners_up=tuple(_runner_up(e, score, gazetteer, claims) for e, score in first.others),
        mentions=mentions,
        qualifier=first.qualifier,
        why=first.why,
    )


def _runner_up(entry: Entry, score: float, gazetteer: Gazetteer, claims: Claims) -> RunnerUp:
    area = gazetteer.area_name(entry.country, entry.admin1)
    return RunnerUp(entry.name, claims.country(entry), area, round(entry.lat, 4), round(entry.lon, 4), entry.ref, score)


def _border_place(report: Report, crossings: Sequence[Border]) -> tuple[Span, Place]:
    best = max(crossings, key=lambda b: b.score)
    one, two = sorted(best.sides, key=lambda e: e.name)
    mentions = tuple(report.span(b.start, b.end) for b in crossings)
    why = f"a point in the middle of the border of {one.name} and {two.name}"
    if best.guessed:
        why += "; the text names one side, the other is the neighbour that it names most"
    inside = one.country if one.country == two.country else None
    place = Place(
        id=content_id("place", report.id, "border", *(f"{s.start}-{s.end}" for s in mentions)),
        name=f"border of {one.name} and {two.name}",
        country=inside,
        admin1=None,
        lat=round(best.point[0], 4),
        lon=round(best.point[1], 4),
        precision="border",
        gazetteer_id=f"border:{one.ref}|{two.ref}",
        score=best.score,
        mentions=mentions,
        qualifier=best.near,
        why=why,
    )
    return mentions[0], place


@cache
def _contested() -> dict[str, dict[str, Any]]:
    table = _table("contested.toml")
    return {name: entry for name, entry in table.items() if isinstance(entry, dict)}


@cache
def _endings() -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    countries = {c["alpha2"].lower(): c["code"] for c in _table("countries.toml")["country"]}
    outlets = _table("place_words.toml")["outlets"]
    return countries, frozenset(outlets["ignored"]), outlets["countries"]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("tocsin.resolve").joinpath("data").joinpath(name).read_text(encoding="utf-8"))
