"""What rooms put on the map beside places. A layer is a `Layer` named in settings.MAP_LAYERS."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
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


@dataclass(frozen=True)
class Layer:
    """`spots`: (centre, member or None, language) → what the member may see there, in a fixed number of queries.

    `key` stands in addresses, `label` is what the reader switches on and off.
    """

    key: str
    label: str | Promise
    spots: Callable[[Centre, Any, str], list[Spot]]


def layers() -> list[Layer]:
    return [import_string(path) for path in settings.MAP_LAYERS]


def spots(centre: Centre, member: Any, language: str, keys: Collection[str] | None = None) -> list[Spot]:
    """Everything that `member` (None: a stranger) may see on the centre's map, of the layers in `keys` (None: all)."""
    chosen = [layer for layer in layers() if keys is None or layer.key in keys]
    return [spot for layer in chosen for spot in layer.spots(centre, member, language)]
