"""Opening the box. One transaction: either everything is counted and every sealed ballot gone, or nothing happened."""

from dataclasses import dataclass, field
from functools import partial

from django.db import transaction

from initiatives.voting import keys
from initiatives.voting.choosing import may_stand
from initiatives.voting.exports import checksums_file
from initiatives.voting.freezing import rules_intact
from initiatives.voting.models import (
    Ballot,
    Closure,
    CodeParticipation,
    CountedBallot,
    CountedReceipt,
    Participation,
    Round,
    Uncounted,
    Withdrawal,
)
from initiatives.voting.own import voters_of
from initiatives.voting.secrecy import BoxBroken, RoundKey, canonical, digest, handle_of, open_box, receipt_of

BATCH = 2000


class TooEarly(Exception):
    """By the database's clock this box may not be opened yet."""


class NumbersDisagree(Exception):
    """People, receipts and contents are not equally many. Nothing was written."""


@dataclass
class Opened:
    """The box, emptied onto the table: three lists that are no longer told which belongs to which."""

    members: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    contents: list[list[str]] = field(default_factory=list)
    uncounted: dict[str, str] = field(default_factory=dict)

    def seen(self, subject: str, member: int | None) -> None:
        """Puts whoever took part on the roll."""
        if member is None:
            self.codes.append(subject)
        else:
            self.members.append(member)


def close(*, round: Round) -> Closure:
    """Opens every box of a round that is over, writes what may be published, and destroys the key.

    Safe to repeat: after an interrupted attempt it writes the same bytes, after a finished one it destroys the key.
    """
    with transaction.atomic():
        locked = Round.objects.select_for_update(of=["self"]).select_related("centre").get(pk=round.pk)
        closure = Closure.objects.filter(round=locked).first() or _close(locked)
        transaction.on_commit(partial(keys.destroy, locked.pk))
    return closure


def _close(round: Round) -> Closure:
    if not Round.objects.due().filter(pk=round.pk).exists():
        raise TooEarly
    if not rules_intact(round):
        raise keys.VotingPaused
    key = keys.read(round)
    opened = _open_all(round, key)
    _write(round, opened)
    Ballot.objects.filter(round=round).delete()
    Withdrawal.objects.filter(round=round).delete()
    closure = Closure(round=round, ballots=len(opened.contents), seed=key.seed)
    round.closure = closure
    closure.seal = digest(checksums_file(round))
    closure.save(force_insert=True)
    # The register has done its work: whoever lent it may take it back.
    Round.objects.filter(pk=round.pk).update(register=None)
    return closure


def _open_all(round: Round, key: RoundKey) -> Opened:
    voters = {handle_of(key, subject): (subject, member) for subject, member in voters_of(round)}
    opened = Opened()
    for ballot in round.ballots.iterator(chunk_size=BATCH):
        receipt = receipt_of(ballot.handle)
        if ballot.handle not in voters:
            opened.uncounted[receipt] = Uncounted.Reason.NOBODY
            continue
        try:
            choices = open_box(key, round_id=round.pk, handle=ballot.handle, box=bytes(ballot.box))
        except BoxBroken:
            opened.uncounted[receipt] = Uncounted.Reason.UNREADABLE
            continue
        if not may_stand(round, choices):
            opened.uncounted[receipt] = Uncounted.Reason.INVALID
            continue
        opened.seen(*voters[ballot.handle])
        opened.receipts.append(receipt)
        opened.contents.append(choices)
    for receipt in _vanished(round, {*opened.receipts, *opened.uncounted}):
        opened.uncounted[receipt] = Uncounted.Reason.VANISHED
    return opened


def _vanished(round: Round, present: set[str]) -> set[str]:
    """Receipts that a daily notice showed and that nobody took back, yet are not in the box."""
    told: set[str] = set()
    for receipts in round.heads.values_list("receipts", flat=True):
        told.update(receipts)
    return told - present - set(round.withdrawals.values_list("receipt", flat=True))


def _write(round: Round, opened: Opened) -> None:
    members = sorted(opened.members)
    receipts = sorted(opened.receipts)
    contents = sorted(opened.contents, key=canonical)
    Participation.objects.bulk_create([Participation(round=round, member_id=member) for member in members], BATCH)
    CodeParticipation.objects.bulk_create(
        [CodeParticipation(round=round, subject=subject) for subject in sorted(opened.codes)], BATCH
    )
    CountedReceipt.objects.bulk_create([CountedReceipt(round=round, receipt=receipt) for receipt in receipts], BATCH)
    CountedBallot.objects.bulk_create(
        [
            CountedBallot(round=round, position=position, choices=choices)
            for position, choices in enumerate(contents, 1)
        ],
        BATCH,
    )
    Uncounted.objects.bulk_create(
        [
            Uncounted(round=round, receipt=receipt, reason=reason)
            for receipt, reason in sorted(opened.uncounted.items())
        ],
        BATCH,
    )
    people = round.participations.count() + round.code_participations.count()
    numbers = {people, round.receipts.count(), round.contents.count()}
    if len(numbers) != 1:
        raise NumbersDisagree
