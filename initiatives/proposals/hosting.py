"""Topics of the board may hang on an initiative."""

from typing import Any

from initiatives.proposals.models import Initiative


class Initiatives:
    word = "initiative"
    model = Initiative

    @staticmethod
    def visible_to(member: Any) -> Any:
        return Initiative.objects.visible_to(member)

    @staticmethod
    def label(thing: Any) -> str:
        return str(thing.title)
