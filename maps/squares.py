"""A place told only roughly: the middle of a square of about 500 metres, so that nobody's door is found."""

import math

SIDE = 0.0045  # degrees of latitude: about 500 metres


def coarse(latitude: float, longitude: float) -> tuple[float, float]:
    """The middle of the point's square. Squares lie in rows, whose width in degrees grows towards the poles.

    The middle of a square is its own middle: asking twice changes nothing.
    """
    row = round(latitude / SIDE)
    north = row * SIDE
    width = SIDE / max(0.05, math.cos(math.radians(north)))
    return round(north, 5), round(round(longitude / width) * width, 5)


def nearest(places: dict[str, tuple[float, float]], latitude: float, longitude: float) -> str:
    """The name of the place that lies nearest to the point."""
    shrink = math.cos(math.radians(latitude))

    def distance(name: str) -> float:
        north, east = places[name]
        return math.hypot(north - latitude, (east - longitude) * shrink)

    return min(places, key=distance)
