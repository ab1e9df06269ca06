"""What is filled in beside the urn and at the desk."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from initiatives.voting import actions
from initiatives.voting.actions.paper import MOST_PAPERS
from initiatives.voting.forms.ballots import ChoicesForm, add_age
from initiatives.voting.models import Ballot, Round
from initiatives.voting.prints.ballots import sheets

MOST_AT_ONCE = 300
DIGITS = len(str(MOST_PAPERS))


class PrintForm(forms.Form):
    size = forms.IntegerField(label=_("How many ballots"), min_value=1, max_value=MOST_AT_ONCE, initial=50)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        vars(self.fields["size"])["short"] = True

    def save(self, *, round: Round) -> bytes:
        return actions.print_papers(round=round, size=self.cleaned_data["size"], typeset=sheets)


class NumbersField(forms.CharField):
    """Numbers as they are read off sheets or scanned one after the other: 12, 7 31."""

    def clean(self, value: Any) -> list[int]:
        typed = re.split(r"[\s,;]+", super().clean(value).strip(" ,;"))
        wrong = [each for each in typed if not (each.isascii() and each.isdecimal() and len(each) <= DIGITS)]
        if wrong:
            raise forms.ValidationError(
                _("“%(typed)s” is not the number of a ballot. Write numbers with blanks between them."),
                params={"typed": wrong[0][:20]},
            )
        return [int(each) for each in typed]


class ReceiveForm(forms.Form):
    numbers = NumbersField(
        label=_("Numbers of the sheets"),
        max_length=2000,
        help_text=_(
            "With blanks between them. The square in the corner of a sheet can be scanned: it says the number."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )

    def save(self, *, round: Round) -> int:
        return actions.receive_papers(round=round, numbers=self.cleaned_data["numbers"])


class KeyForm(ChoicesForm):
    """One sheet as one person reads it: nothing of an earlier reading is shown."""

    def save(self, *, number: int, by: User) -> actions.Keyed:
        return actions.key_in(round=self.round, number=number, choices=self.cleaned_data["choices"], by=by)


class AssistedForm(ChoicesForm):
    """The ballot of a resident who votes at the desk: always empty, whatever they had cast before."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_age(self)

    def save(self, *, member: User) -> None:
        choices = self.cleaned_data["choices"]
        actions.cast(round=self.round, member=member, choices=choices, channel=Ballot.Channel.DESK)


class SetAsideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it cannot count"),
        max_length=300,
        help_text=_("Public with the results, beside the number. Say nothing of what was marked, and name nobody."),
    )

    def save(self, *, round: Round, number: int) -> None:
        actions.set_aside(round=round, number=number, reason=self.cleaned_data["reason"])
