"""What a member's meetings hold about them."""

from typing import Any

from community.members.models import User
from mentoring.models import CalendarFeed, Meeting, MeetingNote, MeetingProposal
from mentoring.models.meetings import Side, both_of

AGREED = ("starts_at", "ends_at", "place", "link", "about", "agreed_at", "called_off_at")
PROPOSED = (
    *("times", "minutes", "place", "link", "about", "proposed_at", "accepted_at", "refused_at", "withdrawn_at"),
    "meeting__starts_at",
)


def export_meetings(member: User) -> dict[str, Any]:
    """When and how both met while it goes on; of what has ended only when, and always what they said themselves."""
    mine = Meeting.objects.filter(both_of("mentorship__", member)).order_by("pk")
    own_notes = MeetingNote.objects.filter(author=member).order_by("pk")
    proposed = MeetingProposal.objects.filter(by=member).order_by("pk")
    feed = CalendarFeed.objects.filter(member=member)
    return {
        "agreed": list(Meeting.objects.visible_to(member).order_by("pk").values(*AGREED)),
        "ended": list(mine.filter(mentorship__ended_at__isnull=False).values("starts_at", "called_off_at")),
        "proposed": list(proposed.values(*PROPOSED)),
        "notes": list(own_notes.values("meeting__starts_at", "for_both", "text", "written_at")),
        "took_place": [said for side in Side.values for said in words_of(member, side)],
        "calendar_link_made_at": feed.values_list("made_at", flat=True).first(),
    }


def words_of(member: User, side: str) -> list[dict[str, Any]]:
    of_side = Meeting.objects.filter(**{f"mentorship__{side}": member}, attendances__side=side).order_by("pk")
    return list(of_side.values("starts_at", "attendances__answer", "attendances__said_at"))


def erase_meetings(member: User) -> None:
    """What the member wrote goes; that both met stays, under nobody's name."""
    MeetingNote.objects.filter(author=member).delete()
    MeetingProposal.objects.filter(by=member).delete()
    CalendarFeed.objects.filter(member=member).delete()
    Meeting.objects.filter(both_of("mentorship__", member)).update(place="", link="", about="")
