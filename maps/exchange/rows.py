"""Rows: a place or a service as texts by column, the same for every format.

Columns of a place: PLACE and those of its organisation; of a service: SERVICE, and `of` names its place. A text in
another language stands in `name:pl`, `summary:uk`, `organisation:cs`. Several languages or tags stand in one cell with
commas between; `is_free` is yes or no.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .records import OrganisationRecord, PlaceRecord, ServiceRecord, Worded

# The texts that may stand in several languages, by column, with the most letters they may have.
LENGTHS = {
    "name": 120,
    "summary": 600,
    "street": 120,
    "village": 80,
    "postcode": 12,
    "hours": 255,
    "hours_note": 200,
    "phone": 40,
    "email": 254,
    "website": 200,
    "access_note": 300,
    "fee": 200,
    "eligibility": 300,
    "documents": 300,
    "how": 300,
    "organisation": 120,
    "organisation_summary": 600,
    "organisation_website": 200,
    "organisation_email": 254,
    "organisation_phone": 40,
    "id": 200,
    "organisation_id": 200,
}
PLACE_WORDS = ("name", "summary", "hours_note", "access_note")
SERVICE_WORDS = ("name", "summary", "hours_note", "fee", "eligibility", "documents", "how")
ORGANISATION_WORDS = ("organisation", "organisation_summary")
ORGANISATION = (
    "organisation_id",
    "organisation",
    "organisation_kind",
    "organisation_summary",
    "organisation_website",
    "organisation_email",
    "organisation_phone",
    "organisation_language",
)
BOTH = ("id", "of", "name", "summary", "language", "category", "languages", "hours", "hours_note")
OF_PLACES = (
    "tags",
    "latitude",
    "longitude",
    "street",
    "village",
    "postcode",
    "phone",
    "email",
    "website",
    "step_free",
    "access_note",
)
OF_SERVICES = ("is_free", "fee", "eligibility", "documents", "how")
COLUMNS = (*BOTH, *OF_PLACES, *ORGANISATION, *OF_SERVICES)
WORDS = tuple(dict.fromkeys((*PLACE_WORDS, *SERVICE_WORDS, *ORGANISATION_WORDS)))


@dataclass(frozen=True)
class Row:
    """`of` is the `key` of the place whose service this is, and None where the row is a place itself."""

    where: str
    key: str
    of: str | None
    cells: dict[str, str]


def rows_of(place: PlaceRecord) -> Iterator[Row]:
    """The place, then its services."""
    cells = worded(place, PLACE_WORDS) | {
        "category": place.category,
        "languages": ", ".join(place.languages),
        "hours": place.hours,
        "hours_note": place.hours_note,
        "tags": ", ".join(place.tags),
        "latitude": degrees(place.latitude),
        "longitude": degrees(place.longitude),
        "step_free": place.step_free,
    }
    plain = ("street", "village", "postcode", "phone", "email", "website", "access_note")
    cells |= {column: getattr(place, column) for column in plain}
    if place.organisation:
        cells |= organisation_cells(place.organisation)
    yield Row(place.where, place.id, None, filled(cells))
    for service in place.services:
        yield Row(service.where, service.id, place.id, service_cells(service, place.id))


def service_cells(service: ServiceRecord, place: str) -> dict[str, str]:
    said = "" if service.is_free is None else "yes" if service.is_free else "no"
    own = {
        "of": place,
        "category": service.category,
        "languages": ", ".join(service.languages),
        "hours": service.hours,
        "is_free": said,
    }
    plain = ("hours_note", "fee", "eligibility", "documents", "how")
    return filled(worded(service, SERVICE_WORDS) | own | {column: getattr(service, column) for column in plain})


def organisation_cells(organisation: OrganisationRecord) -> dict[str, str]:
    told = worded(organisation, ("name", "summary"))
    told |= {column: getattr(organisation, column) for column in ("kind", "website", "email", "phone")}
    return {organisation_column(column): text for column, text in told.items()}


def organisation_column(column: str) -> str:
    """`name:pl` → `organisation:pl`, `summary` → `organisation_summary`."""
    return f"organisation{column[4:]}" if column.startswith("name") else f"organisation_{column}"


def worded(thing: Worded, words: tuple[str, ...]) -> dict[str, str]:
    cells = {"id": thing.id, "name": thing.name, "summary": thing.summary, "language": thing.language}
    for language, texts in sorted(thing.translations.items()):
        cells |= {f"{word}:{language}": texts[word] for word in words if texts.get(word)}
    return cells


def filled(cells: dict[str, str]) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}


def degrees(value: float) -> str:
    """Without an exponent: 49.6, never 4.96e1."""
    return f"{value:.7f}".rstrip("0").rstrip(".")
