"""What a mentor offers."""

from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mentoring.matching.people import MOST_MENTEES
from mentoring.models.said import Said, SaidQuerySet

MOST_HOURS = 40  # a month


class OfferQuerySet(SaidQuerySet):
    pass


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
