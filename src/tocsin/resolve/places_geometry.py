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
        grids = [_grid(towns, width) for towns in sides]
        shared = sorted(grids[0].keys() & grids[1].keys())
        if shared:
            middles = [mean((grids[0][cell], grids[1][cell])) for cell in shared]
            centre = mean(middles)
            return min(middles, key=lambda p: (p[0] - centre[0]) ** 2 + (p[1] - centre[1]) ** 2)
    return None


def towns_of(entry: Entry, gazetteer: Gazetteer) -> Sequence[Point]:
    """List where the towns of a country or first-level area lie."""
    if entry.country is None or entry.kind not in ("country", "admin1"):
        return ()
    return gazetteer.towns(entry.country, entry.admin1 if entry.kind == "admin1" else None)


def mean(points: Sequence[Point]) -> Point:
    """Find the middle of some points that lie near one another."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _grid(towns: NDArray[np.float64], width: float) -> dict[tuple[int, int], Point]:
    """Put towns into the cells of a grid: the middle of the towns of each cell."""
    rows, columns = np.floor(towns / width).astype(np.int64).T
    # one number a cell, for numbers are sorted faster than pairs
    keys, which, sizes = np.unique(rows * _ROW + columns, return_inverse=True, return_counts=True)
    cells = np.stack([(keys + _ROW // 2) // _ROW, (keys + _ROW // 2) % _ROW - _ROW // 2], axis=1)
    lat, lon = (np.bincount(which.ravel(), towns[:, side]) / sizes for side in (0, 1))
    return {(int(c[0]), int(c[1])): (float(y), float(x)) for c, y, x in zip(cells, lat, lon, strict=True)}
