from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.notifications import actions
from community.notifications.endpoints import LONGEST, UnwelcomeEndpoint, host_of
from community.notifications.kinds import Kind, all_kinds
from community.notifications.models import Group, Preference, PushSubscription, StoppedKind, Wish
from community.notifications.sealing import CURVE, decoded


class PreferencesForm(forms.Form):
    """For each group that has news: how it is mailed, whether devices tell of it, and which kinds of it do not come."""

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {preference.group: preference for preference in Preference.objects.filter(member=member)}
        stopped = set(StoppedKind.objects.filter(member=member).values_list("kind", flat=True))
        self.has_device = PushSubscription.objects.filter(member=member).exists()
        self.kinds: dict[str, list[Kind]] = defaultdict(list)
        for kind in all_kinds():
            self.kinds[kind.group].append(kind)
        self.groups = [group for group in Group if group in self.kinds]
        for group in self.groups:
            self.ask_about(group, chosen.get(group, Preference()), stopped)

    def ask_about(self, group: Group, chosen: Preference, stopped: set[str]) -> None:
        kinds = self.kinds[group]
        self.fields[group.value] = forms.ChoiceField(
            label=group.label, choices=Wish.choices, widget=forms.RadioSelect, initial=chosen.mail
        )
        if self.has_device:
            self.fields[f"{group}-push"] = forms.BooleanField(
                label=_("Also tell me on my devices, at once, what concerns me"), required=False, initial=chosen.push
            )
        self.fields[f"{group}-stopped"] = forms.MultipleChoiceField(
            label=_("Never send me this; it only stands on this site"),
            choices=[(kind.name, kind.label) for kind in kinds],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=[kind.name for kind in kinds if kind.name in stopped],
        )

    @property
    def parts(self) -> Iterator[dict[str, Any]]:
        """What the page shows of each group."""
        for group in self.groups:
            stopped = self[f"{group}-stopped"]
            yield {
                "mail": self[group.value],
                "push": self[f"{group}-push"] if self.has_device else None,
                "stopped": stopped,
                "has_stopped": bool(stopped.value()),
            }

    def save(self, *, by: User) -> None:
        chosen = self.cleaned_data
        push = {group.value: chosen[f"{group}-push"] for group in self.groups if self.has_device}
        actions.prefer(member=by, choices={group.value: chosen[group] for group in self.groups}, push=push)
        stopped = {name for group in self.groups for name in chosen[f"{group}-stopped"]}
        actions.stop_kind(member=by, kinds=stopped)
        actions.hear_again(member=by, kinds={kind.name for kind in all_kinds()} - stopped)


class DeviceForm(forms.Form):
    """What a browser says of itself: where its maker takes messages, and the keys that seal them."""

    endpoint = forms.CharField(max_length=LONGEST)
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=40)

    def clean_endpoint(self) -> str:
        endpoint = self.cleaned_data["endpoint"]
        try:
            host_of(endpoint)
        except UnwelcomeEndpoint as error:
            raise forms.ValidationError(str(error)) from error
        return endpoint

    def clean_p256dh(self) -> str:
        text = self.cleaned_data["p256dh"]
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(text))
        except ValueError as error:
            raise forms.ValidationError("It is no key.") from error
        return text

    def clean_auth(self) -> str:
        text = self.cleaned_data["auth"]
        try:
            if len(decoded(text)) == 16:
                return text
        except ValueError:
            pass
        raise forms.ValidationError("It is no key.")

    def save(self, *, by: User) -> PushSubscription:
        return actions.add_device(member=by, **self.cleaned_data)
