from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre
from community.moderation import actions
from community.moderation.models import FlagWord, Gate, HouseRule


class HouseRuleForm(forms.ModelForm[HouseRule]):
    class Meta:
        model = HouseRule
        fields = ["title", "text", "position"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def save(self) -> HouseRule:  # type: ignore[override]
        return actions.save_rule(rule=self.instance)


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("Word"),
        help_text=_(
            "Found in capitals too, without accents and in disguise. An asterisk at the end stands for any ending."
        ),
        max_length=60,
    )

    def save(self, *, centre: Centre) -> FlagWord | None:
        """None where something stands against it, which is then at the field."""
        try:
            return actions.add_word(centre=centre, word=self.cleaned_data["word"])
        except ValidationError as error:
            self.add_error("word", error)
            return None


class GateForm(forms.ModelForm[Gate]):
    class Meta:
        model = Gate
        fields = ["first_posts_wait", "links_wait", "slow_seconds"]
        help_texts = {
            "first_posts_wait": _("From 0 to 10. Whoever writes here for the first time is read by a moderator first."),
            "slow_seconds": _("0 for no limit. It ends with a member's tenth post."),
        }

    def save(self, *, centre: Centre) -> Gate:  # type: ignore[override]
        return actions.set_gate(centre=centre, **self.cleaned_data)
