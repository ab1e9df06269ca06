"""Topics: opened, found, seen by those who see what they hang on, looked after by the centre."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.board import actions
from community.board.models import Post, Topic
from community.board.rules import can_view
from community.board.search import topics as search
from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Decision, Moderated, Report
from initiatives.proposals import actions as proposals
from initiatives.proposals.models import Initiative
from tests.board.conftest import begin, say
from tests.factories import make_member

Sign = Callable[[User], Client]


def hide(thing: Moderated, by: User) -> Decision:
    at = timezone.now()
    facts = {"centre": thing.centre, "title": "It", "url": "/", "category": "spam", "text": "Bad", "language": "en"}  # type: ignore[attr-defined]
    report = moderation.report(target=thing, at=at, **facts)  # type: ignore[arg-type]
    outcome = {"outcome": Decision.Outcome.HIDE, "ground": Decision.Ground.RULE, "ground_text": "Be civil"}
    return moderation.decide(report=report, facts="Bad.", by=by, at=at, **outcome)


def make_initiative(centre: Centre, author: User, *, published: bool = True) -> Initiative:
    content = proposals.Content(title="Benches", summary="To sit.", category="nature", language="en")
    made = proposals.draft(centre=centre, author=author, content=content, at=timezone.now())
    if published:
        proposals.publish(initiative=made, by=author, at=timezone.now())
    return made


@pytest.mark.parametrize("state", ["plain", "hidden", "on a draft", "on an initiative", "on a hidden initiative"])
def test_the_rule_and_its_list_twin_agree(
    state: str, centre: Centre, member: User, moderator: User, coordinator: User, outsider: User
) -> None:
    author = make_member(centre)
    host = make_initiative(centre, author, published=state != "on a draft") if state.startswith("on ") else None
    topic = begin(centre, author, host=host)
    if state == "hidden":
        hide(topic.posts.get(), moderator)
    if state == "on a hidden initiative":
        hide(host, moderator)
    for who in (AnonymousUser(), member, author, moderator, coordinator, outsider):
        topic = Topic.objects.get(pk=topic.pk)
        assert can_view(who, topic) == Topic.objects.visible_to(who).filter(pk=topic.pk).exists(), who
    assert Topic.objects.visible_to(AnonymousUser()).exists() == (state in {"plain", "on an initiative"})


def test_nobody_opens_a_topic_about_what_they_may_not_see(centre: Centre, member: User, editor: User) -> None:
    draft = make_initiative(centre, editor, published=False)
    with pytest.raises(PermissionDenied):
        begin(centre, member, host=draft)


def test_a_topic_about_an_initiative_stands_on_its_page(
    centre: Centre, member: User, client_of: Sign, stranger_client: Client
) -> None:
    initiative = make_initiative(centre, member)
    page = initiative.get_absolute_url()
    assert "Nobody has opened a topic about it yet." in stranger_client.get(page).text
    link = reverse("board:topic-create", kwargs={"centre": centre.slug}) + f"?about=initiative-{initiative.pk}"
    assert link in stranger_client.get(page).text
    client = client_of(member)
    fields = {"kind": "idea", "title": "Of oak?", "text": "Or pine.", "language": "en"}
    token = client.get(link).context["form"]["token"].value()
    assert client.post(link, fields | {"token": token}).status_code == 302
    topic = Topic.objects.get()
    assert topic.host == initiative
    assert topic.get_absolute_url() in stranger_client.get(page).text
    assert page in stranger_client.get(topic.get_absolute_url()).text


def test_a_form_with_a_mistake_keeps_what_was_typed(centre: Centre, member: User, client_of: Sign) -> None:
    address = reverse("board:topic-create", kwargs={"centre": centre.slug})
    answer = client_of(member).post(address, {"kind": "idea", "title": "", "text": "A long thought", "words": "a,b"})
    assert answer.status_code == 200
    assert "A long thought" in answer.text
    assert answer.context["form"].errors["title"] == ["This field is required."]
    assert not Topic.objects.exists()


def test_only_a_concern_hides_its_author_s_name(centre: Centre, member: User, client_of: Sign) -> None:
    address = reverse("board:topic-create", kwargs={"centre": centre.slug})
    fields = {"kind": "idea", "title": "T", "text": "T", "language": "en", "is_unnamed": "on"}
    fields["token"] = "0b5c4b1a-9f0e-4c3e-8a57-2d8f9f4f7f11"
    errors = client_of(member).post(address, fields).context["form"].errors
    assert errors["is_unnamed"] == ["Only a concern can be raised without a name."]


def test_a_topic_is_found_by_its_title_and_by_what_is_said_in_it(centre: Centre, member: User, editor: User) -> None:
    topic = begin(centre, member, title="Święto żuru", text="When?")
    say(topic, editor, "By the Młyn.")
    begin(centre, member, title="Elsewhere")
    facts: dict[str, Any] = {"centre": centre, "member": None, "language": "en", "limit": 5}
    assert [hit.title for hit in search("ZURU mlyn", **facts)] == ["Święto żuru"]
    assert search("zuru nowhere", **facts) == []


def test_hidden_words_find_nothing(topic: Topic, editor: User, moderator: User) -> None:
    post = say(topic, editor, "unspeakable")
    facts: dict[str, Any] = {"centre": topic.centre, "member": None, "language": "en", "limit": 5}
    assert len(search("unspeakable", **facts)) == 1
    hide(post, moderator)
    assert search("unspeakable", **facts) == []


def test_a_hidden_post_says_that_it_is_hidden_and_not_what_it_said(
    topic: Topic, editor: User, moderator: User, stranger_client: Client, client_of: Sign
) -> None:
    post = say(topic, editor, "unspeakable")
    hide(post, moderator)
    page = stranger_client.get(topic.get_absolute_url()).text
    assert "A moderator has hidden this." in page
    assert "unspeakable" not in page
    alone = post.get_absolute_url()
    assert stranger_client.get(alone).status_code == 404
    assert "unspeakable" in client_of(moderator).get(alone).text
    assert "unspeakable" in client_of(editor).get(alone).text


def test_pinned_topics_stand_above_the_others(centre: Centre, member: User, coordinator: User) -> None:
    first, second = begin(centre, member, title="First"), begin(centre, member, title="Second")
    assert list(Topic.objects.liveliest()) == [second, first]
    actions.pin(topic=first, by=coordinator, at=timezone.now())
    assert list(Topic.objects.liveliest()) == [first, second]
    with pytest.raises(PermissionDenied):
        actions.unpin(topic=first, by=member)


def test_why_a_topic_is_closed_stands_on_its_page(
    topic: Topic, coordinator: User, client_of: Sign, stranger_client: Client
) -> None:
    address = reverse("board:topic-close", kwargs={"centre": topic.centre.slug, "pk": topic.pk})
    assert client_of(coordinator).post(address, {"because": ""}).status_code == 200
    assert client_of(coordinator).post(address, {"because": "Answered at the desk."}).status_code == 302
    page = stranger_client.get(topic.get_absolute_url()).text
    assert "Answered at the desk." in page
    assert "Write something" not in page


def test_a_member_sees_how_many_posts_are_new(topic: Topic, editor: User, member: User, client_of: Sign) -> None:
    address = reverse("board:topic-list", kwargs={"centre": topic.centre.slug})
    client = client_of(member)
    assert "1 new" not in client.get(address).text
    for _post in range(2):
        say(topic, editor)
    assert "2 new" in client.get(address).text
    read = reverse("board:topic-read", kwargs={"centre": topic.centre.slug, "pk": topic.pk})
    assert client.post(read, {"number": "3"}).status_code == 204
    assert "2 new" not in client.get(address).text
    assert client.post(read, {"number": "x"}).status_code == 400


@pytest.mark.parametrize(("order", "first"), [("newest", 42), ("oldest", 2), ("helpful", 7)])
def test_a_topic_is_read_page_by_page_without_a_gap_or_a_double(
    order: str, first: int, topic: Topic, editor: User, member: User, stranger_client: Client
) -> None:
    for number in range(2, 43):
        say(topic, editor, f"Post {number}", at=timezone.now() + dt.timedelta(seconds=number))
    actions.thank(post=topic.posts.get(number=7), member=member)
    address, seen = f"{topic.get_absolute_url()}?order={order}", []
    while address:
        page = stranger_client.get(address)
        seen += [thread.post.number for thread in page.context["threads"]]
        address = f"{topic.get_absolute_url()}?{page.context['next_page']}" if page.context["next_page"] else ""
    assert seen[0] == first
    assert sorted(seen) == list(range(2, 43))


def test_a_long_conversation_goes_on_elsewhere(topic: Topic, editor: User, stranger_client: Client) -> None:
    above = say(topic, editor, "Above")
    for number in range(9):
        say(topic, editor, f"Below {number}", parent=above)
    deep = above
    for number in range(4):
        deep = say(topic, editor, f"Deep {number}", parent=deep)
    page = stranger_client.get(topic.get_absolute_url())
    [thread] = page.context["threads"]
    assert (len(thread.replies), thread.more) == (6, 7)
    whole = stranger_client.get(above.get_absolute_url()).context["thread"]
    assert len(whole.replies) == 10
    assert whole.replies[-1].replies[0].goes_deeper
    assert "Continue here" in stranger_client.get(above.get_absolute_url()).text
    further = stranger_client.get(Post.objects.get(html__contains="Deep 2").get_absolute_url()).text
    assert "Deep 3" in further
    assert "Deep 1" in further


def test_a_stranger_is_asked_to_sign_in_and_comes_back(topic: Topic, stranger_client: Client) -> None:
    address = reverse("board:post-create", kwargs={"centre": topic.centre.slug, "pk": topic.pk})
    assert f"next={address}" in stranger_client.get(address).text
    assert stranger_client.post(address, {"text": "Hello"}).status_code == 200
    assert topic.posts.count() == 1


def test_a_report_about_a_post_reaches_the_moderators(topic: Topic, editor: User, stranger_client: Client) -> None:
    post = say(topic, editor)
    address = reverse(
        "moderation:report-create", kwargs={"centre": topic.centre.slug, "kind": "board.post", "pk": post.pk}
    )
    assert address in stranger_client.get(post.get_absolute_url()).text
    stranger_client.post(address, {"category": "illegal", "text": "Advertising", "good_faith": "on"})
    assert Report.objects.get().target == post
