"""A closed round as a Pabulib file, which any other program of the field can count again."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from initiatives.voting.counting.pabulib import compose, write
from initiatives.voting.models import Project, Round

VOTE_TYPES = {"approval": "approval", "points": "cumulative", "ranking": "ordinal"}
COUNTRIES = {"PL": "Poland", "SK": "Slovakia", "CZ": "Czechia", "HU": "Hungary", "UA": "Ukraine"}


def pabulib_file(round: Round, *, pool: dict[str, Any] | None = None) -> bytes:
    """The whole round, or one of its pools (as the frozen rules name it): the field counts each pool by itself."""
    projects = [project for project in _listed(round) if pool is None or project["pool"] == pool["id"]]
    ids = {project["id"] for project in projects}
    return write(compose(_meta(round, pool), _projects(round, ids), list(_votes(round, ids)))).encode()


def _listed(round: Round) -> list[dict[str, Any]]:
    return round.rules["projects"]


def _meta(round: Round, pool: dict[str, Any] | None) -> dict[str, object]:
    """An imported election keeps what its own file said of it."""
    if round.imported:
        return {key: told for key, told in round.imported["meta"].items() if key not in ("num_projects", "num_votes")}
    meta = _meta_of_all(round)
    if pool is None:
        return meta
    budget = Fraction(pool["budget"], round.rules["unit"])
    return meta | {"subunit": pool["title"], "budget": budget, "max_length": pool["max"]}


def _meta_of_all(round: Round) -> dict[str, object]:
    zone = round.centre.zone
    return {
        "description": f"TRIAL: {round.title}" if round.is_trial else round.title,
        "country": COUNTRIES[round.centre.country],
        "unit": round.centre.name,
        "instance": round.opens_at.astimezone(zone).year,
        "budget": Fraction(round.budget, round.rules["unit"]),
        "vote_type": VOTE_TYPES[round.ballot_kind],
        "rule": _rule(round.rules["count"]),
        "date_begin": round.opens_at.astimezone(zone).strftime("%d.%m.%Y"),
        "date_end": round.closes_at.astimezone(zone).strftime("%d.%m.%Y"),
        "min_length": round.rules["ballot"]["min"],
        "max_length": round.rules["ballot"]["max"],
        "language": round.language,
        "currency": round.currency,
    }


def _rule(count: dict[str, Any]) -> str:
    if count["rule"] == "greedy":
        return "greedy-threshold" if count["min_votes"] else "greedy"
    completion = "" if count["completion"] == "none" else f"/{count['completion']}"
    return f"equalshares{completion}" + ("-comparison" if count["comparison"] else "")


def _projects(round: Round, ids: set[str]) -> list[dict[str, object]]:
    winners = selected(round)
    optional = ("category", "latitude", "longitude")
    projects = [project for project in round.projects.in_order() if project.external_id in ids]
    used = [name for name in optional if any(getattr(project, name) not in (None, "") for project in projects)]
    return [
        {
            "project_id": project.external_id,
            "cost": Fraction(project.cost, round.rules["unit"]),
            "name": project.title,
            "selected": int(project.external_id in winners),
        }
        | {name: _facet(project, name) for name in used}
        for project in projects
    ]


def selected(round: Round) -> set[str]:
    """Who was to be built: by the city's own word where an imported file gives it, else by the rule that decides."""
    if round.imported and round.imported["selected"] is not None:
        return set(round.imported["selected"])
    result = round.results.filter(rule=round.rules["count"]["rule"]).first()
    return set(result.winners if result else [])


def _facet(project: Project, name: str) -> object:
    value = getattr(project, name)
    return str(value).replace("_", " ") if name == "category" else value


def _votes(round: Round, ids: set[str]) -> Iterator[dict[str, object]]:
    """Whoever chose nothing in a pool did not vote in it."""
    pointed = round.rules["ballot"]["kind"] == Round.BallotKind.POINTS
    divided = len(ids) < len(_listed(round))
    for position, choices in round.contents.order_by("position").values_list("position", "choices"):
        if pointed:
            yield {
                "voter_id": position,
                "vote": [project for project, _points in choices],
                "points": [points for _project, points in choices],
            }
        elif not divided:
            yield {"voter_id": position, "vote": choices}
        elif here := [choice for choice in choices if choice in ids]:
            yield {"voter_id": position, "vote": here}
