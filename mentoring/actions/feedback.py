"""Asking both sides how it goes, and what each answers for itself."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from community.members.models import User
from community.notifications.actions import notify
from mentoring.models import Feedback, Mentorship, Moment
from mentoring.models.feedback import DUE, RECENT

REMINDED_AFTER = dt.timedelta(days=7)


@dataclass(frozen=True)
class Answers:
    gets_on: int
    helps: int
    recommends: int
    words: str = ""
    opened: bool = False


@transaction.atomic
def give_feedback(*, feedback: Feedback, answers: Answers, by: User, at: dt.datetime) -> None:
    """May be changed until the next is asked for."""
    given = asdict(answers) | {"given_at": at}
    if not Feedback.objects.standing(at).of(by).filter(pk=feedback.pk).update(**given):
        raise ValidationError(_("The time for these answers is over."), code="over")


def ask_for_due_feedback(at: dt.datetime) -> None:
    """Of several moments that went by while no clock ran only the last is asked for."""
    over: dt.datetime | None = None
    for moment in reversed(DUE):
        due = at - DUE[moment]
        asked = Feedback.objects.filter(mentorship=OuterRef("pk"), moment=moment)
        began = Mentorship.objects.active().annotate(began=Greatest("mentor_accepted_at", "mentee_accepted_at"))
        ready = began.filter(~Exists(asked), began__lte=due)
        for pk in (ready.filter(began__gt=over) if over else ready).order_by("pk").values_list("pk", flat=True):
            ask_one(pk, moment, at)
        over = due


@transaction.atomic
def ask_one(pk: int, moment: Moment, at: dt.datetime) -> None:
    """Clocks that strike together ask once: the second waits, and finds it asked."""
    rows = Mentorship.objects.active().filter(pk=pk).select_for_update(of=("self",))
    for found in rows.select_related("centre", "mentor", "mentee"):
        ask_for_feedback(found, [side for side in (found.mentor, found.mentee) if side], moment, at)


def ask_at_the_end(mentorship: Mentorship, sides: Collection[User], at: dt.datetime) -> list[Feedback]:
    """Who has said how it went within a month is not asked again. Within the transaction that ends it."""
    lately = Feedback.objects.filter(mentorship=mentorship, given_at__gt=at - RECENT).values_list("by", flat=True)
    done = set(lately)
    return ask_for_feedback(mentorship, [side for side in sides if side.pk not in done], Moment.END, at)


def ask_for_feedback(
    mentorship: Mentorship, sides: Collection[User], moment: Moment, at: dt.datetime
) -> list[Feedback]:
    rows = []
    for member in sides:
        facts = {"by": member, "asked_at": at}
        row, is_new = Feedback.objects.get_or_create(
            mentorship=mentorship, side=mentorship.side_of(member), moment=moment, defaults=facts
        )
        if is_new:
            notify([member], "mentoring.feedback_asked", row, centre=mentorship.centre, at=at)
            rows.append(row)
    return rows


def remind_of_feedback(at: dt.datetime) -> None:
    """Once, a week later."""
    late = Feedback.objects.waiting(at).filter(reminded_at__isnull=True, asked_at__lte=at - REMINDED_AFTER)
    for each in late.filter(by__isnull=False).select_related("by", "mentorship__centre").order_by("pk"):
        with transaction.atomic():
            claimed = Feedback.objects.filter(pk=each.pk, reminded_at__isnull=True, given_at__isnull=True)
            if claimed.update(reminded_at=at) and each.by:
                notify([each.by], "mentoring.feedback_reminded", each, centre=each.mentorship.centre, at=at)
