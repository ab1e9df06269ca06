"""What must be settled before a round's rules can be frozen, as sentences."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from initiatives.proposals.stages import TRANSITIONS
from initiatives.voting.certifiers import NEEDED
from initiatives.voting.models import Project, Round

Kind = Round.BallotKind
READY = TRANSITIONS["put_on_ballot"].sources


def obstacles(*, round: Round, at: dt.datetime) -> list[str]:
    """Empty when nothing stands in the way."""
    projects = list(round.projects.in_order().select_related("pool", "initiative"))
    return [sentence for look in LOOKS for sentence in look(round, projects, at)]


def _emptiness(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    if not projects:
        yield _("There is no answer to choose yet.") if round.is_poll else _("There is no project on the ballot yet.")
    if round.is_poll and round.ballot_kind != Kind.YES_NO and len(projects) == 1:
        yield _("With one answer there is nothing to choose. Add another, or ask for yes or no.")


def _dates(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    if round.opens_at < at:
        yield _("The opening date has passed: rules are frozen before voting opens. Choose a later one.")


def _initiatives(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    """What became of them since they were put on the list."""
    for project in projects:
        if project.initiative and project.initiative.state not in READY:
            named = {"project": project.title, "state": project.initiative.get_state_display()}
            yield _("“%(project)s” cannot be voted on: the initiative is now “%(state)s”.") % named


def _costs(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    if round.is_poll:
        return
    for project in projects:
        if project.pool and project.cost > project.pool.budget:
            named = {"project": project.title, "pool": project.pool.title}
            yield _("“%(project)s” costs more than there is for “%(pool)s”.") % named
        elif project.cost > round.budget:
            yield _("“%(project)s” costs more than the whole budget.") % {"project": project.title}


def _pools(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    pools = list(round.pools.all())
    if not pools:
        return
    if round.ballot_kind != Kind.APPROVAL:
        yield _("With pools people choose some projects of each. Choose that ballot, or take the pools away.")
    for project in projects:
        if project.pool is None:
            yield _("“%(project)s” stands in no pool.") % {"project": project.title}
    filled = {project.pool_id for project in projects}
    for pool in pools:
        if pool.pk not in filled:
            yield _("The pool “%(pool)s” has no project.") % {"pool": pool.title}


def _ways(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    """Ways of asking and of counting that do not go together."""
    if not round.is_poll and round.ballot_kind in (Kind.YES_NO, Kind.CHOICE):
        yield _("Money cannot be divided by this kind of ballot. Choose another, or make it a question.")
    if round.ballot_kind == Kind.APPROVAL and round.min_choices > len(projects) > 0:
        yield _("Voters must choose more than there is on the ballot.")
    if round.is_poll and projects and round.ballot_kind != Kind.YES_NO and round.budget >= len(projects):
        yield _("All answers would win. Let fewer win.")


def _alternatives(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    labels = Counter((project.pool_id, project.alternative) for project in projects if project.alternative)
    for (_pool, label), number in labels.items():
        if number == 1:
            yield _("Only one project has the label “%(label)s”: alternatives need at least two.") % {"label": label}


def _voters(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    if round.eligibility == Round.Eligibility.REGISTER and (round.register is None or not round.register.size):
        yield _("Say which register decides who may vote.")
    if round.eligibility == Round.Eligibility.LETTER and not round.codes.exists():
        yield _("No letters with voting codes have been printed yet.")


def _certifiers(round: Round, projects: list[Project], at: dt.datetime) -> Iterator[str]:
    """Money is never decided without two names; a question may go without."""
    named = round.certifiers.count()
    if named != NEEDED and (named or not round.is_poll):
        yield _("Name the two people of the staff who certify the result.")


Look = Callable[[Round, list[Project], dt.datetime], Iterator[str]]
LOOKS: list[Look] = [
    _emptiness,
    _dates,
    _initiatives,
    _costs,
    _pools,
    _ways,
    _alternatives,
    _voters,
    _certifiers,
]
