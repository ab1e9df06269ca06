"""Counting what came out of the box, by both rules, from the frozen rules and nothing else."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from django.db import transaction

from initiatives.voting import counting
from initiatives.voting.models import Round, RoundResult


class Certified(Exception):
    """Somebody has put their name under this result: it is not counted anew."""


@transaction.atomic
def count(*, round: Round) -> list[RoundResult]:
    """Counts a closed round by the rule that decides and by the other one beside it. Repeating it changes nothing."""
    Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round.pk)
    if round.certifications.exists():
        raise Certified
    rules = round.rules
    ids = [project["id"] for project in rules["projects"]]
    profile = _profile(round, ids)
    projects = [counting.Project(project["id"], project["cost"], project["title"]) for project in rules["projects"]]
    results = []
    for rule in round.counted_by:
        outcome = counting.count(projects, profile, rules["budget"], _parameters(round, rule))
        result, _made = RoundResult.objects.update_or_create(
            round=round, rule=rule, defaults={"outcome": _told(outcome, profile)}
        )
        results.append(result)
    return results


def _profile(round: Round, ids: list[str]) -> counting.Profile:
    contents = round.contents.order_by("position").values_list("choices", flat=True)
    match round.rules["ballot"]["kind"]:
        case Round.BallotKind.POINTS:
            return counting.Profile.from_points(ids, [_points(ballot) for ballot in contents])
        case Round.BallotKind.RANKING:
            return counting.Profile.from_rankings(ids, contents, length=round.rules["ballot"]["max"])
    return counting.Profile.from_approvals(ids, contents)


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
