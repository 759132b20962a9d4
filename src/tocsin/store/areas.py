"""Boxes and circles on the globe: which latitudes and longitudes they hold."""

from __future__ import annotations

import math
from dataclasses import dataclass

# the mean radius of the Earth
_RADIUS_KM = 6371.0088
# half way around: no two points lie farther apart
FARTHEST_KM = math.pi * _RADIUS_KM
# rounding must not lose a point on the edge
_SLACK = 1e-9

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Latitudes from south to north and one or two ranges of longitudes, in WGS 84 degrees, all ends included."""

    south: float
    north: float
    longitudes: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """All points at most so many kilometres from a point."""

    lat: float
    lon: float
    radius_km: float

    def holds(self, lat: float, lon: float) -> bool:
        """Say whether a point lies inside."""
        return distance_km(self.lat, self.lon, lat, lon) <= self.radius_km

    def box(self) -> Box:
        """Give the smallest box around the circle; one with a pole inside reaches all the way around."""
        reach = self.radius_km / _RADIUS_KM
        degrees = math.degrees(reach) + _SLACK
        south, north = self.lat - degrees, self.lat + degrees
        if south <= -90 or north >= 90:
            return Box(max(south, -90.0), min(north, 90.0), ((-180.0, 180.0),))
        # where the circle is widest, which is nearer to the pole than its middle
        sine = math.sin(reach) / math.cos(math.radians(self.lat))
        wide = math.degrees(math.asin(min(1.0, sine))) + _SLACK
        return Box(south, north, longitudes(_turned(self.lon - wide), _turned(self.lon + wide)))


def longitudes(west: float, east: float) -> tuple[Range, ...]:
    """Give the ranges of longitudes from west to east; across the antimeridian if west is greater.

    The antimeridian itself is written both 180 and -180.
    """
    ranges = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    if east == 180.0 and west != -180.0:
        ranges.append((-180.0, -180.0))
    if west == -180.0 and east != 180.0:
        ranges.append((180.0, 180.0))
    return tuple(ranges)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Measure along the great circle between two points."""
    one, other = math.radians(lat), math.radians(other_lat)
    north, east = (other - one) / 2, math.radians(other_lon - lon) / 2
    half_chord = math.sin(north) ** 2 + math.cos(one) * math.cos(other) * math.sin(east) ** 2
    return 2 * _RADIUS_KM * math.asin(math.sqrt(min(1.0, half_chord)))


def _turned(longitude: float) -> float:
    return (longitude + 180.0) % 360.0 - 180.0
