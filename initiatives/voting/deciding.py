"""What the home of a centre shows of our votes: what can be decided now."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import ngettext

from community.interface.templatetags.interface import money
from community.members.models import Centre
from initiatives.voting.models import Round


@dataclass(frozen=True)
class Card:
    title: str
    text: str
    url: str
    until: dt.datetime | None


def contribute(centre: Centre, at: dt.datetime) -> list[Card]:
    """One query."""
    rounds = Round.objects.for_centre(centre).open(at).select_related("centre")
    return [Card(round.local_title, invitation(round), round.get_absolute_url(), round.closes_at) for round in rounds]


def invitation(round: Round) -> str:
    text = ngettext(
        "%(budget)s to spend. Choose up to %(count)d project.",
        "%(budget)s to spend. Choose up to %(count)d projects.",
        round.max_choices,
    )
    return text % {"budget": money(round.budget, round.currency), "count": round.max_choices}
