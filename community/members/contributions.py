"""What each room adds to "download everything" and "erase me", and does when a member goes; settings name it."""

import datetime as dt
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from community.members.models import Centre, User


class Contribution(Protocol):
    def export(self, member: User) -> dict[str, Any]: ...

    def erase(self, member: User, *, keep_public: bool) -> None: ...


@cache
def resolved(paths: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(path) for path in paths)


def export_contributions() -> list[Contribution]:
    """In the order of settings: the members' room first."""
    return [contribute() for contribute in resolved(tuple(settings.EXPORT_CONTRIBUTIONS))]


def part(member: User, centre: Centre, *, at: dt.datetime) -> None:
    """The member leaves the centre or is shut out of it for good: each room lets go of them there."""
    for contribute in resolved(tuple(settings.PARTING_CONTRIBUTIONS)):
        contribute(member, centre, at=at)


def room_of(path: str) -> str:
    """`initiatives.voting.personal.contribute` → `voting`."""
    return path.split(".")[-3]
