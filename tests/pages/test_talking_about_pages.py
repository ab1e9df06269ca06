"""Topics about a story or an event stand on its page, in each of its languages, for as long as it is published."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from community.board.demo import contribute
from community.board.models import Concern, Topic
from community.board.rules import can_view
from community.members.models import Centre, User
from community.notifications.actions import notify
from community.operations.demo import DemoContent
from pages.models import StoryPage
from tests.board.conftest import begin, say

pytestmark = pytest.mark.django_db
Sign = Callable[[User], Client]
BOARD = "/en/lipka/board/"


@pytest.fixture
def story(make_story: Any) -> StoryPage:
    return make_story("The mill", slug="mill")


def about(story: StoryPage, author: User, **facts: Any) -> Topic:
    assert story.centre is not None
    return begin(story.centre, author, host=StoryPage.objects.get(pk=story.pk), title="Who grinds?", **facts)


@pytest.mark.parametrize("word", ["story", "event"])
def test_a_topic_is_opened_from_a_page_and_shown_there(
    word: str, make_story: Any, make_event: Any, member: User, client_of: Sign, stranger_client: Client
) -> None:
    page = make_story("The mill") if word == "story" else make_event("The mill")
    address = page.get_absolute_url()
    assert "Nobody has opened a topic about it yet." in stranger_client.get(address).text
    link = f"{BOARD}new/?about={word}-{page.pk}"
    assert link in stranger_client.get(address).text
    form = client_of(member).get(link)
    assert f'<a href="{address}">The mill</a>' in form.text
    fields = {"kind": "question", "title": "Who grinds?", "text": "And when?", "language": "en"}
    client_of(member).post(link, fields | {"token": form.context["form"]["token"].value()})
    topic = Topic.objects.get()
    assert topic.host == page
    assert topic.get_absolute_url() in stranger_client.get(address).text
    assert f'<a href="{address}">The mill</a>' in stranger_client.get(topic.get_absolute_url()).text


def test_what_is_said_about_one_translation_stands_on_all(
    story: StoryPage, make_story: Any, member: User, editor: User, stranger_client: Client
) -> None:
    twin = make_story("Mlyn", twin_of=story, language="en")
    make_story("Another", slug="another")
    mine = about(story, member)
    theirs = begin(twin.centre, editor, host=twin, title="In English?")
    for path in ("/pl/lipka/stories/mill/", "/en/lipka/stories/mill/"):
        shown = stranger_client.get(path).text
        assert mine.title in shown
        assert theirs.title in shown
    assert mine.title not in stranger_client.get("/pl/lipka/stories/another/").text


def test_nobody_talks_about_what_they_cannot_read(
    story: StoryPage, make_story: Any, neighbours: Centre, member: User, client_of: Sign
) -> None:
    client = client_of(member)
    assert client.get(f"{BOARD}new/?about=story-{story.pk}").status_code == 200
    draft, closed = make_story("Draft", live=False), make_story("Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    elsewhere = make_story("Elsewhere", home=neighbours)
    for page in (draft, closed, elsewhere):
        assert client.get(f"{BOARD}new/?about=story-{page.pk}").status_code == 404
        with pytest.raises(PermissionDenied):
            begin(story.centre, member, host=page)


def test_a_topic_comes_and_goes_with_what_it_is_about(story: StoryPage, member: User, stranger_client: Client) -> None:
    topic = about(story, member)
    for live in (False, True):
        StoryPage.objects.filter(pk=story.pk).update(live=live)
        topic = Topic.objects.get(pk=topic.pk)
        for who in (AnonymousUser(), member):
            assert can_view(who, topic) is live
            assert Topic.objects.visible_to(who).filter(pk=topic.pk).exists() is live
        assert (topic.title in stranger_client.get(BOARD).text) is live
        assert stranger_client.get(topic.get_absolute_url()).status_code == (200 if live else 404)


def test_a_topic_about_something_deleted_troubles_no_page(
    story: StoryPage, member: User, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    topic = about(story, member, kind="concern")
    Concern.objects.update(owner=moderator)
    post = say(topic, moderator)
    assert topic.title in client_of(moderator).get("/en/members/waiting/").text
    notify([member], "board.posted", topic)
    assert topic.title in stranger_client.get("/en/lipka/search/?q=grinds").text
    StoryPage.objects.get(pk=story.pk).delete()
    assert not can_view(moderator, Topic.objects.get(pk=topic.pk))
    pages = (BOARD, f"{BOARD}feed/", "/en/lipka/search/?q=grinds", "/en/notifications/", "/en/members/waiting/")
    for client in (stranger_client, client_of(member), client_of(moderator)):
        for page in pages:
            answer = client.get(page, follow=True)
            assert (answer.status_code, topic.title in answer.text) == (200, False), page
        for gone in (topic, post):
            assert client.get(gone.get_absolute_url()).status_code == 404


def test_a_kept_page_is_new_for_its_author_at_once_and_for_strangers_when_it_is_made_anew(
    story: StoryPage, member: User, client_of: Sign, stranger_client: Client, settings: Any
) -> None:
    settings.PUBLIC_CACHE_SECONDS = 10
    address = "/pl/lipka/stories/mill/"
    kept = stranger_client.get(address)
    topic = about(story, member)
    assert topic.title in client_of(member).get(address).text
    assert stranger_client.get(address, headers={"if-none-match": kept["ETag"]}).status_code == 304
    cache.clear()  # as time does
    fresh = stranger_client.get(address, headers={"if-none-match": kept["ETag"]})
    assert (fresh.status_code, topic.title in fresh.text) == (200, True)


def test_many_topics_cost_a_page_what_one_costs(
    story: StoryPage, make_event: Any, member: User, stranger_client: Client
) -> None:
    event = make_event("Plums")
    addresses = [page.get_absolute_url() for page in (story, event)]

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                stranger_client.get(address)
            counts.append(len(asked))
        return counts

    def talk() -> None:
        about(story, member)
        begin(event.centre, member, host=event)

    talk()
    queries()
    one = queries()
    talk()
    talk()
    assert queries() == one


def test_the_demonstration_s_topics_hang_on_what_they_name(story: StoryPage, member: User, settings: Any) -> None:
    content = DemoContent(folder=settings.ROOT / "demo", now=timezone.now())
    named = 0
    for data in content.centres:
        told = [page for kind in ("stories", "events") for page in data[kind]]
        titles = {page[data["centre"]["languages"][0]]["title"] for page in told}
        abouts = {facts["about"] for facts in data["topics"] if "about" in facts}
        assert abouts <= titles
        named += len(abouts)
    assert named >= 4
    content.places, content.people = {"lipka": story.centre}, {("lipka", "m"): member}
    facts = {"kind": "idea", "title": "Grind oats", "text": "Too.", "days": -1, "author": "m", "about": "The mill"}
    content.centres = [{"centre": {"slug": "lipka"}, "topics": [facts]}]
    contribute(content)
    assert Topic.objects.get().host == story
