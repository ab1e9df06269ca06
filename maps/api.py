"""Places and services in the public API, as their pages tell them. Who keeps them is not told."""

from dataclasses import replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.interface.api import parameters, shapes
from community.interface.api.resources import Resource
from community.interface.api.shapes import Field, Shape, many, page_of, perhaps
from community.members.api import CENTRE, OF_CENTRE, in_open_centres
from maps.models import Organisation, Place, Service
from maps.vocabulary import GROUP_NAMES, LEAVES, leaves_of


def category(path: str) -> parameters.Parameter:
    """A leaf, or a group for all of its leaves."""
    known = [*GROUP_NAMES, *LEAVES]

    def narrow(rows: Any, value: str) -> Any:
        return rows.filter(**{f"{path}__in": leaves_of(value)})

    found = parameters.choice("category", known, _("What it is for: a category, or a whole group of them."))
    return parameters.Parameter(found.name, found.schema, found.about, found.parse, narrow, "learning.language")


def said(field: str, about: str, example: str) -> Field:
    """A text in the language asked for where it was put into it, else as it was written."""
    return Field(field, shapes.TEXT, about, example, lambda row: row.word(field, get_language() or row.language)[0])


def places(language: str) -> Any:
    standing = in_open_centres(Place.objects.standing()).select_related("centre", "organisation")
    return standing.prefetch_related("services")


def services(language: str) -> Any:
    standing = in_open_centres(Place.objects.standing()).order_by().values("pk")
    return Service.objects.filter(place__in=standing).select_related("place__centre")


ID = Field("id", shapes.WHOLE, "Its number.", 7)
UID = Field(
    "uid",
    {"type": "string", "format": "uuid"},
    "Its id in files (HSDS).",
    "0b9e6f6e-7d4e-4c0e-9a53-5b1f0f5d7a11",
    lambda row: str(row.uid),
)
LANGUAGE = Field("language", shapes.LANGUAGE, "In which its texts were written.", "pl")
CATEGORY = Field("category", shapes.one_of(LEAVES), "What it is for.", "learning.library")
HOURS = Field("hours", shapes.TEXT, "When, as OpenStreetMap's opening_hours; empty: not known.", "Mo-Fr 08:00-16:00")
HOURS_NOTE = said("hours_note", "More about the hours.", "The till closes half an hour earlier.")
OFFERED = (
    said("name", "Its name.", "Polish course"),
    said("summary", "What one gets.", "For those who come home and their families."),
    CATEGORY,
    Field("languages", shapes.TEXTS, "Given in these; empty: as at the place.", ["pl", "uk"]),
    HOURS,
    HOURS_NOTE,
    Field("is_free", shapes.FLAG, "Free of charge.", True),
    said("fee", "What it costs, in words.", ""),
    said("eligibility", "For whom.", "Everybody who has come back."),
    said("documents", "What to bring.", ""),
    said("how", "How to get it.", "Just come."),
)
PLACE = Shape(
    (
        ID,
        UID,
        OF_CENTRE,
        LANGUAGE,
        said("name", "Its name.", "Public library"),
        said("summary", "What one finds there.", "Books, courses and a quiet table."),
        CATEGORY,
        Field("tags", shapes.TEXTS, "Words for it.", ["books"]),
        Field("latitude", shapes.NUMBER, "Degrees north, WGS 84.", 49.62),
        Field("longitude", shapes.NUMBER, "Degrees east, WGS 84.", 20.71),
        Field("street", shapes.TEXT, "Street and number.", "Szkolna 1"),
        Field("village", shapes.TEXT, "Village or town.", "Jodłowiec"),
        Field("postcode", shapes.TEXT, "Its postcode.", "33-399"),
        HOURS,
        HOURS_NOTE,
        Field("phone", shapes.TEXT, "Its telephone.", "+48 18 000 00 00"),
        Field("email", shapes.TEXT, "Its e-mail.", "library@jodlowiec.example"),
        Field("website", shapes.TEXT, "Its website.", "https://library.jodlowiec.example/"),
        Field("step_free", shapes.one_of(Place.StepFree), "Whether one gets in without steps.", "yes"),
        said("access_note", "About getting in.", "A ramp in the yard."),
        Field("spoken", shapes.TEXTS, "Languages spoken there.", ["pl", "en"], lambda row: row.languages),
        perhaps(
            "organisation",
            "Who runs it.",
            said("name", "Its name.", "Commune of Jodłowiec"),
            Field("kind", shapes.one_of(Organisation.Kind), "What it is.", "office"),
            Field("website", shapes.TEXT, "Its website.", "https://jodlowiec.example/"),
        ),
        many("services", "What one gets there.", ID, UID, *OFFERED, read=lambda row: row.services.all()),
        Field("confirmed_on", shapes.DAY, "When somebody last confirmed it.", "2026-11-02"),
        Field("changed_at", shapes.MOMENT, "When it last changed.", "2026-11-02T08:00:00Z"),
        Field(
            "url",
            shapes.ADDRESS,
            "Its page.",
            "https://locer.example/pl/jodlowiec/map/places/7/",
            lambda row: page_of(row, row.centre.language),
        ),
    )
)
SERVICE = Shape(
    (
        ID,
        UID,
        Field("centre", shapes.TEXT, "The id of its centre.", "jodlowiec", lambda row: row.place.centre.slug),
        Field("place", shapes.WHOLE, "The id of its place.", 7, lambda row: row.place_id),
        LANGUAGE,
        *OFFERED,
        Field(
            "url",
            shapes.ADDRESS,
            "The page of its place.",
            "https://locer.example/pl/jodlowiec/map/places/7/",
            lambda row: page_of(row.place, row.place.centre.language),
        ),
    )
)
STEP_FREE = parameters.choice("step_free", Place.StepFree, _("Whether one gets in without steps."), "step_free")

RESOURCES = [
    Resource(
        name="places",
        noun="place",
        about=_("Where something is: address, hours, contacts, access, and what one gets there."),
        model=Place,
        rows=places,
        key=("pk",),
        shape=PLACE,
        translated=True,
        filters=(
            CENTRE,
            category("category"),
            STEP_FREE,
            parameters.moment("changed_after", _("Changed after this moment."), "changed_at__gt"),
        ),
    ),
    Resource(
        name="services",
        noun="service",
        about=_("What one gets at a place: courses, desks, help."),
        model=Service,
        rows=services,
        key=("pk",),
        shape=SERVICE,
        translated=True,
        filters=(replace(CENTRE, narrow=parameters.by("place__centre")), category("category")),
    ),
]
