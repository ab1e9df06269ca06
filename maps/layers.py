"""What rooms put on the map. A layer is a function named in settings.MAP_LAYERS."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from community.members.models import Centre


@dataclass(frozen=True)
class Spot:
    """One thing with a place. `kind` chooses its colour, `label` names that kind in the reader's language."""

    title: str
    url: str
    latitude: float
    longitude: float
    kind: str
    label: str
    summary: str = ""
    language: str = ""

    def feature(self) -> dict[str, Any]:
        facts = {"title": self.title, "url": self.url, "kind": self.kind, "label": self.label}
        facts |= {"summary": self.summary, "lang": self.language}
        point = {"type": "Point", "coordinates": [round(self.longitude, 5), round(self.latitude, 5)]}
        return {"type": "Feature", "properties": facts, "geometry": point}


def spots(centre: Centre, member: Any, language: str) -> list[Spot]:
    """Everything that `member` (None: a stranger) may see on the centre's map, at a constant number of queries."""
    found: list[Spot] = []
    for path in settings.MAP_LAYERS:
        found += import_string(path)(centre, member, language)
    return found
