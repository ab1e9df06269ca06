from typing import Any

from django import forms

from community.members.models import User
from community.notifications.actions import prefer
from community.notifications.models import Group, Mail, Preference


class PreferencesForm(forms.Form):
    """One choice a group of news."""

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(Preference.objects.filter(member=member).values_list("group", "mail"))
        for group in Group:
            self.fields[group.value] = forms.ChoiceField(
                label=group.label,
                choices=Mail.choices,
                widget=forms.RadioSelect,
                initial=chosen.get(group.value, Mail.AT_ONCE),
            )

    def save(self, *, by: User) -> None:
        prefer(member=by, choices=self.cleaned_data)
