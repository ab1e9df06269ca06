"""A village meeting as calendars take it (RFC 5545), by the clock of the place."""

import datetime as dt

import icalendar
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.interface.calendars import entry_at, sheet
from initiatives.voting.models import Meeting

LASTS = dt.timedelta(hours=2)


def calendar(meeting: Meeting) -> bytes:
    with translation.override(meeting.language):
        return sheet([_entry(meeting)])


def _entry(meeting: Meeting) -> icalendar.Event:
    starts, zone = meeting.first_term_at, meeting.centre.zone
    row = entry_at(starts, starts + LASTS, zone, key=f"meeting-{meeting.pk}")
    row.add("dtstamp", meeting.announced_at or starts)
    row.add("summary", f"{meeting.title} ({meeting.area})")
    row.add("location", meeting.place)
    row.add("description", "\n".join(_told(meeting)))
    row.add("url", settings.BASE_URL + meeting.get_absolute_url())
    row.add("status", "CANCELLED" if meeting.called_off_at else "CONFIRMED")
    row.add("sequence", 1 if meeting.called_off_at else 0)
    return row


def _told(meeting: Meeting) -> list[str]:
    lines = [meeting.called_off_because] if meeting.called_off_because else []
    if meeting.second_term_at:
        second = date_format(meeting.second_term_at.astimezone(meeting.centre.zone), "DATETIME_FORMAT")
        lines.append(_("Second term: %(moment)s") % {"moment": second})
    return lines + meeting.agenda_lines
