"""Reads which days hours are for: years, dates, weeks of the year, holidays, days of the week."""

from calendar import monthrange
from collections.abc import Callable

from .tokens import Cursor
from .tree import MONTHS, WEEKDAYS, Date, Dates, Holiday, HoursError, Numbers, Weekdays

YEARS = (1900, 2999)
MOST_NUMBERS = 366  # days in an offset


def _list[T](cursor: Cursor, one: Callable[[Cursor], T], *starts: str) -> tuple[T, ...]:
    """One or more, with commas between; a comma before anything else belongs to somebody else."""
    found = [one(cursor)]
    while any(cursor.sees(",", start) for start in starts):
        cursor.take(",")
        found.append(one(cursor))
    return tuple(found)


def offset(cursor: Cursor) -> int:
    """`+2 days`, `-1 day`; 0 where none stands."""
    for sign in "+-":
        if cursor.sees(sign, "number", "day"):
            cursor.take(sign)
            days = cursor.number(1, MOST_NUMBERS, "offset")
            cursor.take("day")
            return days if sign == "+" else -days
    return 0


def _numbers(cursor: Cursor, low: int, high: int, code: str, onward: bool) -> Numbers:
    start = cursor.number(low, high, code)
    if onward and cursor.take("+"):
        return Numbers(start, None)
    end = cursor.number(low, high, code) if cursor.take("-") else start
    step = cursor.number(1, high, code) if end != start and cursor.take("/") else 1
    if end < start:
        raise HoursError("backwards", cursor.peek().position, f"{start}-{end}")
    return Numbers(start, end, step)


def years(cursor: Cursor) -> tuple[Numbers, ...]:
    """`2026`, `2026-2028`, `2026-2036/2`, `2026+`; nothing where a single year belongs to the date behind it."""
    if not _is_year(cursor) or cursor.sees("number", "month") or cursor.sees("number", "easter"):
        return ()
    return _list(cursor, lambda at: _numbers(at, *YEARS, "year", onward=True), "number")


def _is_year(cursor: Cursor) -> bool:
    return cursor.sees("number") and len(cursor.peek().text) == 4


def weeks(cursor: Cursor) -> tuple[Numbers, ...]:
    """`week 5`, `week 1-53/2`."""
    if not cursor.take("week"):
        return ()
    return _list(cursor, lambda at: _numbers(at, 1, 53, "week", onward=False), "number")


def dates(cursor: Cursor) -> tuple[Dates, ...]:
    """`Jan-Mar`, `Dec 24-Jan 6`, `Dec 25,26`, `2026 Aug 3-14`, `easter -2 days`, `Mar Su[-1]-Oct Su[-1]`."""
    if not _starts_date(cursor):
        return ()
    found = [_dates(cursor, _date(cursor))]
    while cursor.sees(","):
        last = found[-1].end or found[-1].start
        if last.day and cursor.sees(",", "number") and not _is_hours(cursor):
            cursor.take(",")
            found.append(_dates(cursor, _checked(cursor, last.month, last.year)))
        elif any(cursor.sees(",", *more) for more in (["month"], ["easter"], ["number", "month"])):
            cursor.take(",")
            found.append(_dates(cursor, _date(cursor)))
        else:
            break
    return tuple(found)


def _is_hours(cursor: Cursor) -> bool:
    """Whether the number after the comma is one of `…,9-17` that nobody can tell from a day."""
    return len(cursor.peek(1).text) > 2


def _starts_date(cursor: Cursor) -> bool:
    return any(cursor.sees(*start) for start in (["month"], ["easter"], ["number", "month"], ["number", "easter"]))


def _begins_range(cursor: Cursor) -> bool:
    """Whether `Su[-1]` after a month begins a range of dates; else it is a day of the week like others."""
    ahead = next(at for at in range(2, cursor.left + 1) if cursor.peek(at).text == "]" or at == cursor.left)
    if [cursor.peek(ahead + more).kind for more in (1, 2, 3)] == ["sign", "number", "day"]:
        ahead += 3  # `Su[1] +2 days`
    onward = cursor.peek(ahead + 1).text == "+" and cursor.peek(ahead + 2).kind != "number"
    return onward or (cursor.peek(ahead + 1).text == "-" and cursor.peek(ahead + 2).kind in ("month", "easter"))


def _date(cursor: Cursor, is_end: bool = False) -> Date:
    year = cursor.number(*YEARS, "year") if cursor.sees("number") else 0
    if cursor.take("easter"):
        return Date(0, year=year, offset=offset(cursor))
    if not cursor.sees("month"):
        raise cursor.fail("month")
    month = MONTHS.index(cursor.next().text) + 1
    if cursor.sees("weekday", "[") and (is_end or _begins_range(cursor)):
        return Date(month, year=year, weekday=_weekdays(cursor))
    if cursor.sees("number") and len(cursor.peek().text) <= 2:
        return _checked(cursor, month, year)
    return Date(month, year=year)


def _checked(cursor: Cursor, month: int, year: int) -> Date:
    """The day of the month that comes next, if the month has it."""
    day = cursor.number(1, monthrange(year or 2024, month)[1], "day")
    return Date(month, day, year, offset=offset(cursor))


def _dates(cursor: Cursor, start: Date) -> Dates:
    whole_month = start.month and not (start.day or start.weekday)
    if cursor.take("+"):
        if whole_month:
            raise cursor.fail("month_onward")
        return Dates(start, onward=True)
    if not cursor.take("-"):
        return Dates(start)
    if start.day and cursor.sees("number") and not cursor.sees("number", "month"):
        end = _checked(cursor, start.month, start.year)
        if end.day < start.day:
            raise HoursError("backwards", cursor.peek().position, f"{start.day}-{end.day}")
        return Dates(start, end)
    end = _date(cursor, is_end=not whole_month)
    if bool(whole_month) != bool(end.month and not (end.day or end.weekday)):
        raise cursor.fail("month_day")
    if start.year and end.year and (end.year, end.month, end.day) < (start.year, start.month, start.day):
        raise HoursError("backwards", cursor.peek().position, f"{start}-{end}")
    return Dates(start, end)


def days(cursor: Cursor) -> tuple[bool, tuple[Holiday, ...], tuple[Weekdays, ...]]:
    """`Mo-Fr`, `PH,Su` (either), `SH Mo-Fr` (both): whether only in school holidays, the holidays, the weekdays."""
    holidays: list[Holiday] = []
    weekdays: list[Weekdays] = []
    while cursor.sees("weekday") or cursor.sees("ph") or cursor.sees("sh"):
        if cursor.sees("weekday"):
            weekdays.append(_weekdays(cursor))
        else:
            holidays.append(_holiday(cursor))
        if not any(cursor.sees(",", more) for more in ("weekday", "ph", "sh")):
            break
        cursor.take(",")
    if cursor.sees("weekday") and holidays and not weekdays:
        if holidays != [Holiday("SH")]:
            raise cursor.fail("holiday_weekday")
        return True, (), _list(cursor, _weekdays, "weekday")
    school = holidays == [Holiday("SH")] and not weekdays
    return school, () if school else tuple(holidays), tuple(weekdays)


def _holiday(cursor: Cursor) -> Holiday:
    kind = cursor.next().text.upper()
    return Holiday(kind, offset(cursor) if kind == "PH" else 0)


def _weekdays(cursor: Cursor) -> Weekdays:
    start = WEEKDAYS.index(cursor.next().text)
    if cursor.take("["):
        nth = [number for part in _list(cursor, _nth, "number", "-") for number in part]
        if not cursor.take("]"):
            raise cursor.fail("bracket")
        return Weekdays(start, start, tuple(dict.fromkeys(nth)), offset(cursor))
    if not cursor.take("-"):
        return Weekdays(start, start)
    if not cursor.sees("weekday"):
        raise cursor.fail("weekday")
    return Weekdays(start, WEEKDAYS.index(cursor.next().text))


def _nth(cursor: Cursor) -> tuple[int, ...]:
    """`1`, `1-2`, `-1`."""
    if cursor.take("-"):
        return (-cursor.number(1, 5, "nth"),)
    first = cursor.number(1, 5, "nth")
    return tuple(range(first, cursor.number(first, 5, "nth") + 1)) if cursor.take("-") else (first,)
