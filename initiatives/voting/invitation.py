"""A village meeting as calendars take it (RFC 5545), by the clock of the place."""

import datetime as dt
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives.voting.models import Meeting

PRODUCT = "-//LOCER//Village meetings//EN"
LASTS = dt.timedelta(hours=2)


def calendar(meeting: Meeting) -> bytes:
    sheet = icalendar.Calendar()
    sheet.add("prodid", PRODUCT)
    sheet.add("version", "2.0")
    with translation.override(meeting.language):
        sheet.add_component(_entry(meeting))
    sheet.add_missing_timezones()
    return sheet.to_ical()


def _entry(meeting: Meeting) -> icalendar.Event:
    starts = meeting.first_term_at.astimezone(meeting.centre.zone)
    row = icalendar.Event()
    row.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}")
    row.add("dtstamp", meeting.announced_at or meeting.first_term_at)
    row.add("dtstart", starts)
    row.add("dtend", starts + LASTS)
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
