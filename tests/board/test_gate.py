"""What newcomers write may wait, a filter marks; a silenced member does not write, a banned one is cut off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.board import actions
from community.board.models import Post, Topic
from community.board.rules import may_follow
from community.live.models import Event
from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Decision, Report
from community.notifications.models import Notification
from tests.board.conftest import begin, say
from tests.factories import make_member

Sign = Callable[[User], Client]
RULE = {"facts": "So it is.", "ground": Decision.Ground.RULE, "ground_text": "Be civil"}


@pytest.fixture
def waiting(topic: Topic) -> None:
    moderation.set_gate(centre=topic.centre, first_posts_wait=1, links_wait=True, slow_seconds=0)


def settle(post: Post, outcome: str, by: User) -> None:
    report = Report.objects.open().get(target_id=post.pk)
    ground = RULE if outcome != "keep" else {"facts": "Good.", "ground": "", "ground_text": ""}
    moderation.decide(report=report, outcome=outcome, by=by, at=timezone.now(), **ground)


def sentence(member: User, centre: Centre, by: User, outcome: str, **facts: Any) -> None:
    post = say(begin(centre, member, title="Noise"), member, "Noise")
    told = {"centre": centre, "title": "Noise", "url": "/", "category": "other", "text": "Bad", "language": "en"}
    report = moderation.report(target=post, at=timezone.now(), **told)
    moderation.decide(report=report, outcome=outcome, by=by, at=timezone.now(), **RULE, **facts)


@pytest.mark.usefixtures("waiting")
def test_a_newcomer_s_first_post_waits_for_a_moderator(
    topic: Topic, moderator: User, stranger_client: Client, client_of: Sign
) -> None:
    writer = make_member(topic.centre)
    post = say(topic, writer, "my first words")
    page = topic.get_absolute_url()
    assert "my first words" not in stranger_client.get(page).text
    assert post not in Post.objects.visible_to(AnonymousUser())
    assert "my first words" in client_of(writer).get(post.get_absolute_url()).text
    assert not Event.objects.filter(kind="written").exists()
    assert not Notification.objects.filter(recipient=topic.author, kind__startswith="board").exists()
    settle(post, "keep", moderator)
    assert "my first words" in stranger_client.get(page).text
    assert Event.objects.filter(kind="written").count() == 1
    assert Notification.objects.filter(recipient=topic.author, kind="board.replied").count() == 1
    assert not say(topic, writer, "my second words").is_held


@pytest.mark.usefixtures("waiting")
def test_what_waited_and_was_refused_is_never_shown(topic: Topic, moderator: User, stranger_client: Client) -> None:
    post = say(topic, make_member(topic.centre), "buy here")
    settle(post, "hide", moderator)
    assert "buy here" not in stranger_client.get(topic.get_absolute_url()).text
    assert "buy here" not in str(list(Event.objects.values_list("html", flat=True)))


@pytest.mark.usefixtures("waiting")
def test_a_topic_whose_first_words_wait_is_seen_by_its_author_alone(centre: Centre, moderator: User) -> None:
    author = make_member(centre)
    topic = begin(centre, author)
    assert topic not in Topic.objects.visible_to(AnonymousUser())
    assert topic in Topic.objects.visible_to(author)
    settle(topic.posts.get(), "keep", moderator)
    assert topic in Topic.objects.visible_to(AnonymousUser())


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(
    "facts", [{"title": "See www.shop.example"}, {"text": "www.shop.example"}, {"tags": ["www.shop.example"]}]
)
def test_a_link_waits_wherever_in_a_topic_it_stands(
    facts: dict[str, Any], centre: Centre, stranger_client: Client
) -> None:
    writer = make_member(centre)
    moderation.set_gate(centre=centre, first_posts_wait=0, links_wait=True, slow_seconds=0)
    assert not begin(centre, writer, title="Harmless").posts.get().is_held
    waiting = begin(centre, writer, **facts)
    assert waiting.posts.get().is_held
    page = reverse("board:topic-list", kwargs={"centre": centre.slug})
    assert "Harmless" in stranger_client.get(page).text
    assert "shop.example" not in stranger_client.get(page).text


def test_a_link_that_comes_by_an_edit_waits_too(topic: Topic, stranger_client: Client) -> None:
    writer = make_member(topic.centre)
    moderation.set_gate(centre=topic.centre, first_posts_wait=0, links_wait=True, slow_seconds=0)
    post = say(topic, writer, "harmless")
    assert not post.is_held
    actions.edit(post=post, text="look at https://shop.example now", by=writer, at=timezone.now())
    assert "shop.example" not in stranger_client.get(topic.get_absolute_url()).text
    assert Report.objects.open().get().target == post


def test_the_filter_marks_and_hides_nothing(topic: Topic, stranger_client: Client) -> None:
    moderation.add_word(centre=topic.centre, word="dureń")
    post = say(topic, make_member(topic.centre), "Ty dur\u200bEN!")
    assert Report.objects.open().get().target == post
    assert not post.is_held
    assert "Ty dur" in stranger_client.get(topic.get_absolute_url()).text


def test_a_newcomer_who_writes_too_fast_is_told_when_and_keeps_the_text(topic: Topic, client_of: Sign) -> None:
    moderation.set_gate(centre=topic.centre, first_posts_wait=0, links_wait=False, slow_seconds=60)
    writer = make_member(topic.centre)
    say(topic, writer)
    with pytest.raises(ValidationError, match="Newcomers write a little slower here"):
        say(topic, writer, "Again")
    client, address = client_of(writer), f"{topic.get_absolute_url()}posts/"
    token = client.get(address).context["form"]["token"].value()
    answer = client.post(address, {"text": "And again", "token": token})
    assert "Newcomers write a little slower here" in answer.text
    assert "And again" in answer.text


@pytest.mark.parametrize(("outcome", "facts"), [("pause", {"days": 3}), ("ban", {})])
def test_a_silenced_member_writes_nowhere_in_the_centre(
    outcome: str, facts: dict[str, int], topic: Topic, moderator: User, other_centre: Centre
) -> None:
    writer = make_member(topic.centre)
    fresh = say(topic, writer)
    sentence(writer, topic.centre, moderator, outcome, **facts)
    for act in (lambda: say(topic, writer), lambda: begin(topic.centre, writer)):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(ValidationError):
        actions.edit(post=fresh, text="Otherwise", by=writer, at=timezone.now())
    assert begin(other_centre, writer).pk


def test_a_banned_member_s_page_is_cut_off_and_a_paused_one_s_is_not(topic: Topic, moderator: User) -> None:
    for outcome, facts, follows in (("pause", {"days": 3}, True), ("ban", {}, False)):
        writer = make_member(topic.centre)
        assert may_follow(writer, topic.pk)
        sentence(writer, topic.centre, moderator, outcome, **facts)
        assert may_follow(User.objects.get(pk=writer.pk), topic.pk) is follows


def test_what_a_moderator_hides_is_not_sent_to_a_page_that_comes_late(
    topic: Topic, moderator: User, stranger_client: Client
) -> None:
    sentence(make_member(topic.centre), topic.centre, moderator, "hide")
    noise = Post.objects.get(text="Noise", number=2)
    asked = f"/en/live/?topic={noise.topic.live_name}&since=0"
    assert stranger_client.get(asked).json()["frames"] != []
    assert "Noise" not in stranger_client.get(asked).text


def test_a_concern_without_a_name_shows_no_company(centre: Centre, stranger_client: Client) -> None:
    named = begin(centre, make_member(centre), kind="concern")
    unnamed = begin(centre, make_member(centre), kind="concern", is_unnamed=True)
    assert "data-live-company" in stranger_client.get(named.get_absolute_url()).text
    assert "data-live-company" not in stranger_client.get(unnamed.get_absolute_url()).text
