"""What a process committed itself is handed over without reading it again, where that is all there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.live.events import News, next_after


def news(*numbers: int) -> list[News]:
    return [News("open:1", number, "said", {"en": str(number)}) for number in numbers]


@pytest.mark.parametrize(
    ("seen", "fresh", "numbers"),
    [
        ([4, 4], (5,), [5]),
        ([4], (6, 5), [5, 6]),
        ([4, 6], (5, 6, 7), [5, 6, 7]),
        ([5], (4, 5, 6), [6]),
    ],
)
def test_what_follows_without_a_gap_is_handed_over_in_order(
    seen: list[int], fresh: tuple[int, ...], numbers: list[int]
):
    found = next_after(seen, news(*fresh))
    assert found is not None
    assert ([each.number for each in found.news], found.last) == (numbers, numbers[-1])


@pytest.mark.parametrize(
    ("seen", "fresh"),
    [
        ([4], ()),  # somebody asked for what came before
        ([4], (6,)),  # another process wrote 5, or its word is still on the way
        ([4], (5, 7)),
        ([3, 4], (5,)),  # somebody is further behind
        ([4, 7], (5, 6)),  # somebody has seen more than is known here
        ([6], (5, 6)),
    ],
)
def test_where_something_is_missing_the_table_is_asked(seen: list[int], fresh: tuple[int, ...]):
    assert next_after(seen, news(*fresh)) is None


@given(st.lists(st.integers(0, 12), min_size=1), st.lists(st.integers(1, 12), unique=True))
def test_nobody_is_told_that_they_are_ahead_or_misses_a_number(seen: list[int], fresh: list[int]):
    found = next_after(seen, news(*fresh))
    if found is None:
        return
    assert all(not found.gap_after(number) for number in seen)
    assert {each.number for each in found.news} == set(range(min(seen) + 1, found.last + 1))
