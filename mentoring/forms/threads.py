from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board.forms.writing import TokenField
from community.members.models import User
from community.operations.ratelimit import spend
from mentoring import actions
from mentoring.models import Case, Mentorship, Message, Wrong
from mentoring.models.cases import LONGEST_CLOSING, LONGEST_REPORT
from mentoring.models.threads import LONGEST

MESSAGES_A_MINUTE = 20


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Your message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    token = TokenField()

    def __init__(self, *args: Any, mentorship: Mentorship, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentorship, self.author = mentorship, author

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        key = f"member:{self.author.pk}"
        if not self.errors and not spend("message", key, limit=MESSAGES_A_MINUTE, seconds=60):
            raise ValidationError(
                _("That was a lot in one minute. Your text is kept: send it again in a moment."), code="too_many"
            )
        return data

    def save(self) -> Message | None:
        """None where nothing can be sent now; the form then says why and keeps the text."""
        data = self.cleaned_data
        said = {"text": data["text"], "token": data["token"]}
        try:
            return actions.send(mentorship=self.mentorship, author=self.author, at=timezone.now(), **said)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class CaseForm(forms.Form):
    """Everything in it may stay empty: pressing the button is enough."""

    what = forms.MultipleChoiceField(
        label=_("What is wrong?"), choices=Wrong.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("In a sentence"),
        required=False,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the coordinators read it, never the other side."),
    )
    may_read = forms.BooleanField(
        label=_("Let the coordinator read our messages"),
        required=False,
        help_text=_("Only until the case is closed. Each time they read, both of you see when it was, and who."),
    )

    def __init__(self, *args: Any, mentorship: Mentorship, member: User, **kwargs: Any) -> None:
        self.mentorship, self.member = mentorship, member
        self.case = mentorship.cases.standing().filter(reporter=member).first()
        if self.case:
            kwargs["initial"] = {name: getattr(self.case, name) for name in ("what", "words", "may_read")}
        super().__init__(*args, **kwargs)

    def save(self) -> Case:
        said = self.cleaned_data
        return actions.report(mentorship=self.mentorship, by=self.member, at=timezone.now(), **said)


class ClosingForm(forms.Form):
    words = forms.CharField(
        label=_("A sentence to both sides"),
        max_length=LONGEST_CLOSING,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both read it, with your name. Do not say who told you, or what."),
    )
    outcome = forms.ChoiceField(label=_("How does it go on?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        if case.mentorship.is_active:
            kinds = [
                (Case.Outcome.RESUMED, _("The two go on, and may write again")),
                (Case.Outcome.ENDED, _("The mentorship ends, and the two are not proposed to each other again")),
            ]
        else:
            kinds = [(Case.Outcome.LOOKED, _("It is over already; close the case"))]
        self.fields["outcome"].choices = kinds  # type: ignore[attr-defined]

    def save(self, *, by: User) -> bool:
        """False where somebody was quicker, which the form then says."""
        verb = actions.end_for_case if self.cleaned_data["outcome"] == Case.Outcome.ENDED else actions.resume_thread
        try:
            verb(case=self.case, words=self.cleaned_data["words"], by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True
