"""Printing sheets, keying them in, confirming them; and the areas with their own threshold."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from initiatives.proposals import actions
from initiatives.proposals.models import Area, Initiative, Sheet

MOST_A_PRINT = 20


class PrintForm(forms.Form):
    count = forms.IntegerField(label=_("How many sheets?"), min_value=1, max_value=MOST_A_PRINT, initial=2)

    def save(self, *, initiative: Initiative, by: User, at: dt.datetime) -> list[Sheet]:
        """Empty when they cannot be printed now, with the reason among the form's errors."""
        try:
            return actions.print_sheets(initiative=initiative, count=self.cleaned_data["count"], by=by, at=at)
        except ValidationError as error:
            self.add_error(None, error)
            return []


class SheetForm(forms.Form):
    """Told at its field what an action refuses."""

    fields_of_errors = {"too_many_lines": "valid", "differs": "valid", "no_reason": "reason"}
    valid = forms.IntegerField(label=_("Valid lines"), min_value=0, max_value=999)

    def try_to(self, act: Any, **facts: Any) -> bool:
        try:
            act(**facts)
        except ValidationError as error:
            self.add_error(self.fields_of_errors.get(error.code or ""), error)
            return False
        return True


class KeyForm(SheetForm):
    invalid = forms.IntegerField(label=_("Invalid lines"), min_value=0, max_value=999, initial=0)
    reason = forms.CharField(
        label=_("Why they are invalid"),
        required=False,
        max_length=300,
        help_text=_("Without names: “2 outside the commune, 1 not readable”."),
    )

    def save(self, *, sheet: Sheet, by: User, at: dt.datetime) -> bool:
        return self.try_to(actions.key_sheet, sheet=sheet, by=by, at=at, **self.cleaned_data)


class ConfirmForm(SheetForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid"].help_text = _("Count for yourself: you are not shown what the first person counted.")

    def save(self, *, sheet: Sheet, by: User, at: dt.datetime) -> bool:
        return self.try_to(actions.confirm_sheet, sheet=sheet, by=by, at=at, **self.cleaned_data)


class AreaForm(forms.ModelForm[Area]):
    class Meta:
        model = Area
        fields = ["name", "threshold"]

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.centre = centre

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if Area.objects.filter(centre=self.instance.centre, name__iexact=name).exists():
            raise forms.ValidationError(_("There is an area of this name already."))
        return name
