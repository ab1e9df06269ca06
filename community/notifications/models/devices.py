"""The browsers on which a member wants to be told."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User


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
