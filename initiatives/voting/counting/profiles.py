"""Ballots in the shape the counts read: unique ballots with weights, and for each project the ballots behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .model import CountError

Choice = tuple[tuple[int, int], ...]  # ((project's place, points), ...) sorted by place
Array = NDArray[Any]

MOST_POINTS = 10**9
MOST_SCALED = 2**53


@dataclass(frozen=True, eq=False)
class Backing:
    """The supporters of one project (points > 0), as arrays of one length k.

    ballots  int[k], places in Profile.weights; weights float[k], voters of each; points float[k], None when all are 1
    votes    voters who name it, with however many points, as Pabulib counts them
    total    the supporters' points together (their number, when points is None)
    """

    ballots: Array
    weights: Array
    points: Array | None
    votes: int
    total: int

    @cached_property
    def stakes(self) -> Array:
        """Voters times points of each ballot."""
        return self.weights if self.points is None else self.weights * self.points


@dataclass(frozen=True, eq=False)
class Profile:
    """All ballots of one count.

    ids      project ids, in the order of the election's projects
    voters   number of ballots, empty ones included
    weights  int[m], how many voters cast each of the m unique ballots
    backing  one Backing for each project
    scores   for each project, the sum of its points over all ballots (votes for approval), negative points included
    scale    points in `backing` are the voters' points times this, so that fractional points are whole
    """

    ids: tuple[str, ...]
    voters: int
    weights: Array
    backing: tuple[Backing, ...]
    scores: tuple[int | Fraction, ...]
    scale: int = 1

    @classmethod
    def from_approvals(cls, ids: Sequence[str], ballots: Iterable[Iterable[str]]) -> Profile:
        """Each ballot: the ids approved, any order."""
        places = _places(ids)
        return _weigh(ids, Counter(_choice(places, ((chosen, 1) for chosen in ballot)) for ballot in ballots))

    @classmethod
    def from_points(cls, ids: Sequence[str], ballots: Iterable[Mapping[str, int | Fraction]]) -> Profile:
        """Each ballot: points by id. Points may be fractions; a negative one lowers the score and is no support."""
        cast = [dict(ballot) for ballot in ballots]
        scale = lcm(*(Fraction(points).denominator for ballot in cast for points in ballot.values()))
        places = _places(ids)
        scaled = (((chosen, int(points * scale)) for chosen, points in ballot.items()) for ballot in cast)
        return _weigh(ids, Counter(_choice(places, ballot, MOST_POINTS * scale) for ballot in scaled), scale)

    @classmethod
    def from_rankings(cls, ids: Sequence[str], ballots: Iterable[Sequence[str]], *, length: int) -> Profile:
        """Each ballot: ids, best first. Borda: the first place gets `length` points, the next one fewer."""
        places = _places(ids)
        return _weigh(ids, Counter(_choice(places, borda(ballot, length=length)) for ballot in ballots))

    @classmethod
    def from_choices(cls, ids: Sequence[str], choices: Mapping[Choice, int], *, scale: int = 1) -> Profile:
        """Choices already in our shape, with how many voters cast each; points are multiplied by `scale`."""
        return _weigh(ids, choices, scale)


def borda[Chosen](ballot: Sequence[Chosen], *, length: int) -> list[tuple[Chosen, int]]:
    if len(ballot) > length:
        raise CountError(f"A ballot ranks {len(ballot)} projects where {length} are allowed.")
    return [(chosen, length - place) for place, chosen in enumerate(ballot)]


def _places(ids: Sequence[str]) -> dict[str, int]:
    places = {project_id: place for place, project_id in enumerate(ids)}
    if len(places) < len(ids):
        raise CountError(f"Project {_first_repeated(ids)!r} is listed twice.")
    return places


def _choice(places: Mapping[str, int], ballot: Iterable[tuple[str, int]], most: int = MOST_POINTS) -> Choice:
    choice: dict[int, int] = {}
    for chosen, points in ballot:
        if chosen not in places:
            raise CountError(f"A ballot names project {chosen!r}, which is not in the election.")
        if places[chosen] in choice:
            raise CountError(f"A ballot names project {chosen!r} twice.")
        if abs(points) > most:
            raise CountError(f"A ballot gives project {chosen!r} more than {MOST_POINTS} points, the most we count.")
        choice[places[chosen]] = points
    return tuple(sorted(choice.items()))


def _weigh(ids: Sequence[str], choices: Mapping[Choice, int], scale: int = 1) -> Profile:
    behind: list[tuple[list[int], list[int], list[int]]] = [([], [], []) for _ in ids]
    sums, named = [0] * len(ids), [0] * len(ids)
    for ballot, (choice, voters) in enumerate(choices.items()):
        for place, points in choice:
            sums[place] += points * voters
            named[place] += voters
            if points > 0:
                ballots, weights, values = behind[place]
                ballots.append(ballot)
                weights.append(voters)
                values.append(points)
    return Profile(
        ids=tuple(ids),
        voters=sum(choices.values()),
        weights=np.fromiter(choices.values(), dtype=np.int64, count=len(choices)),
        backing=tuple(_backing(votes, *lists) for votes, lists in zip(named, behind, strict=True)),
        scores=tuple(total if scale == 1 else Fraction(total, scale) for total in sums),
        scale=scale,
    )


def _backing(votes: int, ballots: list[int], weights: list[int], points: list[int]) -> Backing:
    if points and max(points) > MOST_SCALED:
        raise CountError("Points have more decimal places than can be counted.")
    plain = all(value == 1 for value in points)
    return Backing(
        ballots=np.array(ballots, dtype=np.intp),
        weights=np.array(weights, dtype=np.float64),
        points=None if plain else np.array(points, dtype=np.float64),
        votes=votes,
        total=sum(voters * value for voters, value in zip(weights, points, strict=True)),
    )


def _first_repeated(ids: Iterable[str]) -> str:
    return next(project_id for project_id, times in Counter(ids).items() if times > 1)
