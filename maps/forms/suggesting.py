"""What anybody may suggest: a correction of a place, or a place that is missing."""

from copy import copy
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.members.models.people import readable
from community.operations.ratelimit import spend
from maps import actions
from maps.forms.fields import LineField, PhoneField, SpokenField, WebField, fault_of_point, named_as, paragraph
from maps.hours import HoursError, read
from maps.hours.fields import HoursField
from maps.models import Place, Suggestion
from maps.villages import Point, villages_of

AN_HOUR = 12  # from one network, and by one member
NOTE = 600


class SuggestingForm(forms.ModelForm[Place]):
    """Never saves the place itself."""

    name = LineField(max_length=120)
    hours = HoursField(required=False)
    phone, website = PhoneField(), WebField()
    note = forms.CharField(
        required=False, max_length=NOTE, widget=forms.Textarea(attrs={"rows": 3}), label=_("Why, or how you know")
    )

    def __init__(self, *args: Any, centre: Centre, network: str, member: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre, self.network, self.member = centre, network, member
        named_as(self, Place)

    def limited(self) -> None:
        """Takes one of the tries, once all else is in order."""
        keys = [f"address:{self.network}"] + ([f"member:{self.member.pk}"] if self.member else [])
        if not self.errors and not all(spend("suggestion", key, limit=AN_HOUR, seconds=3600) for key in keys):
            raise ValidationError(
                _("Many suggestions came from here within an hour. Yours is kept: please send it later."),
                code="too_many",
            )

    def suggest(self, place: Place | None, proposed: dict[str, Any]) -> Suggestion:
        """What was sent twice is one suggestion."""
        facts: dict[str, Any] = {"centre": self.centre, "place": place, "proposed": proposed, "member": self.member}
        facts["note"] = self.cleaned_data["note"].strip()
        same = Suggestion.objects.waiting().filter(**facts).first()
        return same or actions.suggest(**facts)


class CorrectionForm(SuggestingForm):
    summary = paragraph(max_length=600)
    street, village = LineField(max_length=120, required=False), LineField(max_length=80, required=False)
    postcode = LineField(max_length=12, required=False)
    languages = SpokenField()

    class Meta:
        model = Place
        fields = [
            *("name", "summary", "category", "hours", "phone", "email", "website", "street", "village", "postcode"),
            *("step_free", "languages"),
        ]
        widgets = {"step_free": forms.RadioSelect}

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, instance=copy(place), **kwargs)
        self.place = place
        cast("SpokenField", self.fields["languages"]).offer(place.languages)
        note = self.fields["note"]
        note.label = _("Anything else, or how you know")
        note.help_text = _("If the place is gone altogether, say so here.")

    @property
    def proposed(self) -> dict[str, Any]:
        """What differs from what stands there."""
        data = self.cleaned_data
        return {
            name: data[name]
            for name in self.Meta.fields
            if name in data and comparable(name, data[name]) != comparable(name, self.initial[name])
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.proposed and not data.get("note", "").strip():
            raise ValidationError(_("Nothing has changed yet. Correct what is wrong, or say it below."), code="same")
        self.limited()
        return data

    def save(self) -> Suggestion:  # type: ignore[override]
        return self.suggest(self.place, self.proposed)


def comparable(name: str, value: Any) -> Any:
    """Two ways to write the same are no difference."""
    if name == "hours" and value:
        try:
            return str(read(value))
        except HoursError:
            return value
    if name == "languages":
        return set(value)
    return readable(value) if isinstance(value, str) else value


class MissingPlaceForm(SuggestingForm):
    summary = paragraph(max_length=600)
    street = LineField(max_length=120, required=False)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-85, max_value=85)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    village = forms.ChoiceField(
        label=_("Or choose the village"), required=False, help_text=_("Where you have pressed no place on the map.")
    )

    class Meta:
        model = Place
        fields = ["name", "summary", "category", "latitude", "longitude", "street", "village", "hours"]
        fields += ["phone", "website"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.villages: dict[str, Point] = villages_of(self.centre)
        named = [("", "—"), *((name, name) for name in self.villages)]
        cast("forms.ChoiceField", self.fields["village"]).choices = named
        if not self.villages:
            del self.fields["village"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not {"latitude", "longitude", "village"} & self.errors.keys():
            self.clean_point(data)
        self.limited()
        return data

    def clean_point(self, data: dict[str, Any]) -> None:
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if latitude is None and longitude is None and data.get("village"):
            data["latitude"], data["longitude"] = self.villages[data["village"]]
        elif latitude is None or longitude is None:
            self.add_error("latitude", _("Where is it? Press the place on the map, or choose the village."))
        elif fault := fault_of_point(self.centre, latitude, longitude):
            self.add_error("latitude", forms.ValidationError(fault, code="far"))

    @property
    def proposed(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in self.Meta.fields if data.get(name) not in (None, "")}

    def save(self) -> Suggestion:  # type: ignore[override]
        return self.suggest(None, self.proposed)
