"""Times at which both are usually free, out of the two weekly grids."""

import datetime as dt

from django.utils import timezone

from mentoring.matching.people import PARTS_OF_DAY
from mentoring.models import Mentorship

DAYS_AHEAD = 14
MOST_SUGGESTED = 6
# When each part of a day begins, for a meeting: morning, noon, evening.
BEGINS = (dt.time(9), dt.time(12), dt.time(18))


def times_for_both(mentorship: Mentorship, *, at: dt.datetime) -> list[dt.datetime]:
    """In the next fourteen days from tomorrow on, by the centre's clock, the soonest first."""
    offer, request = mentorship.offer, mentorship.request
    if offer is None or request is None:
        return []
    zone, common = mentorship.centre.zone, {*offer.hours} & {*request.hours}
    days = [timezone.localdate(at, zone) + dt.timedelta(days=number) for number in range(1, DAYS_AHEAD + 1)]
    slots = ((day, part) for day in days for part in range(PARTS_OF_DAY))
    free = [(day, part) for day, part in slots if day.weekday() * PARTS_OF_DAY + part in common]
    return [dt.datetime.combine(day, BEGINS[part], zone) for day, part in free]
