"""Calling a village meeting: its facts, its motions, its chair, and calling it off."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from community.members.models import User
from initiatives.proposals.models import Initiative
from initiatives.proposals.wording import BOLD
from initiatives.voting.models import Meeting, Motion

# What a form may change of a meeting before it has begun.
FACTS = (
    "title",
    "area",
    "place",
    "first_term_at",
    "second_term_at",
    "entitled",
    "quorum_parts",
    "quorum_of",
    "agenda",
    "fund",
    "budget_year",
    "legal_basis",
    "office",
    "deadline_on",
)


class MeetingFinal(Exception):
    """The minutes are adopted or the meeting was called off: nothing of it can be changed any more."""


class MeetingBegun(Exception):
    """Those present were counted already: date, quorum and fund stand."""


@transaction.atomic
def save_meeting(*, meeting: Meeting, at: dt.datetime) -> Meeting:
    """Stores a new meeting, or a change to one that has not begun. One already called cannot be moved into the past."""
    if not meeting.pk:
        meeting.save()
        return meeting
    locked = lock_changeable(meeting)
    if locked.attendances.exists():
        raise MeetingBegun
    if locked.announced_at and meeting.first_term_at != locked.first_term_at and meeting.first_term_at <= at:
        raise ValidationError({"first_term_at": _("Residents have been told: choose a time that is still to come.")})
    meeting.save(update_fields=FACTS)
    return meeting


@transaction.atomic
def name_chair(*, meeting: Meeting, chair: User | None) -> None:
    """Who may run this one meeting beside the coordinators."""
    locked = lock_changeable(meeting)
    locked.chair = chair
    locked.save(update_fields=["chair"])


@transaction.atomic
def announce_meeting(*, meeting: Meeting, at: dt.datetime) -> None:
    """Shows the meeting to everybody, while they can still come."""
    locked = lock_changeable(meeting)
    if locked.first_term_at <= at:
        raise ValidationError(_("Its first term has passed: nobody could come any more. Choose a later time."))
    if locked.announced_at is None:
        locked.announced_at = at
        locked.save(update_fields=["announced_at"])


@transaction.atomic
def call_off(*, meeting: Meeting, reason: str, at: dt.datetime) -> None:
    """The meeting does not take place, or found no quorum; the reason stands on its page."""
    locked = lock_changeable(meeting)
    last = locked.attendances.last()
    if last is not None and last.has_quorum:
        raise MeetingBegun
    locked.called_off_at, locked.called_off_because = at, reason
    locked.save(update_fields=["called_off_at", "called_off_because"])


@transaction.atomic
def save_motion(*, motion: Motion) -> Motion:
    """Stores a new motion under the next number, or a change to one on which no hands were counted yet."""
    locked = lock_changeable(motion.meeting)
    _refuse_beyond_fund(locked, motion)
    if motion.pk:
        _refuse_counted(motion)
        motion.save()
        return motion
    return _add(motion)


@transaction.atomic
def remove_motion(*, motion: Motion) -> None:
    lock_changeable(motion.meeting)
    _refuse_counted(motion)
    motion.delete()


@transaction.atomic
def adopt_motions(*, meeting: Meeting, initiatives: Iterable[Initiative]) -> list[Motion]:
    """Makes motions of admitted initiatives as they stand today; those already there stay."""
    locked = lock_changeable(meeting)
    there = set(locked.motions.values_list("initiative_id", flat=True))
    made = []
    for initiative in initiatives:
        if initiative.pk in there:
            continue
        motion = Motion(
            meeting=locked,
            initiative=initiative,
            title=initiative.title,
            text=initiative.summary,
            reasons=BOLD.sub(r"\1", initiative.description)[:5000],  # stars mean nothing on paper
            cost=initiative.cost,
        )
        _refuse_beyond_fund(locked, motion)
        made.append(_add(motion))
    return made


def lock_changeable(meeting: Meeting) -> Meeting:
    """The meeting under its row's lock: whoever else writes to it waits."""
    locked = Meeting.objects.select_for_update(of=["self"]).select_related("centre").get(pk=meeting.pk)
    if locked.is_minuted or locked.called_off_at:
        raise MeetingFinal
    return locked


def _refuse_beyond_fund(meeting: Meeting, motion: Motion) -> None:
    if meeting.fund is not None and motion.cost > meeting.fund:
        text = _("“%(motion)s” costs more than the whole fund of the meeting.")
        raise ValidationError({"cost": text % {"motion": motion.title}})


def _refuse_counted(motion: Motion) -> None:
    if motion.counts.exists():
        raise ValidationError(_("Hands were counted on this motion: its text stands."), code="counted")


def _add(motion: Motion) -> Motion:
    last = motion.meeting.motions.aggregate(Max("number"))["number__max"] or 0
    motion.number = last + 1
    motion.save()
    return motion
