"""The places that a centre's map names."""

import math

from community.members.models import Centre
from maps.models import BaseMap

Villages = dict[str, tuple[float, float]]


def villages_of(centre: Centre) -> Villages:
    """The villages of the base map, in the order of their names; the centre itself where it names none."""
    base = BaseMap.objects.filter(centre=centre).first()
    found: Villages = {}
    for feature in base.features.get("features", []) if base else []:
        facts, shape = feature.get("properties", {}), feature.get("geometry") or {}
        if facts.get("kind") == "village" and facts.get("name") and shape.get("type") == "Point":
            longitude, latitude = shape["coordinates"][:2]
            found.setdefault(facts["name"], (latitude, longitude))
    return dict(sorted(found.items())) or {centre.local_name: (centre.latitude, centre.longitude)}


def nearest(villages: Villages, latitude: float, longitude: float) -> str:
    shrink = math.cos(math.radians(latitude))

    def distance(name: str) -> float:
        north, east = villages[name]
        return math.hypot(north - latitude, (east - longitude) * shrink)

    return min(villages, key=distance)
