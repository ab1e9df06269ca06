import json
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from initiatives.voting.counting import (
    CountError,
    Fate,
    Parameters,
    Profile,
    Project,
    auto_increment,
    compare,
    count,
    satisfaction,
)
from initiatives.voting.counting.model import written

from .elections import WIELICZKA, Small, count_real, real


def test_a_winner_tells_its_round_price_and_payers() -> None:
    small = Small({"a": 9, "b": 5, "c": 4}, ({"a": 1}, {"a": 1, "b": 1}, {"a": 1, "b": 1}, {"c": 1}), 16)
    a, b, c = small.count(completion="none").traces
    assert (a.fate, a.round, a.price, a.paid_price, a.paid_rest, a.effective_votes) == ("bought", 1, 3.0, 3, 0, 3.0)
    assert (b.fate, b.money, b.missing) == ("unaffordable", 2.0, 3.0)
    assert (c.fate, c.round, c.price, c.votes) == ("bought", 2, 4.0, 1)


def test_those_with_less_than_the_price_give_what_they_have() -> None:
    small = Small({"a": 9, "b": 7}, ({"a": 1, "b": 1}, {"a": 1}, {"a": 1}, {"b": 1}), 20)
    b = small.count(completion="none").trace("b")
    assert (b.round, b.price, b.paid_price, b.paid_rest, b.effective_votes) == (2, 5.0, 1, 1, 1.4)


def test_a_loser_under_greedy_tells_what_was_left_at_its_turn() -> None:
    small = Small({"a": 9, "b": 5, "c": 1}, ({"a": 1, "b": 1}, {"a": 1, "b": 1}, {"a": 1, "c": 1}), 12)
    a, b, c = small.count(rule="greedy").traces
    assert (a.fate, a.round, a.money, a.missing) == (Fate.BOUGHT, 1, 12, None)
    assert (b.fate, b.round, b.money, b.missing) == (Fate.UNAFFORDABLE, 2, 3, 2)
    assert c.fate == Fate.BOUGHT
    assert small.count(rule="greedy", at_first_misfit="stop").trace("c").fate == Fate.AFTER_STOP


def test_who_was_never_in_the_race_is_told_why() -> None:
    small = Small({"a": 30, "b": 30, "c": 1}, ({"a": 1, "b": 1}, {"a": 1}, {"a": 1}), 90)
    assert [trace.fate for trace in small.count().traces] == ["bought", "bought", "no-support"]
    assert [trace.fate for trace in small.count(min_votes=2).traces] == ["bought", "too-few-votes", "too-few-votes"]
    assert [trace.fate for trace in small.count(eligibility=1, rule="greedy").traces] == [
        "bought",
        "bought",
        "ineligible",
    ]


def test_add1u_marks_what_was_filled_in() -> None:
    small = Small({"a": 8, "b": 8, "c": 3}, ({"a": 1}, {"b": 1}, {"c": 1}), 12)
    plain, filled = small.count(increment=4), small.count(increment=4, completion="add1u")
    assert (plain.winners, filled.winners, filled.endowment) == (("c",), ("c", "a"), Fraction(4))
    assert [trace.fate for trace in filled.traces] == ["filled", "unaffordable", "bought"]
    assert [tie.projects for tie in filled.ties] == [("a", "b")]


def test_when_the_first_step_overspends_the_count_at_exactly_its_share_stands() -> None:
    small = Small({"a": 7, "b": 8}, ({"a": 1}, {"b": 1}), 14)
    outcome = small.count(completion="add1", increment=1)
    assert (outcome.winners, outcome.endowment, outcome.steps) == (("a",), 7, 1)
    odd = Small({"a": 15, "b": 16}, ({"a": 1}, {"a": 1}, {"b": 1}, {"b": 1}), 30)
    outcome = odd.count(completion="add1", increment=1)
    assert (outcome.winners, outcome.endowment, outcome.steps) == (("a",), Fraction(15, 2), 1)


def test_add1_ends_when_every_supported_project_is_bought() -> None:
    outcome = Small({"a": 5, "b": 6, "c": 100}, ({"a": 1}, {"b": 1}), 100).count(increment=1)
    assert (outcome.winners, outcome.steps) == (("a", "b"), 0)


def test_comparison_gives_way_to_greedy_when_more_voters_have_more_there() -> None:
    small = Small({"a": 6, "b": 6, "c": 1}, ({"a": 1, "b": 1},) * 2 + ({"c": 1}, {}), 12)
    plain = small.count(completion="none")
    compared = small.count(completion="none", comparison=True)
    assert compared.comparison is not None
    assert (plain.winners, compared.winners) == (("a", "c"), ("a", "b"))
    assert (compared.comparison.prefer_equal_shares, compared.comparison.prefer_greedy) == (1, 2)
    assert compared.comparison.kept == "greedy"
    assert compared.cost == 12


def test_satisfaction_counts_winners_or_points_for_each_unique_ballot() -> None:
    profile = Profile.from_points(["a", "b"], [{"a": 3}, {"a": 1, "b": 2}, {"a": 3}])
    assert dict(zip(profile.weights, satisfaction(profile, ["a"]), strict=True)) == {2: 3.0, 1: 1.0}
    assert compare(profile, ["b"], ["a"]) == (1, 2)
    assert np.array_equal(satisfaction(profile, []), [0, 0])


def test_the_increment_is_one_coin_until_shares_are_large() -> None:
    assert auto_increment(1_000_000, 6_586) == 1
    assert (auto_increment(4_999, 1), auto_increment(5_000, 1), auto_increment(216_000_000, 1_792)) == (1, 10, 241)
    assert auto_increment(216_000_000_00, 1_792, unit=100) == 241


def test_the_same_election_in_grosze_has_the_same_outcome() -> None:
    election = real(WIELICZKA)
    grosze = [Project(project.id, project.cost * 100) for project in election.projects]
    outcome = count(grosze, election.profile, election.budget * 100, Parameters(increment=1, unit=100))
    assert outcome.endowment == 31_500
    assert outcome.as_dict() == count_real(WIELICZKA, increment=1).as_dict()


def test_an_outcome_carries_what_another_program_needs() -> None:
    told = json.loads(json.dumps(count_real(WIELICZKA, increment=1, comparison=True).as_dict()))
    assert {key: told[key] for key in ("cost", "budget", "voters", "endowment", "steps", "ties", "drawn_steps")} == {
        "cost": 995_079,
        "budget": 1_000_000,
        "voters": 6_586,
        "endowment": 315,
        "steps": 165,
        "ties": [],
        "drawn_steps": 0,
    }
    assert told["parameters"] == {
        "rule": "equal-shares",
        "min_votes": 0,
        "eligibility": 0,
        "tie_rule": ["cheaper", "more votes", "file order"],
        "seed": None,
        "order": None,
        "completion": "add1",
        "start": "integral",
        "increment": 1,
        "stop": "overspend",
        "comparison": True,
    }
    assert told["comparison"] == {"prefer_equal_shares": 1_615, "prefer_greedy": 873, "kept": "equal-shares"}


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (Fraction(5), 5),
        (Fraction(171613817, 100), "1716138.17"),
        (Fraction(-1, 20), "-0.05"),
        (Fraction(500000, 3293), "500000/3293"),
    ],
)
def test_amounts_are_written_exactly(amount: Fraction, told: int | str) -> None:
    assert written(amount) == told


def test_nobody_voted_and_nothing_is_bought_by_shares() -> None:
    outcome = count([Project("a", 1)], Profile.from_approvals(["a"], []), 10, Parameters())
    assert (outcome.winners, outcome.endowment, outcome.traces[0].fate) == ((), None, "no-support")


@pytest.mark.parametrize(
    "parameters",
    [
        {"rule": "lottery"},
        {"completion": "add2"},
        {"at_first_misfit": "shrug"},
        {"increment": 0},
        {"increment": 1.5},
        {"increment": "some"},
        {"min_votes": -1},
        {"eligibility": True},
        {"unit": 0},
    ],
    ids=str,
)
def test_parameters_that_mean_nothing_are_refused(parameters: dict[str, Any]) -> None:
    with pytest.raises(CountError, match=next(iter(parameters))):
        Parameters(**parameters)


@pytest.mark.parametrize(
    ("projects", "budget", "told"),
    [
        ([Project("a", 0), Project("b", 1)], 9, "'a' costs 0"),
        ([Project("a", -3), Project("b", 1)], 9, "'a' costs -3"),
        ([Project("a", 1), Project("b", 1.5)], 9, "'b' costs 1.5"),  # type: ignore[arg-type]
        ([Project("a", 1), Project("b", 1)], 0, "budget"),
        ([Project("a", 1), Project("b", 1)], -1, "budget"),
        ([Project("b", 1), Project("a", 1)], 9, "other projects"),
        ([Project("a", 1)], 9, "other projects"),
    ],
)
def test_projects_and_budgets_that_cannot_be_counted_are_refused(
    projects: list[Project], budget: int, told: str
) -> None:
    with pytest.raises(CountError, match=told):
        count(projects, Profile.from_approvals(["a", "b"], [["a"]]), budget, Parameters())


def test_ballots_that_cannot_be_counted_are_refused() -> None:
    with pytest.raises(CountError, match="'c', which is not in the election"):
        Profile.from_approvals(["a", "b"], [["a", "c"]])
    with pytest.raises(CountError, match="'a' twice"):
        Profile.from_approvals(["a", "b"], [["a", "b", "a"]])
    with pytest.raises(CountError, match="listed twice"):
        Profile.from_approvals(["a", "a"], [])
    with pytest.raises(CountError, match="more than 1000000000 points"):
        Profile.from_points(["a"], [{"a": 10**9 + 1}])
    with pytest.raises(CountError, match="ranks 3 projects where 2 are allowed"):
        Profile.from_rankings(["a", "b", "c"], [["a", "b", "c"]], length=2)


def test_a_count_that_would_never_end_is_refused() -> None:
    small = Small({"a": 10**12, "b": 10**12}, ({"a": 1}, {"b": 1}), 10**12)
    with pytest.raises(CountError, match="larger increment"):
        small.count(increment=1)
    assert small.count(increment="auto").winners == ()


def test_negative_points_lower_a_score_and_are_no_support() -> None:
    profile = Profile.from_points(["a", "b"], [{"a": 3, "b": 1}, {"a": -3}, {"a": 1}])
    assert profile.scores == (1, 1)
    assert [backing.total for backing in profile.backing] == [4, 1]
    assert [backing.votes for backing in profile.backing] == [3, 1]


def test_rankings_give_the_first_place_the_full_length() -> None:
    assert Profile.from_rankings(["a", "b", "c"], [["a", "b"], ["c"]], length=5).scores == (5, 4, 5)
