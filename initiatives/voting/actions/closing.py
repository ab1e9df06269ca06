"""Opening the box. One transaction: either everything is counted and every sealed ballot gone, or nothing happened."""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import Any

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
    PaperBallot,
    Participation,
    Round,
    Uncounted,
)
from initiatives.voting.own import paper_subject, voters_of
from initiatives.voting.secrecy import BoxBroken, RoundKey, canonical, digest, handle_of, open_box, receipt_of

BATCH = 2000


class TooEarly(Exception):
    """By the database's clock this box may not be opened yet."""


class NumbersDisagree(Exception):
    """People, receipts and contents are not equally many. Nothing was written."""


class SetAside(Exception):
    """This ballot does not count, for a reason that is published with its receipt."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Opened:
    """The box, emptied onto the table: lists that are no longer told which belongs to which."""

    members: list[int] = field(default_factory=list)
    papers: int = 0
    channels: Counter[str] = field(default_factory=Counter)
    codes: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    contents: list[list[Any]] = field(default_factory=list)
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
    closure = Closure(
        round=round,
        ballots=len(opened.contents),
        seed=key.seed,
        papers=opened.papers,
        papers_taken=round.paper_voters.count(),
        channels=dict(sorted(opened.channels.items())),
    )
    for sealed in (round.ballots, round.withdrawals, round.paper_voters):
        sealed.all().delete()
    round.papers.exclude(reading=b"").update(reading=b"", state=PaperBallot.State.RECEIVED, read_by=None)
    round.closure = closure
    closure.seal = digest(checksums_file(round))
    closure.save(force_insert=True)
    # The register has done its work: whoever lent it may take it back.
    Round.objects.filter(pk=round.pk).update(register=None)
    return closure


def _open_all(round: Round, key: RoundKey) -> Opened:
    """Empties the box. A voter is somebody whom the round lets vote, or the number of a confirmed sheet of paper."""
    voters = {handle_of(key, subject): (subject, member) for subject, member in voters_of(round)}
    papers = _papers(round, key)
    blocked = set(round.paper_voters.values_list("handle", flat=True))
    opened = Opened(uncounted=_unused_papers(round, key))
    for ballot in round.ballots.iterator(chunk_size=BATCH):
        receipt = receipt_of(ballot.handle)
        try:
            choices = _choices_of(round, key, ballot, blocked=blocked, known=voters.keys() | papers)
        except SetAside as why:
            opened.uncounted[receipt] = why.reason
            continue
        if ballot.handle in papers:
            opened.papers += 1
        else:
            opened.seen(*voters[ballot.handle])
        opened.channels[ballot.channel] += 1
        opened.receipts.append(receipt)
        opened.contents.append(choices)
    for receipt in _vanished(round, {receipt_of(handle) for handle in papers}) - {*opened.receipts, *opened.uncounted}:
        opened.uncounted[receipt] = Uncounted.Reason.VANISHED
    return opened


def _choices_of(round: Round, key: RoundKey, ballot: Ballot, *, blocked: set[str], known: set[str]) -> list[Any]:
    if ballot.handle not in known:
        raise SetAside(Uncounted.Reason.NOBODY)
    if ballot.handle in blocked:
        raise SetAside(Uncounted.Reason.PAPER)
    try:
        choices = open_box(key, round_id=round.pk, handle=ballot.handle, box=bytes(ballot.box))
    except BoxBroken as error:
        raise SetAside(Uncounted.Reason.UNREADABLE) from error
    if not may_stand(round, choices):
        raise SetAside(Uncounted.Reason.INVALID)
    return choices


def _papers(round: Round, key: RoundKey) -> set[str]:
    """The handles of sheets that two people keyed in alike."""
    confirmed = round.papers.confirmed().values_list("number", flat=True)
    return {handle_of(key, paper_subject(number)) for number in confirmed}


def _unused_papers(round: Round, key: RoundKey) -> dict[str, str]:
    """Sheets that came out of the urn, or were handed back, and are not in the box: each by the receipt on its stub."""
    reasons = {
        PaperBallot.State.INVALID: Uncounted.Reason.UNFIT,
        PaperBallot.State.RECEIVED: Uncounted.Reason.UNKEYED,
        PaperBallot.State.READ: Uncounted.Reason.UNKEYED,
    }
    unused = round.papers.filter(state__in=reasons).values_list("number", "state")
    return {
        receipt_of(handle_of(key, paper_subject(number))): reasons[PaperBallot.State(state)] for number, state in unused
    }


def _vanished(round: Round, confirmed: set[str]) -> set[str]:
    """Receipts that a daily notice showed or a confirmed sheet carries, and that nobody took back."""
    told = set(confirmed)
    for receipts in round.heads.values_list("receipts", flat=True):
        told.update(receipts)
    return told - set(round.withdrawals.values_list("receipt", flat=True))


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
    people = round.participations.count() + round.code_participations.count() + opened.papers
    if not people == round.receipts.count() == round.contents.count():
        raise NumbersDisagree
