"""Reads opening hours in OpenStreetMap's syntax, by descent over tokens: `read(text)`.

It is lenient where the meaning is beyond doubt (`mo-fr 9-17`, `Mo–Fr: 9.00–17.00`, `Monday`), and refuses what makes no
sense or can be told in two ways. Times repeated within a span (`10:00-16:00/90`) and points in time are for other keys
than opening hours and are refused. School holidays are read; no calendar of them is known, see evaluate.py.
"""

from functools import lru_cache

from . import reading_days
from .evaluate import Hours
from .tokens import LIMIT, Cursor, Token
from .tree import DAY, Clock, HoursError, Rule, Span

SEPARATORS = (";", ",", "||")


@lru_cache(maxsize=2048)
def read(text: str) -> Hours:
    """The hours; raises HoursError and nothing else."""
    cursor = Cursor(text)
    rules: list[Rule] = []
    joined = ";"
    while not cursor.sees("end"):
        rules.append(_rule(cursor, joined))
        if cursor.sees("end"):
            break
        if not any(cursor.sees(sign) for sign in SEPARATORS):
            raise cursor.fail("unexpected")
        if cursor.sees(",") and rules[-1].is_bare:
            raise cursor.fail("comma")
        joined = cursor.next().text
        if cursor.sees("end") and joined != ";":
            raise cursor.fail("end")
    if not rules:
        raise HoursError("empty")
    hours = Hours(tuple(rules))
    if len(str(hours)) > LIMIT:
        raise HoursError("long", LIMIT, str(len(str(hours))))
    if not hours.can_be_evaluated:
        raise HoursError("beyond")
    return hours


def _rule(cursor: Cursor, joined: str) -> Rule:
    if cursor.sees("number", "/", "number") and cursor.peek().text == "24" and cursor.peek(2).text == "7":
        cursor.take("number", "/", "number")
        return _closing(cursor, Rule(joined, always=True))
    years = reading_days.years(cursor)
    dates = reading_days.dates(cursor)
    weeks = reading_days.weeks(cursor)
    cursor.take(":")
    school, holidays, weekdays = reading_days.days(cursor)
    cursor.take(":")
    ends = [each.end or each.start for each in dates]
    by_month = bool(weeks) or any(end.month and not end.day for end in ends)
    bare = not by_month or bool(weekdays or holidays or school)
    spans = _spans(cursor, bare)
    rule = Rule(joined, years, dates, weeks, school, holidays, weekdays, spans)
    if not (str(rule) != "open" or cursor.sees("state") or cursor.sees("comment")):
        raise cursor.fail("unexpected")
    return _closing(cursor, rule)


def _closing(cursor: Cursor, rule: Rule) -> Rule:
    """What holds then, and the comment; one that comes without a state, as `"by appointment"`, says: perhaps."""
    state = cursor.next().text if cursor.sees("state") else ""
    comment = cursor.next().text if cursor.sees("comment") else ""
    state = state or ("unknown" if comment else "open")
    return Rule(
        rule.joined, rule.years, rule.dates, rule.weeks, rule.school, rule.holidays, rule.weekdays, rule.spans,
        state, comment, rule.always,
    )  # fmt: skip


def _spans(cursor: Cursor, bare: bool) -> tuple[Span, ...]:
    """`8:00-12:00,13:00-17:00`; bare: whole hours may stand alone (`9-17`), since no day of a month can be meant."""
    spans: list[Span] = []
    while _starts_time(cursor, bare):
        spans.append(_span(cursor))
        ahead = cursor.peek(1)
        if not (cursor.sees(",") and (ahead.kind in ("clock", "sun") or ahead.text == "(" or _bare_hour(ahead))):
            break
        cursor.take(",")
    return tuple(spans)


def _bare_hour(token: Token) -> bool:
    return token.kind == "number" and len(token.text) <= 2


def _starts_time(cursor: Cursor, bare: bool) -> bool:
    return cursor.sees("clock") or cursor.sees("sun") or cursor.sees("(") or (bare and _bare_hour(cursor.peek()))


def _span(cursor: Cursor) -> Span:
    first = cursor.peek()
    start = _clock(cursor, DAY - 1)
    if cursor.take("+"):
        return Span(start, None, onward=True)
    if not cursor.take("-"):
        raise cursor.fail("point")
    end = _clock(cursor, 2 * DAY)
    if cursor.sees("/"):
        raise cursor.fail("repeated")
    if not (start.sun or end.sun):
        end = Clock(DAY) if end.minutes == 0 else end
        if start.minutes % DAY == end.minutes % DAY and (start.minutes, end.minutes) != (0, DAY):
            raise HoursError("same", first.position, f"{start}-{end}")
        if end.minutes - start.minutes > DAY:
            raise HoursError("over", first.position, f"{start}-{end}")
        if end.minutes > DAY:
            end = Clock(end.minutes - DAY)
    return Span(start, end, onward=cursor.take("+"))


def _clock(cursor: Cursor, most: int) -> Clock:
    token = cursor.peek()
    if cursor.take("("):
        return _sun_clock(cursor)
    cursor.next()
    if token.kind == "sun":
        return Clock(0, token.text)
    if token.kind == "clock":
        hour, minute = int(token.text[:-3]), int(token.text[-2:])
    elif _bare_hour(token):
        hour, minute = int(token.text), 0
    else:
        raise HoursError("end" if token.kind == "end" else "time", token.position, token.text)
    if cursor.sees("ampm"):
        raise cursor.fail("ampm")
    if minute > 59 or hour * 60 + minute > most:
        raise HoursError("no_time", token.position, token.text)
    return Clock(hour * 60 + minute)


def _sun_clock(cursor: Cursor) -> Clock:
    """`(sunset-01:30)`."""
    if not cursor.sees("sun"):
        raise cursor.fail("sun")
    sun = cursor.next().text
    if not (cursor.sees("+") or cursor.sees("-")):
        raise cursor.fail("sun")
    sign = 1 if cursor.next().text == "+" else -1
    moved = _clock(cursor, DAY // 2)
    if moved.sun or not cursor.take(")"):
        raise cursor.fail("sun")
    return Clock(sign * moved.minutes, sun)
