"""What one gets at a place."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maps.models.places import Place
from maps.models.worded import Worded
from maps.vocabulary import CATEGORIES


class Service(Worded):
    """A `service` of HSDS at one location (its `service_at_location`): what is given at two places stands twice.

    Languages and hours that are left empty are those of the place.
    """

    WORDS = ("name", "summary", "hours_note", "fee", "eligibility", "documents", "how")

    place = models.ForeignKey(Place, models.CASCADE, related_name="services")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    category = models.CharField(_("category"), max_length=30, choices=CATEGORIES)
    languages = models.JSONField(_("given in"), default=list, blank=True)
    hours = models.CharField(_("opening hours"), max_length=255, blank=True)
    hours_note = models.CharField(_("about the hours"), max_length=200, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=False)
    fee = models.CharField(_("what it costs"), max_length=200, blank=True)
    eligibility = models.CharField(_("for whom"), max_length=300, blank=True)
    documents = models.CharField(_("what to bring"), max_length=300, blank=True)
    how = models.CharField(_("how to get it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "uid"], name="one_service_a_uid"),
            models.CheckConstraint(condition=~Q(name=""), name="service_has_a_name"),
            models.CheckConstraint(condition=Q(is_free=False) | Q(fee=""), name="what_is_free_has_no_fee"),
        ]

    @property
    def hours_here(self) -> str:
        return self.hours or self.place.hours

    @property
    def languages_here(self) -> list[str]:
        return self.languages or self.place.languages
