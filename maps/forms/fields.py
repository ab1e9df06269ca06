"""Fields that forms about places share."""

import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from community.members.models.people import readable
from maps.nearness import is_near
from maps.vocabulary import SPOKEN, language_label, spoken_choices

PHONE = re.compile(r"\+?[\d ()/.–-]+")
FEWEST_DIGITS, MOST_DIGITS = 3, 15


class LineField(forms.CharField):
    """Text in one paragraph, without signs that nobody sees."""

    def clean(self, value: Any) -> str:
        return super().clean(readable(value) if isinstance(value, str) else value)


def paragraph(**facts: Any) -> LineField:
    """More than a line to write in, and how much of it is left."""
    return LineField(widget=forms.Textarea(attrs={"rows": 2}), required=False, **facts)


class PhoneField(LineField):
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, "required": False} | kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        digits = sum(sign.isdigit() for sign in text)
        if text and not (PHONE.fullmatch(text) and FEWEST_DIGITS <= digits <= MOST_DIGITS):
            raise forms.ValidationError(
                _("One phone number, please: digits, and + ( ) - / where you need them."), code="phone"
            )
        return text


class WebField(forms.URLField):
    """A web page's address, nothing else that an address may be."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        facts: dict[str, Any] = {"max_length": 200, "required": False, "assume_scheme": "https"}
        super().__init__(**facts | kwargs)


class SpokenField(forms.MultipleChoiceField):
    """Languages to tick; those that came from elsewhere stay on offer."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def offer(self, known: list[str]) -> None:
        others = [(code, language_label(code)) for code in known if code not in SPOKEN]
        self.offered = [*spoken_choices(), *others]
        self.choices = self.offered

    def clean(self, value: Any) -> list[str]:
        """In the order of the page."""
        chosen = super().clean(value)
        return [code for code, _label in self.offered if code in chosen]


def named_as(form: forms.BaseForm, model: type[models.Model]) -> None:
    """Fields without a label of their own are called as the model calls them."""
    for column in model._meta.fields:
        if column.name in form.fields and form.fields[column.name].label is None:
            form.fields[column.name].label = capfirst(str(column.verbose_name))


def own_languages_first(field: forms.Field, centre: Centre) -> None:
    rows = sorted(settings.LANGUAGES, key=lambda row: row[0] not in centre.languages)
    cast("forms.ChoiceField", field).choices = rows
    field.initial = centre.language


def fault_of_point(centre: Centre, latitude: float, longitude: float) -> str | None:
    """Why a point cannot be that of one of the centre's places."""
    if is_near(centre, latitude, longitude):
        return None
    if is_near(centre, longitude, latitude):
        return str(_("Did you swap latitude and longitude? The other way round it lies here."))
    return str(_("This lies more than 60 km from the centre."))
