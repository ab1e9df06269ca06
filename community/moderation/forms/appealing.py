from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.moderation import actions
from community.moderation.forms.grounds import GroundedForm
from community.moderation.models import Appeal, Decision, Moderated, Report
from community.operations.ratelimit import spend

HOUR = 3600
APPEALS_AN_HOUR = 6


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why is the decision wrong?"),
        help_text=_("Only those read it who hear the appeal, and the moderators of the centre."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *args: Any, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not spend("appeal", self.network, limit=APPEALS_AN_HOUR, seconds=HOUR):
            raise ValidationError(
                _("Many appeals came from your network within an hour. Please try later, or call the centre."),
                code="too_many",
            )
        return data

    def save(self, *, decision: Decision | None = None, by: User | None = None, report: Report | None = None) -> Appeal:
        text = self.cleaned_data["text"]
        return actions.appeal(decision=decision, by=by, report=report, text=text, at=timezone.now())


class AnswerForm(GroundedForm):
    result = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect, choices=Appeal.Result.choices)
    answer = forms.CharField(
        label=_("Why"),
        help_text=_("Who appealed reads it. Where the decision is undone, it is public in the log: name no person."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    field_order = ["result", "ground", "ground_text", "answer"]

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, centre=appeal.centre, **kwargs)
        self.appeal = appeal
        hides = appeal.side == Appeal.Side.REPORTER and isinstance(appeal.decision.target, Moderated)
        self.fields["ground"].required = False
        self.fields["ground"].help_text = _("Where the decision is undone and the thing is hidden after all.")
        if not hides:
            del self.fields["ground"], self.fields["ground_text"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "ground" in self.fields and data.get("result") == Appeal.Result.OVERTURNED:
            if not data.get("ground") and "ground" not in self.errors:
                self.add_error("ground", _("Whoever this concerns must be told what it rests on."))
            self.require_article()
        return data

    def save(self, *, by: User) -> Appeal | None:
        """None where something stands against it, which is then among the form's errors."""
        data = self.cleaned_data
        said = {"result": data["result"], "answer": data["answer"]}
        grounds = self.grounds() if data["result"] == Appeal.Result.OVERTURNED else {}
        try:
            return actions.answer_appeal(appeal=self.appeal, by=by, at=timezone.now(), **said, **grounds)
        except ValidationError as error:
            self.add_error(None, error)
            return None
