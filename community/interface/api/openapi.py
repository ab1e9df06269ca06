"""The OpenAPI 3.1 document of the API, made from the declarations."""

from typing import Any

from django.conf import settings
from django.utils import translation

from community.interface.api.parameters import Parameter
from community.interface.api.resources import Resource, resources

VERSION = "1.0.0"
LICENCE = {"name": "CC0-1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}
ADDRESS = "/api/v1/openapi.json"
ABOUT = """What anybody may read on this site, as JSON; the same for everybody, without a key and without cookies.

Moments are in UTC, money is a whole number of the currency's minor unit (grosz, cent). Lists come in pages: follow
`next` until it is null; what is added meanwhile neither repeats nor skips a row. Answers carry an ETag; send it as
If-None-Match and get 304 while nothing changed. Pages of every origin may ask (CORS). New fields and parameters may be
added to version 1, none is taken away.

The data are in the public domain (CC0-1.0). Full texts and pictures stay with their authors, on the pages that `url`
names."""
PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string", "description": "The parameter that was unknown or wrong."},
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}
PROBLEMS = {
    "400": ("BadRequest", "A parameter is unknown or wrong; `parameter` names it."),
    "404": ("NotFound", "There is no such thing, or it is not public."),
    "429": ("TooManyRequests", "Too many calls from one network address; `Retry-After` says in how many seconds."),
}
HEADERS = {
    "ETag": {"description": "Send it as If-None-Match.", "schema": {"type": "string"}},
    "Link": {"description": "The next page, the licence and this document.", "schema": {"type": "string"}},
}
NOT_MODIFIED = {"description": "Unchanged since the ETag that was sent."}


def document() -> dict[str, Any]:
    with translation.override("en"):
        found = resources()
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "LOCER public API",
                "version": VERSION,
                "description": ABOUT,
                "license": {"name": LICENCE["name"], "identifier": "CC0-1.0"},
            },
            "servers": [{"url": settings.BASE_URL}],
            "tags": [{"name": each.name, "description": str(each.about)} for each in found],
            "paths": {path: item for each in found for path, item in paths(each)},
            "components": components(found),
            "security": [],
        }


def paths(resource: Resource) -> list[tuple[str, dict[str, Any]]]:
    one = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": resource.identity.schema,
        "example": resource.shape.sample()["id"],
    }
    page = {"data": [resource.shape.sample()], "next": None}
    listed: dict[str, Any] = {
        "operationId": f"list_{resource.name}",
        "summary": str(resource.about),
        "responses": responses(listed_schema(resource), page, "400", "429"),
    }
    single: dict[str, Any] = {
        "operationId": f"get_{resource.noun}",
        "summary": f"One {resource.noun}.",
        "responses": responses(reference("schemas", component(resource)), resource.shape.sample(), "400", "404", "429"),
    }
    listed["tags"] = single["tags"] = [resource.name]
    listed["parameters"] = [told(parameter) for parameter in resource.parameters]
    single["parameters"] = [one, *map(told, resource.languages)]
    return [(resource.path, {"get": listed}), (f"{resource.path}/{{id}}", {"get": single})]


def responses(schema: dict[str, Any], example: Any, *problems: str) -> dict[str, Any]:
    answer = {
        "description": "As asked for.",
        "headers": {header: reference("headers", header) for header in HEADERS},
        "content": {"application/json": {"schema": schema, "example": example}},
    }
    wrong = {status: reference("responses", PROBLEMS[status][0]) for status in problems}
    return {"200": answer, "304": NOT_MODIFIED, **wrong}


def told(parameter: Parameter) -> dict[str, Any]:
    facts = {"name": parameter.name, "in": "query", "description": str(parameter.about), "schema": parameter.schema}
    return facts if parameter.example is None else facts | {"example": parameter.example}


def listed_schema(resource: Resource) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": reference("schemas", component(resource))},
            "next": {
                "type": ["string", "null"],
                "format": "uri",
                "description": "The address of the next page; null on the last one.",
            },
        },
        "required": ["data", "next"],
        "additionalProperties": False,
    }


def components(found: tuple[Resource, ...]) -> dict[str, Any]:
    schemas = {component(each): {**each.shape.schema(), "description": str(each.about)} for each in found}
    wrong = {"application/problem+json": {"schema": reference("schemas", "Problem")}}
    responses: dict[str, Any] = {name: {"description": about, "content": wrong} for name, about in PROBLEMS.values()}
    responses["TooManyRequests"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return {"schemas": schemas | {"Problem": PROBLEM}, "responses": responses, "headers": HEADERS}


def component(resource: Resource) -> str:
    return resource.noun.capitalize()


def reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}
