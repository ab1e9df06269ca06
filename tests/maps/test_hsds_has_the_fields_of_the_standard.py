"""What we write as HSDS 3 has the fields, types and words that the standard names, and no others."""

import csv
import io
import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from community.members.models import Centre
from tests.maps.filing import furnish_places, given_out

FACTS = tomllib.loads((Path(__file__).parent / "hsds/fields.toml").read_text())
FORMATS = {"uuid", "email"}
PATTERNS = {"time": r"^\d\d:\d\d:\d\d$", "uri": r"^https?://[^\s]+$"}


def schema_of(table: str) -> dict[str, Any]:
    facts = FACTS[table]
    fields = {name: typed(kind, facts.get("words", {}).get(name)) for name, kind in facts["fields"].items()}
    fields |= {name: {"type": "array", "items": schema_of(held)} for name, held in facts.get("holds", {}).items()}
    fields |= {name: schema_of(held) for name, held in facts.get("has", {}).items()}
    return {"type": "object", "properties": fields, "required": facts["required"], "additionalProperties": False}


def typed(kind: str, words: list[str] | None) -> dict[str, Any]:
    if kind == "number":
        return {"type": "number"}
    facts: dict[str, Any] = {"type": "string"} | ({"format": kind} if kind in FORMATS else {})
    facts |= {"pattern": PATTERNS[kind]} if kind in PATTERNS else {}
    return facts | ({"enum": words} if words else {})


def wrong(table: str, thing: Any) -> list[str]:
    checker = Draft202012Validator(schema_of(table), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in checker.iter_errors(thing)]


def test_the_check_itself_finds_what_is_wrong() -> None:
    assert wrong("location", {"id": "7", "location_type": "hut"}) == [
        "id: '7' is not a 'uuid'",
        "location_type: 'hut' is not one of ['physical', 'postal', 'virtual']",
    ]


def test_every_object_of_the_json_is_as_the_standard_has_it(centre: Centre) -> None:
    furnish_places(centre)
    whole = json.loads(given_out(centre, "hsds"))
    assert [len(whole[kind]) for kind in ("organizations", "locations", "services")] == [2, 1, 3]
    kinds = {"organizations": "organization", "locations": "location", "services": "service"}
    assert [fault for kind, table in kinds.items() for thing in whole[kind] for fault in wrong(table, thing)] == []


def test_hours_are_also_told_as_a_week(centre: Centre) -> None:
    furnish_places(centre)
    whole = json.loads(given_out(centre, "hsds"))
    times = whole["organizations"][0]["locations"][0]["schedules"]
    assert [(each["byday"], each["opens_at"], each["closes_at"]) for each in times] == [
        ("MO,TU,WE,TH,FR", "08:00:00", "16:00:00")
    ]
    night = next(each for each in whole["services"] if each["name"] == "Meldunek")["schedules"]
    assert [(each["byday"], each["opens_at"], each["closes_at"]) for each in night] == [
        ("TU,TH", "22:00:00", "02:00:00")
    ]


@pytest.mark.parametrize("table", FACTS)
def test_every_table_of_the_package_is_as_the_standard_has_it(table: str, centre: Centre) -> None:
    furnish_places(centre)
    facts = FACTS[table]
    packed = zipfile.ZipFile(io.BytesIO(given_out(centre, "package")))
    described = {each["name"]: each for each in json.loads(packed.read("datapackage.json"))["resources"]}
    rows = list(csv.DictReader(io.StringIO(packed.read(facts["path"]).decode())))
    assert rows
    assert set(rows[0]) == set(facts["fields"]) == {each["name"] for each in described[table]["schema"]["fields"]}
    assert described[table]["path"] == facts["path"]
    for row in rows:
        told = {name: float(text) if facts["fields"][name] == "number" else text for name, text in row.items() if text}
        told |= {name: row[name] for name in facts["required"]}
        assert wrong(table, told) == []
        assert [name for name in facts.get("tabular", []) if not row[name]] == []


def test_every_link_of_the_package_leads_somewhere(centre: Centre) -> None:
    furnish_places(centre)
    packed = zipfile.ZipFile(io.BytesIO(given_out(centre, "package")))
    tables = {
        table: list(csv.DictReader(io.StringIO(packed.read(facts["path"]).decode()))) for table, facts in FACTS.items()
    }
    known = {table: {row["id"] for row in rows} for table, rows in tables.items()}
    assert all(len(known[table]) == len(rows) for table, rows in tables.items())
    links = [
        (table, field, row[field])
        for table, rows in tables.items()
        for row in rows
        for field in row
        if field.endswith("_id") and field != "link_id" and row[field]
    ]
    assert links
    assert [link for link in links if link[2] not in known[link[1].removesuffix("_id")]] == []
    assert [row for row in tables["attribute"] if row["link_id"] not in known[row["link_entity"]]] == []
