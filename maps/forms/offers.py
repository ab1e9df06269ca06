"""Putting a notice up, and looking among them."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.operations.ratelimit import spend
from maps.actions import offering
from maps.actions.offering import OfferContent
from maps.forms.week import WeekField
from maps.models import Offer, Organisation
from maps.models.offers import LONGEST_RUN, USUAL, NeighbourlyQuerySet, OfferKind, Reach, Side, Signed
from maps.squares import nearest
from maps.villages import Point, villages_of
from maps.vocabulary import spoken_choices

NOTICES_A_DAY = 10
FARTHEST = 0.6  # degrees from the centre: a notice of this commune is not put up elsewhere


class OfferForm(forms.Form):
    side = forms.ChoiceField(label=_("Do you offer something, or need it?"), choices=Side, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("What is it about?"), choices=OfferKind)
    title = forms.CharField(label=_("Title"), max_length=100, help_text=_("As you would say it at the fence."))
    text = forms.CharField(
        label=_("In your words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "No address and no telephone number: everybody reads this. Whoever is interested writes to you here."
        ),
    )
    language = forms.ChoiceField(label=_("Written in"))
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    organisation = forms.ModelChoiceField(
        label=_("For an organisation that you keep"), queryset=Organisation.objects.none(), required=False
    )
    provider = forms.ChoiceField(label=_("Who puts it up?"), choices=Organisation.Kind)
    group_name = forms.CharField(
        label=_("Name of the group, company or office"),
        max_length=80,
        required=False,
        help_text=_("Not for neighbours."),
    )
    signed = forms.ChoiceField(
        label=_("Signed with"), choices=Signed, widget=forms.RadioSelect, help_text=_("What everybody reads below it.")
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-85, max_value=85)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    village = forms.ChoiceField(
        label=_("Or choose the village"), required=False, help_text=_("Where you have pressed no place on the map.")
    )
    reach = forms.ChoiceField(label=_("How far?"), choices=Reach)
    hours = WeekField(label=_("When does it suit you?"))
    hours_note = forms.CharField(label=_("About the time"), max_length=200, required=False)
    ends_on = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("Then it leaves the map by itself. A week before, we ask you whether it shall stay."),
    )

    def __init__(self, *args: Any, centre: Centre, author: User, offer: Offer | None = None, **kwargs: Any) -> None:
        self.centre, self.author, self.offer = centre, author, offer
        self.villages = places_of(centre)
        self.today = timezone.localdate(timezone=centre.zone)
        kwargs["initial"] = initial_of(offer, centre, self.today) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        own_first = sorted(settings.LANGUAGES, key=lambda row: row[0] not in centre.languages)
        self.offer_choices("language", own_first)
        self.offer_choices("languages", spoken_choices())
        self.offer_choices("village", [("", "—"), *((name, name) for name in self.villages)])
        kept = Organisation.objects.for_centre(centre).kept_by(author).listed()
        if kept.exists():
            cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = kept
        else:
            del self.fields["organisation"]
        limits = {"min": self.today.isoformat(), "max": (self.today + LONGEST_RUN).isoformat()}
        self.fields["ends_on"].widget.attrs.update(limits)

    def offer_choices(self, name: str, choices: Any) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean_ends_on(self) -> dt.date:
        day = cast("dt.date", self.cleaned_data["ends_on"])
        if not self.today <= day <= self.today + LONGEST_RUN:
            raise ValidationError(_("A notice ends today at the earliest and within a year."), code="ends_on")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not {"latitude", "longitude", "village"} & self.errors.keys():
            self.clean_area(data)
        if data.get("provider") == Organisation.Kind.NEIGHBOUR:
            data["group_name"] = ""
        elif not data.get("group_name") and not data.get("organisation") and "group_name" not in self.errors:
            self.add_error("group_name", _("Please say whose notice it is, or choose “neighbour” above."))
        is_new = self.offer is None
        if (
            is_new
            and not self.errors
            and not spend("offer", f"member:{self.author.pk}", limit=NOTICES_A_DAY, seconds=86400)
        ):
            raise ValidationError(_("That was a lot for one day. Please come back tomorrow."), code="too_many")
        return data

    def clean_area(self, data: dict[str, Any]) -> None:
        """A point on the map, or the middle of a village; the point then names the nearest village."""
        point = data.get("latitude"), data.get("longitude")
        if None not in point and self.is_far(*cast("tuple[float, float]", point)):
            self.add_error("latitude", _("This place is not in the commune. Press another one, or choose the village."))
        elif None not in point:
            data["village"] = nearest(self.villages, *cast("tuple[float, float]", point))
        elif data.get("village"):
            data["latitude"], data["longitude"] = self.villages[data["village"]]
        else:
            self.add_error("village", _("Please press a place on the map or choose a village. No address is needed."))

    def is_far(self, latitude: float, longitude: float) -> bool:
        return abs(latitude - self.centre.latitude) > FARTHEST or abs(longitude - self.centre.longitude) > FARTHEST

    @property
    def content(self) -> OfferContent:
        return OfferContent(**self.cleaned_data)

    def save(self) -> Offer | None:
        """None where something stands against it, which is then on top of the form."""
        at = timezone.now()
        try:
            if self.offer is not None:
                return offering.change_offer(offer=self.offer, content=self.content, by=self.author, at=at)
            return offering.publish_offer(centre=self.centre, author=self.author, content=self.content, at=at)
        except ValidationError as error:
            self.add_error(None, error)
            return None


def places_of(centre: Centre) -> dict[str, Point]:
    """The villages of its map; the centre itself where there are none."""
    return villages_of(centre) or {centre.local_name: (centre.latitude, centre.longitude)}


WRITTEN = (
    *("side", "kind", "title", "text", "language", "languages", "organisation", "provider", "group_name", "signed"),
    *("latitude", "longitude", "village", "reach", "hours", "hours_note", "ends_on"),
)


def initial_of(offer: Offer | None, centre: Centre, today: dt.date) -> dict[str, Any]:
    if offer is not None:
        return {name: getattr(offer, name) for name in WRITTEN}
    usual = {"side": Side.OFFER, "language": centre.language, "languages": [centre.language], "reach": Reach.COMMUNE}
    provider = Organisation.Kind.NEIGHBOUR
    return usual | {"signed": Signed.NEIGHBOUR, "provider": provider, "ends_on": today + USUAL}


class OfferFilterForm(forms.Form):
    side = forms.ChoiceField(required=False, choices=[("", ""), *Side.choices], widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What it is about"), required=False, choices=[("", _("anything")), *OfferKind.choices]
    )
    village = forms.ChoiceField(label=_("Where I live"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.villages = places_of(centre)
        villages = cast("forms.ChoiceField", self.fields["village"])
        villages.choices = [("", _("anywhere")), *((name, name) for name in self.villages)]
        cast("forms.ChoiceField", self.fields["language"]).choices = [("", _("any")), *spoken_choices()]

    @property
    def filters(self) -> set[str]:
        """What narrows the list, by name."""
        return {name for name, value in self.cleaned_data.items() if value}

    def narrow(self, offers: NeighbourlyQuerySet) -> NeighbourlyQuerySet:
        """What was understood narrows; what was not is ignored, for the address may be years old."""
        self.is_valid()
        asked = self.cleaned_data
        for name in ("side", "kind"):
            if asked.get(name):
                offers = offers.filter(**{name: asked[name]})
        if asked.get("language"):
            offers = offers.speaking(asked["language"])
        if asked.get("village"):
            offers = offers.reaching(asked["village"], *self.villages[asked["village"]])
        return offers.listed()
