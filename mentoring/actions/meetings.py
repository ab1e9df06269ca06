"""From possible times to a meeting that both have agreed, moved or called off.

Whatever agrees a time locks both members first, in the order of their numbers, and the mentorship after them: nobody
agrees to two meetings at once, in whichever of their mentorships.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import User
from community.notifications.actions import notify
from mentoring.models import Meeting, MeetingProposal, Mentorship, MentorshipQuerySet
from mentoring.models.meetings import MOST_TIMES, MeetingQuerySet, both_of

FARTHEST_AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True)
class Facts:
    """How long, where, and what about."""

    minutes: int
    place: str = ""
    link: str = ""
    about: str = ""


@transaction.atomic
def propose(
    *,
    mentorship: Mentorship,
    by: User,
    times: Sequence[dt.datetime],
    facts: Facts,
    token: uuid.UUID,
    at: dt.datetime,
    meeting: Meeting | None = None,
) -> MeetingProposal:
    """`meeting`: the one to be moved. The same form sent twice proposes once."""
    found = shared(mentorship, by)
    if sent := MeetingProposal.objects.filter(by=by, token=token).first():
        return sent
    refuse_bad_times(times, dt.timedelta(minutes=facts.minutes), by, at, moved=meeting)
    if (
        meeting is not None
        and not Meeting.objects.agreed().filter(pk=meeting.pk, mentorship=found, starts_at__gt=at).exists()
    ):
        raise ValidationError(_("This meeting is over or called off."), code="over")
    standing = MeetingProposal.objects.filter(mentorship=found).standing()
    standing.filter(last_starts_at__lte=at).update(withdrawn_at=at)
    try:
        with transaction.atomic():
            made = MeetingProposal.objects.create(
                mentorship=found,
                meeting=meeting,
                by=by,
                times=[each.isoformat() for each in sorted(times)],
                last_starts_at=max(times),
                token=token,
                proposed_at=at,
                **asdict(facts),
            )
    except IntegrityError as error:
        if not standing.exists():
            raise
        raise ValidationError(
            _("Some times are proposed already. Answer those, or take yours back."), code="open"
        ) from error
    notify(others(found, by), "mentoring.meeting_proposed", made, centre=found.centre, at=at)
    return made


def refuse_bad_times(
    times: Sequence[dt.datetime], lasts: dt.timedelta, by: User, at: dt.datetime, *, moved: Meeting | None
) -> None:
    if not 1 <= len(times) <= MOST_TIMES:
        raise ValidationError(_("Propose one, two or three times."), code="times")
    if len({*times}) < len(times):
        raise ValidationError(_("You have named the same time twice."), code="twice")
    if min(times) <= at:
        raise ValidationError(_("A time is over already. Please choose one that is still to come."), code="past")
    if max(times) > at + FARTHEST_AHEAD:
        raise ValidationError(_("A time is more than a year ahead. Is the year right?"), code="far")
    mine = meetings_of(by, besides=moved)
    if any(mine.during(each, each + lasts).exists() for each in times):
        raise ValidationError(_("You have agreed another meeting at one of these times."), code="taken")


@transaction.atomic
def pick(*, proposal: MeetingProposal, starts_at: dt.datetime, by: User, at: dt.datetime) -> Meeting:
    """The other side's yes to one of the times: from now on it is agreed, or moved."""
    lock_both(proposal.mentorship)
    found = to_answer(proposal, by, at)
    if starts_at not in found.moments:
        raise ValidationError(_("Please choose one of the times."), code="time")
    if starts_at <= at:
        raise ValidationError(_("This time is over already. Please choose another, or propose others."), code="past")
    refuse_overlap(found, starts_at, by)
    facts = {"place": found.place, "link": found.link, "about": found.about, "changed_at": at}
    facts |= {"starts_at": starts_at, "ends_at": starts_at + found.lasts}
    kind = "mentoring.meeting_agreed" if found.meeting is None else "mentoring.meeting_moved"
    if found.meeting is None:
        meeting = Meeting.objects.create(mentorship=found.mentorship, agreed_at=at, **facts)
    else:
        meeting = found.meeting
        standing = Meeting.objects.filter(pk=meeting.pk, called_off_at__isnull=True)
        if not standing.update(**facts, asked_at=None, sequence=F("sequence") + 1):
            raise ValidationError(_("This meeting is over or called off."), code="over")
    MeetingProposal.objects.filter(pk=found.pk).update(accepted_at=at)
    tell_both(found.mentorship, kind, meeting, at)
    return meeting


def refuse_overlap(proposal: MeetingProposal, starts_at: dt.datetime, by: User) -> None:
    ends_at = starts_at + proposal.lasts
    for member in (by, proposal.by):
        if meetings_of(member, besides=proposal.meeting).during(starts_at, ends_at).exists():
            if member == by:
                raise ValidationError(_("You have agreed another meeting at this time."), code="taken")
            raise ValidationError(
                _("The other side can no longer come at this time. Please choose another."), code="taken"
            )


@transaction.atomic
def refuse(*, proposal: MeetingProposal, by: User, at: dt.datetime) -> None:
    """None of the times suits. What was agreed before stays."""
    lock_both(proposal.mentorship)
    found = to_answer(proposal, by, at)
    MeetingProposal.objects.filter(pk=found.pk).update(refused_at=at)
    notify([found.by], "mentoring.meeting_refused", found, centre=found.mentorship.centre, at=at)


@transaction.atomic
def take_back(*, proposal: MeetingProposal, by: User, at: dt.datetime) -> None:
    if proposal.by_id != by.pk:
        raise PermissionDenied
    shared(proposal.mentorship, by)
    MeetingProposal.objects.filter(pk=proposal.pk).standing().update(withdrawn_at=at)


@transaction.atomic
def call_off(*, meeting: Meeting, by: User, at: dt.datetime) -> None:
    """By either side, without a reason; both calendars are told."""
    mentorship = shared(meeting.mentorship, by)
    if not end_meetings(Meeting.objects.filter(pk=meeting.pk, starts_at__gt=at), mentorship, at):
        raise ValidationError(_("This meeting is over or called off."), code="over")


def call_off_ahead(mentorships: MentorshipQuerySet, at: dt.datetime) -> None:
    """Of mentorships that have ended: nothing lies ahead of them. In the caller's transaction."""
    rows = mentorships.select_related("centre", "mentor", "mentee")
    ahead = Meeting.objects.filter(called_off_at__isnull=True, starts_at__gt=at)
    proposed = MeetingProposal.objects.standing()
    for each in rows.filter(pk__in=ahead.order_by().values("mentorship")).order_by("pk"):
        end_meetings(ahead.filter(mentorship=each), each, at)
    proposed.filter(mentorship__in=mentorships.order_by().values("pk")).update(withdrawn_at=at)


def end_meetings(meetings: MeetingQuerySet, mentorship: Mentorship, at: dt.datetime) -> int:
    """Each is claimed, so that nobody is told twice; how many."""
    count = 0
    for meeting in meetings.agreed():
        standing = Meeting.objects.filter(pk=meeting.pk, called_off_at__isnull=True)
        if standing.update(called_off_at=at, changed_at=at, sequence=F("sequence") + 1):
            MeetingProposal.objects.filter(meeting=meeting).standing().update(withdrawn_at=at)
            meeting.mentorship, meeting.called_off_at = mentorship, at
            tell_both(mentorship, "mentoring.meeting_called_off", meeting, at)
            count += 1
    return count


# --- Who and what -----------------------------------------------------------------------------------------------------


def shared(mentorship: Mentorship, by: User) -> Mentorship:
    """Locked, for one of the two, while it is active."""
    rows = Mentorship.objects.select_for_update(of=("self",)).select_related("centre", "mentor", "mentee")
    found = rows.get(pk=mentorship.pk)
    if not has_perm("mentoring.meet", by, found):
        raise PermissionDenied
    return found


def lock_both(mentorship: Mentorship) -> None:
    """Not against a key that points at them, which every row about a member takes."""
    both = User.objects.filter(pk__in=[mentorship.mentor_id, mentorship.mentee_id]).order_by("pk")
    list(both.select_for_update(no_key=True).values_list("pk"))


def to_answer(proposal: MeetingProposal, by: User, at: dt.datetime) -> MeetingProposal:
    mentorship = shared(proposal.mentorship, by)
    rows = MeetingProposal.objects.select_related("meeting__mentorship__centre", "by")
    found = rows.open(at).filter(pk=proposal.pk).first()
    if proposal.by_id == by.pk:
        raise PermissionDenied
    if found is None:
        raise ValidationError(_("These times have been answered or taken back."), code="over")
    found.mentorship = mentorship
    return found


def meetings_of(member: User, *, besides: Meeting | None = None) -> MeetingQuerySet:
    """All that the member has agreed, in every mentorship that goes on."""
    active = Mentorship.objects.active().filter(both_of("", member)).order_by().values("pk")
    rows = Meeting.objects.filter(mentorship__in=active).agreed()
    return rows.exclude(pk=besides.pk) if besides else rows


def others(mentorship: Mentorship, by: User) -> list[User]:
    return [each for each in (mentorship.mentor, mentorship.mentee) if each is not None and each != by]


def tell_both(mentorship: Mentorship, kind: str, meeting: Meeting, at: dt.datetime) -> None:
    """Whoever did it too: the mail brings the entry for their calendar."""
    both = [each for each in (mentorship.mentor, mentorship.mentee) if each is not None]
    notify(both, kind, meeting, centre=mentorship.centre, at=at)
