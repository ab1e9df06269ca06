"""Narrowing the list, signing, and taking the next step."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, User
from community.members.rules import is_resident
from initiatives.proposals import actions
from initiatives.proposals.forms.writing import lives_here_field
from initiatives.proposals.models import Initiative, InitiativeQuerySet, StateChange, Support, Terms
from initiatives.proposals.stages import TRANSITIONS

ANY = [("", _("all"))]
# What the public words of a step are, where they are more than a word about it.
WORDS = {
    "admit": _("Answer of the centre"),
    "refuse": _("Answer of the centre: why not"),
    "appeal": _("Why the answer should be another"),
    "grant_appeal": _("Why the appeal is right"),
    "reject_appeal": _("Why the answer stays no"),
}


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.SearchInput)
    # Chosen by the row of states above the form, and kept by it.
    state = forms.ChoiceField(required=False, choices=[*ANY, *Initiative.State.choices[1:]], widget=forms.HiddenInput)
    category = forms.ChoiceField(label=_("Category"), required=False, choices=[*ANY, *Initiative.Category.choices])
    place = forms.CharField(label=_("Village or place"), required=False, max_length=80)
    tag = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    # Enough stand behind them, and the centre has not answered yet.
    due = forms.BooleanField(required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("newest first")), ("support", _("most supported first"))]
    )

    @property
    def filters(self) -> set[str]:
        """What narrows the list, by name."""
        return {name for name, value in self.cleaned_data.items() if value and name != "sort"}

    def narrow(self, initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
        """What was understood narrows; what was not is ignored, for the address may be years old."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("state", "category"):
            if name in chosen:
                initiatives = initiatives.filter(**{name: chosen[name]})
        if "due" in chosen:
            initiatives = initiatives.backed()
        if "tag" in chosen:
            initiatives = initiatives.filter(tagged__tag__slug=chosen["tag"])
        if "place" in chosen:
            initiatives = initiatives.around(chosen["place"])
        if "q" in chosen:
            initiatives = initiatives.saying(chosen["q"])
        if "due" in chosen:
            return initiatives
        return initiatives.most_supported() if "sort" in chosen else initiatives.newest()


class SupportForm(forms.Form):
    shows_name = forms.BooleanField(
        label=_("Show my name among the supporters"), required=False, help_text=_("Otherwise you are only counted.")
    )

    def __init__(self, *args: Any, initiative: Initiative, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        if not is_resident(member, initiative.centre):
            self.fields["lives_here"] = lives_here_field(initiative.centre)

    def save(self, *, by: User) -> Support:
        return actions.support(
            initiative=self.initiative,
            member=by,
            at=timezone.now(),
            shows_name=self.cleaned_data["shows_name"],
            declares=self.cleaned_data.get("lives_here", False),
        )


class StepForm(forms.Form):
    """A step from one state to another, with its public reason."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Public, beside the date."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, initiative: Initiative, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initiative, self.verb = initiative, verb
        self.fields["reason"].required = TRANSITIONS[verb].needs_reason
        without = _("Reason") if TRANSITIONS[verb].needs_reason else _("A word about it")
        self.fields["reason"].label = WORDS.get(verb, without)

    def save(self, *, by: User) -> StateChange | None:
        """The step's entry; None when the step cannot be taken now, with the reason among the form's errors."""
        try:
            return actions.advance(
                self.verb, initiative=self.initiative, by=by, at=timezone.now(), reason=self.cleaned_data["reason"]
            )
        except ValidationError as error:
            self.add_error(None, error)
            return None


class TermsForm(forms.ModelForm[Terms]):
    """What the centre asks of whoever publishes from now on; those who gather already keep their goal."""

    class Meta:
        model = Terms
        fields = ["threshold", "days", "answer_days", "appeal_days"]

    def save(self, *, centre: Centre) -> Terms:  # type: ignore[override]
        return actions.set_terms(centre=centre, **self.cleaned_data)
