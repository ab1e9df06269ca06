"""Each pool of money is counted apart, and of the projects that exclude each other at most one is bought."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.voting.counting import CountError, Outcome, Parameters, Profile, Project, count, count_pools

from .elections import Small, small_elections
from .test_counts_are_fair import every_rule

A_OR_B = {"a": "bridge", "b": "bridge"}


def labelled(small: Small, labels: Mapping[str, str], **parameters: Any) -> Outcome:
    projects = [Project(id_, cost, alternative=labels.get(id_, "")) for id_, cost in small.costs.items()]
    profile = Profile.from_points(list(small.costs), small.ballots)
    return count(projects, profile, small.budget, Parameters(**parameters))


@every_rule
@given(small=small_elections(most_points=3), data=st.data())
@settings(max_examples=60, deadline=None)
def test_at_most_one_of_each_label_is_bought(rule: dict[str, Any], small: Small, data: st.DataObject) -> None:
    labels = {id_: data.draw(st.sampled_from(["", "x", "y"])) for id_ in small.costs}
    outcome = labelled(small, labels, **rule)
    won = [labels[id_] for id_ in outcome.winners if labels[id_]]
    assert len(set(won)) == len(won)
    assert outcome.cost <= small.budget
    for trace in outcome.traces:
        assert (trace.fate == "alternative") == (trace.instead is not None)
        if trace.instead is not None:
            assert trace.instead in outcome.winners
            assert labels[trace.instead] == labels[trace.project]
            assert trace.project not in outcome.winners


@every_rule
@given(small=small_elections(most_points=2))
@settings(max_examples=30, deadline=None)
def test_a_label_of_ones_own_changes_nothing(rule: dict[str, Any], small: Small) -> None:
    assert labelled(small, {id_: id_ for id_ in small.costs}, **rule) == labelled(small, {}, **rule)


@given(small=small_elections(most_points=3))
@settings(max_examples=60, deadline=None)
def test_equal_shares_buys_of_two_alternatives_what_it_would_buy_first(small: Small) -> None:
    free = labelled(small, {}, completion="none").winners
    bound = labelled(small, A_OR_B, completion="none").winners
    first = next((place for place, id_ in enumerate(free) if id_ in A_OR_B), len(free))
    assert bound[: first + 1] == free[: first + 1]


def test_the_second_best_bridge_is_left_out_with_its_reason() -> None:
    small = Small({"a": 6, "b": 6, "c": 6}, ({"a": 1, "b": 1},) * 3 + ({"b": 1}, {"c": 1}), 24)
    for rule in ({"rule": "greedy"}, {"completion": "none"}, {"completion": "add1u", "increment": 1}):
        outcome = labelled(small, A_OR_B, **rule)
        assert "b" in outcome.winners
        assert (outcome.trace("a").fate, outcome.trace("a").instead) == ("alternative", "b")


def test_greedy_does_not_stop_at_an_alternative_that_is_out() -> None:
    small = Small({"a": 20, "b": 90, "c": 5}, ({"a": 1, "b": 1}, {"a": 1, "b": 1}, {"a": 1, "c": 1}), 30)
    assert labelled(small, A_OR_B, rule="greedy", at_first_misfit="stop").winners == ("a", "c")
    assert labelled(small, {}, rule="greedy", at_first_misfit="stop").winners == ("a",)


def test_add1_ends_when_all_that_may_still_be_bought_is() -> None:
    small = Small({"a": 5, "b": 6, "c": 100}, ({"a": 1}, {"b": 1}), 100)
    outcome = labelled(small, A_OR_B, completion="add1", increment=1)
    assert (outcome.winners, outcome.steps) == (("a",), 0)


def test_more_yes_than_no_is_needed_and_the_clearest_goes_first() -> None:
    projects = [Project(id_, 1) for id_ in "abcd"]
    yes_no: list[dict[str, Any]] = [{"a": 1, "b": 1, "c": -1}, {"a": -1, "b": 1, "c": -1}, {"b": 1, "c": 1}]
    profile = Profile.from_points(["a", "b", "c", "d"], yes_no)
    outcome = count(projects, profile, 4, Parameters(rule="majority"))
    assert outcome.winners == ("b",)
    assert [trace.fate for trace in outcome.traces] == ["outvoted", "bought", "outvoted", "outvoted"]
    assert outcome.as_dict()["parameters"]["rule"] == "majority"


POOLS = {"commune": 20, "lipka": 10}
VILLAGE = [Project("a", 15, pool="commune"), Project("b", 9, pool="commune"), Project("c", 10, pool="lipka")]


def by_approval(pool: str, ids: Sequence[str], ballots: Sequence[Any]) -> Profile:
    return Profile.from_approvals(ids, ballots)


def by_points(pool: str, ids: Sequence[str], ballots: Sequence[Any]) -> Profile:
    return Profile.from_points(ids, ballots)


def test_each_pool_spends_its_own_money_by_its_own_voters() -> None:
    ballots = [["a", "c"], ["a"], ["b"], ["c"]]
    found = count_pools(VILLAGE, ballots, POOLS, Parameters(completion="none"), profile=by_approval)
    assert {pool: (outcome.winners, outcome.voters) for pool, outcome in found.items()} == {
        "commune": ((), 3),
        "lipka": (("c",), 2),
    }
    found = count_pools(VILLAGE, ballots, POOLS, Parameters(rule="greedy"), profile=by_approval)
    assert [outcome.winners for outcome in found.values()] == [("a",), ("c",)]


def test_a_ranking_is_cut_into_rankings() -> None:
    def read(pool: str, ids: Sequence[str], ballots: Sequence[Any]) -> Profile:
        return Profile.from_rankings(ids, ballots, length=2)

    found = count_pools(VILLAGE, [["c", "b", "a"], ["a"]], POOLS, Parameters(rule="greedy"), profile=read)
    assert [trace.score for outcome in found.values() for trace in outcome.traces] == [3, 2, 2]


def test_a_pool_without_projects_or_voters_buys_nothing() -> None:
    found = count_pools(VILLAGE, [["c"]], {**POOLS, "idle": 5}, Parameters(), profile=by_approval)
    assert {pool: outcome.winners for pool, outcome in found.items()} == {"commune": (), "lipka": ("c",), "idle": ()}


def test_a_project_of_no_pool_and_a_vote_for_no_project_are_refused() -> None:
    with pytest.raises(CountError, match="'c' belongs to the pool 'lipka', which has no budget"):
        count_pools(VILLAGE, [], {"commune": 20}, Parameters(), profile=by_approval)
    with pytest.raises(CountError, match="'z', which is not in the election"):
        count_pools(VILLAGE, [["z"]], POOLS, Parameters(), profile=by_approval)


@every_rule
@given(small=small_elections(most_points=3), other=small_elections(most_points=3))
@settings(max_examples=30, deadline=None)
def test_each_pool_counts_as_if_it_were_alone(rule: dict[str, Any], small: Small, other: Small) -> None:
    """Whatever happens in the other pool, on the same ballots, changes nothing here."""
    ballots = [
        {f"{pool}{id_}": points for pool, cast in (("1", one), ("2", two)) for id_, points in cast.items()}
        for one, two in zip(small.ballots, [*other.ballots, *[{}] * 7][: len(small.ballots)], strict=True)
    ]
    projects = [
        Project(f"{pool}{id_}", cost, pool=pool)
        for pool, of in (("1", small), ("2", other))
        for id_, cost in of.costs.items()
    ]
    found = count_pools(
        projects, ballots, {"1": small.budget, "2": other.budget}, Parameters(**rule), profile=by_points
    )
    alone = Small(small.costs, tuple(ballot for ballot in small.ballots if ballot), small.budget)
    assert found["1"].winners == tuple(f"1{id_}" for id_ in alone.count(**rule).winners)
    assert all(outcome.cost <= outcome.budget for outcome in found.values())
    assert all(winner.startswith(pool) for pool, outcome in found.items() for winner in outcome.winners)


def test_a_drawn_order_over_all_projects_serves_every_pool() -> None:
    projects = [Project(id_, 5, pool=pool) for id_, pool in zip("abcd", "1122", strict=True)]
    order = Parameters(rule="greedy", order=("d", "b", "c", "a"))
    found = count_pools(projects, [["a", "b", "c", "d"]], {"1": 5, "2": 5}, order, profile=by_approval)
    assert [outcome.winners for outcome in found.values()] == [("b",), ("d",)]
