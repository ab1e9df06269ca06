"""Tables of HSDS 3 → rows; see `hsds_tables` for what becomes of what. Also of tables that others wrote."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from .hsds_hours import hours_from
from .hsds_tables import ADDRESS, CATEGORY, NOBODY, ORGANISATION_FIELDS, OWN, PLACE_FIELDS, SERVICE_FIELDS, Tables
from .rows import COLUMNS, WORDS, Row
from .structured import text_of

WHERE = "_where"  # set by the codec in each dict
GONE = ("inactive", "defunct")


class Linked:
    """Tables by what they belong to: `of("phone", "location_id", id)`."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.known: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}

    def of(self, table: str, field: str, owner: str) -> list[dict[str, Any]]:
        key = (table, field)
        if key not in self.known:
            by_owner = self.known[key] = defaultdict(list)
            for each in self.tables.get(table, []):
                by_owner[text_of(each.get(field))].append(each)
        return self.known[key].get(owner, []) if owner else []

    def first(self, table: str, field: str, owner: str, wanted: str) -> str:
        return next((text_of(each[wanted]) for each in self.of(table, field, owner) if each.get(wanted)), "")


def rows(tables: Tables) -> Iterator[Row]:
    """Places first, in the order of `location`, then services."""
    linked = Linked(tables)
    organisations = {text_of(each.get("id")): each for each in tables.get("organization", [])}
    services = {text_of(each.get("id")): each for each in tables.get("service", [])}
    for place in tables.get("location", []):
        number = text_of(place.get("id"))
        provider = text_of(place.get("organization_id")) or provider_of(linked, services, number)
        organisation = organisations.get(provider) if provider != NOBODY else None
        yield Row(place[WHERE], number, None, place_cells(linked, place, number, organisation))
    for number, service in services.items():
        yield from service_rows(linked, service, number)


def provider_of(linked: Linked, services: dict[str, dict[str, Any]], place: str) -> str:
    """Of the first service that is given there."""
    for link in linked.of("service_at_location", "location_id", place):
        if found := text_of(services.get(text_of(link.get("service_id")), {}).get("organization_id")):
            return found
    return ""


def place_cells(
    linked: Linked, place: dict[str, Any], number: str, organisation: dict[str, Any] | None
) -> dict[str, str]:
    cells = {"id": number} | named(place, PLACE_FIELDS)
    cells |= {axis: text_of(place.get(axis)) for axis in ("latitude", "longitude")}
    for address in linked.of("address", "location_id", number)[:1]:
        cells |= named(address, ADDRESS)
    cells["phone"] = linked.first("phone", "location_id", number, "number")
    cells["email"] = linked.first("contact", "location_id", number, "email")
    cells["access_note"] = linked.first("accessibility", "location_id", number, "description")
    cells |= times(linked, "location_id", number)
    if organisation:
        own = text_of(organisation.get("id"))
        cells |= {"organisation_id": own} | named(organisation, ORGANISATION_FIELDS)
        cells["organisation_phone"] = linked.first("phone", "organization_id", own, "number")
        cells |= attributes(linked, own)
        cells["name"] = cells["name"] or cells["organisation"]
    return filled(cells | attributes(linked, number))


def service_rows(linked: Linked, service: dict[str, Any], number: str) -> Iterator[Row]:
    """One for each place where it is given; one alone, marked in the cell `gone`, where it is given no longer."""
    links = linked.of("service_at_location", "service_id", number)
    places = [text_of(link.get("location_id")) for link in links] or [""]
    status = text_of(service.get("status"))
    if status in GONE:
        yield Row(service[WHERE], number, "", {"gone": status})
        return
    cells = named(service, SERVICE_FIELDS)
    cells["documents"] = linked.first("required_document", "service_id", number, "document")
    options = [each.get("amount") for each in linked.of("cost_option", "service_id", number)]
    amounts = [text_of(each) for each in options if each not in (None, "")]
    free = bool(amounts) and all(amount in ("0", "0.0", "0.00") for amount in amounts)
    cells["is_free"] = "yes" if free and not cells["fee"] else ""
    for place, link in zip(places, links or [{}], strict=False):
        own = times(linked, "service_id", number) | filled(
            times(linked, "service_at_location_id", text_of(link.get("id")))
        )
        told = f"{number}/{place}" if len(places) > 1 else number
        yield Row(service[WHERE], told, place, filled({"id": told} | cells | own | attributes(linked, number)))


def times(linked: Linked, field: str, owner: str) -> dict[str, str]:
    hours, note = hours_from(linked.of("schedule", field, owner))
    spoken = [text_of(each.get("code") or each.get("name")) for each in linked.of("language", field, owner)]
    return {"hours": hours, "hours_note": note, "languages": ", ".join(spoken)}


def attributes(linked: Linked, number: str) -> dict[str, str]:
    """Our own columns; of others' terms nothing is known."""
    found = {}
    for each in linked.of("attribute", "link_id", number):
        for term in linked.of("taxonomy_term", "id", text_of(each.get("taxonomy_term_id"))):
            code, taxonomy = text_of(term.get("code")), text_of(term.get("taxonomy"))
            if taxonomy == CATEGORY:
                found["category"] = code
            elif taxonomy == OWN and (code in COLUMNS or code.partition(":")[0] in WORDS):
                found[code] = text_of(each.get("value"))
    return found


def named(thing: dict[str, Any], fields: dict[str, str]) -> dict[str, str]:
    return {column: text_of(thing.get(field)) for column, field in fields.items()}


def filled(cells: dict[str, str]) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}
