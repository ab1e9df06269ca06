"""HSDS 3 as a tabular data package: a zip of one CSV a table, and datapackage.json which describes them.

Source: https://specs.frictionlessdata.io/tabular-data-package/ and HSDS 3.0. Files are found by the paths that
datapackage.json names, else by their own names (`locations.csv`, `location.csv`).
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from .archive import packed, unpacked
from .hsds_json import PLURAL
from .hsds_rows import WHERE
from .hsds_rows import rows as rows_of_tables
from .hsds_tables import NAMES, Tables, tables
from .records import FileError
from .rows import Row
from .structured import dumps, loads
from .table import LONGEST_CELL, MOST_ROWS, bare, harmless

TYPES = dict.fromkeys(("latitude", "longitude", "amount"), "number") | dict.fromkeys(("opens_at", "closes_at"), "time")
FORMATS = {"id": "uuid", "email": "email", "website": "uri"}
FIELDS = {
    "organization": "id name description email website",
    "location": "id location_type organization_id name description latitude longitude",
    "service": (
        "id organization_id name description status application_process fees_description eligibility_description"
    ),
    "service_at_location": "id service_id location_id",
    "address": "id location_id address_1 city state_province postal_code country address_type",
    "phone": "id location_id organization_id number",
    "contact": "id location_id email",
    "schedule": "id service_id location_id wkst freq byday description opens_at closes_at notes",
    "language": "id service_id location_id code",
    "accessibility": "id location_id description",
    "required_document": "id service_id document",
    "cost_option": "id service_id amount",
    "taxonomy_term": "id code name description taxonomy",
    "attribute": "id link_id taxonomy_term_id link_type link_entity value",
}
PATHS = {table: f"{PLURAL.get(table, f'{table}s')}.csv" for table in NAMES} | {
    "service_at_location": "service_at_location.csv"
}
REQUIRED = {
    "organization": ("name", "description"),
    "location": ("location_type",),
    "service": ("name", "status", "organization_id"),
    "service_at_location": ("service_id", "location_id"),
    "address": ("address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("number",),
    "cost_option": ("service_id",),
    "taxonomy_term": ("name", "description"),
    "attribute": ("link_id", "taxonomy_term_id", "link_entity"),
}
# An empty cell counts as missing. Where HSDS wants a text that we may not have, it is said to be unknown.
UNKNOWN = "–"
MAYBE = {"organization": ("description",), "address": ("address_1", "city", "state_province", "postal_code")}
ALSO = {"services_at_location.csv": "service_at_location", "service_at_locations.csv": "service_at_location"}
BY_FILE = {f"{table}.csv": table for table in NAMES} | {path: table for table, path in PATHS.items()} | ALSO


def rows(content: bytes) -> Iterator[Row]:
    """Raises FileError before the first row."""
    files = unpacked(content)
    described = loads(files["datapackage.json"]) if "datapackage.json" in files else {}
    resources = described.get("resources") if isinstance(described, dict) else None
    named = dict(BY_FILE)
    for each in resources if isinstance(resources, list) else []:
        if isinstance(each, dict) and each.get("name") in NAMES:
            named[str(each.get("path")).rpartition("/")[2].lower()] = each["name"]
    made = Tables({name: [] for name in NAMES})
    for file, table in named.items():
        if file in files and not made[table]:
            made[table] = list(table_rows(table, file, files[file]))
    if not made["location"]:
        raise FileError("hsds")
    return rows_of_tables(made)


def table_rows(table: str, file: str, content: bytes) -> Iterator[dict[str, Any]]:
    try:
        text = content.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""))
        for number, each in enumerate(reader, 1):
            if number > MOST_ROWS * 4:
                raise FileError("rows", str(MOST_ROWS))
            if any(isinstance(value, str) and len(value) > LONGEST_CELL for value in each.values()):
                raise FileError("table", file)
            facts = {key: bare(value) for key, value in each.items() if key and isinstance(value, str) and value}
            unknown = {field for field in MAYBE.get(table, ()) if facts.get(field) == UNKNOWN}
            yield {key: value for key, value in facts.items() if key not in unknown} | {
                WHERE: f"{file} {reader.line_num}"
            }
    except UnicodeDecodeError as error:
        raise FileError("encoding", file) from error
    except csv.Error as error:
        raise FileError("table", file) from error


def written(found: Iterable[Row], country: str) -> bytes:
    made = tables(found, country)
    files = {"datapackage.json": dumps(description())}
    for table in NAMES:
        files[PATHS[table]] = csv_of(table, made[table])
    return packed(files)


def csv_of(table: str, rows: list[dict[str, Any]]) -> bytes:
    fields, unknown = FIELDS[table].split(), dict.fromkeys(MAYBE.get(table, ()), UNKNOWN)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([cell(row.get(field, "")) or unknown.get(field, "") for field in fields])
    return out.getvalue().encode()


def cell(value: Any) -> str:
    return harmless(value) if isinstance(value, str) else repr(value)


def description() -> dict[str, Any]:
    return {
        "name": "places",
        "title": "Human Services Data Specification 3.0",
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": table,
                "path": PATHS[table],
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [field_of(table, field) for field in FIELDS[table].split()], "primaryKey": "id"}
                | {"foreignKeys": [key_of(field) for field in FIELDS[table].split() if is_link(field)]},
            }
            for table in NAMES
        ],
    }


def field_of(table: str, field: str) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": field, "type": TYPES.get(field, "string")}
    if form := FORMATS.get("id" if field.endswith("_id") else field):
        facts["format"] = form
    if field == "id" or field in REQUIRED.get(table, ()):
        facts["constraints"] = {"required": True}
    return facts


def is_link(field: str) -> bool:
    return field.endswith("_id") and field != "link_id"


def key_of(field: str) -> dict[str, Any]:
    return {"fields": field, "reference": {"resource": field.removesuffix("_id"), "fields": "id"}}
