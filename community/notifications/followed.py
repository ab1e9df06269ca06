"""What can be followed: each room that offers it says how it is listed, and settings.FOLLOWABLE names where."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from community.members.models import Centre, User
from community.notifications.kinds import Seen, itself
from community.notifications.models import Follow

MOST = 500


def own_address(target: Any, centre: Centre | None) -> str:
    return target.get_absolute_url()


@dataclass(frozen=True)
class Followable:
    """One sort of thing: `model` is `<app>.<name>`, `joined` what its address needs from other tables."""

    model: str
    label: str | Promise
    seen: Seen = itself
    url: Callable[[Any, Centre | None], str] = own_address
    joined: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    follow: Follow
    title: str
    url: str


@dataclass(frozen=True)
class Shelf:
    label: str | Promise
    lines: list[Line] = field(default_factory=list)


def shelves(member: User) -> list[Shelf]:
    """What the member follows and may still see, sorted by what it is. One query, and one for each sort of thing."""
    follows: dict[str, list[Follow]] = defaultdict(list)
    for follow in Follow.objects.of(member).select_related("centre").fetch_mode(models.FETCH_RAISE)[:MOST]:
        kind = ContentType.objects.get_for_id(follow.target_type_id)
        follows[f"{kind.app_label}.{kind.model}"].append(follow)
    sorts: list[Followable] = [import_string(path) for path in settings.FOLLOWABLE]
    return [shelf(sort, follows[sort.model], member) for sort in sorts if follows[sort.model]]


def shelf(sort: Followable, follows: list[Follow], member: User) -> Shelf:
    model = ContentType.objects.get_for_id(follows[0].target_type_id).model_class()
    assert model is not None
    targets = model._default_manager.filter(pk__in={follow.target_id for follow in follows})
    seen = sort.seen(targets, member)
    found = {target.pk: target for target in (seen.select_related(*sort.joined) if sort.joined else seen)}
    lines = [
        Line(follow, str(target), sort.url(target, follow.centre))
        for follow in follows
        if (target := found.get(follow.target_id))
    ]
    return Shelf(sort.label, lines)
