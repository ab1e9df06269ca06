from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.moderation import actions
from community.moderation.forms.grounds import LAW, GroundedForm
from community.moderation.models import HIDING, LONGEST_PAUSE, Decision, Moderated, Outcome, Report, Sweep


class DecisionForm(GroundedForm):
    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    days = forms.IntegerField(
        label=_("For how many days"),
        help_text=_("Only where its author may not write here for some days: from 1 to 90."),
        min_value=1,
        max_value=LONGEST_PAUSE,
        required=False,
    )
    facts = forms.CharField(
        label=_("What we found"),
        help_text=_("Public, in the moderation log: name no person and repeat no insult."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    field_order = ["outcome", "days", "ground", "ground_text", "facts"]

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, centre=report.centre, **kwargs)
        self.report = report
        offered = outcomes_for(report)
        cast("forms.ChoiceField", self.fields["outcome"]).choices = [(each.value, each.label) for each in offered]
        vars(self.fields["days"])["short"] = True
        if Outcome.PAUSE not in offered:
            del self.fields["days"]
        if report.rule and report.rule.retired_at is None:
            self.fields["ground"].initial = report.rule.key
        elif report.category in {Report.Category.ILLEGAL, Report.Category.CHILD}:
            self.fields["ground"].initial = LAW

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") != Outcome.KEEP:
            self.require_article()
        if data.get("outcome") == Outcome.PAUSE and not data.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        return data

    def save(self, *, by: User) -> Decision | None:
        """None where something stands against it, which is then among the form's errors."""
        data = self.cleaned_data
        said = {"outcome": data["outcome"], "facts": data["facts"], "days": data.get("days")}
        try:
            return actions.decide(report=self.report, by=by, at=timezone.now(), **said, **self.grounds())
        except ValidationError as error:
            self.add_error(None, error)
            return None


def outcomes_for(report: Report) -> list[Outcome]:
    """What may be decided, the mildest first. A page is for the editors to change."""
    target = report.target
    if not isinstance(target, Moderated):
        return [Outcome.KEEP]
    offered = set(Outcome) - {Outcome.RESTORE}
    if not target.removable:
        offered.discard(Outcome.REMOVE)
    if target.is_hidden:
        offered -= {*HIDING} - {Outcome.PAUSE, Outcome.BAN}
    if target.writer_id is None:
        offered -= {Outcome.WARN, Outcome.PAUSE, Outcome.BAN}
    return [outcome for outcome in Outcome if outcome in offered]


class SweepForm(GroundedForm):
    facts = forms.CharField(
        label=_("What we found"),
        help_text=_("Public, in the moderation log: name no person and repeat no insult."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    field_order = ["ground", "ground_text", "facts"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.require_article()
        return data

    def save(self, *, report: Report, by: User) -> Sweep | None:
        """None where something stands against it, which is then among the form's errors."""
        facts = self.cleaned_data["facts"]
        try:
            return actions.sweep_member(report=report, facts=facts, by=by, at=timezone.now(), **self.grounds())
        except ValidationError as error:
            self.add_error(None, error)
            return None


class ReversalForm(forms.Form):
    facts = forms.CharField(
        label=_("Why does the decision no longer hold?"),
        help_text=_("Public, in the moderation log: name no person."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def save(self, *, decision: Decision, by: User) -> Decision | None:
        """None where something stands against it, which is then among the form's errors."""
        try:
            return actions.reverse(decision=decision, facts=self.cleaned_data["facts"], by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error(None, error)
            return None
