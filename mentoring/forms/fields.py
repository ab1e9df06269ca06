"""Fields that only this room has."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

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


class MomentField(forms.DateTimeField):
    """A date and time by the clock of `zone`, which the form sets."""

    zone: dt.tzinfo = dt.UTC
    years = range(2020, 2100)

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def to_python(self, value: Any) -> dt.datetime | None:
        """The hour that a clock change skips does not exist; the one that it doubles could be either."""
        with timezone.override(dt.UTC):
            typed = super().to_python(value)
        if typed is None:
            return None
        if typed.year not in self.years:
            raise ValidationError(_("Is the year right?"), code="invalid")
        naive = typed.replace(tzinfo=None)
        meant = naive.replace(tzinfo=self.zone)
        if meant.astimezone(dt.UTC).astimezone(self.zone).replace(tzinfo=None) != naive:
            raise ValidationError(
                _("This time does not exist: the clocks go forward that night. Please choose another."), code="skipped"
            )
        if meant.utcoffset() != meant.replace(fold=1).utcoffset():
            raise ValidationError(
                _("This time comes twice: the clocks go back that night. Please choose another."), code="doubled"
            )
        return meant.astimezone(dt.UTC)


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
