from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.models import Centre, User
from tests.factories import make_member, make_user


@pytest.fixture
def mentor_coordinator(centre: Centre) -> User:
    return make_member(centre, "mentor_coordinator", display_name="Dorota Pairs")


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
