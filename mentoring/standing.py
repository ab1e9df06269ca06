"""What a right in this room may rest on, for open sockets: compared with the last time, never shown."""

from collections.abc import Iterable
from typing import Any

from mentoring.models import Mentorship
from mentoring.models.cases import paused


def facts(members: Iterable[int]) -> list[tuple[Any, ...]]:
    """A row a thread in which `members` may write. One query."""
    threads = Mentorship.objects.active().filter(~paused()).order_by()
    helped = threads.filter(mentee__in=members).values_list("mentee", "pk")
    return list(threads.filter(mentor__in=members).values_list("mentor", "pk").union(helped))
