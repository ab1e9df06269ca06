"""No hidden count can be worked out: asked of a solver that knows nothing of how we hide."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from mentoring.figures import FEWEST, Table, protected
from mentoring.figures.hiding import ALL

COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 60))
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=6)
)


def shown(grid: list[list[int]]) -> Table:
    rows, columns = range(len(grid)), range(len(grid[0]))
    return protected(rows, columns, {(i, j): grid[i][j] for i in rows for j in columns})


def true_counts(grid: list[list[int]]) -> dict[tuple[int | None, int | None], int]:
    found: dict[tuple[int | None, int | None], int] = {}
    for i, row in enumerate(grid):
        for j, count in enumerate(row):
            for place in ((i, j), (i, ALL), (ALL, j), (ALL, ALL)):
                found[place] = found.get(place, 0) + count
    return found


def bounds_of(table: Table, place: tuple[int | None, int | None], rows: int, columns: int) -> tuple[float, float]:
    """The least and the most that a hidden count may be, for a reader who sees the rest and can solve equations."""
    cells = [(i, j) for i in range(rows) for j in range(columns)]

    def adds_up(where: tuple[int | None, int | None]) -> np.ndarray:
        return np.array([where[0] in (ALL, i) and where[1] in (ALL, j) for i, j in cells], dtype=float)

    known = [(adds_up(each), count) for each, count in table.shown.items() if count is not None]
    held = [LinearConstraint(row, count, count) for row, count in known]
    ends = []
    for way in (1, -1):
        found = milp(
            way * adds_up(place),
            constraints=held,
            integrality=np.ones(len(cells)),
            bounds=Bounds(0, 1000),
        )
        assert found.success
        ends.append(way * found.fun)
    return round(ends[0]), round(ends[1])


@settings(max_examples=80, deadline=None)
@given(TABLES)
def test_a_hidden_count_may_still_be_any_of_six_numbers_or_more(grid: list[list[int]]) -> None:
    table = shown(grid)
    for place, count in table.shown.items():
        if count is None:
            least, most = bounds_of(table, place, len(grid), len(grid[0]))
            assert most - least >= FEWEST


@settings(deadline=None)
@given(TABLES)
def test_what_is_shown_is_true_and_never_under_five(grid: list[list[int]]) -> None:
    counts = true_counts(grid)
    for place, count in shown(grid).shown.items():
        assert count is None or count == counts[place] >= FEWEST


@settings(deadline=None)
@given(TABLES)
def test_where_nothing_is_small_nothing_is_hidden(grid: list[list[int]]) -> None:
    large = [[count + FEWEST for count in row] for row in grid]
    assert shown(large).shown == true_counts(large)


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_what_is_left_over_of_a_sum_is_itself_a_count_of_five_or_more_of_several(counts: list[int]) -> None:
    table = shown([[count] for count in counts])
    everybody = table.count(ALL, 0)
    hidden = [count for row, count in enumerate(counts) if table.count(row, 0) is None]
    if everybody is not None and hidden:
        assert len(hidden) > 1
        assert sum(hidden) >= FEWEST


SMALL = [
    # One small count takes the next smallest of its row and column along, and one that closes the way.
    ([[3, 20], [30, 40]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ([[3, 20, 9], [30, 40, 8], [50, 50, 7]], {(0, 0), (0, 2), (1, 0), (1, 2)}),
    # Four and nought together are still under five.
    ([[4], [0], [9], [12]], {(0, 0), (1, 0), (2, 0)}),
]


@pytest.mark.parametrize(("grid", "hidden"), SMALL, ids=str)
def test_what_is_hidden_beside_a_small_count(grid: list[list[int]], hidden: set[tuple[int, int]]) -> None:
    table = shown(grid)
    cells = [(i, j) for i in range(len(grid)) for j in range(len(grid[0]))]
    assert {place for place in cells if table.shown[place] is None} == hidden
    assert table.count(ALL, ALL) == sum(map(sum, grid))
