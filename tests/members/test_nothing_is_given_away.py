"""Enumeration, open redirects, guessing: what a stranger must not learn or do."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from community.members import actions
from community.members.adapter import is_local
from community.members.models import User

pytestmark = pytest.mark.django_db

EVIL = [
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "https://evil.example",
    "https:evil.example",
    "///evil.example",
    "javascript:alert(1)",
    "//evil。example",
    "／／evil.example",
    "/／evil.example",
    "//127.0.0.1@evil.example",
    "\x00//evil.example",
]


@pytest.fixture
def known() -> User:
    return actions.open_account(
        email="znana@example.org",
        display_name="Znana",
        language="en",
        encoded_password=make_password("a long enough phrase"),
        at=timezone.now(),
    )


def face(response, address: str):
    """What a stranger sees of an answer: its status, where it leads, its words without the address and the token."""
    text = response.content.decode().replace(address, "ADDRESS")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", text)
    return response.status_code, response.headers.get("Location"), text


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("/en/accounts/login/code/", "email"),
        ("/en/accounts/signup/", "email"),
        ("/en/accounts/password/reset/", "email"),
    ],
)
def test_a_known_and_an_unknown_address_get_the_same_answers(known, page, field):
    seen = []
    for address in ("znana@example.org", "obcaa@example.org"):
        client = Client()
        first = client.post(page, {field: address})
        then = client.get(first.headers["Location"])
        wrong = client.post(first.headers["Location"], {"code": "0000-0000"})
        seen.append([face(answer, address) for answer in (first, then, wrong)])
    assert seen[0] == seen[1]
    assert seen[0][0][0] == 302


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(known):
    seen = []
    for login in ("znana@example.org", "obcaa@example.org"):
        answer = Client().post("/en/accounts/login/", {"login": login, "password": "wrong wrong wrong"})
        seen.append(face(answer, login))
    assert seen[0] == seen[1]
    assert "We know no account with this name and password" in seen[0][2]


def test_guessing_passwords_is_slowed_down(known, text_of):
    client = Client()
    for _try in range(5):
        client.post("/en/accounts/login/", {"login": "znana@example.org", "password": "wrong wrong wrong"})
    right = {"login": "znana@example.org", "password": "a long enough phrase"}
    answer = client.post("/en/accounts/login/", right, REMOTE_ADDR="198.51.100.7")
    assert "Too many tries" in text_of(answer)
    assert "_auth_user_id" not in client.session


def test_asking_for_codes_without_end_is_stopped_with_a_page_that_explains():
    client = Client()
    answers = [client.post("/en/accounts/signup/", {"email": f"a{n}@example.org"}) for n in range(21)]
    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].content.decode()


@pytest.mark.parametrize("target", EVIL)
def test_after_signing_in_nobody_is_sent_to_another_site(known, target):
    assert not is_local(target)
    client = Client()
    answer = client.post(
        "/en/accounts/login/", {"login": "znana@example.org", "password": "a long enough phrase", "next": target}
    )
    assert answer.headers["Location"] == "/en/members/"


@pytest.mark.parametrize("target", EVIL)
def test_after_signing_out_nobody_is_sent_to_another_site(known, client_of, target):
    assert client_of(known).post("/en/accounts/logout/", {"next": target}).headers["Location"] == "/"


@pytest.mark.parametrize("target", ["/en/lipka/", "/pl/lipka/initiatives/?q=ławka", "/"])
def test_an_address_of_this_site_is_followed(known, target):
    assert is_local(target)
    client = Client()
    answer = client.post(
        "/en/accounts/login/",
        {"login": "znana@example.org", "password": "a long enough phrase", "next": "/en/lipka/"},
    )
    assert answer.headers["Location"] == "/en/lipka/"


def test_nobody_makes_themself_more_than_they_are(client_of, newcomer):
    client = client_of(newcomer)
    client.post(
        "/en/members/details/",
        {
            "display_name": "Nina",
            "language": "en",
            "is_superuser": "1",
            "is_active": "0",
            "email": "other@example.org",
            "handle": "root",
            "verified_at": "2026-01-01",
        },
    )
    before = (newcomer.handle, newcomer.email)
    newcomer.refresh_from_db()
    assert newcomer.display_name == "Nina"
    assert (newcomer.handle, newcomer.email, newcomer.is_superuser, newcomer.is_active) == (*before, False, True)


def test_nobody_signs_up_as_more_than_a_member(stranger_client, code_from_mail):
    stranger_client.post(
        "/en/accounts/signup/",
        {
            "email": "nowa@example.org",
            "is_superuser": "1",
            "is_staff": "1",
            "handle": "root",
            "verified_at": "2026-01-01",
        },
    )
    user = User.objects.get(email="nowa@example.org")
    assert (user.is_superuser, user.handle == "root") == (False, False)
    assert not user.emailaddress_set.get().verified


def test_a_closed_account_does_not_come_in(known, code_from_mail):
    User.objects.filter(pk=known.pk).update(is_active=False)
    client = Client()
    answer = client.post("/en/accounts/login/", {"login": "znana@example.org", "password": "a long enough phrase"})
    assert answer.headers["Location"] == "/en/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_a_session_ends_when_the_password_changes_elsewhere(known, client_of):
    client = client_of(known)
    assert client.get("/en/members/").status_code == 200
    known.set_password("another long phrase")
    known.save()
    assert client.get("/en/members/").status_code == 302
