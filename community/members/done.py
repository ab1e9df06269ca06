"""What I did: a member's own acts, gathered from the rooms that settings name."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from community.members.models import User
from community.members.waiting import resolved

OF_A_ROOM = 20
SHOWN = 30


@dataclass(frozen=True)
class Done:
    """One line: what the member did, when, and where it stands."""

    text: str
    url: str
    at: dt.datetime


def done_by(member: User) -> list[Done]:
    """The newest first. Each room gives at most OF_A_ROOM of a sort, in a fixed number of queries."""
    rooms = resolved(tuple(settings.DONE_CONTRIBUTIONS))
    lines = [line for contribute in rooms for line in contribute(member)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]
