"""Turns a vote's days in the running demonstration, whose database keeps the clock; and lets the neighbours vote."""

import datetime as dt
import json

from django.utils import timezone

from initiatives.voting import actions, rules, tasks
from initiatives.voting.models import Round

NEIGHBOURS = 12
BALLOTS = [["1"], ["1", "2"], ["1"], ["2"]]


def opens(pk: int) -> None:
    """It opened an hour ago."""
    Round.objects.filter(pk=pk).update(opens_at=timezone.now() - dt.timedelta(hours=1))
    tell(Round.objects.open(timezone.now()).filter(pk=pk).exists())


def fills_and_closes(pk: int) -> None:
    """Neighbours who came without an address vote too; then it is over and the worker does its work of every minute."""
    round = Round.objects.select_related("centre").get(pk=pk)
    neighbours = rules.eligible(round).filter(member__email=None).select_related("member").order_by("pk")
    for place, row in enumerate(neighbours[:NEIGHBOURS]):
        actions.cast(round=round, member=row.member, choices=BALLOTS[place % len(BALLOTS)])
    Round.objects.filter(pk=pk).update(closes_at=timezone.now() - dt.timedelta(minutes=2))
    tasks.close_due_rounds.call()
    tell(Round.objects.get(pk=pk).closure.ballots)


def hears_no_more(pk: int) -> None:
    """Nobody may object any more."""
    Round.objects.filter(pk=pk).update(objections_until=timezone.now() - dt.timedelta(minutes=1))
    tell(True)


def tell(what: object) -> None:
    print(json.dumps(what))
