"""Every page and mail of this room is drawn in the house's own frame, in each language, without inline script."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as site
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members import actions, mail
from community.members.adapter import KINDS, NOTICES
from community.members.models import User

pytestmark = pytest.mark.django_db

STRANGERS = ["login/", "signup/", "login/code/", "password/reset/", "inactive/", "3rdparty/login/cancelled/"]
MEMBERS = [
    "accounts/logout/",
    "accounts/email/",
    "accounts/password/set/",
    "accounts/2fa/",
    "accounts/2fa/totp/activate/",
    "accounts/2fa/webauthn/",
    "accounts/2fa/webauthn/add/",
    "accounts/3rdparty/",
    "members/",
    "members/details/",
    "members/erasure/",
    "lipka/members/",
]


def assert_ours(page: str, language: str) -> None:
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert page.count("<main") == 1
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/json))[^>]*>", page)
    assert not re.search(r"<[^>]+\s(style|onclick|onsubmit|onload)=", page)
    assert "<style" not in page


@pytest.mark.parametrize("language", [code for code, _name in site.LANGUAGES])
@pytest.mark.parametrize("page", STRANGERS)
def test_a_strangers_pages(stranger_client, page, language):
    answer = stranger_client.get(f"/{language}/accounts/{page}")
    assert answer.status_code == 200
    assert_ours(answer.content.decode(), language)


def test_the_page_after_another_site_did_not_say_who_one_is(stranger_client):
    answer = stranger_client.get("/en/accounts/3rdparty/login/error/")
    assert answer.status_code == 401
    assert_ours(answer.content.decode(), "en")


def test_the_page_that_asks_for_a_letters_code(client_of, newcomer, centre):
    assert_ours(client_of(newcomer).get("/en/lipka/members/residency/code/").content.decode(), "en")


@pytest.mark.parametrize("page", MEMBERS)
def test_a_members_pages(client_of, member, page):
    User.objects.filter(pk=member.pk).update(password=make_password(None))
    answer = client_of(User.objects.get(pk=member.pk)).get(f"/en/{page}")
    assert answer.status_code == 200
    assert_ours(answer.content.decode(), "en")


def test_the_pages_of_somebody_with_a_password_an_app_and_a_passkey(client_of, member, settings):
    settings.MFA_REAUTHENTICATION_REQUIRED = False
    member.set_password("a long enough phrase")
    member.save()
    Authenticator.objects.create(user=member, type="totp", data={"secret": "x"})
    RecoveryCodes.activate(member)
    key = Authenticator.objects.create(user=member, type="webauthn", data={"name": "Phone", "credential": {}})
    client = client_of(member)
    for page in (
        "password/change/",
        "2fa/",
        "2fa/totp/deactivate/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/webauthn/",
        f"2fa/webauthn/keys/{key.pk}/edit/",
        f"2fa/webauthn/keys/{key.pk}/remove/",
        "reauthenticate/",
        "2fa/reauthenticate/",
    ):
        answer = client.get(f"/en/accounts/{page}")
        assert answer.status_code == 200, page
        assert_ours(answer.content.decode(), "en")


def test_who_has_a_passkey_is_asked_for_it_first(client_of, member):
    Authenticator.objects.create(user=member, type="webauthn", data={"name": "Phone", "credential": {}})
    RecoveryCodes.activate(member)
    answer = client_of(member).get("/en/accounts/2fa/recovery-codes/generate/")
    assert answer.headers["Location"].startswith("/en/accounts/2fa/webauthn/reauthenticate/")


def test_removing_protection_asks_again_who_it_is(client_of, member):
    member.set_password("a long enough phrase")
    member.save()
    Authenticator.objects.create(user=member, type="totp", data={"secret": "x"})
    client = client_of(member)
    answer = client.post("/en/accounts/2fa/totp/deactivate/")
    assert answer.headers["Location"].startswith("/en/accounts/reauthenticate/")
    assert Authenticator.objects.filter(user=member).exists()


def test_the_second_step_stands_between_a_code_and_the_account(stranger_client, code_from_mail):
    user = actions.open_account(email="ola@example.org", language="en", at=timezone.now())
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user)
    [code, *_rest] = codes.get_unused_codes()

    def come_in(client: Client):
        client.post("/en/accounts/login/code/", {"email": "ola@example.org"})
        return client.post("/en/accounts/login/code/confirm/", {"code": code_from_mail("ola@example.org")})

    answer = come_in(stranger_client)
    assert answer.headers["Location"] == "/en/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in stranger_client.session
    assert_ours(stranger_client.get("/en/accounts/2fa/authenticate/").content.decode(), "en")
    stranger_client.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert stranger_client.session["_auth_user_id"] == str(user.pk)
    second = Client()
    come_in(second)
    second.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" not in second.session


def test_after_a_change_of_the_sites_key_no_code_fits_instead_of_any(stranger_client, code_from_mail, settings):
    user = actions.open_account(email="ola@example.org", language="en", at=timezone.now())
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    [code, *_rest] = RecoveryCodes.activate(user).get_unused_codes()
    settings.SECRET_KEY = "another"
    stranger_client.post("/en/accounts/login/code/", {"email": "ola@example.org"})
    stranger_client.post("/en/accounts/login/code/confirm/", {"code": code_from_mail("ola@example.org")})
    assert stranger_client.post("/en/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert "_auth_user_id" not in stranger_client.session


def test_an_authenticator_apps_secret_is_not_readable_in_the_database(client_of, member):
    client = client_of(User.objects.get(pk=member.pk))
    User.objects.filter(pk=member.pk).update(password=make_password(None))
    client = client_of(User.objects.get(pk=member.pk))
    page = client.get("/en/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    counter = next(iter(yield_hotp_counters_from_time()))
    client.post("/en/accounts/2fa/totp/activate/", {"code": format_hotp_value(hotp_value(secret, counter))})
    stored = Authenticator.objects.get(user=member, type="totp")
    assert secret not in str(stored.data)


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
@pytest.mark.parametrize("language", [code for code, _name in site.LANGUAGES])
def test_every_mail_is_short_and_in_the_readers_language(kind, language):
    message = mail.compose(kind, to="ola@example.org", language=language, code="1234-5678")
    html = message.alternatives[0].content
    assert message.subject
    assert "\n" not in message.subject
    assert len(message.body) < 700
    assert f'<html lang="{language}">' in html
    assert not re.search(r"\{[{%]", message.body + html + message.subject)
    assert ("1234-5678" in message.body) is kind.endswith("_code")


def test_every_change_of_an_account_has_its_sentence(centre, coordinator):
    for text in NOTICES.values():
        assert str(text) in mail.compose("security_notice", to="a@example.org", language="en", text=text).body


def test_an_invitations_mail_escapes_names_in_html_only(centre, coordinator):
    coordinator.display_name = "Ola & <b>Ala</b>"
    invitation = actions.invite(
        centre=centre, email="a@example.org", role="editor", language="en", by=coordinator, at=timezone.now()
    )
    message = mail.compose(
        "invitation", to="a@example.org", language="en", invitation=invitation, token="t", inviter=coordinator
    )
    assert "Ola & <b>Ala</b> invites you" in message.body
    assert "Ola &amp; &lt;b&gt;Ala&lt;/b&gt; invites you" in message.alternatives[0].content
    assert message.subject == "Lipka invites you to serve as editor"


def queries_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(page)
    return len(seen)


def test_a_strangers_page_of_the_network_asks_the_database_nothing(stranger_client):
    assert queries_of(stranger_client, "/en/accounts/signup/") == 0


def test_a_strangers_page_of_a_centre_asks_for_the_centre_and_its_texts(stranger_client, centre):
    assert queries_of(stranger_client, "/en/lipka/members/residency/code/") == 2


def test_an_unknown_centre_is_a_page_not_found(stranger_client, centre):
    assert stranger_client.get("/en/nowhere/members/").status_code == 404
