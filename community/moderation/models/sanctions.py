"""A member who may not write in one centre: for some days, or until it is lifted. Voting is never taken away."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation.models.decisions import Decision

LONGEST_PAUSE = 90  # days


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def for_centre(self, centre: Centre) -> "SanctionQuerySet":
        return self.filter(centre=centre).order_by("-since", "-pk")

    def in_force(self, at: dt.datetime) -> "SanctionQuerySet":
        begun = self.filter(since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))
        return begun.filter(Q(lifted_at__isnull=True) | Q(lifted_at__gt=at))

    def longest_first(self) -> "SanctionQuerySet":
        return self.order_by(F("until").desc(nulls_first=True), "-pk")


class Sanction(models.Model):
    class Kind(models.TextChoices):
        PAUSE = "pause", _("a pause")
        BAN = "ban", _("a ban")

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sanctions")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("until"), null=True, blank=True, editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="sanction")

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="pause", until__isnull=False, until__gt=F("since"))
                | Q(kind="ban", until__isnull=True),
                name="a_pause_ends_and_a_ban_is_lifted",
            )
        ]
        indexes = [models.Index(fields=["member", "centre"], name="sanction_of_member")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return self.decision.get_absolute_url()

    def holds(self, at: dt.datetime) -> bool:
        ended = self.until is not None and self.until <= at
        return self.since <= at and not ended and (self.lifted_at is None or self.lifted_at > at)


def silences(member: User, centre: Centre, at: dt.datetime) -> SanctionQuerySet:
    """What keeps `member` from writing in `centre` at `at`."""
    return Sanction.objects.filter(centre=centre, member=member).in_force(at)


def silence_of(member: User, centre: Centre, at: dt.datetime) -> Sanction | None:
    """The longest of them."""
    return silences(member, centre, at).select_related("decision", "centre").longest_first().first()
