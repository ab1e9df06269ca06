"""What a right may rest on, for open sockets: compared with the last time, never shown."""

from collections.abc import Iterable
from typing import Any

from community.members.models import Membership


def facts(members: Iterable[int]) -> list[tuple[Any, ...]]:
    """A row a membership and role of `members`. One query."""
    rows = Membership.objects.filter(member__in=members)
    return list(rows.values_list("member", "centre", "declared_at", "verified_at", "grants__role"))
