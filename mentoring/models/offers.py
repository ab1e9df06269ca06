"""What a mentor offers."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mentoring.matching.people import MOST_MENTEES
from mentoring.models.said import Said, SaidQuerySet
from mentoring.models.vetting import Vetting

MOST_HOURS = 40  # a month


class OfferQuerySet(SaidQuerySet):
    def vetted(self) -> "OfferQuerySet":
        """Conversation, reference and statement are all there."""
        offers = self
        for kind in Vetting.Kind.values:
            offers = offers.filter(Exists(Vetting.objects.filter(offer=OuterRef("pk"), kind=kind)))
        return offers

    def unvetted(self) -> "OfferQuerySet":
        """The longest waiting first."""
        return self.exclude(pk__in=self.model._default_manager.vetted().values("pk")).order_by("written_at", "pk")

    def ready(self, at: dt.datetime) -> "OfferQuerySet":
        """Counts for matching: vetted, not paused, its mentor still a member of the centre who may write there."""
        return self.counting(at).vetted().order_by("pk")


class Offer(Said):
    topics = models.JSONField(_("what I can help with"), default=list)
    capacity = models.PositiveSmallIntegerField(_("how many people at a time"), default=1)
    hours_a_month = models.PositiveSmallIntegerField(_("hours a month"), default=2)

    objects = OfferQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("mentor's offer")
        verbose_name_plural = _("mentors' offers")
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=Q(capacity__gte=0, capacity__lte=MOST_MENTEES), name="offer_for_a_known_number"
            ),
            models.CheckConstraint(
                condition=Q(hours_a_month__gte=1, hours_a_month__lte=MOST_HOURS), name="offer_of_known_hours"
            ),
        ]

    def __str__(self) -> str:
        """Names nobody: it stands in news and logs."""
        return translation.gettext("an offer to help")

    def get_absolute_url(self) -> str:
        """Its page for the mentor coordinators."""
        return reverse("mentoring:offer-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def missing(self) -> list[Vetting.Kind]:
        """What has not been looked at yet; from `vettings`, which lists read along."""
        done = {vetting.kind for vetting in self.vettings.all()}
        return [kind for kind in Vetting.Kind if kind not in done]
