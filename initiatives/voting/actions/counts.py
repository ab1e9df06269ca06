"""Counting what came out of the box, by both rules, from the frozen rules and nothing else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from django.db import transaction

from initiatives.voting import counting
from initiatives.voting.choosing import ANSWERS
from initiatives.voting.models import Round, RoundResult


class Certified(Exception):
    """Somebody has put their name under this result: it is not counted anew."""


@transaction.atomic
def count(*, round: Round) -> list[RoundResult]:
    """Counts a closed round by the rule that decides and, for money, by the other one beside it.

    Repeating it changes nothing, and nothing repeats it when somebody has put their name under it.
    """
    Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round.pk)
    if round.certifications.exists():
        raise Certified
    contents = list(round.contents.order_by("position").values_list("choices", flat=True))
    return [_store(round, rule, _counted(round, contents, rule)) for rule in round.counted_by]


def _store(round: Round, rule: str, outcome: dict[str, Any]) -> RoundResult:
    result, _made = RoundResult.objects.update_or_create(round=round, rule=rule, defaults={"outcome": outcome})
    return result


def _counted(round: Round, contents: list[list[Any]], rule: str) -> dict[str, Any]:
    rules = round.rules
    projects = [
        counting.Project(
            project["id"],
            project["cost"],
            project["title"],
            alternative=project.get("alternative", ""),
            pool=project.get("pool", ""),
        )
        for project in rules["projects"]
    ]
    parameters = _parameters(round, rule)
    if rules.get("pools"):
        return _by_pool(round, projects, contents, parameters)
    profile = _profile(round, [project.id for project in projects], contents)
    outcome = _told(counting.count(projects, profile, rules["budget"], parameters), profile)
    return _with_answers(outcome, contents) if rule == Round.Rule.MAJORITY else outcome


def _by_pool(
    round: Round, projects: list[counting.Project], contents: list[list[str]], parameters: counting.Parameters
) -> dict[str, Any]:
    """Each pool counted by itself, then what they have in common: every winner, the whole cost, all voters served."""
    profiles: dict[str, counting.Profile] = {}

    def read(pool: str, ids: Sequence[str], ballots: Sequence[Any]) -> counting.Profile:
        profiles[pool] = _profile(round, list(ids), list(ballots))
        return profiles[pool]

    budgets = {pool["id"]: pool["budget"] for pool in round.rules["pools"]}
    outcomes = counting.count_pools(projects, contents, budgets, parameters, profile=read)
    told = {pool: _told(outcome, profiles[pool]) for pool, outcome in outcomes.items()}
    winners = [project for outcome in told.values() for project in outcome["winners"]]
    return {
        "parameters": next(iter(told.values()))["parameters"],
        "voters": len(contents),
        "winners": winners,
        "cost_minor": sum(outcome["cost_minor"] for outcome in told.values()),
        "with_a_winner": sum(1 for choices in contents if not set(winners).isdisjoint(choices)),
        "comparison": None,
        "traces": [trace for outcome in told.values() for trace in outcome["traces"]],
        "pools": told,
    }


def _profile(round: Round, ids: list[str], contents: list[list[Any]]) -> counting.Profile:
    match round.rules["ballot"]["kind"]:
        case Round.BallotKind.POINTS:
            return counting.Profile.from_points(ids, [_points(ballot) for ballot in contents])
        case Round.BallotKind.RANKING:
            return counting.Profile.from_rankings(ids, contents, length=round.rules["ballot"]["max"])
        case Round.BallotKind.YES_NO:
            return counting.Profile.from_points(ids, [_signs(ballot) for ballot in contents])
    return counting.Profile.from_approvals(ids, contents)


def _signs(ballot: list[list[str]]) -> dict[str, Fraction]:
    """Yes is a point for, no a point against."""
    return {project: Fraction(1 if answer == "yes" else -1) for project, answer in ballot}


def _with_answers(outcome: dict[str, Any], contents: list[list[list[str]]]) -> dict[str, Any]:
    given = Counter(tuple(pair) for ballot in contents for pair in ballot)
    for trace in outcome["traces"]:
        trace["yes"], trace["no"] = (given[trace["project"], answer] for answer in ANSWERS)
    return outcome


def _points(ballot: list[list[Any]]) -> dict[str, Fraction]:
    return {project: Fraction(points) for project, points in ballot}


def _parameters(round: Round, rule: Any) -> counting.Parameters:
    """As frozen for the rule that decides; for the one beside it, its plainest form over the same projects."""
    stated = round.rules["count"]
    shared: dict[str, Any] = {
        "unit": round.rules["unit"],
        "min_votes": stated["min_votes"],
        "seed": round.closure.seed or None,
    }
    if rule != stated["rule"]:
        return counting.Parameters(rule=rule, **shared)
    chosen = {
        name: stated[name] for name in ("completion", "increment", "comparison", "eligibility", "at_first_misfit")
    }
    return counting.Parameters(rule=rule, **shared, **chosen)


def _told(outcome: counting.Outcome, profile: counting.Profile) -> dict[str, Any]:
    """The outcome as JSON. Money in traces is in minor units; fractions of a grosz are for display only."""
    served = counting.satisfaction(profile, outcome.winners) > 0
    return {
        **outcome.as_dict(),
        "cost_minor": outcome.cost,
        "with_a_winner": int(profile.weights[served].sum()),
        "increment": outcome.increment,
        "traces": [_trace(trace) for trace in outcome.traces],
    }


def _trace(trace: counting.Trace) -> dict[str, Any]:
    facts = asdict(trace)
    facts["fate"] = str(trace.fate)
    facts["score"] = trace.score if isinstance(trace.score, int) else float(trace.score)
    return {name: round(fact, 6) if isinstance(fact, float) else fact for name, fact in facts.items()}
