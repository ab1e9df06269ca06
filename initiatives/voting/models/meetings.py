"""The village meeting: called in public, opened by those who came, decided by raised hands."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from initiatives.voting.quorum import needed

MOST_PEOPLE = 1_000_000


class Term(models.TextChoices):
    FIRST = "first", _("First term")
    SECOND = "second", _("Second term")


class Stage(models.TextChoices):
    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", _("announced")
    HELD = "held", _("being held")
    OVER = "over", _("over, minutes to follow")
    MINUTED = "minuted", _("minutes adopted")
    CALLED_OFF = "called_off", _("called off")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def for_centre(self, centre: Centre) -> "MeetingQuerySet":
        return self.filter(centre=centre)

    def announced(self) -> "MeetingQuerySet":
        return self.filter(announced_at__isnull=False)

    def coming(self, at: dt.datetime) -> "MeetingQuerySet":
        """Called, and neither begun nor called off; the soonest first."""
        ahead = self.announced().filter(called_off_at__isnull=True, first_term_at__gt=at)
        return ahead.order_by("first_term_at", "pk")

    def begun(self) -> "MeetingQuerySet":
        """Those whose first term has come, by the database's own clock."""
        return self.announced().filter(first_term_at__lte=Now())

    def second_term_begun(self) -> "MeetingQuerySet":
        return self.begun().filter(second_term_at__lte=Now())

    def at_a_glance(self, at: dt.datetime) -> "MeetingQuerySet":
        """Drafts first, then those to come (the soonest first), then the others, the latest first."""
        ahead = Q(first_term_at__gt=at, called_off_at__isnull=True)
        order = Case(When(announced_at__isnull=True, then=0), When(ahead, then=1), default=2)
        nearest = Case(When(order=2, then=None), default=F("first_term_at"))
        return self.alias(order=order).order_by("order", nearest.asc(nulls_last=True), "-first_term_at", "-pk")

    def visible_to(self, member: User | AnonymousUser) -> "MeetingQuerySet":
        """The list twin of the rule `voting.view_meeting`."""
        if not member.is_authenticated:
            return self.announced()
        served = Centre.objects.served_by(member, "coordinator")
        chairs = Q(chair=member, centre__in=member.memberships.values("centre"))
        return self.filter(Q(announced_at__isnull=False) | Q(centre__in=served.values("pk")) | chairs)


class Meeting(models.Model):
    """A meeting of the residents of a village. What it decides is decided in the hall, never on the web."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="meetings")
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=160)
    area = models.CharField(_("village or area"), max_length=120)
    place = models.CharField(_("place"), max_length=200)
    first_term_at = models.DateTimeField(_("first term"))
    second_term_at = models.DateTimeField(_("second term"), null=True, blank=True)
    entitled = models.PositiveIntegerField(
        _("residents entitled to vote"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    # A share as people say it, one of five, so that a third stays a third.
    quorum_parts = models.PositiveSmallIntegerField(
        _("quorum of the first term: parts"), default=1, validators=[MaxValueValidator(1000)]
    )
    quorum_of = models.PositiveSmallIntegerField(
        _("out of"), default=5, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    agenda = models.TextField(_("agenda"), max_length=5000)
    currency = models.CharField(_("currency"), max_length=3)
    fund = models.PositiveBigIntegerField(_("the meeting's fund"), null=True, blank=True)
    budget_year = models.PositiveSmallIntegerField(
        _("for the budget of the year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2200)],
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    office = models.CharField(_("the request goes to"), max_length=160, blank=True)
    deadline_on = models.DateField(_("handed in by"), null=True, blank=True)
    chair = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="chaired", editable=False)

    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_because = models.CharField(_("reason"), max_length=400, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("village meeting")
        verbose_name_plural = _("village meetings")
        indexes = [models.Index(fields=["centre", "-first_term_at"], name="meeting_of_a_centre")]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_term_at__isnull=True) | Q(second_term_at__gt=F("first_term_at")),
                name="meeting_terms_in_order",
            ),
            models.CheckConstraint(
                condition=Q(quorum_of__gte=1, quorum_parts__lte=F("quorum_of")), name="meeting_quorum_is_a_share"
            ),
            models.CheckConstraint(condition=Q(entitled__gte=1), name="meeting_has_entitled"),
            models.CheckConstraint(condition=Q(fund__isnull=True) | Q(fund__gt=0), name="meeting_fund_positive"),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True, called_off_because="")
                | Q(called_off_at__isnull=False, announced_at__isnull=False) & ~Q(called_off_because=""),
                name="meeting_called_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("voting:meeting-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    def stage(self, *, at: dt.datetime) -> Stage:
        if self.announced_at is None:
            return Stage.DRAFT
        if self.called_off_at is not None:
            return Stage.CALLED_OFF
        if self.is_minuted:
            return Stage.MINUTED
        if at < self.first_term_at:
            return Stage.ANNOUNCED
        return Stage.HELD if at < self.first_term_at + dt.timedelta(days=1) else Stage.OVER

    @property
    def is_minuted(self) -> bool:
        """Its minutes are adopted: nothing of it changes any more; see `Minutes`."""
        return hasattr(self, "minutes")

    @property
    def quorum(self) -> int:
        """How many must come to the first term; the second asks for none."""
        return needed(entitled=self.entitled, parts=self.quorum_parts, of=self.quorum_of)

    @property
    def agenda_lines(self) -> list[str]:
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]

    def clean(self) -> None:
        """The same dates and numbers that the database insists on, as sentences at the fields."""
        errors: dict[str, Any] = {}
        if self.first_term_at and self.second_term_at and self.second_term_at <= self.first_term_at:
            errors["second_term_at"] = _("The second term comes after the first.")
        if self.quorum_of and self.quorum_parts is not None and self.quorum_parts > self.quorum_of:
            errors["quorum_parts"] = _("A quorum is at most all of the entitled.")
        if errors:
            raise ValidationError(errors)


class Attendance(models.Model):
    """A count of those present. The last one stands; the ones before show what was corrected, and why."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    number = models.PositiveSmallIntegerField()
    term = models.CharField(_("term"), max_length=6, choices=Term)
    present = models.PositiveIntegerField(_("present and entitled to vote"))
    # As they were when the count was taken.
    entitled = models.PositiveIntegerField()
    quorum = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    counted_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("count of those present")
        verbose_name_plural = _("counts of those present")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_attendance_a_number"),
            models.CheckConstraint(condition=Q(present__lte=F("entitled")), name="attendance_of_entitled_only"),
            models.CheckConstraint(
                condition=Q(term="first") | Q(term="second", quorum=0), name="attendance_second_asks_none"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="attendance_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_term_display()}: {self.present}"

    @property
    def has_quorum(self) -> bool:
        """Somebody is there, and enough of them."""
        return self.present >= max(self.quorum, 1)


class Attendee(models.Model):
    """A name on the list of those present: seen by whoever runs the meeting, and deleted after the minutes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    name = models.CharField(_("name"), max_length=120)
    member = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("name on the attendance list")
        verbose_name_plural = _("names on the attendance list")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name"], name="one_name_on_a_list"),
            models.UniqueConstraint(fields=["meeting", "member"], name="one_member_on_a_list"),
            models.CheckConstraint(condition=~Q(name=""), name="attendee_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
