"""The number in the head of a member's pages changes without a reload, and only for that member."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from community.live.actions import position
from community.live.models import Event
from community.live.topics import may_follow
from community.members.models import User
from community.notifications.actions import notify
from community.notifications.bells import topic_of
from community.notifications.models import Notification
from initiatives.proposals.models import Initiative
from tests.racing import at_once

NEWS = "/en/notifications/"
KIND = "proposals.backed"
UNREAD = '<span class="visually-hidden"> unread</span>'


def shown(member: User) -> list[str]:
    """What the member's open pages were sent, one after another."""
    events = Event.objects.filter(topic__name=topic_of(member.pk)).order_by("number")
    return [event.html["en"].strip() for event in events]


@pytest.mark.django_db
def test_news_raises_the_number_and_reading_lowers_it(
    initiative: Initiative, member: User, commit: Any, client_of: Any
) -> None:
    client: Client = client_of(member)
    for _time in range(2):
        with commit():
            [row] = notify([member], KIND, initiative)
    with commit():
        client.post(f"{NEWS}{row.pk}/read/")
    with commit():
        client.post(f"{NEWS}read/")
    assert shown(member) == [f"1{UNREAD}", f"2{UNREAD}", f"1{UNREAD}", ""]


@pytest.mark.django_db
def test_reading_what_was_read_says_nothing(initiative: Initiative, member: User, commit: Any, client_of: Any) -> None:
    with commit():
        [row] = notify([member], KIND, initiative)
    for _time in range(2):
        with commit():
            client_of(member).post(f"{NEWS}{row.pk}/read/")
    assert shown(member) == [f"1{UNREAD}", ""]


@pytest.mark.django_db
def test_only_the_member_hears_it(member: User, outsider: User) -> None:
    assert may_follow(member, topic_of(member.pk))
    assert not may_follow(outsider, topic_of(member.pk))
    assert not may_follow(AnonymousUser(), topic_of(member.pk))


@pytest.mark.django_db
def test_a_members_page_says_where_it_stands_and_a_strangers_has_nothing_of_it(
    initiative: Initiative, member: User, client_of: Any, stranger_client: Client, commit: Any
) -> None:
    with commit():
        notify([member], KIND, initiative)
    page = client_of(member).get(NEWS).content.decode()
    since = position(topic_of(member.pk))
    assert (
        f'data-live-staying data-live-topic="member:{member.pk}" data-live-kind="unread" data-live-since="{since}"'
        in page
    )
    stranger = stranger_client.get("/en/lipka/initiatives/").content.decode()
    assert "data-live-topic" not in stranger


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_last_number_is_the_right_one(initiative: Initiative, member: User) -> None:
    assert at_once([lambda: notify([member], KIND, initiative)] * 6) == []
    assert Notification.objects.filter(recipient=member).count() == 6
    assert shown(member)[-1] == f"6{UNREAD}"


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_once_tell_it_once(initiative: Initiative, member: User) -> None:
    assert at_once([lambda: notify([member], "proposals.published", initiative)] * 6) == []
    assert Notification.objects.filter(recipient=member).count() == 1
