"""What a thing looks like as JSON: one declaration gives the value, its schema and an example."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
TEXTS: Schema = {"type": "array", "items": TEXT}
LANGUAGE: Schema = {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}


def one_of(values: Iterable[Any]) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


@dataclass(frozen=True)
class Field:
    """A member of an object. `read` takes it from the row; without it, the row's own of that name.

    `inside` says what an object looks like that stands there, or each of `many`.
    """

    name: str
    kind: Schema
    about: str
    example: Any = None
    read: Callable[[Any], Any] | None = None
    nullable: bool = False
    inside: "Shape | None" = None
    many: bool = False

    def value(self, row: Any) -> Any:
        found = self.read(row) if self.read else own(row, self.name)
        if self.inside is None or found is None:
            return found
        return [self.inside.of(each) for each in found] if self.many else self.inside.of(found)

    def schema(self) -> Schema:
        kind = self.inside.schema() if self.inside else self.kind
        if self.many:
            kind = {"type": "array", "items": kind}
        if self.nullable:
            kind = {**kind, "type": [kind["type"], "null"]}
            if "enum" in kind:
                kind["enum"] = [*kind["enum"], None]
        return {**kind, "description": self.about}

    def sample(self) -> Any:
        if self.inside is None:
            return self.example
        return [self.inside.sample()] if self.many else self.inside.sample()


def own(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


@dataclass(frozen=True)
class Shape:
    fields: tuple[Field, ...]

    def of(self, row: Any) -> dict[str, Any]:
        return {field.name: field.value(row) for field in self.fields}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {field.name: field.schema() for field in self.fields},
            "required": [field.name for field in self.fields],
            "additionalProperties": False,
        }

    def sample(self) -> dict[str, Any]:
        return {field.name: field.sample() for field in self.fields}


def many(name: str, about: str, *fields: Field, read: Callable[[Any], Any] | None = None) -> Field:
    return Field(name, {}, about, read=read, inside=Shape(fields), many=True)


def perhaps(name: str, about: str, *fields: Field, read: Callable[[Any], Any] | None = None) -> Field:
    """An object or null."""
    return Field(name, {}, about, read=read, inside=Shape(fields), nullable=True)


def page_of(thing: Any, language: str) -> str:
    """The whole address of its page, in the language that was asked for, else in `language`."""
    with translation.override(translation.get_language() or language):
        return settings.BASE_URL + thing.get_absolute_url()
