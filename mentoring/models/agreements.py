"""What a mentor and a mentee agree on, and what they want to reach together. Read and written by these two alone."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from mentoring.models.mentorships import Mentorship

LONGEST = 24  # months
MOST_GOALS = 10
MOST_STEPS = 10  # a goal


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("once a month")
    AS_NEEDED = "as_needed", _("as needed")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def confirmed(self) -> "AgreementQuerySet":
        """Both have said yes to it."""
        return self.filter(mentor_agreed_at__isnull=False, mentee_agreed_at__isnull=False)

    def drafts(self) -> "AgreementQuerySet":
        """Somebody has not said yes yet."""
        return self.filter(Q(mentor_agreed_at__isnull=True) | Q(mentee_agreed_at__isnull=True))

    def newest_first(self) -> "AgreementQuerySet":
        return self.order_by("-number")


class Agreement(models.Model):
    """Drafting is one's own yes. What both have confirmed is never changed: it holds until both confirm another."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField(_("number"))
    aims = models.TextField(_("what we want to reach"), max_length=600)
    rhythm = models.CharField(_("how often we meet"), max_length=12, choices=Rhythm)
    months = models.PositiveSmallIntegerField(_("for how many months"))
    private = models.TextField(_("what stays between us"), max_length=600, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    drafted_at = models.DateTimeField(_("drafted"), default=timezone.now)
    mentor_agreed_at = models.DateTimeField(_("the mentor agreed"), null=True, blank=True)
    mentee_agreed_at = models.DateTimeField(_("the mentee agreed"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "number"], name="one_agreement_a_number"),
            models.UniqueConstraint(
                fields=["mentorship"],
                condition=Q(mentor_agreed_at__isnull=True) | Q(mentee_agreed_at__isnull=True),
                name="one_draft_a_mentorship",
            ),
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=LONGEST), name="agreement_of_a_known_length"),
        ]

    def __str__(self) -> str:
        """Says nothing of it: it stands in news and logs."""
        return translation.gettext("an agreement")

    def get_absolute_url(self) -> str:
        return self.mentorship.get_absolute_url() + "#agreement"

    @property
    def centre(self) -> Centre:
        """As news of it names it."""
        return self.mentorship.centre

    @property
    def is_confirmed(self) -> bool:
        return self.mentor_agreed_at is not None and self.mentee_agreed_at is not None

    def agreed_at(self, side: str) -> dt.datetime | None:
        return self.mentor_agreed_at if side == "mentor" else self.mentee_agreed_at


class Goal(models.Model):
    """Reached when either side says so. Without words once its mentorship is forgotten: then it only counts."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="goals")
    text = models.CharField(_("goal"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("since"), default=timezone.now)
    reached_at = models.DateTimeField(_("reached"), null=True, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "text"], condition=~Q(text=""), name="a_goal_once")
        ]

    def __str__(self) -> str:
        return translation.gettext("a goal")

    def get_absolute_url(self) -> str:
        facts = {"centre": self.mentorship.centre.slug, "pk": self.mentorship_id}
        return reverse("mentoring:goal-list", kwargs=facts) + f"#goal-{self.pk}"


class Step(models.Model):
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    text = models.CharField(_("step"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("since"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [models.UniqueConstraint(fields=["goal", "text"], condition=~Q(text=""), name="a_step_once")]

    def __str__(self) -> str:
        return translation.gettext("a step")
