"""How a mentorship ends: by either side, or because one of both has left. Who remains is told, never why."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import Centre, User
from community.notifications.actions import notify
from mentoring.actions.feedback import ask_at_the_end
from mentoring.actions.meetings import call_off_ahead
from mentoring.actions.threads import tell_state
from mentoring.models import Mentorship, MentorshipQuerySet, Offer, Reason, Request


@transaction.atomic
def end(*, mentorship: Mentorship, by: User, at: dt.datetime, reason: str = Reason.UNSAID) -> None:
    """By either side; whoever said yes so takes an open question back. Completed: all goals reached, or said so."""
    if reason not in dict(Reason.chosen_from()):
        raise ValidationError(_("Choose one of the reasons."), code="reason")
    [found] = locked(Mentorship.objects.filter(pk=mentorship.pk))
    if not has_perm("mentoring.end_mentorship", by, found):
        raise PermissionDenied
    if not found.is_agreed:
        close(found, at=at, by=by)
        if not found.is_asked:
            tell_it_is_off([other_than(by, found)], "", found, at=at)
        return
    is_completed = reason == Reason.GOALS or has_reached_all(found)
    close(found, at=at, by=by, reason=reason, is_completed=is_completed)
    kind = "mentoring.completed" if is_completed else "mentoring.ended"
    notify(sides(found), kind, found, actor=by, centre=found.centre, at=at)
    ask_at_the_end(found, sides(found), at)


def has_reached_all(mentorship: Mentorship) -> bool:
    goals = mentorship.goals.all()
    return goals.exists() and not goals.filter(reached_at__isnull=True).exists()


def close(
    mentorship: Mentorship, *, at: dt.datetime, by: User | None = None, reason: str = "", is_completed: bool = False
) -> None:
    mentorship.ended_at, mentorship.ended_by, mentorship.ended_reason = at, by, reason
    mentorship.completed_at = at if is_completed else None
    mentorship.save(update_fields=["ended_at", "ended_by", "ended_reason", "completed_at"])
    call_off_ahead(Mentorship.objects.filter(pk=mentorship.pk), at)
    tell_state(mentorship)


@transaction.atomic
def part(*, member: User, at: dt.datetime, centre: Centre | None = None) -> None:
    """The member goes, from one centre or from all: their mentorships and open questions end, and who remains is told.

    Whoever asks or accepts at the same instant comes before it, and is told; or after it, and finds it over.
    """
    hold(member, centre)
    mine = Mentorship.objects.standing().of(member)
    leave_behind(mine.for_centre(centre) if centre else mine, member, at)


def hold(member: User, centre: Centre | None) -> None:
    """What the member says here, first of all, as in asking: an offer before a request, these before a mentorship."""
    for model in (Offer, Request):
        said = model.objects.filter(member=member)
        list((said.for_centre(centre) if centre else said).select_for_update().order_by("pk"))


def leave_behind(mentorships: MentorshipQuerySet, gone: User, at: dt.datetime) -> None:
    for each in locked(mentorships):
        if each.is_over:
            continue
        close(each, at=at, by=gone, reason=Reason.LEFT if each.is_agreed else "")
        remaining = [side for side in sides(each) if side != gone]
        notify(remaining, "mentoring.left", each, centre=each.centre, at=at)
        if each.is_agreed:
            ask_at_the_end(each, remaining, at)


def locked(mentorships: MentorshipQuerySet) -> list[Mentorship]:
    rows = mentorships.select_for_update(of=("self",)).select_related("centre", "mentor", "mentee")
    return list(rows.order_by("pk"))


def sides(mentorship: Mentorship) -> Collection[User]:
    return [side for side in (mentorship.mentor, mentorship.mentee) if side]


def tell_it_is_off(told: list[User], asked: str, mentorship: Mentorship, *, at: dt.datetime) -> None:
    """`asked`: the kind of news where the mentee had asked; a proposal to both has one of its own."""
    kind = asked if mentorship.is_asked else "mentoring.fell_through"
    notify(told, kind, mentorship, centre=mentorship.centre, at=at)


def other_than(member: User, mentorship: Mentorship) -> User:
    return known(mentorship.other_than(member))


def known(member: User | None) -> User:
    """A mentorship that stands has both sides; the database holds it."""
    assert member is not None
    return member
