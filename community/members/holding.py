"""What is in whose hands: duties given to one person by name, gathered from the rooms that settings list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from community.members.models import Centre, RoleGrant, User
from community.members.waiting import resolved


@dataclass(frozen=True)
class Held:
    """One line: whose, what it is, and where another takes it over."""

    member: int
    text: str
    url: str


@dataclass(frozen=True)
class Holder:
    member: User
    duties: list[Held]


def duties_by_member(centre: Centre) -> dict[int, list[Held]]:
    """By the members' keys; as many queries however many people hold something."""
    found: dict[int, list[Held]] = defaultdict(list)
    for contribute in resolved(tuple(settings.HOLDING_CONTRIBUTIONS)):
        held: Iterable[Held] = contribute(centre)
        for duty in held:
            found[duty.member].append(duty)
    return found


def beside_roles(duties: dict[int, list[Held]], grants: Iterable[RoleGrant]) -> list[Holder]:
    """Who holds something without a role here: somebody who left, or was called for this one thing."""
    serving = {grant.membership.member_id for grant in grants}
    others: Any = User.objects.filter(pk__in=set(duties) - serving).order_by("display_name", "pk")
    return [Holder(member, duties[member.pk]) for member in others]
