"""Topics of the board may hang on a vote."""

from typing import Any

from initiatives.voting.models import Round


class Rounds:
    word = "vote"
    model = Round

    @staticmethod
    def visible_to(member: Any) -> Any:
        return Round.objects.visible_to(member).deciding()

    @staticmethod
    def label(thing: Any) -> str:
        return str(thing.text["title"])
