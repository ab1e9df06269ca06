"""What a keyboard without local letters types finds what was written with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.interface.search import folded


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Łódź", "lodz"), ("Žďár", "zdar"), ("Gyöngyös", "gyongyos"), ("Київ", "киів"), ("ĐURIĆ", "duric"), ("ﬁ", "fi")],
)
def test_letters_lose_their_marks(text: str, bare: str) -> None:
    assert folded(text) == bare


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
