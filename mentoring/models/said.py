"""What a mentor and a mentee say alike about themselves."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, Membership, RoleGrant, User
from community.moderation.models import Sanction
from mentoring.matching.people import FARTHEST

DECIMALS = 2  # of a degree: about a kilometre, so that nobody's door is found


class SaidQuerySet(models.QuerySet[Any]):
    def for_centre(self, centre: Centre) -> Self:
        return self.filter(centre=centre)

    def open(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def running(self) -> Self:
        """Open, and not paused either."""
        return self.open().filter(paused_at__isnull=True)

    def counting(self, at: dt.datetime) -> Self:
        """Running, and said by a member of the centre who may write there."""
        who = {"member": OuterRef("member"), "centre": OuterRef("centre")}
        here, shut_out = Membership.objects.filter(**who), Sanction.objects.filter(**who).in_force(at)
        return self.running().filter(Exists(here), ~Exists(shut_out), member__is_active=True)

    def visible_to(self, member: User) -> Self:
        """Its owner's, and those of the centres whose mentors the member coordinates."""
        if not member.is_authenticated:
            return self.none()
        served = Centre.objects.served_by(member, RoleGrant.Role.MENTOR_COORDINATOR)
        return self.filter(Q(member=member) | Q(centre__in=served.order_by().values("pk")))


class Said(models.Model):
    """Private: read by its owner and by the centre's mentor coordinators. `shown` names what the other side sees of it
    once a proposal stands between both (see mentoring.seeing)."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    languages = models.JSONField(_("languages"), default=dict)  # code → level, 1 (A1) to 6 (C2)
    occupations = models.JSONField(_("occupations"), default=list, blank=True)  # codes of ISCO-08
    skills = models.JSONField(_("what else I know"), default=list, blank=True)  # free words
    countries = models.JSONField(_("countries"), default=list, blank=True)
    online = models.BooleanField(_("online"), default=True)
    within_km = models.PositiveSmallIntegerField(_("within how many kilometres"), null=True, blank=True)
    place = models.CharField(_("from where"), max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    hours = models.JSONField(_("when"), default=list, blank=True)  # 0 (Monday morning) to 20 (Sunday evening)
    traits = models.JSONField(_("about me"), default=list, blank=True)
    wishes = models.JSONField(_("whom I would rather meet"), default=dict, blank=True)  # trait or "country" → strength
    words = models.TextField(_("a few sentences"), max_length=600, blank=True)
    shown = models.JSONField(_("what the other side sees"), default=list, blank=True)
    of_age_at = models.DateTimeField(_("says to be 18 or older, since"))
    written_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["member", "centre"], condition=Q(withdrawn_at__isnull=True), name="one_open_%(class)s_a_centre"
            ),
            models.CheckConstraint(
                condition=Q(within_km__isnull=True) | Q(within_km__gte=1, within_km__lte=FARTHEST),
                name="%(class)s_within_a_known_distance",
            ),
            models.CheckConstraint(
                condition=Q(online=True) | Q(within_km__isnull=False, latitude__isnull=False, longitude__isnull=False),
                name="%(class)s_has_a_way_to_meet",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Wherever the place came from, no more of it is kept than about a kilometre."""
        if self.latitude is not None and self.longitude is not None:
            self.latitude, self.longitude = round(self.latitude, DECIMALS), round(self.longitude, DECIMALS)
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def in_person(self) -> bool:
        return self.within_km is not None

    def stamp(self, at: dt.datetime) -> None:
        """Written or changed at `at`."""
        self.changed_at = at
        if self._state.adding:
            self.written_at = at
