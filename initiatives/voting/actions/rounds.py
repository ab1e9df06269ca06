"""Preparing a vote, freezing its rules, and the one change allowed afterwards."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, ProtectedError, Sum
from django.db.models.functions import Now

from community.members.codes import new_code
from community.members.models import User
from initiatives.proposals.actions import advance
from initiatives.proposals.models import Initiative
from initiatives.voting import keys
from initiatives.voting.actions.deadlines import prolong, set_deadlines
from initiatives.voting.actions.notices import publish_head
from initiatives.voting.freezing import frozen_rules
from initiatives.voting.models import Extension, Pool, Project, Round, VotingCode
from initiatives.voting.obstacles import obstacles
from initiatives.voting.own import code_digest
from initiatives.voting.secrecy import RoundKey, canonical, digest


class RulesFrozen(Exception):
    """The rules of this round are published; nothing of it can be changed any more."""


class CannotOpen(Exception):
    """What stands in the way of opening, as sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class PoolInUse(Exception):
    """Projects stand in this pool."""


class CannotExtend(Exception):
    """The vote is over, or the new date is not later."""


@transaction.atomic
def save_round(*, round: Round, pools: Iterable[Pool] = ()) -> Round:
    """Stores a new round with the pools it begins with, or a change to one whose rules are not frozen."""
    if round.pk:
        _lock_unfrozen(round)
    round.save()
    for pool in pools:
        pool.round = round
        save_pool(pool=pool)
    return round


@transaction.atomic
def announce(*, round: Round, at: dt.datetime) -> None:
    """Shows the round and its dates to everybody before its rules are frozen."""
    Round.objects.deciding().filter(pk=round.pk, announced_at__isnull=True).update(announced_at=at)


@transaction.atomic
def adopt_initiatives(*, round: Round, initiatives: Iterable[Initiative], pool: Pool | None = None) -> list[Project]:
    """Puts initiatives on the ballot as they stand today, numbered on from the last; those already there stay.

    A trial takes their words alone: nothing becomes of an initiative by it.
    """
    _lock_unfrozen(round)
    there = set(round.projects.values_list("initiative_id", flat=True))
    return [
        _add(
            Project(
                round=round,
                initiative=None if round.is_trial else initiative,
                pool=pool,
                title=initiative.title,
                summary=initiative.summary,
                category=initiative.category,
                cost=initiative.cost,
                latitude=initiative.latitude,
                longitude=initiative.longitude,
            )
        )
        for initiative in initiatives
        if initiative.pk not in there
    ]


@transaction.atomic
def save_project(*, project: Project) -> Project:
    """Stores a new project with the next number, or a change to one whose round is not frozen."""
    _lock_unfrozen(project.round)
    if project.pk:
        project.save()
        return project
    return _add(project)


@transaction.atomic
def save_pool(*, pool: Pool) -> Pool:
    """Stores a new pool at the end, or a change to one; the round's budget is the sum of its pools."""
    round = _lock_unfrozen(pool.round)
    if not pool.pk:
        pool.position = (round.pools.aggregate(Max("position"))["position__max"] or 0) + 1
    pool.save()
    _add_up(round)
    return pool


@transaction.atomic
def remove_pool(*, pool: Pool) -> None:
    round = _lock_unfrozen(pool.round)
    try:
        with transaction.atomic():
            pool.delete()
    except ProtectedError as error:
        raise PoolInUse from error
    _add_up(round)


@transaction.atomic
def remove_project(*, project: Project) -> None:
    _lock_unfrozen(project.round)
    project.delete()


@transaction.atomic
def open_round(*, round: Round, at: dt.datetime, by: User | None = None) -> Round:
    """Freezes and publishes the rules, makes the key, and puts out the first notice. Voting opens by the clock."""
    locked = _lock_unfrozen(round)
    if reasons := obstacles(round=locked, at=at):
        raise CannotOpen(reasons)
    set_deadlines(locked)
    material = keys.make(locked.pk)
    locked.key_hash = digest(material)
    locked.rules = frozen_rules(
        locked, locked.projects.in_order(), key=RoundKey.derive(material), key_hash=locked.key_hash
    )
    locked.rules_hash = digest(canonical(locked.rules))
    locked.announced_at = locked.announced_at or at
    locked.frozen_at = at
    locked.opened_by = by
    locked.save()
    for initiative in Initiative.objects.filter(projects__round=locked).select_related("centre"):
        advance("put_on_ballot", initiative=initiative, by=None, at=at)
    publish_head(round=locked, at=at)
    return locked


@transaction.atomic
def extend(*, round: Round, closes_at: dt.datetime, reason: str, by: User) -> Extension:
    """A later close, for a reason that stands on the round's page for good."""
    locked = Round.objects.select_for_update(of=["self"]).get(pk=round.pk)
    running = Round.objects.frozen().filter(pk=round.pk, closes_at__gt=Now(), closure__isnull=True)
    if not running.exists() or closes_at <= locked.closes_at:
        raise CannotExtend
    extension = Extension.objects.create(
        round=locked, closed_before=locked.closes_at, closes_at=closes_at, reason=reason, by=by
    )
    prolong(locked, closes_at)
    locked.save(update_fields=["closes_at", "results_at", "papers_until", "objections_until"])
    return extension


def _lock_unfrozen(round: Round) -> Round:
    locked = Round.objects.select_for_update(of=["self"]).select_related("centre").get(pk=round.pk)
    if locked.is_frozen:
        raise RulesFrozen
    return locked


@transaction.atomic
def print_codes(*, round: Round, number: int) -> list[str]:
    """So many new voting codes for letters. They are told this once; what is kept opens nothing."""
    _lock_unfrozen(round)
    codes = [new_code() for _letter in range(number)]
    VotingCode.objects.bulk_create([VotingCode(round=round, digest=code_digest(round, code)) for code in codes], 1000)
    return codes


def _add_up(round: Round) -> None:
    whole = round.pools.aggregate(Sum("budget"))["budget__sum"]
    if whole:
        Round.objects.filter(pk=round.pk).update(budget=whole)


def _add(project: Project) -> Project:
    """Numbers run on and are never given twice in a round's draft, so that a printed list stays true."""
    last = project.round.projects.aggregate(Max("position"))["position__max"] or 0
    project.position = last + 1
    project.external_id = str(project.position)
    project.save()
    return project
