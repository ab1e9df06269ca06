"""What may stand behind the question mark: typed, and refused by name where it is unknown or wrong."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.interface.api.problems import Problem
from community.interface.api.shapes import LANGUAGE, MOMENT, Schema, one_of

LONGEST = 1000
YEARS = range(1900, 2200)


def untouched(rows: QuerySet[Any], _value: Any) -> QuerySet[Any]:
    return rows


@dataclass(frozen=True)
class Parameter:
    """`parse` raises ValueError with a sentence that says what would be right; `narrow` applies the value."""

    name: str
    schema: Schema
    about: Any
    parse: Callable[[str], Any]
    narrow: Callable[[Any, Any], Any] = field(default=untouched)
    example: Any = None


def choice(name: str, values: Iterable[Any], about: Any, lookup: str = "") -> Parameter:
    known = [str(value) for value in values]

    def parse(text: str) -> str:
        if text not in known:
            raise ValueError(f"One of: {', '.join(known)}.")
        return text

    return Parameter(name, one_of(known), about, parse, by(lookup) if lookup else untouched, known[0])


def moment(name: str, about: Any, lookup: str) -> Parameter:
    return Parameter(name, MOMENT, about, parse_moment, by(lookup), "2026-01-01T00:00:00Z")


def by(lookup: str) -> Callable[[Any, Any], Any]:
    return lambda rows, value: rows.filter(**{lookup: value})


def parse_moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or found.year not in YEARS:
        raise ValueError("A moment with its offset, such as 2026-01-01T00:00:00Z (a plus sign is written %2B).")
    return found


def limit(usual: int, most: int) -> Parameter:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,3}", text, re.ASCII) or not 1 <= int(text) <= most:
            raise ValueError(f"A whole number from 1 to {most}.")
        return int(text)

    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return Parameter("limit", schema, _("How many at once."), parse, example=usual)


def parse_language(text: str) -> str:
    codes = [code for code, _name in settings.LANGUAGES]
    if text not in codes:
        raise ValueError(f"One of: {', '.join(codes)}.")
    return text


WANTED = Parameter(
    "language",
    LANGUAGE,
    _("The language of the texts, where they exist in it; without it, the one in which they were written."),
    parse_language,
    example="pl",
)


def read(query: QueryDict, known: Iterable[Parameter]) -> dict[str, Any]:
    """The values by name. Whatever is unknown, given twice or wrong is a problem that names it."""
    parameters = {parameter.name: parameter for parameter in known}
    found = {}
    for name, texts in query.lists():
        if name not in parameters:
            allowed = ", ".join(parameters) or "none"
            raise Problem(400, f"There is no such parameter here. Known: {allowed}.", parameter=name[:80])
        if len(texts) > 1:
            raise Problem(400, "Given more than once.", parameter=name)
        try:
            if len(texts[0]) > LONGEST:
                raise ValueError("Too long.")
            found[name] = parameters[name].parse(texts[0])
        except ValueError as error:
            raise Problem(400, str(error), parameter=name) from None
    return found
