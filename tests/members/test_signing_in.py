"""Coming in: by a mailed code, with a password, with a name from the desk."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.members import actions
from community.members.models import Consent, Membership, User

pytestmark = pytest.mark.django_db

SIGN_IN = "/en/accounts/login/"
ASK = "/en/accounts/login/code/"
CONFIRM = "/en/accounts/login/code/confirm/"


def account(address: str = "ola@example.org", **fields: object) -> User:
    facts: dict = {"display_name": "Ola", "language": "en", "at": timezone.now()}
    return actions.open_account(email=address, **facts | fields)


def test_a_person_opens_an_account_with_an_address_and_a_code(sign_up):
    client = sign_up("nowa@example.org", display_name="Nowa")
    user = User.objects.get(email="nowa@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.display_name, user.has_usable_password()) == ("Nowa", False)
    assert EmailAddress.objects.get(user=user).verified


def test_the_handle_says_nothing_about_the_address(sign_up):
    sign_up("bardzo.tajny@example.org")
    user = User.objects.get(email="bardzo.tajny@example.org")
    assert user.handle.startswith("m-")
    assert "tajny" not in user.get_full_name()


def test_the_language_of_the_page_becomes_the_members(sign_up):
    sign_up("nowa@example.org", language="pl")
    assert User.objects.get(email="nowa@example.org").language == "pl"


def test_signing_up_notes_what_was_agreed_to(sign_up):
    sign_up("nowa@example.org")
    consent = Consent.objects.get(member__email="nowa@example.org")
    assert (consent.purpose, consent.withdrawn_at) == (Consent.ACCOUNT, None)
    assert "privacy notice" in consent.text


def test_signing_up_from_a_centres_page_joins_it(sign_up, centre):
    client = sign_up("nowa@example.org", then="/en/lipka/initiatives/")
    assert client.landed.headers["Location"] == "/en/lipka/initiatives/"
    assert Membership.objects.get(member__email="nowa@example.org").centre == centre


def test_signing_up_elsewhere_joins_nothing(sign_up, centre):
    sign_up("nowa@example.org")
    assert not Membership.objects.exists()


def test_nobody_is_signed_in_before_the_code_is_typed(stranger_client):
    stranger_client.post("/en/accounts/signup/", {"email": "nowa@example.org"})
    assert "_auth_user_id" not in stranger_client.session
    assert stranger_client.get("/en/members/").status_code == 302


def test_a_member_signs_in_with_a_mailed_code(stranger_client, code_from_mail):
    user = account()
    stranger_client.post(ASK, {"email": "ola@example.org"})
    stranger_client.post(CONFIRM, {"code": code_from_mail("ola@example.org")})
    assert stranger_client.session["_auth_user_id"] == str(user.pk)


def test_the_code_is_forgiving_about_dashes_and_blanks(stranger_client, code_from_mail):
    account()
    stranger_client.post(ASK, {"email": "ola@example.org"})
    stranger_client.post(CONFIRM, {"code": f" {code_from_mail('ola@example.org').replace('-', ' ')} "})
    assert "_auth_user_id" in stranger_client.session


def test_three_wrong_codes_end_the_attempt(stranger_client, code_from_mail):
    account()
    stranger_client.post(ASK, {"email": "ola@example.org"})
    right = code_from_mail("ola@example.org")
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    for _try in range(3):
        stranger_client.post(CONFIRM, {"code": wrong})
    stranger_client.post(CONFIRM, {"code": right})
    assert "_auth_user_id" not in stranger_client.session


def test_a_wrong_code_keeps_the_page_and_says_so_at_the_field(stranger_client, text_of):
    account()
    stranger_client.post(ASK, {"email": "ola@example.org"})
    answer = stranger_client.post(CONFIRM, {"code": "0000-0001"})
    assert "This is not the code we sent" in text_of(answer)
    assert 'value="0000-0001"' in answer.content.decode()


def test_a_password_works_where_one_was_set(stranger_client):
    user = account(encoded_password=make_password("a long enough phrase"))
    stranger_client.post(SIGN_IN, {"login": "ola@example.org", "password": "a long enough phrase"})
    assert stranger_client.session["_auth_user_id"] == str(user.pk)


def test_a_name_from_the_desk_signs_in_and_asks_for_an_own_password(stranger_client, centre, coordinator):
    user, password = actions.open_desk_account(
        centre=centre, display_name="Pan Jan", language="en", verified=True, by=coordinator, at=timezone.now()
    )
    answer = stranger_client.post(SIGN_IN, {"login": user.handle, "password": password})
    assert answer.headers["Location"] == "/en/members/password/"
    assert stranger_client.session["_auth_user_id"] == str(user.pk)
    new = {"new_password1": "moja własna fraza", "new_password2": "moja własna fraza"}
    assert stranger_client.post("/en/members/password/", new).headers["Location"] == "/en/members/"
    user.refresh_from_db()
    assert not user.password_is_temporary
    again = Client()
    assert again.post(SIGN_IN, {"login": user.handle, "password": password}).status_code == 200
    assert again.post(SIGN_IN, {"login": user.handle, "password": "moja własna fraza"}).status_code == 302


def test_signing_out_needs_a_post(client_of):
    client = client_of(account())
    assert client.get("/en/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/en/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_signing_out_refuses_a_forged_post():
    client = Client(enforce_csrf_checks=True)
    client.force_login(account(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/en/accounts/logout/").status_code == 403
    assert "_auth_user_id" in client.session


def test_mails_speak_the_members_language_not_the_pages(stranger_client):
    account(language="pl")
    stranger_client.post("/hu/accounts/login/code/", {"email": "ola@example.org"})
    [message] = mail.outbox
    assert "/pl/" in message.body
    assert "/hu/" not in message.body
    assert '<html lang="pl">' in message.alternatives[0].content


def test_mails_name_the_configured_address_whatever_host_was_asked(stranger_client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.BASE_URL = "https://dom.example"
    stranger_client.post(ASK, {"email": "nobody@example.org"}, HTTP_HOST="evil.example")
    [message] = mail.outbox
    assert "https://dom.example/en/accounts/signup/" in message.body
    assert "evil.example" not in message.body + message.alternatives[0].content
