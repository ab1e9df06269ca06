import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = 3
QUARTERS = 4


@dataclass(frozen=True, order=True)
class Quarter:
    """`number` is 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    def back(self, count: int) -> "Quarter":
        year, rest = divmod(self.year * QUARTERS + self.number - 1 - count, QUARTERS)
        return Quarter(year, rest + 1)


@dataclass(frozen=True)
class Span:
    """From the first day of `first`, or from the beginning where that is None, to the last day of `last`."""

    first: Quarter | None
    last: Quarter

    def __str__(self) -> str:
        first = str(self.first or "")
        return first if self.first == self.last else f"{first}/{self.last}"

    def __contains__(self, day: object) -> bool:
        assert isinstance(day, dt.date)
        quarter = Quarter.of(day)
        return (self.first is None or self.first <= quarter) and quarter <= self.last


def spans(days: Iterable[dt.date], today: dt.date, *, most: int, fewest: int) -> list[Span]:
    """The oldest first. A quarter with fewer than `fewest` of the days is put together with those after it, the last
    with the one before; what lies more than `most` quarters back is in the first. From the first day's quarter on."""
    counts = Counter(Quarter.of(day) for day in days)
    this = Quarter.of(today)
    window = [this.back(back) for back in reversed(range(most))]
    begun = min(counts, default=this)
    earlier = sum(count for quarter, count in counts.items() if quarter < window[0])
    found: list[Span] = []
    first, taken = (None, earlier) if earlier else (max(begun, window[0]), 0)
    following = False
    for quarter in window:
        if quarter < begun:
            continue
        first = quarter if following else first
        following, taken = False, taken + counts[quarter]
        if taken >= fewest:
            found.append(Span(first, quarter))
            following, taken = True, 0
    if following:
        return found
    return [*found[:-1], Span(found[-1].first if found else first, this)]
