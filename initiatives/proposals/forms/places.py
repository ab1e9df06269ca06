"""Where an initiative is: an area drawn on the map, or a village chosen from the list."""

import json
import math
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre

FEWEST, MOST = 3, 60  # corners
FARTHEST = 60_000  # metres from the centre
METRES_A_DEGREE = 111_320


class OutlineField(forms.CharField):
    """The corners of a drawn area as JSON, pairs of longitude and latitude; None where nothing was drawn."""

    widget = forms.HiddenInput

    def __init__(self, *, centre: Centre | None = None, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=4000, **kwargs)
        self.centre = centre

    def prepare_value(self, value: Any) -> Any:
        return json.dumps(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> list[list[float]] | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            corners = [[round(float(east), 6), round(float(north), 6)] for east, north in json.loads(text)]
        except (ValueError, TypeError, RecursionError, OverflowError):
            raise self.wrong() from None
        if not (FEWEST <= len(corners) <= MOST and all(self.is_here(*corner) for corner in corners)):
            raise self.wrong()
        return corners

    def is_here(self, east: float, north: float) -> bool:
        if not (math.isfinite(east) and math.isfinite(north)) or self.centre is None:
            return False
        down = (north - self.centre.latitude) * METRES_A_DEGREE
        across = (east - self.centre.longitude) * METRES_A_DEGREE * math.cos(math.radians(self.centre.latitude))
        return math.hypot(down, across) <= FARTHEST

    def wrong(self) -> forms.ValidationError:
        return forms.ValidationError(
            _("The drawn area cannot be read. Please draw it anew, with three to sixty corners near the centre."),
            code="outline",
        )


def middle(corners: list[list[float]]) -> tuple[float, float]:
    """Latitude and longitude of the mean of the corners."""
    count = len(corners)
    return round(sum(north for _east, north in corners) / count, 6), round(sum(east for east, _n in corners) / count, 6)
