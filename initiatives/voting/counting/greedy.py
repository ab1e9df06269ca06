"""The usual rule: most votes first, as long as the money lasts.

Projects are ranked by votes, by the sum of their points, or by Borda, whatever the profile holds. Equal ones: the
cheaper first, then the one with more voters behind it, then the drawn order (ids, when nothing was drawn).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from .contest import Contest, Key
from .model import Fate, Tie, Trace


@dataclass(frozen=True)
class Ranking:
    """Places of the projects bought, in order; every ranked project's trace; ties between equal scores."""

    winners: tuple[int, ...]
    cost: int
    traces: dict[int, Trace]
    ties: tuple[Tie, ...]


def greedy(contest: Contest, *, budget: int, without: Collection[int] = (), stop: bool = False) -> Ranking:
    """Buy down the ranking of all projects but `without`; `stop` ends it at the first that does not fit. What another
    one of its label keeps out is no misfit."""
    scores, keys = contest.profile.scores, contest.precedence("id")
    ranked = [place for place in range(len(contest.projects)) if place not in without]
    ranked.sort(key=lambda place: (-scores[place], keys[place]))
    winners: list[int] = []
    traces: dict[int, Trace] = {}
    left, stopped = budget, False
    kept_out: dict[int, int] = {}
    for rank, place in enumerate(ranked, start=1):
        cost = contest.costs[place]
        if place in kept_out:
            instead = contest.profile.ids[kept_out[place]]
            traces[place] = contest.trace(place, Fate.ALTERNATIVE, round=rank, money=left, instead=instead)
            continue
        fate = Fate.AFTER_STOP if stopped else Fate.BOUGHT if cost <= left else Fate.UNAFFORDABLE
        missing = None if fate is Fate.BOUGHT else max(cost - left, 0)
        traces[place] = contest.trace(place, fate, round=rank, money=left, missing=missing)
        if fate is Fate.BOUGHT:
            winners.append(place)
            left -= cost
            kept_out |= contest.kept_out([place])
        stopped = stopped or (stop and fate is Fate.UNAFFORDABLE)
    return Ranking(tuple(winners), budget - left, traces, _ties(contest, ranked, keys))


def _ties(contest: Contest, ranked: list[int], keys: list[Key]) -> tuple[Tie, ...]:
    ties, rank = [], 1
    for _score, group in groupby(ranked, key=lambda place: contest.profile.scores[place]):
        equal = list(group)
        if len(equal) > 1:
            ties.append(contest.whole_tie(rank, equal, keys))
        rank += len(equal)
    return tuple(ties)
