"""A centre's public places as records, for files. No name of a member is in them."""

from collections.abc import Iterator

from community.members.models import Centre
from maps.exchange.records import OrganisationRecord, PlaceRecord, ServiceRecord
from maps.exchange.rows import Row
from maps.exchange.rows import rows_of as rows_of_record
from maps.models import Organisation, Place, Service, Sheet

PLAIN = (
    *("name", "summary", "language", "translations", "category", "tags", "street", "village", "postcode", "hours"),
    *("hours_note", "phone", "email", "website", "step_free", "access_note", "languages"),
)
OF_SERVICE = (
    *("name", "summary", "language", "translations", "category", "languages", "hours", "hours_note", "is_free", "fee"),
    *("eligibility", "documents", "how"),
)
OF_ORGANISATION = ("name", "summary", "language", "translations", "kind", "website", "email", "phone")
AT_ONCE = 1000


def rows_of(centre: Centre) -> Iterator[Row]:
    """Places that stand, by name; each followed by its services, by name."""
    places = Place.objects.for_centre(centre).standing().select_related("organisation").prefetch_related("services")
    for place in places.order_by("name", "uid").iterator(chunk_size=AT_ONCE):
        yield from rows_of_record(record_of(place))


def record_of(place: Place) -> PlaceRecord:
    services = sorted(place.services.all(), key=lambda each: (each.name, str(each.uid)))
    return PlaceRecord(
        id=str(place.uid),
        latitude=place.latitude,
        longitude=place.longitude,
        organisation=organisation_record(place.organisation) if place.organisation else None,
        services=[service_record(each) for each in services],
        **{field: getattr(place, field) for field in PLAIN},
    )


def service_record(service: Service) -> ServiceRecord:
    return ServiceRecord(id=str(service.uid), **{field: getattr(service, field) for field in OF_SERVICE})


def organisation_record(organisation: Organisation) -> OrganisationRecord:
    return OrganisationRecord(
        id=str(organisation.uid), **{field: getattr(organisation, field) for field in OF_ORGANISATION}
    )


def mark_of(centre: Centre) -> str:
    """Changes with every change of a place."""
    facts = Sheet.objects.filter(centre=centre).values_list("series", "stamp").first()
    return f"{facts[0]}-{facts[1]}" if facts else "none"
