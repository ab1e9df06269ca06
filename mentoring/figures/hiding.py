"""Small counts, hidden so that nobody works them out.

A table is shown with the sums of its rows and columns, so a hidden count can often be had by subtracting what is shown
from a sum. Therefore more is hidden beside it, until each hidden count, as far as what is shown says, may still be any
of six numbers or more. What a hidden count may be is found exactly: whoever changes it by one must change others that
are hidden as well, along a closed way through rows and columns, and none below nought; how often there is such a way is
a question of flows (Gusfield 1988, "A graph theoretic approach to statistical data security").
"""

import heapq
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count as numbers

FEWEST = 5
Place = tuple[int, int]
Crossing = tuple[str, int]  # a row or a column
Way = list[tuple[Place, int]]
ALL = None
OF_A_SUM = 1_000_000  # rather many counts are hidden than one sum


@dataclass(frozen=True)
class Table:
    """`shown` holds every count by row and column, and the sums under ALL. None is hidden."""

    shown: Mapping[tuple[Hashable, Hashable], int | None]

    def count(self, row: Hashable, column: Hashable) -> int | None:
        return self.shown[row, column]


def protected(
    rows: Sequence[Hashable], columns: Sequence[Hashable], counts: Mapping[tuple[Hashable, Hashable], int]
) -> Table:
    """Counts that are not given are 0, and 0 is hidden as any other count under five is."""
    grid = Grid([[counts.get((row, column), 0) for column in columns] for row in rows], len(columns))
    hidden = grid.hide()
    names = [(i, j, row, column) for i, row in enumerate([*rows, ALL]) for j, column in enumerate([*columns, ALL])]
    return Table({(row, column): None if (i, j) in hidden else grid.counts[i, j] for i, j, row, column in names})


class Grid:
    """Counts and their sums. `sign` is such that, with it, each row and each column adds up to nought."""

    def __init__(self, inside: list[list[int]], width: int) -> None:
        across = [[*row, sum(row)] for row in inside]
        whole = [*across, [sum(row[column] for row in across) for column in range(width + 1)]]
        self.counts = {(i, j): each for i, row in enumerate(whole) for j, each in enumerate(row)}
        self.sums = {(i, j): (i == len(inside)) + (j == width) for i, j in self.counts}
        self.sign = {place: -1 if self.sums[place] == 1 else 1 for place in self.counts}

    def hide(self) -> set[Place]:
        """The places of all that is hidden: the small ones, and what is cheapest to hide beside them."""
        hidden = {place for place, each in self.counts.items() if each < FEWEST}
        while more := next((found for place in sorted(hidden) if (found := self.lacks(hidden, place))), None):
            hidden |= more
        return hidden

    def lacks(self, hidden: set[Place], place: Place) -> set[Place]:
        """What has to be hidden beside, so that there is more room for the count at `place`; nothing if it has room."""
        now = dict(self.counts)
        free = dict.fromkeys(hidden, 0)
        taken = self.moved(now, free, place, 1)
        if taken + self.moved(dict(self.counts), free, place, -1) >= FEWEST:
            return set()
        prices = {each: 0 if each in hidden else self.price(each) for each in self.counts}
        way = self.way_round(now, prices, place, 1)
        assert way is not None  # the sums of its row and column may always rise with it
        return {each for each, _change in way} - hidden

    def price(self, place: Place) -> int:
        return self.counts[place] + OF_A_SUM * self.sums[place]

    def moved(self, now: dict[Place, int], open_to: Mapping[Place, int], place: Place, step: int) -> int:
        """How often the count at `place` may change by `step`, up to FEWEST, if only `open_to` may change with it."""
        for taken in range(FEWEST):
            way = self.way_round(now, open_to, place, step) if now[place] + step >= 0 else None
            if way is None:
                return taken
            for each, change in [(place, step), *way]:
                now[each] += change
        return FEWEST

    def way_round(self, now: Mapping[Place, int], prices: Mapping[Place, int], place: Place, step: int) -> Way | None:
        """The cheapest way from the row of `place` to its column that makes good a change by `step`; none below 0."""
        added = step * self.sign[place]
        start, end = ("row", place[0]), ("column", place[1])
        came: dict[Crossing, tuple[Crossing, Place, int]] = {}
        order = numbers()
        queue: list[tuple[int, int, Crossing, tuple[Crossing, Place, int] | None]] = [(0, next(order), start, None)]
        seen: set[Crossing] = set()
        while queue:
            paid, _order, here, how = heapq.heappop(queue)
            if here in seen:
                continue
            seen.add(here)
            if how:
                came[here] = how
            if here == end:
                return walked(came, start, end)
            along, across = (-added, 0) if here[0] == "row" else (added, 1)
            for each, price in prices.items():
                change = along * self.sign[each]
                if each != place and each[across] == here[1] and now[each] + change >= 0:
                    there = ("column", each[1]) if across == 0 else ("row", each[0])
                    heapq.heappush(queue, (paid + price, next(order), there, (here, each, change)))
        return None


def walked(came: Mapping[Crossing, tuple[Crossing, Place, int]], start: Crossing, end: Crossing) -> Way:
    way = []
    while end != start:
        end, each, change = came[end]
        way.append((each, change))
    return way
