"""Tellings for tests of incidents: written by hand or drawn at random, without a reader model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tocsin.records import Figure, Party, Span, Spot, Telling, Voice

GOMA = Spot("Goma", "COD", "North Kivu", -1.67, 29.22, "city", "1")
SAKE = Spot("Sake", "COD", "North Kivu", -1.57, 29.04, "city", "2")
BENI = Spot("Beni", "COD", "North Kivu", 0.49, 29.47, "city", "3")
ARMY = Party("army", "act-army", "organisation", "COD", ("MIL",))
FRONT = Party("Mutongo Front", "act-front", "organisation", None, ("REB",))
VILLAGERS = Party("villagers", "act-villagers", "group", None, ("CVL",))


def span(quote: str, start: int = 0) -> Span:
    """Make a span of some words."""
    return Span(start, start + len(quote), quote)


def figure(what: str = "killed", low: float | None = 4, high: float | None = 4, **more: Any) -> Figure:
    """Make a figure: four killed, unless said otherwise."""
    given = {"who": None, "approximate": False, "speaker": None, "newer": False, "span": span("four")}
    return Figure(what, low=low, high=high, **(given | more))


def voice(kind: str = "claims", speaker: str = "the army", said: str = "that it happened", **more: Any) -> Voice:
    """Make a voice that claims or denies."""
    given = {"speaker_country": None, "speaker_sectors": (), "statement": f"st-{speaker}", "span": span(said)}
    return Voice(kind, speaker, **(given | more))


def telling(name: str = "e1", report: str = "r1", **more: Any) -> Telling:
    """Make a telling: gunmen shot at villagers in Goma on 10 January, told the day after."""
    given: dict[str, Any] = {
        "outlet": f"outlet of {report}",
        "published": "2025-01-11",
        "title": f"Shooting in Goma, {report}",
        "type": "ASSAULT",
        "mode": "firearms",
        "modality": "happened",
        "confidence": 0.9,
        "actors": (),
        "recipients": (VILLAGERS,),
        "spot": GOMA,
        "start": "2025-01-10",
        "end": "2025-01-10",
        "precision": "day",
        "dated": "told",
        "figures": (),
        "voices": (),
        "by_outlet": True,
        "trigger": span("shot"),
        "evidence": (span("Gunmen shot villagers in Goma."),),
        "words": ("goma", "gunmen", "shot", "villag"),
        "lead": ("goma", "gunmen", "shot", "villag"),
        "names": (),
        "in_headline": False,
        "background": False,
    }
    return Telling(id=name, report=report, **(given | more))


@st.composite
def many_tellings(draw: st.DrawFn) -> list[Telling]:
    """Draw tellings of a small world, so that many are alike."""
    drawn: list[Telling] = []
    for number in range(draw(st.integers(1, 18))):
        day = f"2025-01-{draw(st.integers(8, 14)):02}"
        published = draw(st.sampled_from([None, "2025-01-12", "2025-01-13", "2025-01-14"]))
        words = tuple(sorted(draw(st.sets(st.sampled_from("abcdefgh"), max_size=6))))
        drawn.append(
            telling(
                f"e{number}",
                f"r{draw(st.integers(0, 9))}",
                published=published,
                start=day,
                end=day,
                dated=draw(st.sampled_from(["told", "told", "published"])),
                spot=draw(st.sampled_from([GOMA, SAKE, BENI, None, replace(GOMA, told=False)])),
                actors=draw(st.sampled_from([(), (ARMY,), (FRONT,)])),
                type=draw(st.sampled_from(["ASSAULT", "ASSAULT", "COERCE", "AID"])),
                modality=draw(st.sampled_from(["happened", "happened", "happened", "negated"])),
                words=words,
                lead=words,
                doubtful=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return drawn
