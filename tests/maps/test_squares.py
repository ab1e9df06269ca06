"""A place is told only as the middle of its square."""

import math

from hypothesis import given
from hypothesis import strategies as st

from maps.squares import SIDE, coarse, nearest

places = st.tuples(st.floats(-84, 84), st.floats(-179, 179))


@given(places)
def test_the_middle_lies_near_and_is_its_own_middle(place: tuple[float, float]) -> None:
    north, east = coarse(*place)
    assert abs(north - place[0]) <= SIDE / 2 + 1e-4
    assert abs(east - place[1]) <= SIDE / 2 / math.cos(math.radians(north)) + 1e-4
    assert coarse(north, east) == (north, east)


def test_a_square_holds_more_than_one_house() -> None:
    """Of ten thousand places in a frame of five kilometres, no more than its squares are told."""
    steps = range(100)
    told = {coarse(49.6 + row * 0.00045, 20.7 + column * 0.0007) for row in steps for column in steps}
    assert 90 < len(told) <= 144


def test_the_nearest_village_is_named() -> None:
    villages = {"Dolna": (49.6, 20.7), "Górna": (49.65, 20.7)}
    assert nearest(villages, 49.61, 20.71) == "Dolna"
    assert nearest(villages, 49.64, 20.71) == "Górna"
