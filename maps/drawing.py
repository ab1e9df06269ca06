"""A first base map, drawn from a few known points: no tiles, no other host, and nothing to buy.

It shows where the villages lie to each other, with roads, a stream and woods that are drawn, not surveyed; the page
says so. A coordinator replaces it with the commune's own outline when there is one.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

METRES_A_DEGREE = 111_320
Point = tuple[float, float]  # metres east, metres north of the centre
Feature = dict[str, Any]


@dataclass(frozen=True)
class Village:
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Plane:
    """Metres around a point, good to a few per mille over a commune."""

    latitude: float
    longitude: float

    def metres(self, latitude: float, longitude: float) -> Point:
        shrink = math.cos(math.radians(self.latitude))
        return (
            (longitude - self.longitude) * METRES_A_DEGREE * shrink,
            (latitude - self.latitude) * METRES_A_DEGREE,
        )

    def degrees(self, point: Point) -> list[float]:
        shrink = math.cos(math.radians(self.latitude))
        east = self.longitude + point[0] / METRES_A_DEGREE / shrink
        return [round(east, 5), round(self.latitude + point[1] / METRES_A_DEGREE, 5)]


def draw(name: str, latitude: float, longitude: float, villages: Sequence[Village]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection whose features have a `kind`: area, wood, stream, road, village. Deterministic."""
    chance = random.Random(f"{name}|{latitude}|{longitude}")  # noqa: S311 a drawing, not a secret
    plane = Plane(latitude, longitude)
    homes = [plane.metres(village.latitude, village.longitude) for village in villages]
    border = outline(homes, chance)
    features = [feature("area", "Polygon", [ring(plane, border)])]
    features += [feature("wood", "Polygon", [ring(plane, wood)]) for wood in woods(border, homes, chance)]
    features.append(feature("stream", "LineString", line(plane, stream(border, chance))))
    features += [feature("road", "LineString", line(plane, road)) for road in roads(homes, border, chance)]
    places = [Village(name, latitude, longitude), *villages]
    for place in places:
        features.append(
            feature("village", "Point", plane.degrees(plane.metres(place.latitude, place.longitude)), name=place.name)
        )
    return {"type": "FeatureCollection", "features": features}


def feature(kind: str, shape: str, coordinates: Any, **facts: str) -> Feature:
    return {
        "type": "Feature",
        "properties": {"kind": kind, **facts},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def ring(plane: Plane, points: Sequence[Point]) -> list[list[float]]:
    found = line(plane, points)
    return [*found, found[0]]


def line(plane: Plane, points: Sequence[Point]) -> list[list[float]]:
    return [plane.degrees(point) for point in points]


def outline(homes: Sequence[Point], chance: random.Random) -> list[Point]:
    """A border that lies 900 to 1,600 m outside the villages, without sharp corners."""
    reach = []
    for step in range(72):
        angle = step * math.tau / 72
        along = [x * math.cos(angle) + y * math.sin(angle) for x, y in homes]
        reach.append(max([*along, 0]) + 900 + 700 * chance.random())
    smooth = [sum(reach[(index + shift) % 72] for shift in range(-3, 4)) / 7 for index in range(72)]
    return [
        (radius * math.cos(step * math.tau / 72), radius * math.sin(step * math.tau / 72))
        for step, radius in enumerate(smooth)
    ]


def woods(border: Sequence[Point], homes: Sequence[Point], chance: random.Random) -> list[list[Point]]:
    """Up to five patches near the border, away from the villages."""
    found: list[list[Point]] = []
    for _attempt in range(40):
        x, y = border[chance.randrange(len(border))]
        depth = chance.uniform(0.55, 0.86)
        middle = (x * depth, y * depth)
        size = chance.uniform(280, 620)
        if len(found) < 5 and all(math.dist(middle, home) > size + 350 for home in [*homes, (0.0, 0.0)]):
            found.append(blob(middle, size, chance))
    return found


def blob(middle: Point, size: float, chance: random.Random) -> list[Point]:
    radii = [size * chance.uniform(0.7, 1.2) for _step in range(14)]
    return [
        (
            middle[0] + radius * math.cos(step * math.tau / 14) * 1.3,
            middle[1] + radius * math.sin(step * math.tau / 14),
        )
        for step, radius in enumerate(radii)
    ]


def stream(border: Sequence[Point], chance: random.Random) -> list[Point]:
    """From border to border, winding, past the middle."""
    start = chance.randrange(len(border))
    end = (start + len(border) // 2 + chance.randrange(-8, 9)) % len(border)
    aside = chance.choice((-1, 1)) * chance.uniform(250, 500)
    return bend(border[start], border[end], aside, waves=3, swing=180, chance=chance)


def roads(homes: Sequence[Point], border: Sequence[Point], chance: random.Random) -> list[list[Point]]:
    """Each village joined to the nearest place already joined; two roads lead out."""
    joined: list[Point] = [(0.0, 0.0)]
    found = []
    for home in sorted(homes, key=lambda point: math.hypot(*point)):
        nearest = min(joined, key=lambda point: math.dist(point, home))
        found.append(bend(nearest, home, chance.uniform(-120, 120), waves=1, swing=60, chance=chance))
        joined.append(home)
    start = chance.randrange(len(border))
    ends = [border[index % len(border)] for index in (start, start + len(border) // 2)]
    ways_out = [bend((0.0, 0.0), end, chance.uniform(-200, 200), waves=1, swing=80, chance=chance) for end in ends]
    return found + ways_out


def bend(start: Point, end: Point, aside: float, *, waves: int, swing: float, chance: random.Random) -> list[Point]:
    length = math.dist(start, end) or 1
    across = ((start[1] - end[1]) / length, (end[0] - start[0]) / length)
    phase = chance.uniform(0, math.tau)
    points = []
    for step in range(25):
        t = step / 24
        off = aside * math.sin(math.pi * t) + swing * math.sin(phase + waves * math.tau * t) * math.sin(math.pi * t)
        points.append(
            (start[0] + (end[0] - start[0]) * t + across[0] * off, start[1] + (end[1] - start[1]) * t + across[1] * off)
        )
    return points
