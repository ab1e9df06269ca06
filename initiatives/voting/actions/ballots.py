"""Casting, changing and taking back a ballot. The database's clock decides what is in time."""

import time
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now

from community.members.models import User
from community.notifications.actions import notify
from initiatives.voting import keys
from initiatives.voting.choosing import checked_choices
from initiatives.voting.freezing import rules_intact
from initiatives.voting.keys import VotingPaused
from initiatives.voting.models import Ballot, PaperVoter, Round, Withdrawal
from initiatives.voting.own import rows_of, subject_of
from initiatives.voting.secrecy import RoundKey, handle_of, receipt_of, seal_box

# The box is opened 60 s after the close; a transaction that takes longer than this gives up long before.
LONGEST = 10


class VotingClosed(Exception):
    """The ballot came before the opening or after the close, by the database's clock. Nothing was stored."""


class NotEligible(PermissionDenied):
    """The voter is not among those whom the round lets vote."""


class TookPaper(PermissionDenied):
    """The voter took a paper ballot at the desk, and so does not vote here."""


def cast(
    *,
    round: Round,
    choices: Iterable[Any],
    member: User | None = None,
    subject: str = "",
    channel: str = Ballot.Channel.ONLINE,
) -> str:
    """Stores the voter's ballot, in place of an earlier one, and returns its receipt.

    The voter is `member`, or `subject` where the round knows its voters by a code or an entry of the register.
    """
    key = key_of(round)
    subject = subject or (subject_of(member) if member else "")
    chosen = checked_choices(round, choices)
    started = time.monotonic()
    with transaction.atomic():
        insist_open(round)
        lock_voter(round, subject=subject, member=member)
        handle = handle_of(key, subject)
        if round.takes_paper and PaperVoter.objects.filter(round=round, handle=handle).exists():
            raise TookPaper
        box = seal_box(key, round_id=round.pk, handle=handle, choices=chosen, length=round.rules["ballot"]["length"])
        first = store(Ballot(handle=handle, round=round, channel=channel, box=box))
        receipt = receipt_of(handle)
        Withdrawal.objects.filter(round=round, receipt=receipt).delete()
        if member and not round.is_trial and (first or channel == Ballot.Channel.DESK):
            # Without a code or a choice: whoever did not vote learns that somebody voted in their name, and whoever
            # did learns that somebody at the desk replaced it.
            notify([member], "voting.ballot_cast", round)
        insist_in_time(started)
    return receipt


def store(ballot: Ballot) -> bool:
    """Puts the ballot into the box, in place of an earlier one; whether there was none.

    Of several at once from one person exactly one is the first, and the row is locked against the others.
    """
    while True:
        Ballot.objects.bulk_create([ballot], ignore_conflicts=True)
        lying = Ballot.objects.select_for_update().filter(handle=ballot.handle).first()
        if lying is None:
            continue  # taken back in the moment between
        if bytes(lying.box) == ballot.box:  # no two seals are alike, so it is ours
            return True
        ballot.save(force_update=True)
        return False


def withdraw(*, round: Round, member: User) -> bool:
    """Takes the member's ballot out of the box; False when there was none."""
    handle = handle_of(key_of(round), subject_of(member))
    started = time.monotonic()
    with transaction.atomic():
        insist_open(round)
        taken = take_out(round, handle)
        insist_in_time(started)
    return taken


def take_out(round: Round, handle: str) -> bool:
    """Deletes the box and notes its receipt as withdrawn, so that it is not missed as one that vanished."""
    taken, _rows = Ballot.objects.filter(round=round, handle=handle).delete()
    if taken:
        Withdrawal.objects.bulk_create([Withdrawal(round=round, receipt=receipt_of(handle))], ignore_conflicts=True)
    return bool(taken)


def lock_voter(round: Round, *, subject: str, member: User | None) -> None:
    """Holds the voter's own row, so that a ballot cast here and paper handed out come one after the other."""
    rows = rows_of(round, subject=subject, member=member).select_for_update(of=("self",), no_key=True)
    if not subject.startswith(f"{round.identifier}:") or len(rows) != 1:
        raise NotEligible


def key_of(round: Round) -> RoundKey:
    if not rules_intact(round):
        raise VotingPaused
    return keys.read(round)


def insist_open(round: Round) -> None:
    if not Round.objects.open(at=Now()).filter(pk=round.pk).exists():
        raise VotingClosed


def insist_in_time(started: float) -> None:
    if time.monotonic() - started > LONGEST:
        raise VotingClosed
