"""allauth's forms for coming in, in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.fields import PasswordField
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import cached_property, lazy
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from community.members.forms import Worded

ADDRESS = (_("E-mail"), "")
CODE = (_("Code from the mail"), "")


def password_rules() -> str:
    return format_html_join(" ", "{}", ((text,) for text in password_validators_help_texts()))


PASSWORD_RULES = lazy(password_rules, str)()
NEW = {"password1": (_("New password"), PASSWORD_RULES), "password2": (_("New password again"), "")}


class AskForCodeForm(Worded, account.RequestLoginCodeForm):
    words = {"email": ADDRESS}


class SignUpForm(Worded, account.SignupForm):
    words = {"email": (_("E-mail"), _("We send you a code there. Nobody else sees your address."))}


class PasswordSignInForm(Worded, account.LoginForm):
    """allauth leaves the password out where sign-up asks for none; here it is the second way in, and the only one
    for accounts without an address."""

    words = {"login": (_("E-mail or sign-in name"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"] = PasswordField(label=_("Password"), autocomplete="current-password")
        self.fields["password"].widget.attrs.pop("placeholder", None)

    @cached_property
    def code_form(self) -> forms.Form:
        """The first way in, shown above this one."""
        return AskForCodeForm()


class SignInCodeForm(Worded, account.ConfirmLoginCodeForm):
    words, codes = {"code": CODE}, ("code",)


class AddressCodeForm(Worded, account.ConfirmEmailVerificationCodeForm):
    words, codes = {"code": CODE}, ("code",)


class ResetCodeForm(Worded, account.ConfirmPasswordResetCodeForm):
    words, codes = {"code": CODE}, ("code",)


class ChangeAddressForm(Worded, account.AddEmailForm):
    words = {"email": (_("New e-mail"), _("We send a code there. The old address works until you type it."))}


class SetPasswordForm(Worded, account.SetPasswordForm):
    words = NEW


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    words = {"oldpassword": (_("Current password"), "")} | NEW


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    words = {"email": ADDRESS}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    words = NEW


class PasswordAgainForm(Worded, account.ReauthenticateForm):
    words = {"password": (_("Password"), "")}
