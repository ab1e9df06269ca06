"""What must hold in every election, tried on many small ones."""

from fractions import Fraction
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.voting.counting import Parameters, Profile
from initiatives.voting.counting.contest import Contest
from initiatives.voting.counting.purses import ExactPurse

from .elections import Small, small_elections

RULES: list[dict[str, Any]] = [
    {"rule": "greedy"},
    {"rule": "greedy", "at_first_misfit": "stop"},
    {"rule": "greedy", "min_votes": 2},
    {"completion": "none"},
    {"completion": "add1", "increment": 1},
    {"completion": "add1", "increment": 1, "stop_at_exhaustive": True},
    {"completion": "add1u", "increment": 2, "comparison": True},
    {"completion": "add1u", "increment": "auto", "eligibility": 3},
]
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: " ".join(map(str, rule.values())))


@every_rule
@given(small=small_elections(most_points=3))
@settings(max_examples=30, deadline=None)
def test_no_count_overspends_or_buys_twice(rule: dict[str, Any], small: Small) -> None:
    outcome = small.count(**rule)
    assert outcome.cost == sum(small.costs[winner] for winner in outcome.winners) <= small.budget
    assert len(set(outcome.winners)) == len(outcome.winners)
    assert {trace.project for trace in outcome.traces if trace.fate in ("bought", "filled")} == set(outcome.winners)


@every_rule
@given(small=small_elections(most_points=2), data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_order_of_voters_changes_nothing(rule: dict[str, Any], small: Small, data: st.DataObject) -> None:
    shuffled = Small(small.costs, tuple(data.draw(st.permutations(small.ballots))), small.budget)
    assert shuffled.count(**rule).as_dict() == small.count(**rule).as_dict()


@every_rule
@given(small=small_elections(most_points=2), data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_order_of_projects_changes_nothing_but_declared_ties(
    rule: dict[str, Any], small: Small, data: st.DataObject
) -> None:
    shuffled = Small(dict(data.draw(st.permutations(list(small.costs.items())))), small.ballots, small.budget)
    first, second = small.count(**rule), shuffled.count(**rule)
    if not first.drawn_steps:
        assert second.as_dict() == first.as_dict()
    drawn = {**rule, "seed": "published afterwards"}
    assert shuffled.count(**drawn).as_dict() == small.count(**drawn).as_dict()


@pytest.mark.parametrize("rule", [{"completion": "none"}, {"rule": "greedy"}], ids=["equal shares", "greedy"])
@given(small=small_elections(most_points=3))
@settings(max_examples=100, deadline=None)
def test_doubling_every_ballot_changes_nothing(rule: dict[str, Any], small: Small) -> None:
    doubled = Small(small.costs, small.ballots * 2, small.budget)
    assert doubled.count(**rule).winners == small.count(**rule).winners


@given(small=small_elections(most_points=3, projects=3), data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_project_that_gains_a_supporter_is_never_priced_higher_in_the_first_round(
    small: Small, data: st.DataObject
) -> None:
    project = data.draw(st.sampled_from(list(small.costs)))
    voter = data.draw(st.integers(0, len(small.ballots) - 1))
    ballots = list(small.ballots)
    ballots[voter] = {**ballots[voter], project: ballots[voter].get(project, 0) + 1}
    before, after = (
        _first_price(Small(small.costs, tuple(cast), small.budget), project) for cast in (small.ballots, ballots)
    )
    assert before is None or (after is not None and after <= before)


def _first_price(small: Small, project: str) -> Fraction | None:
    profile = Profile.from_points(list(small.costs), small.ballots)
    contest = Contest(small.projects, profile, small.budget, Parameters())
    offer = ExactPurse(profile, contest.costs, Fraction(small.budget, profile.voters)).offer(profile.ids.index(project))
    return None if offer is None else offer.price


def deprived_group(small: Small, winners: tuple[str, ...]) -> set[int] | None:
    """A group whose money would pay for projects that all of them approve, and of whom nobody has that much, not even
    with one more of those projects: a violation of extended justified representation up to one project (cost
    utility)."""
    ids = list(small.costs)
    for wanted in chain.from_iterable(combinations(ids, size) for size in range(1, len(ids) + 1)):
        cost = sum(small.costs[id_] for id_ in wanted)
        missing = [small.costs[id_] for id_ in wanted if id_ not in winners]
        deprived = set()
        for voter, ballot in enumerate(small.ballots):
            has = sum(small.costs[id_] for id_ in ballot if id_ in winners)
            if set(wanted) <= ballot.keys() and has < cost and not any(has + more > cost for more in missing):
                deprived.add(voter)
        if deprived and len(deprived) * small.budget >= cost * len(small.ballots):
            return deprived
    return None


@pytest.mark.parametrize("completion", ["none", "add1"])
@given(small=small_elections(voters=6))
@settings(max_examples=150, deadline=None)
def test_every_group_gets_its_share_up_to_one_project(completion: str, small: Small) -> None:
    assert deprived_group(small, small.count(completion=completion, increment=1).winners) is None


def test_greedy_leaves_a_third_of_the_town_with_nothing_and_the_check_sees_it() -> None:
    small = Small({"a": 10, "b": 10, "c": 10}, ({"a": 1, "b": 1, "c": 1},) * 4 + ({"d": 1},) * 3, 30)
    small = Small({**small.costs, "d": 10}, small.ballots, small.budget)
    assert deprived_group(small, small.count(rule="greedy").winners) == {4, 5, 6}
    assert deprived_group(small, small.count(completion="none").winners) is None
