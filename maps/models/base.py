"""What a centre’s map shows under everything else."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.interface.models import GUARDED
from community.members.models import Centre


def tiles_path(base: "BaseMap", name: str) -> str:
    """Each file has a name of its own: what browsers keep of the one before is never taken for a part of it."""
    return f"{GUARDED}/maps/{secrets.token_urlsafe(12)}.pmtiles"


class BaseMap(models.Model):
    """A centre's base map: tiles where somebody made some, else a drawing as GeoJSON.

    A feature's `kind` (area, wood, stream, road, village) says how it is drawn; `frame` (west, south, east, north) is
    what maps show at first. A `source` is the credit that the makers of the tiles ask for; without one the map says
    that it is drawn.
    """

    centre = models.OneToOneField(Centre, models.CASCADE, related_name="base_map", verbose_name=_("centre"))
    features = models.JSONField(_("features"), default=dict, editable=False)
    frame = models.JSONField(_("what is shown at first"), null=True, editable=False)
    tiles = models.FileField(_("map tiles"), upload_to=tiles_path, blank=True)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"), null=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("base map")
        verbose_name_plural = _("base maps")

    def __str__(self) -> str:
        return str(self.centre)

    @property
    def version(self) -> str:
        """Of the tiles: another file has another."""
        return str(self.tiles.name).rpartition("/")[2].removesuffix(".pmtiles")

    @property
    def tiles_address(self) -> str:
        """Where the tiles are read; an address for ever, since it names the version."""
        return reverse("maps:map-tiles", kwargs={"centre": self.centre.slug}) + f"?v={self.version}"
