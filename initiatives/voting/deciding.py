"""What the home of a centre shows of our votes: what can be decided now."""

import datetime as dt
from dataclasses import dataclass

from community.members.models import Centre
from initiatives.voting.models import Round
from initiatives.voting.wording import task_of


@dataclass(frozen=True)
class Card:
    title: str
    text: str
    url: str
    until: dt.datetime | None


def contribute(centre: Centre, at: dt.datetime) -> list[Card]:
    """One query."""
    rounds = Round.objects.for_centre(centre).open(at).select_related("centre")
    return [Card(round.local_title, task_of(round), round.get_absolute_url(), round.closes_at) for round in rounds]
