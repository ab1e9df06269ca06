"""How a member wants to hear of what happens."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.notifications.models.news import Mail


class Group(models.TextChoices):
    """What a member may choose about: the first part of a notification's kind."""

    BOARD = "board", _("Board")
    PROPOSALS = "proposals", _("Initiatives")
    VOTING = "voting", _("Votes")
    MENTORING = "mentoring", _("Mentoring")
    MAPS = "maps", _("Map")
    PAGES = "pages", _("Stories and events")
    MODERATION = "moderation", _("Reports and decisions")
    MEMBERS = "members", _("My account and where I live")


class Wish(models.TextChoices):
    USUAL = "usual", _("at once what concerns me, the rest in one mail a day")
    AT_ONCE = "at_once", _("a mail at once")
    DAILY = "daily", _("one mail a day")
    NONE = "none", _("no mail")


class Preference(models.Model):
    """How a member wants to hear of one group. Without a row: as the row's defaults say."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_preferences")
    group = models.CharField(max_length=16, choices=Group)
    mail = models.CharField(max_length=8, choices=Wish, default=Wish.USUAL)
    push = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [models.UniqueConstraint(fields=["member", "group"], name="one_preference_a_group")]

    def __str__(self) -> str:
        return f"{self.group}: {self.mail}"

    def mail_for(self, *, concerns_me: bool) -> Mail:
        if self.mail == Wish.USUAL:
            return Mail.AT_ONCE if concerns_me else Mail.DAILY
        return Mail(self.mail)

    def rings_for(self, *, concerns_me: bool) -> bool:
        """A device tells at once or not at all: what concerns me, or all of it where I want it at once."""
        return self.push and (concerns_me or self.mail == Wish.AT_ONCE)


class StoppedKind(models.Model):
    """A kind of news that a member wants neither by mail nor on a device. It still stands on the site."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="stopped_kinds")
    kind = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("stopped kind of news")
        verbose_name_plural = _("stopped kinds of news")
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="one_stop_a_kind")]

    def __str__(self) -> str:
        return self.kind
