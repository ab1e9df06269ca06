"""A mentor and a mentee whom something brought together: asked, agreed, over."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, RoleGrant, User
from mentoring.models.offers import Offer
from mentoring.models.requests import Request
from mentoring.models.runs import Run

ANSWERED_WITHIN = dt.timedelta(days=7)


class Reason(models.TextChoices):
    """Why a mentorship ended, without blame. The other side is not told."""

    GOALS = "goals", _("we reached our goals")
    TIME = "time", _("no time at the moment")
    FIT = "fit", _("it does not fit")
    MOVED = "moved", _("somebody moves away")
    OTHER = "other", _("something else")
    UNSAID = "unsaid", _("rather not say")
    LEFT = "left", _("one side left")

    @classmethod
    def chosen_from(cls) -> list[tuple[str, str]]:
        """That somebody left is not chosen: it is seen."""
        return [(value, str(label)) for value, label in cls.choices if value != cls.LEFT]


def takes_a_place(at: dt.datetime, path: str = "") -> Q:
    """An open question takes a place of its mentor, and so does whoever is helped; `path` leads to the mentorship."""
    standing = Q(**{f"{path}declined_at__isnull": True, f"{path}ended_at__isnull": True})
    agreed = Q(**{f"{path}mentor_accepted_at__isnull": False, f"{path}mentee_accepted_at__isnull": False})
    return standing & (agreed | Q(**{f"{path}expires_at__gt": at}))


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def for_centre(self, centre: Centre) -> "MentorshipQuerySet":
        return self.filter(centre=centre)

    def standing(self) -> "MentorshipQuerySet":
        """Neither declined nor ended."""
        return self.filter(declined_at__isnull=True, ended_at__isnull=True)

    def active(self) -> "MentorshipQuerySet":
        """Both have said yes."""
        return self.standing().filter(mentor_accepted_at__isnull=False, mentee_accepted_at__isnull=False)

    def shared_with(self, member: User) -> "MentorshipQuerySet":
        """Active, and the member is one of both: what the two share is open to nobody else, and to nobody after it."""
        return self.active().filter(Q(mentor=member) | Q(mentee=member))

    def proposed(self) -> "MentorshipQuerySet":
        """Somebody has not answered yet, in time or not."""
        return self.standing().filter(Q(mentor_accepted_at__isnull=True) | Q(mentee_accepted_at__isnull=True))

    def open(self, at: dt.datetime) -> "MentorshipQuerySet":
        """Waits for an answer, and there is time left to give it."""
        return self.proposed().filter(expires_at__gt=at)

    def lapsed(self, at: dt.datetime) -> "MentorshipQuerySet":
        """Nobody answered in time."""
        return self.proposed().filter(expires_at__lte=at)

    def live(self, at: dt.datetime) -> "MentorshipQuerySet":
        """Takes a place of its mentor."""
        return self.filter(takes_a_place(at))

    def unanswered_by(self, member: User) -> "MentorshipQuerySet":
        """The member has not said yes yet."""
        as_mentor = Q(mentor=member, mentor_accepted_at__isnull=True)
        return self.filter(as_mentor | Q(mentee=member, mentee_accepted_at__isnull=True))

    def of(self, member: User) -> "MentorshipQuerySet":
        return self.filter(Q(mentor=member) | Q(mentee=member)).order_by("-proposed_at", "-pk")

    def in_state(self, state: str, at: dt.datetime) -> "MentorshipQuerySet":
        """The list twin of Mentorship.state."""
        agreed = Q(mentor_accepted_at__isnull=False, mentee_accepted_at__isnull=False)
        over = Q(declined_at__isnull=True, ended_at__isnull=False)
        states = {
            "declined": Q(declined_at__isnull=False),
            "active": agreed & Q(declined_at__isnull=True, ended_at__isnull=True),
            "completed": Q(completed_at__isnull=False),
            "ended": agreed & over & Q(completed_at__isnull=True),
            "open": ~agreed & Q(declined_at__isnull=True, ended_at__isnull=True, expires_at__gt=at),
            "lapsed": ~agreed
            & Q(declined_at__isnull=True)
            & (Q(ended_at__gte=F("expires_at")) | Q(ended_at__isnull=True, expires_at__lte=at)),
            "withdrawn": ~agreed & over & Q(ended_at__lt=F("expires_at")),
        }
        return self.filter(states[state])

    def with_somebody_called(self, name: str) -> "MentorshipQuerySet":
        return self.filter(Q(mentor__display_name__icontains=name) | Q(mentee__display_name__icontains=name))

    def visible_to(self, member: User) -> "MentorshipQuerySet":
        """Both sides', and those of the centres whose mentors the member coordinates: states and dates."""
        if not member.is_authenticated:
            return self.none()
        served = Centre.objects.served_by(member, RoleGrant.Role.MENTOR_COORDINATOR)
        return self.filter(Q(mentor=member) | Q(mentee=member) | Q(centre__in=served.order_by().values("pk")))


class Mentorship(models.Model):
    """A state is a date. Without a person or what they said where they have erased it: then it has ended."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, related_name="mentorships")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="mentorships")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The matching that proposed it to both; none where the mentee asked.
    run = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="+")
    total = models.PositiveSmallIntegerField(_("score in hundredths"), default=0)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    expires_at = models.DateTimeField(_("to be answered by"))
    mentor_accepted_at = models.DateTimeField(_("the mentor said yes"), null=True, blank=True)
    mentee_accepted_at = models.DateTimeField(_("the mentee said yes"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded of the question"), null=True, blank=True)
    nudged_at = models.DateTimeField(_("nudged after silence"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(_("why it ended"), max_length=8, choices=Reason, blank=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(declined_at__isnull=True, ended_at__isnull=True),
                name="one_standing_mentorship_a_request",
            ),
            models.CheckConstraint(
                condition=Q(mentor__isnull=True) | Q(mentee__isnull=True) | ~Q(mentor=F("mentee")),
                name="nobody_mentors_themselves",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=False)
                | Q(ended_at__isnull=False)
                | Q(mentor__isnull=False, mentee__isnull=False),
                name="a_standing_mentorship_has_both_sides",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(ended_at__isnull=False), name="what_is_completed_has_ended"
            ),
        ]

    def __str__(self) -> str:
        """Names nobody: it stands in news and logs."""
        return translation.gettext("a mentorship")

    def get_absolute_url(self) -> str:
        return reverse("mentoring:mentorship-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def is_agreed(self) -> bool:
        return self.mentor_accepted_at is not None and self.mentee_accepted_at is not None

    @property
    def is_asked(self) -> bool:
        """By the mentee; otherwise it was proposed to both."""
        return self.run_id is None

    @property
    def agreed_at(self) -> dt.datetime | None:
        """With the second yes."""
        if self.mentor_accepted_at is None or self.mentee_accepted_at is None:
            return None
        return max(self.mentor_accepted_at, self.mentee_accepted_at)

    @property
    def over_at(self) -> dt.datetime | None:
        return self.declined_at or self.ended_at

    def accepted_by(self, member_id: int | None) -> dt.datetime | None:
        """When this side said yes."""
        return self.mentor_accepted_at if member_id == self.mentor_id else self.mentee_accepted_at

    def waits_for(self, member_id: int | None, at: dt.datetime) -> bool:
        """For this side's yes or no."""
        is_side = member_id is not None and member_id in {self.mentor_id, self.mentee_id}
        return is_side and self.is_open(at) and self.accepted_by(member_id) is None

    @property
    def is_over(self) -> bool:
        return self.declined_at is not None or self.ended_at is not None

    @property
    def is_active(self) -> bool:
        return self.is_agreed and not self.is_over

    def side_of(self, member: User) -> str:
        """mentor, mentee, or nothing for whoever is neither."""
        if member.pk is None:
            return ""
        return {self.mentee_id: "mentee", self.mentor_id: "mentor"}.get(member.pk, "")

    def other_than(self, member: User) -> User | None:
        return self.mentee if self.mentor_id == member.pk else self.mentor

    def is_open(self, at: dt.datetime) -> bool:
        return not self.is_over and not self.is_agreed and self.expires_at > at

    def state(self, at: dt.datetime) -> str:
        """declined, completed, ended, active, open, lapsed, or withdrawn while it was a question."""
        if self.declined_at:
            return "declined"
        if self.completed_at:
            return "completed"
        if self.is_agreed:
            return "ended" if self.ended_at else "active"
        if self.ended_at:
            return "lapsed" if self.ended_at >= self.expires_at else "withdrawn"
        return "open" if self.expires_at > at else "lapsed"


class Apart(models.Model):
    """Two who shall not be proposed to each other again: one of them said no."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("pair kept apart")
        verbose_name_plural = _("pairs kept apart")
        constraints = [models.UniqueConstraint(fields=["centre", "mentor", "mentee"], name="apart_once")]

    def __str__(self) -> str:
        return translation.gettext("a pair kept apart")
