"""Paper at the desk: printing numbered ballots and handing one out. Who took which number is written nowhere."""

import datetime as dt
import time
from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from community.members.models import User
from community.notifications.actions import notify
from initiatives.voting.actions.ballots import (
    VotingClosed,
    insist_in_time,
    insist_open,
    key_of,
    lock_voter,
    take_out,
)
from initiatives.voting.models import Ballot, PaperBallot, PaperVoter, Round
from initiatives.voting.own import paper_subject, subject_of
from initiatives.voting.secrecy import handle_of, receipt_of

MOST_PAPERS = 20_000  # of one round


class PaperRefused(Exception):
    """What the desk cannot do with a paper ballot; the message is a sentence for people."""


def print_papers[Sheets](
    *, round: Round, size: int, typeset: Callable[[Round, list[tuple[int, str]]], Sheets]
) -> Sheets:
    """`size` new ballots, numbered on from the last: what `typeset` makes of their numbers and receipts."""
    key = key_of(round)
    with transaction.atomic():
        locked = Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round.pk)
        if not locked.takes_paper or locked.is_closed(at=timezone.now()):
            raise VotingClosed
        last = locked.papers.aggregate(Max("number"))["number__max"] or 0
        if last + size > MOST_PAPERS:
            raise PaperRefused(_("There are enough paper ballots: no vote may have more than %d.") % MOST_PAPERS)
        numbers = range(last + 1, last + size + 1)
        PaperBallot.objects.bulk_create([PaperBallot(round=locked, number=number) for number in numbers])
    return typeset(round, [(number, receipt_of(handle_of(key, paper_subject(number)))) for number in numbers])


def issue_paper(*, round: Round, at: dt.datetime, member: User | None = None, subject: str = "") -> bool:
    """Gives a voter the right to one paper ballot instead of voting here; True when a ballot in the box gave way.

    The voter is `member`, or `subject` where the round knows its voters by a code or an entry of the register.

    Says nothing of a number and, lest an order be guessed from the clock, keeps of the time only the day.
    """
    subject = subject or (subject_of(member) if member else "")
    handle = handle_of(key_of(round), subject)
    started = time.monotonic()
    with transaction.atomic():
        insist_open(round)
        if round.rules["paper"] == Round.Paper.NONE:
            raise PaperRefused(_("This vote takes no paper ballots."))
        lock_voter(round, subject=subject, member=member)
        if PaperVoter.objects.filter(round=round, handle=handle).exists():
            raise PaperRefused(
                _("This person has taken a paper ballot already. A spoiled one is exchanged, not added.")
            )
        if round.rules["paper"] == Round.Paper.ONLINE and Ballot.objects.filter(handle=handle).exists():
            raise PaperRefused(_("This person has voted here, and by the rules of this vote that comes first."))
        gave_way = take_out(round, handle)
        PaperVoter.objects.create(round=round, handle=handle)
        day = at.astimezone(round.centre.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        if member:
            notify([member], "voting.paper_issued", round, at=day)
        insist_in_time(started)
    return gave_way
