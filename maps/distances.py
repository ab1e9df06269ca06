"""How far something is, in words."""

from babel.units import format_unit
from django.utils.translation import get_language


def distance_words(metres: float) -> str:
    """Like "350 m" or "2.4 km", in the reader's language; roughly, since it is as the crow flies."""
    locale = get_language() or "en"
    if metres < 1000 - 25:
        return format_unit(max(50, round(metres / 50) * 50), "length-meter", "short", locale=locale)
    kilometres = metres / 1000
    return format_unit(round(kilometres, 1 if kilometres < 10 else None), "length-kilometer", "short", locale=locale)
