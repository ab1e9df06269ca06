"""A page about something that has a place."""

from collections.abc import Iterator

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from maps.nearness import is_near
from pages.models.tree import CentreContent, Obstacle

ON_THE_MAP = _("So that it stands on the map: in degrees, as the maps on a phone give them, 49.5874 and 20.5629.")


class Placed(CentreContent):
    """Where it is in degrees, which is the same in every language; it stands on the centre's map there."""

    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    class Meta:
        abstract = True

    @staticmethod
    def point_panel() -> FieldRowPanel:
        return FieldRowPanel([FieldPanel("latitude", help_text=ON_THE_MAP), "longitude"])

    def point_obstacles(self) -> Iterator[Obstacle]:
        latitude, longitude = self.latitude, self.longitude
        if latitude is None or longitude is None:
            if (latitude is None) != (longitude is None):
                yield "longitude", _("Give both latitude and longitude, or neither.")
        elif self.centre and is_near(self.centre, longitude, latitude):
            yield "latitude", _("Did you swap latitude and longitude? The other way round it lies here.")
        elif self.centre and not is_near(self.centre, latitude, longitude):
            yield "latitude", _("This lies more than 60 km from the centre.")
