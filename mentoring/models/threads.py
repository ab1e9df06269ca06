"""The thread of a mentorship: what both sides write to each other, and how far each has read."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from mentoring.models.mentorships import Mentorship

LONGEST = 2000
# After the end of a mentorship; both sides read on their pages how long it is.
THREAD_KEPT = dt.timedelta(days=90)
# Whoever has read this recently still looks at the page, and need not be told of what comes next.
LOOKS = dt.timedelta(minutes=2)


def thread_name(mentorship: Mentorship) -> str:
    """What its live page follows."""
    return f"thread:{mentorship.pk}"


class MessageQuerySet(models.QuerySet["Message"]):
    def before(self, number: int) -> "MessageQuerySet":
        return self.filter(number__lt=number)

    def newest(self) -> "MessageQuerySet":
        return self.order_by("-number")

    def of_threads_ended_before(self, at: dt.datetime) -> "MessageQuerySet":
        return self.filter(mentorship__ended_at__lt=at)


class Message(models.Model):
    """Read by both sides of an active mentorship; without an author only while a case stands that may be read."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("your words"), max_length=LONGEST)
    # The text as safe markup, made when it is written.
    html = models.TextField(editable=False)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    # Of the form that was sent: sent twice, it is one message.
    token = models.UUIDField(editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "number"], name="one_message_a_number"),
            models.UniqueConstraint(fields=["mentorship", "author", "token"], name="one_message_a_form"),
        ]

    def __str__(self) -> str:
        """Names nobody and says nothing of it."""
        return translation.gettext("a message")


class ThreadReadingQuerySet(models.QuerySet["ThreadReading"]):
    def visible_to(self, member: User) -> "ThreadReadingQuerySet":
        """Their own, as long as both sides stand by each other."""
        active = Mentorship.objects.active().of(member).order_by()
        return self.filter(member=member, mentorship__in=active.values("pk"))

    def unread(self) -> "ThreadReadingQuerySet":
        """Those to whom the other side has written since."""
        fresh = Message.objects.filter(mentorship=OuterRef("mentorship"), number__gt=OuterRef("number"))
        return self.filter(Exists(fresh.exclude(author=OuterRef("member"))))

    def to_be_told(self, at: dt.datetime) -> "ThreadReadingQuerySet":
        """Who looked away from an unread message, and has read all that they were told of before."""
        gone = Q(read_at__isnull=True) | Q(read_at__lt=at - LOOKS)
        active = Mentorship.objects.active().values("pk")
        return self.unread().filter(gone, told__lte=F("number"), mentorship__in=active).order_by("pk")


class ThreadReading(models.Model):
    """How far one side has read the thread, and up to which message they were told that there is something to read."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="readings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = ThreadReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("how far a side has read")
        verbose_name_plural = _("how far sides have read")
        constraints = [models.UniqueConstraint(fields=["mentorship", "member"], name="one_reading_a_side")]

    def __str__(self) -> str:
        """Names nobody: it stands in news."""
        return translation.gettext("messages in a mentorship")

    def get_absolute_url(self) -> str:
        where = {"centre": self.mentorship.centre.slug, "pk": self.mentorship_id}
        return reverse("mentoring:thread", kwargs=where)

    @property
    def centre(self) -> Centre:
        """As news of it names it."""
        return self.mentorship.centre
