"""What the map's index keeps of each place, so that a frame or a question is answered without reading them all."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from maps.models.places import Place


class Sheet(models.Model):
    """A centre's map as a whole: `stamp` rises with every change of a place, inside its transaction.

    Whoever changes a place holds this row until the commit, so stamps become visible in their order: who has seen
    stamp n has seen all that came before it.
    """

    centre = models.OneToOneField(Centre, models.CASCADE, related_name="sheet")
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    stamp = models.PositiveBigIntegerField(default=0)
    monday = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("map index")
        verbose_name_plural = _("map indexes")

    def __str__(self) -> str:
        return str(self.centre)


class Trace(models.Model):
    """One place in the index: where it is, and per offer (itself and each service) what questions are asked for.

    `facets`: a list of [category's number, flags, languages' mask, spans], spans being minutes [start, end, …] from
    the Monday of `Sheet.monday` over two weeks. Empty where the place was taken down.
    """

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="trace")
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    stamp = models.PositiveBigIntegerField()
    column = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    facets = models.JSONField(default=list)
    folded = models.TextField(default="")

    class Meta:
        verbose_name = _("index of a place")
        verbose_name_plural = _("indexes of places")
        indexes = [models.Index(fields=["centre", "stamp"], name="traces_by_stamp")]

    def __str__(self) -> str:
        return str(self.place_id)
