"""What a member changes about themself."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.members import actions
from community.members.forms.entrance import PASSWORD_RULES
from community.members.models import User


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["display_name", "language"]
        help_texts = {
            "display_name": _("As you like to be called here. It need not be your legal name."),
            "language": _("Of the mails we send you."),
        }
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "nickname"})}


class OwnPasswordForm(SetPasswordForm):
    """In place of the password that was handed out on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = PASSWORD_RULES
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password2"].help_text = ""

    def save(self, commit: bool = True) -> User:
        self.user.password_is_temporary = False
        return super().save(commit)


def erasing_words() -> str:
    return gettext("erase me")


class ErasureForm(forms.Form):
    public = forms.ChoiceField(
        label=_("What you published"),
        choices=[
            ("keep", _("It stays, signed “former member”")),
            ("erase", _("It goes too, wherever others have not built on it")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["public"])["cards"] = True
        self.fields["words"].label = gettext("Type “%(words)s” to confirm") % {"words": erasing_words()}

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if " ".join(words.casefold().split()) != erasing_words().casefold():
            raise ValidationError(_("Please type exactly: %(words)s") % {"words": erasing_words()})
        return words

    def save(self, *, by: User) -> None:
        actions.erase_member(member=by, keep_public=self.cleaned_data["public"] == "keep", at=timezone.now())
