"""The document is valid OpenAPI, and in the furnished house every documented answer looks as documented."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from tests.house.cast import House
from tests.house.openings import OPENINGS

pytestmark = pytest.mark.usefixtures("in_the_house")


@pytest.fixture
def document(house: House) -> dict[str, Any]:
    return Client().get("/api/v1/openapi.json").json()


def resolved(document: dict[str, Any], node: Any) -> Any:
    """`node` with every reference replaced by what it names."""
    if isinstance(node, list):
        return [resolved(document, each) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        found = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return resolved(document, found)
    return {name: resolved(document, value) for name, value in node.items()}


def answers(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield path, resolved(document, item["get"])


def body(operation: dict[str, Any]) -> dict[str, Any]:
    return operation["responses"]["200"]["content"]["application/json"]


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    checked = OAS31Validator(schema, format_checker=OAS31Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in checked.iter_errors(value)]


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    validate(document)


def test_every_example_looks_as_documented(document: dict[str, Any]) -> None:
    for path, operation in answers(document):
        assert faults(body(operation)["schema"], body(operation)["example"]) == [], path
        for parameter in operation["parameters"]:
            if "example" in parameter:
                assert faults(parameter["schema"], parameter["example"]) == [], (path, parameter["name"])


def test_every_documented_path_answers_as_documented(document: dict[str, Any]) -> None:
    client = Client()
    for path, operation in answers(document):
        if "{id}" in path:
            continue
        schema = body(operation)["schema"]
        listed = client.get(path).json()
        assert listed["data"], f"The house has nothing for {path}."
        assert faults(schema, listed) == [], path
        single = body(resolved(document, document["paths"][f"{path}/{{id}}"]["get"]))["schema"]
        for row in listed["data"]:
            alone = client.get(f"{path}/{row['id']}").json()
            assert alone == row
            assert faults(single, alone) == []


def test_a_wrong_answer_would_be_noticed(document: dict[str, Any]) -> None:
    """Without this the tests above would pass for a schema that allows anything."""
    for path, operation in answers(document):
        sample = json.loads(json.dumps(body(operation)["example"]))
        row = sample["data"][0] if "data" in sample else sample
        assert faults(body(operation)["schema"], sample) == []
        row["id"] = None
        assert faults(body(operation)["schema"], sample) != [], path


def test_every_documented_parameter_is_taken_and_every_error_looks_as_documented(document: dict[str, Any]) -> None:
    client = Client()
    for path, operation in answers(document):
        if "{id}" in path:
            continue
        problem = operation["responses"]["400"]["content"]["application/problem+json"]["schema"]
        for parameter in operation["parameters"]:
            for value in parameter["schema"].get("enum", [parameter.get("example")]):
                if value is not None and parameter["name"] != "centre":
                    asked = client.get(path, {parameter["name"]: value})
                    assert asked.status_code == 200, (path, parameter["name"], value)
                    assert faults(body(operation)["schema"], asked.json()) == []
            refused = client.get(path, {parameter["name"]: "\x00"})
            assert refused.status_code == 400
            assert faults(problem, refused.json()) == []
            assert refused.json()["parameter"] == parameter["name"]


def test_every_list_is_cut_to_a_centre(house: House, document: dict[str, Any]) -> None:
    client = Client()
    for path, operation in answers(document):
        if "centre" in {parameter["name"] for parameter in operation["parameters"]}:
            here = client.get(path, {"centre": house.centre.slug}).json()["data"]
            assert {row["centre"] for row in here} == {house.centre.slug}, path
            there = client.get(path, {"centre": house.other.slug}).json()["data"]
            assert {row["centre"] for row in there} <= {house.other.slug}, path


def test_no_member_is_named(house: House, document: dict[str, Any]) -> None:
    names = [user.display_name for user in house.cast.values()] + ["Attending Neighbour", "Chair", "Clerk"]
    client = Client()
    for path in document["paths"]:
        if "{id}" not in path:
            text = client.get(path).text
            assert [name for name in names if f'"{name}"' in text or f"{name} " in text] == [], path
            assert "@example.org" not in text


def test_every_resource_stands_in_the_table_of_openings(document: dict[str, Any]) -> None:
    documented = [path for path in document["paths"] if "{id}" not in path]
    assert len(documented) == len([name for name in OPENINGS if name.startswith("api:") and name.endswith("-list")])
