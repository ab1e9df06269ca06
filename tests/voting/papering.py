"""Paper on its way: printed, handed out, out of the urn, read by two."""

from django.utils import timezone

from community.members.models import Centre, User
from initiatives.voting import actions
from initiatives.voting.models import Round
from tests.factories import make_member
from tests.voting.conftest import make_round, start


def on_paper(centre: Centre, precedence: str = "paper", *, printed: int = 5) -> Round:
    """An open round that takes paper, with so many sheets printed."""
    round = start(make_round(centre, paper=precedence))
    actions.print_papers(round=round, size=printed, typeset=lambda *_: b"")
    return round


def hand_out(round: Round, *members: User) -> None:
    for member in members:
        actions.issue_paper(round=round, member=member, at=timezone.now())


def out_of_the_urn(round: Round, *numbers: int) -> None:
    """Each of the numbers was somebody's who took it at the desk."""
    hand_out(round, *(make_member(round.centre) for _number in numbers))
    actions.receive_papers(round=round, numbers=numbers)


def confirm(round: Round, number: int, choices: list[str], by: tuple[User, User]) -> None:
    for person in by:
        actions.key_in(round=round, number=number, choices=choices, by=person)
