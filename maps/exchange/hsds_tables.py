"""Rows ↔ tables of HSDS 3 (Open Referral, https://docs.openreferral.org): the table's name → its rows as dicts.

A place is a `location` with address, phones, schedules, languages, accessibility and a nameless contact; a service is
a `service` with one `service_at_location`. What HSDS has no field for (our categories, tags, texts in other languages)
stands in `attribute` with a term of the taxonomies CATEGORY and OWN. A service needs an organization there: where a
place has none it is NOBODY. Fields of HSDS that our map has no place for are not read.
"""

import re
import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from .hsds_hours import schedules
from .rows import ORGANISATION, Row

Table = list[dict[str, Any]]
Tables = dict[str, Table]
NAMES = (
    "organization",
    "location",
    "service",
    "service_at_location",
    "address",
    "phone",
    "contact",
    "schedule",
    "language",
    "accessibility",
    "required_document",
    "cost_option",
    "taxonomy_term",
    "attribute",
)
SPACE = uuid.UUID("a5d0b9c4-6d0f-5b43-9b53-6c6f63657231")
NOBODY = str(uuid.uuid5(SPACE, "nobody"))
OWN, CATEGORY = "locer", "locer-category"
PLACE_FIELDS = {"name": "name", "summary": "description"}
SERVICE_FIELDS = PLACE_FIELDS | {
    "eligibility": "eligibility_description",
    "how": "application_process",
    "fee": "fees_description",
}
ADDRESS = {"street": "address_1", "village": "city", "postcode": "postal_code"}
ORGANISATION_FIELDS = {
    "organisation": "name",
    "organisation_summary": "description",
    "organisation_website": "website",
    "organisation_email": "email",
}


def tables(rows: Iterable[Row], country: str) -> Tables:
    """`country`: two letters, of every address."""
    made = Tables({name: [] for name in NAMES})
    seen: dict[str, set[str]] = {"organization": set(), "taxonomy_term": set()}
    provider: dict[str, str] = {}
    for row in rows:
        cells = dict(row.cells)
        number = cells.pop("id")
        if row.of is None:
            organisation = organisation_in(made, seen, cells)
            provider[number] = organisation
            location_in(made, cells, number, organisation, country)
        else:
            service_in(made, cells, number, provider[row.of], row.of)
            if provider[row.of] == "" and NOBODY not in seen["organization"]:
                seen["organization"].add(NOBODY)
                made["organization"].append({"id": NOBODY, "name": "–", "description": ""})
        entity = "location" if row.of is None else "service"
        attributes_in(made, seen, cells, number, entity)
    return made


def part(owner: str, *names: str) -> str:
    """The same id in every export."""
    return str(uuid.uuid5(SPACE, "/".join((owner, *names))))


def taken(cells: dict[str, str], fields: dict[str, str]) -> dict[str, str]:
    """These cells under HSDS' names; they are gone from `cells` then."""
    return {field: cells.pop(column) for column, field in fields.items() if column in cells}


def organisation_in(made: Tables, seen: dict[str, set[str]], cells: dict[str, str]) -> str:
    own = {
        column: cells.pop(column) for column in list(cells) if column in ORGANISATION or column[:13] == "organisation:"
    }
    own |= {column: cells.pop(column) for column in list(cells) if column.startswith("organisation_")}
    number = own.pop("organisation_id", "")
    if not number or number in seen["organization"]:
        return number
    seen["organization"].add(number)
    facts = {"id": number} | taken(own, ORGANISATION_FIELDS)
    website = facts.get("website", "")
    if (uri := uri_of(website)) != website:
        facts["website"], own["organisation_website"] = uri, website
    made["organization"].append(facts | {"description": facts.get("description", "")})
    if phone := own.pop("organisation_phone", ""):
        made["phone"].append({"id": part(number, "phone"), "organization_id": number, "number": phone})
    attributes_in(made, seen, own, number, "organization")
    return number


def uri_of(text: str) -> str:
    """`text` in the letters of RFC 3986; as it was written it stands in an attribute then."""
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(text, safe="/#%:=?;$&()+,!*@'"))


def location_in(made: Tables, cells: dict[str, str], number: str, organisation: str, country: str) -> None:
    place = {"id": number, "location_type": "physical"} | ({"organization_id": organisation} if organisation else {})
    place |= taken(cells, PLACE_FIELDS)
    point = {axis: float(cells.pop(axis)) for axis in ("latitude", "longitude")}
    made["location"].append(place | point)
    owner = {"location_id": number}
    if address := taken(cells, ADDRESS):
        whole = {"address_1": "", "city": "", "state_province": "", "postal_code": ""} | address
        made["address"].append(
            {"id": part(number, "address")} | owner | whole | {"country": country, "address_type": "physical"}
        )
    if phone := cells.pop("phone", ""):
        made["phone"].append({"id": part(number, "phone")} | owner | {"number": phone})
    if email := cells.pop("email", ""):
        made["contact"].append({"id": part(number, "contact")} | owner | {"email": email})
    if note := cells.pop("access_note", ""):
        made["accessibility"].append({"id": part(number, "accessibility")} | owner | {"description": note})
    times_in(made, cells, number, owner)


def service_in(made: Tables, cells: dict[str, str], number: str, organisation: str, place: str) -> None:
    cells.pop("of", None)
    facts = {"id": number, "organization_id": organisation or NOBODY} | taken(cells, SERVICE_FIELDS)
    made["service"].append(facts | {"status": "active"})
    link = part(number, place)
    made["service_at_location"].append({"id": link, "service_id": number, "location_id": place})
    owner = {"service_id": number}
    if document := cells.pop("documents", ""):
        made["required_document"].append({"id": part(number, "document")} | owner | {"document": document})
    if cells.pop("is_free", "") == "yes":
        made["cost_option"].append({"id": part(number, "cost")} | owner | {"amount": 0})
    times_in(made, cells, number, owner)


def times_in(made: Tables, cells: dict[str, str], number: str, owner: dict[str, str]) -> None:
    """Hours and languages, which places and services have alike."""
    if hours := cells.pop("hours", ""):
        found = schedules(hours, cells.pop("hours_note", ""))
        made["schedule"] += [{"id": part(number, "schedule", str(at))} | owner | each for at, each in enumerate(found)]
    codes = [code for code in cells.pop("languages", "").split(", ") if code]
    made["language"] += [{"id": part(number, "language", code)} | owner | {"code": code} for code in codes]


def attributes_in(made: Tables, seen: dict[str, set[str]], cells: dict[str, str], number: str, entity: str) -> None:
    """What is left."""
    for column, text in cells.items():
        taxonomy, code = (CATEGORY, text) if column == "category" else (OWN, column)
        term = part(taxonomy, code)
        if term not in seen["taxonomy_term"]:
            seen["taxonomy_term"].add(term)
            made["taxonomy_term"].append(
                {"id": term, "code": code, "name": code, "description": f"{taxonomy}: {code}", "taxonomy": taxonomy}
            )
        link = {"link_id": number, "link_entity": entity, "taxonomy_term_id": term}
        said = {} if column == "category" else {"value": text}
        made["attribute"].append({"id": part(number, column)} | link | {"link_type": taxonomy} | said)
