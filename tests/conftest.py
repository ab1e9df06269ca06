"""The cast that every test may ask for."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from django.utils import translation

from community.members.models import Centre, User
from tests.clearing import clear
from tests.factories import JAVORINA, LIPKA, make_centre, make_member, make_user

gc.set_threshold(100_000, 50, 100)  # the whole house lies in memory: walking it often takes a fifth of the time
TransactionTestCase._fixture_teardown = clear


def pytest_collection_finish() -> None:
    """What was collected stays."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches no database need not run once an engine."""
    databases = {"db", "transactional_db", "live_server"}
    for item in items:
        if not item.get_closest_marker("django_db") and databases.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("once")


@pytest.fixture(autouse=True)
def fresh_house(settings: Any, tmp_path: Any) -> None:
    """No test sees another's cache, uploads or keys, or speaks the language of its last reader."""
    cache.clear()
    translation.activate("en")
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def centre(db: None) -> Centre:
    return make_centre(**LIPKA)


@pytest.fixture
def other_centre(db: None) -> Centre:
    return make_centre(**JAVORINA)


@pytest.fixture
def member(centre: Centre) -> User:
    """A verified resident."""
    return make_member(centre, display_name="Maria Resident")


@pytest.fixture
def newcomer(db: None) -> User:
    """Has an account and belongs nowhere yet."""
    return make_user(display_name="Nina Newcomer")


@pytest.fixture
def outsider(other_centre: Centre) -> User:
    """A verified resident of another centre."""
    return make_member(other_centre, display_name="Ondrej Outsider")


@pytest.fixture
def coordinator(centre: Centre) -> User:
    return make_member(centre, "coordinator", display_name="Klara Coordinator")


@pytest.fixture
def editor(centre: Centre) -> User:
    return make_member(centre, "editor", display_name="Edyta Editor")


@pytest.fixture
def moderator(centre: Centre) -> User:
    return make_member(centre, "moderator", display_name="Marek Moderator")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def stranger_client() -> Client:
    return Client()
