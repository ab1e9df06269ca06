"""`count`: the one way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from .contest import Contest
from .equal_shares import equal_shares, traces
from .greedy import Ranking, greedy
from .model import Comparison, Fate, Outcome, Parameters, Project, Trace
from .profiles import Array, Profile


def count(projects: Sequence[Project], profile: Profile, budget: int, parameters: Parameters) -> Outcome:
    """Count one pool. Costs and budget are whole numbers of one money unit, `profile.ids` the projects' ids in their
    order.

    Always the exact outcome. CountError when projects, ballots, budget and parameters do not belong together.
    """
    contest = Contest(projects, profile, budget, parameters)
    if parameters.rule == "greedy":
        ranking = greedy(contest, budget=budget, without=contest.excluded, stop=parameters.at_first_misfit == "stop")
        return _by_votes(contest, ranking)
    if not profile.voters:
        return _outcome(contest, (), {})
    outcome = _by_shares(contest)
    return _compared(contest, outcome) if parameters.comparison else outcome


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
        taken = {*winners, *contest.excluded}
        filling = greedy(contest, budget=contest.budget - shares.cost, without=taken)
        winners += filling.winners
        ties += tuple(replace(tie, round=tie.round + len(shares.bought)) for tie in filling.ties)
        drawn_steps += any(tie.decided_by == "order" for tie in filling.ties)
        found |= {place: replace(found[place], fate=Fate.FILLED, missing=None) for place in filling.winners}
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
