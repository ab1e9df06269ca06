"""What a leaflet is asked: what one asks the map, and the language of the paper."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from community.operations.ratelimit import spend
from maps.forms.finding import HERE, NOW, FindForm, when_choices

LEAFLETS_AN_HOUR = 60
ASKED = ("kind", "when", "speaks", "free", "step_free", "q", "near")  # in this order in the address on the paper


class LeafletForm(FindForm):
    """Paper knows no moment and nobody's whereabouts: "now" and the place of a browser are left out of the question."""

    language = forms.ChoiceField(label=_("Language of the leaflet"), choices=settings.LANGUAGES)
    field_order = ("kind", "language", "when", "speaks", "free", "step_free", "q", "near")

    def __init__(self, data: QueryDict, *, centre: Centre, **kwargs: Any) -> None:
        asked = data.copy()
        asked.setdefault("language", get_language() or "en")
        if asked.get("when") == NOW:
            del asked["when"]
        if HERE.match(asked.get("near", "")):
            del asked["near"]
        super().__init__(asked, centre=centre, **kwargs)
        del self.fields["show"]
        cast("forms.ChoiceField", self.fields["when"]).choices = [row for row in when_choices() if row[0] != NOW]

    @property
    def is_narrow(self) -> bool:
        """Whether more is asked than what, and in which language."""
        return any(self.asked[name] for name in ASKED[1:])

    def shown_layers(self) -> tuple[bool, list[str]]:
        return True, []

    def address(self) -> dict[str, str]:
        """The same question to the map."""
        given = {name: self.asked[name] for name in ASKED if self.asked[name]}
        return {name: "on" if value is True else value for name, value in given.items()}

    def may_print(self, network: str) -> bool:
        """False with an error where it cannot be printed, or too many were from this `network`."""
        if not self.is_valid():
            return False
        if not spend("leaflet", network, limit=LEAFLETS_AN_HOUR, seconds=3600):
            too_many = _("Too many leaflets were made from here within an hour. Please try later.")
            self.add_error(None, forms.ValidationError(too_many, code="too_many"))
        return not self.errors
