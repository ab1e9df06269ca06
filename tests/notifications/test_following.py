"""A member follows a thing, a tag in a centre or a part of the commune, and hears once of what is new."""

from typing import Any

import pytest
from django.test import Client
from taggit.models import Tag

from community.members.models import Centre, User
from community.notifications.actions import follow, followers, followers_of_tags, notify, unfollow
from community.notifications.kinds import Kind, itself
from community.notifications.models import Follow, Notification
from initiatives.proposals.models import Area, Initiative
from tests.factories import make_member
from tests.proposals.making import make_draft, make_published

PAGE = "/en/notifications/following/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def river() -> Tag:
    return Tag.objects.create(name="river", slug="river")


def told(kind: str) -> list[int]:
    return list(Notification.objects.filter(kind=kind).order_by("recipient").values_list("recipient", flat=True))


def test_following_is_kept_once_and_ends(initiative: Initiative, member: User, outsider: User) -> None:
    for _time in range(2):
        follow(member=member, target=initiative)
    follow(member=outsider, target=initiative)
    assert sorted(user.pk for user in followers(initiative)) == sorted([member.pk, outsider.pk])
    unfollow(member=member, target=initiative)
    User.objects.filter(pk=outsider.pk).update(is_active=False)
    assert followers(initiative) == []


def test_a_tag_is_followed_in_one_centre(
    river: Tag, centre: Centre, other_centre: Centre, member: User, outsider: User
) -> None:
    for _time in range(2):
        follow(member=member, target=river, centre=centre)
    follow(member=outsider, target=river, centre=other_centre)
    lake = Tag.objects.create(name="lake", slug="lake")
    follow(member=member, target=lake, centre=centre)
    assert followers_of_tags([river, lake], centre) == [member]
    assert followers_of_tags([river], other_centre) == [outsider]
    unfollow(member=member, target=river, centre=centre)
    assert followers_of_tags([river], centre) == []


def test_a_new_initiative_is_told_to_who_follows_its_tag_or_its_place_once(
    river: Tag, centre: Centre, member: User, outsider: User
) -> None:
    dolna = Area.objects.create(centre=centre, name="Dolna", threshold=3)
    author, neighbour = make_member(centre), make_member(centre)
    for follower in (member, author):
        follow(member=follower, target=river, centre=centre)
    for follower in (member, neighbour):
        follow(member=follower, target=dolna)
    make_draft(centre, author, tags=["river"], area=dolna)
    assert told("proposals.published") == []
    made = make_published(centre, author, tags=["river", "bench"], area=dolna)
    follow(member=member, target=made)
    assert told("proposals.published") == sorted([member.pk, neighbour.pk])
    make_published(centre, author, tags=["lake"])
    assert len(told("proposals.published")) == 2


def test_what_is_told_once_is_not_told_again(initiative: Initiative, member: User, outsider: User) -> None:
    first = notify([member], "proposals.published", initiative)
    second = notify([member, outsider], "proposals.published", initiative)
    assert [row.recipient for row in first] == [member]
    assert [row.recipient for row in second] == [outsider]
    assert told("proposals.published") == sorted([member.pk, outsider.pk])


def test_the_page_lists_what_i_follow_and_stops_it(
    river: Tag, initiative: Initiative, centre: Centre, member: User, outsider: User, client_of: Any
) -> None:
    client: Client = client_of(member)
    assert "You follow nothing yet" in client.get(PAGE).content.decode()
    for facts in ({"target": initiative}, {"target": river, "centre": centre}):
        follow(member=member, **facts)
    page = client.get(PAGE).content.decode()
    assert f'href="/en/lipka/initiatives/{initiative.pk}/"' in page
    assert 'href="/en/lipka/tags/river/"' in page
    row = Follow.objects.on(initiative).get()
    assert client_of(outsider).post(f"{PAGE}{row.pk}/removal/").status_code == 404
    client.post(f"{PAGE}{row.pk}/removal/")
    assert "Ławka" not in client.get(PAGE).content.decode()


def test_what_i_may_no_longer_see_is_not_on_my_list(centre: Centre, member: User, client_of: Any) -> None:
    draft = make_draft(centre, make_member(centre), title="Not yet public")
    follow(member=member, target=draft)
    follow(member=draft.author, target=draft)
    assert "Not yet public" in client_of(draft.author).get(PAGE).content.decode()
    assert "Not yet public" not in client_of(member).get(PAGE).content.decode()


def test_the_page_asks_the_same_number_of_questions_for_one_and_for_three(
    centre: Centre, member: User, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    client, author = client_of(member), make_member(centre)

    def questions() -> int:
        with django_assert_max_num_queries(14) as asked:
            client.get(PAGE)
        return len(asked)

    follow(member=member, target=make_published(centre, author))
    questions()
    one = questions()
    for _number in range(2):
        follow(member=member, target=make_published(centre, author))
    assert questions() == one


def test_a_place_is_followed_from_an_initiative_that_is_for_it(centre: Centre, member: User, client_of: Any) -> None:
    dolna = Area.objects.create(centre=centre, name="Dolna", threshold=3)
    there = make_published(centre, make_member(centre), area=dolna)
    anywhere = make_published(centre, make_member(centre))
    client: Client = client_of(member)
    page = f"/en/lipka/initiatives/{there.pk}/"
    assert "Tell me of new initiatives for Dolna" in client.get(page).content.decode()
    client.post(f"{page}area/follow/")
    assert followers(dolna) == [member]
    assert "You are told of new initiatives for Dolna" in client.get(page).content.decode()
    client.post(f"{page}area/follow/removal/")
    assert followers(dolna) == []
    assert client.post(f"/en/lipka/initiatives/{anywhere.pk}/area/follow/").status_code == 404


MENTIONED = [Kind("proposals.backed", "Somebody wrote my name", concerns_me=True, is_mention=True, seen=itself)]


def test_mentions_are_told_unless_i_say_no(
    initiative: Initiative, member: User, outsider: User, client_of: Any, settings: Any
) -> None:
    settings.NEWS_KINDS = [f"{__name__}.MENTIONED"]
    client: Client = client_of(member)
    assert "You are told when somebody writes your name" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}mentions/removal/")
    assert "You are not told when somebody writes your name" in client.get(PAGE).content.decode()
    notify([member, outsider], "proposals.backed", initiative)
    assert told("proposals.backed") == [outsider.pk]
    client.post(f"{PAGE}mentions/")
    notify([member], "proposals.backed", initiative)
    assert told("proposals.backed") == sorted([member.pk, outsider.pk])
