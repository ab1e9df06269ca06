"""Something is wrong in a mentorship: who said so, what became of it, and who looked at the thread meanwhile."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, RoleGrant, User
from mentoring.models.mentorships import Mentorship

LONGEST_REPORT = 1000
LONGEST_CLOSING = 600
# After it was closed.
CASE_KEPT = dt.timedelta(days=730)


class Wrong(models.TextChoices):
    HURT = "hurt", _("I am insulted, pressed or threatened")
    CLOSE = "close", _("It comes too close: body, looks, messages at night")
    MONEY = "money", _("Money, goods or favours are asked of me")
    AFRAID = "afraid", _("I am afraid for myself or for the other side")
    OTHER = "other", _("something else")


class CaseQuerySet(models.QuerySet["Case"]):
    def for_centre(self, centre: Centre) -> "CaseQuerySet":
        return self.filter(centre=centre)

    def standing(self) -> "CaseQuerySet":
        """Nobody has closed them; the longest waiting first."""
        return self.filter(closed_at__isnull=True).order_by("opened_at", "pk")

    def closed(self) -> "CaseQuerySet":
        """The latest first."""
        return self.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")

    def readable(self) -> "CaseQuerySet":
        """Standing, and whoever said it lets the coordinator read the thread."""
        return self.standing().filter(may_read=True)

    def visible_to(self, member: User) -> "CaseQuerySet":
        """Those of the centres whose mentors the member coordinates, without those about the member."""
        if not member.is_authenticated:
            return self.none()
        served = Centre.objects.served_by(member, RoleGrant.Role.MENTOR_COORDINATOR)
        about = Mentorship.objects.of(member).order_by()
        return self.filter(centre__in=served.order_by().values("pk")).exclude(mentorship__in=about.values("pk"))


class Case(models.Model):
    """While one stands, nobody writes in the thread of its mentorship."""

    class Outcome(models.TextChoices):
        RESUMED = "resumed", _("the two go on")
        ENDED = "ended", _("the mentorship was ended")
        LOOKED = "looked", _("looked at; the mentorship was over")

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="cases")
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    what = models.JSONField(_("what is wrong"), default=list, blank=True)
    words = models.TextField(_("in a sentence"), max_length=LONGEST_REPORT, blank=True)
    may_read = models.BooleanField(_("the coordinator may read the thread"), default=False)
    opened_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(_("what became of it"), max_length=8, choices=Outcome, blank=True)
    closing = models.TextField(_("what both sides read"), max_length=LONGEST_CLOSING, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "reporter"],
                condition=Q(closed_at__isnull=True),
                name="one_standing_case_a_side",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="a_closed_case_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        """Names nobody: it stands in news and logs."""
        return translation.gettext("a case")

    def get_absolute_url(self) -> str:
        """Its page for the mentor coordinators."""
        return reverse("mentoring:case-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def said(self) -> list[str]:
        return [str(Wrong(each).label) for each in self.what if each in Wrong.values]


class Look(models.Model):
    """A coordinator read the thread. Both sides see when, and who."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("look at a thread")
        verbose_name_plural = _("looks at threads")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return translation.gettext("a look at a thread")


def paused() -> Exists:
    """Of mentorships: whether a case stands."""
    return Exists(Case.objects.standing().order_by().filter(mentorship=OuterRef("pk")))
