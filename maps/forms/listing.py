"""Narrowing the list of a centre's places at the desk."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.interface.search import folded
from community.members.models import User
from maps.models import Organisation
from maps.models.places import PlaceQuerySet

STALE, WITHDRAWN, MINE = "stale", "withdrawn", "mine"


class PlaceFilter(forms.Form):
    """What was not understood is ignored."""

    q = forms.CharField(label=_("Words"), required=False, max_length=80)
    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("all")),
            (STALE, _("not confirmed for a year")),
            (WITHDRAWN, _("taken off the map")),
            (MINE, _("of my organisations")),
        ],
    )

    @property
    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    def narrow(self, places: PlaceQuerySet, by: User, on: dt.date) -> PlaceQuerySet:
        """The longest unconfirmed first where these are asked for, else by name."""
        for word in folded(self.asked.get("q", "")).split():
            places = places.filter(trace__folded__contains=word)
        match self.asked.get("state"):
            case "stale":
                return places.stale(on)
            case "withdrawn":
                places = places.filter(withdrawn_at__isnull=False)
            case "mine":
                places = places.filter(organisation__in=Organisation.objects.kept_by(by).values("pk"))
        return places.listed()
