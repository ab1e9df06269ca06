from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.moderation import actions
from community.moderation.forms.grounds import rule_choices
from community.moderation.models import Moderated, Report
from community.operations.ratelimit import spend

HOUR = 3600
REPORTS_AN_HOUR = 6
# Besides the rules of the house: what the law itself knows.
BEYOND_RULES = (Report.Category.ILLEGAL, Report.Category.CHILD, Report.Category.OTHER)


class ReportForm(forms.Form):
    category = forms.ChoiceField(label=_("What is wrong?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("What exactly is wrong, and why? The more precise, the sooner we can decide."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    good_faith = forms.BooleanField(label=_("I say this in good faith, as far as I know it is true."))
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        help_text=_("Only for the answer. The author never sees who reported."),
        required=False,
    )

    def __init__(self, *args: Any, centre: Centre, reporter: User | None, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre, self.reporter, self.network = centre, reporter, network
        beyond = [(choice.value, choice.label) for choice in BEYOND_RULES]
        cast("forms.ChoiceField", self.fields["category"]).choices = [*rule_choices(centre), *beyond]
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

    def save(self, *, title: str, url: str, target: Moderated | None) -> Report:
        data = self.cleaned_data
        chosen = data["category"]
        rule = None if chosen in BEYOND_RULES else actions.chosen_rule(self.centre, chosen)
        return actions.report(
            centre=self.centre,
            target=target,
            title=title,
            url=url,
            category=Report.Category.RULE if rule else chosen,
            rule=rule,
            text=data["text"],
            email=data.get("email", ""),
            reporter=self.reporter,
            language=get_language() or self.centre.language,
            at=timezone.now(),
        )


class QueueForm(forms.Form):
    """Narrows the list of what waits; what was not understood is ignored."""

    category = forms.ChoiceField(
        label=_("What is wrong?"), required=False, choices=[("", _("all")), *Report.Category.choices]
    )

    def narrow(self, reports: Any) -> Any:
        self.is_valid()
        chosen = self.cleaned_data.get("category")
        return reports.filter(category=chosen) if chosen else reports
