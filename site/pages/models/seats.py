"""Who comes to an event: its seats, however many languages its page is written in."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User

SALT = "pages.seat"


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def for_centre(self, centre: Centre) -> "GatheringQuerySet":
        return self.filter(centre=centre)

    def with_room(self) -> "GatheringQuerySet":
        return self.filter(Q(capacity=0) | Q(taken__lt=F("capacity")))

    def starting(self, at: dt.datetime, within: dt.timedelta) -> "GatheringQuerySet":
        return self.filter(starts_at__gt=at, starts_at__lte=at + within, cancelled_at__isnull=True)

    def ended(self, before: dt.datetime) -> "GatheringQuerySet":
        return self.filter(ends_at__lt=before)


class Gathering(models.Model):
    """An event as those who come know it; `key` is the translation key of its pages."""

    key = models.UUIDField(primary_key=True, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="gatherings")
    title = models.CharField(_("event"), max_length=255)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("seats"), default=0)
    taken = models.PositiveIntegerField(_("taken"), default=0)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    notice = models.CharField(_("what changed"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # how often calendars must take it anew

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("event's seats")
        verbose_name_plural = _("events' seats")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=0) | Q(taken__lte=F("capacity")), name="no_seat_beyond_capacity"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_full(self) -> bool:
        return bool(self.capacity) and self.taken >= self.capacity

    @property
    def left(self) -> int:
        return max(0, self.capacity - self.taken)


class SeatQuerySet(models.QuerySet["Seat"]):
    def for_centre(self, centre: Centre) -> "SeatQuerySet":
        return self.filter(gathering__centre=centre)

    def kept(self) -> "SeatQuerySet":
        return self.filter(cancelled_at__isnull=True)

    def confirmed(self) -> "SeatQuerySet":
        return self.kept().filter(confirmed_at__isnull=False).order_by("confirmed_at", "pk")

    def taken(self) -> "SeatQuerySet":
        return self.confirmed().filter(taken_at__isnull=False)

    def waiting(self) -> "SeatQuerySet":
        """On the waiting list, the longest waiting first."""
        return self.confirmed().filter(taken_at__isnull=True)

    def unconfirmed(self, before: dt.datetime) -> "SeatQuerySet":
        return self.filter(confirmed_at__isnull=True, asked_at__lt=before)


class Seat(models.Model):
    """One person's wish to come: asked, confirmed, then seated or waiting, until it is given up."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="seats", verbose_name=_("event"))
    member = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="seats", verbose_name=_("member")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    taken_at = models.DateTimeField(_("seated"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["gathering", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "member"], condition=Q(cancelled_at__isnull=True), name="one_seat_a_member"
            ),
            # A couple may share a mailbox; the same name at the same mailbox is the same person.
            models.UniqueConstraint(
                fields=["gathering", "email", "name"],
                condition=Q(cancelled_at__isnull=True, member__isnull=True),
                name="one_seat_a_name_and_mailbox",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(confirmed_at__isnull=False), name="seated_after_confirming"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_taken(self) -> bool:
        return self.taken_at is not None and self.cancelled_at is None

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is not None and self.taken_at is None and self.cancelled_at is None

    @property
    def address(self) -> str:
        """Where a mail may be sent; empty when the person gave none."""
        return self.email or (self.member.email if self.member else "") or ""

    @property
    def status(self) -> str:
        if self.cancelled_at:
            return str(_("given up"))
        if self.taken_at:
            return str(_("has a seat"))
        return str(_("waiting") if self.confirmed_at else _("not confirmed yet"))

    @property
    def token(self) -> str:
        """What opens this seat's page: signed, so that nobody guesses it, and stored nowhere."""
        return signing.dumps(self.pk, salt=SALT)

    def url(self) -> str:
        with translation.override(self.language):
            return reverse("pages:seat-detail", kwargs={"centre": self.gathering.centre.slug, "token": self.token})
