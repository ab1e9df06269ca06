"""What each side says and notes of a meeting, and a link for one's own calendar."""

import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.codes import token_digest
from community.members.models import User
from community.notifications.actions import notify
from mentoring.actions.meetings import shared
from mentoring.models import Attendance, CalendarFeed, Meeting, MeetingNote
from mentoring.models.meetings import side_of


@transaction.atomic
def say_attendance(*, meeting: Meeting, answer: str, by: User, at: dt.datetime) -> None:
    """Once it is over; said again, the later word holds."""
    mentorship = shared(meeting.mentorship, by)
    if not Meeting.objects.filter(pk=meeting.pk).past(at).exists():
        raise ValidationError(_("This meeting is not over yet, or was called off."), code="ahead")
    facts = {"answer": Attendance.Answer(answer), "said_at": at}
    Attendance.objects.update_or_create(meeting=meeting, side=side_of(mentorship, by), defaults=facts)


@transaction.atomic
def note(*, meeting: Meeting, text: str, for_both: bool, by: User, at: dt.datetime) -> None:
    """An empty one goes."""
    shared(meeting.mentorship, by)
    if not Meeting.objects.agreed().filter(pk=meeting.pk).exists():
        raise PermissionDenied
    which: dict[str, Any] = {"meeting": meeting, "author": by, "for_both": for_both}
    if text:
        MeetingNote.objects.update_or_create(**which, defaults={"text": text, "written_at": at})
    else:
        MeetingNote.objects.filter(**which).delete()


def ask_about(meeting: Meeting, *, at: dt.datetime) -> None:
    """Once, of whom has not said yet whether it took place."""
    with transaction.atomic():
        if not Meeting.objects.filter(pk=meeting.pk, asked_at__isnull=True).update(asked_at=at):
            return
        mentorship = meeting.mentorship
        both = [each for each in (mentorship.mentor, mentorship.mentee) if each is not None]
        silent = [each for each in both if side_of(mentorship, each) not in meeting.answers]
        notify(silent, "mentoring.meeting_over", meeting, centre=mentorship.centre, at=at)


def open_feed(*, member: User, at: dt.datetime) -> str:
    """The secret of a new link, which is told once; the one before opens nothing any more."""
    token = secrets.token_urlsafe(16)
    facts = {"digest": token_digest(token), "made_at": at}
    CalendarFeed.objects.update_or_create(member=member, defaults=facts)
    return token


def close_feed(*, member: User) -> None:
    CalendarFeed.objects.filter(member=member).delete()
