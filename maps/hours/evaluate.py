"""Whether a place is open at a moment, and when that changes.

The rules as read are written in their usual spelling and evaluated by opening-hours-py, a well-kept evaluator that
knows the public holidays of each country; so the state and the words come from one reading.

Two things are told as they are rather than guessed. No calendar of school holidays is known: where they decide, the
state is unknown. Without a place's coordinates, sunrise is taken to be at 7:00 and sunset at 19:00, dawn and dusk an
hour before and after.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stub forgets the error
from opening_hours import State as Answer

from .tree import Rule, Weekdays, written

AHEAD = timedelta(days=366)


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


STATES = {Answer.OPEN: State.OPEN, Answer.CLOSED: State.CLOSED, Answer.UNKNOWN: State.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to before `end` (both aware, in the place's zone) the state and its comment stay the same."""

    start: datetime
    end: datetime
    state: State
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours as read. `at` is aware, in the place's zone; `country` is a code of two letters, empty for no
    holidays; `where` is (latitude, longitude) in degrees, for hours by the sun."""

    rules: tuple[Rule, ...]

    def __str__(self) -> str:
        return written(self.rules)

    @property
    def asks_school(self) -> bool:
        return any(rule.asks_school for rule in self.rules)

    @property
    def can_be_evaluated(self) -> bool:
        """False for the few that our reading allows and the evaluator's does not."""
        try:
            return all(_evaluator(text, "UTC", "", None) for texts in _readings(self.rules) for text in texts)
        except ParserError:
            return False

    def state(self, at: datetime, country: str, where: tuple[float, float] | None = None) -> Stretch:
        """What holds at that moment, until what holds changes or the year is over."""
        return next(self.stretches(at, at + AHEAD, country, where))

    def next_change(self, at: datetime, country: str, where: tuple[float, float] | None = None) -> datetime | None:
        """When the state is next another one, whatever the comment; None if not within 366 days."""
        stretches = self.stretches(at, at + AHEAD, country, where)
        now = next(stretches).state
        return next((later.start for later in stretches if later.state != now), None)

    def intervals(self, day: date, zone: ZoneInfo, country: str) -> list[Stretch]:
        """The day's stretches that are not closed, by the clock of the place."""
        start = datetime.combine(day, time(), zone)
        end = datetime.combine(day + timedelta(days=1), time(), zone)
        return [each for each in self.stretches(start, end, country) if each.state != State.CLOSED]

    def stretches(
        self, start: datetime, end: datetime, country: str, where: tuple[float, float] | None = None
    ) -> Iterator[Stretch]:
        """All that holds from start to end, in order and without gaps."""
        zone = start.tzinfo
        if not isinstance(zone, ZoneInfo):
            raise ValueError("a moment in the place's own zone is asked for")
        start, end = (each.astimezone(UTC).astimezone(zone) for each in (start, end))  # past what the clocks skip
        found = [
            _merged([_told(text, start, end, country, where) for text in texts], _first_word)
            for texts in _readings(self.rules)
        ]
        alike = groupby(_merged(found, _if_agreed), key=lambda each: (each.state, each.comment))
        for (state, comment), run in alike:
            first = next(run)
            *_, last = first, *run
            yield Stretch(first.start.astimezone(zone), last.end.astimezone(zone), state, comment)


@lru_cache(maxsize=1024)
def _readings(rules: tuple[Rule, ...]) -> tuple[tuple[str, ...], ...]:
    """The rules as the evaluator takes them, parted at each `||`; where school holidays matter in two readings, as if
    no day, and as if each, were in them."""
    if not any(rule.asks_school for rule in rules):
        return (_parts(rules),)
    never = tuple(each for rule in rules if (each := _outside_school_holidays(rule)))
    return _parts(never), _parts(tuple(_in_school_holidays(rule) for rule in rules))


def _parts(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """The evaluator drops whole days before a `||`, so what follows one is asked apart: it speaks where all before it
    are closed."""
    parts: list[list[Rule]] = [[]]
    for rule in rules:
        if rule.joined == "||" and parts[-1]:
            parts.append([])
        parts[-1].append(rule)
    return tuple(written(tuple(part)) or "off" for part in parts)


def _outside_school_holidays(rule: Rule) -> Rule | None:
    holidays = tuple(each for each in rule.holidays if each.kind != "SH")
    if rule.school or (rule.holidays and not holidays and not rule.weekdays):
        return None
    return replace(rule, holidays=holidays)


def _in_school_holidays(rule: Rule) -> Rule:
    if any(each.kind == "SH" for each in rule.holidays):
        return replace(rule, holidays=(), weekdays=(Weekdays(0, 6),))
    return replace(rule, school=False)


@lru_cache(maxsize=1024)
def _evaluator(text: str, zone: str, country: str, where: tuple[float, float] | None) -> OpeningHours:
    return OpeningHours(
        text, timezone=ZoneInfo(zone), country=country or None, coords=where, auto_country=False,
        max_interval_days=AHEAD.days + 1,
    )  # fmt: skip


def _told(
    text: str, start: datetime, end: datetime, country: str, where: tuple[float, float] | None
) -> Iterator[Stretch]:
    """What the evaluator says, in UTC: local times do not order the hour that comes twice."""
    hours, last = _evaluator(text, str(start.tzinfo), country, where), start.astimezone(UTC)
    for _, closes, state, comment in hours.intervals(start, end):
        first, last = last, min(closes, end).astimezone(UTC)
        if first < last:
            yield Stretch(first, last, STATES[state], comment)
    if last < end.astimezone(UTC):
        yield Stretch(last, end.astimezone(UTC), State.CLOSED)


def _merged(parts: list[Iterator[Stretch]], choose: Callable[[list[Stretch]], Stretch]) -> Iterator[Stretch]:
    """One row of stretches from several over the same time."""
    heads = [next(part) for part in parts]
    start = heads[0].start
    while True:
        end = min(head.end for head in heads)
        yield replace(choose(heads), start=start, end=end)
        try:
            heads = [next(part) if head.end == end else head for head, part in zip(heads, parts, strict=True)]
        except StopIteration:
            return
        start = end


def _first_word(heads: list[Stretch]) -> Stretch:
    return next((head for head in heads if head.state != State.CLOSED), heads[-1])


def _if_agreed(heads: list[Stretch]) -> Stretch:
    comment = heads[0].comment if len({head.comment for head in heads}) == 1 else ""
    state = heads[0].state if len({head.state for head in heads}) == 1 else State.UNKNOWN
    return replace(heads[0], state=state, comment=comment)
