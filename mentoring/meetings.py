"""What pages and figures say of meetings. Their words are for the two; anybody else gets a number and a date."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from mentoring.models import Meeting, MeetingNote, MeetingProposal, Mentorship
from mentoring.models.meetings import both_of, side_of

MOST_PAST = 50


def last_meeting_at(mentorships: Iterable[Mentorship]) -> dict[int, dt.datetime]:
    """Number of a mentorship → when its last meeting that took place began; without one it is missing. One query."""
    rows = Meeting.objects.held().filter(mentorship__in=[each.pk for each in mentorships]).order_by()
    return dict(rows.values_list("mentorship").annotate(last=Max("starts_at")))


def held_in(centre: Centre) -> list[tuple[int, dt.datetime]]:
    """Mentorship and beginning of every meeting that took place in the centre, the earliest first. One query."""
    rows = Meeting.objects.held().filter(mentorship__centre=centre)
    return list(rows.values_list("mentorship", "starts_at"))


# --- The page of a mentorship -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A past meeting, with what is said of it in the reader's words."""

    meeting: Meeting
    outcome: str | Promise
    kind: str
    is_mine_to_say: bool

    @property
    def url(self) -> str:
        return self.meeting.get_absolute_url()


def on_page(mentorship: Mentorship, reader: User, *, at: dt.datetime) -> dict[str, Any]:
    """The same number of queries however many meetings there are."""
    side = side_of(mentorship, reader)
    if not side:
        held = Meeting.objects.held().filter(mentorship=mentorship).order_by()
        return {"meetings_counted": held.aggregate(number=Count("pk"), last=Max("starts_at"))}
    if not mentorship.is_active:
        return {}
    proposal = MeetingProposal.objects.open(at).filter(mentorship=mentorship).select_related("meeting", "by").first()
    ahead = list(Meeting.objects.ahead(at).filter(mentorship=mentorship))
    past = Meeting.objects.past(at).filter(mentorship=mentorship).order_by("-starts_at", "-pk")
    over = list(past.prefetch_related("attendances")[:MOST_PAST])
    for each in [*ahead, *over, *filter(None, [proposal])]:
        each.mentorship = mentorship
    return {
        "meeting_proposal": proposal,
        "proposal_is_mine": proposal is not None and proposal.by_id == reader.pk,
        "meetings_ahead": [(each, each.is_movable(at)) for each in ahead],
        "meetings_past": [row_of(each, side) for each in over],
        "meeting_is_next": not ahead and proposal is None,
    }


def row_of(meeting: Meeting, side: str) -> Row:
    outcome, kind = outcome_of(meeting)
    return Row(meeting, outcome, kind, side not in meeting.answers)


def outcome_of(meeting: Meeting) -> tuple[str, str]:
    if meeting.is_held:
        return _("took place"), "good"
    if meeting.is_disputed:
        return _("you say different things"), "warn"
    return (_("did not take place"), "info") if meeting.answers else (_("nobody has said yet"), "info")


def notes_on(meeting: Meeting, reader: User) -> dict[str, Any]:
    """The reader's own two, and what the other side wrote for both."""
    notes = list(MeetingNote.objects.readable_by(reader).filter(meeting=meeting).select_related("author"))
    mine = {each.for_both: each for each in notes if each.author_id == reader.pk}
    return {
        "note_for_both": mine.get(True),
        "note_for_me": mine.get(False),
        "notes_of_other": [each for each in notes if each.author_id != reader.pk],
    }


# --- What a member has before them ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Before:
    """In a centre: times to answer, the next meeting, and past ones of which the member has not said how they went."""

    proposals: list[MeetingProposal]
    next: Meeting | None
    unsaid: list[Meeting]

    def __bool__(self) -> bool:
        return bool(self.proposals or self.next or self.unsaid)


def before(member: User, centre: Centre, *, at: dt.datetime) -> Before:
    """Three queries."""
    of_centre = {"mentorship__centre": centre}
    proposals = MeetingProposal.objects.to_answer(member, at).filter(**of_centre)
    mine = Meeting.objects.visible_to(member).filter(**of_centre).select_related("mentorship__centre")
    past = mine.past(at).prefetch_related("attendances")
    return Before(
        list(proposals.select_related("mentorship__centre")),
        mine.ahead(at).first(),
        [each for each in past if side_of(each.mentorship, member) not in each.answers],
    )


def agreed_by(member: User, *, since: dt.datetime) -> Any:
    """What the member's own calendar shows."""
    active = Mentorship.objects.active().filter(both_of("", member)).order_by().values("pk")
    rows = Meeting.objects.agreed().filter(mentorship__in=active, ends_at__gt=since)
    return rows.select_related("mentorship__centre")
