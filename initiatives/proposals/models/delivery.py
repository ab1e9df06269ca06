"""From the decision to the finished thing: milestones, what they cost, when they slipped, and what one sees."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.models import Photo
from community.members.models import Centre
from initiatives.proposals.models.initiative import Initiative


class Milestone(models.Model):
    """A part of the work with a day and a sum. Money is in the currency's minor unit."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="milestones")
    title = models.CharField(_("what will be done"), max_length=120)
    planned_on = models.DateField(_("planned for"))
    planned_cost = models.PositiveBigIntegerField(_("planned cost"), default=0)
    spent = models.PositiveBigIntegerField(_("spent"), default=0)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["planned_on", "pk"]

    def __str__(self) -> str:
        return f"{self.initiative.title}: {self.title}"[:200]

    def get_absolute_url(self) -> str:
        return f"{self.initiative.get_absolute_url()}#delivery-title"

    @property
    def centre(self) -> Centre:
        return self.initiative.centre

    def is_late(self, on: dt.date) -> bool:
        return self.done_on is None and self.planned_on < on


class Slip(models.Model):
    """A milestone got another day, and why."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="slips")
    before = models.DateField()
    after = models.DateField()
    reason = models.CharField(_("why later"), max_length=300)
    slipped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    slipped_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("change of date")
        verbose_name_plural = _("changes of dates")
        ordering = ["slipped_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="slip_carries_a_reason"),
            models.CheckConstraint(condition=Q(after__gt=F("before")), name="slip_is_to_later"),
        ]

    def __str__(self) -> str:
        return self.reason


class DeliveryPhoto(Photo):
    """What one sees of the work; without a milestone it is the closing photo."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="delivery_photos")
    milestone = models.ForeignKey(Milestone, models.CASCADE, null=True, blank=True, related_name="photos")
    taken_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("photo of the work")
        verbose_name_plural = _("photos of the work")
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"], condition=Q(milestone__isnull=True), name="one_closing_photo"
            )
        ]

    def address(self, size: str, kind: str) -> str:
        place = {"centre": self.initiative.centre.slug, "pk": self.initiative_id}
        return reverse("proposals:delivery-photo", kwargs=place | {"photo": self.pk, "size": size, "kind": kind})
