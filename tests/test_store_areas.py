"""Boxes and circles on the globe, at the antimeridian and around the poles too."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tocsin.store.areas import FARTHEST_KM, Box, Circle, distance_km, longitudes

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def holds(box: Box, lat: float, lon: float) -> bool:
    """Say whether a point lies in a box, as a database is asked."""
    return box.south <= lat <= box.north and any(west <= lon <= east for west, east in box.longitudes)


@given(LATITUDES, LONGITUDES, st.floats(0.001, FARTHEST_KM), st.floats(0, 360), st.floats(0, 1))
def test_the_box_around_a_circle_holds_every_point_of_it(
    lat: float, lon: float, radius: float, bearing: float, share: float
):
    # go from the middle along a bearing, up to the edge
    reach, start, way = share * radius / 6371.0088, math.radians(lat), math.radians(bearing)
    sine = math.sin(start) * math.cos(reach) + math.cos(start) * math.sin(reach) * math.cos(way)
    there = math.asin(max(-1.0, min(1.0, sine)))
    turn = math.atan2(math.sin(way) * math.sin(reach) * math.cos(start), math.cos(reach) - math.sin(start) * sine)
    point = math.degrees(there), (lon + math.degrees(turn) + 180) % 360 - 180
    circle = Circle(lat, lon, radius)
    assume(circle.holds(*point))
    assert holds(circle.box(), *point)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_what_lies_outside_the_box_lies_outside_the_circle(lat: float, lon: float, other_lat: float, other_lon: float):
    circle = Circle(lat, lon, 500)
    assert holds(circle.box(), other_lat, other_lon) or not circle.holds(other_lat, other_lon)


def test_a_small_circle_has_a_small_box():
    box = Circle(60, 10, 111.2).box()
    assert (box.south, box.north) == pytest.approx((59, 61), abs=0.01)
    ((west, east),) = box.longitudes
    assert (west, east) == pytest.approx((8, 12), abs=0.01)


@pytest.mark.parametrize(
    ("west", "east", "inside", "outside"),
    [
        (10, 20, (10, 15, 20), (9.9, 20.1, -15, 180)),
        (170, -170, (170, 180, -180, -170), (0, 169, -169)),
        (170, 180, (175, 180, -180), (-179.9, 169)),
        (-180, -170, (-180, 180, -175), (179.9, -169)),
        (180, -180, (180, -180), (179.9, -179.9)),
        (-180, 180, (-180, 0, 180), ()),
        (5, 5, (5,), (4.9, 5.1)),
    ],
)
def test_longitudes_reach_across_the_antimeridian(west: float, east: float, inside: tuple, outside: tuple):
    box = Box(-1, 1, longitudes(west, east))
    assert all(holds(box, 0, lon) for lon in inside)
    assert not any(holds(box, 0, lon) for lon in outside)


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 179.5), (0, -179.5), 111.195),
        ((89.5, 0), (89.5, 180), 111.195),
        ((90, 0), (-90, 77), FARTHEST_KM),
        ((48.8566, 2.3522), (51.5074, -0.1278), 343.56),  # Paris and London
    ],
)
def test_distances_are_those_of_the_globe(one: tuple, other: tuple, kilometres: float):
    assert distance_km(*one, *other) == pytest.approx(kilometres, abs=0.01)
