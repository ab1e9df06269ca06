"""The week as boxes: seven days by three parts of the day."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PARTS_OF_THE_DAY = (_("morning"), _("afternoon"), _("evening"))
PARTS = len(PARTS_OF_THE_DAY)
CELLS = 7 * PARTS


class WeekGrid(forms.CheckboxSelectMultiple):
    template_name = "maps/_week.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = {str(each) for each in value or []}
        stem = context["widget"]["attrs"].get("id", name)
        rows = [
            {
                "day": WEEKDAYS[day],
                "boxes": [
                    {"value": cell, "part": part, "id": f"{stem}_{cell}", "on": str(cell) in chosen}
                    for cell, part in enumerate(PARTS_OF_THE_DAY, start=day * PARTS)
                ],
            }
            for day in range(7)
        ]
        return context | {"rows": rows, "parts": PARTS_OF_THE_DAY, "name": name}


class WeekField(forms.TypedMultipleChoiceField):
    widget = WeekGrid

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(cell, cell) for cell in range(CELLS)], coerce=int, required=False, **kwargs)

    def clean(self, value: Any) -> list[int]:
        """Each once, in the order of the week."""
        return sorted({*super().clean(value)})


def in_words(cells: Iterable[int]) -> list[tuple[str, str]]:
    """Days with their parts: [("Tuesday", "evening"), ("Saturday", "morning, afternoon")]."""
    by_day: dict[int, list[str]] = {}
    for cell in sorted({*cells}):
        if 0 <= cell < CELLS:
            by_day.setdefault(cell // PARTS, []).append(str(PARTS_OF_THE_DAY[cell % PARTS]))
    return [(day_name(day), ", ".join(parts)) for day, parts in by_day.items()]


def day_name(day: int) -> str:
    """As it begins a line."""
    name = str(WEEKDAYS[day])
    return name if (get_language() or "en").startswith("en") else name[:1].upper() + name[1:]
