"""One election made ready for a rule: who is in, and who goes first when all else is equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .draw import drawn_order
from .model import CountError, Fate, Parameters, Project, Tie, Trace
from .profiles import Profile


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
        return excluded

    def precedence(self, last: Literal["file", "id"]) -> list[tuple[int, int, int]]:
        """For each project the key by which it wins a tie (smallest first): cheaper, more votes, drawn or `last` order."""
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

    def tie(self, round_: int, places: Sequence[int], keys: Sequence[tuple[int, int, int]]) -> Tie:
        """A record of these equal projects; the nearest two in the tie order say what was needed to part them."""
        ordered = sorted(places, key=lambda place: keys[place])
        first, second = keys[ordered[0]], keys[ordered[1]]
        decided_by: Literal["cost", "votes", "order"] = "order"
        if first[0] != second[0]:
            decided_by = "cost"
        elif first[1] != second[1]:
            decided_by = "votes"
        return Tie(round_, tuple(self.profile.ids[place] for place in ordered), decided_by)

    def trace(self, place: int, fate: Fate, **facts: float | None) -> Trace:
        project, backing = self.projects[place], self.profile.backing[place]
        return Trace(project.id, fate, project.cost, backing.votes, self.profile.scores[place], **facts)  # type: ignore[arg-type]
