"""A kind of thing that the API tells of: which rows, in which order, how they look and by what they are narrowed."""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import FETCH_RAISE, Model, QuerySet
from django.utils.module_loading import import_string

from community.interface.api import cursors, parameters
from community.interface.api.parameters import Parameter
from community.interface.api.shapes import Schema, Shape

USUAL = 50


@dataclass(frozen=True)
class Identity:
    """By what one of them is found: the lookup, and what its text looks like."""

    lookup: str
    schema: Schema
    parse: Callable[[str], Any]


def parse_number(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,17}", text, re.ASCII):
        raise ValueError
    return int(text)


def parse_slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,80}", text, re.ASCII):
        raise ValueError
    return text


NUMBER = Identity("pk", {"type": "integer", "minimum": 1}, parse_number)
SLUG = Identity("slug", {"type": "string", "pattern": "^[a-z0-9-]+$"}, parse_slug)
TRANSLATED = Identity("translation_key", {"type": "string", "format": "uuid"}, uuid.UUID)


@dataclass(frozen=True)
class Resource:
    """`rows(language)` gives what a stranger may read, with everything that `shape` needs: the list fetches no more.

    `language` is empty where none was asked for. `key` orders the list and ends in what is unique.
    """

    name: str
    noun: str
    about: Any
    model: type[Model]
    rows: Callable[[str], Any]
    key: tuple[str, ...]
    shape: Shape
    identity: Identity = NUMBER
    filters: tuple[Parameter, ...] = ()
    translated: bool = False
    most: int = 100

    @property
    def path(self) -> str:
        return f"/api/v1/{self.name}"

    @property
    def example(self) -> str:
        return json.dumps(self.shape.sample(), ensure_ascii=False, indent=2)

    @property
    def languages(self) -> tuple[Parameter, ...]:
        return (parameters.WANTED,) if self.translated else ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        cursor = cursors.parameter(self.name, self.model, self.key)
        return (*self.filters, *self.languages, parameters.limit(min(USUAL, self.most), self.most), cursor)

    def fetched(self, language: str) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.rows(language).order_by(*self.key).fetch_mode(FETCH_RAISE)
        return rows


@cache
def load(paths: tuple[str, ...]) -> tuple[Resource, ...]:
    return tuple(resource for path in paths for resource in import_string(path))


def resources() -> tuple[Resource, ...]:
    return load(tuple(settings.API_RESOURCES))
