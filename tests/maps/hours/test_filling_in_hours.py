"""A week's form makes hours in OpenStreetMap's syntax, and opens with what it can hold."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maps.hours import read
from maps.hours.fields import HoursField, HoursWidget
from maps.hours.grid import DAY, Grid, fault, grid_of


class PlaceForm(forms.Form):
    hours = HoursField(required=False)


def filled(**entries: str) -> PlaceForm:
    return PlaceForm({f"hours_{key}": value for key, value in entries.items()})


def weekdays(start: str, end: str) -> dict[str, str]:
    return {f"{day}_0_{edge}": time for day in range(5) for edge, time in (("from", start), ("to", end))}


def reposted(hours: str) -> PlaceForm:
    """The form as a browser sends it back untouched."""
    rows = HoursWidget().get_context("hours", hours, {})["widget"]
    entries = {f"hours_{key}": rows["entries"].get(key, "") for key in HoursWidget.keys}
    return PlaceForm(entries, initial={"hours": hours})


def test_a_week_of_days_becomes_hours() -> None:
    form = filled(**weekdays("07:30", "15:30"), holidays="closed")
    assert form.is_valid()
    assert form.cleaned_data["hours"] == "Mo-Fr 07:30-15:30; PH off"


def test_a_break_other_hours_on_holidays_and_a_note_are_kept() -> None:
    other = {"holidays": "other", "PH_0_from": "10:00", "PH_0_to": "12:00"}
    afternoon = {"0_1_from": "16:00", "0_1_to": "18:00"}
    form = filled(**weekdays("08:00", "12:00"), **afternoon, **other, note='ring "twice"')
    assert form.is_valid()
    monday, others, holidays = form.cleaned_data["hours"].split("; ")
    assert monday == 'Mo 08:00-12:00,16:00-18:00 open "ring ’twice’"'
    assert others == 'Tu-Fr 08:00-12:00 open "ring ’twice’"'
    assert holidays == 'PH 10:00-12:00 open "ring ’twice’"'


def test_an_empty_form_gives_no_hours_and_a_required_one_asks_for_them() -> None:
    assert filled().is_valid()
    assert filled().fields["hours"].clean("") == ""
    with pytest.raises(forms.ValidationError):
        HoursField().clean(dict.fromkeys(HoursWidget.keys, ""))


FAULTS = {
    "Monday: a time ends before it begins. Past midnight, an end until 6:00 is understood.": {
        "0_0_from": "17:00",
        "0_0_to": "08:00",
    },
    "Tuesday: the second time begins before the first one ends.": {
        "1_0_from": "08:00",
        "1_0_to": "12:00",
        "1_1_from": "11:00",
        "1_1_to": "15:00",
    },
    "Sunday: the time of closing is missing or no time.": {"6_0_from": "08:00"},
    "Friday: the time of opening is missing or no time.": {"4_1_from": "25:00", "4_1_to": "12:00"},
    "Public holidays: please give the other hours.": {"holidays": "other"},
}


@pytest.mark.parametrize(("sentence", "entries"), FAULTS.items())
def test_an_error_names_the_day_and_what_is_wrong(sentence: str, entries: dict[str, str]) -> None:
    assert filled(**entries).errors == {"hours": [sentence]}


def test_text_is_read_and_a_fault_in_it_is_shown_with_its_place() -> None:
    good = PlaceForm({"hours_text": "apr-sep mo-fr 8:00-18:00; ph off"})
    assert good.is_valid()
    assert good.cleaned_data["hours"] == "Apr-Sep Mo-Fr 08:00-18:00; PH off"
    bad = PlaceForm({"hours_text": "Mo 25:00-26:00"})
    assert bad.errors == {"hours": ["There is no such time: “25:00”. (Character 4.)"]}
    assert 'value="Mo 25:00-26:00"' in str(bad["hours"])


def test_the_week_is_not_filled_with_what_it_cannot_hold() -> None:
    beyond = ["Apr-Sep Mo-Fr 08:00-18:00", "Mo[1] 09:00-10:00", "10:00+", "24/7", "PH off; Mo-Fr 08:00-16:00", "Fr-"]
    for hours in beyond:
        entries = HoursWidget().get_context("hours", hours, {})["widget"]["entries"]
        assert entries == {"text": hours}


def test_the_week_and_the_text_cannot_both_be_filled_in() -> None:
    form = filled(**weekdays("08:00", "12:00"), text="Mo-Fr 9:00-12:00")
    assert form.errors == {"hours": ["Both the week and the text are filled in. Please empty one of them."]}


def test_the_field_is_drawn_with_its_errors_by_the_house_s_component() -> None:
    html = filled(**{"0_0_from": "08:00"})["hours"].as_field_group()
    assert "<legend>Hours" in html
    assert "Monday: the time of closing is missing or no time." in html
    assert 'name="hours_0_0_from" value="08:00"' in html
    assert '<details class="hours__week" open>' in html
    assert '<details class="hours__text">' in html


def test_hours_in_a_form_sent_back_untouched_have_not_changed() -> None:
    for hours in ("", "Mo-Fr 07:30-15:30; PH off", "Apr-Sep Mo-Fr 08:00-18:00", 'unknown "call"', "Fr 22:00-02:00"):
        form = reposted(hours)
        assert form.is_valid()
        assert form.cleaned_data["hours"] == hours
        assert not form.has_changed()


def test_every_input_of_the_week_has_a_name_of_its_own_for_screen_readers() -> None:
    html = str(PlaceForm()["hours"])
    labels = re.findall(r'<input type="time"[^>]*aria-label="([^"]*)"', html)
    assert len(labels) == len(set(labels)) == 32
    assert labels[0] == "Monday, opens at"


spans = st.tuples(st.integers(0, DAY - 1), st.integers(1, DAY)).filter(lambda span: not fault((span,)))
days = st.lists(spans, max_size=2).map(lambda found: tuple(sorted(found))).filter(lambda found: not fault(found))
notes = st.text(st.characters(exclude_characters='"', exclude_categories=["C", "Z"]), max_size=10)


@settings(deadline=None)
@given(st.tuples(*[days] * 7), st.none() | days, notes)
def test_what_the_weekly_form_writes_opens_in_it_again(week: Any, holidays: Any, note: str) -> None:
    grid = Grid(week, holidays, note)
    text = str(grid)
    if not text:
        assert grid == Grid()
        return
    if len(text) > 255 or not (any(week) or holidays or note):
        return
    again = grid_of(read(text))
    assert again is not None
    assert (again.days, again.holidays) == (grid.days, grid.holidays)
    assert str(again) == text


@settings(deadline=None, max_examples=60)
@given(st.tuples(*[days] * 7), st.integers(0, 7 * DAY - 1))
@example(((),) * 4 + (((18 * 60, 2 * 60),), ((18 * 60, 3 * 60),), ()), 5 * DAY + 30)
def test_a_filled_in_week_is_open_when_it_says_also_in_a_night_before_a_day_with_other_hours(
    week: Any, minute: int
) -> None:
    text = str(Grid(week))
    if not text or len(text) > 255:
        return
    day, clock = divmod(minute, DAY)
    today = any(start <= clock < (end if end > start else DAY) for start, end in week[day])
    since_yesterday = any(end < start and clock < end for start, end in week[day - 1])
    monday = datetime(2026, 6, 8, tzinfo=ZoneInfo("Europe/Warsaw"))  # no holiday and no change of clocks near it
    told = read(text).state(monday + timedelta(minutes=minute), "PL").state
    assert (told == "open") == (today or since_yesterday), text
