"""What opening hours are made of, as frozen values; `str()` of each writes it in OpenStreetMap's syntax.

Days of the week count from 0, Monday; months from 1; minutes from midnight (0 to 2880: past 24:00 is the next morning).
"""

from dataclasses import dataclass

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = 24 * 60


class HoursError(ValueError):
    """Hours that make no sense: `code` (a key of words.ERRORS), `position` (characters from the start), `found`."""

    def __init__(self, code: str, position: int = 0, found: str = "") -> None:
        self.code, self.position, self.found = code, position, found
        super().__init__(f"{code} at {position}: {found!r}")


def _days(offset: int) -> str:
    return f" {offset:+d} day{'' if abs(offset) == 1 else 's'}" if offset else ""


@dataclass(frozen=True, slots=True)
class Weekdays:
    """`Mo`, `Fr-Mo`, or `Mo[1,-1] +2 days`: the nth of its name in the month (-1 the last), moved by days."""

    start: int
    end: int
    nth: tuple[int, ...] = ()
    offset: int = 0

    def __contains__(self, day: int) -> bool:
        return (day - self.start) % 7 <= (self.end - self.start) % 7

    def __str__(self) -> str:
        span = WEEKDAYS[self.start] + (f"-{WEEKDAYS[self.end]}" if self.end != self.start else "")
        return span + (f"[{','.join(map(str, self.nth))}]" if self.nth else "") + _days(self.offset)


@dataclass(frozen=True, slots=True)
class Holiday:
    """`PH` (public) or `SH` (school) holidays, moved by days: `PH -1 day` is the day before each."""

    kind: str
    offset: int = 0

    def __str__(self) -> str:
        return self.kind + _days(self.offset)


@dataclass(frozen=True, slots=True)
class Date:
    """A month (`Mar`), a day in it (`Mar 5`), its nth weekday (`Mar Su[-1]`), Easter (month 0); in one year or each."""

    month: int
    day: int = 0
    year: int = 0
    weekday: Weekdays | None = None
    offset: int = 0

    def __str__(self) -> str:
        name = MONTHS[self.month - 1] if self.month else "easter"
        parts = [str(self.year or ""), name, str(self.day or ""), str(self.weekday or "")]
        return " ".join(filter(None, parts)) + _days(self.offset)


@dataclass(frozen=True, slots=True)
class Dates:
    """From one date to another, both inside (end None: only the start); `onward`: the start and all that follows."""

    start: Date
    end: Date | None = None
    onward: bool = False

    def __str__(self) -> str:
        return str(self.start) + (f"-{self.end}" if self.end else "") + ("+" if self.onward else "")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Years or weeks of the year, both ends inside, each `step`-th; end None: and all that follow."""

    start: int
    end: int | None
    step: int = 1

    def __str__(self) -> str:
        if self.end == self.start:
            return str(self.start)
        return f"{self.start}-{self.end}{f'/{self.step}' if self.step > 1 else ''}" if self.end else f"{self.start}+"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time: minutes from midnight, or minutes before or after `dawn`, `sunrise`, `sunset`, `dusk`."""

    minutes: int
    sun: str = ""

    def __str__(self) -> str:
        hours, minutes = divmod(abs(self.minutes), 60)
        told = f"{hours:02d}:{minutes:02d}"
        if not self.sun:
            return told
        return f"({self.sun}{'-' if self.minutes < 0 else '+'}{told})" if self.minutes else self.sun


@dataclass(frozen=True, slots=True)
class Span:
    """From a time to another; `onward`: open from then (or till at least `end`) with no stated end."""

    start: Clock
    end: Clock | None
    onward: bool = False

    def __str__(self) -> str:
        return str(self.start) + (f"-{self.end}" if self.end else "") + ("+" if self.onward else "")


ALL_DAY = Span(Clock(0), Clock(DAY))


@dataclass(frozen=True, slots=True)
class Rule:
    """When (an empty tuple means always), and what holds then: `open`, `closed` or `unknown`, with a comment.

    joined: how it follows the rule before it: `;` takes the place of what that said of a day, `,` adds to it,
    `||` answers where all before are silent.
    """

    joined: str = ";"
    years: tuple[Numbers, ...] = ()
    dates: tuple[Dates, ...] = ()
    weeks: tuple[Numbers, ...] = ()
    school: bool = False  # only in school holidays: `SH Mo-Fr`
    holidays: tuple[Holiday, ...] = ()  # these or the weekdays: `PH,Su`
    weekdays: tuple[Weekdays, ...] = ()
    spans: tuple[Span, ...] = ()
    state: str = "open"
    comment: str = ""
    always: bool = False  # written `24/7`

    @property
    def is_bare(self) -> bool:
        """Says neither a time nor what holds: `PH,Dec 24 off` would be open on public holidays."""
        return not (self.spans or self.comment or self.always) and self.state == "open"

    @property
    def asks_school(self) -> bool:
        return self.school or any(each.kind == "SH" for each in self.holidays)

    def _when(self) -> list[str]:
        days = " ".join(["SH"] * self.school + [",".join(map(str, [*self.holidays, *self.weekdays]))]).strip()
        weeks = ("week " + ",".join(map(str, self.weeks))) if self.weeks else ""
        years, dates, spans = (",".join(map(str, each)) for each in (self.years, self.dates, self.spans))
        return list(filter(None, [years, dates, weeks, days, spans]))

    def __str__(self) -> str:
        when = ["24/7"] if self.always else self._when()
        plain = "" if when and not self.comment else "open"
        state = {"closed": "off", "unknown": "unknown"}.get(self.state, plain)
        return " ".join(filter(None, [*when, state, f'"{self.comment}"' if self.comment else ""]))


def written(rules: tuple[Rule, ...]) -> str:
    """The rules as one line in OpenStreetMap's syntax, in its usual spelling."""
    joints = {";": "; ", ",": ", ", "||": " || "}
    return "".join((joints[rule.joined] if position else "") + str(rule) for position, rule in enumerate(rules))
