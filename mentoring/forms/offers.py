from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.interface.forms import PictureForm
from mentoring import actions
from mentoring.forms.fields import OnceField
from mentoring.forms.saying import SaidForm
from mentoring.matching.people import MOST_MENTEES
from mentoring.models import Offer, OfferPhoto, Said, Topic
from mentoring.models.offers import MOST_HOURS


class OfferForm(SaidForm, PictureForm):
    """With a photo, if they like; see what PictureForm says of its fields."""

    model = Offer

    topics = OnceField(label=_("What can you help with?"), choices=Topic.choices)
    capacity = forms.IntegerField(
        label=_("For how many people at a time?"),
        help_text=_("0 if you have no room just now."),
        min_value=0,
        max_value=MOST_MENTEES,
    )
    hours_a_month = forms.IntegerField(label=_("Hours a month, for all of them"), min_value=1, max_value=MOST_HOURS)

    def __init__(self, *args: Any, instance: Said | None = None, **kwargs: Any) -> None:
        photo = (
            OfferPhoto.objects.select_related("offer__centre").filter(offer__pk=instance.pk).first()
            if instance
            else None
        )
        kwargs["initial"] = {**(kwargs.get("initial") or {}), "picture": photo, "alt": photo.alt if photo else ""}
        super().__init__(*args, instance=instance, **kwargs)
        offer: Any = self.instance
        names = ("topics", "capacity", "hours_a_month")
        self.initial.update({name: getattr(offer, name) for name in names})
        for name in names[1:]:
            vars(self.fields[name])["short"] = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        people, hours = data.get("capacity"), data.get("hours_a_month")
        if people is not None and hours is not None and hours < people:
            self.add_error("hours_a_month", _("That is less than an hour a month for each person. Take fewer people."))
        return data

    def keep(self) -> Offer:
        offer = self.apply()
        assert isinstance(offer, Offer)
        for name in ("topics", "capacity", "hours_a_month"):
            setattr(offer, name, self.cleaned_data[name])
        return actions.make_offer(offer, at=timezone.now(), photo=self.slot)
