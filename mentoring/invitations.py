"""Meetings as calendars take them. Nobody is named: others may look into a calendar."""

from collections.abc import Iterable
from email.utils import parseaddr

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from community.interface.calendars import entry_at, sheet
from community.members.models import User
from mentoring.models import Meeting


def invitation(meeting: Meeting, member: User) -> str:
    """To go along with a mail to `member`, whose own address is the only one in it (RFC 5546, RFC 6047)."""
    off = meeting.called_off_at is not None
    row = entry(meeting)
    asked = icalendar.vCalAddress(f"mailto:{member.email}")
    asked.params["PARTSTAT"] = "DECLINED" if off else "ACCEPTED"
    asked.params["RSVP"] = "FALSE"
    row.add("attendee", asked, encode=False)
    return sheet([row], method="CANCEL" if off else "REQUEST").decode()


def file_of(meeting: Meeting) -> bytes:
    return sheet([entry(meeting)], method="PUBLISH")


def feed_of(meetings: Iterable[Meeting]) -> bytes:
    return sheet(map(entry, meetings), name=_("LOCER: mentoring"), method="PUBLISH")


def entry(meeting: Meeting) -> icalendar.Event:
    row = entry_at(meeting.starts_at, meeting.ends_at, meeting.zone, key=f"mentoring-meeting-{meeting.pk}")
    row.add("dtstamp", meeting.changed_at)
    row.add("last-modified", meeting.changed_at)
    row.add("sequence", meeting.sequence)
    row.add("status", "CANCELLED" if meeting.called_off_at else "CONFIRMED")
    row.add("summary", _("LOCER: mentoring meeting"))
    row.add("class", "PRIVATE")
    organiser = icalendar.vCalAddress(f"mailto:{parseaddr(str(settings.DEFAULT_FROM_EMAIL))[1]}")
    organiser.params["CN"] = "LOCER"
    row.add("organizer", organiser, encode=False)
    url = settings.BASE_URL + meeting.get_absolute_url()
    row.add("url", url)
    row.add("description", "\n".join(filter(None, [meeting.about, meeting.link, url])))
    if where := meeting.place or meeting.link:
        row.add("location", where)
    return row
