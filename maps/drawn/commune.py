"""A commune drawn whole. The same facts give the same drawing, whatever the machine."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maps.drawn import land as lands
from maps.drawn import ways as laid
from maps.drawn.names import STREETS, WORDS, Words
from maps.drawn.plane import Line, Plane, Point, Village

Feature = dict[str, Any]
Layers = dict[str, list[Feature]]
TOWN, HAMLET = 1000, 150


@dataclass(frozen=True)
class Commune:
    slug: str
    name: str
    latitude: float
    longitude: float
    language: str
    villages: Sequence[Village]

    @cached_property
    def plane(self) -> Plane:
        return Plane(self.latitude, self.longitude)

    @property
    def words(self) -> Words:
        return WORDS.get(self.slug, Words())

    def chance(self, what: str) -> random.Random:
        """Its own for each part, so that one part may change without the others."""
        return random.Random(f"{self.slug}|{self.latitude}|{self.longitude}|{what}")  # noqa: S311 a drawing, no secret

    @cached_property
    def places(self) -> list[tuple[Village, Point]]:
        found = self.villages or [Village(self.name, self.latitude, self.longitude)]
        return [(village, self.plane.metres(village.latitude, village.longitude)) for village in found]

    @cached_property
    def border(self) -> Line:
        return lands.outline([home for _village, home in self.places], self.chance("border"))

    @cached_property
    def land(self) -> lands.Land:
        return lands.lay(self.border, self.places, self.words, self.chance("land"))

    @cached_property
    def roads(self) -> laid.Ways:
        """Those between the villages, which is all that a small drawing shows."""
        return laid.join(self.land, self.places, self.chance("roads"))

    @cached_property
    def ways(self) -> laid.Ways:
        return laid.build(self.roads, self.land, self.places, STREETS.get(self.language, []), self.chance("ways"))


def draw(commune: Commune) -> dict[str, Any]:
    """A GeoJSON FeatureCollection whose features have a `kind`: area, wood, stream, road, village."""
    land, ways, plane = commune.land, commune.roads, commune.plane
    features = [shape(plane, "Polygon", land.border, digits=5, kind="area")]
    features += [shape(plane, "Polygon", patch[::2], digits=5, kind="wood") for wood in land.woods for patch in wood]
    features += [shape(plane, "LineString", line[::2], digits=5, kind="stream") for line in (land.river, land.stream)]
    features += [shape(plane, "LineString", line[::2], digits=5, kind="road") for line in [*ways.major, *ways.minor]]
    names = {village.name: home for village, home in commune.places}
    if commune.name not in names:
        names = {commune.name: (0.0, 0.0)} | names
    features += [spot(plane, home, digits=5, kind="village", name=name) for name, home in names.items()]
    return {"type": "FeatureCollection", "features": features}


def frame_of(commune: Commune) -> list[float]:
    """What a map shows at first: west, south, east, north of where people live, with some land around it."""
    xs = [home[0] for _village, home in commune.places]
    ys = [home[1] for _village, home in commune.places]
    low = commune.plane.degrees((min(xs) - 700, min(ys) - 700), digits=5)
    high = commune.plane.degrees((max(xs) + 700, max(ys) + 700), digits=5)
    return [*low, *high]


def draw_layers(commune: Commune) -> Layers:
    """Features by layer, with the `kind`s and names of Protomaps' basemap and the zoom from which each is kept."""
    land, plane, words = commune.land, commune.plane, commune.words
    layers: Layers = {
        "landuse": landuse(commune),
        "water": [
            shape(plane, "LineString", land.river, at=7, kind="river", name=words.river),
            shape(plane, "LineString", land.stream, at=10, kind="stream", name=words.stream),
            shape(plane, "Polygon", land.pond, at=11, kind="lake"),
            spot(plane, middle(land.pond), at=12, kind="lake", name=words.pond),
            *(spot(plane, point, at=11, kind="river", name=words.river) for point in land.river[12:-10:16]),
            *(spot(plane, point, at=12, kind="stream", name=words.stream) for point in land.stream[15:55:20]),
        ],
        "roads": ways(commune),
        "buildings": [shape(plane, "Polygon", house, at=13, kind="building") for house in commune.ways.houses],
        "boundaries": [
            shape(plane, "LineString", [*land.border, land.border[0]], at=7, kind="locality", kind_detail=8)
        ],
        "places": places(commune),
    }
    return layers


def landuse(commune: Commune) -> list[Feature]:
    land, plane = commune.land, commune.plane
    fields = lands.plough(land, commune.places, commune.chance("fields"))
    found = [shape(plane, "Polygon", ring, at=12, kind=kind) for kind, ring in fields]
    found += [shape(plane, "Polygon", patch, at=7, kind="forest") for wood in land.woods for patch in wood]
    chance = commune.chance("homes")
    for village, home in commune.places:
        size = lands.radius_of(village) * 0.72
        axis = laid.direction(home, [*commune.ways.major, *commune.ways.minor])
        ring = lands.blob(home, size, chance, long=1.25, turned=axis)
        found.append(shape(plane, "Polygon", ring, at=9, kind="residential"))
    return found


def ways(commune: Commune) -> list[Feature]:
    drawn, plane = commune.ways, commune.plane
    found = [shape(plane, "LineString", line, at=12, kind="path") for line in drawn.paths]
    found += [
        shape(plane, "LineString", street.line, at=12, kind="minor_road", kind_detail="residential", name=street.name)
        for street in drawn.streets
    ]
    found += [shape(plane, "LineString", line, at=9, kind="minor_road", kind_detail="tertiary") for line in drawn.minor]
    found += [
        shape(plane, "LineString", line, at=7, kind="major_road", kind_detail="secondary") for line in drawn.major
    ]
    return found


def places(commune: Commune) -> list[Feature]:
    plane = commune.plane
    found = []
    largest = max(village.population for village, _home in commune.places)
    for village, home in commune.places:
        people = village.population
        size = "town" if people == largest else "hamlet" if people < HAMLET else "village"
        facts: dict[str, Any] = {"kind": "locality", "kind_detail": size, "name": village.name, "population": people}
        found.append(spot(plane, home, at=7 if size == "town" else 9, **facts))
    for name, wood in zip(commune.words.woods, commune.land.woods, strict=False):
        found.append(spot(plane, middle(wood[0]), at=11, kind="wood", name=name))
    return found


def middle(ring: Line) -> Point:
    return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)


def shape(plane: Plane, form: str, points: Sequence[Point], *, at: int = 0, digits: int = 6, **facts: Any) -> Feature:
    line = [plane.degrees(point, digits) for point in points]
    return feature(form, [[*line, line[0]]] if form == "Polygon" else line, at, facts)


def spot(plane: Plane, point: Point, *, at: int = 0, digits: int = 6, **facts: Any) -> Feature:
    return feature("Point", plane.degrees(point, digits), at, facts)


def feature(form: str, coordinates: Any, at: int, facts: dict[str, Any]) -> Feature:
    found: Feature = {
        "type": "Feature",
        "properties": {key: value for key, value in facts.items() if value != ""},
        "geometry": {"type": form, "coordinates": coordinates},
    }
    return found | {"tippecanoe": {"minzoom": at}} if at else found
