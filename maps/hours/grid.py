"""The hours that a weekly form can hold: up to two spans a day, public holidays, and a note."""

from dataclasses import dataclass, replace

from .evaluate import Hours
from .tree import DAY, Clock, Holiday, Rule, Span, Weekdays, written

Times = tuple[tuple[int, int], ...]  # (start, end), minutes from midnight; an end before its start is next morning
MOST_SPANS = 2
LATEST_NIGHT = 6 * 60  # an end before its start until then is the next morning, later a slip of the pen


@dataclass(frozen=True)
class Grid:
    """days: seven, Monday first, () for closed; holidays: None where they are like any other day, () where closed."""

    days: tuple[Times, ...] = ((),) * 7
    holidays: Times | None = None
    note: str = ""

    def __str__(self) -> str:
        """In OpenStreetMap's syntax; empty where nothing is filled in."""
        rules = [self._open(times, weekdays=_runs(self.days, times)) for times in dict.fromkeys(self.days) if times]
        if any(end < start for times in self.days for start, end in times if end):
            # After `;` the next day's rule would end the night at midnight.
            rules = rules[:1] + [replace(rule, joined=",") for rule in rules[1:]]
        if self.note and not rules and not self.holidays:
            rules = [Rule(state="unknown", comment=self.note)]
        if self.holidays is not None:
            public = (Holiday("PH"),)
            rules.append(
                self._open(self.holidays, holidays=public) if self.holidays else Rule(holidays=public, state="closed")
            )
        return written(tuple(rules))

    def _open(self, times: Times, weekdays: tuple[Weekdays, ...] = (), holidays: tuple[Holiday, ...] = ()) -> Rule:
        spans = tuple(Span(Clock(start), Clock(end or DAY)) for start, end in times)
        return Rule(weekdays=weekdays, holidays=holidays, spans=spans, comment=self.note)


def fault(times: Times) -> str:
    """`backwards` for a span that ends before it begins, `overlap` where the second begins before the first ends."""
    if any(end == start or (end < start and end > LATEST_NIGHT) for start, end in times):
        return "backwards"
    ends = [end if end > start else end + DAY for start, end in times]
    return "overlap" if any(later[0] < end for end, later in zip(ends, times[1:], strict=False)) else ""


def _runs(days: tuple[Times, ...], times: Times) -> tuple[Weekdays, ...]:
    found: list[Weekdays] = []
    for day in (day for day in range(7) if days[day] == times):
        if found and found[-1].end == day - 1:
            found[-1] = Weekdays(found[-1].start, day)
        else:
            found.append(Weekdays(day, day))
    return tuple(found)


def grid_of(hours: Hours) -> Grid | None:
    """The form that says the same, or None where it cannot."""
    days: list[Times] = [()] * 7
    holidays: Times | None = None
    notes = {rule.comment for rule in hours.rules if rule.state != "closed"}
    if len(notes) > 1 or not all(_fits(rule) for rule in hours.rules):
        return None
    for rule in hours.rules:
        times = tuple((span.start.minutes, span.end.minutes) for span in rule.spans if span.end)
        for day in _covered(rule):
            if holidays is not None and not rule.holidays:
                return None  # a later rule for a weekday would hold on holidays too
            days[day] = times if rule.joined == ";" else days[day] + times
        if rule.holidays:
            holidays = times if rule.joined == ";" else (holidays or ()) + times
    if any(len(times) > MOST_SPANS or fault(times) for times in [*days, holidays or ()]):
        return None
    return Grid(tuple(days), holidays, "".join(notes))


def _fits(rule: Rule) -> bool:
    plain = all(span.end and not (span.onward or span.start.sun or span.end.sun) for span in rule.spans)
    days = all(not each.nth for each in rule.weekdays) and set(rule.holidays) <= {Holiday("PH")}
    limited = rule.years or rule.dates or rule.weeks or rule.school or rule.always or rule.joined == "||"
    says = {
        "open": bool(rule.spans),
        "closed": not rule.spans and not rule.comment and rule.joined == ";",
        "unknown": not (rule.spans or rule.weekdays or rule.holidays) and bool(rule.comment),
    }
    return plain and days and not limited and says[rule.state]


def _covered(rule: Rule) -> list[int]:
    if not rule.weekdays:
        return [] if rule.holidays else list(range(7))
    return [day for day in range(7) if any(day in each for each in rule.weekdays)]
