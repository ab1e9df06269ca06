"""Forms of this room. This module is imported by allauth's own forms, so it imports none of them."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.members.models import User


class SignupForm(forms.Form):
    """What allauth's sign-up asks beside the address."""

    display_name = forms.CharField(
        label=_("Name shown to others"),
        max_length=80,
        required=False,
        help_text=_("As you like to be called here. It need not be your legal name, and you may change it."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])


class Worded(forms.Form):
    """Gives fields of a form that is not ours our labels and help; placeholders go, since labels say it."""

    words: dict[str, tuple[Any, Any]] = {}
    codes: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]
            if name in self.codes:
                vars(field)["code"] = True
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
