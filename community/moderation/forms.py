from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation import actions
from community.moderation.models import Decision, Moderated, Report
from community.operations.ratelimit import spend

HOUR = 3600
REPORTS_AN_HOUR = 6


class ReportForm(forms.ModelForm[Report]):
    good_faith = forms.BooleanField(label=_("I say this in good faith, as far as I know it is true."))

    class Meta:
        model = Report
        fields = ["category", "text", "email"]
        widgets = {"category": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "text": _("What exactly is wrong, and why? The more precise, the sooner we can decide."),
            "email": _("Only for the answer. The author never sees who reported."),
        }

    field_order = ["category", "text", "good_faith", "email"]

    def __init__(self, *args: Any, reporter: User | None, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reporter, self.network = reporter, network
        cast("forms.ChoiceField", self.fields["category"]).choices = Report.Category.choices
        if reporter:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not spend("report", self.network, limit=REPORTS_AN_HOUR, seconds=HOUR):
            raise ValidationError(
                _("Many reports came from your network within an hour. Please try later, or call the centre."),
                code="too_many",
            )
        return data

    def save(self, *, centre: Centre, title: str, url: str, target: Moderated | None) -> Report:  # type: ignore[override]
        data = self.cleaned_data
        return actions.report(
            centre=centre,
            target=target,
            title=title,
            url=url,
            category=data["category"],
            text=data["text"],
            email=data.get("email", ""),
            reporter=self.reporter,
            language=get_language() or centre.language,
            at=timezone.now(),
        )


class DecisionForm(forms.ModelForm[Decision]):
    class Meta:
        model = Decision
        fields = ["outcome", "facts", "ground", "ground_text"]
        widgets = {
            "outcome": forms.RadioSelect,
            "facts": forms.Textarea(attrs={"rows": 6}),
            "ground": forms.RadioSelect,
        }
        help_texts = {
            "facts": _("Public, in the moderation log: name no person and repeat no insult."),
            "ground_text": _("For example: rule 3, no private addresses; or Civil Code, article 23."),
        }

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        outcomes = [Decision.Outcome.KEEP]
        if isinstance(report.target, Moderated) and not report.target.is_hidden:
            outcomes.insert(0, Decision.Outcome.HIDE)
        cast("forms.ChoiceField", self.fields["outcome"]).choices = [
            (choice.value, choice.label) for choice in outcomes
        ]
        cast("forms.ChoiceField", self.fields["ground"]).choices = Decision.Ground.choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == Decision.Outcome.HIDE:
            for name in ("ground", "ground_text"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Whoever is hidden must be told what this rests on."))
        return data

    def _post_clean(self) -> None:
        """A decision is built by its verb; here only the fields are checked."""

    def save(self, *, by: User) -> Decision:  # type: ignore[override]
        return actions.decide(report=self.report, by=by, at=timezone.now(), **self.cleaned_data)


class ReversalForm(forms.Form):
    facts = forms.CharField(
        label=_("Why does the decision no longer hold?"),
        help_text=_("Public, in the moderation log: name no person."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def save(self, *, decision: Decision, by: User) -> Decision:
        return actions.reverse(decision=decision, facts=self.cleaned_data["facts"], by=by, at=timezone.now())
