"""What keepers say of a place, of what one gets there, and of who provides it."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.forms import PictureForm, TagsField
from community.members.models import Centre, User
from maps import actions
from maps.forms.fields import (
    LineField,
    PhoneField,
    SpokenField,
    WebField,
    fault_of_point,
    named_as,
    own_languages_first,
    paragraph,
)
from maps.forms.meanwhile import MeanwhileForm
from maps.hours.fields import HoursField
from maps.models import Organisation, Place, Service
from maps.villages import Point, villages_of


class PlaceForm(PictureForm, MeanwhileForm):
    name = LineField(max_length=120)
    summary = paragraph(max_length=600)
    tags = TagsField(
        label=_("Tags"), required=False, max_length=300, help_text=_("Up to six words, with commas between.")
    )
    street, village = LineField(max_length=120, required=False), LineField(max_length=80, required=False)
    postcode = LineField(max_length=12, required=False)
    hours = HoursField(required=False)
    hours_note = LineField(
        max_length=200, required=False, help_text=_("What the times do not say: “ring twice”, “by appointment”.")
    )
    phone, website = PhoneField(), WebField()
    access_note = paragraph(max_length=300, help_text=_("Steps, doors, lift, parking: what one should know before."))
    languages = SpokenField()

    class Meta:
        model = Place
        fields = [
            *("name", "summary", "category", "organisation", "tags", "latitude", "longitude", "street", "village"),
            *("postcode", "hours", "hours_note", "phone", "email", "website", "step_free", "access_note", "languages"),
            "language",
        ]
        widgets = {"step_free": forms.RadioSelect}

    def __init__(self, *args: Any, centre: Centre, by: User, instance: Place, **kwargs: Any) -> None:
        photo = getattr(instance, "photo", None) if instance.pk else None
        known = {"tags": ", ".join(instance.tags)} | ({"picture": photo, "alt": photo.alt} if photo else {})
        kwargs["initial"] = (kwargs.get("initial") or {}) | known
        super().__init__(*args, instance=instance, **kwargs)
        self.centre, self.by = centre, by
        named_as(self, Place)
        self.fields["organisation"].label = _("Organisation")
        own_languages_first(self.fields["language"], centre)
        cast("SpokenField", self.fields["languages"]).offer(instance.languages)
        self.fields["village"].widget.attrs["list"] = "villages"
        self.offer_organisations()

    def offer_organisations(self) -> None:
        """A keeper's own; to those who keep the whole map every one, or none."""
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        here = Organisation.objects.for_centre(self.centre).listed()
        keeps_all = self.by.has_perm("maps.keep_map", self.centre)
        field.queryset = here if keeps_all else here.kept_by(self.by)
        field.required = not keeps_all

    @property
    def villages(self) -> dict[str, Point]:
        return villages_of(self.centre)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if latitude is None or longitude is None:
            return data
        if fault := fault_of_point(self.centre, latitude, longitude):
            self.add_error("latitude", forms.ValidationError(fault, code="far"))
        return data

    def save(self) -> Place | None:  # type: ignore[override]
        """None where somebody else was quicker; the form then says so and keeps what was typed."""

        def keep(place: Place) -> Place:
            place.centre = self.centre
            return actions.keep_place(place=place, by=self.by, at=timezone.now(), photo=self.slot)

        kept: Place | None = self.kept(keep)
        return kept


class ServiceForm(MeanwhileForm):
    name = LineField(max_length=120)
    summary = paragraph(max_length=600)
    languages = SpokenField(help_text=_("Leave this empty where they are those of the place."))
    hours = HoursField(required=False, help_text=_("Leave this empty where they are those of the place."))
    hours_note = LineField(max_length=200, required=False)
    fee = LineField(max_length=200, required=False, help_text=_("In words, as it stands on the door: “20 zł an hour”."))
    eligibility = paragraph(max_length=300, help_text=_("Empty: for everybody."))
    documents = paragraph(max_length=300)
    how = paragraph(max_length=300, help_text=_("Come, call, write, or fill in a form?"))

    class Meta:
        model = Service
        fields = [
            *("name", "summary", "category", "is_free", "fee", "eligibility", "documents", "how"),
            *("languages", "hours", "hours_note"),
        ]

    def __init__(self, *args: Any, instance: Service, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.place = instance.place
        named_as(self, Service)
        cast("SpokenField", self.fields["languages"]).offer(instance.languages)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("is_free") and data.get("fee"):
            self.add_error("fee", _("What is free of charge costs nothing: leave this empty, or take the tick away."))
        return data

    def save(self, *, by: User) -> Service | None:  # type: ignore[override]
        """None where somebody else was quicker; the form then says so and keeps what was typed."""

        def keep(service: Service) -> Service:
            service.place = held(self.place)
            return actions.keep_service(service=service, by=by, at=timezone.now())

        kept: Service | None = self.kept(keep)
        return kept


def held(place: Place) -> Place:
    """As it stands now, locked until the commit: who changes a service also writes its place."""
    found = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    found.centre = place.centre
    return found


class OrganisationForm(MeanwhileForm):
    name = LineField(max_length=120)
    summary = paragraph(max_length=600, label=_("What it does"))
    phone, website = PhoneField(), WebField()

    class Meta:
        model = Organisation
        fields = ["name", "kind", "summary", "phone", "email", "website", "language"]

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre
        named_as(self, Organisation)
        own_languages_first(self.fields["language"], centre)

    def save(self) -> Organisation | None:  # type: ignore[override]
        """None where somebody else was quicker; the form then says so and keeps what was typed."""

        def keep(organisation: Organisation) -> Organisation:
            organisation.centre = self.centre
            return actions.keep_organisation(organisation=organisation)

        kept: Organisation | None = self.kept(keep)
        return kept
