from collections.abc import Sequence

from community.members.models import Centre
from maps.drawing import Village, draw
from maps.models import BaseMap


def draw_base_map(*, centre: Centre, villages: Sequence[Village]) -> BaseMap:
    """Draws (again) the centre's map from the places of its villages."""
    features = draw(centre.name, centre.latitude, centre.longitude, villages)
    base, _created = BaseMap.objects.update_or_create(centre=centre, defaults={"features": features, "source": ""})
    return base
