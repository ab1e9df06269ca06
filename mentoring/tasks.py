"""What happens in this room by the clock."""

import datetime as dt

from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from mentoring.actions import ask_about, call_off_ahead, end_lapsed
from mentoring.models import Meeting, MeetingNote, MeetingProposal, Mentorship, Offer, Request
from mentoring.models.meetings import NOTES_KEPT

KEPT = dt.timedelta(days=182)


@task
def end_unanswered_questions() -> None:
    end_lapsed(Mentorship.objects.all(), timezone.now())


@task
def forget_withdrawn() -> None:
    """What was withdrawn half a year ago goes, unless it still stands in a mentorship; old ones lose both sides."""
    before = timezone.now() - KEPT
    over = Q(declined_at__lt=before) | Q(ended_at__lt=before)
    Mentorship.objects.filter(over).update(mentor=None, mentee=None, offer=None, request=None)
    for model in (Offer, Request):
        gone = model.objects.filter(withdrawn_at__lt=before)
        gone.exclude(mentorships__in=Mentorship.objects.standing()).delete()


@task
def tend_meetings() -> None:
    """Nothing lies ahead of what has ended; on the day after a meeting both are asked whether it took place."""
    now = timezone.now()
    call_off_ahead(Mentorship.objects.filter(ended_at__isnull=False), now)
    active = Mentorship.objects.active().order_by().values("pk")
    past = Meeting.objects.past(now).filter(asked_at__isnull=True, mentorship__in=active)
    both = ("mentorship__centre", "mentorship__mentor", "mentorship__mentee")
    for each in past.select_related(*both).prefetch_related("attendances"):
        if timezone.localdate(each.ends_at, each.zone) < timezone.localdate(now, each.zone):
            ask_about(each, at=now)


@task
def forget_meetings() -> None:
    """Ninety days after the end of a mentorship only the day of each meeting that took place stays, and that it did;
    nor are times kept for longer that somebody once proposed."""
    before = timezone.now() - NOTES_KEPT
    over = Mentorship.objects.filter(ended_at__lt=before).order_by().values("pk")
    MeetingNote.objects.filter(meeting__mentorship__in=over).delete()
    MeetingProposal.objects.filter(Q(mentorship__in=over) | Q(last_starts_at__lt=before)).delete()
    of_them = Meeting.objects.filter(mentorship__in=over)
    of_them.exclude(pk__in=Meeting.objects.held().order_by().values("pk")).delete()
    of_them.update(place="", link="", about="")
