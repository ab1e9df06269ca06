"""Whether a place is open, said in the reader's language."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language

from community.members.models import Centre
from maps.hours import Hours, HoursError, read
from maps.hours.words import Row, in_words, status_words

MOST_IN_A_LINE = 3


@dataclass(frozen=True)
class Status:
    """`kind` is open, closed or unknown; `words` say until when, or from when on."""

    kind: str
    words: str


def known_hours(text: str) -> Hours | None:
    try:
        return read(text) if text else None
    except HoursError:
        return None


def status_of(text: str, at: dt.datetime, *, centre: Centre) -> Status | None:
    """At the moment `at`; None where no hours are known."""
    hours = known_hours(text)
    if hours is None:
        return None
    local = at.astimezone(centre.zone)
    return Status(str(hours.state(local, centre.country).state), status_words(hours, local, centre.country))


def hours_table(text: str) -> list[Row]:
    """Rows of days and times; none where no hours are known."""
    hours = known_hours(text)
    return in_words(hours, get_language() or "en") if hours else []


def hours_in_a_line(text: str) -> str:
    """The days on which it is open: "Thursday 18:00–19:30"; empty where no hours are known or it would be long."""
    rows = [f"{row.label} {row.text}" for row in hours_table(text) if row.text[:1].isdigit()]
    return ", ".join(rows) if len(rows) <= MOST_IN_A_LINE else ""
