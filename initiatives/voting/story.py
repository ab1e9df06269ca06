"""A counted round as its results page tells it: both counts, what differs, and each project's own story."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from community.interface.templatetags.interface import money
from initiatives.voting.exports import FEWEST_FOR_CONTENTS
from initiatives.voting.models import Project, Round, RoundResult
from initiatives.voting.telling import told

BAR = 1000  # the width of a whole bar in its own units


@dataclass(frozen=True)
class Side:
    """One count, in the numbers that people compare."""

    result: RoundResult
    round: Round

    @property
    def rule(self) -> str:
        """The rule whose count stands: the comparison step may have put greedy's in its place."""
        comparison = self.result.outcome["comparison"]
        return comparison["kept"] if comparison else self.result.rule

    @property
    def parameters(self) -> list[tuple[str, Any]]:
        """What another program needs to repeat this count."""
        outcome = self.result.outcome
        facts = {name: outcome[name] for name in ("voters", "endowment", "steps", "drawn_steps") if name in outcome}
        of_pools = {
            f"{name}, pool {pool}": told[name]
            for pool, told in outcome.get("pools", {}).items()
            for name in ("voters", "endowment", "increment")
        }
        return [*outcome["parameters"].items(), *facts.items(), *of_pools.items()]

    @property
    def winners(self) -> list[str]:
        return self.result.winners

    @property
    def spent(self) -> int:
        return self.result.outcome["cost_minor"]

    @property
    def left(self) -> int:
        return self.round.budget - self.spent

    @property
    def with_a_winner(self) -> int:
        return self.result.outcome["with_a_winner"]

    @property
    def share(self) -> int:
        """Percent of voters who see at least one project of theirs win, rounded down: 100 means everybody."""
        voters = self.round.closure.ballots
        return 100 * self.with_a_winner // voters if voters else 0


@dataclass(frozen=True)
class Line:
    """One project: who bought it, why or why not, and how full its bar is."""

    project: Project
    votes: int
    score: Any
    wins: bool
    wins_beside: bool
    story: str
    story_beside: str
    filled: int
    chosen_by_city: bool | None

    @property
    def differs(self) -> bool:
        return self.wins != self.wins_beside


@dataclass(frozen=True)
class Answer:
    """One answer to a question: how many want it, and how long its bar is beside the longest."""

    project: Project
    votes: int
    against: int | None
    wins: bool
    filled: int


class Poll:
    """A counted question. No money, one count."""

    def __init__(self, round: Round, result: RoundResult) -> None:
        self.round, self.result = round, result

    @property
    def tells_all(self) -> bool:
        return self.round.closure.ballots >= FEWEST_FOR_CONTENTS

    @cached_property
    def answers(self) -> list[Answer]:
        """Those that win first, then by votes."""
        traces, winners = self.result.traces, set(self.result.winners)
        yes_no = self.result.rule == Round.Rule.MAJORITY
        scores = {name: trace["yes"] if yes_no else trace["score"] for name, trace in traces.items()}
        longest = max([*scores.values(), 1])
        answers = [
            Answer(
                project=project,
                votes=scores[project.external_id],
                against=traces[project.external_id]["no"] if yes_no else None,
                wins=project.external_id in winners,
                filled=int(BAR * scores[project.external_id] / longest),
            )
            for project in self.round.projects.in_order()
        ]
        return sorted(answers, key=lambda answer: (not answer.wins, -answer.votes, answer.project.position))


@dataclass(frozen=True)
class Group:
    """One pool's projects and what became of its money."""

    title: str
    budget: int
    spent: int
    voters: int
    lines: list[Line]

    @property
    def tells_all(self) -> bool:
        """Of a pool that few chose in, only totals are told."""
        return not self.title or not 0 < self.voters < FEWEST_FOR_CONTENTS


class Story:
    def __init__(self, round: Round, results: dict[str, RoundResult]) -> None:
        rule = round.rules["count"]["rule"]
        self.round = round
        self.main = Side(results.pop(rule), round)
        self.beside = Side(results.popitem()[1], round)

    @property
    def sides(self) -> list[Side]:
        return [self.main, self.beside]

    @property
    def endowment(self) -> str:
        """The share of each voter at which the count by Equal Shares ended, as money."""
        shares = next(side for side in self.sides if side.result.rule == Round.Rule.EQUAL_SHARES)
        stated = shares.result.outcome.get("endowment")
        return money(int(Fraction(stated) * self.round.rules["unit"]), self.round.currency) if stated else ""

    @property
    def tells_all(self) -> bool:
        """Of very few ballots only totals are told, or a count could show who chose what."""
        return self.round.closure.ballots >= FEWEST_FOR_CONTENTS

    @cached_property
    def lines(self) -> list[Line]:
        """Winners first, in the order in which they were bought; then the rest by votes."""
        order = {project: place for place, project in enumerate(self.main.winners)}
        lines = [self._line(project) for project in self.round.projects.in_order().select_related("initiative__centre")]
        last = len(order)
        return sorted(
            lines, key=lambda line: (order.get(line.project.external_id, last), -line.votes, line.project.position)
        )

    def _line(self, project: Project) -> Line:
        ours, theirs = (side.result.traces[project.external_id] for side in (self.main, self.beside))
        official = self.round.imported and self.round.imported["selected"]
        return Line(
            project=project,
            votes=ours["votes"],
            score=ours["score"],
            wins=project.external_id in self.main.winners,
            wins_beside=project.external_id in self.beside.winners,
            story=told(ours, round=self.round, rule=self.main.rule),
            story_beside=told(theirs, round=self.round, rule=self.beside.rule),
            filled=filled(ours, wins=project.external_id in self.main.winners),
            chosen_by_city=None if official is None else project.external_id in official,
        )

    @cached_property
    def groups(self) -> list["Group"]:
        """The lines by pool, or all of them in one group without a name."""
        pools = self.round.rules.get("pools", [])
        if not pools:
            return [Group("", 0, 0, 0, self.lines)]
        in_pool = {project["id"]: project["pool"] for project in self.round.rules["projects"]}
        counted = self.main.result.outcome["pools"]
        return [
            Group(
                pool["title"],
                pool["budget"],
                counted[pool["id"]]["cost_minor"],
                counted[pool["id"]]["voters"],
                [line for line in self.lines if in_pool[line.project.external_id] == pool["id"]],
            )
            for pool in pools
        ]

    @property
    def only_here(self) -> list[Line]:
        return [line for line in self.lines if line.wins and not line.wins_beside]

    @property
    def only_beside(self) -> list[Line]:
        return [line for line in self.lines if line.wins_beside and not line.wins]

    @property
    def agrees_with_city(self) -> bool | None:
        """Whether the rule that decides names exactly the projects that the city chose; None for a vote of our own."""
        official = self.round.imported and self.round.imported["selected"]
        return None if official is None else set(official) == set(self.main.winners)


def story_of(round: Round) -> Story | Poll | None:
    """None while the ballots lie on the table but are not counted by every rule yet."""
    results = {result.rule: result for result in round.results.all()}
    if len(results) != len(round.counted_by):
        return None
    return Poll(round, results[round.rule]) if round.is_poll else Story(round, results)


def filled(trace: dict[str, Any], *, wins: bool) -> int:
    """How much of the bar (the cost) the money behind a project covered."""
    if wins:
        return BAR
    if trace["money"] is None:
        return 0
    return max(0, min(BAR - 1, int(BAR * trace["money"] / trace["cost"])))
