"""Days by the calendar, hours by the clock on the wall."""

import datetime as dt
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pages.rhythm import Rhythm, at_the_hours_of, days_after, planned

WARSAW = ZoneInfo("Europe/Warsaw")
DAY = dt.timedelta(days=1)
days = some.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


def first(day: dt.date, rhythm: Rhythm, most: int = 4) -> list[str]:
    return [str(found) for found in islice(days_after(day, rhythm), most)]


def test_the_second_thursday_is_the_second_thursday_of_every_month() -> None:
    assert first(dt.date(2027, 10, 14), Rhythm.MONTHLY) == ["2027-11-11", "2027-12-09", "2028-01-13", "2028-02-10"]


def test_from_the_31st_on_it_is_the_last_such_weekday() -> None:
    # 31 January 2027 is the fifth Sunday: February has four, and May five again.
    assert first(dt.date(2027, 1, 31), Rhythm.MONTHLY) == ["2027-02-28", "2027-03-28", "2027-04-25", "2027-05-30"]


def test_every_year_on_29_february_is_in_leap_years() -> None:
    assert first(dt.date(2028, 2, 29), Rhythm.YEARLY, 2) == ["2032-02-29", "2036-02-29"]
    assert first(dt.date(2027, 5, 3), Rhythm.YEARLY, 2) == ["2028-05-03", "2029-05-03"]


def test_every_two_weeks() -> None:
    assert first(dt.date(2027, 12, 20), Rhythm.FORTNIGHTLY, 2) == ["2028-01-03", "2028-01-17"]


@pytest.mark.parametrize("rhythm", Rhythm)
def test_the_calendar_ends(rhythm: Rhythm) -> None:
    assert list(days_after(dt.date(9999, 12, 30), rhythm)) == []


@given(day=days, rhythm=some.sampled_from(Rhythm))
def test_days_go_forward_on_the_same_weekday_or_date(day: dt.date, rhythm: Rhythm) -> None:
    found = [day, *islice(days_after(day, rhythm), 30)]
    assert found == sorted(set(found))
    if rhythm is Rhythm.YEARLY:
        assert {(each.month, each.day) for each in found} == {(day.month, day.day)}
    else:
        assert {each.weekday() for each in found} == {day.weekday()}
    if rhythm is Rhythm.MONTHLY:
        months = [each.year * 12 + each.month for each in found]
        assert months == list(range(months[0], months[0] + 31))


@given(day=days, earliest=days, most=some.integers(0, 60), later=some.integers(0, 4000))
def test_a_plan_keeps_its_bounds(day: dt.date, earliest: dt.date, most: int, later: int) -> None:
    until, out = earliest + later * DAY, {day + 7 * DAY}
    found = planned(day, Rhythm.WEEKLY, earliest=earliest, most=most, until=until, left_out=out)
    assert len(found) <= most
    assert all(max(day + DAY, earliest) <= each <= until and each not in out for each in found)


zones = some.sampled_from([WARSAW, ZoneInfo("Europe/Kyiv"), ZoneInfo("Europe/Budapest"), dt.UTC])
moments = some.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2080, 1, 1), timezones=some.just(dt.UTC))


@given(start=moments, minutes=some.integers(1, 3 * 24 * 60), day=days, zone=zones)
def test_hours_on_the_wall_are_kept_across_the_change_of_clocks(
    start: dt.datetime, minutes: int, day: dt.date, zone: dt.tzinfo
) -> None:
    end = start + dt.timedelta(minutes=minutes)
    begins, finishes = at_the_hours_of(start, end, day, zone)
    assert begins < finishes
    asked = start.astimezone(zone).time()
    wall = dt.datetime.combine(day, asked)
    skipped = wall.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != wall
    assert skipped or (begins.astimezone(zone).date(), begins.astimezone(zone).time()) == (day, asked)


def test_six_in_the_evening_stays_six_in_the_evening() -> None:
    summer = dt.datetime(2027, 10, 28, 18, 0, tzinfo=WARSAW)
    begins, finishes = at_the_hours_of(summer, summer + dt.timedelta(hours=2), dt.date(2027, 11, 4), WARSAW)
    assert f"{begins.astimezone(WARSAW):%H:%M}–{finishes.astimezone(WARSAW):%H:%M}" == "18:00–20:00"
    assert begins - summer == dt.timedelta(days=7, hours=1)
