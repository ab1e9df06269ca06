"""What stands and what is proposed, side by side, in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from maps.models import Place, Suggestion
from maps.openness import hours_table
from maps.vocabulary import GROUP_NAMES, LEAVES, language_label


@dataclass(frozen=True)
class Side:
    """As text, or as rows of days and times; `lang` where the words are somebody's own."""

    text: str
    rows: list[Any]
    lang: str = ""


@dataclass(frozen=True)
class Compared:
    name: str
    label: str
    stands: Side | None  # None: a place that is not there yet
    proposed: Side
    ticked: bool


WORDS = ("name", "summary")


def compared(suggestion: Suggestion, ticked: list[str]) -> list[Compared]:
    place = suggestion.place
    rows = []
    for name, value in suggestion.proposed.items():
        stands = side(name, getattr(place, name), place.language) if place else None
        label = capfirst(str(Place._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
        rows.append(Compared(name, label, stands, side(name, value, ""), name in ticked))
    return rows


def side(name: str, value: Any, language: str) -> Side:
    if name == "hours" and value and (rows := hours_table(value)):
        return Side(value, rows)
    return Side(in_words(name, value), [], language if name in WORDS else "")


def in_words(name: str, value: Any) -> str:
    if name == "category" and value in LEAVES:
        return f"{GROUP_NAMES[value.partition('.')[0]]}: {LEAVES[value]}"
    if name == "languages":
        return ", ".join(language_label(code) for code in value)
    if name == "step_free":
        return str(dict(Place.StepFree.choices).get(value, value))
    return str(value)
