"""Something to be told of, and what follows a commit."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from community.members.models import Centre
from community.notifications.models import Notification
from initiatives.proposals.models import Initiative
from tests.factories import make_member
from tests.notifications import carrier
from tests.proposals.making import make_published


@pytest.fixture
def initiative(centre: Centre) -> Initiative:
    return make_published(centre, make_member(centre, display_name="Adam Author"), title="Ławka & stół")


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Callable[[], AbstractContextManager[Any]]:
    """What follows a commit happens inside this block."""

    def block() -> AbstractContextManager[Any]:
        return django_capture_on_commit_callbacks(execute=True)

    return block


@pytest.fixture
def carried(settings: Any) -> Any:
    """A push service of our own in place of the browsers' makers: what was handed to it."""
    settings.PUSH_CARRIER = "tests.notifications.carrier.take"
    carrier.forget()
    return carrier


@pytest.fixture
def a_day_later() -> Callable[[], None]:
    """All news is nearly a day old, so that the mail of the day is due."""

    def age() -> None:
        for row in Notification.objects.all():
            Notification.objects.filter(pk=row.pk).update(created_at=row.created_at - dt.timedelta(hours=21))

    return age
