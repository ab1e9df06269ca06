from django.core.files import File

from community.operations.demo import DemoContent
from maps.actions import draw_base_map, put_tiles
from maps.drawn import Village
from maps.models import BaseMap


def contribute(content: DemoContent) -> None:
    """Draws each centre's map around its villages, and lays the tiles under it that bin/draw_maps.py made of it."""
    for facts in content.centres:
        centre = content.centre(facts["centre"]["slug"])
        if BaseMap.objects.filter(centre=centre).exists():
            continue
        villages = [Village(v["name"], v["latitude"], v["longitude"], v["population"]) for v in facts["villages"]]
        draw_base_map(centre=centre, villages=villages)
        path = content.folder / "maps" / f"{centre.slug}.pmtiles"
        if path.exists():
            with path.open("rb") as file:
                put_tiles(centre=centre, file=File(file), source="")
