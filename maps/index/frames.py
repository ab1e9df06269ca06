"""What a frame of the map shows: single places, or how many stand together; and a list by distance."""

import math
from dataclasses import dataclass

import numpy as np

from maps.index.columns import Columns, Flags
from maps.quadkey import LEVEL, square

ROUND_THE_EARTH = 40_075_016.686  # metres, on the equator
MOST_ALONE = 60  # places that are shown one by one wherever they stand
MOST_POINTS = 300  # of an answer, whatever is asked
CLOSE = 17  # from this zoom on nothing stands together but what shares a door


@dataclass(frozen=True)
class Cluster:
    """`count` places around one point, `column` and `row` being squares at LEVEL."""

    count: int
    column: float
    row: float


@dataclass(frozen=True)
class Frame:
    """What lies between four sides in degrees, seen at `zoom` (0 to 22, as tiles have it)."""

    west: float
    south: float
    east: float
    north: float
    zoom: int

    def sides(self) -> tuple[int, int, int, int]:
        """First and last column, first and last row."""
        left, top = square(self.north, self.west)
        right, bottom = square(self.south, self.east)
        return left, right, top, bottom


@dataclass(frozen=True)
class Shown:
    """`total` places of which `alone` are the pks of those told one by one; the others are in `clusters`."""

    total: int
    alone: list[int]
    clusters: list[Cluster]


def shown(columns: Columns, matching: Flags, frame: Frame) -> Shown:
    left, right, top, bottom = frame.sides()
    x, y = columns.x, columns.y
    found = np.flatnonzero(matching & (x >= left) & (x <= right) & (y >= top) & (y <= bottom))
    if len(found) <= (MOST_POINTS if frame.zoom >= CLOSE else MOST_ALONE):
        return Shown(len(found), columns.pk[found].tolist(), [])
    return gathered(columns, found, frame)


def gathered(columns: Columns, found: np.ndarray, frame: Frame) -> Shown:
    """By squares of 64 pixels, coarser ones where more than MOST_POINTS would be left."""
    left, right, top, bottom = frame.sides()
    shift = max(0, LEVEL - frame.zoom - 2)
    while ((right >> shift) - (left >> shift) + 1) * ((bottom >> shift) - (top >> shift) + 1) > MOST_POINTS:
        shift += 1
    wide = (right >> shift) - (left >> shift) + 1
    x, y = columns.x[found], columns.y[found]
    at = ((x >> shift) - (left >> shift)) + wide * ((y >> shift) - (top >> shift))
    counts = np.bincount(at)
    middles = np.bincount(at, weights=x) / np.maximum(counts, 1), np.bincount(at, weights=y) / np.maximum(counts, 1)
    alone = columns.pk[found[counts[at] == 1]].tolist()
    several = np.flatnonzero(counts > 1)
    clusters = [Cluster(int(counts[cell]), float(middles[0][cell]), float(middles[1][cell])) for cell in several]
    return Shown(len(found), alone, clusters)


def degrees(column: float, row: float) -> tuple[float, float]:
    """Latitude and longitude of a point of the plane, rounded to a metre; the inverse of `quadkey.square`."""
    side = 1 << LEVEL
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (row + 0.5) / side))))
    return round(latitude, 5), round((column + 0.5) / side * 360 - 180, 5)


def metres_from(columns: Columns, point: tuple[float, float]) -> np.ndarray:
    """How far each place is from (latitude, longitude).

    Exact to a per mille within a commune's surroundings, where the plane's scale is that of the point.
    """
    column, row = square(*point)
    scale = ROUND_THE_EARTH / (1 << LEVEL) * math.cos(math.radians(point[0]))
    return np.hypot(columns.x - column, columns.y - row) * scale


def nearest(columns: Columns, matching: Flags, point: tuple[float, float], first: int, most: int) -> "Nearest":
    """Those from `first` on, at most `most`, by distance from `point`, equal ones by pk."""
    found = np.flatnonzero(matching)
    away = metres_from(columns, point)[found]
    last = first + most
    if last < len(found):
        near = away <= np.partition(away, last - 1)[last - 1]
        found, away = found[near], away[near]
    order = np.lexsort((columns.pk[found], away))[first:last]
    rows = list(zip(columns.pk[found[order]].tolist(), away[order].tolist(), strict=True))
    return Nearest(int(matching.sum()), rows)


@dataclass(frozen=True)
class Nearest:
    """`total` answer; `rows` are pairs of pk and metres."""

    total: int
    rows: list[tuple[int, float]]
