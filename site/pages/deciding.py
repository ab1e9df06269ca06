"""What a centre is deciding now: cards that the rooms named in settings.DECIDING_CONTRIBUTIONS contribute."""

import datetime as dt
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from community.members.models import Centre


class Deciding(Protocol):
    """A decision that one may take part in: `when` and `badge` say in the reader's words until when, and how."""

    title: str
    text: str
    url: str
    when: str
    badge: str


@cache
def resolved(paths: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(path) for path in paths)


def deciding_now(centre: Centre, at: dt.datetime) -> list[Deciding]:
    paths = tuple(getattr(settings, "DECIDING_CONTRIBUTIONS", ()))
    return [card for contribute in resolved(paths) for card in contribute(centre, at)]
