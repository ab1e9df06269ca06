"""What happens in this room by the clock."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from mentoring.actions import (
    ask_about,
    ask_for_due_feedback,
    call_off_ahead,
    end_lapsed,
    nudge_silent,
    remind_of_feedback,
    remind_of_questions,
    tell_unread,
)
from mentoring.models import (
    Case,
    Meeting,
    MeetingNote,
    MeetingProposal,
    Mentorship,
    Message,
    Offer,
    Request,
    Run,
    ThreadReading,
)
from mentoring.models.cases import CASE_KEPT
from mentoring.models.meetings import NOTES_KEPT
from mentoring.models.threads import THREAD_KEPT
from mentoring.together import forget_words

KEPT = dt.timedelta(days=182)


@task
def end_unanswered_questions() -> None:
    end_lapsed(Mentorship.objects.all(), timezone.now())


@task
def remind_who_has_not_answered() -> None:
    remind_of_questions(timezone.now())


@task
def nudge_silent_pairs() -> None:
    nudge_silent(timezone.now())


@task
def ask_how_it_goes() -> None:
    """Then reminds those who were asked a week ago."""
    ask_for_due_feedback(timezone.now())
    remind_of_feedback(timezone.now())


@task
def forget_withdrawn() -> None:
    """What was withdrawn half a year ago goes, unless it still stands in a mentorship; old ones lose both sides, but
    not while a case is kept: who is a side of it is then still not to read it. So does who was to be paired."""
    before = timezone.now() - KEPT
    over = Q(declined_at__lt=before) | Q(ended_at__lt=before)
    forget_words(Mentorship.objects.filter(over))
    Mentorship.objects.filter(over, cases__isnull=True).update(
        mentor=None, mentee=None, offer=None, request=None, ended_by=None
    )
    Run.objects.filter(Q(published_at__lt=before) | Q(published_at__isnull=True, made_at__lt=before)).delete()
    for model in (Offer, Request):
        gone = model.objects.filter(withdrawn_at__lt=before)
        gone.exclude(mentorships__in=Mentorship.objects.standing()).delete()


@task
def tell_of_messages() -> None:
    tell_unread(timezone.now())


@task
def erase_old_threads() -> None:
    """What both wrote goes three months after the end, unless a case still stands; closed cases go after two years."""
    now = timezone.now()
    ended = Mentorship.objects.filter(ended_at__lt=now - THREAD_KEPT).exclude(pk__in=standing_cases())
    Message.objects.filter(mentorship__in=ended.values("pk")).delete()
    ThreadReading.objects.filter(mentorship__in=ended.values("pk")).delete()
    Case.objects.filter(closed_at__lt=now - CASE_KEPT).delete()


def standing_cases() -> Any:
    return Case.objects.standing().order_by().values("mentorship")


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
