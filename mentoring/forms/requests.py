from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring import actions
from mentoring.forms.saying import NOTHING, SaidForm
from mentoring.models import Part, Request, Topic

RANKS = ("first", "second", "third")


class RequestForm(SaidForm):
    model = Request

    first = forms.ChoiceField(label=_("What do you need most?"), choices=[NOTHING, *Topic.choices])
    second = forms.ChoiceField(label=_("And then?"), choices=[NOTHING, *Topic.choices], required=False)
    third = forms.ChoiceField(label=_("And after that?"), choices=[NOTHING, *Topic.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].choices = [each for each in Part.choices if each[0] != Part.PHOTO]  # type: ignore[attr-defined]
        self.initial.update({rank: getattr(self.instance, rank) for rank in RANKS})

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        asked: list[str] = []
        for rank in RANKS:
            topic = data.get(rank, "")
            if topic and topic in asked:
                self.add_error(rank, _("You have named this above."))
            if topic:
                asked.append(topic)
        return data

    def keep(self) -> Request:
        request = self.apply()
        assert isinstance(request, Request)
        chosen = [self.cleaned_data[rank] for rank in RANKS if self.cleaned_data[rank]]
        request.first, request.second, request.third = (*chosen, "", "")[:3]
        return actions.say(request, at=timezone.now())
