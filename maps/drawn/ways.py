"""Roads between villages, streets within them, and the houses along both."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from maps.drawn.land import Land, radius_of
from maps.drawn.plane import Line, Point, Village, along, angle_of, bend, distance, paces

HAMLET, LARGE = 150, 450  # people: where streets have names, where back streets join them
CELL = 18.0  # metres: how far the middles of two houses lie apart at least
Place = tuple[Village, Point]


@dataclass
class Street:
    line: Line
    name: str = ""


@dataclass
class Ways:
    major: list[Line] = field(default_factory=list)
    minor: list[Line] = field(default_factory=list)
    paths: list[Line] = field(default_factory=list)
    streets: list[Street] = field(default_factory=list)
    houses: list[Line] = field(default_factory=list)


def build(between: Ways, land: Land, places: Sequence[Place], names: Sequence[str], chance: random.Random) -> Ways:
    """Streets, houses and paths beside the roads."""
    ways = Ways(between.major, between.minor)
    roads = [*ways.major, *ways.minor]
    taken: set[tuple[int, int]] = set()
    for village, home in places:
        spines = through(home, radius_of(village), roads)
        streets = lay_streets(village, home, spines, names, chance)
        ways.streets += streets
        outskirts = through(home, radius_of(village) * 1.7, roads)
        plots = Plots([*(street.line for street in streets), *outskirts], land.river, taken)
        ways.houses += settle(village, home, [street.line for street in streets] + outskirts, plots, chance)
    ways.paths = wander(land, places, chance)
    return ways


def join(land: Land, places: Sequence[Place], chance: random.Random) -> Ways:
    """The larger half of the villages lies on the main road, which leads out both ways; lanes join the others."""
    ways = Ways()
    homes = [home for _village, home in sorted(places, key=lambda place: -place[0].population)]
    seat, main = homes[0], homes[1 : 1 + max(1, len(homes) // 2)]
    joined = [seat]
    for home in main:
        near = min(joined, key=lambda point: math.dist(point, home))
        ways.major.append(road(near, home, chance))
        joined.append(home)
    for home in homes[1 + len(main) :]:
        near = min(joined, key=lambda point: math.dist(point, home))
        ways.minor.append(road(near, home, chance))
        joined.append(home)
    ends = [seat, max([seat, *main], key=lambda point: math.dist(point, seat))]
    outwards = angle_of(ends[0], ends[1]) if ends[0] != ends[1] else chance.uniform(0, math.tau)
    back = max(homes, key=lambda point: along_way(point, seat, outwards + math.pi))  # no second road beside the first
    for start, angle in ((ends[1], outwards), (back if back in main else seat, outwards + math.pi)):
        end = along(start, angle + chance.uniform(-0.3, 0.3), land.reach * 2.6)
        ways.major.append(bend(start, end, chance.uniform(-350, 350), waves=2, swing=140, chance=chance, steps=48))
    side = outwards + math.pi / 2
    for home in sorted(homes, key=lambda point: math.hypot(*point))[-2:]:
        sign = 1 if home[0] * math.cos(side) + home[1] * math.sin(side) > 0 else -1
        end = along(home, side + (0 if sign > 0 else math.pi) + chance.uniform(-0.4, 0.4), land.reach * 2.4)
        ways.minor.append(bend(home, end, chance.uniform(-250, 250), waves=2, swing=120, chance=chance, steps=48))
    return ways


def along_way(point: Point, start: Point, angle: float) -> float:
    """How far towards `angle` the point lies, where it lies that way at all."""
    x, y = point[0] - start[0], point[1] - start[1]
    ahead, aside = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    return ahead if ahead > abs(aside) else 0.0


def road(start: Point, end: Point, chance: random.Random) -> Line:
    far = math.dist(start, end)
    return bend(start, end, chance.uniform(-0.07, 0.07) * far, waves=1, swing=0.035 * far, chance=chance)


def through(home: Point, reach: float, roads: Sequence[Line]) -> list[Line]:
    """What of the roads lies within `reach` of the village's middle, from there outwards."""
    outwards = [way for line in roads for way in (line, line[::-1]) if math.dist(way[0], home) < 1]
    found = [[home, *(at for at, _angle in paces(way[:12], 25) if math.dist(at, home) < reach)] for way in outwards]
    return [line for line in found if len(line) > 2]


def direction(home: Point, roads: Sequence[Line]) -> float:
    """How the road runs through the village."""
    return next((angle_of(line[0], line[-1]) for line in through(home, 300, roads)), 0.0)


def lay_streets(
    village: Village, home: Point, spines: Sequence[Line], names: Sequence[str], chance: random.Random
) -> list[Street]:
    """Side streets off the roads, straight as streets are, and in larger places one that joins them behind."""
    reach = radius_of(village)
    named = iter(chance.sample(list(names), len(names)) if village.population > HAMLET else [])
    streets: list[Street] = []
    for spine in spines:
        ends: dict[int, list[Point]] = {1: [], -1: []}
        for start, angle in paces(spine, 105):
            off_centre = math.dist(start, home) / reach
            for side in (1, -1):
                if off_centre < 0.1 or chance.random() < 0.15 + 0.5 * off_centre:
                    continue
                far = reach * (0.72 - 0.5 * off_centre) * chance.uniform(0.6, 1.1)
                end = along(start, angle + side * (math.pi / 2 + chance.uniform(-0.2, 0.2)), far)
                if far > 60 and all(apart(street, start, end) for street in streets):
                    streets.append(Street([start, end], next(named, "") if far > 140 else ""))
                    ends[side].append(along(start, angle_of(start, end), far * 0.78))
        if village.population > LARGE:
            streets += [Street(line, next(named, "")) for line in ends.values() if len(line) > 1]
    return streets


def apart(street: Street, start: Point, end: Point) -> bool:
    """Whether the new street keeps clear of this one, whose houses need room."""
    ahead = [along(start, angle_of(start, end), math.dist(start, end) * part) for part in (0.3, 0.6, 1)]
    return all(distance(point, street.line) > 42 for point in ahead)


@dataclass
class Plots:
    """Where a house may stand: beside the roads, away from the river, and not where one stands already."""

    roads: Sequence[Line]
    river: Line
    taken: set[tuple[int, int]]

    def is_free(self, spot: Point) -> bool:
        return all(distance(spot, line) > 13 for line in self.roads) and distance(spot, self.river) > 55

    def claim(self, spot: Point) -> bool:
        """Whether nobody has built there; it is taken now."""
        cell = round(spot[0] / CELL), round(spot[1] / CELL)
        if cell in self.taken:
            return False
        self.taken.add(cell)
        return True


def settle(village: Village, home: Point, lines: Sequence[Line], plots: Plots, chance: random.Random) -> list[Line]:
    """A church at the centre, then houses on both sides of the streets until everybody has one."""
    wanted = round(village.population / 2.9)
    houses = []
    if village.population > 250:
        church = along(home, (angle_of(home, lines[-1][-1]) if lines else 0) + math.pi / 2, 48)
        houses.append(cross(church, chance.uniform(0, math.pi)))
        for east in (-CELL, 0, CELL):
            plots.claim(along(church, 0, east))
    spots = [(spot, angle) for line in lines for spot, angle in paces(line, chance.uniform(20, 24))]
    spots.sort(key=lambda each: math.dist(each[0], home) * chance.uniform(0.8, 1.25))
    for spot, angle in spots:
        for side in (1, -1):
            if len(houses) >= wanted:
                return houses
            at = along(spot, angle + side * math.pi / 2, chance.uniform(16, 24))
            if plots.is_free(at) and chance.random() < 0.9 and plots.claim(at):
                houses.append(house(at, angle + chance.uniform(-0.06, 0.06), chance))
    return houses


def house(middle: Point, angle: float, chance: random.Random) -> Line:
    long, wide = chance.uniform(5.5, 9), chance.uniform(4, 5.5)
    return turned([(-long, -wide), (long, -wide), (long, wide), (-long, wide)], middle, angle)


def cross(middle: Point, angle: float) -> Line:
    corners = [(-20, -6), (-4, -6), (-4, -12), (8, -12), (8, -6), (16, -6), (16, 6), (8, 6), (8, 12), (-4, 12), (-4, 6),
               (-20, 6)]  # fmt: skip
    return turned(corners, middle, angle)


def turned(corners: Sequence[tuple[float, float]], middle: Point, angle: float) -> Line:
    c, s = math.cos(angle), math.sin(angle)
    return [(middle[0] + x * c - y * s, middle[1] + x * s + y * c) for x, y in corners]


def wander(land: Land, places: Sequence[Place], chance: random.Random) -> list[Line]:
    """Paths from villages into the nearest woods."""
    found = []
    middles = [patches[0][0] for patches in land.woods[:10]]
    for _village, home in places:
        for wood in sorted(middles, key=lambda middle: math.dist(middle, home))[:2]:
            far = math.dist(home, wood)
            found.append(bend(home, wood, chance.uniform(-0.1, 0.1) * far, waves=3, swing=0.03 * far, chance=chance))
    return found
