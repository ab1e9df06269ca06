"""What a member fills in to show that they live here."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members import actions
from community.members.models import Centre, Membership, Register, User


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from your letter"),
        help_text=_("Ten letters and digits. Capital or small letters, with or without the dash: both work."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["code"])["code"] = True

    def save(self, *, by: User, centre: Centre, network: str) -> Membership:
        return actions.redeem_letter(
            code=self.cleaned_data["code"], member=by, centre=centre, network=network, at=timezone.now()
        )


class RegisterMatchForm(forms.Form):
    """One field for each column of the register that the coordinator uploaded."""

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        for number, column in enumerate(register.columns):
            self.fields[f"column_{number}"] = forms.CharField(
                label=column, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
            )

    def save(self, *, by: User, network: str) -> Membership:
        values = [self.cleaned_data[name] for name in self.fields]
        return actions.match_register(
            register=self.register, values=values, member=by, network=network, at=timezone.now()
        )
