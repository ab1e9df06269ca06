"""The rules of a round as one JSON document: published with its hash before voting opens, and what the count obeys."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from babel.numbers import get_currency_precision

from initiatives.voting.choosing import longest_choice
from initiatives.voting.counting import commitment
from initiatives.voting.models import Pool, Project, Round
from initiatives.voting.secrecy import RoundKey, canonical, digest

FORMAT = "locer-round/1"
# Published with the rules besides the opening and the close; a date of the future may still be prolonged in public.
DATES = (
    "collects_from",
    "collects_until",
    "checks_until",
    "appeals_until",
    "results_at",
    "papers_until",
    "objections_until",
    "delivers_until",
)


def coin_of(currency: str) -> int:
    """Minor units in one whole unit of money: Equal Shares raises the voters' shares by whole units."""
    return int(10 ** get_currency_precision(currency))


def frozen_rules(
    round: Round, projects: Iterable[Project], *, key: RoundKey | None, key_hash: str = ""
) -> dict[str, Any]:
    """Everything that decides the outcome besides the ballots. Money is in minor units. An import has no key."""
    pools = {pool.pk: _pool(pool) for pool in round.pools.all()}
    rules = _rules(round, [_project(round, project, pools) for project in projects], key=key, key_hash=key_hash)
    if round.ballot_kind == Round.BallotKind.POINTS:
        rules["ballot"]["points"] = round.points
    if pools:
        rules["pools"] = list(pools.values())
        rules["ballot"]["max"] = sum(pool["max"] for pool in rules["pools"])
    if round.is_trial:
        rules["trial"] = True
    rules["ballot"]["length"] = len(canonical(longest_choice(rules)))
    return rules


def as_if_frozen(round: Round) -> Round:
    """A copy with the rules as they stand now, to be shown and never stored: without a key, it takes no ballot.

    Where there are pools, a project that stands in none cannot be chosen yet and is left out.
    """
    shown = copy(round)
    projects = round.projects.in_order().select_related("pool")
    if round.pools.exists():
        projects = projects.filter(pool__isnull=False)
    shown.rules = frozen_rules(round, projects, key=None)
    return shown


def _pool(pool: Pool) -> dict[str, Any]:
    return {
        "id": str(pool.position),
        "title": pool.title,
        "kind": pool.kind,
        "budget": pool.budget,
        "max": pool.max_choices,
    }


def _project(round: Round, project: Project, pools: dict[int, dict[str, Any]]) -> dict[str, Any]:
    # An answer to a question costs one of the places that may win.
    cost = 1 if round.is_poll else project.cost
    told = {"id": project.external_id, "title": project.title, "cost": cost, "category": project.category}
    if project.pool_id:
        told["pool"] = pools[project.pool_id]["id"]
    if project.alternative:
        told["alternative"] = project.alternative
    return told


def _rules(round: Round, listed: list[dict[str, Any]], *, key: RoundKey | None, key_hash: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "purpose": round.purpose,
        "round": round.pk,
        "centre": round.centre.slug,
        "title": round.title,
        "language": round.language,
        "opens_at": round.opens_at.isoformat(),
        "closes_at": round.closes_at.isoformat(),
        "dates": {name: moment.isoformat() for name in DATES if (moment := getattr(round, name))},
        "eligibility": round.eligibility,
        "identifier": round.identifier,
        "min_age": round.min_age,
        "age_grounds": round.age_grounds,
        "paper": round.paper,
        "ballot": {
            "kind": round.ballot_kind,
            "min": round.min_choices,
            "max": round.max_choices,
        },
        # Of yes or no to each question, every one may be adopted.
        "budget": len(listed) if round.rule == Round.Rule.MAJORITY else round.budget,
        "currency": round.currency,
        "unit": coin_of(round.currency),
        "count": {
            "rule": round.rule,
            "completion": round.completion,
            "increment": round.increment or "auto",
            "comparison": round.comparison,
            "eligibility": round.threshold,
            "at_first_misfit": round.at_first_misfit,
            "min_votes": round.min_votes,
            "ties": ["cheaper", "more votes", "drawn order" if key else "file order"],
            "seed_sha256": commitment(key.seed) if key else "",
        },
        "key_sha256": key_hash,
        "projects": listed,
    }


def rules_document(round: Round) -> bytes:
    """The published file: its SHA-256 is `round.rules_hash`."""
    return canonical(round.rules)


def rules_intact(round: Round) -> bool:
    return digest(rules_document(round)) == round.rules_hash
