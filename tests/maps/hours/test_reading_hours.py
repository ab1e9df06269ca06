"""Hours are read leniently where their meaning is beyond doubt, and refused with the place of the fault where not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.hours import HoursError, read
from maps.hours.tokens import WORDS

LENIENT = {
    "Mo-Fr 9-17": "Mo-Fr 09:00-17:00",
    "mo-fr 9:00-17:00": "Mo-Fr 09:00-17:00",
    "Mo–Fr: 9.00–17.00": "Mo-Fr 09:00-17:00",
    "Monday-fri 09:00 - 17:00": "Mo-Fr 09:00-17:00",
    "Mo-Fr 8-12,13-17;": "Mo-Fr 08:00-12:00,13:00-17:00",
    "Mo-Fr 22:00-26:00": "Mo-Fr 22:00-02:00",
    "Sa 0-0": "Sa 00:00-24:00",
    "PH closed": "PH off",
    "Dec 25,26 off": "Dec 25,Dec 26 off",
    "December 24-26 off": "Dec 24-Dec 26 off",
    "“by appointment”": 'unknown "by appointment"',
    "24 / 7": "24/7",
    "Mar-May: Su[-1] 9-10": "Mar-May Su[-1] 09:00-10:00",
    "mar su[1] + 2 days - nov 3: 9:00-17:00": "Mar Su[1] +2 days-Nov 3 09:00-17:00",
}


@pytest.mark.parametrize(("typed", "usual"), LENIENT.items())
def test_what_is_beyond_doubt_is_read_and_written_in_the_usual_spelling(typed: str, usual: str) -> None:
    assert str(read(typed)) == usual
    assert read(usual) == read(typed)


SENSELESS = {
    "": ("empty", 0),
    ";": ("unexpected", 0),
    "25:00-26:00": ("no_time", 0),
    "Mo 10:00-10:75": ("no_time", 9),
    "Fr-": ("end", 3),
    "Mo 9": ("end", 4),
    "Mo 9:00-9:00": ("same", 3),
    "Mo 10:00-48:00": ("over", 3),
    "Mo 10:00": ("end", 8),
    "Mo 10:00 Tu": ("point", 9),
    "Mo 9am-5pm": ("ampm", 4),
    "Moon 9-17": ("word", 0),
    "Mo 9-17 €": ("sign", 8),
    'Mo 9-17 "call': ("quote", 8),
    "Feb 30 off": ("day", 4),
    "Jan 5-3 off": ("backwards", 8),
    "2026-2024 off": ("backwards", 10),
    "week 54 off": ("week", 5),
    "Mo[6] 9-10": ("nth", 3),
    "Mo[1 9-10": ("bracket", 5),
    "24:00+": ("no_time", 0),
    "Mo 9-10 || :": ("end", 12),
    "2026 2026 Jan": ("beyond", 0),
    "PH Mo 9-10": ("holiday_weekday", 3),
    "Jan 1-Mar 9:00-10:00": ("month_day", 10),
    "10:00-16:00/90": ("repeated", 11),
    "Mo 9-17 Tu": ("unexpected", 8),
    "Mo 9-17 ||": ("end", 10),
    "Mo 9-17,,": ("unexpected", 8),
    "(sunset) 9-17": ("sun", 7),
    "x" * 256: ("long", 255),
}


@pytest.mark.parametrize(("typed", "fault"), SENSELESS.items())
def test_hours_that_make_no_sense_are_refused_with_the_place_of_the_fault(typed: str, fault: tuple[str, int]) -> None:
    with pytest.raises(HoursError) as caught:
        read(typed)
    assert (caught.value.code, caught.value.position) == fault


SIGNS = [*"'-–+,;:/()[]|", '"', "||", " ", "é", "٣", "\x00"]
PIECES = [*WORDS, *SIGNS, "Mo", "24/7", "9", "17", "09:00", "25:61", "2026", "99999999"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join) | st.text(max_size=300))
def test_random_text_is_read_or_refused_and_what_was_read_is_written_to_be_read_again(text: str) -> None:
    try:
        hours = read(text)
    except HoursError:
        return
    assert read(str(hours)) == hours
    at = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Kyiv"))
    assert hours.state(at, "UA").start == at
