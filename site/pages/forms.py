"""Forms that residents fill in."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages import actions
from pages.models import Gathering


class SeatForm(forms.Form):
    """Somebody without an account asks for a seat: a name for the list and an address for the link."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_(
            "We send a link there to confirm the seat, and a reminder the day before. Deleted a month after the event."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def save(self, *, gathering: Gathering, language: str, at: dt.datetime) -> None:
        actions.ask_for_seat(gathering=gathering, language=language, at=at, **self.cleaned_data)


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search for"), max_length=120, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    def clean_q(self) -> str:
        # PostgreSQL takes no zero byte, and nobody means one.
        return self.cleaned_data["q"].replace("\0", " ").strip()

    @property
    def query(self) -> Any:
        return self.cleaned_data["q"] if self.is_valid() else ""
