"""Hours in words: rows for a table of days, and a sentence about now."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from maps.hours import HoursError, read, usual_week
from maps.hours.grid import Grid, fault
from maps.hours.tree import DAY
from maps.hours.words import error_words, in_words, status_words
from maps.hours.words_errors import ERRORS

WARSAW = ZoneInfo("Europe/Warsaw")
ROWS = {
    "Mo-Fr 07:30-15:30; PH off": [
        ("Monday to Friday", "7:30–15:30"),
        ("Saturday, Sunday", "closed"),
        ("Public holidays", "closed"),
    ],
    "24/7": [("Every day", "open all day")],
    'Mo,We-Fr 8-12,13-16; Tu 9-17; Sa 9-12 open "ring"; Dec 24 off': [
        ("Monday, Wednesday to Friday", "8:00–12:00, 13:00–16:00"),
        ("Tuesday", "9:00–17:00"),
        ("Saturday", "9:00–12:00 (ring)"),
        ("Sunday", "closed"),
        ("24 December", "closed"),
    ],
    "Apr-Sep Mo-Fr 8-18; Oct-Mar Mo-Fr 8:00-16:00; PH off": [
        ("April to September, Monday to Friday", "8:00–18:00"),
        ("October to March, Monday to Friday", "8:00–16:00"),
        ("Public holidays", "closed"),
        ("Otherwise", "closed"),
    ],
    "PH off; Mo-Fr 8-16": [
        ("Monday to Friday", "8:00–16:00"),
        ("Saturday, Sunday", "closed"),
        ("Public holidays, Saturday, Sunday", "closed"),
    ],
    "Mo-Fr 8-16; We 12-13 off": [
        ("Monday, Tuesday, Thursday, Friday", "8:00–16:00"),
        ("Wednesday", "8:00–16:00, closed 12:00–13:00"),
        ("Saturday, Sunday", "closed"),
    ],
    'Mo-Fr 8-16 || "call"': [("Monday to Friday", "8:00–16:00"), ("Otherwise", "call")],
    "Mo[1] 9-10; week 1-53/2 Tu 9-10; easter +1 day off": [
        ("First Monday of the month", "9:00–10:00"),
        ("Odd weeks of the year, Tuesday", "9:00–10:00"),
        ("Easter Monday", "closed"),
        ("Otherwise", "closed"),
    ],
    "2026 Aug 3-14 off; SH 10:00+": [("3 August 2026 to 14 August 2026", "closed"), ("School holidays", "from 10:00"), ("Otherwise", "closed")],
    "sunrise-(sunset-01:00)": [("Every day", "sunrise–sunset − 1:00")],
    "Mo-Sa,PH 10-12": [
        ("Monday to Saturday", "10:00–12:00"),
        ("Sunday", "closed"),
        ("Public holidays", "10:00–12:00"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), ROWS.items())
def test_a_table_of_days_says_what_the_rules_say(text: str, rows: list[tuple[str, str]]) -> None:
    assert in_words(read(text), "en") == rows


def test_times_and_names_are_those_of_the_language() -> None:
    hours = read("Mo 7:30-15:30; Dec 24 off")
    assert in_words(hours, "pl")[0] == ("Poniedziałek", "07:30–15:30")
    assert in_words(hours, "cs")[0] == ("Pondělí", "7:30–15:30")
    assert [in_words(hours, language)[-1].label for language in ("pl", "sk", "cs", "hu", "uk")] == [
        "24 grudnia",
        "24. decembra",
        "24. prosince",
        "December 24.",
        "24 грудня",
    ]


NOW = {
    ("Mo-Fr 7:30-15:30", 23, 12): "Open now, closes at 15:30",
    ("Mo-Fr 7:30-15:30", 23, 6): "Closed now, opens at 7:30",
    ("Mo-Fr 7:30-15:30", 23, 18): "Closed now, opens tomorrow at 7:30",
    ("Mo-Fr 7:30-15:30", 20, 18): "Closed now, opens on Monday at 7:30",
    ("Dec 24 10:00-12:00", 20, 18): "Closed now, opens on 24 December at 10:00",
    ("24/7", 20, 18): "Always open",
    ("Fr 00:00-24:00", 20, 18): "Open all day",
    ("Sa,Su 00:00-24:00", 21, 12): "Open now, without a break until 23 November",
    ("Fr 18:00-02:00", 20, 19): "Open now, closes at 2:00",
    ("Fr 10:00+", 20, 19): "Open now, no closing time is given",
    ("off", 20, 19): "Closed now",
    ('off "ill"', 20, 19): "Closed now (ill)",
    ('"call"', 20, 19): "It is not known whether it is open now (call)",
    ("SH 10-20", 20, 19): "Perhaps open: it depends on the school holidays",
}


@pytest.mark.parametrize(("asked", "sentence"), NOW.items())
def test_one_sentence_says_whether_it_is_open_and_until_when(asked: tuple[str, int, int], sentence: str) -> None:
    text, day, hour = asked
    assert status_words(read(text), datetime(2026, 11, day, hour, tzinfo=WARSAW), "PL") == sentence


def test_every_fault_has_a_sentence_in_every_language() -> None:
    for language in ("en", "pl", "sk", "cs", "hu", "uk"):
        with override(language):
            for code in ERRORS:
                assert error_words(HoursError(code, 3, "x"))


spans = st.tuples(st.integers(0, DAY - 1), st.integers(1, DAY)).filter(lambda span: span[0] < span[1])
times = st.lists(spans, max_size=2).map(lambda found: tuple(sorted(found))).filter(lambda found: not fault(found))


@given(st.tuples(*[times] * 7))
def test_the_table_of_days_and_the_week_of_minutes_tell_the_same(days: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    if len(text := str(Grid(days))) > 255 or not text:
        return
    told = {}
    for label, span in in_words(read(text), "cs"):
        for day in label.lower().split(", "):
            told[day] = span
    found = usual_week(read(text), datetime(2026, 11, 23).date(), WARSAW)
    minutes = sum(end - start for start, end in found)
    assert minutes == sum(end - start for day in days for start, end in day)
    assert set(told.values()) >= {
        ", ".join(f"{a // 60}:{a % 60:02d}–{b // 60}:{b % 60:02d}" for a, b in day) for day in days if day
    }
