"""A member follows a tag in a centre and is told once of each new story with it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.notifications.actions import followers_of_tags
from community.notifications.models import Notification
from initiatives.proposals import actions as proposals
from pages.models import StoryPage
from tests.board.conftest import begin
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


def write_initiative(centre: Centre, author: User, title: str, tag: str) -> None:
    content = proposals.Content(title=title, summary="To sit.", category="nature", language="en", tags=[tag])
    made = proposals.draft(centre=centre, author=author, content=content, at=timezone.now())
    proposals.publish(initiative=made, by=author, at=timezone.now())


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


def test_a_tag_has_a_page_whatever_carries_it(
    centre: Centre, neighbours: Centre, member: User, client_of: Any, stranger_client: Client
) -> None:
    write_initiative(centre, member, "Oak benches", "benches")
    begin(centre, member, title="Where to sit?", tags=["sitting"])
    for tag, title in (("benches", "Oak benches"), ("sitting", "Where to sit?")):
        for page in (f"/en/tags/{tag}/", f"/en/lipka/tags/{tag}/"):
            assert title in stranger_client.get(page).text
        assert stranger_client.get(f"/en/javorina/tags/{tag}/").status_code == 404
        follow = f"/en/lipka/tags/{tag}/following/"
        assert client_of(member).post(follow, follow=True).status_code == 200
        assert f'href="/en/lipka/tags/{tag}/"' in stranger_client.get(f"/en/tags/{tag}/").text


def test_a_tag_of_what_is_hidden_or_waits_has_no_page(centre: Centre, trees: Any, stranger_client: Client) -> None:
    moderation.set_gate(centre=centre, first_posts_wait=1, links_wait=False, slow_seconds=0)
    begin(centre, make_member(centre), title="Where to sit?", tags=["sitting"])
    begin(centre, make_member(centre, "editor"), title="Where to lie?", tags=["lying"])
    assert stranger_client.get("/en/lipka/tags/lying/").status_code == 200
    assert stranger_client.get("/en/lipka/tags/sitting/").status_code == 404


def test_a_new_topic_is_told_once_to_who_follows_its_tag(
    tagged: StoryPage, centre: Centre, neighbours: Centre, member: User, client_of: Any
) -> None:
    client_of(member).post(f"{PAGE}following/")
    begin(centre, member, title="Mine", tags=["river"])
    begin(neighbours, make_member(neighbours), title="Elsewhere", tags=["river"])
    fear = {"kind": "concern", "is_unnamed": True}
    begin(centre, make_member(centre), title="Who dredges?", tags=["river", "boats"], **fear)
    assert told() == [(member.pk, "Who dredges?")]
    assert Notification.objects.get().actor is None


def test_many_of_each_kind_cost_a_tag_s_page_what_one_costs(
    tagged: StoryPage, centre: Centre, member: User, stranger_client: Client
) -> None:
    def more(number: int) -> None:
        write_initiative(centre, member, f"Oak benches {number}", "river")
        begin(centre, member, title=f"Where to sit {number}?", tags=["river"])

    def queries() -> list[int]:
        counts = []
        for page in (PAGE, "/en/tags/river/"):
            with CaptureQueriesContext(connection) as asked:
                stranger_client.get(page)
            counts.append(len(asked))
        return counts

    more(1)
    queries()
    one = queries()
    more(2)
    more(3)
    assert queries() == one
