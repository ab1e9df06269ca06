import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Count

from community.live.actions import broadcast
from initiatives.voting.models import DailyHead, Round
from initiatives.voting.notices import head_of
from initiatives.voting.secrecy import receipt_of


@transaction.atomic
def publish_head(*, round: Round, at: dt.datetime) -> DailyHead:
    """The public notice of the day that `at` falls on in the centre; the one of that day when it stands already."""
    Round.objects.select_for_update().get(pk=round.pk)
    date = at.astimezone(round.centre.zone).date()
    last = round.heads.order_by("date").last()
    if last and last.date >= date:
        return last
    receipts = sorted(receipt_of(handle) for handle in round.ballots.values_list("handle", flat=True))
    gone = set(last.receipts if last else []).difference(receipts)
    taken_back = set(round.withdrawals.values_list("receipt", flat=True))
    facts: dict[str, Any] = {
        "previous": last.head if last else round.rules_hash,
        "date": date,
        "count": len(receipts),
        "receipts": receipts,
        "withdrawn": sorted(gone & taken_back),
    }
    channels = round.ballots.order_by("channel").values_list("channel").annotate(Count("handle"))
    head = DailyHead.objects.create(
        round=round,
        **facts,
        channels=dict(channels),
        missing=sorted(gone - taken_back),
        head=head_of(**facts),
        made_at=at,
    )
    shown = {"round": round, "centre": round.centre, "heads": list(round.heads.defer("receipts").order_by("date"))}
    broadcast(topic_of(round), "turnout", template="voting/_days.html", context=shown)
    return head


def topic_of(round: Round) -> str:
    """Under which an open page hears of a new notice: turnout is told by the day, never by the ballot."""
    return f"round:{round.pk}"
