from community.operations.demo import DemoContent
from maps.actions import draw_base_map
from maps.drawing import Village
from maps.models import BaseMap


def contribute(content: DemoContent) -> None:
    """Draws each centre's map around its villages."""
    for facts in content.centres:
        centre = content.centre(facts["centre"]["slug"])
        if BaseMap.objects.filter(centre=centre).exists():
            continue
        villages = [Village(place["name"], place["latitude"], place["longitude"]) for place in facts["villages"]]
        draw_base_map(centre=centre, villages=villages)
