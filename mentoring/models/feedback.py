"""How a mentorship goes, said by each side for itself."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from mentoring.models.mentorships import Mentorship

OPEN_AFTER_THE_END = dt.timedelta(days=60)
RECENT = dt.timedelta(days=30)


class Moment(models.TextChoices):
    FIRST = "1", _("after one month")
    SECOND = "3", _("after three months")
    THIRD = "6", _("after six months")
    END = "end", _("at the end")


# How long after the second yes each is asked for.
DUE = {
    Moment.FIRST: dt.timedelta(days=30),
    Moment.SECOND: dt.timedelta(days=91),
    Moment.THIRD: dt.timedelta(days=182),
}


class Side(models.TextChoices):
    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


class Scale(models.IntegerChoices):
    NOT_AT_ALL = 1, _("not at all")
    HARDLY = 2, _("hardly")
    PARTLY = 3, _("partly")
    MOSTLY = 4, _("mostly")
    FULLY = 5, _("fully")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def of(self, member: User) -> "FeedbackQuerySet":
        return self.filter(by=member)

    def given(self) -> "FeedbackQuerySet":
        return self.filter(given_at__isnull=False)

    def standing(self, at: dt.datetime) -> "FeedbackQuerySet":
        """May be given or changed: until the next is asked for, or 60 days after the end."""
        following = Feedback.objects.filter(
            mentorship=OuterRef("mentorship"), side=OuterRef("side"), asked_at__gt=OuterRef("asked_at")
        )
        in_time = Q(mentorship__ended_at__isnull=True) | Q(mentorship__ended_at__gt=at - OPEN_AFTER_THE_END)
        return self.filter(in_time, ~Exists(following))

    def waiting(self, at: dt.datetime) -> "FeedbackQuerySet":
        """Asked for and not given yet."""
        return self.standing(at).filter(given_at__isnull=True)

    def opened(self) -> "FeedbackQuerySet":
        """Whose sentence the mentor coordinator may read."""
        return self.given().filter(opened=True).exclude(words="").order_by("asked_at", "pk")


class Feedback(models.Model):
    """A row stands from the day on which somebody is asked. Read by whoever gave it; the mentor coordinator reads the
    sentence where its writer opened it. Without a writer it only counts."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="feedback")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    moment = models.CharField(_("when"), max_length=3, choices=Moment)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    given_at = models.DateTimeField(_("given"), null=True, blank=True)
    gets_on = models.PositiveSmallIntegerField(_("We get on well."), choices=Scale, null=True, blank=True)
    helps = models.PositiveSmallIntegerField(_("It brings me further."), choices=Scale, null=True, blank=True)
    recommends = models.PositiveSmallIntegerField(
        _("I would recommend it to others."), choices=Scale, null=True, blank=True
    )
    words = models.TextField(_("a sentence"), max_length=400, blank=True)
    opened = models.BooleanField(_("the mentor coordinator may read the sentence"), default=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "side", "moment"], name="asked_once_a_moment"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, gets_on__isnull=True, helps__isnull=True, recommends__isnull=True)
                | Q(given_at__isnull=False, gets_on__isnull=False, helps__isnull=False, recommends__isnull=False),
                name="feedback_is_given_whole",
            ),
            models.CheckConstraint(
                condition=Q(gets_on__isnull=True)
                | Q(gets_on__range=(1, 5), helps__range=(1, 5), recommends__range=(1, 5)),
                name="feedback_on_a_scale_of_five",
            ),
        ]

    def __str__(self) -> str:
        return translation.gettext("feedback on a mentorship")

    def get_absolute_url(self) -> str:
        facts = {"centre": self.mentorship.centre.slug, "pk": self.mentorship_id}
        return reverse("mentoring:feedback-give", kwargs=facts)

    @property
    def centre(self) -> Centre:
        """As news of it names it."""
        return self.mentorship.centre
