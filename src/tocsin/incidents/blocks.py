"""Blocks: only tellings that share one are compared, so that work grows with what is new and not with what is kept.

A key is a hash of a time bucket with a place, or where no place is known with a party. Buckets of time overlap, so
that two days at most three apart share one, and so do cells of the map.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from math import floor

from tocsin.incidents.wording import data, fold
from tocsin.records import Spot, Telling

_WIDTH = 6  # days of a bucket; every other bucket starts in the middle of one
_LONG = 32  # days; of a longer range, only the first and the last day have buckets
_MONTHS = 3  # a range over more months than this names no time at all
_CLOSE = ("point", "city", "admin2")


def keys_of(telling: Telling) -> tuple[int, ...]:
    """Give the keys of the blocks that a telling lies in: signed 64-bit numbers, sorted; none where it has no day."""
    family = data("linking")["families"].get(telling.type, telling.type)
    found = {
        _key(family, when, where) for when, wide in _times(telling) for where in _places(telling) if _fits(wide, where)
    }
    return tuple(sorted(found))


def _times(telling: Telling) -> Iterator[tuple[str, bool]]:
    """Give the buckets of time, and whether each is a whole month, which is joined to near places alone."""
    if telling.start is None or telling.end is None:
        return
    first, last = date.fromisoformat(telling.start), date.fromisoformat(telling.end)
    months = _months(first, last)
    days = range(first.toordinal(), last.toordinal() + 1)
    # of a very long range, the first and the last day are those that others tell
    for day in days if len(days) <= _LONG else (days[0], days[-1]):
        yield f"{day // _WIDTH}", False
        yield f"{(day + _WIDTH // 2) // _WIDTH}+", False
    if len(months) <= _MONTHS:
        yield from ((month, True) for month in months)


def _months(first: date, last: date) -> list[str]:
    low, high = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(low, min(high, low + _MONTHS) + 1)]


def _places(telling: Telling) -> Iterator[str]:
    spot = telling.spot
    if spot is not None and spot.precision in _CLOSE and spot.lat is not None and spot.lon is not None:
        yield from _cells(spot.lat, spot.lon)
    if spot is not None and spot.country is not None:
        yield f"in {_admin(spot)}"
        yield f"within {spot.country}"
    elif telling.land is not None:
        # a lake and a border are in no country
        yield f"within {telling.land}"
    if spot is None or spot.country is None:
        for party in (*telling.actors, *telling.recipients):
            if party.kind is not None and party.kind != "group":
                yield f"by {fold(party.name)}"
            if party.country is not None:
                yield f"within {party.country}"


def _admin(spot: Spot) -> str:
    return f"{spot.country}/{fold(spot.admin1 or '')}"


def _cells(lat: float, lon: float) -> tuple[str, str]:
    """Give the cell of one degree that a point lies in, and that of a grid shifted by half a degree."""
    return f"at {floor(lat)},{floor(lon) % 360}", f"at {floor(lat + 0.5)}+,{floor(lon + 0.5) % 360}+"


def _fits(wide: bool, where: str) -> bool:
    """Join months to cells of the map only: a month of a country would hold too much."""
    return not wide or where.startswith("at ")


def _key(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
