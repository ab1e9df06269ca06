"""Who a round's voter is to the box, and what they may see of their own ballot while voting is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from community.members.codes import keyed, normalised, register_digest
from community.members.models import RegisterEntry, User
from initiatives.voting import keys, rules
from initiatives.voting.models import Round, VotingCode
from initiatives.voting.secrecy import BoxBroken, handle_of, open_box, receipt_of


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """`choices` is None when the box was changed from outside and does not open."""

    receipt: str
    choices: list[Any] | None


def subject_of(member: User) -> str:
    """The one thing by which a round of members knows its voter."""
    return f"member:{member.pk}"


def paper_subject(number: int) -> str:
    """A sheet of paper is a voter of its own: it knows nobody's name."""
    return f"paper:{number}"


def took_paper(*, round: Round, member: User) -> bool:
    """Whether the member took a paper ballot at the desk, which shuts the box here."""
    if not round.takes_paper:
        return False
    return round.paper_voters.filter(handle=handle_of(keys.read(round), subject_of(member))).exists()


def code_digest(round: Round, code: str) -> str:
    """The round is part of it: the same code is another one elsewhere."""
    return keyed("voting", f"{round.pk}\x1f{normalised(code)}")


def letter_subject(round: Round, code: str) -> str:
    return f"letter:{code_digest(round, code)}"


def register_subject(round: Round, facts: Sequence[str]) -> str:
    assert round.register_id is not None
    return f"register:{register_digest(round.register_id, facts)}"


def is_entitled(round: Round, *, subject: str, member: User | None = None) -> bool:
    """Whether the round lets this voter vote. An entry that two people share lets neither: they come to the desk."""
    kind, _colon, digest = subject.partition(":")
    if kind != round.identifier:
        return False
    match round.identifier:
        case Round.Identifier.LETTER:
            return VotingCode.objects.filter(round=round, digest=digest).exists()
        case Round.Identifier.REGISTER:
            return RegisterEntry.objects.filter(register=round.register_id, digest=digest).count() == 1
    return member is not None and subject == subject_of(member) and rules.lives_here.test(member, round)


def rows_of(round: Round, *, subject: str, member: User | None) -> QuerySet[Any]:
    """The row that stands for this voter and nobody else: a membership, a code, or an entry of the register."""
    digest = subject.partition(":")[2]
    match round.identifier:
        case Round.Identifier.LETTER:
            return VotingCode.objects.filter(round=round, digest=digest)
        case Round.Identifier.REGISTER:
            return RegisterEntry.objects.filter(register=round.register_id, digest=digest)
    return rules.eligible(round).filter(member=member)


def voters_of(round: Round) -> Iterator[tuple[str, int | None]]:
    """Every subject that may vote now, with its member where the round knows members."""
    match round.identifier:
        case Round.Identifier.LETTER:
            digests = VotingCode.objects.filter(round=round).values_list("digest", flat=True)
            yield from ((f"letter:{digest}", None) for digest in digests)
        case Round.Identifier.REGISTER:
            entries = RegisterEntry.objects.filter(register=round.register_id)
            yield from ((f"register:{digest}", None) for digest in entries.values_list("digest", flat=True))
        case _:
            for membership in rules.eligible(round).select_related("member"):
                yield subject_of(membership.member), membership.member_id


def own_ballot(*, round: Round, member: User | None = None, subject: str = "") -> OwnBallot | None:
    subject = subject or (subject_of(member) if member else "")
    handle = handle_of(key := keys.read(round), subject)
    ballot = round.ballots.filter(handle=handle).first()
    if ballot is None:
        return None
    try:
        choices = open_box(key, round_id=round.pk, handle=handle, box=bytes(ballot.box))
    except BoxBroken:
        return OwnBallot(receipt_of(handle), None)
    return OwnBallot(receipt_of(handle), choices)
