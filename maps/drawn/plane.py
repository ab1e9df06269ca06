"""Metres on a plane, and the few shapes that everything is drawn with."""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

METRES_A_DEGREE = 111_320
Point = tuple[float, float]  # metres east, metres north of the centre
Line = list[Point]


@dataclass(frozen=True)
class Village:
    name: str
    latitude: float
    longitude: float
    population: int = 300


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

    def degrees(self, point: Point, digits: int = 6) -> list[float]:
        shrink = math.cos(math.radians(self.latitude))
        east = self.longitude + point[0] / METRES_A_DEGREE / shrink
        return [round(east, digits), round(self.latitude + point[1] / METRES_A_DEGREE, digits)]


def along(start: Point, angle: float, far: float) -> Point:
    return start[0] + far * math.cos(angle), start[1] + far * math.sin(angle)


def angle_of(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def bend(
    start: Point, end: Point, aside: float, *, waves: int, swing: float, chance: random.Random, steps: int = 24
) -> Line:
    """A winding line whose middle lies `aside` of the straight one."""
    length = math.dist(start, end) or 1
    across = ((start[1] - end[1]) / length, (end[0] - start[0]) / length)
    phase = chance.uniform(0, math.tau)
    points = []
    for step in range(steps + 1):
        t = step / steps
        off = aside * math.sin(math.pi * t) + swing * math.sin(phase + waves * math.tau * t) * math.sin(math.pi * t)
        points.append(
            (start[0] + (end[0] - start[0]) * t + across[0] * off, start[1] + (end[1] - start[1]) * t + across[1] * off)
        )
    return points


def blob(middle: Point, size: float, chance: random.Random, *, long: float = 1.3, turned: float = 0.0) -> Line:
    """A patch without corners, `long` times as long as it is wide, its length `turned` from the east."""
    waves = [(number, chance.uniform(-0.5, 0.5) / number, chance.uniform(0, math.tau)) for number in range(2, 7)]
    points = []
    for step in range(40):
        angle = step * math.tau / 40
        radius = size * (1 + sum(much * math.sin(number * angle + phase) for number, much, phase in waves) * 0.45)
        x, y = radius * math.cos(angle) * long, radius * math.sin(angle)
        points.append(
            (
                middle[0] + x * math.cos(turned) - y * math.sin(turned),
                middle[1] + x * math.sin(turned) + y * math.cos(turned),
            )
        )
    return points


def inside(point: Point, ring: Sequence[Point]) -> bool:
    found = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < x1 + (point[1] - y1) / (y2 - y1) * (x2 - x1):
            found = not found
    return found


def distance(point: Point, line: Sequence[Point]) -> float:
    """To the nearest of the line's stretches."""
    return min(to_stretch(point, *stretch) for stretch in zip(line, line[1:], strict=False))


def to_stretch(point: Point, start: Point, end: Point) -> float:
    x, y = end[0] - start[0], end[1] - start[1]
    square = x * x + y * y
    t = ((point[0] - start[0]) * x + (point[1] - start[1]) * y) / square if square else 0.0
    t = max(0.0, min(1.0, t))
    return math.dist(point, (start[0] + t * x, start[1] + t * y))


def paces(line: Sequence[Point], pace: float) -> Iterable[tuple[Point, float]]:
    """Points every `pace` metres of the line, each with the line's direction there."""
    left = pace / 2
    for start, end in zip(line, line[1:], strict=False):
        length, angle = math.dist(start, end), angle_of(start, end)
        while left <= length:
            yield along(start, angle, left), angle
            left += pace
        left -= length


def nearest(point: Point, line: Sequence[Point]) -> int:
    """The number of the line's point that lies nearest."""
    return min(range(len(line)), key=lambda number: math.dist(point, line[number]))
