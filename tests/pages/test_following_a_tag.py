"""A member follows a tag in a centre and is told once of each new story with it."""

from typing import Any

import pytest
from django.test import Client

from community.members.models import Centre, User
from community.notifications.actions import followers_of_tags
from community.notifications.models import Notification
from pages.models import StoryPage
from tests.factories import make_member

pytestmark = pytest.mark.django_db
PAGE = "/en/lipka/tags/river/"


@pytest.fixture
def tagged(make_story: Any) -> StoryPage:
    """Published long before anybody followed its tag."""
    story = make_story("The mill", language="en")
    story.tags.add("river")
    story.save()
    return story


def publish(story: StoryPage, *tags: str) -> None:
    story.tags.add(*tags)
    story.save_revision().publish()


def told() -> list[tuple[int, str]]:
    return list(Notification.objects.order_by("pk").values_list("recipient", "title"))


def test_a_tag_is_followed_and_left_on_its_page(
    tagged: StoryPage, centre: Centre, member: User, client_of: Any, stranger_client: Client
) -> None:
    client: Client = client_of(member)
    tag = tagged.tags.get()
    assert "Follow: tell me of what is new with this tag" in client.get(PAGE).content.decode()
    assert "Follow: tell me" not in stranger_client.get(PAGE).content.decode()
    client.post(f"{PAGE}following/")
    assert followers_of_tags([tag], centre) == [member]
    assert "You follow it. Stop following" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}following/removal/")
    assert followers_of_tags([tag], centre) == []
    assert client.post(f"{PAGE}following/removal/").status_code == 404


def test_a_tag_that_nothing_carries_here_cannot_be_followed(
    tagged: StoryPage, neighbours: Centre, member: User, client_of: Any
) -> None:
    client: Client = client_of(member)
    assert client.post("/en/javorina/tags/river/following/").status_code == 404
    assert client.post("/en/lipka/tags/nothing/following/").status_code == 404
    assert client.post("/en/lipka/tags/%00/following/").status_code == 404


def test_a_new_story_is_told_once_to_who_follows_one_of_its_tags(
    tagged: StoryPage, make_story: Any, centre: Centre, member: User, client_of: Any
) -> None:
    client_of(member).post(f"{PAGE}following/")
    draft = {"live": False, "first_published_at": None}
    story = make_story("The ferry", language="en", **draft)
    story.tags.add("river", "boats")
    story.save()
    story.save_revision()
    assert told() == []
    publish(story)
    assert told() == [(member.pk, "The ferry")]
    publish(StoryPage.objects.get(pk=story.pk))
    publish(make_story("Far from water", language="en", **draft), "hills")
    assert told() == [(member.pk, "The ferry")]


def test_a_translation_of_a_story_is_no_news(tagged: StoryPage, make_story: Any, member: User, client_of: Any) -> None:
    client_of(member).post(f"{PAGE}following/")
    twin = make_story("Młyn", twin_of=tagged, language="pl", live=False, first_published_at=None)
    publish(twin, "river")
    assert told() == []


def test_whoever_wrote_it_is_not_told(tagged: StoryPage, make_story: Any, centre: Centre, client_of: Any) -> None:
    editor = make_member(centre, "editor")
    client_of(editor).post(f"{PAGE}following/")
    story = make_story("The ferry", language="en", live=False, first_published_at=None)
    story.tags.add("river")
    story.save_revision(user=editor).publish()
    assert told() == []


def test_a_story_that_was_taken_down_is_not_shown_among_the_news(
    tagged: StoryPage, make_story: Any, member: User, client_of: Any
) -> None:
    client: Client = client_of(member)
    client.post(f"{PAGE}following/")
    story = make_story("The ferry", language="en", live=False, first_published_at=None)
    publish(story, "river")
    assert "The ferry" in client.get("/en/notifications/").content.decode()
    StoryPage.objects.get(pk=story.pk).unpublish()
    assert "The ferry" not in client.get("/en/notifications/").content.decode()
