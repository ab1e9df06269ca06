from dataclasses import asdict
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from mentoring import actions
from mentoring.matching import PARTS, Weights
from mentoring.models import Weighing, weights_of
from mentoring.models.weighing import MOST


class WeighingForm(forms.ModelForm):
    class Meta:
        model = Weighing
        fields = PARTS

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        kwargs["initial"] = asdict(weights_of(centre))
        super().__init__(*args, **kwargs)
        self.centre = centre
        for part in PARTS:
            self.fields[part].help_text = _("Usually %(number)d.") % {"number": getattr(Weights(), part)}
            self.fields[part].widget.attrs |= {"inputmode": "numeric", "max": MOST}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("needs") == 0 == data.get("language"):
            self.add_error("needs", _("What is needed or the common language must count for something."))
        return data

    def save(self, *, by: User) -> Weighing:  # type: ignore[override]
        weights = Weights(**{part: self.cleaned_data[part] for part in PARTS})
        return actions.weigh(centre=self.centre, weights=weights, by=by, at=timezone.now())
