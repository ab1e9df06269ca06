"""The ballot's forms as voters get them, before there is a vote. They check what is filled in, and look nobody up."""

from typing import Any

from community.members.models import User
from initiatives.voting.forms.ballots import BallotForm, ChoicesForm
from initiatives.voting.forms.identified import LetterBallotForm, RegisterBallotForm
from initiatives.voting.models import Round


class OnlyTried(Exception):
    """A form of a preview was asked to cast a ballot."""


class MemberPreview(BallotForm):
    def save(self, *, by: User, channel: str = "online") -> str:
        raise OnlyTried


class LetterPreview(LetterBallotForm):
    """Says whether a code is spelt like one, never whether it is one: else it could be asked for codes."""

    def identify(self) -> None:
        pass

    def save(self) -> str:
        raise OnlyTried


class RegisterPreview(RegisterBallotForm):
    """Says nothing about who stands in the register."""

    def identify(self) -> None:
        pass

    def save(self) -> str:
        raise OnlyTried


def preview_form(round: Round, sent: Any, *, must_declare: bool) -> ChoicesForm:
    """Empty where nothing was sent. `round` has its rules as if they were frozen."""
    match round.identifier:
        case Round.Identifier.LETTER:
            return LetterPreview(sent, round=round)
        case Round.Identifier.REGISTER:
            return RegisterPreview(sent, round=round)
    return MemberPreview(sent, round=round, must_declare=must_declare)
