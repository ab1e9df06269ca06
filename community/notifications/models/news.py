"""What a member is told."""

import datetime as dt

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User


class Mail(models.TextChoices):
    AT_ONCE = "at_once", _("a mail at once")
    DAILY = "daily", _("one mail a day")
    NONE = "none", _("no mail")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, member: User) -> "NotificationQuerySet":
        return self.filter(recipient=member).order_by("-created_at", "-pk")

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def unpushed(self) -> "NotificationQuerySet":
        return self.filter(push=True, pushed_at__isnull=True, recipient__is_active=True).order_by("created_at", "pk")

    def unmailed(self, mail: Mail, at: dt.datetime) -> "NotificationQuerySet":
        """To be sent in the way `mail` says. What is older than a week is read here, not in a mail box."""
        waiting = self.filter(mail=mail, mailed_at__isnull=True, created_at__gt=at - dt.timedelta(days=7))
        return waiting.filter(recipient__is_active=True, recipient__email__isnull=False).order_by("created_at", "pk")


class Notification(models.Model):
    """One thing told to one member; title and address are as they were then."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    centre = models.ForeignKey(Centre, models.CASCADE, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=400)
    mail = models.CharField(max_length=8, choices=Mail)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    push = models.BooleanField(default=False)
    pushed_at = models.DateTimeField(null=True, blank=True)
    # What it must not be told twice about; None where the same may happen again.
    occasion = models.CharField(max_length=120, null=True, blank=True, editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [models.UniqueConstraint(fields=["recipient", "occasion"], name="told_once_of_an_occasion")]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notification_newest"),
            models.Index(fields=["recipient"], condition=models.Q(read_at__isnull=True), name="notification_unread"),
            models.Index(
                fields=["mail", "created_at"], condition=models.Q(mailed_at__isnull=True), name="notification_unmailed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"

    @property
    def group(self) -> str:
        return self.kind.partition(".")[0]

    @property
    def template(self) -> str:
        """The stem of the templates that say it."""
        return "emails/{}/{}".format(*self.kind.split(".", 1))
