"""The arithmetic of a hall, for every number of people."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from initiatives.voting.quorum import is_carried, needed

people = st.integers(0, 10**6)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    of = draw(st.integers(1, 1000))
    return draw(st.integers(0, of)), of


@given(st.integers(1, 10**6), shares())
def test_a_quorum_is_the_fewest_who_make_up_the_share(entitled: int, share: tuple[int, int]) -> None:
    parts, of = share
    fewest = needed(entitled=entitled, parts=parts, of=of)
    assert Fraction(fewest, entitled) >= Fraction(parts, of)
    assert fewest == 0 or Fraction(fewest - 1, entitled) < Fraction(parts, of)
    assert 0 <= fewest <= entitled


def test_a_third_of_ten_is_four_and_a_fifth_of_fifty_is_ten() -> None:
    assert needed(entitled=10, parts=1, of=3) == 4
    assert needed(entitled=50, parts=1, of=5) == 10
    assert needed(entitled=51, parts=1, of=5) == 11
    assert needed(entitled=51, parts=0, of=5) == 0


@given(people, people)
def test_a_motion_is_carried_or_its_opposite_or_there_is_a_tie(in_favour: int, against: int) -> None:
    carried = is_carried(in_favour=in_favour, against=against)
    refused = is_carried(in_favour=against, against=in_favour)
    assert carried + refused == (in_favour != against)


@given(people, people)
def test_one_more_hand_in_favour_never_loses_a_motion(in_favour: int, against: int) -> None:
    if is_carried(in_favour=in_favour, against=against):
        assert is_carried(in_favour=in_favour + 1, against=against)
