"""HSDS 3 as JSON: one object with `organizations` (each with its locations), `locations` of none, and `services`.

Each item is as the compiled schema of its kind has it. Read are also what HSDS' API answers: a page (`contents`), a
list, or a single organization, service or location.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from .hsds_rows import WHERE
from .hsds_rows import rows as rows_of_tables
from .hsds_tables import NAMES, Tables, tables
from .records import FileError
from .rows import Row
from .structured import dumps, loads, text_of
from .table import MOST_ROWS

# Where a table's rows stand within what they belong to.
NESTED = {
    "attributes": "attribute",
    "addresses": "address",
    "phones": "phone",
    "contacts": "contact",
    "schedules": "schedule",
    "languages": "language",
    "accessibility": "accessibility",
    "required_documents": "required_document",
    "cost_options": "cost_option",
    "service_at_locations": "service_at_location",
    "locations": "location",
    "services": "service",
    "organizations": "organization",
    "location": "location",
    "organization": "organization",
    "taxonomy_term": "taxonomy_term",
}
PLURAL = {table: name for name, table in NESTED.items() if name not in NAMES or name == "accessibility"}


def rows(content: bytes) -> Iterator[Row]:
    """Raises FileError before the first row."""
    made = Tables({name: [] for name in NAMES})
    flatten(made, top(loads(content)))
    if not made["location"] and not made["service"]:
        raise FileError("hsds")
    if len(made["location"]) + len(made["service"]) > MOST_ROWS:
        raise FileError("rows", str(MOST_ROWS))
    return rows_of_tables(made)


def top(found: Any) -> dict[str, Any]:
    """As an object of lists, whatever shape the file has."""
    if isinstance(found, dict) and isinstance(found.get("contents"), list):
        found = found["contents"]
    if isinstance(found, dict) and ("id" not in found):
        return found
    items = [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]
    shaped: dict[str, Any] = {"organizations": [], "services": [], "locations": []}
    for each in items:
        kind = "services" if "status" in each else "locations" if "location_type" in each else "organizations"
        shaped[kind].append(each)
    return shaped


def flatten(made: Tables, found: dict[str, Any]) -> None:
    seen: set[tuple[str, str]] = set()
    for name in ("organizations", "locations", "services"):
        items = found.get(name)
        for number, each in enumerate(items if isinstance(items, list) else []):
            keep(made, seen, name, each, f"{name}[{number}]")


def keep(made: Tables, seen: set[tuple[str, str]], name: str, thing: Any, where: str, **owner: str) -> str:
    """Puts `thing` and what it holds into their tables; its id."""
    if not isinstance(thing, dict):
        return ""
    table = NESTED[name]
    number = text_of(thing.get("id")) or where
    plain = {key: value for key, value in thing.items() if not isinstance(value, (dict, list))}
    row = owner | plain | {"id": number, WHERE: where}
    is_new = (table, number) not in seen
    seen.add((table, number))
    if is_new:
        made[table].append(row)
    for key, value in thing.items():
        if key not in NESTED:
            continue
        if isinstance(value, dict):
            row[f"{NESTED[key]}_id"] = keep(made, seen, key, value, f"{where}.{key}")
        elif isinstance(value, list):
            link = {"link_id": number, "link_entity": table} if key == "attributes" else {f"{table}_id": number}
            for at, each in enumerate(value):
                keep(made, seen, key, each, f"{where}.{key}[{at}]", **link)
    return number


def written(found: Iterable[Row], country: str) -> bytes:
    made = tables(found, country)
    whole = nested(made)
    return dumps({"hsds": "3.0", "organizations": [], "locations": [], "services": []} | whole)


def nested(made: Tables) -> dict[str, list[dict[str, Any]]]:
    """Everything below its organization, place or service."""
    items = {(table, row["id"]): dict(row) for table in NAMES for row in made[table]}
    for attribute in made["attribute"]:
        item = items["attribute", attribute["id"]]
        item["taxonomy_term"] = items["taxonomy_term", item.pop("taxonomy_term_id")]
        owner = items[item.pop("link_entity"), item.pop("link_id")]
        owner.setdefault("attributes", []).append(item)
    for table in NAMES[3:-2]:
        for row in made[table]:
            item = items[table, row["id"]]
            field = next(field for field in ("service_id", "location_id", "organization_id") if field in item)
            items[field.removesuffix("_id"), item.pop(field)].setdefault(PLURAL[table], []).append(item)
    alone = []
    for row in made["location"]:
        item = items["location", row["id"]]
        provider = items.get(("organization", item.get("organization_id", "")))
        if provider:
            provider.setdefault("locations", []).append(item)
        else:
            alone.append(item)
    return {
        "organizations": [items["organization", row["id"]] for row in made["organization"]],
        "locations": alone,
        "services": [items["service", row["id"]] for row in made["service"]],
    }
