"""`count` for one pool of money, `count_pools` for several: the ways in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .contest import Contest
from .equal_shares import equal_shares, traces
from .greedy import Ranking, greedy
from .model import Comparison, CountError, Fate, Outcome, Parameters, Project, Trace
from .profiles import Array, Profile


def count(projects: Sequence[Project], profile: Profile, budget: int, parameters: Parameters) -> Outcome:
    """Count one pool. Costs and budget are whole numbers of one money unit, `profile.ids` the projects' ids in their
    order.

    Always the exact outcome. CountError when projects, ballots, budget and parameters do not belong together.
    """
    contest = Contest(projects, profile, budget, parameters)
    if parameters.rule != "equal-shares":
        ranking = greedy(contest, budget=budget, without=contest.excluded, stop=parameters.at_first_misfit == "stop")
        return _by_votes(contest, ranking)
    if not profile.voters:
        return _outcome(contest, (), {})
    outcome = _by_shares(contest)
    return _compared(contest, outcome) if parameters.comparison else outcome


type Ballot = Sequence[str] | Mapping[str, Any]  # ids, the best first where that matters; or points by id
type Reader = Callable[[str, Sequence[str], Sequence[Any]], Profile]


def count_pools(
    projects: Sequence[Project],
    ballots: Iterable[Ballot],
    budgets: Mapping[str, int],
    parameters: Parameters,
    *,
    profile: Reader,
) -> dict[str, Outcome]:
    """Count each pool as an election of its own: its budget, its projects, and of every ballot the part about them.

    The voters of a pool are those who name at least one of its projects: who says nothing about a village's money
    has no share of it. `profile(pool, ids, ballots)` reads what is left of the ballots, as `Profile.from_approvals`
    and its neighbours do.
    """
    of_pool: dict[str, list[Project]] = {pool: [] for pool in budgets}
    for project in projects:
        if project.pool not in of_pool:
            raise CountError(f"Project {project.id!r} belongs to the pool {project.pool!r}, which has no budget.")
        of_pool[project.pool].append(project)
    parts = split(ballots, {project.id: project.pool for project in projects})
    return {
        pool: count(inside, profile(pool, [p.id for p in inside], parts.get(pool, [])), budgets[pool], own)
        for pool, inside in of_pool.items()
        for own in [_of_pool(parameters, {project.id for project in inside})]
    }


def split(ballots: Iterable[Ballot], pool_of: Mapping[str, str]) -> dict[str, list[Any]]:
    """For each pool what the ballots say about it, in the ballots' own shape; ballots without a word on it left out."""
    parts: dict[str, list[Any]] = {}
    for ballot in ballots:
        if unknown := next((chosen for chosen in ballot if chosen not in pool_of), None):
            raise CountError(f"A ballot names project {unknown!r}, which is not in the election.")
        for pool in dict.fromkeys(pool_of[chosen] for chosen in ballot):
            inside = [chosen for chosen in ballot if pool_of[chosen] == pool]
            parts.setdefault(pool, []).append(
                {chosen: ballot[chosen] for chosen in inside} if isinstance(ballot, Mapping) else inside
            )
    return parts


def _of_pool(parameters: Parameters, ids: set[str]) -> Parameters:
    if parameters.order is None:
        return parameters
    return replace(parameters, order=tuple(project for project in parameters.order if project in ids))


def satisfaction(profile: Profile, winners: Iterable[str]) -> Array:
    """For each unique ballot: how many of its projects (how many of its points, as scaled in the profile) have won."""
    place = {project_id: place for place, project_id in enumerate(profile.ids)}
    got = np.zeros(len(profile.weights))
    for winner in winners:
        backing = profile.backing[place[winner]]
        got[backing.ballots] += 1 if backing.points is None else backing.points
    return got


def compare(profile: Profile, one: Iterable[str], other: Iterable[str]) -> tuple[int, int]:
    """How many voters have strictly more of theirs among `one`, and how many among `other`."""
    gain = satisfaction(profile, one) - satisfaction(profile, other)
    return int(profile.weights[gain > 0].sum()), int(profile.weights[gain < 0].sum())


def _by_votes(contest: Contest, ranking: Ranking) -> Outcome:
    drawn = any(tie.decided_by == "order" for tie in ranking.ties)
    return replace(_outcome(contest, ranking.winners, ranking.traces), ties=ranking.ties, drawn_steps=int(drawn))


def _by_shares(contest: Contest) -> Outcome:
    completed = equal_shares(contest)
    shares = completed.shares
    winners, found = shares.winners, traces(contest, shares)
    ties, drawn_steps = shares.ties, completed.drawn_steps
    if contest.parameters.completion == "add1u":
        taken = {*winners, *contest.excluded, *contest.kept_out(winners)}
        filling = greedy(contest, budget=contest.budget - shares.cost, without=taken)
        winners += filling.winners
        ties += tuple(replace(tie, round=tie.round + len(shares.bought)) for tie in filling.ties)
        drawn_steps += any(tie.decided_by == "order" for tie in filling.ties)
        found |= {place: replace(found[place], fate=Fate.FILLED, missing=None) for place in filling.winners}
        found |= {place: trace for place, trace in filling.traces.items() if trace.fate is Fate.ALTERNATIVE}
    return replace(
        _outcome(contest, winners, found),
        ties=ties,
        drawn_steps=drawn_steps,
        endowment=shares.endowment,
        increment=completed.increment,
        steps=completed.steps,
        exact_counts=completed.exact_counts,
    )


def _compared(contest: Contest, outcome: Outcome) -> Outcome:
    ranking = greedy(contest, budget=contest.budget, without=contest.excluded)
    rival = _by_votes(contest, ranking)
    more, fewer = compare(contest.profile, outcome.winners, rival.winners)
    comparison = Comparison(more, fewer, "greedy" if fewer > more else "equal-shares")
    if comparison.kept == "equal-shares":
        return replace(outcome, comparison=comparison)
    return replace(
        outcome,
        winners=rival.winners,
        cost=rival.cost,
        traces=rival.traces,
        ties=rival.ties,
        drawn_steps=outcome.drawn_steps + rival.drawn_steps,
        comparison=comparison,
    )


def _outcome(contest: Contest, winners: tuple[int, ...], found: dict[int, Trace]) -> Outcome:
    return Outcome(
        winners=tuple(contest.profile.ids[place] for place in winners),
        cost=sum(contest.costs[place] for place in winners),
        budget=contest.budget,
        voters=contest.profile.voters,
        parameters=contest.parameters,
        traces=tuple(
            found.get(place) or contest.trace(place, contest.excluded.get(place, Fate.NO_SUPPORT))
            for place in range(len(contest.projects))
        ),
    )
