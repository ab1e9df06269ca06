"""What calendars of other programs take (RFC 5545), by the clock of a place."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

import icalendar
from django.conf import settings

PRODUCT = "-//LOCER//Local centres of reintegration//EN"


def sheet(entries: Iterable[icalendar.Event], *, name: str = "", method: str = "") -> bytes:
    """With the clock changes of every zone that its entries name. `name` is for what is subscribed to; `method` says
    what a mail program is to do with it (RFC 5546)."""
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if method:
        made.add("method", method)
    if name:
        made.add("x-wr-calname", name)
        made.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(entry)
    made.add_missing_timezones()
    return made.to_ical()


def entry_at(starts_at: dt.datetime, ends_at: dt.datetime, zone: dt.tzinfo, *, key: str) -> icalendar.Event:
    """`key` stays the same whatever changes, and no other thing of this house has it."""
    entry = icalendar.Event()
    entry.add("uid", f"{key}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstart", starts_at.astimezone(zone))
    entry.add("dtend", ends_at.astimezone(zone))
    return entry
