from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.board import actions
from community.board.forms.writing import words_field
from community.board.models import Asking, Concern
from community.members.models import User


class AnswerForm(forms.Form):
    text = words_field(
        label=_("Answer of the centre"),
        help_text=_("In plain words: what you found, what happens next, and until when. Everybody reads it."),
    )

    def save(self, *, concern: Concern, by: User) -> None:
        actions.answer(concern=concern, text=self.cleaned_data["text"], by=by, at=timezone.now())


class EntrustForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("Who sees to the answer?"), queryset=User.objects.none())

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["owner"]).queryset = User.objects.serving(concern.centre)
        self.fields["owner"].initial = concern.owner_id
        self.concern = concern

    def save(self, *, by: User) -> None:
        actions.take(concern=self.concern, owner=self.cleaned_data["owner"], by=by)


class NameForm(forms.Form):
    because = forms.CharField(
        label=_("Why must you know?"),
        help_text=_(
            "For example: a child is in danger, or the police asks with a paper. Whoever raised it reads this."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def save(self, *, concern: Concern, by: User) -> Asking:
        return actions.ask_name(concern=concern, because=self.cleaned_data["because"], by=by, at=timezone.now())
