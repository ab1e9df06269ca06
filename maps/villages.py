"""Where a centre's villages lie, as its base map names them."""

from community.interface.search import folded
from community.members.models import Centre
from maps.models import BaseMap

Point = tuple[float, float]  # latitude, longitude


def villages_of(centre: Centre) -> dict[str, Point]:
    """Name → where, by name. One query."""
    base = BaseMap.objects.filter(centre=centre).first()
    features = base.features.get("features", []) if base else []
    places = [each for each in features if each["properties"].get("kind") == "village"]
    found = {each["properties"]["name"]: each["geometry"]["coordinates"] for each in places}
    return {name: (point[1], point[0]) for name, point in sorted(found.items())}


def named(villages: dict[str, Point], words: str) -> Point | None:
    """Of the village that is called so, or begins so, whatever its accents."""
    wanted = folded(words).strip()
    by_name = {folded(name): point for name, point in villages.items()}
    if wanted in by_name:
        return by_name[wanted]
    return next((point for name, point in by_name.items() if wanted and name.startswith(wanted)), None)
