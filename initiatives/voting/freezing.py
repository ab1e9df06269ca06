"""The rules of a round as one JSON document: published with its hash before voting opens, and what the count obeys."""

from collections.abc import Iterable
from typing import Any

from babel.numbers import get_currency_precision

from initiatives.voting.counting import commitment
from initiatives.voting.models import Project, Round
from initiatives.voting.secrecy import RoundKey, canonical, digest, fixed_length

FORMAT = "locer-round/1"


def coin_of(currency: str) -> int:
    """Minor units in one whole unit of money: Equal Shares raises the voters' shares by whole units."""
    return int(10 ** get_currency_precision(currency))


def frozen_rules(
    round: Round, projects: Iterable[Project], *, key: RoundKey | None, key_hash: str = ""
) -> dict[str, Any]:
    """Everything that decides the outcome besides the ballots. Money is in minor units. An import has no key."""
    listed: list[dict[str, Any]] = [
        {"id": project.external_id, "title": project.title, "cost": project.cost, "category": project.category}
        for project in projects
    ]
    return {
        "format": FORMAT,
        "round": round.pk,
        "centre": round.centre.slug,
        "title": round.title,
        "language": round.language,
        "opens_at": round.opens_at.isoformat(),
        "closes_at": round.closes_at.isoformat(),
        "eligibility": round.eligibility,
        "identifier": round.identifier,
        "paper": round.paper,
        "papers_until": round.papers_until.isoformat() if round.papers_until else "",
        "ballot": {
            "kind": round.ballot_kind,
            "min": round.min_choices,
            "max": round.max_choices,
            "length": fixed_length([project["id"] for project in listed], round.max_choices),
        },
        "budget": round.budget,
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


def ballot_ids(round: Round) -> list[str]:
    return [project["id"] for project in round.rules["projects"]]
