"""What is counted and what comes out: plain frozen values, no behaviour beyond checking themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

RULES = ("greedy", "equal-shares", "majority")
COMPLETIONS = ("none", "add1", "add1u")


class CountError(ValueError):
    """The election or the parameters contradict themselves; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Project:
    """One item on the ballot. `cost` is a positive whole number of the caller's money units.

    alternative  at most one project of those with the same label is bought; "" for none
    pool         whose money pays for it, see `count_pools`; "" where all the money is one
    """

    id: str
    cost: int
    name: str = ""
    alternative: str = ""
    pool: str = ""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that decides a count besides projects, ballots and budget.

    rule              "greedy" or "equal-shares" (Method of Equal Shares, utility = cost, times points where ballots
                      carry points); "majority" is greedy among projects with more for than against them, on ballots
                      that say yes as 1 point and no as -1
    completion        Equal Shares only. "none": each voter gets exactly B/n. "add1": from floor(B/n) up by
                      `increment`, a full recount each step, until the next step would overspend or every project with
                      a supporter is bought; when the very first step overspends, the count at exactly B/n stands.
                      "add1u": Add1, then fill up by votes.
    increment         money units of `unit` added per step; "auto" is 1 while B/n < 5,000 and floor(B/n/500) above
    stop_at_exhaustive  also stop Add1 as soon as no supported project fits into what is left (Wieliczka did not)
    comparison        keep Equal Shares unless more voters have strictly more winners of theirs (points: more points)
                      under greedy
    eligibility       0 for off; 3 drops a project with votes/n < cost/(3B), as Świecie did
    at_first_misfit   greedy only: "skip" a project that does not fit and go on, or "stop" there
    min_votes         drops projects that fewer ballots support
    seed              drawn tie order from this text, see draw.py; or
    order             the drawn order itself, all project ids, first wins. With neither, the last tie-break is file
                      order in Equal Shares and the id in greedy.
    unit              how many of the caller's money units make one unit of currency (100 for grosze): the coin in
                      which Add1 rounds its start and counts its steps, and in which `Outcome.as_dict` writes money
    """

    rule: Literal["greedy", "equal-shares", "majority"] = "equal-shares"
    completion: Literal["none", "add1", "add1u"] = "add1"
    increment: int | Literal["auto"] = "auto"
    stop_at_exhaustive: bool = False
    comparison: bool = False
    eligibility: int = 0
    at_first_misfit: Literal["skip", "stop"] = "skip"
    min_votes: int = 0
    seed: str | None = None
    order: tuple[str, ...] | None = None
    unit: int = 1

    def __post_init__(self) -> None:
        _one_of("rule", self.rule, RULES)
        _one_of("completion", self.completion, COMPLETIONS)
        _one_of("at_first_misfit", self.at_first_misfit, ("skip", "stop"))
        if self.increment != "auto":
            _whole("increment", self.increment, least=1)
        _whole("eligibility", self.eligibility, least=0)
        _whole("min_votes", self.min_votes, least=0)
        _whole("unit", self.unit, least=1)
        if self.seed is not None and self.order is not None:
            raise CountError("Give either a seed or a drawn order, not both.")


class Fate(StrEnum):
    """What became of a project."""

    BOUGHT = "bought"
    FILLED = "filled"  # bought from the rest of the budget after Equal Shares
    UNAFFORDABLE = "unaffordable"
    ALTERNATIVE = "alternative"  # another one of its label was bought
    AFTER_STOP = "after-stop"  # greedy stopped at an earlier project that did not fit
    INELIGIBLE = "ineligible"
    TOO_FEW_VOTES = "too-few-votes"
    NO_SUPPORT = "no-support"
    OUTVOTED = "outvoted"  # majority: not more yes than no


@dataclass(frozen=True, slots=True)
class Trace:
    """Why one project won or did not.

    round            Equal Shares: the round in which it was bought; greedy: its place in the ranking; both from 1
    effective_votes  Equal Shares: cost divided by the price, what the projects of that round were compared by
    price            Equal Shares: what a supporter paid for it, per point where ballots carry points
    paid_price       voters who paid that price in full; paid_rest: voters who gave the less that they had left
    money            Equal Shares: what its supporters had left at the end, together; greedy: the budget left at its
                     turn
    missing          cost - money
    instead          the project of the same label that was bought
    Amounts are in the caller's money units; the fractional ones are for display (within 1e-9), the decisions are exact.
    """

    project: str
    fate: Fate
    cost: int
    votes: int
    score: int | Fraction
    round: int | None = None
    effective_votes: float | None = None
    price: float | None = None
    paid_price: int | None = None
    paid_rest: int | None = None
    money: float | None = None
    missing: float | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that stood exactly equal. Greedy: in the order into which the tie rule put them. Equal Shares: the one
    that was taken, then those that wait for later rounds, by id.

    decided_by is the last step that was needed: "cost" (cheaper), "votes" (more), or "order" (drawn, or file/id order).
    """

    round: int
    projects: tuple[str, ...]
    decided_by: Literal["cost", "votes", "order"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Voters who have strictly more of their own among the winners of one rule than of the other."""

    prefer_equal_shares: int
    prefer_greedy: int
    kept: Literal["equal-shares", "greedy"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finished count.

    winners      ids in order of selection; cost: of all of them; endowment: per voter, at which Equal Shares ended
                 (exact)
    increment    the step really used, in units of currency; steps: endowments tried above B/n, the overspending one
                 included
    ties         in the count that stands; drawn_steps: counts, of all steps, in which file, id or drawn order had to
                 decide
    exact_counts endowments in which a float comparison was too close and everything was recounted in integers
    """

    winners: tuple[str, ...]
    cost: int
    budget: int
    voters: int
    parameters: Parameters
    traces: tuple[Trace, ...]
    ties: tuple[Tie, ...] = ()
    drawn_steps: int = 0
    endowment: Fraction | None = None
    increment: int | None = None
    steps: int = 0
    exact_counts: int = 0
    comparison: Comparison | None = None

    def trace(self, project: str) -> Trace:
        return next(trace for trace in self.traces if trace.project == project)

    def as_dict(self) -> dict[str, Any]:
        """What another program needs to repeat the count, ready for JSON. Money is in units of currency: an int, or
        text ("1716138.17", "500000/3293") where it is not whole."""
        unit = self.parameters.unit
        return {
            "winners": list(self.winners),
            "cost": written(Fraction(self.cost, unit)),
            "budget": written(Fraction(self.budget, unit)),
            "voters": self.voters,
            "endowment": None if self.endowment is None else written(self.endowment / unit),
            "steps": self.steps,
            "parameters": self._parameters_as_dict(),
            "ties": [asdict(tie) for tie in self.ties],
            "drawn_steps": self.drawn_steps,
            "comparison": None if self.comparison is None else asdict(self.comparison),
        }

    def _parameters_as_dict(self) -> dict[str, Any]:
        chosen = self.parameters
        last = "drawn order" if chosen.seed is not None or chosen.order is not None else _undrawn(chosen.rule)
        shared = {
            "rule": chosen.rule,
            "min_votes": chosen.min_votes,
            "eligibility": chosen.eligibility,
            "tie_rule": ["cheaper", "more votes", last],
            "seed": chosen.seed,
            "order": None if chosen.order is None else list(chosen.order),
        }
        if chosen.rule != "equal-shares":
            return {**shared, "at_first_misfit": chosen.at_first_misfit}
        return {
            **shared,
            "completion": chosen.completion,
            "start": "exact" if chosen.completion == "none" else "integral",
            "increment": self.increment,
            "stop": "exhaustive" if chosen.stop_at_exhaustive else "overspend",
            "comparison": chosen.comparison,
        }


def written(amount: Fraction) -> int | str:
    """An exact amount for people and JSON: whole as int, finite decimals as such, anything else as a fraction."""
    if amount.denominator == 1:
        return amount.numerator
    for places in range(1, 10):
        if (amount * 10**places).denominator == 1:
            sign, shifted = "-" if amount < 0 else "", abs(int(amount * 10**places))
            return f"{sign}{shifted // 10**places}.{shifted % 10**places:0{places}d}"
    return str(amount)


def _undrawn(rule: str) -> str:
    return "file order" if rule == "equal-shares" else "id"


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise CountError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")


def _whole(name: str, value: object, *, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise CountError(f"{name} must be a whole number, at least {least}, not {value!r}.")
