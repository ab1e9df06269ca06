"""Whatever can be read: states, changes, weeks and words of it hold together."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from maps.hours import State, read, usual_week, week
from maps.hours.tree import MONTHS, WEEKDAYS
from maps.hours.words import in_words, status_words

WARSAW, KYIV = ZoneInfo("Europe/Warsaw"), ZoneInfo("Europe/Kyiv")
COUNTRIES = ["PL", "SK", "CZ", "HU", "UA", ""]

times = st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30]), st.integers(1, 14)).map(
    lambda at: f"{at[0]:02d}:{at[1]:02d}-{(at[0] + at[2]) % 24:02d}:{at[1]:02d}"
)
spans = st.lists(times | st.sampled_from(["10:00+", "sunrise-sunset", "(sunset-01:00)-23:00"]), max_size=2).map(
    ",".join
)
weekday = st.sampled_from(WEEKDAYS)
days = st.just("") | st.lists(weekday, min_size=1, max_size=3).map(",".join)
days |= st.tuples(weekday, weekday).map("-".join)
days |= st.sampled_from(["PH", "SH", "SH Mo-Fr", "PH,Su", "PH -1 day", "Mo[1]", "Fr[-1]", "Sa[1,3] +1 day"])
month = st.sampled_from(MONTHS)
seasons = st.just("") | month | st.tuples(month, month).map("-".join)
seasons |= st.sampled_from(
    ["Dec 24-Jan 6", "Feb 29", "easter -2 days", "2026", "2027 Mar 1-10", "week 1-53/2", "2026+"]
)
states = st.sampled_from(["", "open", "off", "unknown", '"call"', 'off "ill"'])
rules = st.tuples(seasons, days, spans, states).map(lambda parts: " ".join(filter(None, parts)) or "open")


@st.composite
def some_hours(draw: st.DrawFn) -> str:
    text = draw(rules)
    for _ in range(draw(st.integers(0, 3))):
        bare = text[-1] not in '"f05n'
        joints = ["; ", " || "] if bare else ["; ", ", ", " || "]
        text += draw(st.sampled_from(joints)) + draw(rules)
    return text


def readable(text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


hours_read = some_hours().filter(readable)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 3, 1), timezones=st.sampled_from([WARSAW, KYIV]))
mondays = st.integers(0, 60).map(lambda weeks: date(2026, 1, 5) + timedelta(weeks=weeks))


@settings(max_examples=300)
@given(hours_read, moments, st.sampled_from(COUNTRIES))
def test_the_next_change_is_later_within_a_year_and_really_changes_the_state(
    text: str, at: datetime, country: str
) -> None:
    hours = read(text)
    change = hours.next_change(at, country)
    now = hours.state(at, country).state
    if change is None:
        return
    assert timedelta() < change - at <= timedelta(days=366)
    assert hours.state(change, country).state != now
    assert hours.state(change - timedelta(minutes=1), country).state == now or change - at < timedelta(minutes=2)


@given(hours_read, mondays, st.sampled_from(COUNTRIES))
def test_open_times_lie_in_their_week_sorted_and_apart_and_say_what_the_state_says(
    text: str, monday: date, country: str
) -> None:
    hours = read(text)
    found = week(hours, monday, country, WARSAW)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= 7 * 24 * 60 for edge in edges)
    assert not country or usual_week(hours, monday, WARSAW) == week(hours, monday, "", WARSAW)
    for minute in range(30, 7 * 24 * 60, 397):
        at = datetime.combine(monday, datetime.min.time(), WARSAW) + timedelta(minutes=minute)
        if at.utcoffset() == (at + timedelta(hours=2)).utcoffset() == (at - timedelta(hours=2)).utcoffset():
            is_open = hours.state(at, country).state == State.OPEN
            assert is_open == any(start <= minute < end for start, end in found)


@given(hours_read, moments, st.sampled_from(["en", "pl", "sk", "cs", "hu", "uk"]))
def test_everything_that_can_be_read_can_be_said(text: str, at: datetime, language: str) -> None:
    rows = in_words(read(text), language)
    assert rows
    assert all(row.label and row.text for row in rows)
    assert status_words(read(text), at, "PL")


def test_both_sides_of_each_clock_change_are_right() -> None:
    night = read("Sa 22:00-04:00")
    spring, autumn = date(2026, 3, 23), date(2026, 10, 19)
    for monday, hours_open in ((spring, 5), (autumn, 7)):
        start = datetime.combine(monday + timedelta(days=5), datetime.min.time(), WARSAW)
        found = [each for each in night.stretches(start, start + timedelta(days=2), "PL") if each.state == State.OPEN]
        assert [(each.end.timestamp() - each.start.timestamp()) / 3600 for each in found] == [hours_open]
        assert [(each.start.hour, each.end.hour) for each in found] == [(22, 4)]
        assert week(night, monday, "PL", WARSAW) == [(8520, 8880)]


def test_public_holidays_are_those_of_the_country() -> None:
    hours = read("Mo-Fr 08:00-16:00; PH off")
    closed = {(2026, 11, 11): "PL", (2026, 11, 17): "CZ", (2026, 10, 23): "HU", (2026, 8, 24): "UA", (2026, 9, 1): ""}
    for day, country in closed.items():
        at = datetime(*day, 10, tzinfo=WARSAW)
        off = [each for each in ("PL", "SK", "CZ", "HU", "UA") if hours.state(at, each).state == State.CLOSED]
        assert off == [country] * bool(country)


def test_from_2025_the_17th_of_november_is_a_working_day_in_slovakia() -> None:
    at = datetime(2026, 11, 17, 10, tzinfo=WARSAW)
    assert read("Mo-Fr 08:00-16:00; PH off").state(at, "SK").state == State.OPEN
