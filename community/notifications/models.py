"""What a member is told, how they want to be told, and what they follow."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User


class Group(models.TextChoices):
    """What a member may choose about: the first part of a notification's kind."""

    BOARD = "board", _("Board")
    PROPOSALS = "proposals", _("Initiatives")
    VOTING = "voting", _("Votes")
    PAGES = "pages", _("Stories and events")
    MODERATION = "moderation", _("Reports and decisions")
    MEMBERS = "members", _("My account and where I live")


class Mail(models.TextChoices):
    AT_ONCE = "at_once", _("a mail at once")
    DAILY = "daily", _("one mail a day")
    NONE = "none", _("no mail")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, member: User) -> "NotificationQuerySet":
        return self.filter(recipient=member).order_by("-created_at", "-pk")

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

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

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
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


class Preference(models.Model):
    """How a member wants to hear of one group; without a row, at once."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_preferences")
    group = models.CharField(max_length=16, choices=Group)
    mail = models.CharField(max_length=8, choices=Mail, default=Mail.AT_ONCE)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [models.UniqueConstraint(fields=["member", "group"], name="one_preference_a_group")]

    def __str__(self) -> str:
        return f"{self.group}: {self.mail}"


class FollowQuerySet(models.QuerySet["Follow"]):
    def on(self, target: Any) -> "FollowQuerySet":
        return self.filter(target_type=ContentType.objects.get_for_model(target), target_id=target.pk)


class Follow(models.Model):
    """A member wants to hear what happens with something."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    created_at = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(fields=["member", "target_type", "target_id"], name="one_follow_a_target")
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="follow_target")]

    def __str__(self) -> str:
        return f"{self.target_type_id}:{self.target_id}"
