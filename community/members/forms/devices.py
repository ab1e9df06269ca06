"""allauth's forms for passkeys and authenticator apps, in our words."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import Worded

CODE = (_("Code from the app"), _("Or one of your recovery codes."))
DEVICE = (_("Name of this device"), _("So that you know it again, for example: phone, office computer."))


class SecondStepForm(Worded, base.AuthenticateForm):
    words, codes = {"code": CODE}, ("code",)


class SecondStepAgainForm(Worded, base.ReauthenticateForm):
    words, codes = {"code": CODE}, ("code",)


class AuthenticatorAppForm(Worded, totp.ActivateTOTPForm):
    words, codes = {"code": (_("Code from the app"), "")}, ("code",)


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """Always a passkey that signs in by itself."""

    words = {"name": DEVICE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True


class NamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    words = {"name": DEVICE}
