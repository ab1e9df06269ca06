"""What a coordinator says about the centre."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from community.interface.emblems import Emblem
from community.interface.forms import EmblemField
from community.members import actions
from community.members.models import Centre, CentreText


class CentreForm(forms.ModelForm):
    class Meta:
        model = Centre
        fields = ["phone", "email", "accent"]
        widgets = {"phone": forms.TextInput(attrs={"type": "tel"})}

    def save(self, commit: bool = True) -> Centre:
        """Nothing but its own fields: meanwhile another coordinator may have changed the crest."""
        self.instance.save(update_fields=self._meta.fields)
        return self.instance


class CrestForm(forms.Form):
    """The crest beside the centre's name. A new one replaces what stands there, also where both are asked for."""

    crest = EmblemField(
        label=_("Crest"),
        help_text=_("PNG, JPEG or WebP, up to 2 MB; a transparent ground stays transparent."),
        required=False,
        max_length=200,
    )
    remove_crest = forms.BooleanField(
        label=_("Remove the crest"), help_text=_("The sign of the network stands there again."), required=False
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre
        if centre.crest:
            self.fields["crest"].label = _("Another crest in its place")
        else:
            del self.fields["remove_crest"]

    def save(self) -> None:
        chosen: Emblem | None = self.cleaned_data["crest"]
        if chosen:
            actions.show_crest(centre=self.centre, crest=chosen)
        elif self.cleaned_data.get("remove_crest"):
            actions.remove_crest(centre=self.centre)


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
    """The centre's own facts, its crest and its texts in each language, saved together."""

    def __init__(self, centre: Centre, data: Any = None, files: Any = None) -> None:
        self.centre = centre
        self.crest = CrestForm(data, files, centre=centre)
        self.facts = CentreForm(data, instance=centre)
        self.texts = CentreTextFormSet(
            data, instance=centre, queryset=CentreText.objects.filter(language__in=centre.languages), prefix="texts"
        )

    def is_valid(self) -> bool:
        return all([self.facts.is_valid(), self.crest.is_valid(), self.texts.is_valid()])

    @property
    def lost_file(self) -> bool:
        """A crest was chosen, nothing is wrong with it, and a browser will not send it again by itself."""
        return self.crest.is_bound and bool(self.crest.cleaned_data.get("crest"))

    def save(self) -> None:
        with transaction.atomic():
            self.facts.save()
            self.crest.save()
            self.texts.save()
