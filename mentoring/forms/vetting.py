from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from mentoring import actions
from mentoring.models import Offer, Vetting


class State:
    """What the coordinator's list may be narrowed to."""

    WAITING, VETTED, PAUSED = "waiting", "vetted", "paused"
    LABELS = {WAITING: _("waiting to be looked at"), VETTED: _("looked at"), PAUSED: _("paused")}


class VettingForm(forms.Form):
    kind = forms.ChoiceField(label=_("What was looked at"), choices=Vetting.Kind.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("On"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.fields["on"].initial = timezone.localdate(timezone.now(), offer.centre.zone)

    def save(self, *, by: User) -> Vetting | None:
        """None where something stands against it, which is then at the field."""
        try:
            return actions.vet(offer=self.offer, by=by, at=timezone.now(), **self.cleaned_data)
        except ValidationError as error:
            self.add_error("on", error)
            return None


def offers_in(state: str, centre: Centre, member: User) -> Any:
    here = Offer.objects.visible_to(member).for_centre(centre).open()
    if state == State.PAUSED:
        return here.filter(paused_at__isnull=False).order_by("paused_at", "pk")
    running = here.filter(paused_at__isnull=True)
    return running.vetted().order_by("-written_at", "-pk") if state == State.VETTED else running.unvetted()
