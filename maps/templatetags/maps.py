from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse

from community.members.models import Centre
from maps.models import BaseMap

register = template.Library()


@dataclass(frozen=True)
class Ground:
    """What a centre's maps are drawn on: its own tiles, else those of another server through us, else the drawing."""

    tiles: str = ""
    pictures: str = ""
    drawing: str = ""
    source: str = ""
    frame: str = ""


@register.simple_tag
def ground_of(centre: Centre) -> Ground:
    base = BaseMap.objects.filter(centre=centre).defer("features").first()
    frame = ",".join(map(str, base.frame)) if base and base.frame else ""
    where = {"centre": centre.slug}
    if base and base.tiles:
        base.centre = centre
        return Ground(tiles=base.tiles_address, source=base.source, frame=frame)
    if settings.TILES_URL:
        tile = reverse("maps:map-tile", kwargs=where | {"z": 0, "x": 0, "y": 0}).removesuffix("0/0/0")
        return Ground(pictures=tile + "{z}/{x}/{y}", source=settings.TILES_SOURCE, frame=frame)
    return Ground(drawing=reverse("maps:map-base", kwargs=where), frame=frame)
