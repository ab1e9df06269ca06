"""The land under a commune: its border, waters, woods and fields."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from maps.drawn.names import Words
from maps.drawn.plane import Line, Point, Village, along, angle_of, bend, blob, distance, inside, nearest

CROPS = ("farmland", "farmland", "meadow", "farmland", "orchard", "meadow")
Box = tuple[float, float, float, float]
BLOCK = 520.0  # metres between the corners of the fields


@dataclass
class Land:
    border: Line
    reach: float  # metres from the centre to the map's edge
    river: Line = field(default_factory=list)
    stream: Line = field(default_factory=list)
    pond: Line = field(default_factory=list)
    woods: list[list[Line]] = field(default_factory=list)  # each of several patches, the largest first


def outline(homes: Sequence[Point], chance: random.Random) -> Line:
    """A border that lies 900 to 1,600 m outside the villages, without sharp corners."""
    reach = []
    for step in range(72):
        angle = step * math.tau / 72
        ahead = [x * math.cos(angle) + y * math.sin(angle) for x, y in homes]
        reach.append(max([*ahead, 0]) + 900 + 700 * chance.random())
    smooth = [sum(reach[(index + shift) % 72] for shift in range(-3, 4)) / 7 for index in range(72)]
    return [along((0.0, 0.0), step * math.tau / 72, radius) for step, radius in enumerate(smooth)]


def radius_of(village: Village) -> float:
    """How far its streets go."""
    return 150 + 13 * math.sqrt(village.population)


def lay(border: Line, places: Sequence[tuple[Village, Point]], words: Words, chance: random.Random) -> Land:
    land = Land(border, max(math.hypot(*point) for point in border) + 2600)
    land.river = find_river(land, places, words.waterside, chance)
    land.stream = find_stream(land, places, chance)
    land.pond = find_pond(land, places, words.pond_at, chance)
    land.woods = plant(land, places, chance)
    return land


def find_river(land: Land, places: Sequence[tuple[Village, Point]], waterside: str, chance: random.Random) -> Line:
    """Of eighty winding lines the one that leaves the villages dry and comes nearest to those at the water."""
    at_water = next((home for village, home in places if village.name == waterside), (600.0, -300.0))

    def worth(line: Line) -> float:
        wet = sum(max(0.0, radius_of(village) * 0.55 - distance(home, line)) for village, home in places)
        return 3 * wet + abs(distance(at_water, line) - 420)

    found = []
    for _attempt in range(80):
        angle = chance.uniform(0, math.tau)
        through = along(at_water, chance.uniform(0, math.tau), 450)
        start = along(through, angle, land.reach * 2.6)
        end = along(through, angle + math.pi + chance.uniform(-0.5, 0.5), land.reach * 2.6)
        first = bend(start, through, chance.uniform(-500, 500), waves=4, swing=190, chance=chance, steps=60)
        found.append(
            first + bend(through, end, chance.uniform(-500, 500), waves=4, swing=190, chance=chance, steps=60)[1:]
        )
    return min(found, key=worth)


def find_stream(land: Land, places: Sequence[tuple[Village, Point]], chance: random.Random) -> Line:
    """Comes from the hills and flows into the river."""
    found = []
    for _attempt in range(40):
        mouth = land.river[chance.randrange(len(land.river) // 3, 2 * len(land.river) // 3)]
        source = along(mouth, chance.uniform(0, math.tau), chance.uniform(0.6, 0.9) * land.reach)
        found.append(bend(source, mouth, chance.uniform(-300, 300), waves=5, swing=90, chance=chance, steps=60))

    def worth(line: Line) -> float:
        dry = sum(max(0.0, radius_of(village) * 0.4 - distance(home, line)) for village, home in places)
        crossing = sum(math.dist(point, bank) < 500 for point in line[:40:4] for bank in land.river[::2])
        return 3 * dry + 100 * crossing

    return min(found, key=worth)


def find_pond(land: Land, places: Sequence[tuple[Village, Point]], beside: str, chance: random.Random) -> Line:
    village, home = next(((v, h) for v, h in places if v.name == beside), places[0])
    far = radius_of(village) + 230
    spots = [along(home, chance.uniform(0, math.tau), far) for _attempt in range(24)]
    homes = [other for _village, other in places]
    spot = max(spots, key=lambda p: min(math.dist(p, h) for h in homes) - max(0, 300 - distance(p, land.river)))
    return blob(spot, 110, chance, long=1.9, turned=chance.uniform(0, math.pi))


def plant(land: Land, places: Sequence[tuple[Village, Point]], chance: random.Random) -> list[list[Line]]:
    """Up to thirty woods away from villages and river, most of them where people seldom go."""
    found: list[tuple[Point, float, list[Line]]] = []
    for attempt in range(600):
        size = chance.uniform(500, 1100) if attempt < 150 else chance.uniform(140, 400)
        middle = along((0.0, 0.0), chance.uniform(0, math.tau), land.reach * math.sqrt(chance.uniform(0.05, 1.2)))
        homes_far = all(math.dist(middle, home) > radius_of(village) + size * 1.3 for village, home in places)
        apart = all(math.dist(middle, other) > (size + wide) * 1.05 for other, wide, _patches in found)
        if len(found) < 30 and homes_far and apart and distance(middle, land.river) > size * 1.1:
            turned = chance.uniform(0, math.pi)
            patches = [blob(middle, size * 0.62, chance, turned=turned)]
            for part in range(6):
                beside = along(middle, turned + part * math.tau / 6, size * chance.uniform(0.45, 0.8))
                patches.append(blob(beside, size * chance.uniform(0.22, 0.45), chance, turned=turned))
            found.append((middle, size, patches))
    found.sort(key=lambda each: math.hypot(*each[0]) - 2.2 * each[1])
    return [patches for _middle, _size, patches in found]


def plough(land: Land, places: Sequence[tuple[Village, Point]], chance: random.Random) -> list[tuple[str, Line]]:
    """Long strips side by side, as they were once shared out; each block of them follows its neighbours."""
    turned = chance.uniform(0, math.pi)
    woods = [(box(patch), patch) for patches in land.woods for patch in patches]
    side = int(land.reach * 1.25 // BLOCK)
    corners = {
        (i, j): along(
            along(along((0.0, 0.0), turned, i * BLOCK), turned + math.pi / 2, j * BLOCK),
            chance.uniform(0, math.tau),
            chance.uniform(0, BLOCK * 0.24),
        )
        for i in range(-side, side + 2)
        for j in range(-side, side + 2)
    }
    found = []
    for i in range(-side, side + 1):
        for j in range(-side, side + 1):
            block = [corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]]
            middle = (sum(x for x, _y in block) / 4, sum(y for _x, y in block) / 4)
            if chance.random() < 0.9 and is_open(middle, land, places, woods):
                found += strips(block, chance)
    return found


def is_open(
    point: Point, land: Land, places: Sequence[tuple[Village, Point]], woods: Sequence[tuple[Box, Line]]
) -> bool:
    if math.hypot(*point) > land.reach - BLOCK / 2:
        return False
    if any(math.dist(point, home) < radius_of(village) * 0.6 for village, home in places):
        return False
    x, y = point
    near = (patch for (west, south, east, north), patch in woods if west < x < east and south < y < north)
    return not any(inside(point, patch) for patch in near)


def box(ring: Line) -> Box:
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def strips(block: Line, chance: random.Random) -> list[tuple[str, Line]]:
    count = chance.choice((1, 2, 2, 3, 3, 4))
    if chance.random() < 0.5:
        block = [*block[1:], block[0]]
    one, two, three, four = block
    kinds = [chance.choice(CROPS) for _strip in range(count)]
    return [
        (kinds[n], [between(one, two, n / count), between(one, two, (n + 1) / count),
                    between(four, three, (n + 1) / count), between(four, three, n / count)])
        for n in range(count)
    ]  # fmt: skip


def between(start: Point, end: Point, t: float) -> Point:
    return start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t


def bridge_angle(land: Land, point: Point) -> float:
    """Across the river where it comes nearest."""
    at = min(max(nearest(point, land.river), 1), len(land.river) - 2)
    return angle_of(land.river[at - 1], land.river[at + 1]) + math.pi / 2
