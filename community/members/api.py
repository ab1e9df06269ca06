"""Centres in the public API, and how the other rooms' lists are narrowed to one of them."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.interface.api import parameters, resources, shapes
from community.interface.api.parameters import Parameter
from community.interface.api.resources import Resource
from community.interface.api.shapes import Field, Shape, page_of
from community.members.models import Centre


def in_open_centres(rows: Any) -> Any:
    """A centre that is being prepared tells nothing yet."""
    return rows.filter(centre__in=Centre.objects.open().order_by().values("pk"))


def parse_centre(text: str) -> int:
    found = None
    if re.fullmatch(r"[a-z0-9-]{1,40}", text, re.ASCII):
        found = Centre.objects.open().filter(slug=text).values_list("pk", flat=True).first()
    if found is None:
        raise ValueError("There is no such centre: /api/v1/centres lists them.")
    return found


CENTRE = Parameter(
    "centre", {"type": "string"}, _("The id of a centre."), parse_centre, parameters.by("centre"), "jodlowiec"
)
# Of which centre a thing is; its rows come with their centre.
OF_CENTRE = Field("centre", shapes.TEXT, "The id of its centre.", "jodlowiec", lambda row: row.centre.slug)
LATITUDE = Field("latitude", shapes.NUMBER, "Degrees north, WGS 84.", 49.62, nullable=True)
LONGITUDE = Field("longitude", shapes.NUMBER, "Degrees east, WGS 84.", 20.71, nullable=True)


def rows(language: str) -> Any:
    return Centre.objects.open().prefetch_related("texts")


SHAPE = Shape(
    (
        Field("id", shapes.TEXT, "Its name in addresses.", "jodlowiec", lambda centre: centre.slug),
        Field("name", shapes.TEXT, "Its name in its own language.", "Jodłowiec"),
        Field("title", shapes.TEXT, "Its name in the language asked for.", "Jodłowiec", lambda row: row.local_name),
        Field("strapline", shapes.TEXT, "What it says of itself in a line.", "Between two rivers"),
        Field("country", shapes.one_of(Centre.Country), "ISO 3166-1.", "PL"),
        Field("languages", shapes.TEXTS, "The languages it writes in, its own first.", ["pl", "en"]),
        Field("time_zone", shapes.TEXT, "Its clock, in the IANA database.", "Europe/Warsaw"),
        Field("currency", shapes.TEXT, "ISO 4217.", "PLN"),
        Field("population", shapes.WHOLE, "Inhabitants; 0 where it is not known.", 5200),
        Field("latitude", shapes.NUMBER, "The middle of its map, degrees north, WGS 84.", 49.62),
        Field("longitude", shapes.NUMBER, "The middle of its map, degrees east, WGS 84.", 20.71),
        Field("address", shapes.TEXT, "Where it is found.", "Rynek 1"),
        Field("hours", shapes.TEXT, "When it is open, in words.", "Mon–Fri 8–16"),
        Field("phone", shapes.TEXT, "Its own telephone.", "+48 18 000 00 00"),
        Field("email", shapes.TEXT, "Its own e-mail.", "centre@jodlowiec.example"),
        Field("opened_at", shapes.MOMENT, "Since when it is part of the network.", "2026-01-15T09:00:00Z"),
        Field(
            "url", shapes.ADDRESS, "Its page.", "https://locer.example/pl/jodlowiec/", lambda c: page_of(c, c.language)
        ),
    )
)

RESOURCES = [
    Resource(
        name="centres",
        noun="centre",
        about=_("The municipalities of the network."),
        model=Centre,
        rows=rows,
        key=("slug",),
        shape=SHAPE,
        identity=resources.SLUG,
        filters=(parameters.choice("country", Centre.Country, _("The code of a country."), "country"),),
        translated=True,
    )
]
