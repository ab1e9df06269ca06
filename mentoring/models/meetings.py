"""Meetings of a mentorship: what one side proposes, what both have agreed, and what each says and notes of it."""

import datetime as dt
import uuid
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from mentoring.models.mentorships import Mentorship

MOST_TIMES = 3
NOTES_KEPT = dt.timedelta(days=90)


class Side(models.TextChoices):
    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


def side_of(mentorship: Mentorship, member: User) -> str:
    """Empty for somebody who is neither."""
    sides = {mentorship.mentor_id: Side.MENTOR, mentorship.mentee_id: Side.MENTEE}
    return sides[member.pk].value if member.pk is not None and member.pk in sides else ""


def both_of(path: str, member: User) -> Q:
    """`path` leads to the mentorship."""
    return Q(**{f"{path}mentor": member}) | Q(**{f"{path}mentee": member})


class SharedQuerySet(models.QuerySet[Any]):
    """What belongs to the two, found by `mentorship`."""

    def of(self, member: User) -> Self:
        return self.filter(both_of("mentorship__", member))

    def visible_to(self, member: User) -> Self:
        """Both sides', while their mentorship is active; nobody else's."""
        if not member.is_authenticated:
            return self.none()
        return self.of(member).filter(mentorship__in=Mentorship.objects.active().order_by().values("pk"))


class MeetingQuerySet(SharedQuerySet):
    def agreed(self) -> Self:
        """Not called off; the earliest first."""
        return self.filter(called_off_at__isnull=True).order_by("starts_at", "pk")

    def ahead(self, at: dt.datetime) -> Self:
        return self.agreed().filter(ends_at__gt=at)

    def past(self, at: dt.datetime) -> Self:
        return self.agreed().filter(ends_at__lte=at)

    def held(self) -> Self:
        """At least one side says that it took place, and the other does not deny it."""
        said = Attendance.objects.filter(meeting=OuterRef("pk"))
        took_place = Q(answer=Attendance.Answer.HELD)
        return self.agreed().filter(Exists(said.filter(took_place)), ~Exists(said.exclude(took_place)))

    def during(self, starts_at: dt.datetime, ends_at: dt.datetime) -> Self:
        """Share a moment with it; one that begins when another ends does not."""
        return self.agreed().filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Meeting(models.Model):
    """What both have agreed; a move writes it over. Calendars know it by its number, and a change by `sequence`."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    link = models.CharField(_("link of the call"), max_length=500, blank=True)
    about = models.CharField(_("what about"), max_length=200, blank=True)
    agreed_at = models.DateTimeField(_("agreed"), default=timezone.now)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True)
    asked_at = models.DateTimeField(_("both were asked whether it took place"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # how often calendars must take it anew

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting of a mentorship")
        verbose_name_plural = _("meetings of mentorships")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(link="") | Q(link__startswith="https://"), name="meeting_by_safe_link"),
        ]
        indexes = [models.Index(fields=["mentorship", "starts_at"])]

    def __str__(self) -> str:
        """Names nobody: it stands in news and logs."""
        return translation.gettext("a mentoring meeting")

    def get_absolute_url(self) -> str:
        """Called off, it has no page of its own any more."""
        if self.called_off_at:
            return self.mentorship.get_absolute_url()
        keys = {"centre": self.mentorship.centre.slug, "pk": self.mentorship_id, "meeting": self.pk}
        return reverse("mentoring:meeting-detail", kwargs=keys)

    @property
    def centre(self) -> Centre:
        """As news of it names it."""
        return self.mentorship.centre

    @property
    def zone(self) -> dt.tzinfo:
        return self.mentorship.centre.zone

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    def is_past(self, at: dt.datetime) -> bool:
        return self.ends_at <= at

    def is_movable(self, at: dt.datetime) -> bool:
        return self.called_off_at is None and self.starts_at > at

    @property
    def answers(self) -> dict[str, str]:
        """Side → what it says; from `attendances`, which lists read along."""
        return {each.side: each.answer for each in self.attendances.all()}

    @property
    def is_held(self) -> bool:
        return {*self.answers.values()} == {Attendance.Answer.HELD.value}

    @property
    def is_disputed(self) -> bool:
        """One says that it took place, the other that it did not."""
        answers = {*self.answers.values()}
        return Attendance.Answer.HELD.value in answers and len(answers) > 1


class ProposalQuerySet(SharedQuerySet):
    def standing(self) -> Self:
        """Neither answered nor taken back, in time or not."""
        return self.filter(accepted_at__isnull=True, refused_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, at: dt.datetime) -> Self:
        """Waits for an answer, and one of its times is still to come."""
        return self.standing().filter(last_starts_at__gt=at).order_by("proposed_at", "pk")

    def to_answer(self, member: User, at: dt.datetime) -> Self:
        return self.visible_to(member).open(at).exclude(by=member)


class MeetingProposal(models.Model):
    """One to three times for a meeting, or other ones for what is agreed, which holds until the other side confirms."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="proposals")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="moves")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    times = models.JSONField(_("possible times"), default=list, encoder=DjangoJSONEncoder)
    last_starts_at = models.DateTimeField(_("the latest of them"))
    minutes = models.PositiveSmallIntegerField(_("how many minutes"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    link = models.CharField(_("link of the call"), max_length=500, blank=True)
    about = models.CharField(_("what about"), max_length=200, blank=True)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed meeting")
        verbose_name_plural = _("proposed meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship"],
                condition=Q(accepted_at__isnull=True, refused_at__isnull=True, withdrawn_at__isnull=True),
                name="one_standing_proposal_a_mentorship",
            ),
            models.UniqueConstraint(fields=["by", "token"], name="one_meeting_proposal_a_form"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="proposed_meeting_lasts"),
            models.CheckConstraint(condition=Q(link="") | Q(link__startswith="https://"), name="proposal_of_safe_link"),
        ]

    def __str__(self) -> str:
        """Names nobody: it stands in news and logs."""
        return translation.gettext("times for a mentoring meeting")

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return self.mentorship.get_absolute_url() + "#meetings"

    @property
    def centre(self) -> Centre:
        """As news of it names it."""
        return self.mentorship.centre

    @property
    def moments(self) -> list[dt.datetime]:
        return sorted(dt.datetime.fromisoformat(each) for each in self.times)

    @property
    def lasts(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.minutes)


class Attendance(models.Model):
    """What one side says of a meeting afterwards."""

    class Answer(models.TextChoices):
        HELD = "held", _("We met")
        ABSENT = "absent", _("One of us could not come")
        NOT_HELD = "not_held", _("It did not happen")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    side = models.CharField(_("who says it"), max_length=6, choices=Side)
    answer = models.CharField(_("did it take place"), max_length=8, choices=Answer)
    said_at = models.DateTimeField(_("said"), default=timezone.now)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint(fields=["meeting", "side"], name="one_word_a_side")]

    def __str__(self) -> str:
        return translation.gettext("a word about a meeting")


class NoteQuerySet(models.QuerySet["MeetingNote"]):
    def readable_by(self, member: User) -> Self:
        """One's own, and what the other side wrote for both; of meetings that the member sees."""
        seen = Meeting.objects.visible_to(member).order_by().values("pk")
        return self.filter(Q(author=member) | Q(for_both=True), meeting__in=seen).order_by("written_at", "pk")


class MeetingNote(models.Model):
    """Short. Each writes one for both and one for themself."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    for_both = models.BooleanField(_("for both"))
    text = models.TextField(_("note"), max_length=1000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a meeting")
        verbose_name_plural = _("notes on meetings")
        constraints = [models.UniqueConstraint(fields=["meeting", "author", "for_both"], name="one_note_of_each_kind")]

    def __str__(self) -> str:
        return translation.gettext("a note on a meeting")


class CalendarFeed(models.Model):
    """The member's meetings for their own calendar, by a secret link of which only a keyed hash is kept."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")

    def __str__(self) -> str:
        return translation.gettext("a calendar link")
