"""Events as calendars take them (RFC 5545), by the clock of the place."""

from collections.abc import Iterable
from typing import Any

import icalendar

from community.interface.calendars import entry_at, sheet
from community.members.models import Centre
from pages.words import plain

STATUS = {"planned": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED"}


def calendar(events: Iterable[Any], centre: Centre, *, name: str = "") -> bytes:
    """`events` carry `sequence`: how often what was told before has changed."""
    return sheet((entry(event, centre) for event in events), name=name)


def entry(event: Any, centre: Centre) -> icalendar.Event:
    row = entry_at(event.starts_at, event.ends_at, centre.zone, key=str(event.translation_key))
    row.add("dtstamp", event.last_published_at or event.starts_at)
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
