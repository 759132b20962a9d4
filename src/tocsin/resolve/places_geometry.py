"""Points for what has no point of its own: the north of a country, twelve kilometres from a town, a border."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.resolve.gazetteer.entry import Entry
from tocsin.resolve.gazetteer.query import Gazetteer

KM_A_DEGREE = 111.2
OUTLIERS = 0.02  # share of towns at either end that do not count for where a side begins
SIDE = 1 / 3  # the north of a country is its northern third
CELLS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # degrees: how far apart the towns on both sides of a border may be

_ROW = 1 << 20  # more than a grid has columns

Point = tuple[float, float]


def side_of(entry: Entry, bearing: int, gazetteer: Gazetteer) -> Point:
    """Find the middle of the towns on one side of a country or first-level area; its own point if it has no towns."""
    reach = extent(entry, bearing, gazetteer)
    if reach is None:
        return entry.lat, entry.lon
    low, high, along = reach
    chosen = [(lat, lon) for place, lat, lon in along if high - (high - low) * SIDE <= place <= high]
    return mean(chosen) if chosen else (entry.lat, entry.lon)


def extent(
    entry: Entry, bearing: int, gazetteer: Gazetteer
) -> tuple[float, float, list[tuple[float, float, float]]] | None:
    """Measure how far an area reaches along a bearing, with its towns in that order; None without towns."""
    towns = towns_of(entry, gazetteer)
    if len(towns) < 3:
        return None
    north, east = math.cos(math.radians(bearing)), math.sin(math.radians(bearing))
    narrowing = math.cos(math.radians(entry.lat))
    along = sorted((lat * north + lon * narrowing * east, lat, lon) for lat, lon in towns)
    low = along[int(len(along) * OUTLIERS)][0]
    return low, along[min(len(along) - 1, int(len(along) * (1 - OUTLIERS)))][0], along


def away_from(entry: Entry, kilometres: float, bearing: int) -> Point:
    """Go so many kilometres from a place in one direction."""
    north = math.cos(math.radians(bearing)) * kilometres / KM_A_DEGREE
    narrowing = max(0.01, math.cos(math.radians(entry.lat)))
    east = math.sin(math.radians(bearing)) * kilometres / (KM_A_DEGREE * narrowing)
    lat = max(-90.0, min(90.0, entry.lat + north))
    return lat, (entry.lon + east + 180.0) % 360.0 - 180.0


def border_of(one: Entry, other: Entry, gazetteer: Gazetteer) -> Point | None:
    """Find a point in the middle of the border of two countries or areas; None where they are far apart.

    It is the middle of the towns of both in that cell of a grid, among the cells with towns of both, which
    lies most in the middle of them all; the grid is made coarser until there is such a cell.
    """
    sides = [np.array(towns_of(entry, gazetteer)) for entry in (one, other)]
    if not all(len(towns) for towns in sides):
        return None
    for width in CELLS:
        (cells, here), (other_cells, there) = (_grid(towns, width) for towns in sides)
        shared, first, second = np.intersect1d(cells, other_cells, assume_unique=True, return_indices=True)
        if len(shared):
            middles = (here[first] + there[second]) / 2
            best = middles[((middles - middles.mean(axis=0)) ** 2).sum(axis=1).argmin()]
            return float(best[0]), float(best[1])
    return None


def towns_of(entry: Entry, gazetteer: Gazetteer) -> Sequence[Point]:
    """List where the towns of a country or first-level area lie."""
    if entry.country is None or entry.kind not in ("country", "admin1"):
        return ()
    return gazetteer.towns(entry.country, entry.admin1 if entry.kind == "admin1" else None)


def mean(points: Sequence[Point]) -> Point:
    """Find the middle of some points that lie near one another."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _grid(towns: NDArray[np.float64], width: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Put towns into the cells of a grid: the number of each cell, in order, and the middle of its towns."""
    rows, columns = np.floor(towns / width).astype(np.int64).T
    # one number a cell, for numbers are sorted faster than pairs
    keys, which, sizes = np.unique(rows * _ROW + columns, return_inverse=True, return_counts=True)
    middles = [np.bincount(which.ravel(), towns[:, side]) / sizes for side in (0, 1)]
    return keys, np.stack(middles, axis=1)
