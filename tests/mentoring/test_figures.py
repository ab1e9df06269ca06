"""What a centre learns about its mentoring, from facts without names."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mentoring.figures import Asked, Cell, Feedback, GoalSet, Paired, Quarter, Question, figures, mean, spread, wilson
from mentoring.figures.estimates import student

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)
AUTUMN, SUMMER, LONG_AGO = dt.date(2026, 10, 5), dt.date(2026, 7, 6), dt.date(2020, 2, 29)


def asked_of(facts: Any, key: str, **more: Any) -> Question:
    sources: dict[str, Any] = {"requests": [], "mentorships": []} | facts | more
    return next(each for each in figures(TODAY, **sources) if each.key == key)


def line(question: Question, span: str | None) -> dict[str, Cell]:
    """`span` None is all together."""
    found = [each for each in question.lines if (each.span and str(each.span)) == span]
    assert len(found) == 1
    return dict(found[0].cells)


def waited(days: list[int], on: dt.date = AUTUMN) -> list[Asked]:
    return [Asked(on, paired_on=on + each * DAY) for each in days]


@settings(deadline=None)
@given(st.integers(1, 400).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_the_interval_of_a_share_is_wilsons(numbers: tuple[int, int]) -> None:
    reference = stats.binomtest(*numbers).proportion_ci(method="wilson")
    found = wilson(*numbers)
    assert (found.low, found.high) == pytest.approx((reference.low, reference.high), abs=1e-9)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_published_values_of_wilsons_interval_hold() -> None:
    """Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3."""
    for numbers, low, high in (((81, 263), 0.2553, 0.3662), ((15, 148), 0.0624, 0.1605), ((0, 20), 0, 0.1611)):
        found = wilson(*numbers)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@settings(deadline=None)
@given(st.integers(4, 500))
def test_students_t_is_exact_to_a_thousandth(freedom: int) -> None:
    assert student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=0.001)


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=5, max_size=60))
def test_a_mean_has_students_interval_and_stays_on_the_scale(scores: list[int]) -> None:
    found = mean(scores, least=1, most=5)
    assert 1 <= found.low <= found.value + 1e-9
    assert found.value <= found.high + 1e-9 <= 5 + 1e-9
    if len(set(scores)) > 1:
        low, high = stats.t.interval(0.95, len(scores) - 1, loc=found.value, scale=stats.sem(scores))
        assert (found.low, found.high) == pytest.approx((max(1, low), min(5, high)), abs=0.005)


@settings(deadline=None)
@given(st.lists(st.integers(0, 400), min_size=5, max_size=60))
def test_quartiles_are_those_of_most_programs(days: list[int]) -> None:
    found = spread(days)
    assert (found.low, found.value, found.high) == pytest.approx(tuple(stats.scoreatpercentile(days, [25, 50, 75])))


def test_waiting_runs_from_the_request_to_the_first_yes_of_both_and_up_to_today_for_who_still_waits() -> None:
    still = [Asked(TODAY - each * DAY) for each in (10, 20, 30, 40, 45)]
    found = line(asked_of({"requests": waited([2, 4, 6, 8, 40]) + still}, "waiting"), "2026-Q4")
    assert found == {
        "paired": Cell(5),
        "days_until_yes": Cell(6, 4, 8),
        "still_waiting": Cell(5),
        "days_so_far": Cell(30, 20, 40),
    }


def test_the_share_is_of_all_who_asked() -> None:
    requests = waited([1] * 12) + [Asked(AUTUMN)] * 13
    found = line(asked_of({"requests": requests}, "share"), None)
    assert (found["requests"], found["paired"]) == (Cell(25), Cell(12))
    assert (found["share"].value, round(found["share"].low or 0, 3)) == (0.48, 0.3)


def names(question: Question) -> list[str]:
    return [str(each.span) for each in question.lines[:-1]]


def test_a_quiet_quarter_is_put_together_with_the_next_and_the_last_with_the_one_before() -> None:
    spring = dt.date(2026, 4, 1)
    busy = waited([1] * 5, spring) + waited([2] * 6, SUMMER) + waited([3] * 9)
    assert names(asked_of({"requests": busy}, "share")) == ["2026-Q2", "2026-Q3", "2026-Q4"]
    assert names(asked_of({"requests": busy[1:]}, "share")) == ["2026-Q2/2026-Q3", "2026-Q4"]
    assert names(asked_of({"requests": busy[:-5]}, "share")) == ["2026-Q2", "2026-Q3/2026-Q4"]
    assert names(asked_of({"requests": []}, "share")) == ["2026-Q4"]


def test_what_lies_more_than_two_years_back_is_one_line() -> None:
    question = asked_of({}, "meetings", meetings=[AUTUMN] * 5 + [LONG_AGO] * 9)
    assert names(question) == ["/2025-Q1", "2025-Q2/2026-Q4"]
    assert [each.cells["held"] for each in question.lines] == [Cell(9), Cell(5), Cell(14)]


def test_nothing_is_said_of_four_and_not_by_subtraction_either() -> None:
    requests = waited([1] * 14) + [Asked(AUTUMN)] * 4 + waited([1] * 15, SUMMER) + [Asked(SUMMER)] * 8
    question = asked_of({"requests": requests}, "share")
    assert [each.cells["paired"].value for each in question.lines] == [None, None, 29]
    assert [each.cells["share"].value is None for each in question.lines] == [True, True, False]
    still = [each.cells["still_waiting"].value for each in asked_of({"requests": requests}, "waiting").lines]
    assert still == [None, None, 12]


def test_of_a_hidden_base_no_share_mean_or_median_is_said() -> None:
    requests = waited([1] * 6) + [Asked(AUTUMN)] * 2
    assert line(asked_of({"requests": requests}, "share"), None)["share"] == Cell(None)
    feedback = [Feedback(AUTUMN, (5, 4, None))] * 4
    for number in (1, 2, 3):
        found = line(asked_of({}, f"feedback_{number}", feedback=feedback), None)
        assert found == {"answers": Cell(None), "mean": Cell(None)}


def test_mentorships_stand_by_state() -> None:
    pairs = [Paired(AUTUMN, state) for state in ["active"] * 7 + ["ended"] * 6 + ["open"] * 5 + ["not_agreed"] * 8]
    counts = {"mentorships": 26, "open": 5, "active": 7, "ended": 6, "not_agreed": 8}
    found = line(asked_of({"mentorships": pairs}, "mentorships"), None)
    assert {measure: cell.value for measure, cell in found.items()} == counts


def test_meetings_goals_and_feedback_have_tables_once_they_are_written_down() -> None:
    assert [each.key for each in figures(TODAY, [], [])] == ["waiting", "share", "mentorships"]
    goals = [GoalSet(AUTUMN, is_reached=True)] * 6 + [GoalSet(SUMMER, is_reached=False)] * 6
    found = line(asked_of({}, "goals", goals=goals), None)
    assert (found["goals"], found["reached"], found["share"].value) == (Cell(12), Cell(6), 0.5)
    assert line(asked_of({}, "meetings", meetings=[AUTUMN] * 7), "2026-Q4")["held"] == Cell(7)
    answers = [Feedback(AUTUMN, (score, 5, None)) for score in (3, 4, 5, 4, 4)]
    assert line(asked_of({}, "feedback_1", feedback=answers), None)["mean"].value == 4
    assert line(asked_of({}, "feedback_2", feedback=answers), None)["mean"] == Cell(5, 5, 5)


FACTS = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 60), st.booleans()))


@settings(deadline=None)
@given(FACTS)
def test_no_figure_has_a_base_under_five(facts: list[tuple[int, int, bool]]) -> None:
    made = []
    for ago, days, is_paired in facts:
        on = TODAY - (ago + days) * DAY
        made.append(Asked(on, paired_on=on + days * DAY if is_paired else None))
    for question in figures(TODAY, made, [])[:2]:
        for each in question.lines:
            shown = {measure: cell.value for measure, cell in each.cells.items()}
            for count in ("paired", "still_waiting", "requests"):
                assert shown.get(count) is None or shown[count] >= 5
            assert shown.get("paired") is not None or (shown.get("days_until_yes"), shown.get("share")) == (None, None)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(dt.date(2026, 1, 1), "2026-Q1"), (dt.date(2026, 3, 31), "2026-Q1"), (dt.date(2026, 12, 31), "2026-Q4")],
)
def test_a_quarter_has_three_months(day: dt.date, quarter: str) -> None:
    assert str(Quarter.of(day)) == quarter
