"""A real election, out of its Pabulib file, as a closed round that our engine counts again."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction

from community.members.models import Centre
from initiatives.voting.actions.counts import count
from initiatives.voting.counting import Parameters, pabulib
from initiatives.voting.exports import checksums_file
from initiatives.voting.freezing import frozen_rules
from initiatives.voting.models import Closure, CountedBallot, Project, Round
from initiatives.voting.reading import contents_of, projects_of, round_of
from initiatives.voting.secrecy import canonical, digest

BATCH = 2000


@transaction.atomic
def import_pabulib(
    *,
    centre: Centre,
    source: bytes,
    name: str,
    at: dt.datetime,
    title: str = "",
    comparison: bool | None = None,
    eligibility: int | None = None,
) -> Round:
    """Makes a closed and counted round; a file that this centre has already comes back as the round it made.

    `comparison` and `eligibility` add what the city's own regulations say and its file does not.
    PabulibError, with a sentence, for a file that cannot be counted; then nothing is written.
    """
    sha256 = digest(source)
    if known := Round.objects.for_centre(centre).filter(imported__sha256=sha256).first():
        return known
    election = pabulib.parse(source)
    stated = election.stated_parameters()
    parameters = stated or Parameters(rule="greedy")
    parameters = replace(
        parameters,
        comparison=parameters.comparison if comparison is None else comparison,
        eligibility=parameters.eligibility if eligibility is None else eligibility,
    )
    imported = {
        "file": name,
        "sha256": sha256,
        "meta": dict(election.meta),
        "selected": None if election.official is None else list(election.official),
        "rule_is_ours": stated is not None,
        "warnings": list(election.warnings),
    }
    round = round_of(centre, election, parameters, title=title, at=at)
    round.imported = imported
    _freeze(round, projects_of(round, election), at=at)
    _fill(round, sorted(contents_of(election), key=canonical))
    count(round=round)
    return round


def _freeze(round: Round, projects: list[Project], *, at: dt.datetime) -> None:
    round.announced_at = round.frozen_at = at
    # The rules name the round by its number, which it gets with its first row.
    round.rules, round.rules_hash = {}, "-"
    round.save()
    Project.objects.bulk_create(projects, BATCH)
    round.rules = frozen_rules(round, projects, key=None)
    round.rules_hash = digest(canonical(round.rules))
    round.save(update_fields=["rules", "rules_hash"])


def _fill(round: Round, contents: list[list[Any]]) -> None:
    CountedBallot.objects.bulk_create(
        (
            CountedBallot(round=round, position=position, choices=choices)
            for position, choices in enumerate(contents, 1)
        ),
        BATCH,
    )
    closure = Closure(round=round, ballots=len(contents))
    round.closure = closure
    closure.seal = digest(checksums_file(round))
    closure.save(force_insert=True)
