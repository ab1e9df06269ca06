"""Who keeps an organisation's entries."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.members.models import Membership, User
from maps import actions
from maps.models import Keeper, Organisation


class KeeperForm(forms.Form):
    """A member of the centre, as exactly as a coordinator can name them at the desk; never by their address."""

    who = forms.CharField(
        label=_("Name or sign-in name"),
        max_length=80,
        help_text=_("A member of this centre: the whole name that is shown, or the sign-in name."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_who(self) -> User:
        words = self.cleaned_data["who"]
        here = Membership.objects.for_centre(self.organisation.centre).filter(member__is_active=True)
        called = Q(member__handle__iexact=words) | Q(member__display_name__iexact=words)
        found = list(here.filter(called).select_related("member").order_by("pk")[:2])
        if not found:
            raise forms.ValidationError(_("No member of this centre is called so."), code="nobody")
        if len(found) > 1:
            raise forms.ValidationError(_("Several members are called so: use the sign-in name."), code="several")
        return found[0].member

    def save(self, *, by: User) -> Keeper:
        return actions.link(organisation=self.organisation, member=self.cleaned_data["who"], by=by)
