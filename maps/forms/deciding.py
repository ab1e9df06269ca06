"""What becomes of a suggestion."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from maps import actions
from maps.models import Suggestion


class DecisionForm(forms.Form):
    """Which of the proposed fields are taken over, and a word to whoever proposed them."""

    fields_taken = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    answer = forms.CharField(
        label=_("A word to whoever suggested it"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("They read it on this page. Strangers cannot be answered."),
    )

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion
        names = list(suggestion.proposed)
        taken = cast("forms.MultipleChoiceField", self.fields["fields_taken"])
        taken.choices = [(name, name) for name in names]
        taken.initial = names
        if suggestion.member_id is None:
            del self.fields["answer"]

    @property
    def ticked(self) -> list[str]:
        value = self["fields_taken"].value() or []
        return list(value)

    def clean_fields_taken(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["fields_taken"]
        if "refuse" in self.data:
            return []
        if not chosen:
            raise forms.ValidationError(_("Tick at least one line, or refuse all of it."), code="none")
        return list(self.suggestion.proposed) if self.suggestion.place_id is None else chosen

    def save(self, *, by: User) -> Suggestion | None:
        """None where somebody else has decided before."""
        data = self.cleaned_data
        facts = {"fields": data["fields_taken"], "answer": data.get("answer", "").strip()}
        return actions.decide(suggestion=self.suggestion, by=by, at=timezone.now(), **facts)
