"""One week's open times as whole minutes, for the database's index of who is open when."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .evaluate import Hours, State
from .tree import DAY

WEEK = 7 * DAY


def week(hours: Hours, monday: date, country: str, zone: ZoneInfo) -> list[tuple[int, int]]:
    """(start, end) in minutes by the place's clock since Monday 00:00 of that very week, public holidays applied.

    0 <= start < end <= 10080, sorted, apart from each other. Only what is surely open: `unknown` is left out. In the
    night when clocks go back, the hour that comes twice counts once.
    """
    first = datetime.combine(monday, time(), zone)
    after = datetime.combine(monday + timedelta(days=7), time(), zone)
    found: list[tuple[int, int]] = []
    for each in hours.stretches(first, after, country):
        if each.state != State.OPEN:
            continue
        start, end = _minute(each.start, monday), _minute(each.end, monday)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def usual_week(hours: Hours, monday: date, zone: ZoneInfo) -> list[tuple[int, int]]:
    """As `week`, as if it held no public holiday; seasons and single dates are those of that week."""
    return week(hours, monday, "", zone)


def _minute(moment: datetime, monday: date) -> int:
    return int((moment.replace(tzinfo=None) - datetime.combine(monday, time())).total_seconds() // 60)
