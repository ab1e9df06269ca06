"""What a centre’s map shows under everything else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre


class BaseMap(models.Model):
    """A centre's base map as GeoJSON; a feature's `kind` (area, wood, stream, road, village) says how it is drawn."""

    centre = models.OneToOneField(Centre, models.CASCADE, related_name="base_map")
    features = models.JSONField(_("features"), default=dict)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("base map")
        verbose_name_plural = _("base maps")

    def __str__(self) -> str:
        return str(self.centre)
