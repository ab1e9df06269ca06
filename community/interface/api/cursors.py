"""Pages by a cursor: the place behind the last row of a page, as the values by which the list is ordered.

Whatever is inserted meanwhile, the next page begins behind that place: nothing is shown twice, nothing passed over. The
key must be unique (it ends with the primary key) and hold no null. A cursor is signed, so that what reaches the
database was made here; it carries no time, so that the same page always names the same next one.
"""

import datetime as dt
from typing import Any

from django.core import signing
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from community.interface.api.parameters import Parameter

SIGNER = signing.Signer(salt="api.cursor")


def after(key: tuple[str, ...], values: list[Any]) -> Q:
    """Those behind `values` in the order of `key`."""
    behind, level = Q(pk__in=[]), Q()
    for name, value in zip(key, values, strict=True):
        column, way = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
        behind |= level & Q(**{f"{column}__{way}": value})
        level &= Q(**{column: value})
    first, value = key[0].removeprefix("-"), values[0]
    bound = Q(**{f"{first}__{'lte' if key[0].startswith('-') else 'gte'}": value})
    return bound & behind  # the bound alone lets the database begin in its index


def write(name: str, key: tuple[str, ...], row: Any) -> str:
    values = [getattr(row, column.removeprefix("-")) for column in key]
    return SIGNER.sign_object([name, *(spelt(value) for value in values)])


def spelt(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value


def parameter(name: str, model: type[Model], key: tuple[str, ...]) -> Parameter:
    """`cursor`, as the list called `name` takes it."""

    def parse(text: str) -> list[Any]:
        try:
            made_for, *values = SIGNER.unsign_object(text)
        except (signing.BadSignature, ValueError):
            made_for, values = "", []
        if made_for != name or len(values) != len(key):
            raise ValueError("Take it unchanged from the “next” of a page of this list.")
        return [column_of(model, column).to_python(value) for column, value in zip(key, values, strict=True)]

    about = _("Where to go on: it stands in “next” of the page before.")
    return Parameter("cursor", {"type": "string"}, about, parse, lambda rows, values: rows.filter(after(key, values)))


def column_of(model: Any, name: str) -> Any:
    bare = name.removeprefix("-")
    return model._meta.pk if bare == "pk" else model._meta.get_field(bare)
