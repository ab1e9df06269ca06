"""Paper out of the urn: received, read by one person, confirmed by another, or set aside with a reason."""

import time
from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import User
from initiatives.voting.actions.ballots import VotingClosed, insist_in_time, key_of, store
from initiatives.voting.actions.paper import PaperRefused
from initiatives.voting.choosing import checked_choices
from initiatives.voting.models import Ballot, PaperBallot, Round
from initiatives.voting.own import paper_subject
from initiatives.voting.secrecy import BoxBroken, RoundKey, handle_of, open_box, seal_box

State = PaperBallot.State


class Keyed(Enum):
    """What a reading led to."""

    FIRST = "first"
    AGREED = "agreed"
    DIFFERED = "differed"


@transaction.atomic
def receive_papers(*, round: Round, numbers: Iterable[int]) -> int:
    """Counts sheets out of the urn; all of them or none. Never more than people who took one at the desk."""
    wanted = sorted(set(numbers))
    insist_taking_paper(round)
    Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round.pk)
    states = dict(round.papers.filter(number__in=wanted).values_list("number", "state"))
    if unknown := [number for number in wanted if number not in states]:
        raise PaperRefused(_("No ballot of this vote was printed with the number: %s.") % listed(unknown))
    if known := [number for number in wanted if states[number] != State.PRINTED]:
        raise PaperRefused(_("Received before, each number counts once: %s.") % listed(known))
    taken = round.paper_voters.count()
    if round.papers.handed_in().count() + len(wanted) > taken:
        told = ngettext(
            "Only %(count)d person took a paper ballot: more sheets than that cannot be received.",
            "Only %(count)d people took a paper ballot: more sheets than that cannot be received.",
            taken,
        )
        raise PaperRefused(told % {"count": taken})
    return round.papers.filter(number__in=wanted).update(state=State.RECEIVED)


def key_in(*, round: Round, number: int, choices: Iterable[Any], by: User) -> Keyed:
    """One person's reading of a sheet. The second reading, by another person, puts it into the box or starts anew."""
    key = key_of(round)
    chosen = checked_choices(round, choices)
    handle = handle_of(key, paper_subject(number))
    started = time.monotonic()
    with transaction.atomic():
        insist_taking_paper(round)
        paper = locked_paper(round, number)
        refuse_reading(paper, by)
        if paper.state == State.RECEIVED or paper.read_by_id is None:
            paper.state, paper.read_by = State.READ, by
            paper.reading = sealed(round, key, handle, chosen)
            outcome = Keyed.FIRST
        elif same(round, key, handle, paper, chosen):
            store(
                Ballot(
                    handle=handle,
                    round=round,
                    channel=Ballot.Channel.PAPER,
                    box=sealed(round, key, handle, chosen),
                )
            )
            paper.state, paper.confirmed_by, paper.reading = State.CONFIRMED, by, b""
            outcome = Keyed.AGREED
        else:
            paper.state, paper.read_by, paper.reading = State.RECEIVED, None, b""
            outcome = Keyed.DIFFERED
        paper.save(force_update=True)
        insist_in_time(started)
    return outcome


@transaction.atomic
def set_aside(*, round: Round, number: int, reason: str) -> None:
    """A sheet that cannot count: spoiled, blank, not ours. The reason is public, the number stays given away."""
    insist_taking_paper(round)
    paper = locked_paper(round, number)
    if paper.state == State.CONFIRMED:
        raise PaperRefused(_("Number %d is confirmed and in the box: it cannot be set aside any more.") % number)
    if paper.state == State.INVALID:
        raise PaperRefused(_("Number %d has been set aside already.") % number)
    paper.state, paper.reason, paper.reading, paper.read_by = State.INVALID, reason, b"", None
    paper.save(force_update=True)


@transaction.atomic
def settle_papers(*, round: Round) -> None:
    """Declares that no more paper is coming, so that the box need not wait for the last day of keying."""
    locked = Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round.pk)
    insist_taking_paper(locked)
    over = Round.objects.filter(pk=round.pk, closes_at__lte=Now())
    if not over.exists():
        raise PaperRefused(_("Voting is still open: paper may still come in."))
    if waiting := locked.papers.unsettled().count():
        told = ngettext(
            "%(count)d received ballot is neither confirmed nor set aside yet.",
            "%(count)d received ballots are neither confirmed nor set aside yet.",
            waiting,
        )
        raise PaperRefused(told % {"count": waiting})
    over.update(papers_settled_at=Now())


def insist_taking_paper(round: Round) -> None:
    """By the database's clock. VotingClosed when keying is over, or has not begun."""
    if not Round.objects.taking_paper(at=Now()).filter(pk=round.pk).exists():
        raise VotingClosed


def locked_paper(round: Round, number: int) -> PaperBallot:
    paper = round.papers.select_for_update(of=("self",)).filter(number=number).first()
    if paper is None:
        raise PaperRefused(_("No ballot of this vote was printed with the number: %s.") % number)
    return paper


def refuse_reading(paper: PaperBallot, by: User) -> None:
    said = {
        State.PRINTED: _("Number %d is not received yet: count it out of the urn first."),
        State.CONFIRMED: _("Number %d has been keyed in twice already. It is in the box, and counts once."),
        State.INVALID: _("Number %d has been set aside as invalid."),
    }
    if paper.state in said:
        raise PaperRefused(said[State(paper.state)] % paper.number)
    if paper.state == State.READ and paper.read_by_id == by.pk:
        raise PaperRefused(_("You keyed in number %d yourself: the second reading is another person's.") % paper.number)


def sealed(round: Round, key: RoundKey, handle: str, chosen: list[Any]) -> bytes:
    return seal_box(key, round_id=round.pk, handle=handle, choices=chosen, length=round.rules["ballot"]["length"])


def same(round: Round, key: RoundKey, handle: str, paper: PaperBallot, chosen: list[Any]) -> bool:
    try:
        return open_box(key, round_id=round.pk, handle=handle, box=bytes(paper.reading)) == chosen
    except BoxBroken:
        return False


def listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + ("…" if len(numbers) > 10 else "")
