import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.members import actions
from community.members.models import Centre, User


@pytest.fixture
def code_from_mail() -> Callable[[str], str]:
    """The code in the newest mail to an address."""

    def read(address: str) -> str:
        newest = next(message for message in reversed(mail.outbox) if message.to == [address])
        found = re.search(r"\d{4}-\d{4}", newest.body)
        assert found, newest.body
        return found[0]

    return read


@pytest.fixture
def sign_up(code_from_mail: Callable[[str], str]) -> Callable[..., Client]:
    """Opens an account as a person would, and signs it in."""

    def through(address: str, *, language: str = "en", display_name: str = "", then: str = "") -> Client:
        client = Client()
        asked = {"email": address, "display_name": display_name} | ({"next": then} if then else {})
        answer = client.post(f"/{language}/accounts/signup/", asked)
        assert answer.status_code == 302, answer.content.decode()
        page = answer.headers["Location"]
        client.landed = client.post(page, {"code": code_from_mail(address)})
        assert client.landed.status_code == 302, client.landed.content.decode()
        return client

    return through


@pytest.fixture
def coordinator_client(client_of: Callable[[User], Client], coordinator: User) -> Client:
    return client_of(coordinator)


@pytest.fixture
def letters(centre: Centre, coordinator: User) -> Callable[..., list[str]]:
    """Plain codes of a fresh batch, as the paper has them."""

    def printed(size: int = 1, *, place: Centre | None = None, days: int = 30) -> list[str]:
        now = timezone.now()
        return actions.print_letters(
            centre=place or centre,
            label="Lipowa",
            size=size,
            expires_at=now + timezone.timedelta(days=days),
            typeset=lambda batch, codes: codes,
            by=coordinator,
            at=now,
        )[1]

    return printed


@pytest.fixture
def text_of() -> Callable[[Any], str]:
    """A page's words without its tags."""

    def strip(response: Any) -> str:
        text = re.sub(r"<[^>]+>", " ", response.content.decode())
        return re.sub(r"\s+", " ", text)

    return strip


@pytest.fixture
def rich(centre, other_centre) -> User:
    """Somebody with a row of everything this room keeps."""
    now = timezone.now()
    user = actions.open_account(email="halina.wnek@example.org", display_name="Halina Wnęk", language="pl", at=now)
    membership = actions.join(member=user, centre=centre, at=now)
    actions.verify_residency(membership=membership, through="desk", at=now)
    actions.grant_role(member=user, centre=other_centre, role="editor", at=now)
    actions.record_consent(member=user, purpose="account", text="I agree.", text_version="1", at=now)
    invitation = actions.invite(
        centre=centre, email="halina.wnek@example.org", role="moderator", language="pl", by=None, at=now
    )
    actions.accept_invitation(invitation=invitation, member=user, at=now)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    SocialAccount.objects.create(user=user, provider="oidc", uid="halina-1961")
    return user
