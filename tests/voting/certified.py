"""A counted vote on its way to two names."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from community.members.models import User
from initiatives.voting import actions
from initiatives.voting.models import Certification, Round


def again(round: Round) -> Round:
    return Round.objects.select_related("centre", "closure").get(pk=round.pk)


def heard(round: Round) -> Round:
    """Nobody may object any more."""
    Round.objects.filter(pk=round.pk).update(objections_until=timezone.now() - dt.timedelta(seconds=1))
    return again(round)


def certify(round: Round, by: User, seal: str = "") -> Certification:
    return actions.certify(round=round, by=by, seal=seal or round.closure.seal[:8], at=timezone.now())


def certified(round: Round, names: tuple[User, User]) -> Round:
    round = heard(round)
    for name in names:
        certify(round, name)
    return again(round)


def at(view: str, round: Round, **more: object) -> str:
    return reverse(f"voting:{view}", kwargs={"centre": round.centre.slug, "pk": round.pk, **more})
