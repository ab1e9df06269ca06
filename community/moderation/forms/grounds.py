"""What a decision rests on: one of the house's rules, or the law with its article."""

from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from community.moderation import actions
from community.moderation.models import Decision, HouseRule

LAW = Decision.Ground.LAW.value


def rule_choices(centre: Centre) -> list[tuple[str, Any]]:
    """The centre's rules, marked as written in its own language."""
    return [
        (rule.key, format_html('<span lang="{}">{}</span>', centre.language, rule.title))
        for rule in HouseRule.in_force(centre)
    ]


class GroundedForm(forms.Form):
    ground = forms.ChoiceField(label=_("What it rests on"), widget=forms.RadioSelect)
    ground_text = forms.CharField(
        label=_("Which article of the law"),
        help_text=_("Only where it rests on the law. For example: Civil Code, article 23."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre
        law = (LAW, _("The law"))
        cast("forms.ChoiceField", self.fields["ground"]).choices = [*rule_choices(centre), law]

    def require_article(self) -> None:
        data = self.cleaned_data
        if data.get("ground") == LAW and not data.get("ground_text") and "ground_text" not in self.errors:
            self.add_error("ground_text", _("Whoever this concerns must be told what it rests on."))

    def grounds(self) -> dict[str, Any]:
        """As the verbs want it."""
        key = self.cleaned_data.get("ground", "")
        if key in {"", LAW}:
            return {"ground": key, "ground_text": self.cleaned_data.get("ground_text", "")}
        return {"rule": actions.chosen_rule(self.centre, key)}
