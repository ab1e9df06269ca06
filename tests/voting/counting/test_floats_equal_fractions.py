"""The outcome is always the exact one: floats are only a shortcut."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.voting.counting import Parameters, Profile, Project, count
from initiatives.voting.counting.contest import Contest
from initiatives.voting.counting.purses import ExactPurse, FloatPurse

from . import naive
from .elections import Small, small_elections


@given(small_elections())
@settings(max_examples=250, deadline=None)
def test_equal_shares_equals_the_naive_count(small: Small) -> None:
    expected = naive.equal_shares(small, Fraction(small.budget, len(small.ballots)), list(small.costs))
    assert list(small.count(completion="none").winners) == expected


@given(small_elections(most_points=4))
@settings(max_examples=200, deadline=None)
def test_equal_shares_with_points_equals_the_naive_count(small: Small) -> None:
    expected = naive.equal_shares(small, Fraction(small.budget, len(small.ballots)), list(small.costs))
    assert list(small.count(completion="none").winners) == expected


@given(small_elections(most_points=3), st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_add1_equals_the_naive_count_at_every_step(small: Small, increment: int) -> None:
    outcome = small.count(completion="add1", increment=increment)
    assert (list(outcome.winners), outcome.endowment) == naive.add1(small, list(small.costs), increment)


@given(small_elections(most_points=3))
@settings(max_examples=150, deadline=None)
def test_greedy_equals_the_naive_count(small: Small) -> None:
    assert list(small.count(rule="greedy").winners) == naive.greedy(small, sorted(small.costs))


@given(small_elections(most_points=9, voters=30, projects=8))
@settings(max_examples=100, deadline=None)
def test_where_floats_dare_to_answer_they_agree_with_integers(small: Small) -> None:
    contest = Contest(small.projects, Profile.from_points(list(small.costs), small.ballots), small.budget, Parameters())
    endowment = Fraction(small.budget, len(small.ballots))
    floats = FloatPurse(contest.profile, contest.costs, endowment)
    exact = ExactPurse(contest.profile, contest.costs, endowment)
    for place, backing in enumerate(contest.profile.backing):
        if not backing.total:
            continue
        truth = exact.offer(place)
        try:
            answer = floats.offer(place)
        except ArithmeticError:
            return
        assert (answer is None) == (truth is None)
        if answer is not None and truth is not None:
            assert answer.floor <= truth.votes <= answer.ceiling
            assert answer.exactly in (None, truth.votes)
            exact.pay(truth)
            floats.pay(answer)
            gap = [
                abs(Fraction(have) - Fraction(is_, exact.parts))
                for have, is_ in zip(floats.money, exact.money, strict=True)
            ]
            assert all(found <= allowed for found, allowed in zip(gap, floats.doubt, strict=True))


def close_call() -> Small:
    """b has more effective votes than a by one part in 10^13, and is dearer: whoever took them for equal would buy a
    first."""
    huge, poor = 10**13, 2 * 10**12
    endowment = 9 * 10**12
    costs = {"z": 10 * (endowment - poor), "y": 10 * (endowment - poor - 2), "a": huge, "b": huge + 1}
    crowd = [{"z": 1}] * 9 + [{"y": 1}] * 9
    ballots = [*crowd, {"z": 1, "a": 1}, {"y": 1, "b": 1}, {"a": 1}, {"a": 1}, {"b": 1}, {"b": 1}]
    return Small(costs, tuple(ballots), endowment * len(ballots))


def test_a_difference_too_small_for_floats_decides() -> None:
    outcome = close_call().count(completion="none")
    assert outcome.winners == ("y", "z", "b", "a")
    assert outcome.exact_counts == 1
    assert [tie.projects for tie in outcome.ties] == [("y", "z")]


def test_money_that_is_exactly_enough_after_thirds_buys() -> None:
    small = Small({"a": 100, "b": 50}, ({"a": 1, "b": 1}, {"a": 1, "b": 1}, {"a": 1, "b": 1}), 150)
    outcome = small.count(completion="none")
    assert (outcome.winners, outcome.exact_counts) == (("b", "a"), 1)


def test_amounts_and_points_beyond_floats_are_counted_in_integers() -> None:
    projects = (Project("a", 10**30), Project("b", 10**30 + 1))
    profile = Profile.from_points(["a", "b"], [{"a": Fraction(10**15 - 1, 10**6), "b": 10**9}] * 10)
    outcome = count(projects, profile, 2 * 10**30, Parameters(completion="none"))
    assert (outcome.winners, outcome.exact_counts) == (("b",), 1)
    assert profile.scores == (Fraction(10**15 - 1, 10**5), 10**10)
