"""What a voter may see of their own ballot, and only while voting is open: afterwards nobody can find it again."""

from dataclasses import dataclass

from community.members.models import User
from initiatives.voting import keys
from initiatives.voting.models import Round
from initiatives.voting.secrecy import BoxBroken, handle_of, open_box, receipt_of


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """`choices` is None when the box was changed from outside and does not open."""

    receipt: str
    choices: list[str] | None


def subject_of(member: User) -> str:
    """The one thing by which a round knows its voter."""
    return f"member:{member.pk}"


def paper_subject(number: int) -> str:
    """A sheet of paper is a voter of its own: it knows nobody's name."""
    return f"paper:{number}"


def took_paper(*, round: Round, member: User) -> bool:
    """Whether the member took a paper ballot at the desk, which shuts the box here."""
    return (
        round.takes_paper and round.paper_voters.filter(handle=handle_of(keys.read(round), subject_of(member))).exists()
    )


def own_ballot(*, round: Round, member: User) -> OwnBallot | None:
    handle = handle_of(key := keys.read(round), subject_of(member))
    ballot = round.ballots.filter(handle=handle).first()
    if ballot is None:
        return None
    try:
        choices = open_box(key, round_id=round.pk, handle=handle, box=bytes(ballot.box))
    except BoxBroken:
        return OwnBallot(receipt_of(handle), None)
    return OwnBallot(receipt_of(handle), choices)
