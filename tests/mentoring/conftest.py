from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Sanction
from community.notifications.models import Notification
from mentoring.models import Mentorship
from tests.factories import make_member, make_user
from tests.mentoring.making import make_pair


@pytest.fixture
def mentor_coordinator(centre: Centre) -> User:
    return make_member(centre, "mentor_coordinator", display_name="Dorota Pairs")


@pytest.fixture
def mentor(centre: Centre) -> User:
    return make_member(centre, display_name="Anna Wraca")


@pytest.fixture
def mentee(centre: Centre) -> User:
    return make_member(centre, display_name="Piotr Pyta")


@pytest.fixture
def pair(centre: Centre, mentor: User, mentee: User) -> Mentorship:
    """Both have said yes just now."""
    return make_pair(centre, mentor, mentee)


@pytest.fixture
def told() -> Callable[[str], list[User]]:
    """Who was told of a kind of news, in order."""

    def of(kind: str) -> list[User]:
        rows = Notification.objects.filter(kind=f"mentoring.{kind}").order_by("pk").select_related("recipient")
        return [row.recipient for row in rows]

    return of


@pytest.fixture
def everybody(
    centre: Centre, other_centre: Centre, mentor_coordinator: User, member: User, newcomer: User, outsider: User
) -> Callable[..., dict[str, Any]]:
    """Every kind of reader, and beside them those whom a test names."""

    def gathered(**owners: User) -> dict[str, Any]:
        staff = {role: make_member(centre, role) for role in ("coordinator", "editor", "moderator")}
        return (
            owners
            | staff
            | {
                "stranger": AnonymousUser(),
                "newcomer": newcomer,
                "member": member,
                "outsider": outsider,
                "mentor coordinator": mentor_coordinator,
                "mentor coordinator elsewhere": make_member(other_centre, "mentor_coordinator"),
                "network": make_user(is_superuser=True),
            }
        )

    return gathered


@pytest.fixture
def silenced(centre: Centre, moderator: User) -> Callable[[User], None]:
    """Makes a member one who may not write here."""

    def make(user: User) -> None:
        facts = {"title": "X", "url": "/en/", "category": "other", "text": "Bad.", "language": "en"}
        report = moderation.report(centre=centre, target=None, at=timezone.now(), **facts)
        ground = {"facts": "Bad.", "ground": "rule", "ground_text": "Rule 1"}
        decision = moderation.decide(report=report, outcome="keep", by=moderator, at=timezone.now(), **ground)
        Sanction.objects.create(centre=centre, member=user, kind="ban", decision=decision)

    return make
