"""One rule answers both questions: may this person touch this row, and which rows may they touch."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from wagtail.permissions import policy_registry

from pages import actions
from pages.models import Seat
from tests.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(make_event: Any, gathering_of: Any, neighbours: Any) -> list[Seat]:
    """One at home, one at the neighbours'."""
    now = timezone.now()
    here, there = make_event(), make_event(home=neighbours)
    return [
        actions.seat_member(gathering=gathering_of(event), member=make_member(event.centre), at=now)
        for event in (here, there)
    ]


@pytest.mark.parametrize(
    ("roles", "sees"),
    [(("editor",), 1), (("coordinator",), 1), (("moderator",), 0), (("mentor_coordinator",), 0), ((), 0)],
)
def test_the_list_and_the_row_agree(seats: list[Seat], staff: Any, centre: Any, roles: Any, sees: int) -> None:
    policy = policy_registry.get_by_type(Seat)
    user = staff(centre, *roles)
    for action in ("view", "change", "delete"):
        listed = set(policy.instances_user_has_permission_for(user, action))
        assert listed == {seat for seat in seats if policy.user_has_permission_for_instance(user, action, seat)}
        assert listed == set(seats[:sees])
        assert policy.user_has_permission(user, action) == bool(sees)
        assert (user in policy.users_with_permission(action)) == bool(sees)
    assert not policy.user_has_permission(user, "add")


def test_an_administrator_sees_all_and_a_stranger_nothing(seats: list[Seat], administrator: Any) -> None:
    policy = policy_registry.get_by_type(Seat)
    assert policy.instances_user_has_permission_for(administrator, "view").count() == 2
    assert not policy.user_has_permission(AnonymousUser(), "view")
    administrator.is_active = False
    assert not policy.user_has_permission(administrator, "view")
