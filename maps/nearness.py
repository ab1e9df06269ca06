"""How far a point may lie from its centre."""

import math

from community.members.models import Centre

FARTHEST = 60_000  # metres
METRES_A_DEGREE = 111_320


def metres_from(centre: Centre, latitude: float, longitude: float) -> float:
    """As the crow flies; good enough over the distances that are meant here."""
    down = (latitude - centre.latitude) * METRES_A_DEGREE
    across = (longitude - centre.longitude) * METRES_A_DEGREE * math.cos(math.radians(centre.latitude))
    return math.hypot(down, across)


def is_near(centre: Centre, latitude: float, longitude: float) -> bool:
    return metres_from(centre, latitude, longitude) <= FARTHEST
