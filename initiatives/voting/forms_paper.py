"""What is filled in beside the urn and at the desk."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.interface.templatetags.interface import money
from community.members.models import User
from initiatives.voting import actions
from initiatives.voting.actions.paper import MOST_PAPERS
from initiatives.voting.forms import ChoicesField
from initiatives.voting.models import Ballot, Round
from initiatives.voting.papers import sheets
from initiatives.voting.shuffling import shuffled

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


class SheetForm(forms.Form):
    """The fields of a ballot without the page that voters see at home: for the urn and for the desk."""

    label: Any = _("Your choice")

    def __init__(self, *args: Any, round: Round, reader: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        projects = {project["id"]: project for project in round.rules["projects"]}
        order = shuffled(projects, round=round, reader=reader) if reader else list(projects)
        field = ChoicesField(round=round, label=self.label)
        field.widget.choices = [(number, line(round, projects[number])) for number in order]
        vars(field)["cards"] = True
        self.fields["choices"] = field


def line(round: Round, project: dict[str, Any]) -> str:
    told = f"{project['id']}. {project['title']}"
    return told if round.is_poll else f"{told} · {money(project['cost'], round.currency)}"


class KeyForm(SheetForm):
    """One sheet as one person reads it, in the order in which it is printed: nothing of an earlier reading is shown."""

    label = _("What is marked on the sheet")

    def save(self, *, number: int, by: User) -> actions.Keyed:
        return actions.key_in(round=self.round, number=number, choices=self.cleaned_data["choices"], by=by)


class AssistedForm(SheetForm):
    """The ballot of a resident who votes at the desk: always empty, whatever they had cast before."""

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
