"""One election made ready for a rule: who is in, and who goes first when all else is equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

from .draw import drawn_order
from .model import CountError, Fate, Parameters, Project, Tie, Trace
from .profiles import Profile

Key = tuple[int, int, int]  # cost, -votes, place in the last order: the smaller goes first
Step = Literal["cost", "votes", "order"]


@dataclass(frozen=True)
class Contest:
    projects: Sequence[Project]
    profile: Profile
    budget: int
    parameters: Parameters

    def __post_init__(self) -> None:
        if tuple(project.id for project in self.projects) != self.profile.ids:
            raise CountError("The ballots were read for other projects, or in another order.")
        if len(set(self.profile.ids)) < len(self.projects):
            raise CountError("Two projects have the same id.")
        if type(self.budget) is not int or self.budget <= 0:
            raise CountError(f"The budget must be a positive whole number of money units, not {self.budget!r}.")
        for project in self.projects:
            if type(project.cost) is not int or project.cost <= 0:
                raise CountError(f"Project {project.id!r} costs {project.cost!r}; a positive whole number is needed.")
        order = self.parameters.order
        if order is not None and sorted(order) != sorted(self.profile.ids):
            raise CountError("The drawn order must name every project exactly once.")

    @cached_property
    def costs(self) -> list[int]:
        return [project.cost for project in self.projects]

    @cached_property
    def excluded(self) -> dict[int, Fate]:
        """Projects dropped before the count begins, under either rule."""
        excluded = {}
        for place, backing in enumerate(self.profile.backing):
            threshold = self.parameters.eligibility * backing.votes * self.budget
            if threshold < self.costs[place] * self.profile.voters and self.parameters.eligibility:
                excluded[place] = Fate.INELIGIBLE
            elif backing.votes < self.parameters.min_votes:
                excluded[place] = Fate.TOO_FEW_VOTES
            elif self.parameters.rule == "majority" and self.profile.scores[place] <= 0:
                excluded[place] = Fate.OUTVOTED
        return excluded

    @cached_property
    def rivals(self) -> list[list[int]]:
        """For each project the others of its label: whichever is bought first keeps them out."""
        of_label: dict[str, list[int]] = {}
        for place, project in enumerate(self.projects):
            of_label.setdefault(project.alternative, []).append(place)
        return [
            [other for other in of_label[project.alternative] if other != place and project.alternative]
            for place, project in enumerate(self.projects)
        ]

    def kept_out(self, winners: Iterable[int]) -> dict[int, int]:
        """Projects that cannot be bought any more, each with the winner of its label."""
        return {rival: winner for winner in winners for rival in self.rivals[winner]}

    def precedence(self, last: Literal["file", "id"]) -> list[Key]:
        """For each project the key by which it wins a tie (smallest first): cheaper, more votes, drawn or `last`
        order."""
        ids = self.profile.ids
        if self.parameters.seed is not None:
            order: Iterable[str] = drawn_order(self.parameters.seed, ids)
        elif self.parameters.order is not None:
            order = self.parameters.order
        else:
            order = ids if last == "file" else sorted(ids)
        rank = {project_id: place for place, project_id in enumerate(order)}
        return [
            (project.cost, -backing.votes, rank[project.id])
            for project, backing in zip(self.projects, self.profile.backing, strict=True)
        ]

    def first_tie(self, round_: int, places: Iterable[int], keys: Sequence[Key]) -> Tie:
        """Equal projects of which one is taken now: that one, then the others by id."""
        first, second, *_ = sorted(places, key=lambda place: keys[place])
        others = sorted(self.profile.ids[place] for place in places if place != first)
        return Tie(round_, (self.profile.ids[first], *others), _needed(keys[first], keys[second]))

    def whole_tie(self, round_: int, places: Iterable[int], keys: Sequence[Key]) -> Tie:
        """Equal projects of which every one has its place."""
        ordered = sorted(places, key=lambda place: keys[place])
        steps = {_needed(keys[one], keys[next_]) for one, next_ in pairwise(ordered)}
        decided_by: Step = "order" if "order" in steps else "votes" if "votes" in steps else "cost"
        return Tie(round_, tuple(self.profile.ids[place] for place in ordered), decided_by)

    def trace(self, place: int, fate: Fate, **facts: Any) -> Trace:
        project, backing = self.projects[place], self.profile.backing[place]
        return Trace(project.id, fate, project.cost, backing.votes, self.profile.scores[place], **facts)


def _needed(one: Key, other: Key) -> Step:
    return "cost" if one[0] != other[0] else "votes" if one[1] != other[1] else "order"
