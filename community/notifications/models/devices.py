"""The browsers on which a member wants to be told."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.notifications.models.news import Notification

# How long after each try that failed the next one follows; after the last, the news is read on the site alone.
AGAIN_AFTER = [dt.timedelta(minutes=2), dt.timedelta(minutes=15), dt.timedelta(hours=1), dt.timedelta(hours=4)]


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    def of(self, member: User) -> "PushSubscriptionQuerySet":
        return self.filter(member=member).order_by("-created_at", "-pk")


class PushSubscription(models.Model):
    """Where a browser's maker takes messages for one browser, and the keys that only that browser can open them with.

    Which browser or device it is, is not kept.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="push_subscriptions")
    endpoint = models.CharField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("device that is told")
        verbose_name_plural = _("devices that are told")

    def __str__(self) -> str:
        return self.carrier

    @property
    def carrier(self) -> str:
        """Whose computers carry the messages."""
        return urlsplit(self.endpoint).hostname or ""


class MissedRingQuerySet(models.QuerySet["MissedRing"]):
    def of(self, member: User) -> "MissedRingQuerySet":
        return self.filter(notification__recipient=member)

    def due(self, at: dt.datetime) -> "MissedRingQuerySet":
        return self.filter(due_at__lte=at).order_by("due_at", "pk")


class MissedRing(models.Model):
    """What a device's carrier could not take: it is handed over again, a few times, until it is taken or read."""

    device = models.ForeignKey(PushSubscription, models.CASCADE, related_name="missed_rings")
    notification = models.ForeignKey(Notification, models.CASCADE, related_name="missed_rings")
    tries = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField(db_index=True)

    objects = MissedRingQuerySet.as_manager()

    class Meta:
        verbose_name = _("message that a device has missed")
        verbose_name_plural = _("messages that devices have missed")
        constraints = [models.UniqueConstraint(fields=["device", "notification"], name="one_missed_ring_a_device")]

    def __str__(self) -> str:
        return str(self.device)

    def claim(self, at: dt.datetime) -> bool:
        """Whether this try is ours: of two workers one rings. Whoever dies at it has left the next try behind."""
        wait = AGAIN_AFTER[min(self.tries, len(AGAIN_AFTER) - 1)]
        mine = MissedRing.objects.filter(pk=self.pk, tries=self.tries)
        return mine.update(tries=self.tries + 1, due_at=at + wait) == 1

    @property
    def is_wanted(self) -> bool:
        """Not read yet, and the device is still its reader's: somebody else may have signed in there since."""
        news = self.notification
        return news.read_at is None and news.recipient.is_active and self.device.member_id == news.recipient_id

    @property
    def was_the_last(self) -> bool:
        """Asked after a claim, of the row as it was before."""
        return self.tries >= len(AGAIN_AFTER)
