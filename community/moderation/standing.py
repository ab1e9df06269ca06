"""What a right may rest on, for open sockets: compared with the last time, never shown."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from community.moderation.models import Sanction


def facts(members: Iterable[int]) -> list[tuple[Any, ...]]:
    """A row a sanction in force of `members`. One query."""
    rows = Sanction.objects.in_force(timezone.now()).filter(member__in=members)
    return list(rows.values_list("member", "centre", "kind"))
