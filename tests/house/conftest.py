from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client

from tests.house.cast import ROLES, House
from tests.house.furnishing import furnish


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[House]:
    """Built once a module; every test looks at it from inside a transaction of its own."""
    folder = tmp_path_factory.mktemp("house")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "KEYS", folder / "keys")
        patch.setattr(django_settings, "MEDIA_ROOT", folder / "media")
        with transaction.atomic():
            built = furnish()
            built.folder = folder
            yield built
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(house: House) -> dict[str, Client]:
    return {role: house.client(role) for role in ROLES}


@pytest.fixture
def in_the_house(house: House, settings: Any, db: None) -> None:
    """With the keys and pictures of the furnished house."""
    settings.KEYS = house.folder / "keys"
    settings.MEDIA_ROOT = house.folder / "media"
