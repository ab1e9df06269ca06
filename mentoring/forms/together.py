"""What two people write down together, and what each says for itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from mentoring import actions
from mentoring.models import Agreement, Feedback, Goal, Mentorship, Reason, Rhythm, Step
from mentoring.models.agreements import LONGEST
from mentoring.models.feedback import Scale


class AgreementForm(forms.Form):
    """`seen` is the number of the agreement that the writer had before them."""

    aims = forms.CharField(
        label=_("What do you want to reach?"),
        help_text=_("A sentence or two. The single goals have a page of their own."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rhythm = forms.ChoiceField(label=_("How often do you meet?"), choices=Rhythm.choices, widget=forms.RadioSelect)
    months = forms.IntegerField(
        label=_("How long shall it run?"),
        help_text=_("You may go on afterwards, or stop earlier."),
        min_value=1,
        max_value=LONGEST,
    )
    private = forms.CharField(
        label=_("What stays between you?"),
        help_text=_("Such as: what I tell about my family, you tell nobody."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, mentorship: Mentorship, latest: Agreement | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentorship, self.latest = mentorship, latest
        self.is_outrun = False
        names = ("aims", "rhythm", "months", "private")
        said = {name: getattr(latest, name) for name in names} if latest else {"months": 6}
        self.initial.update(said | {"seen": latest.number if latest else 0})
        vars(self.fields["months"]).update(short=True, suffix=_("months"))

    def save(self, *, by: User) -> Agreement | None:
        """None where something stands against it. Over something newer nothing is written until its writer has seen
        it: the form then holds what was typed, and knows the newer one."""
        data = dict(self.cleaned_data)
        seen = data.pop("seen")
        try:
            terms = actions.Terms(**data)
            return actions.draft(mentorship=self.mentorship, terms=terms, seen=seen, by=by, at=timezone.now())
        except actions.Newer as error:
            self.add_error(None, error)
            self.is_outrun = True
            self.latest = self.mentorship.agreements.newest_first().first()
            self.data = dict(self.data.items()) | {"seen": str(self.latest.number if self.latest else 0)}
            return None


class GoalForm(forms.Form):
    text = forms.CharField(
        label=_("A new goal"),
        help_text=_("Something you will notice when it is reached: “My diploma is recognised.”"),
        max_length=200,
    )

    def __init__(self, *args: Any, mentorship: Mentorship, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentorship = mentorship

    def save(self, *, by: User) -> Goal | None:
        try:
            text = self.cleaned_data["text"]
            return actions.add_goal(mentorship=self.mentorship, text=text, by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error("text", error)
            return None


class StepForm(forms.Form):
    text = forms.CharField(label=_("A step towards it"), max_length=200)

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"id_step_{goal.pk}_%s"})
        self.goal = goal

    def save(self, *, by: User) -> Step | None:
        try:
            return actions.add_step(goal=self.goal, text=self.cleaned_data["text"], by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error("text", error)
            return None


def scale(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=Scale.choices, coerce=int, widget=forms.RadioSelect)


class FeedbackForm(forms.Form):
    gets_on = scale(_("We get on well."))
    helps = scale(_("It brings me further."))
    recommends = scale(_("I would recommend it to others."))
    words = forms.CharField(
        label=_("A sentence, if you like"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    opened = forms.BooleanField(label=_("The mentor coordinator may read my sentence"), required=False)

    def __init__(self, *args: Any, feedback: Feedback, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feedback = feedback
        self.initial.update({name: getattr(feedback, name) for name in self.fields})
        for name in ("words", "opened"):
            vars(self.fields[name])["unmarked"] = True

    def save(self, *, by: User) -> bool:
        try:
            answers = actions.Answers(**self.cleaned_data)
            actions.give_feedback(feedback=self.feedback, answers=answers, by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why, if you would like to say"),
        help_text=_("Read by the mentor coordinator only. The other side is not told."),
        choices=Reason.chosen_from,
        initial=Reason.UNSAID,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["reason"])["unmarked"] = True

    def clean_reason(self) -> str:
        return self.cleaned_data["reason"] or Reason.UNSAID
