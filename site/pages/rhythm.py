"""When something comes again: days by the calendar, hours by the clock of the place. Knows nothing of Django."""

import datetime as dt
from collections.abc import Collection, Iterator
from enum import StrEnum
from itertools import count

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
DECEMBER = 12
FOURTH = 4  # the last that every month has of each weekday


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


def days_after(first: dt.date, rhythm: Rhythm) -> Iterator[dt.date]:
    """Endless, until the calendar ends. Counted from `first`, so that no day drifts.

    Monthly keeps the weekday and which of the month it is; a fifth, which few months have, is the last.
    Yearly keeps the date; 29 February comes in leap years only.
    """
    if rhythm is Rhythm.MONTHLY:
        yield from months_after(first)
    elif rhythm is Rhythm.YEARLY:
        yield from years_after(first)
    else:
        step = WEEK if rhythm is Rhythm.WEEKLY else 2 * WEEK
        for n in count(1):
            try:
                yield first + n * step
            except OverflowError:
                return


def months_after(first: dt.date) -> Iterator[dt.date]:
    which = (first.day - 1) // 7 + 1
    year, month = first.year, first.month
    while (year, month) < (dt.MAXYEAR, DECEMBER):
        year, month = (year, month + 1) if month < DECEMBER else (year + 1, 1)
        start = dt.date(year, month, 1)
        earliest = start + ((first.weekday() - start.weekday()) % 7) * DAY
        if which <= FOURTH:
            yield earliest + (which - 1) * WEEK
        else:
            fifth = earliest.day + 4 * 7
            yield earliest.replace(day=fifth if is_day(year, month, fifth) else fifth - 7)


def years_after(first: dt.date) -> Iterator[dt.date]:
    for year in range(first.year + 1, dt.MAXYEAR + 1):
        if is_day(year, first.month, first.day):
            yield first.replace(year=year)


def is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def planned(
    first: dt.date,
    rhythm: Rhythm,
    *,
    earliest: dt.date,
    most: int,
    until: dt.date | None = None,
    left_out: Collection[dt.date] = (),
) -> list[dt.date]:
    """At most `most` days after `first`, none before `earliest` or after `until`, without those `left_out`."""
    found: list[dt.date] = []
    for day in days_after(first, rhythm):
        if len(found) == most or (until is not None and day > until):
            break
        if day >= earliest and day not in left_out:
            found.append(day)
    return found


def at_the_hours_of(
    starts_at: dt.datetime, ends_at: dt.datetime, day: dt.date, zone: dt.tzinfo
) -> tuple[dt.datetime, dt.datetime]:
    """The same hours on another day, by the clock on the wall: 18:00 stays 18:00 when the clocks change."""
    start, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (starts_at, ends_at))
    shift = dt.datetime.combine(day, start.time()) - start
    begins, finishes = ((moment + shift).replace(tzinfo=zone).astimezone(dt.UTC) for moment in (start, end))
    # In the night of the change the hours on the wall may say less than has passed.
    return begins, finishes if finishes > begins else begins + (ends_at - starts_at)
