"""How allauth opens accounts, writes mails and sends people on, in this house."""

import base64
import hashlib
import re
import secrets
import unicodedata
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.members import actions, mail
from community.members.models import Centre, Consent, User, new_handle

LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
ACCOUNT_TEXT_VERSION = "2026-11"
STAGES = {"allauth.account.stages.EmailVerificationStage": "community.members.stages.AddressStage"}
# What happened to an account, told to its owner. A kind not listed here has a mail of its own.
NOTICES = {
    "email_changed": _("The e-mail address of your account was changed."),
    "email_confirm": _("The e-mail address of your account was confirmed."),
    "email_deleted": _("An e-mail address was removed from your account."),
    "password_changed": _("The password of your account was changed."),
    "password_set": _("Your account now has a password."),
    "password_reset": _("The password of your account was reset."),
    "recovery_codes_generated": _("New recovery codes were made for your account."),
    "totp_activated": _("An authenticator app now protects your account."),
    "totp_deactivated": _("The authenticator app no longer protects your account."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was removed from your account."),
    "account_connected": _("Another account was connected to yours."),
    "account_disconnected": _("A connected account was removed from yours."),
}
WAYS = {
    "reauthenticate": _("Use my password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use my passkey"),
}
KINDS = {
    "login_code": "sign_in_code",
    "email_confirmation": "address_code",
    "email_confirmation_signup": "address_code",
    "password_reset_code": "password_code",
    "account_already_exists": "account_exists",
    "unknown_account": "unknown_account",
}


def is_local(url: str) -> bool:
    """An address on this site: one slash, no backslash, no blank or control character, no other host,
    also not after a browser has read its look-alikes as what they look like."""
    return all(
        LOCAL.fullmatch(form) and url_has_allowed_host_and_scheme(form, allowed_hosts=None)
        for form in (url, unicodedata.normalize("NFKC", url))
    )


def account_text() -> str:
    return gettext("I keep to the rules of this house and know its privacy notice.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already your address."),
        "email_password_mismatch": _("We know no account with this name and password."),
        "username_password_mismatch": _("We know no account with this name and password."),
        "email_taken": _("This address belongs to another account."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This is not the code we sent. Please compare it with the mail."),
        "incorrect_password": _("This is not your password."),
        "invalid_login": _("Write an e-mail address, or sign in with a password below."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes and try again."),
        "rate_limited": _("Too many tries. Wait a few minutes and try again."),
        "same_as_current": _("This is already your address."),
    }

    def new_user(self, request: HttpRequest) -> User:
        return User(language=translation.get_language() or settings.LANGUAGE_CODE)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Never made from the address or the name: a handle may be shown to others."""
        user.handle = new_handle()

    def set_password(self, user: Any, password: str) -> None:
        user.password_is_temporary = False
        super().set_password(user, password)

    def is_safe_url(self, url: str) -> bool:
        return is_local(url)

    def get_login_stages(self) -> list[str]:
        return [STAGES.get(path, path) for path in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A passkey first: who has one may never have seen a code."""
        ways = [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]
        return sorted(ways, key=lambda way: not way["id"].endswith("webauthn"))

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse:
        if facts["signup"]:
            welcome(user, came_from=facts["redirect_url"])
        response = super().post_login(request, user, **facts)
        if user.password_is_temporary:
            return HttpResponseRedirect(reverse("members:password-choose"))
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        kind = template_prefix.rsplit("/", 1)[-1]
        owner = User.objects.filter(email__iexact=email, is_active=True).first()
        language = owner.language if owner else translation.get_language() or settings.LANGUAGE_CODE
        if kind in NOTICES:
            mail.send("security_notice", to=email, language=language, text=NOTICES[kind])
        else:
            mail.send(KINDS[kind], to=email, language=language, code=context.get("code", ""))


def welcome(user: User, *, came_from: str | None) -> None:
    """The first sign-in: what was agreed to is written down, and the centre they came from becomes theirs."""
    now = timezone.now()
    actions.record_consent(
        member=user, purpose=Consent.ACCOUNT, text=account_text(), text_version=ACCOUNT_TEXT_VERSION, at=now
    )
    parts = (came_from or "").split("?")[0].split("/")
    centre = Centre.objects.open().filter(slug=parts[2]).first() if len(parts) > 2 else None
    if centre:
        actions.join(member=user, centre=centre, at=now)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": _("An account with this address exists. Sign in to it first, then connect your %s account."),
        "disconnect_last": _("This is your only way to sign in: set a password or add an address first."),
        "no_password": _("This is your only way to sign in: set a password or add an address first."),
        "connected_other": _("That account is already connected to somebody else's."),
    }

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Takes over the address only: what others are to see, the member writes themself."""
        user = super().populate_user(request, sociallogin, data)
        user.handle = new_handle()
        return user


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This did not work. Please try again."),
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_delete_authenticator": _("This cannot be removed now."),
        "cannot_generate_recovery_codes": _("Add a passkey or an authenticator app first."),
    }

    def _get_site_name(self) -> str:
        return "LOCER"

    def get_totp_label(self, user: Any) -> str:
        return user.email or user.handle

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("My device")

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.get_full_name()}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": self._get_site_name()}

    def encrypt(self, text: str) -> str:
        return vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return vault().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # the site's key was changed: a secret that no app and no code fits, never an empty one
            return base64.b32encode(secrets.token_bytes(20)).decode()


def vault() -> Fernet:
    """Secrets of authenticator apps are useless without the site's key."""
    key = hashlib.sha256(b"community.members.vault" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
