"""Something is wrong: said by a side, looked at by a coordinator, closed with a sentence."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import User
from community.notifications.actions import notify
from mentoring.actions import ending
from mentoring.actions.asking import keep_apart
from mentoring.actions.threads import held, tell_state
from mentoring.models import Case, Look, Mentorship, Reason


@transaction.atomic
def report(
    *, mentorship: Mentorship, by: User, what: Sequence[str], words: str, may_read: bool, at: dt.datetime
) -> Case:
    """Pauses the thread and tells those who handle it. Said again while it stands, the later words hold."""
    mentorship = held(mentorship)
    if not has_perm("mentoring.report_mentorship", by, mentorship):
        raise PermissionDenied
    said = {"what": [*what], "words": words, "may_read": may_read}
    case = mentorship.cases.standing().filter(reporter=by).first()
    if case:
        Case.objects.filter(pk=case.pk).update(**said)
        return Case.objects.get(pk=case.pk)
    case = Case.objects.create(mentorship=mentorship, centre=mentorship.centre, reporter=by, opened_at=at, **said)
    notify(handlers(mentorship), "mentoring.alarm", case, centre=mentorship.centre, at=at)
    tell_state(mentorship)
    return case


def handlers(mentorship: Mentorship) -> list[User]:
    """The centre's mentor coordinators who are not a side of it; where there is none, who runs the network."""
    sides = {side.pk for side in (mentorship.mentor, mentorship.mentee) if side}
    here = User.objects.serving(mentorship.centre, "mentor_coordinator").exclude(pk__in=sides)
    return list(here) or list(User.objects.filter(is_superuser=True, is_active=True).exclude(pk__in=sides))


@transaction.atomic
def look(*, case: Case, by: User, at: dt.datetime) -> Look:
    """Before the thread is shown to a coordinator: without this row nothing of it is shown."""
    held(case.mentorship)
    case = fresh(case)
    if not has_perm("mentoring.read_case_thread", by, case):
        raise PermissionDenied
    return Look.objects.create(case=case, by=by, at=at)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("mentorship__mentor", "mentorship__mentee", "centre", "reporter").get(pk=case.pk)


@transaction.atomic
def resume(*, case: Case, words: str, by: User, at: dt.datetime) -> None:
    """The two go on, unless the other side has said something too; of an ended mentorship, that it was looked at."""
    case = standing(case, by)
    outcome = Case.Outcome.LOOKED if case.mentorship.is_over else Case.Outcome.RESUMED
    close([case], outcome=outcome, words=words, by=by, at=at)


@transaction.atomic
def end_for_case(*, case: Case, words: str, by: User, at: dt.datetime) -> None:
    """Ends the mentorship, with every case that stands about it; the two are never proposed to each other again."""
    case = standing(case, by)
    mentorship = case.mentorship
    if not mentorship.is_active:
        raise ValidationError(_("This mentorship is over already."), code="over")
    ending.close(mentorship, at=at, by=by, reason=Reason.UNSAID)
    assert mentorship.mentor is not None
    assert mentorship.mentee is not None
    keep_apart(centre=mentorship.centre, mentor=mentorship.mentor, mentee=mentorship.mentee, at=at)
    close([*mentorship.cases.standing()], outcome=Case.Outcome.ENDED, words=words, by=by, at=at)


def standing(case: Case, by: User) -> Case:
    """With its mentorship, under the mentorship's lock."""
    mentorship = held(case.mentorship)
    case = fresh(case)
    case.mentorship = mentorship
    if not has_perm("mentoring.view_case", by, case):
        raise PermissionDenied
    if case.is_closed:
        raise ValidationError(_("Somebody else has closed this case."), code="closed")
    return case


def close(cases: list[Case], *, outcome: str, words: str, by: User, at: dt.datetime) -> None:
    """`cases` of one mentorship. Of who has erased their account, words that waited for this are erased now."""
    mentorship = cases[0].mentorship
    keys = [each.pk for each in cases]
    Case.objects.filter(pk__in=keys).update(closed_at=at, closed_by=by, outcome=outcome, closing=words)
    forget_orphans(mentorship)
    both = [each for each in (mentorship.mentor, mentorship.mentee) if each]
    notify(both, "mentoring.looked_at", mentorship, centre=mentorship.centre, at=at)
    tell_state(mentorship)


def forget_orphans(mentorship: Mentorship) -> None:
    """What somebody wrote who has erased their account stays only while a case stands for which it may be read."""
    if not mentorship.cases.readable().exists():
        mentorship.messages.filter(author__isnull=True).delete()
