"""GeoJSON (RFC 7946): a Feature a place.

`properties` hold OpenStreetMap's tags for whoever knows them, as Overpass gives them too, and under `locer` the cells
of `rows`, which win, with `services` as a list. Points, lines and areas are read; of the latter two the middle of
their frame is taken. The coordinate system is WGS 84, as the RFC has it; a file that names another is refused.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from . import osm
from .records import FileError
from .rows import Row, degrees
from .structured import dumps, loads, text_of
from .table import MOST_ROWS

OWN = "locer"
WGS84 = ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326")


def rows(content: bytes) -> Iterator[Row]:
    """Raises FileError before the first row where it is no FeatureCollection or Feature."""
    found = loads(content)
    kind = found.get("type") if isinstance(found, dict) else None
    features = [found] if kind == "Feature" else found.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list):
        raise FileError("geojson")
    if not features:
        raise FileError("empty")
    if len(features) > MOST_ROWS:
        raise FileError("rows", str(MOST_ROWS))
    crs = found.get("crs")
    named = (crs.get("properties") or {}).get("name") if isinstance(crs, dict) else None
    if named is not None and named not in WGS84:
        raise FileError("crs", str(named)[:60])
    return (row for number, feature in enumerate(features) for row in feature_rows(feature, f"features[{number}]"))


def feature_rows(feature: Any, where: str) -> Iterator[Row]:
    facts = feature if isinstance(feature, dict) else {}
    properties = facts.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    tags = {key: text_of(value) for key, value in properties.items()}
    own = properties.get(OWN)
    own = own if isinstance(own, dict) else {}
    cells = osm.cells_of(tags) | point_cells(facts.get("geometry"))
    cells["id"] = text_of(facts.get("id") or properties.get("@id") or "")
    cells |= {key: text_of(value) for key, value in own.items()}
    key = cells["id"] or where
    yield Row(where, key, None, {column: text for column, text in cells.items() if text})
    services = own.get("services")
    for number, each in enumerate(services if isinstance(services, list) else []):
        said = each if isinstance(each, dict) else {}
        told = {column: text_of(value) for column, value in said.items()}
        yield Row(f"{where}.services[{number}]", told.get("id", ""), key, told)


def point_cells(geometry: Any) -> dict[str, str]:
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    points = list(pairs(coordinates))
    if not points:
        return {}
    east, north = ([point[axis] for point in points] for axis in (0, 1))
    middle = (min(north) + max(north)) / 2, (min(east) + max(east)) / 2
    return {"latitude": degrees(middle[0]), "longitude": degrees(middle[1])}


def pairs(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every position of a geometry, however deep."""
    if not isinstance(coordinates, list):
        return
    if len(coordinates) >= 2 and all(is_number(each) for each in coordinates[:2]):
        yield coordinates[0], coordinates[1]
        return
    for each in coordinates:
        yield from pairs(each)


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1000


def written(found: Iterable[Row]) -> bytes:
    features: list[dict[str, Any]] = []
    for row in found:
        if row.of is not None:
            said = {column: text for column, text in row.cells.items() if column != "of"}
            features[-1]["properties"][OWN].setdefault("services", []).append(said)
            continue
        cells = dict(row.cells)
        point = [float(cells.pop("longitude")), float(cells.pop("latitude"))]
        number = cells.pop("id")
        geometry = {"type": "Point", "coordinates": point}
        properties = osm.tags_of(cells) | {OWN: cells}
        features.append({"type": "Feature", "id": number, "geometry": geometry, "properties": properties})
    return dumps({"type": "FeatureCollection", "features": features})
