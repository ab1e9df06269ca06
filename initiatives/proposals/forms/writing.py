"""The propose form: one page, kept as a draft or published at once."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from community.interface.forms import TagsField
from community.members.models import Centre, User
from community.members.rules import is_resident
from initiatives.proposals import actions
from initiatives.proposals.forms.parts import (
    MOST_PICTURES,
    CostItemFormSet,
    MoneyField,
    PictureFormSet,
    match_items,
    minor,
    whole,
)
from initiatives.proposals.forms.places import OutlineField, middle
from initiatives.proposals.models import Area, Initiative
from maps.villages import villages_of


class InitiativeForm(forms.ModelForm[Initiative]):
    price = MoneyField(
        label=_("What will it cost, about?"), required=False, help_text=_("A guess will do; 0 if nothing.")
    )
    words = TagsField(
        label=_("Tags"), required=False, max_length=300, help_text=_("Up to six words, with commas between.")
    )

    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    village = forms.ChoiceField(
        label=_("Or choose the village"), required=False, help_text=_("Where you have pressed no place on the map.")
    )
    outline = OutlineField()

    class Meta:
        model = Initiative
        fields = [
            "title",
            "summary",
            "description",
            "category",
            "area",
            "place",
            "latitude",
            "longitude",
            "outline",
            "language",
        ]
        widgets = {"summary": forms.Textarea(attrs={"rows": 2}), "description": forms.Textarea(attrs={"rows": 10})}
        labels = {"place": _("In words")}
        help_texts = {
            "title": _("What shall be different? Up to 120 characters."),
            "summary": _("For whom, and why. Up to 240 characters."),
            "description": _("Leave an empty line between paragraphs; begin a line with “-” to make a list."),
            "place": _("As you would tell a neighbour: “behind the fire station”."),
        }

    def __init__(
        self,
        data: Any = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        centre: Centre,
        author: User,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.centre, self.author = centre, author
        cast("MoneyField", self.fields["price"]).say_currency(centre.currency)
        cast("forms.ChoiceField", self.fields["language"]).choices = sorted(
            settings.LANGUAGES, key=lambda row: row[0] not in centre.languages
        )
        self.fields["language"].initial = centre.language
        self.offer_areas(centre)
        self.offer_villages(centre)
        if not is_resident(author, centre):
            self.fields["lives_here"] = lives_here_field(centre)
        self.cost_items, self.pictures = self.parts(data, files)

    def offer_villages(self, centre: Centre) -> None:
        """The keyboard's way to a place."""
        cast("OutlineField", self.fields["outline"]).centre = centre
        villages = villages_of(centre)
        if villages:
            cast("forms.ChoiceField", self.fields["village"]).choices = [
                ("", "—"),
                *((f"{latitude},{longitude}", name) for name, (latitude, longitude) in villages.items()),
            ]
        else:
            del self.fields["village"]

    def offer_areas(self, centre: Centre) -> None:
        """Asked only where some part of the commune has a threshold of its own."""
        areas = list(centre.support_areas.all())
        if not areas:
            del self.fields["area"]
            return
        field = cast("forms.ModelChoiceField[Area]", self.fields["area"])
        field.queryset = centre.support_areas.all()
        field.empty_label = _("the whole commune")
        needs = ", ".join(f"{area.name}: {area.threshold}" for area in areas)
        field.help_text = _("It decides how many supporters are needed (%(needs)s).") % {"needs": needs}

    def parts(self, data: Any, files: Any) -> tuple[Any, Any]:
        items: list[dict[str, Any]] = []
        shown: list[dict[str, Any]] = [{} for _place in range(MOST_PICTURES)]
        if self.instance.pk:
            currency = self.centre.currency
            self.initial["price"] = whole(self.instance.cost, currency)
            self.initial["words"] = ", ".join(sorted(self.instance.tags.names()))
            items = [
                {"label": item.label, "amount": whole(item.amount, currency)} for item in self.instance.cost_items.all()
            ]
            for picture in self.instance.pictures.all():
                shown[picture.position] = {"alt": picture.alt, "picture": picture}
        cost_items = CostItemFormSet(data, prefix="items", initial=items, currency=self.centre.currency)  # type: ignore[call-arg]
        return cost_items, PictureFormSet(data, files, prefix="pictures", initial=shown)

    def is_valid(self) -> bool:
        """All parts are checked, so that every error shows at once."""
        parts = [self.cost_items.is_valid(), self.pictures.is_valid()]
        if all(parts) and super().is_valid():
            match_items(self, self.cost_items, self.centre.currency)
        return all(parts) and super().is_valid()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("latitude") is None and data.get("longitude") is None:
            if data.get("outline"):
                data["latitude"], data["longitude"] = middle(data["outline"])
            elif data.get("village"):
                data["latitude"], data["longitude"] = map(float, data["village"].split(","))
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            lacking = "latitude" if data.get("latitude") is None else "longitude"
            if lacking not in self.errors:
                self.add_error(lacking, _("A point on the map needs both numbers."))
        return data

    @property
    def content(self) -> actions.Content:
        data = self.cleaned_data
        texts = {name: data[name] for name in InitiativeForm.Meta.fields if name in data}
        return actions.Content(
            **texts,
            cost=minor(data["price"], self.centre.currency),
            tags=data["words"],
            items=self.cost_items.filled,
            slots=self.pictures.slots,
        )

    def save(self, *, by: User) -> Initiative:  # type: ignore[override]
        if self.instance.pk:
            return actions.revise(initiative=self.instance, content=self.content, by=by)
        declares = self.cleaned_data.get("lives_here", False)
        return actions.draft(centre=self.centre, author=by, content=self.content, at=timezone.now(), declares=declares)


def lives_here_field(centre: Centre) -> forms.BooleanField:
    return forms.BooleanField(
        label=_("I live in %(centre)s.") % {"centre": centre.local_name},
        help_text=_("The centre may check this later with a letter. No document is needed now."),
    )
