"""What is filled in after the count: objections, answers, the seal under a result, remarks beside it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.operations.ratelimit import spend
from initiatives.voting import actions
from initiatives.voting.forms.fields import IdeasField
from initiatives.voting.models import Annotation, Certification, Objection, Project, Replacement, Round

OBJECTIONS_AN_HOUR, HOUR = 6, 3600


class CertifiersForm(forms.Form):
    members = IdeasField(
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Who certifies the result"),
        help_text=_("Exactly two of the staff. Each keeps one half of the key's disaster copy while voting is open."),
    )

    def __init__(self, *args: Any, round: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        field: Any = self.fields["members"]
        field.queryset = User.objects.serving(round.centre)
        field.required = not round.is_poll
        field.initial = list(round.certifiers.values_list("pk", flat=True))

    def save(self) -> None:
        actions.name_certifiers(round=self.round, members=self.cleaned_data["members"])


class ReplaceForm(forms.Form):
    """Who cannot certify any more, who does instead, and why."""

    left = forms.ModelChoiceField(User.objects.none(), label=_("Who cannot certify any more"))
    came = forms.ModelChoiceField(User.objects.none(), label=_("Who certifies instead"))
    reason = forms.CharField(label=_("Reason"), max_length=400, help_text=_("Everybody reads it beside the names."))

    def __init__(self, *args: Any, round: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        left, came = (cast(forms.ModelChoiceField, self.fields[name]) for name in ("left", "came"))
        left.queryset = round.certifiers.exclude(pk__in=round.certifications.values("by")).order_by("pk")
        came.queryset = User.objects.serving(round.centre).exclude(pk__in=round.certifiers.values("pk"))

    def save(self, *, by: User) -> Replacement:
        return actions.replace_certifier(round=self.round, by=by, at=timezone.now(), **self.cleaned_data)


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_("What went wrong?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Public, and so is the answer; your name is not. Name nobody, and do not say how you voted."),
    )
    email = forms.EmailField(
        label=_("E-mail for the answer"), required=False, help_text=_("Forgotten a month after objections end.")
    )

    def __init__(self, *args: Any, round: Round, member: User | None, network: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round, self.member, self.network = round, member, network
        if member:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not spend("objection", self.network, limit=OBJECTIONS_AN_HOUR, seconds=HOUR):
            said = _("Many objections came from your network within an hour. Please try later, or call the centre.")
            raise ValidationError(said, code="too_many")
        return data

    def save(self) -> Objection:
        data = self.cleaned_data
        email = data.get("email", "")
        return actions.object_to(
            round=self.round, text=data["text"], member=self.member, email=email, at=timezone.now()
        )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("The answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Public and final: say what was looked at, what was found, and what follows from it."),
    )

    def save(self, *, objection: Objection, by: User) -> Objection:
        answer = self.cleaned_data["answer"]
        return actions.answer_objection(objection=objection, answer=answer, by=by, at=timezone.now())


class SealForm(forms.Form):
    seal = forms.CharField(
        label=_("The first eight characters of the seal"),
        max_length=20,
        help_text=_("As they stand on the minutes that you have signed on paper."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        vars(self.fields["seal"])["code"] = True

    def save(self, *, round: Round, by: User) -> Certification:
        return actions.certify(round=round, by=by, seal=self.cleaned_data["seal"], at=timezone.now())


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Remark"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands beside the winner for good. The result itself never changes."),
    )

    def save(self, *, project: Project, by: User) -> Annotation:
        return actions.annotate(project=project, text=self.cleaned_data["text"], by=by, at=timezone.now())
