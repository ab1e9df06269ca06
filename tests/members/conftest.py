import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

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
    from django.utils import timezone

    from community.members import actions

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
