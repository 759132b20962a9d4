"""The words around names of places, from data/place_words.toml, as patterns to search for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’.\-‑]*"  # a word that starts with a capital letter
NAMES = rf"{NAME}(?:\s+(?:of\s+|the\s+|and\s+|al[- ]|el[- ]|de\s+|du\s+)*{NAME}){{0,4}}"

JOINTS = frozenset({"of", "the", "called", "named"})


@dataclass(frozen=True)
class PlaceWords:
    """The word lists and the patterns made of them."""

    kinds: dict[str, frozenset[str]]  # kind -> words that say it
    directions: dict[str, int]
    initials: dict[str, str]
    kilometres: dict[str, float]
    kind_ends: frozenset[str]  # last words before a name where a word of kind may stand; likewise below
    near_ends: frozenset[str]
    side_ends: frozenset[str]
    distance_ends: frozenset[str]
    border: str
    border_after: re.Pattern[str]
    kind_before: re.Pattern[str]
    kind_after: re.Pattern[str]
    lead: re.Pattern[str]
    side_before: re.Pattern[str]
    near_before: re.Pattern[str]
    distance_before: re.Pattern[str]
    parent_comma: re.Pattern[str]
    in_list: re.Pattern[str]
    parent_inside: re.Pattern[str]
    parent_beyond: re.Pattern[str]
    owner_next: re.Pattern[str]
    owner_before: re.Pattern[str]
    people_before: re.Pattern[str]


def any_of(words: Iterable[str]) -> str:
    """Make a pattern of alternatives, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def place_words() -> PlaceWords:
    """Read the lists once."""
    data = tomllib.loads(files("tocsin.resolve").joinpath("data").joinpath("place_words.toml").read_text("utf-8"))
    words = data["words"]
    kinds = {kind: frozenset(names) for kind, names in data["kinds"].items()}
    kind = any_of({name for names in kinds.values() for name in names})
    direction = any_of(data["directions"])
    part = any_of(words["part"])
    unit = any_of(words["units"])
    return PlaceWords(
        kinds=kinds,
        directions=data["directions"],
        initials=data["initials"],
        kilometres=data["kilometres"],
        kind_ends=frozenset({name.split()[-1] for names in kinds.values() for name in names} | JOINTS),
        near_ends=frozenset({name.split()[-1] for name in words["near"]} | JOINTS),
        side_ends=frozenset({*data["directions"], *JOINTS}),
        distance_ends=frozenset({"from", "outside", "off", "beyond", "inside", *JOINTS}),
        border=any_of(words["border"]),
        border_after=re.compile(rf"(?:['’]s?)?\s+(?:[a-z]+\s+)?(?:{any_of(words['border'])})\b", re.I),
        kind_before=re.compile(rf"\b({kind})\s+(?:called\s+|named\s+|of\s+(?:the\s+)?)?$", re.I),
        kind_after=re.compile(rf"[\s-]+({kind})\b", re.I),
        lead=re.compile(
            rf"^(?:the\s+)?(?:(?P<side>{direction})(?:\s+(?:part|parts|side|half|end|corner|edge|reaches)\s+of|\s+of)?\s+"
            rf"|(?P<part>{part})\s+|(?P<kind>{kind})\s+of\s+)(?:the\s+)?(?P<rest>.+)$", re.I | re.S,
        ),
        side_before=re.compile(
            rf"(?:\bthe\s+(?:far\s+|extreme\s+)?(?P<noun>{direction})(?:\s+(?:part|parts|half|side|end|corner|edge|regions?))?\s+of"
            rf"|\b(?P<adjective>{direction}))\s+(?:the\s+)?$", re.I,
        ),
        near_before=re.compile(rf"\b({any_of(words['near'])})\s+(?:the\s+)?(?:(?:{kind})\s+of\s+)?$", re.I),
        distance_before=re.compile(
            rf"(?P<count>\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|dozens of)[\s-]*"
            rf"(?P<unit>{unit})\b\s*(?:\([^)]*\)\s*)?(?:(?:to\s+the\s+)?(?P<side>{direction})\s+)?(?:from|of|outside|away\s+from|off|beyond|inside)\s+"
            rf"(?:the\s+)?(?:(?:{kind})\s+of\s+)?$", re.I,
        ),
        parent_comma=re.compile(rf"(?:'s|’s)?\s*(?:,\s*|\()(?:the\s+)?({NAMES})"),
        in_list=re.compile(r"(?:\s*,\s*[^\W\d_a-z][\w\s.\-]{0,30}?)*,?\s+(?:and|or)\s+(?:the\s+)?[^\W\d_a-z]"),
        parent_inside=re.compile(
            rf"\s*(?:,\s*)?\s+in\s+(?:the\s+)?(?:(?:{direction}|{part}|{kind})\s+(?:(?:part\s+)?of\s+)?(?:the\s+)?)*({NAMES})"
            rf"|,?\s+(?:an?|the)\s+(?:[a-z\-]+\s+){{0,3}}?(?:{kind})\s+(?:in|of)\s+(?:the\s+)?(?:(?:{direction}|{part})\s+)?({NAMES})"
        ),
        parent_beyond=re.compile(rf",?\s+(?:[\w-]+\s+){{1,5}}?(?:in|of)\s+(?:the\s+)?(?:(?:{direction}|{part})\s+)*({NAMES})"),
        owner_next=re.compile(rf"({NAMES})['’]s?\s+(?:(?:{direction}|{part}|{kind}|own)\s+)*(?:of\s+)?$"),
        owner_before=re.compile(rf"({NAMES})['’]s?\s+(?:[a-z\-]+\s+){{1,4}}$"),
        people_before=re.compile(rf"({NAME}(?:\s+{NAME})?)\s+(?:[a-z\-]+\s+){{1,4}}$"),
    )  # fmt: skip
