"""What is left of a meeting once its minutes are adopted: one sealed record, and what was noted beside it."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from initiatives.voting.models.meetings import Meeting
from initiatives.voting.secrecy import canonical, digest

# The names of those present are kept this long after the minutes were adopted, to be handed in with the request.
NAMES_KEPT = dt.timedelta(days=90)


class Minutes(models.Model):
    """The record as it was adopted. Pages and papers are made from `record`; `seal` is its SHA-256."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, primary_key=True, related_name="minutes")
    chair_name = models.CharField(_("name of the chair"), max_length=120)
    clerk_name = models.CharField(_("name of the minute-taker"), max_length=120)
    record: Any = models.JSONField()
    seal = models.CharField(max_length=64)
    adopted_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(condition=~Q(chair_name="") & ~Q(clerk_name=""), name="minutes_signed_by_two"),
            models.CheckConstraint(condition=~Q(seal=""), name="minutes_sealed"),
        ]

    def __str__(self) -> str:
        return self.seal[:12]

    @property
    def is_intact(self) -> bool:
        return digest(canonical(self.record)) == self.seal

    @property
    def adopted_motions(self) -> list[dict[str, Any]]:
        return [motion for motion in self.record["motions"] if motion["adopted"]]

    @property
    def names_until(self) -> dt.datetime:
        return self.adopted_at + NAMES_KEPT


class HandingIn(models.Model):
    """The day on which the request reached the office: it stops the clock."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, primary_key=True, related_name="handed_in")
    day = models.DateField(_("handed in on"))
    reference = models.CharField(_("the office's reference number"), max_length=80, blank=True)
    noted_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("handing in")
        verbose_name_plural = _("handings in")

    def __str__(self) -> str:
        return f"{self.day} {self.reference}".strip()


class Remark(models.Model):
    """A remark beside adopted minutes: the only thing that can be added to them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="remarks")
    text = models.CharField(_("remark"), max_length=1000)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        return self.text
