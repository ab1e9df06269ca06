"""What the clock says to people: once each, however often it strikes."""

import datetime as dt

from django.db import transaction

from community.notifications.actions import notify
from mentoring.actions.ending import sides
from mentoring.models import Mentorship
from mentoring.silence import silent

REMINDED_AFTER = dt.timedelta(days=5)


def remind_of_questions(at: dt.datetime) -> None:
    """On the fifth day, whoever has not answered."""
    late = Mentorship.objects.open(at).filter(reminded_at__isnull=True, proposed_at__lte=at - REMINDED_AFTER)
    for each in late.select_related("centre", "mentor", "mentee").order_by("pk"):
        with transaction.atomic():
            if Mentorship.objects.open(at).filter(pk=each.pk, reminded_at__isnull=True).update(reminded_at=at):
                silent_ones = [
                    side
                    for side, answered in (
                        (each.mentor, each.mentor_accepted_at),
                        (each.mentee, each.mentee_accepted_at),
                    )
                    if side and answered is None
                ]
                notify(silent_ones, "mentoring.unanswered", each, centre=each.centre, at=at)


def nudge_silent(at: dt.datetime) -> None:
    """Both sides, at most once in three silent weeks."""
    for each in silent(at):
        with transaction.atomic():
            same = Mentorship.objects.active().filter(pk=each.pk, nudged_at=each.nudged_at)
            if each.nudged_at is None:
                same = Mentorship.objects.active().filter(pk=each.pk, nudged_at__isnull=True)
            if same.update(nudged_at=at):
                notify(sides(each), "mentoring.silent", each, centre=each.centre, at=at)
