"""Fields that only this room has."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS

from mentoring.matching.people import DAYS, PARTS_OF_DAY, SLOTS
from mentoring.wording import PARTS_OF_THE_DAY, slot


class WeekGrid(forms.CheckboxSelectMultiple):
    """Seven days by three parts of the day, as a table of boxes."""

    template_name = "mentoring/_week.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = {str(each) for each in value or []}
        boxes = [
            {"value": hour, "id": f"{context['widget']['attrs'].get('id', name)}_{hour}", "on": str(hour) in chosen}
            | dict(zip(("day", "part"), slot(hour), strict=True))
            for hour in range(SLOTS)
        ]
        rows = [{"day": WEEKDAYS[day], "boxes": boxes[day * PARTS_OF_DAY :][:PARTS_OF_DAY]} for day in range(DAYS)]
        return context | {"rows": rows, "parts": PARTS_OF_THE_DAY, "name": name}


class WeekField(forms.TypedMultipleChoiceField):
    widget = WeekGrid

    def __init__(self, **kwargs: Any) -> None:
        choices = [(hour, hour) for hour in range(SLOTS)]
        super().__init__(choices=choices, coerce=int, required=False, **kwargs)

    def clean(self, value: Any) -> list[int]:
        """Each once, in the order of the week."""
        return sorted({*super().clean(value)})


class OnceField(forms.MultipleChoiceField):
    """Boxes, of which each counts once, however often it is sent."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().clean(value)))


class Several:
    """Some fields of the same kind in a row, of which any may stay empty: `name_1`, `name_2` …"""

    def __init__(self, form: forms.Form, name: str, count: int) -> None:
        self.names = [f"{name}_{number}" for number in range(1, count + 1)]
        self.form = form

    def bound(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.names]

    def values(self) -> list[str]:
        """What was chosen, each once, in its order."""
        chosen = (self.form.cleaned_data.get(name, "") for name in self.names)
        return list(dict.fromkeys(each for each in chosen if each))
