"""A hall's forms: its hours, a question, why one is turned down, and an answer written into the topic."""

import uuid
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.board import actions
from community.board.forms.writing import TokenField, words_field
from community.board.models import Hall, Post, Question, Topic
from community.board.models.halls import LONGEST_QUESTION, MOST_HOURS
from community.board.wording import quoted
from community.members.models import User
from community.moderation.forms.grounds import rule_choices
from community.moderation.models import HouseRule
from community.operations.ratelimit import spend

# A hall of eighty phones has one address in common.
QUESTIONS_A_BROWSER, QUESTIONS_AN_ADDRESS = 5, 240
LIKES_A_BROWSER, LIKES_AN_ADDRESS = 150, 6000
WINDOW = 600
OWN = "own"


class OpeningForm(forms.Form):
    hours = forms.IntegerField(
        label=_("For how many hours?"),
        help_text=_("At most 12. You can close it before."),
        min_value=1,
        max_value=MOST_HOURS,
        initial=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["hours"]).short = True

    def save(self, *, topic: Topic, by: User) -> Hall:
        return actions.open_hall(topic=topic, hours=self.cleaned_data["hours"], by=by, at=timezone.now())


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"), max_length=LONGEST_QUESTION, widget=forms.Textarea(attrs={"rows": 4})
    )
    name = forms.CharField(
        label=_("First name"), max_length=30, required=False, help_text=_("Shown beside your question.")
    )
    token = TokenField()

    def __init__(self, *args: Any, network: str = "", browser: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network, self.browser = network, browser

    def clean_text(self) -> str:
        """In one line: the screen breaks it as it fits."""
        return " ".join(self.cleaned_data["text"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        limits = ((f"browser:{self.browser}", QUESTIONS_A_BROWSER), (f"address:{self.network}", QUESTIONS_AN_ADDRESS))
        if not self.errors and not all(spend("question", key, limit=most, seconds=WINDOW) for key, most in limits):
            raise ValidationError(
                _("Many questions came from here just now. Yours is kept: send it in a few minutes."), code="too_many"
            )
        return data

    def save(self, *, hall: Hall, by: Any) -> Question | None:
        """None where it came too late; the form then says so and keeps the question."""
        try:
            return actions.ask(hall=hall, browser=self.browser, by=by, at=timezone.now(), **self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class TurningDownForm(forms.Form):
    ground = forms.ChoiceField(label=_("Why not?"), widget=forms.RadioSelect)
    because = forms.CharField(label=_("In your own words"), max_length=300, required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        own = (OWN, _("For another reason, in my own words"))
        cast("forms.ChoiceField", self.fields["ground"]).choices = [*rule_choices(question.hall.centre), own]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("ground") == OWN and not data.get("because"):
            self.add_error("because", _("Whoever asked reads why."))
        return data

    def save(self, *, by: User) -> None:
        rules = {rule.key: rule.title for rule in HouseRule.in_force(self.question.hall.centre)}
        because = rules.get(self.cleaned_data["ground"], self.cleaned_data["because"])
        actions.turn_down(question=self.question, because=because, by=by, at=timezone.now())


class KeepingForm(forms.Form):
    text = words_field(
        label=_("Your words"), help_text=_("Add what was answered. It appears in the topic under your name.")
    )
    token = TokenField()

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["text"].initial = as_post(question)

    def save(self, *, by: User) -> Post:
        token: uuid.UUID = self.cleaned_data["token"]
        text = self.cleaned_data["text"]
        return actions.keep(question=self.question, text=text, token=token, by=by, at=timezone.now())


def as_post(question: Question) -> str:
    """The beginning of a post, in the topic's language: what was asked, and by whom."""
    with translation.override(question.hall.topic.language):
        asked = gettext("Asked in the hall by %(name)s:") % {"name": question.name} if question.name else ""
        return f"{asked or gettext('Asked in the hall:')}\n\n{quoted(question.text)}"
