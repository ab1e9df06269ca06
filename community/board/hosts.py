"""What a topic may hang on. Each room that has such things declares them; settings.TOPIC_HOSTS lists the paths.

Initiatives, votes, stories and events do; places will from `maps/hosting.py`, once there are some.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.module_loading import import_string


class Declared(Protocol):
    """What a room declares: `word` stands in addresses, `visible_to` is the list twin of the right to see one.

    Where a thing stands in several rows, as a page and its translations do, `twins(thing)` gives their ids.
    """

    word: str
    model: type[models.Model]

    @staticmethod
    def visible_to(member: Any) -> Any: ...

    @staticmethod
    def label(thing: Any) -> str: ...


def alone(thing: models.Model) -> list[Any]:
    return [thing.pk]


class Host:
    def __init__(self, declared: Declared) -> None:
        self.word, self.model = declared.word, declared.model
        self.visible_to, self.label = declared.visible_to, declared.label
        self.twins: Callable[[Any], Any] = getattr(declared, "twins", alone)

    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model)


@cache
def resolved(paths: tuple[str, ...]) -> tuple[Host, ...]:
    return tuple(Host(import_string(path)) for path in paths)


def hosts() -> tuple[Host, ...]:
    return resolved(tuple(settings.TOPIC_HOSTS))


def host_of(thing: models.Model) -> Host:
    """LookupError for something on which no topic can hang."""
    for host in hosts():
        if isinstance(thing, host.model):
            return host
    raise LookupError(type(thing))


def host_named(word: str) -> Host | None:
    return next((host for host in hosts() if host.word == word), None)
