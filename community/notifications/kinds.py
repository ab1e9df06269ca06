"""What may be told. Each room declares its kinds of news once, in a `news.py` that settings.NEWS_KINDS lists."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from community.members.models import User

# What goes along with a mail for the member's calendar, or nothing.
Invites = Callable[[Any, User], str]

# Narrows a queryset of targets to those that the member may see now.
Seen = Callable[[Any, User], Any]


class UndeclaredKind(ValueError):
    """Somebody is told of a kind of news that no room has declared."""


def itself(targets: Any, member: User) -> Any:
    """Seen by whom its own class shows it: `objects.visible_to(member)`."""
    shown = targets.model._default_manager.visible_to(member)
    return targets.filter(pk__in=shown.order_by().values("pk"))


def through(path: str) -> Seen:
    """Seen by whoever sees the thing that `path` leads to."""

    def seen(targets: Any, member: User) -> Any:
        host = targets.model._meta.get_field(path).related_model
        return targets.filter(**{f"{path}__in": host._default_manager.visible_to(member).order_by().values("pk")})

    return seen


def whose(path: str) -> Seen:
    """Seen only by the member that `path` names."""

    def seen(targets: Any, member: User) -> Any:
        return targets.filter(**{path: member})

    return seen


@dataclass(frozen=True)
class Kind:
    """One kind of news: `<group>.<name>`, which also names its templates `emails/<group>/<name>.*`.

    What `concerns_me` is told at once, the rest in the mail of the day. What `is_urgent` comes at once also to who
    wants one mail a day or none, until they stop this very kind: somebody may be in danger. `once`: no member hears of
    it twice about the same target. `is_mention`: whoever stops it is not told at all. `seen` is asked again before
    anything is sent. `invites` makes an entry for the member's calendar out of the target, to go along with a mail of
    its own.
    """

    name: str
    label: str | Promise
    concerns_me: bool = False
    once: bool = False
    is_mention: bool = False
    is_urgent: bool = False
    seen: Seen = itself
    invites: Invites | None = None

    @property
    def group(self) -> str:
        return self.name.partition(".")[0]

    @property
    def template(self) -> str:
        """The stem of the templates that say it."""
        return "emails/{}/{}".format(*self.name.split(".", 1))


@cache
def resolved(paths: tuple[str, ...]) -> tuple[Kind, ...]:
    return tuple(kind for path in paths for kind in import_string(path))


def all_kinds() -> tuple[Kind, ...]:
    """In the order of settings."""
    return resolved(tuple(settings.NEWS_KINDS))


@cache
def named(paths: tuple[str, ...]) -> dict[str, Kind]:
    return {kind.name: kind for kind in resolved(paths)}


def kinds_by_name() -> dict[str, Kind]:
    return named(tuple(settings.NEWS_KINDS))


def kind_of(name: str) -> Kind:
    try:
        return kinds_by_name()[name]
    except KeyError:
        raise UndeclaredKind(
            f"No room has declared the kind of news {name!r}: add it to the room's news.py, which NEWS_KINDS lists."
        ) from None
