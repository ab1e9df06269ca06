"""What a coordinator says about the centre."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, CentreText


class CentreForm(forms.ModelForm):
    class Meta:
        model = Centre
        fields = ["phone", "email", "accent"]
        widgets = {"phone": forms.TextInput(attrs={"type": "tel"})}


class CentreTextForm(forms.ModelForm):
    class Meta:
        model = CentreText
        fields = ["notice", "strapline", "address", "hours"]
        widgets = {"notice": forms.Textarea(attrs={"rows": 3, "maxlength": 300})}
        labels = {"notice": _("Emergency notice"), "strapline": _("One sentence about the centre")}
        help_texts = {"notice": _("Stands on top of every page at once. Empty it when the danger is over.")}

    @property
    def language_name(self) -> str:
        return dict(settings.LANGUAGES).get(self.instance.language, "")


CentreTextFormSet = inlineformset_factory(
    Centre,
    CentreText,
    form=CentreTextForm,
    formset=BaseInlineFormSet,
    extra=0,
    can_delete=False,
    edit_only=True,
    max_num=6,
    absolute_max=6,
)


class CentreSettings:
    """The centre's own facts and its texts in each language, saved together."""

    def __init__(self, centre: Centre, data: Any = None) -> None:
        self.facts = CentreForm(data, instance=centre)
        self.texts = CentreTextFormSet(
            data, instance=centre, queryset=CentreText.objects.filter(language__in=centre.languages), prefix="texts"
        )

    def is_valid(self) -> bool:
        return all([self.facts.is_valid(), self.texts.is_valid()])

    def save(self) -> None:
        with transaction.atomic():
            self.facts.save()
            self.texts.save()
