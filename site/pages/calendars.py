"""Events as calendars take them (RFC 5545), by the clock of the place."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import icalendar
from django.conf import settings

from community.members.models import Centre
from pages.words import plain

PRODUCT = "-//LOCER//Local centres of reintegration//EN"
STATUS = {"planned": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED"}


def calendar(events: Iterable[Any], centre: Centre, *, name: str = "") -> bytes:
    """`events` carry `sequence`: how often what was told before has changed."""
    sheet = icalendar.Calendar()
    sheet.add("prodid", PRODUCT)
    sheet.add("version", "2.0")
    sheet.add("calscale", "GREGORIAN")
    if name:
        sheet.add("x-wr-calname", name)
        sheet.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for event in events:
        sheet.add_component(entry(event, centre))
    sheet.add_missing_timezones()
    return sheet.to_ical()


def entry(event: Any, centre: Centre) -> icalendar.Event:
    row = icalendar.Event()
    row.add("uid", f"{event.translation_key}@{urlsplit(settings.BASE_URL).hostname}")
    row.add("dtstamp", event.last_published_at or event.starts_at)
    row.add("dtstart", event.starts_at.astimezone(centre.zone))
    row.add("dtend", event.ends_at.astimezone(centre.zone))
    row.add("summary", event.title)
    row.add("description", "\n\n".join(filter(None, [event.change_notice, event.summary, plain(event.body)])))
    row.add("url", event.canonical())
    row.add("status", STATUS[event.state])
    row.add("sequence", event.sequence or 0)
    if event.place:
        row.add("location", event.place)
    elif event.online_open:
        row.add("location", event.online_url)
    if event.latitude is not None:
        row.add("geo", (event.latitude, event.longitude))
    return row
